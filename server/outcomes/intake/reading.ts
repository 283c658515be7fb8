/*
 * The rows of a file as figures, by a mapping. Row by row and pure: whoever reads hands rows in and asks at the end what came
 * of them.
 */
import { columnLetter } from '../../sheet/rules.ts';
import { CRASH_MEASURES, crashWords, resultWords, type CrashMeasure, type Result } from '../vocabulary.ts';
import {
  measureOf,
  resultOf,
  type AnyResult,
  type DimensionField,
  type Field,
  type WholeField,
} from './fields.ts';
import { kindOf, type Column, type FileRow, type Layout, type Merge } from './layout.ts';
import type { Lookup } from './lookup.ts';
import { nameKey, readCount, readDecimal, readMonth, type ReadNumber } from './numbers.ts';
import { isSum, settle } from './sums.ts';
import { SUBTOTALS, TOTALS } from './synonyms.ts';
import type { FigureKind, IntakeProblem } from './views.ts';

/** Places are codes. */
export type Tally = {
  month: string;
  place: string;
  behaviour: string;
  vehicle: string;
  source: string;
  result: Result;
  count: number;
  finesVnd: number | null;
  points: number | null;
  processingDays: number | null;
};
export type Contribution = {
  month: string;
  unit: string;
  count: number;
  contributors: number | null;
  cap: number | null;
};
export type Crash = { month: string; measure: CrashMeasure; count: number };

/** A name that was not understood, with where it stands. */
export type UnknownValue = {
  dimension: DimensionField;
  text: string;
  rows: number;
  first: { sheet: string | null; cell: string };
};

export type Reading = {
  kinds: readonly FigureKind[];
  /** Oldest first. */
  months: readonly string[];
  /** Rows that were read as figures. */
  rows: number;
  tallies: readonly Tally[];
  contributions: readonly Contribution[];
  crashes: readonly Crash[];
  unknown: readonly UnknownValue[];
  /** The first of all problems, and how many there are. */
  problems: readonly IntakeProblem[];
  problemCount: number;
  notes: readonly string[];
  /** What is not said anywhere and may be said once for the file. */
  asked: readonly WholeField[];
  missing: readonly string[];
};

/** A sheet as it will be read. `name` null: the file is one table. */
export type PlannedSheet = {
  name: string | null;
  layout: Layout;
  fields: ReadonlyMap<string, Field>;
  merges: readonly Merge[];
};

const MOST_PROBLEMS = 5000;
const MOST_FINES_VND = 1e13;

type Kept = Tally & { raw: string | Set<string>; line: number; sheet: string | null };

const shown = (text: string): string => `“${text.length > 40 ? `${text.slice(0, 40)}…` : text}”`;

