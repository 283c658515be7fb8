import { afterAll, beforeAll, expect, test } from 'vitest';
import type { CountedTable } from '#server/disclosure/types.ts';
import type { ReleaseContent } from '#server/outcomes/rules.ts';
import { readReleaseFile } from '#server/package/service.ts';
import type { Actor } from '#server/staff/rules.ts';
import { openTestApp, type TestApp } from '#tests/support/app.ts';
import { callerAt, contextAt, minutesLater, staffMember } from '#tests/support/publications.ts';
import { attack, type Told } from '#tests/support/release-attack.ts';
import { corrected, handOver, makeProvince, published, talliesOf } from '#tests/support/releases.ts';

/** Xã Mẫu Bình went into Xã Mẫu An on 1 October. */
const MERGER = { from: 'Y346JNW', to: 'X3CH3JE' };
/** Told by a bulletin: at least one such case. */
const BULLETIN = { period: '2026-Q3', place: 'vung-bac', behaviour: 'two-wheels', result: 'handled' };
const TIMES = 3;

let app: TestApp;
let contents: ReleaseContent[];
let naive: ReleaseContent[];
beforeAll(async () => {
  app = await openTestApp();
  const { prisma } = app.services.db;
  const ids = await makeProvince(app);
  const officer: Actor = await staffMember(app, 'police-data-officer');
  const privacy: Actor = await staffMember(app, 'privacy-officer');
  let july = { id: '', version: 0 };
  for (const month of ['2026-07', '2026-08', '2026-09']) {
    await handOver(app, ids, month, talliesOf(month, TIMES));
    const seen = await published(app, officer, privacy, month);
    if (month === '2026-07') july = seen;
  }
  // After the merger the police hand July over again, by the communes of that day and with a few cases more.
  await prisma.unit.update({ where: { code: MERGER.from }, data: { validTo: '2026-09-30' } });
  await prisma.unitLineage.create({
    data: {
      kind: 'merged-into',
      fromId: ids.get(MERGER.from)!,
      toId: ids.get(MERGER.to)!,
      onDay: '2026-10-01',
      sharePpm: 1_000_000,
      reason: 'Sắp xếp lại đơn vị hành chính.',
    },
  });
  const again = new Map<string, ReturnType<typeof talliesOf>[number]>();
  for (const tally of talliesOf('2026-07', TIMES)) {
    const commune = tally.commune === MERGER.from ? MERGER.to : tally.commune;
    const count = tally.count + (tally.behaviour === 'phone' && tally.result === 'warned' ? 1 : 0);
    const key = [commune, tally.behaviour, tally.vehicle, tally.source, tally.result].join(' ');
    again.set(key, { ...tally, commune, count: count + (again.get(key)?.count ?? 0) });
  }
  await handOver(app, ids, '2026-07', [...again.values()], minutesLater(-1));
  await corrected(app, officer, privacy, july, {
    month: '2026-07',
    note: 'Tháng 7 thiếu một số vụ cảnh cáo. Bản này đã cộng đủ.',
  });

  const all = await callerAt(app, null).package.list();
  contents = [];
  for (const { number } of all.reverse()) {
    const found = await readReleaseFile(contextAt(app, null), number, 'content.json');
    if (found.kind !== 'file') throw new Error(found.kind);
    contents.push(JSON.parse(Buffer.from(found.bytes).toString()) as ReleaseContent);
  }
  // The same releases with nothing hidden but what is small: what a careless office would publish.
  const rows = await prisma.release.findMany({ select: { kept: true }, orderBy: { number: 'asc' } });
  naive = contents.map((content, at) => {
    const { counted } = rows[at]!.kept as unknown as { counted: CountedTable[] };
    return {
      ...content,
      tables: content.tables.map((table) => {
        const { counts } = counted.find(
          (one) => one.tableId === table.tableId && one.period === table.period,
        )!;
        const shown = (count: number) =>
          count > 0 && count < 5 ? null : Math.round(count / table.roundedTo) * table.roundedTo;
        return { ...table, cells: counts.map((row) => row.map(shown)) };
      }),
    };
  });
}, 600_000);
afterAll(() => app.close());

const width = ({ from, to }: Told): number => to - from;

test('three releases and a correction on a new geography: nothing hidden is recovered', async () => {
  expect(contents.map(({ month, corrects }) => `${month} ${corrects}`)).toEqual([
    '2026-07 null',
    '2026-08 null',
    '2026-09 null',
    '2026-07 1',
  ]);
  // Both geographies of one quarter are public.
  const communes = contents.map((content) => content.communes.some(({ code }) => code === MERGER.from));
  expect(communes).toEqual([true, true, true, false]);
  const told = await attack(contents, [MERGER], [BULLETIN]);
  expect(told.length).toBeGreaterThan(100);
  expect(told.filter((cell) => width(cell) < 5)).toEqual([]);
}, 300_000);

test('the same attacker takes careless releases apart', async () => {
  const told = await attack(naive, [MERGER], [BULLETIN]);
  expect(told.filter((cell) => width(cell) === 0).length).toBeGreaterThan(20);
}, 300_000);

test('what the attacker says is true: every hidden count lies between the ends he gives', async () => {
  const rows = await app.services.db.prisma.release.findMany({
    select: { kept: true, number: true },
    orderBy: { number: 'asc' },
  });
  const { counted } = rows[0]!.kept as unknown as { counted: CountedTable[] };
  const table = counted.find(({ tableId }) => tableId === 'month-behaviour-result');
  const told = new Map((await attack(contents, [MERGER], [BULLETIN], 0)).map((one) => [one.cell, one]));
  let compared = 0;
  table!.rows.forEach((row, rowAt) =>
    table!.columns.forEach((column, columnAt) => {
      const one = told.get(`2026-07/1 all ${row} ${column} all`);
      if (!one) return;
      compared += 1;
      const count = table!.counts[rowAt]![columnAt]!;
      expect([one.cell, count >= one.from && count <= one.to]).toEqual([one.cell, true]);
    }),
  );
  expect(compared).toBeGreaterThan(10);
}, 300_000);
