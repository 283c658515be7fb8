import { afterAll, beforeAll, expect, test } from 'vitest';
import { createCaller } from '#server/router.ts';
import { MAX_WAITING } from '#server/staff/teacher/service.ts';
import { actorWith, openTestApp, type TestApp } from '#tests/support/app.ts';
import { makeAccount, makeUnit, PASSWORD, refusalOf, visitorOf } from '#tests/support/staff.ts';

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
const register = async (email: string, unitCode = 'K7PM3RA', password = PASSWORD, address?: string) =>
  refusalOf(
    (await visitorOf(app, address).caller()).teacher.register({
      email,
      name: 'Vũ Thị Lan',
      password,
      unitCode,
    }),
  );
const signIn = async (email: string, password = PASSWORD) =>
  refusalOf((await visitorOf(app, `198.51.100.${teachers}`).caller()).session.signIn({ email, password }));
const waitingAt = async (unitId: string, email: string) =>
  (await coordinator(unitId).teacher.list()).find((request) => request.email === email);

test('a teacher registers with the school’s code however typed, waits, and is let in by its coordinator', async () => {
  const email = newEmail();
  expect(await register(email, ' k7p-m3ra ')).toBeNull();
  expect(await signIn(email)).toMatchObject({
    code: 'CONFLICT',
    message: expect.stringContaining('đang chờ'),
  });
  const request = (await waitingAt(school, email))!;
  await coordinator(school).teacher.confirm({ id: request.id });
  expect(await signIn(email)).toBeNull();
  const made = await app.services.db.prisma.staff.findUniqueOrThrow({
    where: { email },
    include: { assignments: true },
  });
  expect(made.assignments).toMatchObject([{ role: 'teacher', unitId: school }]);
  expect(await waitingAt(school, email)).toBeUndefined();
});

test('another school’s coordinator neither sees nor confirms the request', async () => {
  const email = newEmail();
  await register(email);
  const { id } = (await waitingAt(school, email))!;
  expect(await waitingAt(other, email)).toBeUndefined();
  const caller = coordinator(other).teacher;
  expect(await refusalOf(caller.confirm({ id }))).toMatchObject({ code: 'FORBIDDEN' });
  expect(await refusalOf(caller.refuse({ id, reason: 'không phải người của trường' }))).toMatchObject({
    code: 'FORBIDDEN',
  });
});

test('a refusal is read by whoever knows the password, and by nobody else', async () => {
  const email = newEmail();
  await register(email);
  const { id } = (await waitingAt(school, email))!;
  await coordinator(school).teacher.refuse({ id, reason: 'Không dạy ở trường này.' });
  expect(await signIn(email)).toMatchObject({ message: expect.stringContaining('Không dạy ở trường này.') });
  expect(await signIn(email, 'mot mat khau khac han')).toEqual(
    await signIn('khong-co-ai@truong.example', 'mot mat khau khac han'),
  );
  expect(await refusalOf(coordinator(school).teacher.confirm({ id }))).toMatchObject({ code: 'NOT_FOUND' });
  expect(await register(email)).toBeNull();
  expect(await waitingAt(school, email)).toBeDefined();
});

test('registering with the e-mail of an account answers the same and changes nothing of it', async () => {
  const account = await makeAccount(app, [{ role: 'writer', unitId: null }]);
  const stolen = 'mat khau cua ke mao danh';
  expect(await register(account.email, 'K7PM3RA', stolen)).toBeNull();
  expect(await signIn(account.email)).toBeNull();
  const { id } = (await waitingAt(school, account.email))!;
  await coordinator(school).teacher.confirm({ id });
  expect(await signIn(account.email, stolen)).toMatchObject({ code: 'UNAUTHORIZED' });
  expect(await signIn(account.email)).toBeNull();
});

test('a second registration neither changes the password nor moves the request to another school', async () => {
  const email = newEmail();
  await register(email);
  expect(await register(email, 'H4XYZAB', 'mat khau cua ke mao danh')).toBeNull();
  expect(await waitingAt(other, email)).toBeUndefined();
  await coordinator(school).teacher.confirm({ id: (await waitingAt(school, email))!.id });
  expect(await signIn(email)).toBeNull();
});

test('a coordinator does not make a teacher of themselves', async () => {
  const { id: staffId, email } = await makeAccount(app, [{ role: 'school-coordinator', unitId: school }]);
  await register(email);
  const { id } = (await waitingAt(school, email))!;
  const self = createCaller(app.context(actorWith('school-coordinator', school, staffId)));
  expect(await refusalOf(self.teacher.confirm({ id }))).toMatchObject({ code: 'FORBIDDEN' });
  expect(await waitingAt(school, email)).toBeDefined();
});

test('a code that is no school’s or an ended one’s, and an easy password, are refused', async () => {
  expect(await register(newEmail(), 'P9COMUN')).toMatchObject({ code: 'NOT_FOUND' });
  expect(await register(newEmail(), 'NOSUCH1')).toMatchObject({ code: 'NOT_FOUND' });
  expect(await register(newEmail(), 'E4ENDED')).toMatchObject({ code: 'NOT_FOUND' });
  expect(await register(newEmail(), 'T4TODAY')).toBeNull();
  expect(await register(newEmail(), '')).toMatchObject({ code: 'BAD_REQUEST' });
  expect(await register(newEmail(), 'K7PM3RA', 'vuthilan1980')).toMatchObject({ code: 'BAD_REQUEST' });
});

test('requests of one address are limited, of one school too', async () => {
  const address = '203.0.113.200';
  await register('lien-tuc@truong.example', 'NOSUCH1', PASSWORD, address);
  const codes = [];
  for (let round = 0; round < 100; round += 1)
    codes.push((await register(newEmail(), 'NOSUCH1', PASSWORD, address))?.code);
  expect(codes.at(-2)).toBe('NOT_FOUND');
  expect(codes.at(-1)).toBe('TOO_MANY_REQUESTS');

  await app.services.db.prisma.teacherRequest.createMany({
    data: Array.from({ length: MAX_WAITING }, (_, index) => ({
      email: `cho-${index}@truong.example`,
      name: 'Người chờ',
      passwordHash: 'x',
      unitId: other,
      createdAt: app.services.now(),
    })),
  });
  expect(await register(newEmail(), 'H4XYZAB')).toMatchObject({ code: 'TOO_MANY_REQUESTS' });
});

test('requests that nobody waits for are forgotten', async () => {
  const { prisma } = app.services.db;
  const daysAgo = (days: number) => new Date(app.services.now().getTime() - days * 86_400_000);
  const base = { name: 'Người cũ', passwordHash: 'x', unitId: school };
  await prisma.teacherRequest.createMany({
    data: [
      { ...base, email: 'cu-91@truong.example', createdAt: daysAgo(91) },
      { ...base, email: 'cu-89@truong.example', createdAt: daysAgo(89) },
      { ...base, email: 'tu-choi-31@truong.example', createdAt: daysAgo(40), refusedAt: daysAgo(31) },
      { ...base, email: 'tu-choi-29@truong.example', createdAt: daysAgo(40), refusedAt: daysAgo(29) },
    ],
  });
  await register(newEmail());
  const left = await prisma.teacherRequest.findMany({ where: { name: 'Người cũ' } });
  expect(left.map(({ email }) => email).sort()).toEqual([
    'cu-89@truong.example',
    'tu-choi-29@truong.example',
  ]);
});
