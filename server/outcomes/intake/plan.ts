/* What a kept file comes to by a mapping, held against the registry and what counts now. */
import { createHash } from 'node:crypto';
import type { PrismaClient } from '../../generated/prisma/client.ts';
import type { CrashMeasure, Result } from '../vocabulary.ts';
import { crashWords, RESULTS, resultWords } from '../vocabulary.ts';
import { countingBatches, currentSums } from '../counting.ts';
import type { AnyResult } from './fields.ts';
import { unpackRows, type FileSheet, type PackedRows } from './file.ts';
import type { JobSender } from './jobs.ts';
import { fieldsOf, HEAD_WITHIN, layoutOf, type FileRow } from './layout.ts';
import { createLookup, type Lookup, type Place, type Vocabulary } from './lookup.ts';
import type { PlannedSheet } from './cells.ts';
import type { Reading } from './figures.ts';
import { createReading } from './reading.ts';
import type { Mapping } from './schema.ts';
import { withSums } from './sums.ts';
import type { Choice, SumView } from './views.ts';

type Reader = Pick<PrismaClient, '$queryRaw'>;

export type IntakePlan = {
  fileHash: string;
  /** Changes with the registry, the mapping and what counts now. */
  mark: string;
  mapping: Mapping;
  isRemembered: boolean;
  sheets: readonly PlannedSheet[];
  /** Up to three values of each column, by `<sheet> <column>`. */
  samples: ReadonlyMap<string, readonly string[]>;
  lookup: Lookup;
  reading: Reading;
  /** Two columns that mean the same, in sentences. */
  clashes: readonly string[];
  /** What is said of sheets that are left aside. */
  notes: readonly string[];
  sums: readonly SumView[];
};

/** Texts that are remembered must still lead somewhere. */
export const noMapping: Mapping = { columns: {}, values: {}, whole: {} };

/** What files of a province are read by. */
export async function loadVocabulary(
  prisma: Reader,
  provinceId: string,
  behaviours: readonly Choice[],
): Promise<Vocabulary> {
  type Row = Omit<Place, 'names'> & { names: string[]; kind: string };
  const units = await prisma.$queryRaw<Row[]>`
    WITH RECURSIVE below AS (
      SELECT id, 0 AS depth FROM unit WHERE id = ${provinceId}::uuid
      UNION SELECT unit.id, depth + 1 FROM unit JOIN below ON unit.parent_id = below.id WHERE depth < 20
    )
    SELECT unit.id::text, unit.code, unit.kind, unit.short_name AS name, unit.valid_from AS from, unit.valid_to AS to,
      array_remove(array_agg(DISTINCT named.official_name) || array_agg(DISTINCT named.short_name)
        || ARRAY[unit.official_name, unit.short_name], NULL) AS names
    FROM unit LEFT JOIN unit_name named ON named.unit_id = unit.id
    WHERE unit.id IN (SELECT id FROM below)
    GROUP BY unit.id`;
  return {
    communes: units.filter(({ kind }) => kind === 'commune-committee'),
    units: units.filter(({ kind }) => kind !== 'province'),
    behaviours,
  };
}

/** State of the registry: changes with every change of any unit. */
async function registryMark(prisma: Reader): Promise<string> {
  const [row] = await prisma.$queryRaw<{ mark: string }[]>`
    SELECT count(*)::text || '.' || coalesce(sum(version), 0)::text AS mark FROM unit`;
  return row!.mark;
}

/** The state on which a plan rests. */
export async function planMark(
  prisma: Reader,
  sender: JobSender,
  fileHash: string,
  mapping: Mapping,
  months: readonly string[],
): Promise<string> {
  const parts = [
    fileHash,
    JSON.stringify(mapping),
    await registryMark(prisma),
    JSON.stringify(await countingBatches(prisma, { provinceId: sender.provinceId }, months)),
  ];
  return createHash('sha256').update(parts.join('\n')).digest('hex').slice(0, 32);
}

/**
 * @param onRow is told how many rows are looked at; may throw to stop
 */
