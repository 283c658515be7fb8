import { recordEvents } from '../audit/record.ts';
import type { Context } from '../context.ts';
import { columnLetter } from '../sheet/rules.ts';
import { writeSheet, type SheetFile, type SheetFormat } from '../sheet/write.ts';
import { roleFor } from '../staff/rules.ts';
import { importProblems } from './import.ts';
import { filtered, ORDERS, type ListedUnit } from './listing.ts';
import { headcountHeader, kindWords, levelsText, levelWords, shownCode, UNIT_COLUMNS } from './rules.ts';
import type { ExportInput } from './schema.ts';
import { heldUnits, type Tx } from './store.ts';

const shownDay = (day: string | null): string | null => day && day.split('-').reverse().join('/');

/** A file of the units that the list shows with the same filters, all pages; the trail remembers who took it. */
export async function exportUnits(ctx: Context, { format, ...filters }: ExportInput): Promise<SheetFile> {
  const held = heldUnits(ctx, 'unit.export');
  const from = filtered(ctx, filters, held);
  type Row = Omit<ListedUnit, 'childCount' | 'isSample' | 'parentName'> & { id: string };
  return ctx.db.prisma.$transaction(
    async (tx) => {
      const units = await tx.$queryRaw<Row[]>`
        SELECT unit.id::text, unit.code, unit.kind, unit.official_name AS "officialName", unit.short_name AS "shortName",
          unit.school_levels AS "schoolLevels", parent.code AS "parentCode", unit.valid_from AS "validFrom",
          unit.valid_to AS "validTo" ${from} ORDER BY ${ORDERS[filters.sort]}`;
      const { years, countOf } = await headcountsOf(
        tx,
        units.map(({ id }) => id),
      );
      const rows = units.map((unit) => [
        shownCode(unit.code),
        unit.officialName,
        unit.shortName,
        kindWords[unit.kind],
        levelsText(unit.schoolLevels),
        unit.parentCode && shownCode(unit.parentCode),
        shownDay(unit.validFrom),
        shownDay(unit.validTo),
        ...years.map((year) => countOf(unit.id, year)),
      ]);
      await recordEvents(
        tx,
        { actor: ctx.actor, role: ctx.actor && roleFor(ctx.actor, 'unit.export') },
        ctx.now(),
        [
          {
            action: 'unit.export',
            subject: 'unit:*',
            unitId: held?.[0] ?? null,
            before: null,
            after: { ...filters, format, rows: rows.length },
          },
        ],
      );
      return writeSheet(format, `don-vi-${ctx.today}`, [
        [...Object.values(UNIT_COLUMNS), ...years.map(headcountHeader)],
        ...rows,
      ]);
    },
    { timeout: 60_000, maxWait: 30_000 },
  );
}

async function headcountsOf(
  tx: Tx,
  ids: readonly string[],
): Promise<{ years: number[]; countOf: (id: string, year: number) => number | null }> {
  const rows = await tx.$queryRaw<{ unitId: string; year: number; count: number }[]>`
    SELECT unit_id::text AS "unitId", year, count FROM unit_headcount
    WHERE unit_id::text IN (SELECT jsonb_array_elements_text(${JSON.stringify(ids)}::jsonb))`;
  const counts = new Map(rows.map(({ unitId, year, count }) => [`${unitId} ${year}`, count]));
  return {
    years: [...new Set(rows.map(({ year }) => year))].sort((a, b) => a - b),
    countOf: (id, year) => counts.get(`${id} ${year}`) ?? null,
  };
}

/** An empty file to fill in: the columns, one example of a new unit below another, and every kind and level there is. */
export function importTemplate(ctx: Context, format: SheetFormat): Promise<SheetFile> {
  const year = Number(ctx.today.slice(0, 4));
  const head = [...Object.values(UNIT_COLUMNS), headcountHeader(year), 'Ghi chú'];
  const example = (values: readonly (string | number)[], note: string) => [...values, note];
  return writeSheet(format, 'mau-nhap-don-vi', [
    head,
    example(
      [
        'moi-1',
        'Trường THCS Ví Dụ',
        'THCS Ví Dụ',
        kindWords.school,
        levelWords['lower-secondary'],
        '',
        shownDay(ctx.today)!,
        '',
        420,
      ],
      'Xóa dòng này. Đơn vị mới: bỏ trống mã, hoặc ghi moi-1, moi-2 để dòng khác nhắc tới. Đơn vị đã có: ghi mã, ô trống là giữ nguyên.',
    ),
    ...Object.values(kindWords).map((word) => [
      '',
      '',
      '',
      word,
      '',
      '',
      '',
      '',
      '',
      'Một loại đơn vị. Xóa dòng này.',
    ]),
    ...Object.values(levelWords).map((word) => [
      '',
      '',
      '',
      '',
      word,
      '',
      '',
      '',
      '',
      'Một cấp học. Xóa dòng này.',
    ]),
  ]);
}

/** The cells of a file that could not be taken, as a file. @throws DomainError NOT_FOUND */
export async function brokenRows(
  ctx: Context,
  { id, format }: { id: string; format: SheetFormat },
): Promise<SheetFile> {
  const problems = await importProblems(ctx, id);
  return writeSheet(format, 'dong-chua-nhap', [
    ['Dòng', 'Cột', 'Tên cột', 'Vì sao'],
    ...problems.map(({ line, column, header, sentence }) => [
      line,
      column === null ? '' : columnLetter(column),
      header,
      sentence,
    ]),
  ]);
}
