/* The rows of one sheet as figures. Pure. */
import { resultWords, type CrashMeasure, type Result } from '../vocabulary.ts';
import { cellsOf, type PlannedSheet, type ReadBy } from './cells.ts';
import { measureOf, resultOf, type AnyResult } from './fields.ts';
import { shownCount } from '../rules.ts';
import { kindOf, type Column, type FileRow } from './layout.ts';
import { nameKey, readCount, readDecimal } from './numbers.ts';
import { isSum, settle } from './sums.ts';
import { SUBTOTALS, TOTALS } from './synonyms.ts';
import type { FigureKind } from './views.ts';

/** Rows that hold no figures of their own. */
export type Asides = { notes: number; subtotals: number; totals: number };

/** Reads rows of a sheet into the figures, from the top down. */
export function rowsOf(
  sheet: PlannedSheet,
  by: ReadBy,
  { asides, onRow }: { asides: Asides; onRow: (kind: FigureKind) => void },
) {
  const { layout } = sheet;
  const { figures, lookup } = by;
  const cells = cellsOf(sheet, by);
  const { used, columnOf, dimensions, spotOf, cellOf, monthOf, codeIn, numberIn, countIn, finesIn } = cells;
  const kind = kindOf(used.map(({ field }) => field));
  const own = [...columnOf];
  const results = own.flatMap(([field, column]) => {
    const result = resultOf(field);
    return result ? [{ column, result }] : [];
  });
  const measures = own.flatMap(([field, column]) => {
    const measure = measureOf(field);
    return measure ? [{ column, measure }] : [];
  });
  const present = new Set<AnyResult>(results.map(({ result }) => result));
  const counted = [...results, ...measures].map(({ column }) => column);
  if (columnOf.has('count')) counted.push(columnOf.get('count')!);
  const columnSums = new Map<number, number>(counted.map(({ at }) => [at, 0]));

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
        figures.wrong(
          spotOf(row, column),
          `Dòng cộng ghi ${shownCount(said.value)} nhưng các dòng trên cộng lại là ${shownCount(sum)}. Hãy xem lại.`,
        );
    }
    return true;
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
      if (sentence) return figures.wrong(spotOf(row, columnOf.get('place')), sentence);
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
        figures.wrong(spotOf(row, columnOf.get(`result.${sum}`)), sentence);
      if (!parts) return;
      if ((fines || points) && !settled.counts.has('fined'))
        figures.wrong(
          spotOf(row, columnOf.get(fines ? 'fines' : 'points')),
          'Có tiền phạt hoặc điểm trừ nhưng tệp không có cột Phạt tiền. Hãy xem lại.',
        );
      const handled = (settled.counts.get('fined') ?? 0) + (settled.counts.get('warned') ?? 0);
      for (const result of settled.derived) figures.noteDerived(result, settled.counts.get(result)!);
      for (const [result, count] of settled.counts)
        figures.keepTally(
          { ...parts, result, count, ...amounts(result, count, handled) },
          raw,
          spotOf(row, columnOf.get(`result.${result}`) ?? columnOf.get('fines')),
        );
      return;
    }
    const result = codeIn(row, 'result');
    const column = columnOf.get('count');
    const count = countIn(row, column);
    if (count === null) {
      if ((row.cells[column?.at ?? -1] ?? '') === '' && column)
        figures.wrong(spotOf(row, column), 'Ô số lượng trống. Hãy ghi số, hoặc 0.');
      return;
    }
    columnSums.set(column!.at, columnSums.get(column!.at)! + count);
    if (!parts || !result) return;
    const of = result.code as AnyResult;
    present.add(of);
    if (isSum(of)) {
      figures.keepSum(parts, of, count, spotOf(row, column), { raw, present });
      return;
    }
    if (of !== 'fined' && (fines || points))
      return figures.wrong(
        spotOf(row, columnOf.get(fines ? 'fines' : 'points')),
        `Kết quả “${resultWords[of]}” không có tiền phạt hay điểm trừ. Hãy xem lại.`,
      );
    figures.keepTally(
      { ...parts, result: of, count, ...amounts(of, count, count) },
      `${raw}|${result.id}`,
      spotOf(row, column),
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
      return figures.wrong(spotOf(row, columnOf.get('count')), 'Ô số lượng trống. Hãy ghi số, hoặc 0.');
    const sentence = lookup.notThere(unit.code, month);
    if (sentence) return figures.wrong(spotOf(row, columnOf.get('unit')), sentence);
    if (contributors !== null && (contributors > count || (contributors === 0 && count > 0)))
      return figures.wrong(
        spotOf(row, columnOf.get('contributors')),
        `Có ${count} đóng góp nhưng ghi ${contributors} người. Hãy xem lại.`,
      );
    if (cap !== null && contributors !== null && count > cap * contributors)
      return figures.wrong(
        spotOf(row, columnOf.get('cap')),
        `${contributors} người, mỗi người nhiều nhất ${cap}, không thể có ${count} đóng góp. Hãy xem lại.`,
      );
    figures.keepContribution(
      { month, unit: unit.code, count, contributors, cap },
      spotOf(row, columnOf.get('unit')),
    );
  };

  const addCrash = (row: FileRow) => {
    const month = monthOf(row);
    const keepCrash = (measure: CrashMeasure, count: number, column: Column | undefined) => {
      if (month !== null) figures.keepCrash({ month, measure, count }, spotOf(row, column));
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
    if (count === null) return figures.wrong(spotOf(row, column), 'Ô số lượng trống. Hãy ghi số, hoặc 0.');
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
      cells.see(row);
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
      onRow(kind);
      add(row);
    },
  };
}
