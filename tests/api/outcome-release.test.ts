import { createHash } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createContext } from '#server/context.ts';
import { createCaller } from '#server/router.ts';
import { currentContents } from '#server/outcomes/release/published.ts';
import { currentFigures, tableIn, type ReleaseContent } from '#server/outcomes/rules.ts';
import { readReleaseFile } from '#server/package/service.ts';
import type { Actor } from '#server/staff/rules.ts';
import { openTestApp, type TestApp } from '#tests/support/app.ts';
import { callerAt, contextAt, minutesLater, NOW, staffMember } from '#tests/support/publications.ts';
import {
  approved,
  corrected,
  handOver,
  makeProvince,
  prepared,
  PROVINCE,
  published,
  take,
  talliesOf,
  type Seen,
} from '#tests/support/releases.ts';

let app: TestApp;
let ids: ReadonlyMap<string, string>;
let officer: Actor;
let privacy: Actor;
beforeAll(async () => {
  app = await openTestApp();
  ids = await makeProvince(app);
  officer = await staffMember(app, 'police-data-officer');
  privacy = await staffMember(app, 'privacy-officer');
  for (const month of ['2026-06', '2026-07', '2026-08', '2026-09']) await handOver(app, ids, month);
});
afterAll(() => app.close());

const reader = (at = NOW) => callerAt(app, null, at).package;
const current = () => currentContents(contextAt(app, null), PROVINCE);
const numbers = async (at = NOW) => (await reader(at).list()).map(({ number }) => number);
const fileOf = async (number: number, name: string, at = NOW): Promise<Buffer> => {
  const found = await readReleaseFile(contextAt(app, null, at), number, name);
  if (found.kind !== 'file') throw new Error(found.kind);
  return Buffer.from(found.bytes);
};

test('no figure goes out before its delay has passed, at no hour', async () => {
  const early = new Date('2026-07-20T05:00:00Z');
  const draftId = await prepared(app, officer, '2026-06', early);
  const ready = await approved(app, officer, privacy, { month: '2026-06', draftId, at: early });
  const refused = 'Số liệu tháng 6/2026 chỉ được công bố từ ngày 30/07/2026. Hãy hẹn giờ từ ngày đó.';
  await expect(take(app, privacy, ready, 'publish', { at: early })).rejects.toThrow(refused);
  await expect(
    take(app, privacy, ready, 'schedule', { at: early, liveAt: '2026-07-29T16:59:00Z' }),
  ).rejects.toThrow(refused);
});

let july: Seen;
test('a release goes out with two pairs of eyes, and readers see what was prepared', async () => {
  const draftId = await prepared(app, officer, '2026-07');
  const draft = await callerAt(app, officer).outcome.release.draft({ id: draftId });
  expect([draft.isSafe, draft.isCurrent, draft.corrects]).toEqual([true, true, null]);
  expect(await numbers()).toEqual([]);
  july = await approved(app, officer, privacy, { month: '2026-07', draftId });
  expect(await numbers()).toEqual([]);
  july = await take(app, privacy, july, 'publish');
  const [seen] = await current();
  expect(seen).toEqual({ ...draft.content, number: 1, madeOn: '2026-11-21' });
  expect(seen!.crashes).toHaveLength(1);
});

test('whoever wrote it cannot approve it, and no other role can do either', async () => {
  const draftId = await prepared(app, officer, '2026-08');
  const both: Actor = {
    ...officer,
    assignments: [...officer.assignments, ...privacy.assignments],
  };
  const made = await callerAt(app, both).publication.create({
    kind: 'release',
    title: 'Số liệu tháng 8/2026',
    unitCode: PROVINCE,
    data: { month: '2026-08', draftId },
  });
  const sent = await take(app, both, made, 'submit');
  const own = 'Bạn đã viết bản này, nên người khác phải làm bước này.';
  await expect(take(app, both, sent, 'approve')).rejects.toMatchObject({ code: 'FORBIDDEN', message: own });
  for (const role of ['admin', 'approver', 'writer'] as const) {
    const other = await staffMember(app, role);
    await expect(take(app, other, sent, 'approve')).rejects.toMatchObject({ code: 'FORBIDDEN' });
  }
  await expect(take(app, privacy, sent, 'publish')).rejects.toMatchObject({ code: 'CONFLICT' });
  const agreed = await take(app, privacy, sent, 'approve');
  await expect(take(app, both, agreed, 'publish')).rejects.toMatchObject({ code: 'FORBIDDEN' });
  await expect(
    take(app, both, agreed, 'schedule', { liveAt: minutesLater(5).toISOString() }),
  ).rejects.toThrow(own);
  await take(
    app,
    officer,
    await take(app, privacy, agreed, 'send-back', { reason: 'Chưa tới lúc' }),
    'discard',
  );
});

