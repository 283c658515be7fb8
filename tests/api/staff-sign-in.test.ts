import { afterAll, beforeAll, expect, test } from 'vitest';
import { SESSION_COOKIE } from '#server/staff/auth.ts';
import { LIMITS } from '#server/staff/limits.ts';
import { openTestApp, type TestApp } from '#tests/support/app.ts';
import { makeAccount, PASSWORD, refusalOf, signedIn, visitorOf } from '#tests/support/staff.ts';

let app: TestApp;
beforeAll(async () => {
  app = await openTestApp();
});
afterAll(() => app.close());

let addresses = 0;
/** An address that nobody used in this file. */
const newAddress = () => `198.51.100.${(addresses += 1)}`;

const tryPassword = async (email: string, password: string, visitor = visitorOf(app, newAddress())) =>
  refusalOf((await visitor.caller()).session.signIn({ email, password }));

test('the right password signs in, and the context knows who it is', async () => {
  const { id, email } = await makeAccount(app, [{ role: 'writer', unitId: null }]);
  const visitor = await signedIn(app, email, newAddress());
  expect((await visitor.context()).actor).toMatchObject({
    id,
    email,
    assignments: [{ role: 'writer', unitId: null }],
    isSecondFactorMissing: false,
  });
});

test('an e-mail is the same in capitals, a password in composed and decomposed letters', async () => {
  const { email } = await makeAccount(app);
  const { prisma } = app.services.db;
  const hash = await (
    await app.services.staff.auth.$context
  ).password.hash('đường đến trường'.normalize('NFKC'));
  await prisma.staffAccount.updateMany({ where: { staff: { email } }, data: { password: hash } });
  expect(await tryPassword(email.toUpperCase(), 'đường đến trường'.normalize('NFD'))).toBeNull();
});

test('signing in gives a new session id: one planted in the browser before becomes nobody’s', async () => {
  const attacker = await makeAccount(app);
  const victim = await makeAccount(app);
  const planted = await signedIn(app, attacker.email, newAddress());
  const plantedToken = planted.cookies.get(SESSION_COOKIE)!;

  const browser = visitorOf(app, newAddress());
  browser.cookies.set(SESSION_COOKIE, plantedToken);
  await (await browser.caller()).session.signIn({ email: victim.email, password: PASSWORD });

  expect(browser.cookies.get(SESSION_COOKIE)).not.toBe(plantedToken);
  expect((await browser.context()).actor?.id).toBe(victim.id);
  expect((await planted.context()).actor).toBeNull();
});

test('a session id without the signature of this site is nobody', async () => {
  const { email } = await makeAccount(app);
  const visitor = await signedIn(app, email, newAddress());
  const [token] = decodeURIComponent(visitor.cookies.get(SESSION_COOKIE)!).split('.');
  for (const forged of [token!, `${token}.`, encodeURIComponent(`${token}.${'A'.repeat(43)}=`)]) {
    visitor.cookies.set(SESSION_COOKIE, forged);
    expect((await visitor.context()).actor).toBeNull();
  }
});

test('unknown account, wrong password, closed account and account without password are told alike', async () => {
  const { email } = await makeAccount(app);
  const closed = await makeAccount(app);
  const invited = await makeAccount(app);
  const { prisma } = app.services.db;
  await prisma.staff.update({ where: { id: closed.id }, data: { disabledAt: new Date() } });
  await prisma.staffAccount.deleteMany({ where: { staffId: invited.id } });
  const answers = await Promise.all([
    tryPassword('khong-co-ai@coquan.example', PASSWORD),
    tryPassword(email, 'mot mat khau khac han'),
    tryPassword(closed.email, PASSWORD),
    tryPassword(invited.email, PASSWORD),
  ]);
  expect(new Set(answers.map((answer) => JSON.stringify(answer))).size).toBe(1);
  expect(answers[0]).toMatchObject({ code: 'UNAUTHORIZED' });
});

test('the time of an answer does not tell whether an account exists', async () => {
  const { email } = await makeAccount(app);
  const medianMs = async (asked: string) => {
    const times: number[] = [];
    for (let round = 0; round < 7; round += 1) {
      const visitor = visitorOf(app, newAddress());
      const caller = await visitor.caller();
      const startedAt = performance.now();
      await refusalOf(caller.session.signIn({ email: asked, password: 'mot mat khau khac han' }));
      times.push(performance.now() - startedAt);
    }
    return times.sort((a, b) => a - b)[3]!;
  };
  const ratio = (await medianMs('khong-co-ai-ca@coquan.example')) / (await medianMs(email));
  // Hashing takes about 80 ms; without it the ratio would be under 0.1.
  expect(ratio).toBeGreaterThan(0.4);
  expect(ratio).toBeLessThan(2.5);
});

test('a session ends when its account is closed, at once', async () => {
  const { id, email } = await makeAccount(app);
  const visitor = await signedIn(app, email, newAddress());
  await app.services.db.prisma.staff.update({ where: { id }, data: { disabledAt: new Date() } });
  expect((await visitor.context()).actor).toBeNull();
});

