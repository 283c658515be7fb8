import { createHmac, generateKeyPairSync, sign } from 'node:crypto';
import { afterAll, afterEach, beforeAll, beforeEach, expect, test, vi } from 'vitest';
import { createContext } from '#server/context.ts';
import { answerSignedRelease } from '#server/outcomes/http.ts';
import { signedText } from '#server/outcomes/intake/signature.ts';
import { takeSigned } from '#server/outcomes/intake/signed.ts';
import { startServer, type RunningServer } from '#server/main.ts';
import { fillSampleUnits } from '#server/units/sample.ts';
import { openTestApp, testEnv, type TestApp } from '#tests/support/app.ts';
import { admin, CASES_HEAD, caseRow, EAST, makeSender, sendersOf } from '#tests/support/outcome-senders.ts';
import { freePort } from '#tests/support/trpc-site.ts';

const PATH = '/api/v1/releases';
const START = Date.parse('2026-11-21T05:00:00Z');
let app: TestApp;
let sender: string;
let key: { id: string; secret: string | null };
let server: RunningServer;
let clean: () => Promise<void>;
let origin: string;
let nowMs = START;
/** An address of its own for each test: what one uses up, the others still have. */
let address = 0;

beforeAll(async () => {
  app = await openTestApp();
  await fillSampleUnits(app.services);
  sender = await makeSender(app);
  key = await sendersOf(app).createKey({ kind: 'hmac', senderId: sender, name: 'Máy chủ 1' });
  const port = await freePort();
  origin = `http://127.0.0.1:${port}`;
  const made = await testEnv({ PORT: String(port), SITE_URL: origin });
  clean = made.clean;
  server = await startServer(made.env, async () => ({
    files: null,
    handler: async (req, res, _next, { context }) => {
      const chunks: Buffer[] = [];
      for await (const chunk of req) chunks.push(chunk as Buffer);
      const headers = new Headers();
      for (const [name, value] of Object.entries(req.headers)) headers.set(name, String(value));
      const reply = await answerSignedRelease(
        context,
        new Request(origin + PATH, { method: 'POST', headers, body: Buffer.concat(chunks) }),
      );
      res.writeHead(reply.status, Object.fromEntries(reply.headers));
      res.end(await reply.text());
    },
  }));
});
afterAll(async () => {
  await server.stop();
  await clean();
  await app.close();
});
beforeEach(() => {
  nowMs = START;
  address += 1;
});
afterEach(() => vi.restoreAllMocks());

const db = () => app.services.db.prisma;
let count = 0;
const nextId = () => `giao-so-lieu-${(count += 1)}`;
const seconds = (offsetSeconds = 0) => String(Math.floor(nowMs / 1000) + offsetSeconds);

type Sent = {
  keyId?: string;
  timestamp?: string;
  requestId?: string;
  body?: string;
  contentType?: string;
  signer?: (text: string) => string;
  /** Changes the headers after they were signed. */
  change?: (headers: Headers) => void;
  /** What is sent instead of what was signed. */
  sentBody?: string;
};
const hmac = (secret: string) => (text: string) =>
  createHmac('sha256', secret).update(text).digest('base64url');

function request(given: Sent): Request {
  const { timestamp = seconds(), requestId = nextId(), body = json(), keyId = key.id } = given;
  const text = signedText({ method: 'POST', path: PATH, timestamp, requestId, body: Buffer.from(body) });
  const headers = new Headers({
    'content-type': given.contentType ?? 'application/json',
    'x-key-id': keyId,
    'x-timestamp': timestamp,
    'x-request-id': requestId,
    'x-signature': (given.signer ?? hmac(key.secret!))(text),
  });
  given.change?.(headers);
  return new Request(`https://chungduong.example${PATH}`, {
    method: 'POST',
    headers,
    body: given.sentBody ?? body,
  });
}
type Answer = { status: number; code: string; [name: string]: unknown };
async function deliver(given: Sent = {}, from = `192.0.2.${address}`): Promise<Answer> {
  const visit = { address: from, headers: new Headers(), setCookie: () => undefined };
  const ctx = { ...createContext(app.services, null, visit), now: () => new Date(nowMs) };
  const reply = await answerSignedRelease(ctx, request(given));
  return { status: reply.status, ...((await reply.json()) as object) } as Answer;
}
const item = (given: object = {}) => ({
  ...{ month: '2026-09', place: EAST, behaviour: 'red-light', vehicle: 'car', source: 'citizen' },
  ...{ result: 'fined', count: 12, fines: 60_000_000, points: 24, processingDays: 30.5 },
  ...given,
});
const json = (given: object = {}) => JSON.stringify({ cases: [item(given)] });