let august: Seen;
test('a scheduled release is nobody’s business before its hour, and no other goes out meanwhile', async () => {
  const draftId = await prepared(app, officer, '2026-08');
  const ready = await approved(app, officer, privacy, { month: '2026-08', draftId });
  august = await take(app, privacy, ready, 'schedule', { liveAt: minutesLater(60).toISOString() });
  expect(await numbers()).toEqual([1]);
  await expect(reader().read({ number: 2 })).rejects.toMatchObject({ code: 'NOT_FOUND' });
  expect(await readReleaseFile(contextAt(app, null), 2, 'content.json')).toEqual({ kind: 'unknown' });
  expect(await current()).toHaveLength(1);

  const juneId = await prepared(app, officer, '2026-06');
  await expect(approved(app, officer, privacy, { month: '2026-06', draftId: juneId })).rejects.toThrow(
    'Số liệu tháng 8/2026 đang hẹn giờ đăng lúc 13:00 ngày 21/11/2026. Hãy chờ tới sau giờ đó.',
  );

  const later = minutesLater(60);
  expect(await numbers(later)).toEqual([2, 1]);
  expect(await reader(later).read({ number: 2 })).toMatchObject({
    number: 2,
    month: '2026-08',
    withdrawn: null,
  });
});

test('a release whose hour comes while it is being taken back stays as readers have it', async () => {
  // The hour comes after the first, second… look at the clock that the step takes.
  for (const looks of [1, 2, 3, 4]) {
    let looked = 0;
    const now = () => ((looked += 1) <= looks ? minutesLater(59) : minutesLater(60));
    const { publication } = createCaller(createContext({ ...app.services, now }, privacy));
    const { id, version } = august;
    await expect(
      publication.step({ id, version, verb: 'send-back', reason: 'Xem lại số liệu' }),
    ).rejects.toMatchObject({ code: 'CONFLICT' });
    expect(await numbers(minutesLater(60))).toEqual([2, 1]);
  }
});

test('a scheduled release that is sent back leaves no trace in the chain', async () => {
  const back = await take(app, privacy, august, 'send-back', { reason: 'Xem lại số liệu' });
  expect(await numbers(minutesLater(61))).toEqual([1]);
  const sent = await take(app, officer, back, 'submit');
  const agreed = await take(app, privacy, sent, 'approve');
  const waiting = await take(app, privacy, agreed, 'schedule', { liveAt: minutesLater(5).toISOString() });
  // Another text takes it back too, and the same hour may be set again.
  const edited = await callerAt(app, officer).publication.save({
    id: waiting.id,
    version: waiting.version,
    title: 'Số liệu tháng 8/2026, bản xem lại',
    data: { month: '2026-08', draftId: await prepared(app, officer, '2026-08') },
  });
  expect(await numbers(minutesLater(6))).toEqual([1]);
  const again = await take(app, privacy, await take(app, officer, edited, 'submit'), 'approve');
  august = await take(app, privacy, again, 'publish');
  expect(await numbers()).toEqual([2, 1]);
});

