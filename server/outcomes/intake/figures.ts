/* The figures of a file as they come together, with what is wrong with them. Pure. */
import { columnLetter } from '../../sheet/rules.ts';
import { CRASH_MEASURES, crashWords, resultWords, type CrashMeasure, type Result } from '../vocabulary.ts';
import type { AnyResult, DimensionField, WholeField } from './fields.ts';
import { nameKey } from './numbers.ts';
import { isSum, settle } from './sums.ts';
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

const MOST_PROBLEMS = 5000;

/** A place of a file; `column` null: the whole row. */
export type Spot = { sheet: string | null; line: number; column: number | null; header: string };

type Kept = Tally & { raw: string | Set<string>; line: number; sheet: string | null };
/** What a case is told apart by, besides its result. */
export type CaseParts = Pick<Tally, 'month' | 'place' | 'behaviour' | 'vehicle' | 'source'>;
type SumGroup = {
  parts: CaseParts;
  raw: string;
  given: Map<AnyResult, number>;
  at: Map<AnyResult, Spot>;
  present: ReadonlySet<AnyResult>;
};

/** A text of a file in a sentence, not longer than it must be. */
export const shown = (text: string): string => `“${text.length > 40 ? `${text.slice(0, 40)}…` : text}”`;

const groupKey = ({ month, place, behaviour, vehicle, source }: CaseParts): string =>
  `${month}|${place}|${behaviour}|${vehicle}|${source}`;

const added = (one: number | null, other: number | null): number | null =>
  one === null ? other : other === null ? one : one + other;

export type Figures = ReturnType<typeof createFigures>;

/** Gathers figures row by row. */
export function createFigures() {
  const problems: IntakeProblem[] = [];
  let problemCount = 0;
  const unknown = new Map<string, UnknownValue>();
  const tallies = new Map<string, Kept>();
  const sumRows = new Map<string, SumGroup>();
  const contributions = new Map<string, Contribution & { line: number }>();
  const crashes = new Map<string, Crash & { spot: Spot }>();
  const derived = new Map<Result, { rows: number; cases: number }>();
  const zeroes = new Map<string, Tally>();

  const wrong = ({ sheet, line, column, header }: Spot, sentence: string): void => {
    problemCount += 1;
    if (problems.length < MOST_PROBLEMS)
      problems.push({
        ...{ sheet, line, column, header, sentence },
        cell: column === null ? String(line) : `${columnLetter(column)}${line}`,
      });
  };
  const twice = (spot: Spot, line: number, where = ''): void =>
    wrong(
      { ...spot, column: null },
      `Dòng này trùng với dòng ${line}${where}. Hãy gộp lại hoặc xóa một dòng.`,
    );
  const noteDerived = (result: Result, cases: number): void => {
    const noted = derived.get(result) ?? { rows: 0, cases: 0 };
    derived.set(result, { rows: noted.rows + 1, cases: noted.cases + cases });
  };

  /** @param raw the names of the file it was told by: the same again is the same row twice, others add up */
  const keepTally = (tally: Tally, raw: string, spot: Spot): void => {
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
      return twice(spot, other.line, where);
    }
    // Two names of the file for one thing: they add up.
    if (typeof other.raw === 'string') other.raw = new Set([other.raw]);
    other.raw.add(raw);
    other.count += tally.count;
    other.finesVnd = added(other.finesVnd, tally.finesVnd);
    other.points = added(other.points, tally.points);
    other.processingDays = added(other.processingDays, tally.processingDays);
  };

  return {
    wrong,
    noteDerived,
    keepTally,
    /** A sum that stands in a row of its own, to be held against the rows of its parts. */
    keepSum: (
      parts: CaseParts,
      sum: AnyResult,
      count: number,
      spot: Spot,
      group: Pick<SumGroup, 'raw' | 'present'>,
    ): void => {
      const key = groupKey(parts);
      const own = sumRows.get(key) ?? {
        parts,
        ...group,
        given: new Map<AnyResult, number>(),
        at: new Map<AnyResult, Spot>(),
      };
      const other = own.at.get(sum);
      if (other) return twice(spot, other.line);
      own.given.set(sum, count);
      own.at.set(sum, spot);
      sumRows.set(key, own);
    },
    keepContribution: (one: Contribution, spot: Spot): void => {
      const key = `${one.month}|${one.unit}`;
      const other = contributions.get(key);
      if (other) return twice(spot, other.line);
      contributions.set(key, { ...one, line: spot.line });
    },
    keepCrash: (one: Crash, spot: Spot): void => {
      const key = `${one.month}|${one.measure}`;
      const other = crashes.get(key);
      if (other) return wrong(spot, `Số này đã có ở dòng ${other.spot.line}. Hãy giữ một dòng.`);
      crashes.set(key, { ...one, spot });
    },
    /** A name that nobody knows, or of which nobody knows which one is meant. */
    noteUnknown: (dimension: DimensionField, text: string, spot: Spot, mayBe: readonly string[]): void => {
      const key = `${dimension} ${nameKey(text)}`;
      const seen = unknown.get(key);
      if (seen) seen.rows += 1;
      else {
        const cell = `${columnLetter(spot.column ?? 0)}${spot.line}`;
        unknown.set(key, { dimension, text, rows: 1, first: { sheet: spot.sheet, cell } });
      }
      wrong(
        spot,
        mayBe.length > 1
          ? `${shown(text)} có thể là ${mayBe.join(', ')}. Hãy chọn ở bước ghép tên.`
          : `Chưa rõ ${shown(text)} là gì. Hãy chọn ở bước ghép tên.`,
      );
    },
    /** What came together, once all rows are in. */
    finish: () => {
      for (const { parts, raw, given: said, at, present } of sumRows.values()) {
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
        .map(({ spot: _spot, ...one }) => one)
        .sort((one, other) =>
          one.month === other.month
            ? CRASH_MEASURES.indexOf(one.measure) - CRASH_MEASURES.indexOf(other.measure)
            : one.month < other.month
              ? -1
              : 1,
        );
      return {
        tallies: figures,
        contributions: contributed,
        crashes: crashed,
        unknown: [...unknown.values()],
        derived,
        problems: problems.toSorted((one, other) => (one.sheet === other.sheet ? one.line - other.line : 0)),
        problemCount,
      };
    },
  };
}
