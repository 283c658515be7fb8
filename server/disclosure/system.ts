/*
 * All that is public of some months as one system of linear relations between whole numbers: what an attacker knows who
 * remembers every release.
 *
 * A variable is a count of a set of cases (period × place × behaviour × result × source × unit) with one true value; where a
 * correction left a count as it was, it is one variable for both releases, as the attacker may know what was corrected. Members that
 * come to the same (an area of one commune) are the same variable, in whatever table they stand.
 */
import { monthsOf, spanOf } from '../outcomes/rules.ts';
import { MonthVersions } from './versions.ts';
import { readWorld, splitsOf, type Split, type Universe } from './members.ts';
import { spanOfShown, type Policy } from './policy.ts';
import type { CountedTable, Dimension, Fact, Measure, PublishedTable, TableRule, World } from './types.ts';

/** A release as the system sees it; `published` null: it is not decided yet what will be shown. */
export type SystemRelease = {
  number: number | 'candidate';
  counted: readonly CountedTable[];
  published: readonly PublishedTable[] | null;
  facts: readonly Fact[];
};

/** Where a variable stands: indices of release, table, row, column. */
export type Place = readonly [release: number, table: number, row: number, column: number];

export type Variable = {
  /** The count; null: a count that no table has, and that nobody needs to know. */
  value: number | null;
  /** What is known of it before any relation is used. */
  lower: number;
  upper: number;
  /** Known exactly; shown rounded; hidden; of the candidate and open; or never in a table. */
  state: 'known' | 'rounded' | 'hidden' | 'open' | 'inner';
  /** It was hidden in an earlier release. */
  wasHidden: boolean;
  places: Place[];
};

/** `lower ≤ Σ coefficient · variable ≤ upper`, in whole numbers. */
export type Relation = {
  variables: readonly number[];
  coefficients: readonly number[];
  lower: number;
  upper: number;
};

export type System = { variables: Variable[]; relations: Relation[] };

/** A set of cases; of a dimension, the single members in it. */
export type Cases = {
  measure: Measure;
  period: string;
  place: bigint;
  behaviour: bigint;
  result: bigint;
  source: bigint;
  unit: bigint;
};
const SPLIT_BY = ['place', 'behaviour', 'result', 'source', 'unit'] as const;

/** What relations are built with. */
export type Draft = {
  keyOf: (cases: Cases) => string;
  /** The variable of a name, made when there is none; value null: a count that no table has. */
  variableOf: (name: string, key: string, value: number | null) => number;
  /** `lower ≤ parent − Σ parts ≤ upper`, once. */
  relate: (parent: number, parts: readonly number[], lower: number, upper: number) => void;
  valueOf: (variable: number) => number | null;
};

/** A table with its variables. */
export type Grid = {
  rule: TableRule;
  period: string;
  /** All cases of the table, and the members of its rows and columns. */
  whole: Cases;
  rowMasks: readonly bigint[];
  columnMasks: readonly bigint[];
  rowSplits: readonly Split[];
  columnSplits: readonly Split[];
  cells: readonly (readonly number[])[];
};

/** Spans that a period is the sum of, coarsest first. */
function partsOfPeriod(period: string): string[][] {
  const span = spanOf(period);
  if (span === 'month') return [];
  const months = monthsOf(period);
  if (span === 'quarter') return [months];
  const first = Number(period.slice(6)) === 1 ? 1 : 3;
  return [[`${period.slice(0, 5)}Q${first}`, `${period.slice(0, 5)}Q${first + 1}`], months];
}

