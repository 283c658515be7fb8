import { TOTP } from 'otpauth';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { SECOND_FACTOR_COOKIE } from '#server/staff/auth.ts';
import { LIMITS } from '#server/staff/limits.ts';
import { actorWith, openTestApp, type TestApp } from '#tests/support/app.ts';
import { makeAccount, PASSWORD, refusalOf, signedIn, visitorOf, type Visitor } from '#tests/support/staff.ts';
import { createCaller } from '#server/router.ts';

let app: TestApp;
beforeAll(async () => {
  app = await openTestApp();
});
afterAll(() => app.close());

let addresses = 0;
const newAddress = () => `192.0.2.${(addresses += 1)}`;

/** An administrator with an authenticator app, signed in. */
async function withSecondFactor(): Promise<{
  id: string;
  email: string;
  visitor: Visitor;
  totp: TOTP;
  recoveryCodes: string[];
}> {
  const account = await makeAccount(app, [{ role: 'admin', unitId: null }]);
  const visitor = await signedIn(app, account.email, newAddress());
  const { secret } = await (await visitor.caller()).account.beginSecondFactor({ password: PASSWORD });
  const totp = new TOTP({ secret });
  const { recoveryCodes } = await (
    await visitor.caller()
  ).account.confirmSecondFactor({ code: totp.generate() });
  return { ...account, visitor, totp, recoveryCodes };
}

/** The first step of signing in, in a new browser. */
async function firstStep(email: string, address = newAddress()): Promise<Visitor> {
  const visitor = visitorOf(app, address);
  const { next } = await (await visitor.caller()).session.signIn({ email, password: PASSWORD });
  expect(next).toBe('second-factor');
  return visitor;
}

const verify = async (visitor: Visitor, code: string) =>
  refusalOf((await visitor.caller()).session.verifySecondFactor({ code }));

test('a role that needs a second factor may do nothing before it is set up', async () => {
  const { email } = await makeAccount(app, [
    { role: 'approver', unitId: null },
    { role: 'writer', unitId: null },
  ]);
  const visitor = visitorOf(app, newAddress());
  expect(await (await visitor.caller()).session.signIn({ email, password: PASSWORD })).toEqual({
    next: 'set-up',
  });
  const admin = await makeAccount(app, [{ role: 'admin', unitId: null }]);
  const caller = await (await signedIn(app, admin.email, newAddress())).caller();
  expect(await refusalOf(caller.staff.list({}))).toMatchObject({ code: 'FORBIDDEN' });
  expect((await caller.account.read()).mustHaveSecondFactor).toBe(true);
});

test('once it is set up the desk opens, and other sessions have ended', async () => {
  const { email } = await makeAccount(app, [{ role: 'admin', unitId: null }]);
  const other = await signedIn(app, email, newAddress());
  const visitor = await signedIn(app, email, newAddress());
  const { secret, uri } = await (await visitor.caller()).account.beginSecondFactor({ password: PASSWORD });
  expect(uri).toContain(`secret=${secret}`);
  await (await visitor.caller()).account.confirmSecondFactor({ code: new TOTP({ secret }).generate() });
  expect(await refusalOf((await visitor.caller()).staff.list({}))).toBeNull();
  expect((await other.context()).actor).toBeNull();
});

test('setting it up asks for the password and for a right code', async () => {
  const { email } = await makeAccount(app, [{ role: 'admin', unitId: null }]);
  const visitor = await signedIn(app, email, newAddress());
  const caller = await visitor.caller();
  expect(
    await refusalOf(caller.account.beginSecondFactor({ password: 'khong phai mat khau nay' })),
  ).toMatchObject({
    code: 'BAD_REQUEST',
  });
  await caller.account.beginSecondFactor({ password: PASSWORD });
  expect(await refusalOf(caller.account.confirmSecondFactor({ code: '000000' }))).toMatchObject({
    code: 'BAD_REQUEST',
  });
  expect((await visitor.context()).actor?.isSecondFactorMissing).toBe(true);
});

test('the password alone does not sign in', async () => {
  const { email, totp } = await withSecondFactor();
  const visitor = await firstStep(email);
  expect((await visitor.context()).actor).toBeNull();
  expect(await verify(visitor, '000000')).toMatchObject({ code: 'UNAUTHORIZED' });
  expect((await visitor.context()).actor).toBeNull();
  expect(await verify(visitor, totp.generate())).toBeNull();
  expect((await visitor.context()).actor).toMatchObject({ email, isSecondFactorMissing: false });
});

test('a code without a first step is refused', async () => {
  const { totp } = await withSecondFactor();
  expect(await verify(visitorOf(app, newAddress()), totp.generate())).toMatchObject({ code: 'UNAUTHORIZED' });
});

test('a code that was used does not work a second time', async () => {
  const { email, totp } = await withSecondFactor();
  const code = totp.generate();
  expect(await verify(await firstStep(email), code)).toBeNull();
  expect(await verify(await firstStep(email), code)).toMatchObject({ code: 'UNAUTHORIZED' });
});

test('a recovery code works once', async () => {
  const { email, recoveryCodes } = await withSecondFactor();
  expect(recoveryCodes).toHaveLength(10);
  expect(await verify(await firstStep(email), recoveryCodes[3]!)).toBeNull();
  expect(await verify(await firstStep(email), recoveryCodes[3]!)).toMatchObject({ code: 'UNAUTHORIZED' });
  expect(await verify(await firstStep(email), recoveryCodes[4]!)).toBeNull();
});