test('the month that completes a quarter brings its tables and sums', async () => {
  const seen = await published(app, officer, privacy, '2026-09');
  expect(seen.state).toBe('live');
  const figures = currentFigures(await current());
  for (const table of ['quarter-commune-result', 'quarter-group-area', 'quarter-source-result'])
    expect(tableIn(figures, table)!.period).toBe('2026-Q3');
  expect(tableIn(figures, 'half-year-unit')).toBeNull();
  expect(figures.sums.map(({ measure }) => measure).sort()).toEqual(['fines', 'points', 'processing-days']);
});

test('a draft that rests on what has changed since is refused', async () => {
  const draftId = await prepared(app, officer, '2026-06');
  const made = await callerAt(app, officer).publication.create({
    kind: 'release',
    title: 'Số liệu tháng 6/2026',
    unitCode: PROVINCE,
    data: { month: '2026-06', draftId },
  });
  await handOver(app, ids, '2026-06', talliesOf('2026-06').slice(1), minutesLater(-5));
  await expect(take(app, officer, made, 'submit')).rejects.toMatchObject({
    code: 'BAD_REQUEST',
    message: 'Số liệu, vùng hoặc bản đã công bố đã đổi từ lúc chuẩn bị. Hãy chuẩn bị lại rồi xem lại.',
  });
  expect((await callerAt(app, officer).outcome.release.draft({ id: draftId })).isCurrent).toBe(false);
});

test('a draft with a cell that can be told is refused, whatever its mark says', async () => {
  const draftId = await prepared(app, officer, '2026-06');
  await app.services.db.prisma.releaseDraft.update({ where: { id: draftId }, data: { isSafe: false } });
  await expect(approved(app, officer, privacy, { month: '2026-06', draftId })).rejects.toThrow(
    'còn để lộ ô đang ẩn',
  );
});

test('a correction takes the place of what it corrects, with a note, and brings the quarter again', async () => {
  const tallies = talliesOf('2026-07');
  await handOver(
    app,
    ids,
    '2026-07',
    tallies.map((tally) =>
      tally.behaviour === 'speeding' && tally.source === 'camera'
        ? { ...tally, count: tally.count + 1 }
        : tally,
    ),
    minutesLater(-3),
  );
  const months = await callerAt(app, officer).outcome.release.months({ province: null });
  expect(months.months.find(({ month }) => month === '2026-07')).toMatchObject({
    isChanged: true,
    release: { number: 1 },
    periods: ['2026-07', '2026-Q3'],
  });
  const note = 'Tháng 7 thiếu một tệp của ca-me-ra. Bản này đã cộng đủ.';
  july = await corrected(app, officer, privacy, july, { month: '2026-07', note });
  expect(await reader().read({ number: 4 })).toMatchObject({ corrects: 1, correctionVi: note });
  expect(await reader().read({ number: 1 })).toMatchObject({ correctedBy: { number: 4 } });
  const contents = await current();
  expect(contents.map(({ number, month }) => `${month} ${number}`)).toEqual([
    '2026-07 4',
    '2026-08 2',
    '2026-09 3',
  ]);
  expect(tableIn(currentFigures(contents), 'quarter-commune-result')!.releaseNumber).toBe(4);
  // What was published stays as it was.
  expect(JSON.parse((await fileOf(1, 'content.json')).toString())).toMatchObject({
    number: 1,
    corrects: null,
  });
});

test('every release names the one before it by its hash', async () => {
  const all = (await reader().list()).reverse();
  expect(all.map(({ number }) => number)).toEqual([1, 2, 3, 4]);
  let before = '0'.repeat(64);
  for (const { number, previousHash, manifestHash, keyId, signature } of all) {
    expect(previousHash).toBe(before);
    const manifest = await fileOf(number, 'manifest.json');
    expect(createHash('sha256').update(manifest).digest('hex')).toBe(manifestHash);
    expect(app.services.keys.verify('releases', keyId, manifest, Buffer.from(signature, 'base64url'))).toBe(
      true,
    );
    const content = JSON.parse((await fileOf(number, 'content.json')).toString()) as ReleaseContent;
    expect(content).toEqual((await reader().read({ number })).content);
    before = manifestHash;
  }
});

