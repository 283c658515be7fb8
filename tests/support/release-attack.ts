/*
 * Somebody who has every package and nothing else. He knows how the declared tables hang together, that no count is below zero, what
 * rounding does, which communes were merged, and what bulletins told. From release to release he takes for certain that a
 * correction left all other months as they were. Written apart from server/disclosure.
 */
import loadHighs from 'highs';
import { monthsOf, RESULT_SUMS, spanOf, type ReleaseContent } from '#server/outcomes/rules.ts';

/** What he can say of a cell that no package shows. */
export type Told = { cell: string; from: number; to: number };

/** `from` went into `to`. */
export type Merger = { from: string; to: string };
/** A bulletin: there was at least one such case. */
export type Told1 = { period: string; place: string; behaviour: string; result: string };

type Relation = { whole: number; parts: number[] };
const SUMS: Readonly<Record<string, readonly string[]>> = RESULT_SUMS;

/**
 * @param most how many of the cells that are told best he goes through with linear programmes
 * @returns every hidden cell with its ends, the best told first
 */
export async function attack(
  releases: readonly ReleaseContent[],
  mergers: readonly Merger[] = [],
  bulletins: readonly Told1[] = [],
  most = 60,
): Promise<Told[]> {
  const numberOf = new Map<string, number>();
  const names: string[] = [];
  const lower: number[] = [];
  const upper: number[] = [];
  const hidden = new Set<number>();
  const relations: Relation[] = [];
  const cell = (name: string): number => {
    const known = numberOf.get(name);
    if (known !== undefined) return known;
    numberOf.set(name, names.length);
    names.push(name);
    lower.push(0);
    upper.push(Infinity);
    return names.length - 1;
  };

  // A month as it was known in a release: `2026-07/1` until a correction says otherwise.
  const versionOf = new Map<string, number>();
  for (const content of [...releases].sort((a, b) => a.number - b.number)) {
    versionOf.set(content.month, content.number);
    const time = (period: string): string =>
      monthsOf(period)
        .map((month) => `${month}/${versionOf.get(month) ?? 0}`)
        .join('+');
    // The names of places are those of the day: an heir that took another in is somebody else.
    const isGone = (code: string) => !content.communes.some((commune) => commune.code === code);
    const placeName = (code: string): string => {
      const taken = mergers.filter(({ from, to }) => to === code && isGone(from)).map(({ from }) => from);
      return taken.length === 0 ? code : [code, ...taken].sort().join('&');
    };
    const groupsBelow = Object.fromEntries(
      content.groups.map(({ code, behaviours }) => [code, behaviours.map((one) => one.code)]),
    );
    const areasBelow = Object.fromEntries(
      content.areas.map(({ code }) => [
        code,
        content.communes.filter(({ area }) => area === code).map((one) => placeName(one.code)),
      ]),
    );
    const parts = {
      behaviour: { all: Object.keys(groupsBelow), ...groupsBelow } as Record<string, readonly string[]>,
      place: { all: Object.keys(areasBelow), ...areasBelow } as Record<string, readonly string[]>,
      result: SUMS,
      source: { all: ['citizen', 'patrol', 'camera'] } as Record<string, readonly string[]>,
    };
    for (const { from, to } of mergers) if (isGone(from)) parts.place[placeName(to)] = [from, to];

    for (const table of content.tables) {
      const key = {
        'month-result': (r: string, c: string) => ['all', r, c, 'all'],
        'month-behaviour-result': (r: string, c: string) => ['all', r, c, 'all'],
        'quarter-commune-result': (r: string, c: string) => [r === 'all' ? r : placeName(r), 'all', c, 'all'],
        'quarter-group-area': (r: string, c: string) => [c, r, 'handled', 'all'],
        'quarter-source-result': (r: string, c: string) => ['all', 'all', c, r],
      }[table.tableId];
      if (!key) continue;
      table.rows.forEach((row, rowAt) =>
        table.columns.forEach((column, columnAt) => {
          const at = cell([time(table.period), ...key(row, column)].join(' '));
          const shown = table.cells[rowAt]![columnAt]!;
          if (shown === null) return void hidden.add(at);
          const half = table.roundedTo === 5 && shown > 0 ? 2 : 0;
          lower[at] = Math.max(lower[at]!, shown - half);
          upper[at] = Math.min(upper[at]!, shown + half);
        }),
      );
    }
    // Sums of what is there, in every dimension and over the months.
    const periods = [...new Set(content.tables.map(({ period }) => period))].filter(
      (p) => spanOf(p) !== 'half-year',
    );
    for (const period of periods) {
      const start = time(period);
      for (const name of names.filter((one) => one.startsWith(`${start} `))) {
        const [, place, behaviour, result, source] = name.split(' ') as [
          string,
          string,
          string,
          string,
          string,
        ];
        const relate = (below: readonly string[] | undefined, nameOf: (part: string) => string) => {
          if (!below) return;
          const whole = cell(name);
          const own = below.map((part) => cell(`${start} ${nameOf(part)}`));
          relations.push({ whole, parts: own });
        };
        relate(parts.place[place], (part) => [part, behaviour, result, source].join(' '));
        relate(parts.behaviour[behaviour], (part) => [place, part, result, source].join(' '));
        relate(parts.result[result], (part) => [place, behaviour, part, source].join(' '));
        relate(parts.source[source], (part) => [place, behaviour, result, part].join(' '));
        if (spanOf(period) === 'quarter') {
          const rest = [place, behaviour, result, source].join(' ');
          relations.push({
            whole: cell(name),
            parts: monthsOf(period).map((month) => cell(`${time(month)} ${rest}`)),
          });
        }
      }
    }
    // What bulletins told holds in every version.
    for (const { period, place, behaviour, result } of bulletins) {
      const at = numberOf.get([time(period), place, behaviour, result, 'all'].join(' '));
      if (at !== undefined) lower[at] = Math.max(lower[at]!, 1);
    }
  }

  propagate(relations, lower, upper);
  const order = [...hidden]
    .filter((at) => upper[at]! - lower[at]! > 0)
    .sort((a, b) => upper[a]! - lower[a]! - (upper[b]! - lower[b]!));
  await tighten(relations, lower, upper, order.slice(0, most));
  return [...hidden]
    .map((at) => ({ cell: names[at]!, from: lower[at]!, to: upper[at]! }))
    .sort((a, b) => a.to - a.from - (b.to - b.from));
}