test('figures that are signed are taken once; the same body again changes nothing', async () => {
  const body = json();
  const first = await deliver({ body });
  expect(first).toMatchObject({ status: 201, code: 'taken', rows: 1, months: ['2026-09'] });
  expect(await db().outcomeTally.findMany({ where: { batchId: String(first['batch']) } })).toMatchObject([
    { count: 12, finesVnd: 60_000_000n, points: 24, processingDays: 30.5, result: 'fined' },
  ]);
  expect(await db().outcomeBatch.findUnique({ where: { id: String(first['batch']) } })).toMatchObject({
    ...{ keyId: key.id, staffId: null, fileName: 'API.json' },
  });
  const before = await db().auditEvent.count();
  expect(await deliver({ body })).toMatchObject({ status: 200, code: 'taken-before', batch: first['batch'] });
  expect(await db().auditEvent.count()).toBe(before);
});

test('contributions and crashes come in the same body; a table comes as CSV', async () => {
  const body = JSON.stringify({
    contributions: [{ month: '2026-08', unit: 'V636TDF', count: 12, contributors: 6, cap: 3 }],
    crashes: [{ month: '2026-08', measure: 'deaths', count: 3 }],
  });
  expect(await deliver({ body })).toMatchObject({ status: 201, rows: 2 });
  const csv = [CASES_HEAD, caseRow({ month: '8/2026' })]
    .map((row) => row.map((cell) => `"${cell}"`).join(','))
    .join('\n');
  expect(await deliver({ body: csv, contentType: 'text/csv; charset=utf-8' })).toMatchObject({
    status: 201,
    rows: 1,
  });
});

test('the same request finds the same answer; its id is not taken for another body', async () => {
  const sent = { requestId: 'giao-mot-lan', body: json({ month: '2026-07' }) };
  const first = await deliver(sent);
  const batches = await db().outcomeBatch.count();
  expect(await deliver(sent)).toEqual(first);
  // Signed anew, as a program does that heard nothing.
  nowMs += 60_000;
  expect(await deliver(sent)).toEqual(first);
  expect(await deliver({ ...sent, body: json({ month: '2026-06' }) })).toMatchObject({
    ...{ status: 409, code: 'request-id-used' },
  });
  expect(await db().outcomeBatch.count()).toBe(batches);
});

test('a request under way is not run twice, and one whose process died is', async () => {
  const sent = { requestId: 'dang-chay-do', body: json({ month: '2026-05' }) };
  const { createHash } = await import('node:crypto');
  const bodyHash = createHash('sha256').update(sent.body).digest('hex');
  await db().outcomeRequest.create({
    data: { keyId: key.id, requestId: sent.requestId, bodyHash, receivedAt: new Date(nowMs) },
  });
  expect(await deliver(sent)).toMatchObject({ status: 409, code: 'in-progress' });
  nowMs += 3 * 60_000;
  expect(await deliver(sent)).toMatchObject({ status: 201 });
});

const flip = (text: string) => (text.startsWith('A') ? 'B' : 'A') + text.slice(1);
test('one wrong byte anywhere is refused, and so is a clock that is off', async () => {
  const signed = json({ month: '2026-04' });
  const wrong: Sent[] = [
    { sentBody: signed.replace('12', '13'), body: signed },
    { change: (headers) => headers.set('x-signature', flip(headers.get('x-signature')!)) },
    { change: (headers) => headers.set('x-request-id', 'mot-ma-khac-hon') },
    { change: (headers) => headers.set('x-timestamp', seconds(1)) },
    { change: (headers) => headers.set('x-signature', 'AAAA') },
    { signer: hmac('another secret') },
  ];
  for (const one of wrong)
    expect(await deliver({ body: signed, ...one })).toMatchObject({ status: 401, code: 'signature-refused' });
  for (const timestamp of [seconds(-301), seconds(301), 'now', '', String(nowMs)])
    expect((await deliver({ body: signed, timestamp })).status).toBe(401);
  for (const timestamp of [seconds(-300), seconds(300)])
    expect(
      await deliver({ body: json({ month: '2026-03', count: Number(timestamp) % 1000 }), timestamp }),
    ).toMatchObject({ status: 201 });
  for (const name of ['x-key-id', 'x-signature', 'x-request-id'])
    expect((await deliver({ change: (headers) => headers.delete(name) })).status).toBeGreaterThanOrEqual(400);
});

test('a replay with the same signature finds the first answer as long as the signature holds', async () => {
  const sent = { requestId: 'phat-lai-123', timestamp: seconds(300), body: json({ month: '2026-02' }) };
  const first = await deliver(sent);
  expect(first.status).toBe(201);
  const batches = await db().outcomeBatch.count();
  nowMs += 10 * 60_000 - 1000;
  expect(await deliver(sent)).toEqual(first);
  nowMs += 2000;
  expect(await deliver(sent)).toMatchObject({ status: 401, code: 'clock' });
  expect(await db().outcomeBatch.count()).toBe(batches);
});