/** The system of some releases, oldest first. Numbers of variables depend on counts only, never on what is shown. */
export function buildSystem(
  world: World,
  rules: readonly TableRule[],
  policy: Policy,
  releases: readonly SystemRelease[],
): System {
  const universe = readWorld(world);
  const variables: Variable[] = [];
  const relations: Relation[] = [];
  const byName = new Map<string, number>();
  const casesOf = new Map<string, Cases>();
  const hiddenKeys = new Set<string>();
  const keysOf: string[] = [];

  const keyOf = (cases: Cases): string => {
    let key = `${cases.measure} ${cases.period}`;
    for (const dimension of SPLIT_BY) key += ` ${universe[dimension].idOf(cases[dimension])}`;
    if (!casesOf.has(key)) casesOf.set(key, cases);
    return key;
  };
  const variableOf = (name: string, key: string, value: number | null): number => {
    const known = byName.get(name);
    if (known !== undefined) return known;
    byName.set(name, variables.length);
    keysOf.push(key);
    variables.push({ value, lower: 0, upper: Infinity, state: 'inner', wasHidden: false, places: [] });
    return variables.length - 1;
  };
  const seen = new Set<string>();
  const relate = (parent: number, parts: readonly number[], lower: number, upper: number) => {
    if (parts.length === 1 && parts[0] === parent) return;
    const name = `${parent}=${[...parts].sort((a, b) => a - b).join('+')}`;
    if (seen.has(name)) return;
    seen.add(name);
    relations.push({
      variables: [parent, ...parts],
      coefficients: [1, ...parts.map(() => -1)],
      lower,
      upper,
    });
  };
  const valueOf = (variable: number): number => variables[variable]!.value ?? 0;
  const sumOf = (parts: readonly number[]): number => parts.reduce((sum, part) => sum + valueOf(part), 0);

  /** Counts as they are known after a release, by key. */
  const current = new Map<string, number>();
  const splits = new Map<string, Split[]>();
  const splitsIn = (dimension: Dimension, members: readonly string[], masks: readonly bigint[]): Split[] => {
    const name = `${dimension} ${members.join(' ')}`;
    const known = splits.get(name) ?? splitsOf(masks);
    splits.set(name, known);
    return known;
  };

  const draft: Draft = { keyOf, variableOf, relate, valueOf: (variable) => variables[variable]!.value };
  const versions = new MonthVersions(draft);

  releases.forEach(({ counted, published, facts }, release) => {
    const touched: string[] = [];
    const grids: Grid[] = [];
    counted.forEach((table, at) => {
      const rule = rules.find(({ id }) => id === table.tableId);
      if (!rule) throw new RangeError(`No such table: ${table.tableId}`);
      const base = wholeCases(universe, rule, table.period);
      const shown = published?.find(
        ({ tableId, period }) => tableId === table.tableId && period === table.period,
      );
      const rowMasks = table.rows.map((row) => maskOf(universe, rule.rows, row));
      const columnMasks = table.columns.map((column) => maskOf(universe, rule.columns, column));
      const cells = table.rows.map((_, row) =>
        table.columns.map((_, column) => {
          const key = keyOf({ ...base, [rule.rows]: rowMasks[row]!, [rule.columns]: columnMasks[column]! });
          const value = table.counts[row]![column]!;
          const variable = variableOf(`${key}#${value}`, key, value);
          const its = variables[variable]!;
          its.places.push([release, at, row, column]);
          touched.push(key);
          current.set(key, variable);
          if (shown) {
            const cell = shown.cells[row]![column]!;
            if (cell === null) {
              its.wasHidden = true;
              hiddenKeys.add(key);
              if (its.state === 'inner' || its.state === 'open') its.state = 'hidden';
            } else if (its.state !== 'known') {
              const [lower, upper] = spanOfShown(policy, shown.roundedTo, cell);
              its.lower = Math.max(its.lower, lower);
              its.upper = Math.min(its.upper, upper);
              its.state = its.lower === its.upper ? 'known' : 'rounded';
            }
          } else if (its.state !== 'known' && (its.state !== 'rounded' || rule.roundedTo === 1))
            its.state = 'open';
          return variable;
        }),
      );
      const rowSplits = splitsIn(rule.rows, table.rows, rowMasks);
      const columnSplits = splitsIn(rule.columns, table.columns, columnMasks);
      const { period } = table;
      grids.push({ rule, period, whole: base, rowMasks, columnMasks, rowSplits, columnSplits, cells });
      // Rows and columns add up.
      const related = (split: Split, cell: (member: number) => number) => {
        const parts = split.parts.map(cell);
        const rest = valueOf(cell(split.parent)) - sumOf(parts);
        relate(cell(split.parent), parts, 0, split.isCovered || rest === 0 ? 0 : Infinity);
      };
      for (const split of rowSplits)
        table.columns.forEach((_, column) => related(split, (row) => cells[row]![column]!));
      for (const split of columnSplits)
        table.rows.forEach((_, row) => related(split, (column) => cells[row]![column]!));
    });

    versions.add(grids, counted);

    // Periods add up, as far as the counts of this moment do.
    const sumOverTime = (cases: Cases): readonly number[] | null => {
      for (const parts of partsOfPeriod(cases.period)) {
        const found = parts.map((period) => current.get(keyOf({ ...cases, period })));
        if (found.every((variable) => variable !== undefined)) return found;
      }
      return null;
    };
    if (touched.length > 0)
      for (const [key, variable] of [...current]) {
        const parts = sumOverTime(casesOf.get(key)!);
        if (parts && sumOf(parts) === valueOf(variable)) relate(variable, parts, 0, 0);
      }

    /** A count that no table has, from the months that have it; undefined: these are not all there. */
    const innerOf = (cases: Cases): number | undefined => {
      const key = keyOf(cases);
      const known = current.get(key);
      if (known !== undefined) return known;
      const parts = sumOverTime(cases);
      if (!parts) return undefined;
      const variable = variableOf(`${key}#${sumOf(parts)}`, key, sumOf(parts));
      relate(variable, parts, 0, 0);
      return variable;
    };

    // A table of one result (handled) is the sum of tables of its parts (fined, warned), whose rows and columns stand in others.
    for (const { rule, whole: base, rowMasks, columnMasks, cells } of grids) {
      for (const dimension of Object.keys(rule.fixed) as (keyof Universe)[]) {
        const parts = world[dimension].get(rule.fixed[dimension]!) ?? [];
        if (parts.length < 2) continue;
        const rows = finest(rowMasks);
        const columns = finest(columnMasks);
        const margin = (by: Dimension, mask: bigint, part: string) =>
          innerOf({
            ...base,
            [rule.rows]: universe[rule.rows as keyof Universe].whole,
            [rule.columns]: universe[rule.columns as keyof Universe].whole,
            [by]: mask,
            [dimension]: maskOf(universe, dimension, part),
          });
        const rowMargins = parts.map((part) => rows.map((row) => margin(rule.rows, rowMasks[row]!, part)));
        const columnMargins = parts.map((part) =>
          columns.map((column) => margin(rule.columns, columnMasks[column]!, part)),
        );
        if (![...rowMargins, ...columnMargins].flat().every((variable) => variable !== undefined)) continue;
        const inner = parts.map((part, partAt) =>
          rows.map((row, rowAt) =>
            columns.map((column, columnAt) => {
              const key = keyOf({
                ...base,
                [rule.rows]: rowMasks[row]!,
                [rule.columns]: columnMasks[column]!,
                [dimension]: maskOf(universe, dimension, part),
              });
              const around = [
                cells[row]![column],
                rowMargins[partAt]![rowAt],
                columnMargins[partAt]![columnAt],
              ];
              return variableOf(`${key}~${around.join(' ')}`, key, null);
            }),
          ),
        );
        const whole = (masks: readonly bigint[], list: readonly number[], all: bigint) =>
          list.reduce((sum, at) => sum | masks[at]!, 0n) === all ? 0 : Infinity;
        const rowsMissing = whole(rowMasks, rows, universe[rule.rows as keyof Universe].whole);
        const columnsMissing = whole(columnMasks, columns, universe[rule.columns as keyof Universe].whole);
        rows.forEach((row, rowAt) =>
          columns.forEach((column, columnAt) =>
            relate(
              cells[row]![column]!,
              inner.map((part) => part[rowAt]![columnAt]!),
              0,
              0,
            ),
          ),
        );
        inner.forEach((part, partAt) => {
          rows.forEach((_, rowAt) => relate(rowMargins[partAt]![rowAt]!, part[rowAt]!, 0, columnsMissing));
          columns.forEach((_, columnAt) =>
            relate(
              columnMargins[partAt]![columnAt]!,
              part.map((row) => row[columnAt]!),
              0,
              rowsMissing,
            ),
          );
        });
      }
    }

    // A bulletin says that there was one: the counts that its case is in are at least the number of such cases that differ.
    for (const fact of facts) {
      const whole = factCases(universe, fact);
      innerOf({ ...whole, place: universe.place.whole });
      innerOf({ ...whole, behaviour: universe.behaviour.whole });
    }
  });

  versions.relate();
  bindFacts(universe, releases, variables, keysOf, casesOf);
  variables.forEach((its, at) => {
    if (hiddenKeys.has(keysOf[at]!)) its.wasHidden = true;
  });
  return { variables, relations };
}