/** Whole numbers between the ends that all sums leave open, until nothing changes. */
function propagate(relations: readonly Relation[], lower: number[], upper: number[]): void {
  for (let hasChanged = true, rounds = 0; hasChanged && rounds < 500; rounds += 1) {
    hasChanged = false;
    const narrow = (at: number, from: number, to: number) => {
      if (from > lower[at]! + 1e-9) [lower[at], hasChanged] = [from, true];
      if (to < upper[at]! - 1e-9) [upper[at], hasChanged] = [to, true];
    };
    for (const { whole, parts } of relations) {
      const low = parts.reduce((sum, part) => sum + lower[part]!, 0);
      const high = parts.reduce((sum, part) => sum + upper[part]!, 0);
      narrow(whole, low, high);
      for (const part of parts)
        narrow(
          part,
          lower[whole]! - parts.reduce((sum, other) => sum + (other === part ? 0 : upper[other]!), 0),
          upper[whole]! - (low - lower[part]!),
        );
    }
  }
}

/** The ends that all sums together leave open, by linear programmes. */
async function tighten(
  relations: readonly Relation[],
  lower: number[],
  upper: number[],
  targets: readonly number[],
): Promise<void> {
  const highs = await loadHighs();
  const starts: number[] = [0];
  const columns: number[] = [];
  const values: number[] = [];
  for (const { whole, parts } of relations) {
    const terms = new Map<number, number>([[whole, 1]]);
    for (const part of parts) terms.set(part, (terms.get(part) ?? 0) - 1);
    for (const [column, value] of terms) {
      columns.push(column);
      values.push(value);
    }
    starts.push(columns.length);
  }
  const numCols = lower.length;
  const numRows = relations.length;
  const zeros = new Float64Array(numRows);
  const model = highs.createModel({
    numCols,
    numRows,
    colCost: new Float64Array(numCols),
    colLower: Float64Array.from(lower),
    colUpper: Float64Array.from(upper),
    rowLower: zeros,
    rowUpper: zeros,
    matrix: {
      format: 'csr',
      numRows,
      numCols,
      starts: Int32Array.from(starts),
      indices: Int32Array.from(columns),
      values: Float64Array.from(values),
    },
  });
  model.options.set({ output_flag: false });
  const { optimal } = highs.constants.modelStatus;
  for (const target of targets)
    for (const sign of [1, -1]) {
      model.changeColCost(target, sign);
      model.run();
      if (model.getModelStatus() === optimal) {
        const end = model.getSolution().colValue[target]!;
        if (sign === 1) lower[target] = Math.max(lower[target]!, Math.ceil(end - 1e-5));
        else upper[target] = Math.min(upper[target]!, Math.floor(end + 1e-5));
      }
      model.changeColCost(target, 0);
    }
  model.dispose();
}
