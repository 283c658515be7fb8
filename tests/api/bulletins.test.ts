import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import type { Verb } from '#server/approval/rules.ts';
import { fillSampleBulletins, SAMPLE_BULLETINS } from '#server/bulletin/sample.ts';
import { listBulletins } from '#server/bulletin/http.ts';
import { factOf, type BulletinData } from '#server/bulletin/rules.ts';
import { createContext } from '#server/context.ts';
import { checkFacts as checkFactsOf } from '#server/outcomes/release/check.ts';
import type { FactSource } from '#server/outcomes/release/draft.ts';
import { publishedFacts } from '#server/outcomes/release/facts.ts';
import { fillSampleOutcomes } from '#server/outcomes/release/sample.ts';
import { createCaller } from '#server/router.ts';
import type { Actor } from '#server/staff/rules.ts';
import { fillSampleUnits } from '#server/units/sample.ts';
import { openTestApp, type TestApp } from '#tests/support/app.ts';
import { NOW, staffMember } from '#tests/support/publications.ts';
import { refusalOf } from '#tests/support/staff.ts';

const PROVINCE = 'E4YN4W4';
let app: TestApp;
let writer: Actor;
let checker: Actor;
let approver: Actor;
let provinceId: string;
const checkFacts = vi.fn(() => Promise.resolve({ isSafe: true }));

beforeAll(async () => {
  app = await openTestApp(NOW);
  await fillSampleUnits(app.services);
  await fillSampleOutcomes(app.services);
  provinceId = (await app.services.db.prisma.unit.findUniqueOrThrow({ where: { code: PROVINCE } })).id;
  writer = await staffMember(app, 'writer');
  checker = await staffMember(app, 'law-checker');
  approver = await staffMember(app, 'approver');
}, 120_000);
afterAll(() => app.close());

/** The engine is asked in one test; elsewhere it agrees. */
const as = (actor: Actor | null, at = NOW) =>
  createCaller(createContext({ ...app.services, checkFacts, now: () => at }, actor));

const LESSON = 'Đường một chiều chỉ có một chiều đi. Lỡ lối rẽ thì đi tiếp tới chỗ quay đầu.';
/** Every one tells something else. */
const CASES = ['vung-bac', 'vung-nam', 'vung-thanh-pho', 'vung-ven-bien'].flatMap((area) =>
  ['2025-Q3', '2025-Q4', '2026-Q1'].map((quarter) => ({ area, quarter })),
);
let used = 0;
const dataOf = (more: Partial<BulletinData> = {}): BulletinData => {
  const { area, quarter } = CASES[(used += 1) % CASES.length]!;
  return {
    ...{
      province: PROVINCE,
      quarter,
      behaviour: 'wrong-way',
      provision: 'nd-168-2024:7.7.a',
      lesson: LESSON,
    },
    place: { kind: 'area', area },
    ...more,
  };
};

const stepBy = (
  actor: Actor,
  seen: { id: string; version: number },
  verb: Exclude<Verb, 'edit'>,
  more: { reason?: string; liveAt?: string } = {},
  at = NOW,
) => as(actor, at).publication.step({ id: seen.id, version: seen.version, verb, ...more });

async function bulletinIn(state: 'submitted' | 'checked' | 'approved' | 'live', data = dataOf()) {
  let seen = await as(writer).bulletin.create({ data });
  const way = [
    ['submitted', writer, 'submit'],
    ['checked', checker, 'check'],
    ['approved', approver, 'approve'],
    ['live', approver, 'publish'],
  ] as const;
  for (const [reached, who, verb] of way) {
    seen = await stepBy(who, seen, verb);
    if (reached === state) break;
  }
  return seen;
}

