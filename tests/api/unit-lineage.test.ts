import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { ShippedUnit } from '#content/schema.ts';
import { readFolder } from '#server/content/service.ts';
import { createCaller } from '#server/router.ts';
import { syncUnits } from '#server/units/fill.ts';
import { isCode, seriesOn, type SeriesValue } from '#server/units/rules.ts';
import { readLineage } from '#server/units/service.ts';
import { actorWith, openTestApp, type TestApp } from '#tests/support/app.ts';

let app: TestApp;
beforeAll(async () => {
  app = await openTestApp();
});
afterAll(() => app.close());

const asAdmin = () => createCaller(app.context(actorWith('admin'))).units;
const open = () => createCaller(app.context()).units;
const unitOf = (code: string) => app.services.db.prisma.unit.findUniqueOrThrow({ where: { code } });
const why = { onDay: '2026-11-01', reason: 'Theo quyết định thử' };
const shipped = () => readFolder('content/units', ShippedUnit);

describe('the shipped lineage', () => {
  test('is written once, with fixed codes; a second time changes nothing', async () => {
    expect(await syncUnits(app.services.db.prisma, shipped())).toBe(0);
    const codes = shipped().map(({ code }) => code);
    expect(codes.every(isCode)).toBe(true);
    expect(new Set(codes).size).toBe(codes.length);
    expect((await unitOf('A37NMM9')).validTo).toBe('2025-06-30');
    expect((await unitOf('N76EAGD')).officialName).toBe('Thành phố Đồng Nai');
  });

  test('names of one source say so', async () => {
    const unit = await open().public({ code: 'P3DW4NP' });
    expect(
      unit.names.map(({ officialName, fromOn, confidence }) => [officialName, fromOn, confidence]),
    ).toEqual([
      ['Tỉnh Bắc Ninh', null, 'verified'],
      ['Thành phố Bắc Ninh', '2026-09-20', 'single-source'],
    ]);
    expect(unit.lineage).toMatchObject([
      {
        kind: 'merged-into',
        direction: 'came',
        unit: { code: 'A37NMM9' },
        onDay: '2025-07-01',
        acts: ['nq-202-2025'],
      },
    ]);
  });

  test('a monthly series can be asked on the provinces before the merger and on those of today', async () => {
    const { links, lifetimes } = await readLineage({ db: app.services.db });
    const idOf = new Map(
      await Promise.all(shipped().map(async ({ id, code }) => [id, (await unitOf(code)).id] as const)),
    );
    const months = Array.from(
      { length: 36 },
      (_, at) => `${2024 + Math.floor(at / 12)}-${String((at % 12) + 1).padStart(2, '0')}`,
    );
    const merged: Record<string, string> = {
      'bac-giang': 'bac-ninh',
      'kon-tum': 'quang-ngai',
      'binh-phuoc': 'dong-nai',
    };
    // Made up: the place of the province times 100 plus the place of the month.
    const series: SeriesValue[] = [...idOf].flatMap(([slug, unitId], at) =>
      months
        .filter((month) => !(slug in merged) || month < '2025-07')
        .map((period, month) => ({ unitId, period, value: 100 * (at + 1) + month })),
    );
    const total = (list: readonly { period: string; value: number }[], period: string) =>
      list.filter((one) => one.period === period).reduce((sum, one) => sum + one.value, 0);
    const given = (slug: string, period: string) =>
      series.find((one) => one.unitId === idOf.get(slug) && one.period === period)?.value ?? 0;

    const old = seriesOn(links, lifetimes, series, '2025-06-30');
    const today = seriesOn(links, lifetimes, series, '2026-11-21');
    for (const period of months) {
      expect(total(old, period)).toBe(total(series, period));
      expect(total(today, period)).toBe(total(series, period));
    }
    const cell = (list: typeof old, period: string, ...slugs: string[]) => {
      const ids = slugs.map((slug) => idOf.get(slug)!).sort();
      return list.find((one) => one.period === period && one.unitIds.join() === ids.join())?.value;
    };
    for (const [gone, heir] of Object.entries(merged)) {
      expect(cell(today, '2025-06', heir)).toBe(given(gone, '2025-06') + given(heir, '2025-06'));
      expect(cell(today, '2025-06', gone)).toBeUndefined();
      expect(cell(old, '2025-06', gone)).toBe(given(gone, '2025-06'));
      expect(cell(old, '2025-07', gone, heir)).toBe(given(heir, '2025-07'));
      expect(cell(old, '2025-07', heir)).toBeUndefined();
    }
    expect(cell(old, '2026-12', 'lang-son')).toBe(given('lang-son', '2026-12'));
    expect(cell(today, '2024-01', 'lang-son')).toBe(given('lang-son', '2024-01'));
  });

  test('what the desk changed is not written over by the content, what it did not is', async () => {
    const given = { code: 'X4GEDCE', officialName: 'Tỉnh Lạng Sơn (sửa)', shortName: 'Lạng Sơn', ...why };
    const { mark } = await asAdmin().preview({ kind: 'rename', given });
    await asAdmin().rename({ ...given, mark });
    const changed = shipped().map((unit) => ({ ...unit, hash: `${unit.hash}x` }));
    expect(await syncUnits(app.services.db.prisma, changed)).toBe(changed.length - 1);
    expect((await unitOf('X4GEDCE')).officialName).toBe('Tỉnh Lạng Sơn (sửa)');
    expect((await open().public({ code: 'P3DW4NP' })).names).toHaveLength(2);
    expect(await syncUnits(app.services.db.prisma, shipped())).toBe(changed.length - 1);
  });
});
