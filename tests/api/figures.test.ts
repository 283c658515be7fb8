import { afterAll, beforeAll, expect, test } from 'vitest';
import { countOf, type FigureView, type ReleaseContent } from '#server/outcomes/rules.ts';
import { createCaller } from '#server/router.ts';
import { readSheet } from '#server/sheet/read.ts';
import { fillSampleUnits } from '#server/units/sample.ts';
import { openTestApp, type TestApp } from '#tests/support/app.ts';
import { plainContents } from '#tests/support/outcome-contents.ts';

let app: TestApp;
let provinceId: string;
beforeAll(async () => {
  app = await openTestApp();
  await fillSampleUnits(app.services);
  provinceId = (await app.services.db.prisma.unit.findUniqueOrThrow({ where: { code: 'E4YN4W4' } })).id;
});
afterAll(() => app.close());

const contents = plainContents(6);
const figures = () => createCaller(app.context()).outcome.figures;
const nothing = { period: null, row: null, column: null, province: null };
const month = () => figures().view({ view: 'hanh-vi', ...nothing });

async function publish(
  content: ReleaseContent,
  more: { liveAt?: string; withdrawnAt?: string | null } = {},
): Promise<void> {
  await app.services.db.prisma.release.create({
    data: {
      number: content.number,
      provinceId,
      month: content.month,
      corrects: content.corrects,
      content: content,
      previousHash: '0'.repeat(64),
      manifestHash: String(content.number).padStart(64, '0'),
      keyId: '',
      signature: '',
      package: Buffer.from(''),
      kept: {},
      report: {},
      isSample: content.isSample,
      liveAt: new Date(more.liveAt ?? '2026-11-01T00:00:00Z'),
      withdrawnAt: more.withdrawnAt ? new Date(more.withdrawnAt) : null,
    },
  });
  await app.services.db.announce(['releases']);
}

test('before any release there is nothing, and each question says so', async () => {
  expect(await figures().overview({ province: null })).toEqual({ provinces: [], shown: null, images: null });
  expect(await figures().finding()).toBeNull();
  expect((await month()).shown).toBeNull();
  await expect(figures().export({ view: 'hanh-vi', ...nothing, format: 'csv' })).rejects.toMatchObject({
    code: 'NOT_FOUND',
  });
});

test('a release that is not live yet, or withdrawn, is not shown', async () => {
  await publish(contents[0]!);
  await publish(contents[1]!, { liveAt: '2026-11-22T00:00:00Z' });
  await publish(contents[2]!, { withdrawnAt: '2026-11-02T00:00:00Z' });
  expect((await month()).shown).toMatchObject({ choice: { period: '2024-10' }, release: { number: 1 } });
});

test('what a correction replaced is shown no more, also when the correction is withdrawn', async () => {
  await publish(contents[3]!);
  expect((await month()).shown!.choice.period).toBe('2025-01');
  await publish({ ...contents[3]!, number: 90, corrects: 4, correctionVi: 'Cộng nhầm một xã.' });
  expect((await month()).shown).toMatchObject({
    release: { number: 90, on: '2026-11-01' },
    corrections: [{ number: 90, corrects: 4, noteVi: 'Cộng nhầm một xã.' }],
  });
  await app.services.db.prisma.release.update({
    where: { number: 90 },
    data: { withdrawnAt: new Date('2026-11-20T00:00:00Z') },
  });
  await app.services.db.announce(['releases']);
  expect((await month()).shown!.choice.period).toBe('2024-10');
  const crashes = await createCaller(app.context()).crash.figures({});
  expect(crashes!.months.map((one) => one.month)).toEqual(['2024-10']);
});

test.each(['csv', 'xlsx'] as const)(
  'a file (%s) is the table, cell by cell, and says that it is a sample',
  async (format) => {
    const shown = (await month()).shown!;
    const file = await figures().export({ view: 'hanh-vi', ...nothing, format });
    expect(file.fileName).toBe(`du-lieu-mau-ket-qua-hanh-vi-2024-10.${format}`);
    const rows: string[][] = [];
    for await (const { cells } of readSheet(file.bytes)) rows.push([...cells]);
    expect(rows[0]![0]).toBe('Dữ liệu mẫu. Không phải số liệu của công an.');
    expect(rows.slice(2)).toEqual([
      ['Hành vi', ...shown.grid.columns.map(({ nameVi }) => nameVi)],
      ...shown.grid.rows.map(({ nameVi, figures: of }) => [
        nameVi,
        ...of.map((figure) => String(countOf(figure) ?? 'ẩn')),
      ]),
    ]);
  },
);

test('by HTTP too what is hidden is one thing and what is not published another', async () => {
  const [content] = contents;
  const tables = content!.tables.map((table) => ({
    ...table,
    cells: table.cells.map((row) => row.map(() => null)),
  }));
  const sums = [{ measure: 'fines' as const, period: '2024-Q4', value: null, roundedTo: 1_000_000 }];
  await publish({ ...content!, number: 40, province: { code: 'V636TDF', nameVi: 'Tỉnh Ẩn' }, tables, sums });
  const asJson = async (view: 'hanh-vi' | 'xu-ly') => {
    const told = JSON.stringify(await figures().view({ view, ...nothing, province: 'V636TDF' }));
    const { grid } = (JSON.parse(told) as { shown: FigureView }).shown;
    return new Set(grid.rows.flatMap((row) => row.figures));
  };
  expect(await asJson('hanh-vi')).toEqual(new Set(['hidden']));
  expect(await asJson('xu-ly')).toEqual(new Set(['unpublished']));
  await app.services.db.prisma.release.delete({ where: { number: 40 } });
  await app.services.db.announce(['releases']);
});

test('a second province is chosen by its code; one without releases shows nothing', async () => {
  const other = { code: 'A37NMM9', nameVi: 'An Tỉnh Khác' };
  await publish({ ...contents[4]!, number: 50, province: other, isSample: false });
  const { provinces, shown } = await figures().overview({ province: 'E4YN4W4' });
  expect(provinces.map(({ nameVi }) => nameVi)).toEqual(['An Tỉnh Khác', 'Tỉnh Mẫu']);
  expect(shown!.province.code).toBe('E4YN4W4');
  expect((await figures().overview({ province: null })).shown!.province).toEqual(other);
  expect((await figures().overview({ province: 'V636TDF' })).shown).toBeNull();
});

test('nobody reads anything but what is published', async () => {
  const told = JSON.stringify(await month());
  for (const secret of ['kept', 'report', 'primary', 'secondary']) expect(told).not.toContain(`"${secret}"`);
});