describe('the way of a bulletin', () => {
  test('from fixed fields to readers, through a law checker and an approver', async () => {
    const data = dataOf();
    const live = await bulletinIn('live', data);
    const { title, slug, unit, publicPath } = await as(writer).publication.get({ id: live.id });
    expect(title).toMatch(/^Đi ngược chiều ở Vùng .+, quý /);
    expect(unit?.code).toBe(PROVINCE);
    expect(publicPath).toBe(`/ket-qua/ban-tin/${slug}/`);
    const shown = await as(null).bulletin.read({ slug: slug! });
    expect(shown).toMatchObject({ title, lesson: LESSON, provision: data.provision, isSample: true });
    const { items } = await as(null).bulletin.list({ behaviour: 'wrong-way', quarter: data.quarter });
    expect(items.map(({ id }) => id)).toContain(live.id);
    expect(await as(null).bulletin.newest({ law: ['wrong-way'] })).toContainEqual(
      expect.objectContaining({ path: publicPath }),
    );
    expect(await as(null).bulletin.newest({ law: ['phone'] })).toEqual([]);
    const { pages } = await as(checker).law.inspect({ target: data.provision });
    expect(pages).toContainEqual({ kind: 'bulletin', title, path: publicPath });
  });

  test('nobody outside reads what is not published', async () => {
    const seen = await bulletinIn('approved');
    const { slug } = await as(writer).publication.get({ id: seen.id });
    expect(await as(null).bulletin.read({ slug: slug! })).toBeNull();
    expect((await as(null).bulletin.list({})).items.map(({ id }) => id)).not.toContain(seen.id);
  });

  test('who wrote it may neither check nor approve it; a teacher may not write one', async () => {
    const seen = await bulletinIn('submitted');
    const both = {
      ...writer,
      assignments: ['writer', 'law-checker', 'approver'].map((role) => ({ role, unitId: null })),
    };
    await expect(stepBy(both as Actor, seen, 'check')).rejects.toMatchObject({ code: 'FORBIDDEN' });
    const teacher = await staffMember(app, 'teacher');
    await expect(as(teacher).bulletin.create({ data: dataOf() })).rejects.toMatchObject({
      code: 'FORBIDDEN',
    });
    await expect(as(null).bulletin.create({ data: dataOf() })).rejects.toMatchObject({
      code: 'UNAUTHORIZED',
    });
    const elsewhere = await staffMember(
      app,
      'writer',
      (await app.services.db.prisma.unit.findFirstOrThrow({ where: { parentId: provinceId } })).id,
    );
    await expect(as(elsewhere).bulletin.create({ data: dataOf() })).rejects.toMatchObject({
      code: 'FORBIDDEN',
    });
    expect((await as(elsewhere).bulletin.choices({})).provinces).toEqual([]);
  });

  test('a correction keeps its note, a withdrawn one stays a fact', async () => {
    const live = await bulletinIn('live');
    const before = (
      await publishedFacts(app.services.db.prisma, provinceId, ['2026-01', '2025-10', '2025-07'])
    ).length;
    let seen = await stepBy(writer, live, 'correct', { reason: 'Câu cuối dễ hiểu lầm' });
    const { data } = await as(writer).publication.get({ id: live.id });
    seen = await as(writer).bulletin.save({
      id: seen.id,
      version: seen.version,
      data: { ...(data as BulletinData), lesson: `${LESSON} Đi chậm lại.` },
    });
    for (const [who, verb] of [
      [writer, 'submit'],
      [checker, 'check'],
      [approver, 'approve'],
      [approver, 'publish'],
    ] as const)
      seen = await stepBy(who, seen, verb);
    const { items } = await as(null).bulletin.list({});
    expect(items.find(({ id }) => id === live.id)?.corrections).toEqual([
      { on: '2026-11-21', note: 'Câu cuối dễ hiểu lầm' },
    ]);
    await stepBy(approver, seen, 'withdraw', { reason: 'Điều khoản đã đổi' });
    expect((await as(null).bulletin.list({})).items.some(({ id }) => id === live.id)).toBe(false);
    expect(
      await publishedFacts(app.services.db.prisma, provinceId, ['2026-01', '2025-10', '2025-07']),
    ).toHaveLength(before);
  });

  test('one that is scheduled comes out at its minute, and is a fact before', async () => {
    const data = dataOf({ behaviour: 'phone', provision: await firstProvision('phone') });
    const seen = await bulletinIn('approved', data);
    await stepBy(approver, seen, 'schedule', { liveAt: '2026-11-22T00:00:00Z' });
    const idsAt = async (at: string) =>
      (await as(null, new Date(at)).bulletin.list({ behaviour: 'phone' })).items.map(({ id }) => id);
    expect(await idsAt('2026-11-21T23:59:59Z')).toEqual([]);
    expect(await idsAt('2026-11-22T00:00:00Z')).toEqual([seen.id]);
    expect(await app.services.bulletins.facts(provinceId)).toContainEqual(factOf(seen.id, data));
  });
});

