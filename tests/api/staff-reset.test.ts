import { TOTP } from 'otpauth';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createCaller } from '#server/router.ts';
import type { Mail } from '#server/staff/mail.ts';
import { actorWith, openTestApp, type TestApp } from '#tests/support/app.ts';
import { minutesLater, noticeInput, staffMember } from '#tests/support/publications.ts';
import { makeAccount, refusalOf, signedIn, visitorOf, type Visitor } from '#tests/support/staff.ts';

const NEW_PASSWORD = 'hang cay ben duong xanh mat';

let app: TestApp;
beforeAll(async () => {
  app = await openTestApp();
});
afterAll(() => app.close());

let addresses = 0;
const newVisitor = () => visitorOf(app, `203.0.113.${(addresses += 1)}`);
const boss = async () => {
  const { id } = await makeAccount(app, [{ role: 'admin', unitId: null }], { name: 'Đặng Quản Trị' });
  return createCaller(app.context(actorWith('admin', null, id))).staff;
};

/** Gets in by a link to choose a password, as its owner or somebody else who has it. */
async function comeInBy(address: string): Promise<Visitor> {
  const visitor = newVisitor();
  const token = address.split('/').at(-2)!;
  await (await visitor.caller()).session.acceptLink({ token, purpose: 'reset', password: NEW_PASSWORD });
  return visitor;
}

async function setUpSecondFactor(visitor: Visitor): Promise<void> {
  const { secret } = await (await visitor.caller()).account.beginSecondFactor({ password: NEW_PASSWORD });
  const code = new TOTP({ secret }).generate();
  await (await visitor.caller()).account.confirmSecondFactor({ code });
}

/** A notice that waits for its approval. */
async function waitingNotice() {
  const [writer, checker] = [await staffMember(app, 'writer'), await staffMember(app, 'law-checker')];
  const by = (actor: typeof writer) => createCaller(app.context(actor)).publication;
  const made = await by(writer).create(noticeInput());
  const sent = await by(writer).step({ id: made.id, version: made.version, verb: 'submit' });
  return by(checker).step({ id: sent.id, version: sent.version, verb: 'check' });
}

test('an administrator who lets themselves in as an approver approves nothing for a day', async () => {
  const { id } = await makeAccount(app, [{ role: 'approver', unitId: null }], { twoFactorEnabled: true });
  const admin = await boss();
  await admin.resetSecondFactor({ id });
  const visitor = await comeInBy((await admin.link({ id })).address!);
  await setUpSecondFactor(visitor);

  const notice = await waitingNotice();
  const approveAfter = async (minutes: number) => {
    const { publication } = await visitor.caller({ now: () => minutesLater(minutes) });
    return refusalOf(publication.step({ id: notice.id, version: notice.version, verb: 'approve' }));
  };
  for (const minutes of [0, 24 * 60 - 1])
    expect(await approveAfter(minutes)).toEqual({
      code: 'FORBIDDEN',
      message: expect.stringContaining('Sau 24 giờ'),
    });
  expect(await approveAfter(24 * 60)).toBeNull();
});

test('the day begins anew when the link is used, not when it is made', async () => {
  const { id } = await makeAccount(app, [{ role: 'writer', unitId: null }]);
  const { address } = await (await boss()).link({ id });
  const resetAt = async () =>
    (await app.services.db.prisma.staff.findUniqueOrThrow({ where: { id } })).securityResetAt;
  expect(await resetAt()).toBeNull();
  await comeInBy(address!);
  expect(await resetAt()).toEqual(app.services.now());
});

test.each(['link', 'resetSecondFactor'] as const)(
  'the owner reads for a week who reset the account, and when (%s)',
  async (what) => {
    const { id, email } = await makeAccount(app, [{ role: 'writer', unitId: null }]);
    const admin = await boss();
    if (what === 'resetSecondFactor') await admin.resetSecondFactor({ id });
    const visitor =
      what === 'link'
        ? await comeInBy((await admin.link({ id })).address!)
        : await signedIn(app, email, '198.51.100.77');
    const readAfter = async (days: number) =>
      (await visitor.caller({ now: () => minutesLater(days * 24 * 60) })).account.securityReset();
    expect(await readAfter(0)).toEqual({ at: app.services.now(), by: 'Đặng Quản Trị' });
    expect(await readAfter(6.99)).not.toBeNull();
    expect(await readAfter(7)).toBeNull();
  },
);

test('a reset that its owner asked for by mail holds nobody up', async () => {
  const { id, email } = await makeAccount(app, [{ role: 'approver', unitId: null }]);
  const sent: Mail[] = [];
  const works: (() => Promise<void>)[] = [];
  const staff = {
    ...app.services.staff,
    mailer: { isConfigured: true, send: async (mail: Mail) => void sent.push(mail) },
    later: (work: () => Promise<void>) => void works.push(work),
  };
  await (await newVisitor().caller({ staff })).session.requestReset({ email });
  await Promise.all(works.map((work) => work()));
  const visitor = await comeInBy(/https?:\S+/.exec(sent[0]!.text)![0]);
  expect((await visitor.context()).actor).toMatchObject({ id, securityResetAt: null });
  expect(await (await visitor.caller()).account.securityReset()).toBeNull();
});
