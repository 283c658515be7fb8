import { afterAll, beforeAll, expect, test } from 'vitest';
import { createCaller } from '#server/router.ts';
import type { Mail } from '#server/staff/mail.ts';
import { MAX_WAITING } from '#server/staff/teacher/service.ts';
import { actorWith, openTestApp, type TestApp } from '#tests/support/app.ts';
import {
  makeAccount,
  makeUnit,
  PASSWORD,
  refusalOf,
  signedIn,
  visitorOf,
  type Visitor,
} from '#tests/support/staff.ts';

let app: TestApp;
let school: string;
let other: string;
beforeAll(async () => {
  app = await openTestApp();
  school = await makeUnit(app, 'K7PM3RA', 'school');
  other = await makeUnit(app, 'H4XYZAB', 'school');
  await makeUnit(app, 'P9COMUN', 'commune-police');
  await makeUnit(app, 'E4ENDED', 'school', null, '2026-11-20');
  await makeUnit(app, 'T4TODAY', 'school', null, '2026-11-21');
});
afterAll(() => app.close());

const coordinator = (unitId: string) => createCaller(app.context(actorWith('school-coordinator', unitId)));
let teachers = 0;
const newEmail = () => `giao-vien-${(teachers += 1)}@truong.example`;
const newVisitor = () => visitorOf(app, `198.51.100.${(teachers += 1)}`);
const register = async (email: string, unitCode = 'K7PM3RA', address?: string, name = 'Vũ Thị Lan') =>
  refusalOf((await visitorOf(app, address).caller()).teacher.register({ email, name, unitCode }));
const signIn = async (email: string, password = PASSWORD) =>
  refusalOf((await newVisitor().caller()).session.signIn({ email, password }));
const waitingAt = async (unitId: string, email: string) =>
  (await coordinator(unitId).teacher.list()).find((request) => request.email === email);
const confirm = async (unitId: string, email: string) => {
  const { purpose, address } = await coordinator(unitId).teacher.confirm({
    id: (await waitingAt(unitId, email))!.id,
  });
  return { purpose, token: address!.split('/').at(-2)! };
};
const comeIn = async (token: string, password = PASSWORD) =>
  refusalOf((await newVisitor().caller()).session.acceptLink({ token, purpose: 'invitation', password }));
const take = async (visitor: Visitor, token: string) =>
  refusalOf((await visitor.caller()).teacher.accept({ token }));
const rolesOf = async (email: string) =>
  (await app.services.db.prisma.staffAssignment.findMany({ where: { staff: { email } } })).map(
    ({ role, unitId }) => [role, unitId],
  );

test('a teacher registers with the school’s code however typed, and is let in by its coordinator’s link', async () => {
  const email = newEmail();
  expect(await register(email, ' k7p-m3ra ')).toBeNull();
  expect(await waitingAt(school, email)).toMatchObject({ name: 'Vũ Thị Lan', isOffered: false });
  const { purpose, token } = await confirm(school, email);
  expect(purpose).toBe('invitation');
  expect(await waitingAt(school, email)).toBeUndefined();
  expect(await signIn(email)).toMatchObject({ code: 'UNAUTHORIZED' });
  expect(await comeIn(token)).toBeNull();
  expect(await signIn(email)).toBeNull();
  expect(await rolesOf(email)).toEqual([['teacher', school]]);
});

test('registering takes no password: whoever typed the e-mail first has nothing', async () => {
  const email = newEmail();
  const { teacher } = await newVisitor().caller();
  const withPassword = { email, name: 'Cô Lan', unitCode: 'K7PM3RA', password: PASSWORD };
  expect(await refusalOf(teacher.register(withPassword))).toMatchObject({ code: 'BAD_REQUEST' });
  await register(email);
  await register(email, 'K7PM3RA', '203.0.113.9', 'Cô Lan Thật');
  const { token } = await confirm(school, email);
  expect(await signIn(email)).toMatchObject({ code: 'UNAUTHORIZED' });
  expect(await comeIn(token)).toBeNull();
});

test('nobody keeps an e-mail from another school by registering it first', async () => {
  const email = newEmail();
  await register(email);
  await register(email, 'H4XYZAB');
  expect([(await waitingAt(school, email))?.name, (await waitingAt(other, email))?.name]).toEqual([
    'Vũ Thị Lan',
    'Vũ Thị Lan',
  ]);
});

test('neither registering nor signing in afterwards tells who has an account', async () => {
  const closed = await makeAccount(app);
  await app.services.db.prisma.staff.update({ where: { id: closed.id }, data: { disabledAt: new Date() } });
  const emails = [newEmail(), (await makeAccount(app)).email, closed.email];
  const answers = [];
  for (const email of emails) {
    const visitor = newVisitor();
    const { teacher } = await visitor.caller();
    const said = await teacher.register({ email, name: 'Ai Đó', unitCode: 'K7PM3RA' });
    const password = 'mat khau do ke do tham dat ra';
    const refused = await refusalOf((await visitor.caller()).session.signIn({ email, password }));
    answers.push(JSON.stringify([said, refused]));
  }
  expect(new Set(answers).size).toBe(1);
});

