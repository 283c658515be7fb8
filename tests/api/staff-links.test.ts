import { afterAll, beforeAll, expect, test } from 'vitest';
import { createCaller } from '#server/router.ts';
import { createCommand } from '#server/staff/command.ts';
import type { Mail } from '#server/staff/mail.ts';
import { actorWith, openTestApp, type TestApp } from '#tests/support/app.ts';
import { makeAccount, PASSWORD, refusalOf, signedIn, visitorOf } from '#tests/support/staff.ts';

const NEW_PASSWORD = 'hang cay ben duong xanh mat';

let app: TestApp;
beforeAll(async () => {
  app = await openTestApp();
});
afterAll(() => app.close());

let people = 0;
const newEmail = () => `moi-${(people += 1)}@coquan.example`;
const admin = () => createCaller(app.context(actorWith('admin')));
const tokenOf = (address: string | null) => address!.split('/').at(-2)!;

const invite = async (email = newEmail()) => {
  const { id, address } = await admin().staff.invite({
    email,
    name: 'Lê Thị Hoa',
    role: 'writer',
    unitCode: '',
  });
  return { id, email, token: tokenOf(address) };
};
const accept = async (
  token: string,
  password = NEW_PASSWORD,
  purpose: 'invitation' | 'reset' = 'invitation',
) => (await visitorOf(app).caller()).session.acceptLink({ token, purpose, password });
const hoursLater = (hours: number) => ({
  now: () => new Date(app.services.now().getTime() + hours * 3_600_000),
});

test('an invitation lets somebody choose a password, signs them in and is used up', async () => {
  const { email, token } = await invite();
  const visitor = visitorOf(app);
  const link = { token, purpose: 'invitation' as const };
  expect(await (await visitor.caller()).session.readLink(link)).toEqual({ name: 'Lê Thị Hoa', email });
  expect(await (await visitor.caller()).session.acceptLink({ ...link, password: NEW_PASSWORD })).toEqual({
    next: 'desk',
  });
  expect((await visitor.context()).actor).toMatchObject({ email, assignments: [{ role: 'writer' }] });
  expect(await refusalOf(accept(token))).toMatchObject({ code: 'NOT_FOUND' });
  expect(await refusalOf((await visitor.caller()).session.readLink(link))).toMatchObject({
    code: 'NOT_FOUND',
  });
});

test('of two who use one link at once, one gets in', async () => {
  const { token } = await invite();
  const both = await Promise.all([refusalOf(accept(token)), refusalOf(accept(token))]);
  expect(both.filter((refused) => refused === null)).toHaveLength(1);
});

test.each([
  ['invitation', 72],
  ['reset', 24],
] as const)('a link of %s holds for %i hours', async (purpose, hours) => {
  const token =
    purpose === 'invitation'
      ? (await invite()).token
      : tokenOf((await admin().staff.link({ id: (await makeAccount(app)).id })).address);
  const readAt = async (passed: number) =>
    refusalOf((await visitorOf(app).caller(hoursLater(passed))).session.readLink({ token, purpose }));
  expect(await readAt(hours - 0.01)).toBeNull();
  expect(await readAt(hours)).toMatchObject({ code: 'NOT_FOUND' });
  const late = await visitorOf(app).caller(hoursLater(hours));
  expect(await refusalOf(late.session.acceptLink({ token, purpose, password: NEW_PASSWORD }))).toMatchObject({
    code: 'NOT_FOUND',
  });
});

test('a new link takes the place of the old one, and no link is kept in readable form', async () => {
  const { id, token } = await invite();
  const second = tokenOf((await admin().staff.link({ id })).address);
  expect(await refusalOf(accept(token))).toMatchObject({ code: 'NOT_FOUND' });
  expect(JSON.stringify(await app.services.db.prisma.staffLink.findMany())).not.toContain(second);
  expect(await refusalOf(accept(second))).toBeNull();
});

test('a link for one purpose does not serve the other', async () => {
  const { token } = await invite();
  expect(await refusalOf(accept(token, NEW_PASSWORD, 'reset'))).toMatchObject({ code: 'NOT_FOUND' });
});

test('an easy password is refused with a sentence, and the link can be used again', async () => {
  const { token } = await invite();
  expect(await refusalOf(accept(token, 'lethihoa2026'))).toMatchObject({ code: 'BAD_REQUEST' });
  expect(await refusalOf(accept(token, 'ngắn'))).toMatchObject({ code: 'BAD_REQUEST' });
  expect(await refusalOf(accept(token))).toBeNull();
});

test('a reset ends every session and the old password', async () => {
  const { id, email } = await makeAccount(app);
  const visitor = await signedIn(app, email);
  const { purpose, address } = await admin().staff.link({ id });
  expect(purpose).toBe('reset');
  expect((await visitor.context()).actor).not.toBeNull();
  await accept(tokenOf(address), NEW_PASSWORD, 'reset');
  expect((await visitor.context()).actor).toBeNull();
  const caller = await visitorOf(app).caller();
  expect(await refusalOf(caller.session.signIn({ email, password: PASSWORD }))).toMatchObject({
    code: 'UNAUTHORIZED',
  });
  expect(await refusalOf(caller.session.signIn({ email, password: NEW_PASSWORD }))).toBeNull();
});