test('nothing tells a key that never was from one that ended or is not signed with', async () => {
  const ended = await sendersOf(app).createKey({ kind: 'hmac', senderId: sender, name: 'Khóa cũ' });
  await sendersOf(app).endKey({ id: ended.id, reason: 'Thay máy chủ mới.' });
  const answers = [
    await deliver({ keyId: 'k-khongcokhoanay' }),
    await deliver({ keyId: ended.id, signer: hmac(ended.secret!) }),
    await deliver({ signer: hmac('wrong') }),
  ];
  expect(new Set(answers.map((answer) => JSON.stringify(answer))).size).toBe(1);
  expect(answers[0]).toMatchObject({ status: 401, code: 'signature-refused' });
  expect(await db().outcomeSenderKey.findUnique({ where: { id: ended.id } })).toMatchObject({ secret: null });
});

test('an Ed25519 key verifies what its other half signed, and its private half is never taken', async () => {
  const { publicKey, privateKey } = generateKeyPairSync('ed25519');
  const pem = publicKey.export({ type: 'spki', format: 'pem' }).toString();
  const made = await sendersOf(app).createKey({
    kind: 'ed25519',
    senderId: sender,
    name: 'Ed',
    publicKey: pem,
  });
  expect(made.secret).toBeNull();
  const signer = (text: string) => sign(null, Buffer.from(text), privateKey).toString('base64');
  const body = json({ month: '2026-01' });
  expect(await deliver({ keyId: made.id, signer, body })).toMatchObject({ status: 201 });
  expect(await deliver({ keyId: made.id, signer, body, sentBody: `${body} ` })).toMatchObject({
    status: 401,
  });
  const create = (text: string) =>
    sendersOf(app).createKey({ kind: 'ed25519', senderId: sender, name: 'Sai', publicKey: text });
  const secret = privateKey.export({ type: 'pkcs8', format: 'pem' }).toString();
  await expect(create(secret)).rejects.toThrow('khóa riêng');
  await expect(create('không phải khóa')).rejects.toMatchObject({ code: 'BAD_REQUEST' });
  const next = generateKeyPairSync('ed25519').publicKey;
  const raw = Buffer.from(next.export({ format: 'jwk' }).x!, 'base64url').toString('base64');
  const { id } = await create(raw);
  expect((await db().outcomeSenderKey.findUniqueOrThrow({ where: { id } })).publicKey).toBe(
    next.export({ type: 'spki', format: 'pem' }).toString(),
  );
  await sendersOf(app).endKey({ id, reason: 'Chỉ để thử khóa.' });
});

test('one public key is one key: what it signed for one sender is never handed over as another’s', async () => {
  const publicKey = generateKeyPairSync('ed25519')
    .publicKey.export({ type: 'spki', format: 'pem' })
    .toString();
  const give = () => sendersOf(app).createKey({ kind: 'ed25519', senderId: sender, name: 'Ed', publicKey });
  const { id } = await give();
  await expect(give()).rejects.toMatchObject({ code: 'BAD_REQUEST' });
  await sendersOf(app).endKey({ id, reason: 'Chỉ để thử khóa.' });
  await expect(give()).rejects.toMatchObject({ code: 'BAD_REQUEST' });
});

test('a body is not read before its headers are looked at, and of a stranger nothing of it is held', async () => {
  const readBody = vi.fn((_isKept: boolean) => Promise.resolve(new Uint8Array()));
  const send = async (change: (headers: Headers) => void) => {
    const { method, headers } = request({ change });
    const visit = { address: `192.0.2.${address}`, headers: new Headers(), setCookie: () => undefined };
    const ctx = { ...createContext(app.services, null, visit), now: () => new Date(nowMs) };
    return (await takeSigned(ctx, { method, headers, readBody })).status;
  };
  expect(await send((headers) => headers.delete('x-signature'))).toBe(401);
  expect(await send((headers) => headers.set('x-timestamp', seconds(-301)))).toBe(401);
  expect(await send((headers) => headers.set('x-request-id', 'ngan'))).toBe(400);
  expect(readBody).not.toHaveBeenCalled();
  expect(await send((headers) => headers.set('x-key-id', 'k-khongcokhoanay'))).toBe(401);
  expect(await send((headers) => headers.set('x-key-id', key.id))).toBe(401);
  expect(readBody.mock.calls).toEqual([[false], [true]]);
});