const maskOf = (universe: Universe, dimension: Dimension, member: string): bigint => {
  if (dimension === 'month')
    throw new RangeError('Months are the periods of a table, not its rows or columns');
  return universe[dimension].maskOf(member);
};

/** All cases of a period as far as a table is about them. */
function wholeCases(universe: Universe, rule: TableRule, period: string): Cases {
  const of = (dimension: Exclude<Dimension, 'month'>) => {
    const fixed = rule.fixed[dimension];
    return fixed === undefined ? universe[dimension].whole : universe[dimension].maskOf(fixed);
  };
  return {
    measure: rule.measure,
    period,
    place: of('place'),
    behaviour: of('behaviour'),
    result: of('result'),
    source: of('source'),
    unit: of('unit'),
  };
}

const factCases = (universe: Universe, fact: Fact): Cases => ({
  measure: 'cases',
  period: fact.period,
  place: universe.place.maskOf(fact.place),
  behaviour: universe.behaviour.maskOf(fact.behaviour),
  result: universe.result.maskOf(fact.result),
  source: universe.source.whole,
  unit: universe.unit.whole,
});

/** Members of a list that hold no other one of it, each once. */
const finest = (masks: readonly bigint[]): number[] =>
  masks.flatMap((mask, at) =>
    masks.indexOf(mask) === at && !masks.some((other) => other !== mask && (other & mask) === other)
      ? [at]
      : [],
  );