test('a withdrawn release gives nothing out but its number, hash and reason', async () => {
  const before = await reader().read({ number: 2 });
  const reason = 'Số liệu tháng 8 cần kiểm tra lại toàn bộ.';
  await take(app, privacy, august, 'withdraw', { reason });
  const after = await reader().read({ number: 2 });
  const told = { on: '2026-11-21', reasonVi: reason };
  expect(after).toEqual({ ...before, content: null, files: [], withdrawn: { ...told, at: NOW } });
  expect(await readReleaseFile(contextAt(app, null), 2, 'content.json')).toEqual({
    kind: 'withdrawn',
    ...told,
  });
  expect((await current()).map(({ number }) => number)).toEqual([4, 3]);
  // It can be published anew, as a release of its own.
  const seen = await published(app, officer, privacy, '2026-08');
  expect(seen.state).toBe('live');
  expect(await reader().read({ number: 5 })).toMatchObject({ month: '2026-08', corrects: null });
});

test('a preparation can be stopped, and a month has one at a time', async () => {
  const { release } = callerAt(app, officer).outcome;
  const { id } = await release.prepare({ province: PROVINCE, month: '2026-06' });
  await expect(release.prepare({ province: PROVINCE, month: '2026-06' })).rejects.toMatchObject({
    code: 'CONFLICT',
  });
  await release.cancelPrepare({ id });
  await expect.poll(async () => (await release.preparation({ id })).phase).toBe('cancelled');
  await expect(release.prepare({ province: PROVINCE, month: '2026-11' })).rejects.toThrow(
    'Tháng này chưa hết',
  );
});

test('nothing private stands in what anybody may ask', async () => {
  const words =
    /"(kept|report|counted|primary|secondary|audit|thresholds?|findings|mayNotAppear|sumBases|counts":\[)"/;
  const answers = [
    await reader().list(),
    ...(await Promise.all([1, 2, 3, 4, 5].map((number) => reader().read({ number })))),
  ];
  expect(JSON.stringify(answers)).not.toMatch(words);
  // Known places at the top: a new field must be looked at before it is given out.
  const { content, files: _files, ...row } = await reader().read({ number: 4 });
  expect(Object.keys(row).sort()).toMatchInlineSnapshot(`
    [
      "correctedBy",
      "correctionVi",
      "corrects",
      "fileName",
      "isSample",
      "keyId",
      "madeOn",
      "manifestHash",
      "month",
      "number",
      "packageHash",
      "previousHash",
      "province",
      "publishedAt",
      "publishedOn",
      "signature",
      "sizeBytes",
      "tables",
      "withdrawn",
    ]
  `);
  expect(Object.keys(content!).sort()).toMatchInlineSnapshot(`
    [
      "areas",
      "communes",
      "correctionVi",
      "corrects",
      "crashes",
      "format",
      "geographyOn",
      "groups",
      "isSample",
      "madeOn",
      "month",
      "number",
      "province",
      "sums",
      "tables",
      "units",
    ]
  `);
});

test('the trail tells of the chain, and of no figure', async () => {
  const events = await app.services.db.prisma.auditEvent.findMany({
    where: { action: { startsWith: 'release.' } },
    orderBy: { seq: 'asc' },
  });
  expect(new Set(events.map(({ action }) => action))).toEqual(
    new Set(['release.seal', 'release.unseal', 'release.withdraw']),
  );
});

test('with a correction goes what it corrected, whoever published that', async () => {
  // As a release of the sample stands: of no publication.
  await app.services.db.prisma.release.update({ where: { number: 1 }, data: { publicationId: null } });
  await app.services.db.announce(['releases']);
  await take(app, privacy, july, 'withdraw', { reason: 'Tháng này có số của người bị lộ.' });
  for (const number of [1, 4]) {
    expect((await reader().read({ number })).content).toBeNull();
    expect((await readReleaseFile(contextAt(app, null), number, 'content.json')).kind).toBe('withdrawn');
  }
  expect((await readReleaseFile(contextAt(app, null), 3, 'content.json')).kind).toBe('file');
});