test('with a mail server the link goes to the e-mail and is not shown', async () => {
  const email = newEmail();
  await register(email);
  const sent: Mail[] = [];
  const staff = {
    ...app.services.staff,
    mailer: { isConfigured: true, send: async (mail: Mail) => void sent.push(mail) },
  };
  const { teacher } = createCaller({
    ...app.context(actorWith('school-coordinator', school)),
    staff,
  });
  const { id } = (await waitingAt(school, email))!;
  expect(await teacher.confirm({ id })).toMatchObject({ address: null, purpose: 'invitation' });
  expect(sent.map(({ to }) => to)).toEqual([email]);
  const [, token] = /\/moi\/([^/]+)\//.exec(sent[0]!.text) ?? [];
  expect(await comeIn(token!)).toBeNull();
});

test('a lost invitation is made anew by registering and confirming again', async () => {
  const email = newEmail();
  await register(email);
  const lost = await confirm(school, email);
  await register(email);
  const again = await confirm(school, email);
  expect(again.purpose).toBe('invitation');
  expect(await comeIn(lost.token)).toMatchObject({ code: 'NOT_FOUND' });
  expect(await comeIn(again.token)).toBeNull();
  expect(await rolesOf(email)).toEqual([['teacher', school]]);
});

test('an account that exists gains the role only when its owner takes it, signed in', async () => {
  const { id, email } = await makeAccount(app, [{ role: 'writer', unitId: null }]);
  const stranger = await makeAccount(app);
  const owner = await signedIn(app, email, '198.51.100.201');
  const elsewhere = await signedIn(app, email, '198.51.100.202');
  await register(email);
  const { purpose, token } = await confirm(school, email);
  expect(purpose).toBe('teacher');
  expect(await rolesOf(email)).toEqual([['writer', null]]);
  expect((await owner.context()).actor).not.toBeNull();
  expect(await waitingAt(school, email)).toMatchObject({ isOffered: true });

  expect(await take(newVisitor(), token)).toMatchObject({ code: 'UNAUTHORIZED' });
  const visitor = await signedIn(app, stranger.email, '198.51.100.203');
  expect(await take(visitor, token)).toMatchObject({ code: 'NOT_FOUND' });
  expect(await comeIn(token)).toMatchObject({ code: 'NOT_FOUND' });

  const caller = await owner.caller();
  expect(await caller.teacher.readOffer({ token })).toEqual({ school: 'K7PM3RA' });
  expect(await take(owner, token)).toBeNull();
  expect(await take(owner, token)).toMatchObject({ code: 'NOT_FOUND' });
  expect((await owner.context()).actor).toMatchObject({
    id,
    assignments: [
      { role: 'writer', unitId: null },
      { role: 'teacher', unitId: school },
    ],
  });
  expect((await elsewhere.context()).actor).toBeNull();
  expect(await waitingAt(school, email)).toBeUndefined();
  expect(await signIn(email)).toBeNull();
});

test('an invitation that waits with another role is not handed to a school', async () => {
  const admin = createCaller(app.context(actorWith('admin')));
  const email = newEmail();
  await admin.staff.invite({ email, name: 'Sếp Mới', role: 'admin', unitCode: '' });
  await register(email);
  const { purpose, token } = await confirm(school, email);
  expect(purpose).toBe('teacher');
  expect(await comeIn(token)).toMatchObject({ code: 'NOT_FOUND' });
});

test('an offer holds for 72 hours, and a new one takes its place', async () => {
  const { email } = await makeAccount(app);
  const owner = await signedIn(app, email, '198.51.100.204');
  await register(email);
  const first = await confirm(school, email);
  const second = await confirm(school, email);
  expect(await take(owner, first.token)).toMatchObject({ code: 'NOT_FOUND' });
  const after = async (hours: number) => {
    const now = () => new Date(app.services.now().getTime() + hours * 3_600_000);
    return refusalOf((await owner.caller({ now })).teacher.readOffer({ token: second.token }));
  };
  expect(await after(71.9)).toBeNull();
  expect(await after(72)).toMatchObject({ code: 'NOT_FOUND' });
});

test('a closed account, and one that has the role, are not confirmed', async () => {
  const closed = await makeAccount(app);
  await app.services.db.prisma.staff.update({ where: { id: closed.id }, data: { disabledAt: new Date() } });
  const present = await makeAccount(app, [{ role: 'teacher', unitId: school }]);
  for (const { email } of [closed, present]) {
    await register(email);
    expect(await refusalOf(confirm(school, email))).toMatchObject({ code: 'CONFLICT' });
  }
});