const firstProvision = async (behaviour: string): Promise<string> =>
  (await as(writer).bulletin.choices({ behaviour })).provisions[0]!.id;

describe('refusals', () => {
  test('words with a plate are refused by field and named, and nothing is kept', async () => {
    const before = await app.services.db.prisma.publication.count();
    const create = as(writer).bulletin.create({
      data: dataOf({ lesson: `Xe 29A-123.45 đã nhận lỗi. ${LESSON}` }),
    });
    await expect(create).rejects.toMatchObject({
      code: 'BAD_REQUEST',
      message: 'Bỏ biển số xe: “29A-123.45”.',
      cause: { issues: [{ path: ['data', 'lesson'] }] },
    });
    expect(await app.services.db.prisma.publication.count()).toBe(before);
  });

  test.each([
    ['an area that is not there', { place: { kind: 'area' as const, area: 'vung-la' } }, 'một vùng của tỉnh'],
    ['a provision of another behaviour', { provision: 'nd-168-2024:7.2.h' }, 'điều khoản phạt hành vi này'],
    ['a behaviour that is not there', { behaviour: 'nothing' }, 'hành vi trong danh sách'],
    ['a behaviour without penalties', { behaviour: 'other' }, 'điều khoản phạt hành vi này'],
    ['a province without figures', { province: 'P3DW4NP' }, 'chưa công bố số liệu'],
    ['a short road', { place: { kind: 'road' as const, name: 'Quốc lộ 1', lengthKm: 4.9 } }, '5 km'],
    [
      'a place on a road',
      { place: { kind: 'road' as const, name: 'Quốc lộ 1 km 12', lengthKm: 50 } },
      'cả con đường',
    ],
  ])('%s', async (_name, more, words) => {
    const refused = await refusalOf(as(writer).bulletin.create({ data: dataOf(more) }));
    expect(refused).toMatchObject({ code: 'BAD_REQUEST' });
    expect(refused!.message).toContain(words);
  });

  test('a case of a quarter that is too young, or whose figures are not public, waits', async () => {
    const young = await as(writer).bulletin.create({ data: dataOf({ quarter: '2026-Q3' }) });
    await expect(stepBy(writer, young, 'submit')).rejects.toThrow('chỉ được kể từ ngày 01/01/2027');
    const old = await as(writer)
      .bulletin.create({ data: dataOf({ quarter: '2024-Q1', provision: 'nd-168-2024:7.7.a' }) })
      .catch((error: Error) => error);
    // The decree began later: no provision of today held in that quarter.
    expect(old).toBeInstanceOf(Error);
  });

  test('the same case is told once', async () => {
    const data = dataOf();
    await bulletinIn('live', { ...data, behaviour: 'red-light', provision: 'nd-168-2024:7.7.c' });
    const again = await as(writer).bulletin.create({
      data: { ...data, behaviour: 'red-light', provision: 'nd-168-2024:7.7.c' },
    });
    await expect(stepBy(writer, again, 'submit')).rejects.toThrow('Đã có bản tin kể hành vi này');
  });

  test('a title or an address of somebody’s own is refused, whichever way it came', async () => {
    const data = dataOf();
    const input = {
      kind: 'bulletin' as const,
      title: 'Xe 29A-123.45 đi ngược chiều',
      data,
      unitCode: PROVINCE,
    };
    const seen = await as(writer).publication.create(input);
    await expect(stepBy(writer, seen, 'submit')).rejects.toThrow('không khớp với các ô');
    const named = await as(writer).bulletin.named({ data });
    const slugged = await as(writer).publication.create({
      ...input,
      title: named.title,
      slug: 'xe-29a-12345',
    });
    await expect(stepBy(writer, slugged, 'submit')).rejects.toThrow('không khớp với các ô');
    const unowned = await as(writer).publication.create({ ...input, title: named.title, unitCode: null });
    await expect(stepBy(writer, unowned, 'submit')).rejects.toThrow('đơn vị khác');
    const named29 = { ...data, lesson: `Xe 29A-123.45 đã nhận lỗi. ${LESSON}` };
    const worded = await as(writer).publication.create({ ...input, title: named.title, data: named29 });
    await expect(stepBy(writer, worded, 'submit')).rejects.toThrow('Bỏ biển số xe');
  });

  test('a provision under review holds it back', async () => {
    const data = dataOf({ behaviour: 'weaving', provision: await firstProvision('weaving') });
    const seen = await as(writer).bulletin.create({ data });
    await app.services.db.prisma.lawMark.create({
      data: { target: data.provision, state: 'underReview', onDay: '2026-11-20', reason: 'Đang đối chiếu' },
    });
    await app.services.db.announce(['law']);
    await expect(stepBy(writer, seen, 'submit')).rejects.toThrow('đang được kiểm tra lại, chưa dẫn được');
  });

  test('what the engine finds unsafe is refused, at each step anew, without a word on counts', async () => {
    const seen = await bulletinIn(
      'approved',
      dataOf({ behaviour: 'wrong-lane', provision: await firstProvision('wrong-lane') }),
    );
    checkFacts.mockResolvedValueOnce({ isSafe: false });
    const refused = await refusalOf(stepBy(approver, seen, 'publish'));
    expect(refused?.message).toBe(
      'Bản tin này chưa kể được bên cạnh số liệu đã công bố. Hãy chọn nơi rộng hơn hoặc việc khác.',
    );
    expect(refused?.message).not.toMatch(/\d|ẩn|nhỏ|ít/);
    await stepBy(approver, seen, 'publish');
  });

  test('what a bulletin said before its correction is held against the new text; the same text is not', async () => {
    const { id, data } = await app.services.db.prisma.publicationVersion
      .findFirstOrThrow({
        where: { liveAt: { not: null }, publication: { kind: 'bulletin' } },
        select: { publication: { select: { id: true } }, data: true },
      })
      .then(({ publication, data: told }) => ({ id: publication.id, data: told as BulletinData }));
    const before = factOf(id, data);
    const heldAgainst = async (fact: typeof before) => {
      const areFactsSafe = vi.fn((_source: FactSource) => ({
        result: Promise.resolve(true),
        stop: () => {},
      }));
      const releases = { ...app.services.releases, areFactsSafe };
      await checkFactsOf({ db: app.services.db, releases }, provinceId, [fact]);
      return areFactsSafe.mock.calls[0]![0].facts;
    };
    expect(await heldAgainst({ ...before, behaviour: 'phone' })).toContainEqual(before);
    expect(await heldAgainst({ ...before, id: 'new' })).not.toContainEqual(before);
  });
});