test('a session that nobody used for four hours is over, and stays over', async () => {
  const { id, email } = await makeAccount(app);
  const visitor = await signedIn(app, email, newAddress());
  const usedHoursAgo = (hours: number) =>
    app.services.db.prisma.staffSession.updateMany({
      where: { staffId: id },
      data: { updatedAt: new Date(Date.now() - hours * 3_600_000) },
    });
  await usedHoursAgo(3.9);
  expect((await visitor.context()).actor?.id).toBe(id);
  await usedHoursAgo(4.1);
  expect((await visitor.context()).actor).toBeNull();
  expect(await app.services.db.prisma.staffSession.count({ where: { staffId: id } })).toBe(0);
});

test('a session is over twelve hours after signing in, however busy', async () => {
  const { id, email } = await makeAccount(app);
  const visitor = await signedIn(app, email, newAddress());
  const { expiresAt, createdAt } = await app.services.db.prisma.staffSession.findFirstOrThrow({
    where: { staffId: id },
  });
  expect(Math.round((expiresAt.getTime() - createdAt.getTime()) / 60_000)).toBe(720);
  await app.services.db.prisma.staffSession.updateMany({
    where: { staffId: id },
    data: { expiresAt: new Date(Date.now() - 1000) },
  });
  expect((await visitor.context()).actor).toBeNull();
});

test('signing out ends the session, also for whoever copied the cookie', async () => {
  const { email } = await makeAccount(app);
  const visitor = await signedIn(app, email, newAddress());
  const copy = visitorOf(app, newAddress());
  copy.cookies.set(SESSION_COOKIE, visitor.cookies.get(SESSION_COOKIE)!);
  await (await visitor.caller()).session.signOut();
  expect(visitor.cookies.has(SESSION_COOKIE)).toBe(false);
  expect((await copy.context()).actor).toBeNull();
});

test('one’s own sessions are listed and ended, nobody else’s', async () => {
  const { email } = await makeAccount(app);
  const other = await makeAccount(app);
  const here = await signedIn(app, email, newAddress());
  const there = await signedIn(app, email, newAddress());
  const stranger = await signedIn(app, other.email, newAddress());
  const caller = await here.caller();
  const { sessions } = await caller.account.read();
  expect(sessions.map(({ isCurrent }) => isCurrent).sort()).toEqual([false, true]);
  const [foreign] = (await (await stranger.caller()).account.read()).sessions;
  expect(await refusalOf(caller.account.endSession({ id: foreign!.id }))).toMatchObject({
    code: 'NOT_FOUND',
  });
  await caller.account.endSession({ id: sessions.find(({ isCurrent }) => !isCurrent)!.id });
  expect((await there.context()).actor).toBeNull();
  expect((await here.context()).actor).not.toBeNull();
  expect((await stranger.context()).actor).not.toBeNull();
});

test('guessing stops after five tries from one address, for that address alone', async () => {
  const { email } = await makeAccount(app);
  const guesser = visitorOf(app, newAddress());
  for (let round = 0; round < LIMITS['sign-in'].pair.points; round += 1)
    expect(await tryPassword(email, `doan lan thu ${round} xem`, guesser)).toMatchObject({
      code: 'UNAUTHORIZED',
    });
  const refused = await tryPassword(email, PASSWORD, guesser);
  expect(refused).toMatchObject({ code: 'TOO_MANY_REQUESTS' });
  expect(refused!.message).toMatch(/sau \d+ phút/);
  expect(await tryPassword(email, PASSWORD)).toBeNull();
});

test('guessing from many addresses cannot lock the owner out of a browser that signed in before', async () => {
  const { email } = await makeAccount(app);
  const owner = await signedIn(app, email, newAddress());
  await (await owner.caller()).session.signOut();
  for (let round = 0; round < LIMITS['sign-in'].account.points; round += 1)
    await tryPassword(email, `doan lan thu ${round} xem`);
  expect(await tryPassword(email, PASSWORD)).toMatchObject({ code: 'TOO_MANY_REQUESTS' });
  expect(await tryPassword(email, PASSWORD, owner)).toBeNull();
});

test('a browser known to one account is a stranger to another', async () => {
  const mine = await makeAccount(app);
  const theirs = await makeAccount(app);
  const me = await signedIn(app, mine.email, newAddress());
  for (let round = 0; round < LIMITS['sign-in'].pair.points; round += 1)
    await tryPassword(theirs.email, `doan lan thu ${round} xem`, me);
  expect(await tryPassword(theirs.email, PASSWORD, me)).toMatchObject({ code: 'TOO_MANY_REQUESTS' });
});

test('forty-five colleagues behind one school address all get in, though ten mistype first', async () => {
  const school = newAddress();
  const accounts = await Promise.all(Array.from({ length: 45 }, () => makeAccount(app)));
  for (const { email } of accounts.slice(0, 10))
    await tryPassword(email, 'go nham mat khau roi', visitorOf(app, school));
  for (const { email } of accounts)
    expect(await tryPassword(email, PASSWORD, visitorOf(app, school))).toBeNull();
});

test('an unknown account is counted as a known one is', async () => {
  const guesser = visitorOf(app, newAddress());
  const tries = [];
  for (let round = 0; round <= LIMITS['sign-in'].pair.points; round += 1)
    tries.push((await tryPassword('khong-ai@coquan.example', 'mot mat khau khac han', guesser))!.code);
  expect(tries.at(-1)).toBe('TOO_MANY_REQUESTS');
  expect(new Set(tries.slice(0, -1))).toEqual(new Set(['UNAUTHORIZED']));
});