export async function makePlan(
  prisma: Reader,
  given: {
    sender: JobSender;
    fileHash: string;
    packed: PackedRows;
    mapping: Mapping;
    isRemembered: boolean;
    behaviours: readonly Choice[];
    lastMonth: string;
  },
  onRow: (rows: number) => void = () => undefined,
): Promise<IntakePlan> {
  const { sender, fileHash, packed, mapping, lastMonth } = given;
  const vocabulary = await loadVocabulary(prisma, sender.provinceId, given.behaviours);
  const lookup = createLookup(vocabulary, mapping.values);
  const { sheets, indexOf, clashes, notes } = await planSheets(packed, mapping, lastMonth);
  const samples = new Map<string, string[]>();
  const reading = createReading({ sheets, lookup, whole: mapping.whole, lastMonth });
  let rows = 0;
  for await (const { at, row } of unpackRows(packed)) {
    rows += 1;
    if (rows % 500 === 0) {
      onRow(rows);
      await new Promise((done) => setImmediate(done));
    }
    const sheet = indexOf.get(at);
    if (sheet === undefined) continue;
    if (row.line > sheets[sheet]!.layout.headLine) sample(samples, sheet, row);
    reading.add(sheet, row);
  }
  const read = reading.finish();
  return {
    fileHash,
    mark: await planMark(prisma, sender, fileHash, mapping, read.months),
    mapping,
    isRemembered: given.isRemembered,
    sheets,
    samples,
    lookup,
    reading: read,
    clashes,
    notes: [...notes, ...read.notes],
    sums: await sumsOf(prisma, sender.id, read),
  };
}

function sample(samples: Map<string, string[]>, sheet: number, { cells }: FileRow): void {
  for (const [at, text] of cells.entries()) {
    if (text === '') continue;
    const key = `${sheet} ${at}`;
    const known = samples.get(key);
    if (!known) samples.set(key, [text]);
    else if (known.length < 3 && !known.includes(text)) known.push(text);
  }
}

/** Which sheets hold tables, and what their columns mean. */
async function planSheets(packed: PackedRows, mapping: Mapping, lastMonth: string) {
  const heads: { sheet: FileSheet; rows: FileRow[] }[] = [];
  for await (const { at, sheet, row } of unpackRows(packed)) {
    heads[at] ??= { sheet, rows: [] };
    if (heads[at].rows.length < HEAD_WITHIN) heads[at].rows.push(row);
  }
  const sheets: PlannedSheet[] = [];
  const indexOf = new Map<number, number>();
  const notes: string[] = [];
  const clashes: string[] = [];
  const known = new Set(Object.keys(mapping.columns));
  for (const [at, head] of heads.entries()) {
    if (!head) continue;
    const { sheet, rows } = head;
    if (sheet.isHidden) continue;
    const layout = layoutOf(rows, sheet.merges, lastMonth, known);
    if (!layout) {
      notes.push(`Trang “${sheet.name ?? ''}” không có bảng số liệu nên không đọc.`);
      continue;
    }
    const settled = fieldsOf(layout, mapping.columns);
    indexOf.set(at, sheets.length);
    sheets.push({ name: sheet.name, layout, fields: settled.fields, merges: sheet.merges });
    for (const [one, other] of settled.clashes)
      clashes.push(
        `Cột ${one.letter} “${one.header}” và cột ${other.letter} “${other.header}” cùng một nghĩa. Hãy chỉ giữ một cột.`,
      );
  }
  return { sheets, indexOf, clashes, notes };
}

/** What will count beside what counts now, for the months and kinds of a reading. */
async function sumsOf(prisma: Reader, senderId: string, reading: Reading): Promise<SumView[]> {
  const { tallies, contributions, crashes, months } = reading;
  if (months.length === 0) return [];
  const now = await currentSums(prisma, await countingBatches(prisma, { senderIds: [senderId] }, months));
  const countsNow = (kind: SumView['kind'], month: string) =>
    new Map(
      now.filter((one) => one.kind === kind && one.month === month).map(({ what, count }) => [what, count]),
    );
  const sums: SumView[] = [];
  for (const month of months) {
    const cases = new Map<Result, number>();
    let hasCases = false;
    for (const tally of tallies)
      if (tally.month === month) {
        hasCases = true;
        cases.set(tally.result, (cases.get(tally.result) ?? 0) + tally.count);
      }
    if (hasCases) {
      const before = countsNow('cases', month) as Map<Result, number>;
      const [all, allBefore] = [withSums(cases), withSums(before)];
      const order: AnyResult[] = ['received', 'enough-basis', 'handled', 'refused', ...RESULTS];
      for (const what of order)
        sums.push({
          kind: 'cases',
          month,
          what,
          nameVi: resultWords[what],
          before: before.size === 0 ? null : (allBefore.get(what) ?? 0),
          after: all.get(what) ?? 0,
        });
    }
    const contributed = contributions.filter((one) => one.month === month);
    if (contributed.length > 0)
      sums.push({
        kind: 'contributions',
        month,
        what: 'contributions',
        nameVi: 'Đóng góp của đơn vị',
        before: countsNow('contributions', month).get('contributions') ?? null,
        after: contributed.reduce((sum, { count }) => sum + count, 0),
      });
    const crashesNow = countsNow('crashes', month);
    for (const { measure, count } of crashes.filter((one) => one.month === month))
      sums.push({
        kind: 'crashes',
        month,
        what: measure,
        nameVi: crashWords[measure satisfies CrashMeasure],
        before: crashesNow.get(measure) ?? null,
        after: count,
      });
  }
  return sums;
}