describe('the sample', () => {
  test('its bulletins stand beside its releases, are filled once, and are for feeds', async () => {
    await app.services.db.prisma.publicationAddress.deleteMany({ where: { kind: 'bulletin' } });
    await app.services.db.prisma.publicationStep.deleteMany({ where: { publication: { kind: 'bulletin' } } });
    await app.services.db.prisma.publicationVersion.deleteMany({
      where: { publication: { kind: 'bulletin' } },
    });
    await app.services.db.prisma.publication.deleteMany({ where: { kind: 'bulletin' } });
    await fillSampleBulletins(app.services);
    await fillSampleBulletins(app.services);
    const { items, total } = await listBulletins(app.context(), {});
    expect(total).toBe(SAMPLE_BULLETINS.length);
    expect(items.every(({ isSample }) => isSample)).toBe(true);
    expect(items.map(({ publishedOn }) => publishedOn)).toEqual(['2026-10-13', '2026-07-21', '2026-07-10']);
  });

  test('the engine lets each be told beside all releases', async () => {
    const rows = await app.services.db.prisma.publication.findMany({
      where: { kind: 'bulletin' },
      include: { versions: true },
    });
    for (const { id, versions } of rows) {
      const data = versions[0]!.data as BulletinData;
      expect(
        await app.services.publications.bulletin.problems(app.services, data, '2026-11-21', id),
        data.behaviour,
      ).toEqual([]);
    }
  }, 120_000);
});