/** Reads rows of planned sheets. */
export function createReading(given: {
  sheets: readonly PlannedSheet[];
  lookup: Lookup;
  whole: Readonly<Partial<Record<WholeField, string>>>;
  /** The newest month that is over. */
  lastMonth: string;
}): { add(sheet: number, row: FileRow): void; finish(): Reading } {
  const { lookup, whole, lastMonth } = given;
  const problems: IntakeProblem[] = [];
  let problemCount = 0;
  let rows = 0;
  const unknown = new Map<string, UnknownValue>();
  const tallies = new Map<string, Kept>();
  const sumRows = new Map<
    string,
    {
      parts: Omit<Tally, 'result' | 'count' | 'finesVnd' | 'points' | 'processingDays'>;
      raw: string;
      given: Map<AnyResult, number>;
      at: Map<AnyResult, Spot>;
      sheet: number;
    }
  >();
  const presentIn = given.sheets.map(() => new Set<AnyResult>());
  const contributions = new Map<string, Contribution & { line: number }>();
  const crashes = new Map<string, Crash & { line: number; spot: Spot }>();
  const derived = new Map<Result, { rows: number; cases: number }>();
  const zeroes = new Map<string, Tally>();
  const kinds = new Set<FigureKind>();
  const asides = { notes: 0, subtotals: 0, totals: 0, noVehicle: 0 };
  const codeOfText = new Map<DimensionField, Map<string, { code: string | null; id: number }>>();
  const months = new Map<string, ReturnType<typeof readMonth>>();

  type Spot = { sheet: string | null; line: number; column: number | null; header: string };
  const wrong = ({ sheet, line, column, header }: Spot, sentence: string) => {
    problemCount += 1;
    if (problems.length < MOST_PROBLEMS)
      problems.push({
        sheet,
        line,
        column,
        header,
        cell: column === null ? String(line) : `${columnLetter(column)}${line}`,
        sentence,
      });
  };

  const readers = given.sheets.map((sheet, at) => sheetReader(sheet, at));

  function sheetReader(sheet: PlannedSheet, sheetAt: number) {
    const { layout, fields, name } = sheet;
    const columns = layout.columns.map((column) => ({ ...column, field: fields.get(column.key) ?? 'none' }));
    type Used = Column & { field: Field };
    const used = columns.filter(({ field }) => field !== 'none');
    const columnOf = new Map<Field, Used>();
    for (const column of used) if (!columnOf.has(column.field)) columnOf.set(column.field, column);
    const kind = kindOf(used.map(({ field }) => field));
    const results = used.flatMap((column) => {
      const result = resultOf(column.field);
      return result && columnOf.get(column.field) === column ? [{ column, result }] : [];
    });
    const measures = used.flatMap((column) => {
      const measure = measureOf(column.field);
      return measure && columnOf.get(column.field) === column ? [{ column, measure }] : [];
    });
    const present = presentIn[sheetAt]!;
    for (const { result } of results) present.add(result);
    const counted = [...results, ...measures].map(({ column }) => column);
    if (columnOf.has('count')) counted.push(columnOf.get('count')!);
    const columnSums = new Map<number, number>(counted.map(({ at }) => [at, 0]));
    const dimensions = used.filter(({ field }) =>
      ['place', 'behaviour', 'vehicle', 'source', 'result', 'unit', 'measure', 'month'].includes(field),
    );
    const fills = fillsOf(
      sheet.merges.filter(({ toLine }) => toLine > layout.headLine),
      dimensions.map(({ at }) => at),
    );

    const spotOf = (line: number, column: Pick<Column, 'at' | 'header'> | undefined): Spot => ({
      sheet: name,
      line,
      column: column?.at ?? null,
      header: column?.header ?? '',
    });
    const cellOf = (row: FileRow, column: Column | undefined): string => {
      if (!column) return '';
      const own = row.cells[column.at] ?? '';
      return own === '' ? fills.text(column.at) : own;
    };

    const monthOf = (row: FileRow): string | null => {
      const column = columnOf.get('month');
      const text = cellOf(row, column);
      if (text === '') {
        const said = whole.month ?? layout.month;
        if (said) return said;
        if (column) wrong(spotOf(row.line, column), 'Ô tháng trống. Hãy ghi như 9/2026.');
        return null;
      }
      let read = months.get(text);
      if (!read) months.set(text, (read = readMonth(text, lastMonth)));
      if (read.ok) return read.month;
      wrong(spotOf(row.line, column), read.sentence);
      return null;
    };

    const codeIn = (row: FileRow, dimension: DimensionField): { code: string; id: number } | null => {
      const column = columnOf.get(dimension);
      const text = cellOf(row, column);
      if (text === '') {
        const said = dimension in whole ? whole[dimension as WholeField] : undefined;
        if (said) return { code: said, id: -1 };
        if (dimension === 'vehicle') {
          asides.noVehicle += 1;
          return { code: 'other', id: -1 };
        }
        if (column) wrong(spotOf(row.line, column), 'Ô này trống. Hãy ghi đủ ở mỗi dòng.');
        return null;
      }
      const cache = codeOfText.get(dimension) ?? new Map<string, { code: string | null; id: number }>();
      codeOfText.set(dimension, cache);
      let found = cache.get(text);
      if (!found) {
        const answer = lookup.find(dimension, text);
        found = { code: 'code' in answer ? answer.code : null, id: cache.size };
        cache.set(text, found);
      }
      if (found.code !== null) return { code: found.code, id: found.id };
      const key = `${dimension} ${nameKey(text)}`;
      const spot = spotOf(row.line, column);
      const seen = unknown.get(key);
      if (seen) seen.rows += 1;
      else
        unknown.set(key, {
          dimension,
          text,
          rows: 1,
          first: { sheet: name, cell: `${columnLetter(column!.at)}${row.line}` },
        });
      const answer = lookup.find(dimension, text);
      wrong(
        spot,
        'of' in answer && answer.of.length > 1
          ? `${shown(text)} có thể là ${answer.of.map((one) => one.name).join(', ')}. Hãy chọn ở bước ghép tên.`
          : `Chưa rõ ${shown(text)} là gì. Hãy chọn ở bước ghép tên.`,
      );
      return null;
    };

    const numberIn = (
      row: FileRow,
      column: Column | undefined,
      read: (text: string) => ReadNumber,
    ): number | null => {
      if (!column) return null;
      const answer = read(row.cells[column.at] ?? '');
      if (answer.ok) return answer.value;
      wrong(spotOf(row.line, column), answer.sentence);
      return null;
    };
    const countIn = (row: FileRow, column: Column | undefined) =>
      numberIn(row, column, (text) => readCount(text));
    const finesIn = (row: FileRow): number | null => {
      const column = columnOf.get('fines');
      if (!column) return null;
      const value = numberIn(row, column, (text) =>
        column.scale === 1
          ? readCount(text, MOST_FINES_VND)
          : readDecimal(text, MOST_FINES_VND / column.scale),
      );
      return value === null ? null : Math.round(value * column.scale);
    };

    /** A row that adds up others; its counts are held against what stands above. */
    const isTotal = (row: FileRow): boolean => {
      const label = row.cells.find((cell) => cell !== '' && !/^\d/.test(cell)) ?? '';
      const key = nameKey(label);
      if (!TOTALS.test(key)) {
        if (!SUBTOTALS.test(key) || lookup.isKnown(label)) return false;
        if (dimensions.filter(({ at }) => (row.cells[at] ?? '') !== '').length > 1) return false;
        asides.subtotals += 1;
        return true;
      }
      asides.totals += 1;
      for (const column of counted) {
        const said = readCount(row.cells[column.at] ?? '');
        const sum = columnSums.get(column.at)!;
        if (said.ok && said.value !== null && said.value !== sum)
          wrong(
            spotOf(row.line, column),
            `Dòng cộng ghi ${said.value.toLocaleString('vi-VN')} nhưng các dòng trên cộng lại là ${sum.toLocaleString('vi-VN')}. Hãy xem lại.`,
          );
      }
      return true;
    };

    const keep = (tally: Tally, raw: string, spot: Spot) => {
      if (tally.count === 0) {
        if (tally.finesVnd || tally.points)
          wrong(spot, `${resultWords[tally.result]} là 0 nhưng có tiền phạt hoặc điểm trừ. Hãy xem lại.`);
        if (!zeroes.has(tally.month)) zeroes.set(tally.month, tally);
        return;
      }
      const key = `${groupKey(tally)}|${tally.result}`;
      const other = tallies.get(key);
      if (!other) {
        tallies.set(key, { ...tally, raw, line: spot.line, sheet: spot.sheet });
        return;
      }
      const isSeen = typeof other.raw === 'string' ? other.raw === raw : other.raw.has(raw);
      if (isSeen) {
        const where = other.sheet === spot.sheet ? '' : ` trang ${shown(other.sheet ?? '')}`;
        wrong(
          { ...spot, column: null },
          `Dòng này trùng với dòng ${other.line}${where}. Hãy gộp lại hoặc xóa một dòng.`,
        );
        return;
      }
      // Two names of the file for one thing: they add up.
      if (typeof other.raw === 'string') other.raw = new Set([other.raw]);
      other.raw.add(raw);
      other.count += tally.count;
      other.finesVnd = added(other.finesVnd, tally.finesVnd);
      other.points = added(other.points, tally.points);
      other.processingDays = added(other.processingDays, tally.processingDays);
    };

    const addCase = (row: FileRow) => {
      const month = monthOf(row);
      const place = codeIn(row, 'place');
      const behaviour = codeIn(row, 'behaviour');
      const vehicle = codeIn(row, 'vehicle');
      const source = codeIn(row, 'source');
      const fines = finesIn(row);
      const points = countIn(row, columnOf.get('points'));
      const days = numberIn(row, columnOf.get('processing-days'), (text) => readDecimal(text, 1e7));
      const mean = numberIn(row, columnOf.get('mean-days'), (text) => readDecimal(text, 3650));
      const isPlaced = month !== null && place && behaviour && vehicle && source;
      if (month !== null && place) {
        const sentence = lookup.notThere(place.code, month);
        if (sentence) return wrong(spotOf(row.line, columnOf.get('place')), sentence);
      }
      const parts = isPlaced && {
        month,
        place: place.code,
        behaviour: behaviour.code,
        vehicle: vehicle.code,
        source: source.code,
      };
      const raw = `${place?.id}|${behaviour?.id}|${vehicle?.id}|${source?.id}`;
      const amounts = (result: Result, count: number, handled: number) => ({
        finesVnd: result === 'fined' ? fines : null,
        points: result === 'fined' ? points : null,
        processingDays:
          (result === 'fined' || result === 'warned') && handled > 0
            ? mean !== null
              ? mean * count
              : days !== null
                ? (days * count) / handled
                : null
            : null,
      });
      if (results.length > 0) {
        const said = new Map<AnyResult, number>();
        for (const { column, result } of results) {
          const count = countIn(row, column);
          if (count === null) continue;
          said.set(result, count);
          columnSums.set(column.at, columnSums.get(column.at)! + count);
        }
        const settled = settle(said, present);
        for (const { sum, sentence } of settled.wrong)
          wrong(spotOf(row.line, columnOf.get(`result.${sum}`)), sentence);
        if (!parts) return;
        const handled = (settled.counts.get('fined') ?? 0) + (settled.counts.get('warned') ?? 0);
        for (const result of settled.derived) noteDerived(result, settled.counts.get(result)!);
        for (const [result, count] of settled.counts)
          keep(
            { ...parts, result, count, ...amounts(result, count, handled) },
            raw,
            spotOf(row.line, columnOf.get(`result.${result}`) ?? columnOf.get('fines')),
          );
        return;
      }
      const result = codeIn(row, 'result');
      const column = columnOf.get('count');
      const count = countIn(row, column);
      if (count === null) {
        if ((row.cells[column?.at ?? -1] ?? '') === '' && column)
          wrong(spotOf(row.line, column), 'Ô số lượng trống. Hãy ghi số, hoặc 0.');
        return;
      }
      columnSums.set(column!.at, columnSums.get(column!.at)! + count);
      if (!parts || !result) return;
      const of = result.code as AnyResult;
      present.add(of);
      if (isSum(of)) {
        const key = groupKey(parts);
        const group = sumRows.get(key) ?? {
          ...{
            parts,
            raw,
            given: new Map<AnyResult, number>(),
            at: new Map<AnyResult, Spot>(),
            sheet: sheetAt,
          },
        };
        if (group.given.has(of))
          return wrong(
            { ...spotOf(row.line, column), column: null },
            `Dòng này trùng với dòng ${group.at.get(of)!.line}. Hãy gộp lại hoặc xóa một dòng.`,
          );
        group.given.set(of, count);
        group.at.set(of, spotOf(row.line, column));
        sumRows.set(key, group);
        return;
      }
      if (of !== 'fined' && (fines || points))
        return wrong(
          spotOf(row.line, columnOf.get(fines ? 'fines' : 'points')),
          `Kết quả “${resultWords[of]}” không có tiền phạt hay điểm trừ. Hãy xem lại.`,
        );
      keep(
        { ...parts, result: of, count, ...amounts(of, count, count) },
        `${raw}|${result.id}`,
        spotOf(row.line, column),
      );
    };

    const addContribution = (row: FileRow) => {
      const month = monthOf(row);
      const unit = codeIn(row, 'unit');
      const count = countIn(row, columnOf.get('count'));
      const contributors = countIn(row, columnOf.get('contributors'));
      const cap = countIn(row, columnOf.get('cap'));
      if (count !== null)
        columnSums.set(columnOf.get('count')!.at, columnSums.get(columnOf.get('count')!.at)! + count);
      if (month === null || !unit) return;
      if (count === null)
        return wrong(spotOf(row.line, columnOf.get('count')), 'Ô số lượng trống. Hãy ghi số, hoặc 0.');
      const sentence = lookup.notThere(unit.code, month);
      if (sentence) return wrong(spotOf(row.line, columnOf.get('unit')), sentence);
      if (contributors !== null && (contributors > count || (contributors === 0 && count > 0)))
        return wrong(
          spotOf(row.line, columnOf.get('contributors')),
          `Có ${count} đóng góp nhưng ghi ${contributors} người. Hãy xem lại.`,
        );
      if (cap !== null && contributors !== null && count > cap * contributors)
        return wrong(
          spotOf(row.line, columnOf.get('cap')),
          `${contributors} người, mỗi người nhiều nhất ${cap}, không thể có ${count} đóng góp. Hãy xem lại.`,
        );
      const key = `${month}|${unit.code}`;
      const other = contributions.get(key);
      if (other)
        return wrong(
          { ...spotOf(row.line, undefined) },
          `Dòng này trùng với dòng ${other.line}. Hãy gộp lại hoặc xóa một dòng.`,
        );
      contributions.set(key, { month, unit: unit.code, count, contributors, cap, line: row.line });
    };

    const addCrash = (row: FileRow) => {
      const month = monthOf(row);
      const keepCrash = (measure: CrashMeasure, count: number, column: Column | undefined) => {
        if (month === null) return;
        const key = `${month}|${measure}`;
        const other = crashes.get(key);
        if (other)
          return wrong(spotOf(row.line, column), `Số này đã có ở dòng ${other.line}. Hãy giữ một dòng.`);
        crashes.set(key, { month, measure, count, line: row.line, spot: spotOf(row.line, column) });
      };
      for (const { column, measure } of measures) {
        const count = countIn(row, column);
        if (count === null) continue;
        columnSums.set(column.at, columnSums.get(column.at)! + count);
        keepCrash(measure, count, column);
      }
      if (measures.length > 0) return;
      const measure = codeIn(row, 'measure');
      const column = columnOf.get('count');
      const count = countIn(row, column);
      if (count === null) return wrong(spotOf(row.line, column), 'Ô số lượng trống. Hãy ghi số, hoặc 0.');
      if (measure) keepCrash(measure.code as CrashMeasure, count, column);
    };

    const add = { cases: addCase, contributions: addContribution, crashes: addCrash }[kind];
    return {
      kind,
      columnOf,
      results,
      measures,
      hasMonth: columnOf.has('month') || layout.month !== null,
      take: (row: FileRow) => {
        if (row.line <= layout.headLine) return;
        fills.see(row);
        const hasFigures = counted.some(({ at }) => (row.cells[at] ?? '') !== '');
        const isFilled = used.some(({ at }) => (row.cells[at] ?? '') !== '');
        if (!isFilled || (!hasFigures && row.cells.filter((cell) => cell !== '').length === 1)) {
          asides.notes += 1;
          return;
        }
        // A signature, a group's name: nothing is counted in it, nor could be.
        if (!hasFigures && dimensions.filter((column) => cellOf(row, column) !== '').length < 2) {
          asides.notes += 1;
          return;
        }
        if (isTotal(row)) return;
        rows += 1;
        kinds.add(kind);
        add(row);
      },
    };
  }

  function noteDerived(result: Result, cases: number): void {
    const noted = derived.get(result) ?? { rows: 0, cases: 0 };
    derived.set(result, { rows: noted.rows + 1, cases: noted.cases + cases });
  }

  /** What is missing before any row is read. */
  function wanting(): { asked: WholeField[]; missing: string[] } {
    const asked = new Set<WholeField>();
    const missing: string[] = [];
    for (const [at, { kind, columnOf, results, measures, hasMonth }] of readers.entries()) {
      const name = given.sheets[at]!.name;
      const inSheet = name === null ? '' : `Trang ${shown(name)}: `;
      if (!hasMonth && !whole.month) asked.add('month');
      if (kind === 'cases') {
        for (const field of ['place', 'behaviour', 'source'] as const)
          if (!columnOf.has(field) && !whole[field]) asked.add(field);
        if (results.length === 0 && !columnOf.has('result'))
          missing.push(`${inSheet}Chưa biết cột nào là kết quả. Hãy chọn ở các cột dưới đây.`);
        if (results.length === 0 && !columnOf.has('count'))
          missing.push(`${inSheet}Chưa biết cột nào là số lượng. Hãy chọn ở các cột dưới đây.`);
      }
      if (kind === 'contributions') {
        if (!columnOf.has('unit'))
          missing.push(`${inSheet}Chưa biết cột nào là đơn vị. Hãy chọn ở các cột dưới đây.`);
        if (!columnOf.has('count'))
          missing.push(`${inSheet}Chưa biết cột nào là số lượng. Hãy chọn ở các cột dưới đây.`);
      }
      if (kind === 'crashes' && measures.length === 0 && !columnOf.has('count'))
        missing.push(`${inSheet}Chưa biết cột nào là số lượng. Hãy chọn ở các cột dưới đây.`);
    }
    return { asked: [...asked], missing };
  }

  return {
    add: (sheet, row) => readers[sheet]!.take(row),
    finish: () => {
      for (const { parts, raw, given: said, at, sheet } of sumRows.values()) {
        const present = presentIn[sheet]!;
        const all = new Map(said);
        for (const result of present) {
          const kept = isSum(result) ? undefined : tallies.get(`${groupKey(parts)}|${result}`);
          if (kept) all.set(result, kept.count);
        }
        const settled = settle(all, present);
        for (const { sum, sentence } of settled.wrong) wrong(at.get(sum)!, sentence);
        for (const result of settled.derived) {
          const count = settled.counts.get(result)!;
          noteDerived(result, count);
          tallies.set(`${groupKey(parts)}|${result}`, {
            ...{ ...parts, result, count, finesVnd: null, points: null, processingDays: null },
            ...{ raw, line: 0, sheet: null },
          });
        }
      }
      for (const { month, measure, count, spot } of crashes.values()) {
        const all = crashes.get(`${month}|crashes`);
        const isPart = measure === 'alcohol' || measure === 'serious' || measure === 'commercial';
        if (isPart && all && count > all.count)
          wrong(spot, `${crashWords[measure]} là ${count}, nhiều hơn ${all.count} vụ tai nạn. Hãy xem lại.`);
      }
      const withCases = new Set([...tallies.values()].map(({ month }) => month));
      const figures: Tally[] = [...tallies.values()].map(
        ({ raw: _raw, line: _line, sheet: _sheet, ...tally }) => tally,
      );
      // A month in which nothing happened is a month all the same.
      for (const [month, tally] of zeroes)
        if (!withCases.has(month))
          figures.push({ ...tally, finesVnd: null, points: null, processingDays: null });
      const contributed = [...contributions.values()].map(({ line: _line, ...one }) => one);
      const crashed = [...crashes.values()]
        .map(({ line: _line, spot: _spot, ...one }) => one)
        .sort((one, other) =>
          one.month === other.month
            ? CRASH_MEASURES.indexOf(one.measure) - CRASH_MEASURES.indexOf(other.measure)
            : one.month < other.month
              ? -1
              : 1,
        );
      return {
        kinds: (['cases', 'contributions', 'crashes'] as const).filter((kind) => kinds.has(kind)),
        months: [...new Set([...figures, ...contributed, ...crashed].map(({ month }) => month))].sort(),
        rows,
        tallies: figures,
        contributions: contributed,
        crashes: crashed,
        unknown: [...unknown.values()],
        problems: problems.toSorted((one, other) => (one.sheet === other.sheet ? one.line - other.line : 0)),
        problemCount,
        notes: notes(),
        ...wanting(),
      };
    },
  };

  function notes(): string[] {
    const said: string[] = [];
    for (const [result, { rows: times, cases }] of derived)
      said.push(
        result === 'in-process'
          ? `“Đang xử lý” không có trong tệp: tính bằng Đủ căn cứ trừ Đã xử lý, ${cases.toLocaleString('vi-VN')} vụ ở ${times.toLocaleString('vi-VN')} dòng.`
          : `“Chưa xem” không có trong tệp: tính bằng phần còn lại của Đã nhận, ${cases.toLocaleString('vi-VN')} vụ ở ${times.toLocaleString('vi-VN')} dòng.`,
      );
    if (asides.noVehicle > 0)
      said.push(`${asides.noVehicle.toLocaleString('vi-VN')} dòng không ghi phương tiện: giữ là “Xe khác”.`);
    if (asides.totals > 0) said.push('Dòng cộng đã được đối chiếu và không tính thêm.');
    if (asides.subtotals > 0)
      said.push(`${asides.subtotals.toLocaleString('vi-VN')} dòng cộng từng phần không tính thêm.`);
    if (asides.notes > 0)
      said.push(`${asides.notes.toLocaleString('vi-VN')} dòng ghi chú không có số nên không đọc.`);
    for (const { name, layout, fields } of given.sheets) {
      const left = layout.columns.filter(
        ({ key, header, guess }) =>
          header !== '' && guess !== 'none' && (fields.get(key) ?? 'none') === 'none',
      );
      if (left.length > 0)
        said.push(
          `${name === null ? '' : `Trang ${shown(name)}: `}Không dùng cột ${left.map(({ letter, header }) => `${letter} ${shown(header)}`).join(', ')}.`,
        );
    }
    return said;
  }
}