function bindFacts(
  universe: Universe,
  releases: readonly SystemRelease[],
  variables: readonly Variable[],
  keysOf: readonly string[],
  casesOf: ReadonlyMap<string, Cases>,
): void {
  const facts = releases.flatMap((release) => release.facts).map((fact) => factCases(universe, fact));
  if (facts.length === 0) return;
  const monthsIn = (period: string) => new Set(monthsOf(period));
  variables.forEach((its, at) => {
    const cases = casesOf.get(keysOf[at]!)!;
    if (cases.measure !== 'cases' || its.value === null) return;
    const months = monthsIn(cases.period);
    const inside = facts.filter(
      (fact) =>
        monthsOf(fact.period).every((month) => months.has(month)) &&
        SPLIT_BY.every((dimension) => (fact[dimension] & cases[dimension]) === fact[dimension]),
    );
    const apart: Cases[] = [];
    for (const fact of inside)
      if (
        apart.every(
          (other) =>
            other.period !== fact.period ||
            SPLIT_BY.some((dimension) => (other[dimension] & fact[dimension]) === 0n),
        )
      )
        apart.push(fact);
    // A correction may have taken the case away: what is no longer true tells nothing.
    if (apart.length <= its.value) its.lower = Math.max(its.lower, apart.length);
  });
}