test('another school’s coordinator neither sees nor confirms the request', async () => {
  const email = newEmail();
  await register(email);
  const { id } = (await waitingAt(school, email))!;
  expect(await waitingAt(other, email)).toBeUndefined();
  const caller = coordinator(other).teacher;
  expect(await refusalOf(caller.confirm({ id }))).toMatchObject({ code: 'FORBIDDEN' });
  expect(await refusalOf(caller.refuse({ id }))).toMatchObject({ code: 'FORBIDDEN' });
});

test('a refusal is mailed with its reason, and the teacher may ask again', async () => {
  const email = newEmail();
  await register(email);
  const { id } = (await waitingAt(school, email))!;
  const sent: Mail[] = [];
  const works: (() => Promise<void>)[] = [];
  const staff = {
    ...app.services.staff,
    mailer: { isConfigured: true, send: async (mail: Mail) => void sent.push(mail) },
    later: (work: () => Promise<void>) => void works.push(work),
  };
  const { teacher } = createCaller({
    ...app.context(actorWith('school-coordinator', school)),
    staff,
  });
  await teacher.refuse({ id, reason: 'Không dạy ở trường này.' });
  await Promise.all(works.map((work) => work()));
  expect(sent).toMatchObject([{ to: email, text: expect.stringContaining('Không dạy ở trường này.') }]);
  expect(await refusalOf(coordinator(school).teacher.confirm({ id }))).toMatchObject({ code: 'NOT_FOUND' });
  expect(await register(email)).toBeNull();
  expect(await waitingAt(school, email)).toBeDefined();
});

test('a coordinator does not make a teacher of themselves', async () => {
  const { id: staffId, email } = await makeAccount(app, [{ role: 'school-coordinator', unitId: school }]);
  await register(email);
  const { id } = (await waitingAt(school, email))!;
  const self = createCaller(app.context(actorWith('school-coordinator', school, staffId)));
  expect(await refusalOf(self.teacher.confirm({ id }))).toMatchObject({ code: 'FORBIDDEN' });
  expect(await waitingAt(school, email)).toBeDefined();
});

test('a code that is no school’s, or an ended one’s, is refused', async () => {
  expect(await register(newEmail(), 'P9COMUN')).toMatchObject({ code: 'NOT_FOUND' });
  expect(await register(newEmail(), 'NOSUCH1')).toMatchObject({ code: 'NOT_FOUND' });
  expect(await register(newEmail(), 'E4ENDED')).toMatchObject({ code: 'NOT_FOUND' });
  expect(await register(newEmail(), 'T4TODAY')).toBeNull();
  expect(await register(newEmail(), '')).toMatchObject({ code: 'BAD_REQUEST' });
});

test('requests of one address are limited, of one school too', async () => {
  const address = '203.0.113.200';
  await register('lien-tuc@truong.example', 'NOSUCH1', address);
  const codes = [];
  for (let round = 0; round < 100; round += 1)
    codes.push((await register(newEmail(), 'NOSUCH1', address))?.code);
  expect(codes.at(-2)).toBe('NOT_FOUND');
  expect(codes.at(-1)).toBe('TOO_MANY_REQUESTS');

  await app.services.db.prisma.teacherRequest.createMany({
    data: Array.from({ length: MAX_WAITING }, (_, index) => ({
      email: `cho-${index}@truong.example`,
      name: 'Người chờ',
      unitId: other,
      createdAt: app.services.now(),
    })),
  });
  expect(await register(newEmail(), 'H4XYZAB')).toMatchObject({ code: 'TOO_MANY_REQUESTS' });
});

test('requests that nobody waits for are forgotten', async () => {
  const { prisma } = app.services.db;
  const hoursAgo = (hours: number) => new Date(app.services.now().getTime() - hours * 3_600_000);
  const base = { name: 'Người cũ', unitId: school };
  const offered = { ...base, createdAt: hoursAgo(80) };
  await prisma.teacherRequest.createMany({
    data: [
      { ...base, email: 'cu-91@truong.example', createdAt: hoursAgo(91 * 24) },
      { ...base, email: 'cu-89@truong.example', createdAt: hoursAgo(89 * 24) },
      { ...offered, email: 'het-han@truong.example', tokenHash: 'a', expiresAt: hoursAgo(0) },
      { ...offered, email: 'con-han@truong.example', tokenHash: 'b', expiresAt: hoursAgo(-1) },
    ],
  });
  await register(newEmail());
  const left = await prisma.teacherRequest.findMany({ where: { name: 'Người cũ' } });
  expect(left.map(({ email }) => email).sort()).toEqual(['con-han@truong.example', 'cu-89@truong.example']);
});