test('changing one’s password ends the other sessions and asks for the old one', async () => {
  const { email } = await makeAccount(app);
  const here = await signedIn(app, email);
  const there = await signedIn(app, email);
  const caller = await here.caller();
  const change = (password: string) =>
    refusalOf(caller.account.changePassword({ password, newPassword: NEW_PASSWORD }));
  expect(await change('khong phai mat khau nay')).toMatchObject({ code: 'BAD_REQUEST' });
  expect(await change(PASSWORD)).toBeNull();
  expect((await here.context()).actor).not.toBeNull();
  expect((await there.context()).actor).toBeNull();
});

/** As a thief would who sat at an open session. */
const addPasskey = (staffId: string) =>
  app.services.db.prisma.staffPasskey.create({
    data: {
      staffId,
      publicKey: 'x',
      credentialID: `of ${staffId}`,
      counter: 0,
      deviceType: 'singleDevice',
      backedUp: false,
    },
  });
const passkeysOf = (staffId: string) => app.services.db.prisma.staffPasskey.count({ where: { staffId } });

test('a reset takes the passkeys away', async () => {
  const { id } = await makeAccount(app);
  const other = await makeAccount(app);
  await addPasskey(id);
  await addPasskey(other.id);
  const { address } = await admin().staff.link({ id });
  expect(await passkeysOf(id)).toBe(1);
  await accept(tokenOf(address), NEW_PASSWORD, 'reset');
  expect([await passkeysOf(id), await passkeysOf(other.id)]).toEqual([0, 1]);
});

test('a changed password takes the passkeys away unless they are kept on purpose', async () => {
  const { id, email } = await makeAccount(app);
  await addPasskey(id);
  const { account } = await (await signedIn(app, email)).caller();
  await account.changePassword({ password: PASSWORD, newPassword: NEW_PASSWORD, keepsPasskeys: true });
  expect(await passkeysOf(id)).toBe(1);
  await account.changePassword({ password: NEW_PASSWORD, newPassword: PASSWORD });
  expect(await passkeysOf(id)).toBe(0);
});

test('closing an account takes its links away', async () => {
  const { id, token } = await invite();
  await admin().staff.disable({ id });
  expect(await refusalOf(accept(token))).toMatchObject({ code: 'NOT_FOUND' });
});

test('with a mail server the link is mailed and not shown', async () => {
  const sent: Mail[] = [];
  const staff = {
    ...app.services.staff,
    mailer: { isConfigured: true, send: async (mail: Mail) => void sent.push(mail) },
  };
  const email = newEmail();
  const { address } = await createCaller({ ...app.context(actorWith('admin')), staff }).staff.invite({
    email,
    name: 'Lê Thị Hoa',
    role: 'writer',
    unitCode: '',
  });
  expect(address).toBeNull();
  expect(sent.map(({ to }) => to)).toEqual([email]);
  const [, token] = /\/moi\/([^/]+)\//.exec(sent[0]!.text) ?? [];
  expect(await refusalOf(accept(token!))).toBeNull();
});

test('a reset asked for by e-mail answers alike and at once, and mails only whoever has an account', async () => {
  const { email } = await makeAccount(app);
  const closed = await makeAccount(app);
  await app.services.db.prisma.staff.update({ where: { id: closed.id }, data: { disabledAt: new Date() } });
  const sent: Mail[] = [];
  const works: (() => Promise<void>)[] = [];
  const staff = {
    ...app.services.staff,
    mailer: { isConfigured: true, send: async (mail: Mail) => void sent.push(mail) },
    later: (work: () => Promise<void>) => void works.push(work),
  };
  const caller = await visitorOf(app, '203.0.113.77').caller({ staff });
  const answers = [];
  for (const asked of [email, 'khong-co@coquan.example', closed.email])
    answers.push(await caller.session.requestReset({ email: asked }));
  expect(new Set(answers.map((answer) => JSON.stringify(answer))).size).toBe(1);
  // Nothing was done yet: what differs comes after the answer.
  expect(await app.services.db.prisma.staffLink.count({ where: { staff: { email } } })).toBe(0);
  expect(works).toHaveLength(3);
  await Promise.all(works.map((work) => work()));
  expect(sent.map(({ to }) => to)).toEqual([email]);
});

test('resets are limited per account and address', async () => {
  const caller = await visitorOf(app, '203.0.113.78').caller();
  const codes = [];
  for (let round = 0; round < 4; round += 1)
    codes.push((await refusalOf(caller.session.requestReset({ email: 'a@coquan.example' })))?.code);
  expect(codes).toEqual([undefined, undefined, undefined, 'TOO_MANY_REQUESTS']);
});

test('the command line makes the first administrator, who is led to the second factor', async () => {
  const email = newEmail();
  const said = await createCommand(app.services, { email, name: 'Phạm Văn Đường', role: 'admin', unit: '' });
  const [, token] = /\/ban-lam-viec\/moi\/([^/]+)\//.exec(said) ?? [];
  expect(await accept(token!)).toEqual({ next: 'set-up' });
  const again = await createCommand(app.services, { email, name: 'Phạm Văn Đường', role: 'admin', unit: '' });
  expect(again).toContain('/ban-lam-viec/dat-lai/');
  await expect(createCommand(app.services, { email: 'x', name: '', role: 'vua', unit: '' })).rejects.toThrow(
    /thư điện tử[^]*họ tên[^]*vai/i,
  );
});