test('a secret is shown once and lies sealed; the list never holds it', async () => {
  const row = await db().outcomeSenderKey.findUniqueOrThrow({ where: { id: key.id } });
  expect(row.secret).not.toContain(key.secret!);
  expect(app.services.intake.unseal(row.secret!, key.id)).toBe(key.secret);
  expect(() => app.services.intake.unseal(row.secret!, 'k-another')).toThrow();
  expect(JSON.stringify(await sendersOf(app, admin).list())).not.toMatch(
    new RegExp(`${key.secret}|${row.secret}`),
  );
});

test('what needs somebody to ask is refused by place, and nothing of it is written', async () => {
  const before = await db().outcomeBatch.count();
  const refused: [Sent, object][] = [
    [
      { body: json({ place: 'Xã Lạ' }) },
      { status: 422, code: 'cells', problems: [{ cell: 'cases[0].place' }] },
    ],
    [{ body: json({ count: 1.5 }) }, { code: 'cells', problems: [{ cell: 'cases[0].count' }] }],
    [{ body: json({ month: '2026-11' }) }, { code: 'cells', problems: [{ cell: 'cases[0].month' }] }],
    [{ body: '{' }, { status: 400, code: 'json' }],
    [{ body: JSON.stringify({ cases: [{ ...item(), name: 'x' }] }) }, { status: 400, code: 'json' }],
    [{ body: '{}' }, { status: 422, code: 'empty' }],
    [
      { body: 'a,b\n1,2\n', contentType: 'text/csv' },
      { status: 422, code: 'columns' },
    ],
    [{ contentType: 'text/plain' }, { status: 415, code: 'content-type' }],
  ];
  for (const [sent, expected] of refused) expect(await deliver(sent)).toMatchObject(expected);
  expect(await db().outcomeBatch.count()).toBe(before);
});

test('of a body that names people nothing is kept, not even that it came', async () => {
  const said = vi.spyOn(console, 'error').mockImplementation(() => undefined);
  const requests = await db().outcomeRequest.count();
  const answer = await deliver({ body: json({ place: 'Nguyễn Văn An' }) });
  expect(answer).toMatchObject({
    status: 422,
    code: 'personal-data',
    cells: [{ cell: 'cases[0].place' }],
    more: 0,
  });
  expect(JSON.stringify(answer)).not.toContain('Nguyễn');
  expect(await db().outcomeRequest.count()).toBe(requests);
  expect(said).not.toHaveBeenCalled();
});

test('a key and an address send no more than their share', async () => {
  const spare = await sendersOf(app).createKey({ kind: 'hmac', senderId: sender, name: 'Dồn dập' });
  const sent = { keyId: spare.id, signer: hmac(spare.secret!), body: json({ month: '2025-12' }) };
  const statuses: number[] = [];
  for (let at = 0; at < 61; at += 1) statuses.push((await deliver(sent, `198.51.100.${at % 3}`)).status);
  expect(statuses.slice(0, 60).every((status) => status === 200 || status === 201)).toBe(true);
  expect(statuses[60]).toBe(429);
  const strangers: number[] = [];
  for (let at = 0; at < 121; at += 1)
    strangers.push((await deliver({ keyId: 'k-xyz' }, '203.0.113.7')).status);
  expect(strangers.slice(-2)).toEqual([401, 429]);
});

test('a closed sender signs nothing', async () => {
  const { id } = await sendersOf(app).create({ unit: 'H3CKGYW', name: 'Công an xã Mẫu Đông' });
  const own = await sendersOf(app).createKey({ kind: 'hmac', senderId: id, name: 'Máy' });
  const sent = { keyId: own.id, signer: hmac(own.secret!), body: json({ month: '2025-11' }) };
  expect((await deliver(sent)).status).toBe(201);
  await sendersOf(app).close({ id });
  expect((await deliver({ ...sent, requestId: nextId() })).status).toBe(401);
  await expect(
    sendersOf(app).createKey({ kind: 'hmac', senderId: id, name: 'Máy nữa' }),
  ).rejects.toMatchObject({ code: 'CONFLICT' });
});

test('the server takes a signed write without an origin, large ones too, and none from another site', async () => {
  const send = (headers: Record<string, string>, body: string | Uint8Array = '{}') =>
    fetch(origin + PATH, {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...headers },
      body: body as string,
    });
  expect((await send({})).status).toBe(401);
  expect(await (await send({})).json()).toMatchObject({ code: 'signature-missing' });
  expect((await send({ origin: 'https://evil.example' })).status).toBe(403);
  expect((await send({}, new Uint8Array(3 * 2 ** 20))).status).toBe(401);
  expect((await send({}, new Uint8Array(22 * 2 ** 20)).catch(() => ({ status: 413 }))).status).toBe(413);
});