const groupKey = ({
  month,
  place,
  behaviour,
  vehicle,
  source,
}: Pick<Tally, 'month' | 'place' | 'behaviour' | 'vehicle' | 'source'>): string =>
  `${month}|${place}|${behaviour}|${vehicle}|${source}`;

const added = (one: number | null, other: number | null): number | null =>
  one === null ? other : other === null ? one : one + other;

/** What merged cells of some columns hold, for rows that are shown from the top down. */
function fillsOf(
  merges: readonly Merge[],
  columns: readonly number[],
): { see(row: FileRow): void; text(column: number): string } {
  type Way = { own: readonly Merge[]; at: number; held: string; now: string };
  const ways = new Map(
    columns.flatMap((column): [number, Way][] => {
      const own = merges
        .filter(
          ({ fromColumn, toColumn, fromLine, toLine }) =>
            fromColumn === column && toColumn === column && toLine > fromLine,
        )
        .sort((one, other) => one.fromLine - other.fromLine);
      return own.length === 0 ? [] : [[column, { own, at: 0, held: '', now: '' }]];
    }),
  );
  return {
    see: (row) => {
      for (const [column, way] of ways) {
        while (way.at < way.own.length && way.own[way.at]!.toLine < row.line) way.at += 1;
        const merge = way.own[way.at];
        if (merge?.fromLine === row.line) way.held = row.cells[column] ?? '';
        way.now = merge && merge.fromLine <= row.line ? way.held : '';
      }
    },
    text: (column) => ways.get(column)?.now ?? '',
  };
}