test('new recovery codes take the place of the old ones', async () => {
  const { email, visitor, totp, recoveryCodes } = await withSecondFactor();
  const proof = { password: PASSWORD, code: totp.generate() };
  const renewed = await (await visitor.caller()).account.renewRecoveryCodes(proof);
  expect(await verify(await firstStep(email), recoveryCodes[0]!)).toMatchObject({ code: 'UNAUTHORIZED' });
  expect(await verify(await firstStep(email), renewed.recoveryCodes[0]!)).toBeNull();
});

test('new recovery codes are made for whoever has the password and the second factor, not one of them', async () => {
  const { email, visitor, totp, recoveryCodes } = await withSecondFactor();
  const { account } = await visitor.caller();
  const renew = (proof: { password: string; code: string }) => refusalOf(account.renewRecoveryCodes(proof));
  const refused = { code: 'BAD_REQUEST' };
  expect(await renew({ password: PASSWORD, code: '000000' })).toMatchObject(refused);
  expect(await renew({ password: PASSWORD, code: '' })).toMatchObject(refused);
  expect(await renew({ password: 'khong phai mat khau', code: totp.generate() })).toMatchObject(refused);
  expect(await verify(await firstStep(email), recoveryCodes[0]!)).toBeNull();
});

test('guessing codes stops after five tries from one address; the owner’s browser goes on', async () => {
  const { email, visitor: owner, totp } = await withSecondFactor();
  const address = newAddress();
  const codes = [];
  for (let round = 0; round <= LIMITS['second-factor'].pair.points; round += 1)
    codes.push((await verify(await firstStep(email, address), `00000${round}`))!.code);
  expect(codes.at(-1)).toBe('TOO_MANY_REQUESTS');
  expect(new Set(codes.slice(0, -1))).toEqual(new Set(['UNAUTHORIZED']));
  const again = { ...owner };
  await (await again.caller()).session.signOut();
  await (await again.caller()).session.signIn({ email, password: PASSWORD });
  expect(await verify(again, totp.generate())).toBeNull();
});

test.each([
  ['the victim’s first, under a name with a blank behind it', true],
  ['the attacker’s first', false],
])('of two challenges sent at once none is judged: %s', async (_, isVictimFirst) => {
  const victim = await withSecondFactor();
  const attacker = await withSecondFactor();
  const [theirs, own] = [await firstStep(victim.email), await firstStep(attacker.email)];
  const sly = visitorOf(app, newAddress());
  const both: [string, string][] = [
    [`${SECOND_FACTOR_COOKIE} `, theirs.cookies.get(SECOND_FACTOR_COOKIE)!],
    [SECOND_FACTOR_COOKIE, own.cookies.get(SECOND_FACTOR_COOKIE)!],
  ];
  for (const [name, value] of isVictimFirst ? both : both.reverse()) sly.cookies.set(name, value);
  for (const code of [victim.totp.generate(), victim.recoveryCodes[0]!, attacker.recoveryCodes[0]!])
    expect(await verify(sly, code)).toMatchObject({ code: 'UNAUTHORIZED' });
  expect((await sly.context()).actor).toBeNull();
  expect(await verify(theirs, victim.recoveryCodes[0]!)).toBeNull();
});

test('a session of one’s own neither judges a code for another account nor makes the browser known to it', async () => {
  const victim = await withSecondFactor();
  const { visitor: mixed, recoveryCodes } = await withSecondFactor();
  const theirs = await firstStep(victim.email);
  mixed.cookies.set(SECOND_FACTOR_COOKIE, theirs.cookies.get(SECOND_FACTOR_COOKIE)!);
  const codes = [];
  for (const code of recoveryCodes.slice(0, LIMITS['second-factor'].pair.points + 1))
    codes.push((await verify(mixed, code))?.code);
  expect(codes.at(-1)).toBe('TOO_MANY_REQUESTS');
  expect(new Set(codes.slice(0, -1))).toEqual(new Set(['UNAUTHORIZED']));
  const { staff, visit } = await mixed.context();
  expect(staff.browsers.find(visit!, victim.id)).toBeNull();
});

test('taking it away asks for the password and a code; then it must be set up anew', async () => {
  const { visitor, totp } = await withSecondFactor();
  const caller = await visitor.caller();
  expect(
    await refusalOf(caller.account.removeSecondFactor({ password: PASSWORD, code: '000000' })),
  ).toMatchObject({ code: 'BAD_REQUEST' });
  await caller.account.removeSecondFactor({ password: PASSWORD, code: totp.generate() });
  expect((await visitor.context()).actor?.isSecondFactorMissing).toBe(true);
});

test('an administrator takes away a lost one: sessions end, the password asks for a new set-up', async () => {
  const { id, email, visitor } = await withSecondFactor();
  const admin = createCaller(app.context(actorWith('admin')));
  await admin.staff.resetSecondFactor({ id });
  expect((await visitor.context()).actor).toBeNull();
  const again = visitorOf(app, newAddress());
  expect(await (await again.caller()).session.signIn({ email, password: PASSWORD })).toEqual({
    next: 'set-up',
  });
});

test('the secret and the recovery codes are not readable in the database', async () => {
  const { id, totp, recoveryCodes } = await withSecondFactor();
  const kept = await app.services.db.prisma.staffSecondFactor.findUniqueOrThrow({ where: { staffId: id } });
  const text = JSON.stringify(kept);
  expect(text).not.toContain(recoveryCodes[0]);
  expect(text).not.toContain(totp.secret.base32);
  expect(text).not.toContain(totp.secret.utf8);
});
