import { monthsOf, spanOf } from '../outcomes/rules.ts';
import type { Cases, Draft, Grid } from './system.ts';
import type { CountedTable } from './types.ts';

/**
 * What a correction of one month says of a quarter: everybody knows that its other months stayed as they were. So where a table of
 * several months was published both before and after, both are the same months, unknown in themselves, and another one. The same holds of a month without tables of its own beside months that have them.
 */
export class MonthVersions {
  readonly #draft: Draft;
  /** Version of a month now, by the counts of its own tables. */
  readonly #now = new Map<string, number>();
  readonly #known = new Map<string, number>();
  /** Variables of the tables of one month, by version and key. */
  readonly #cells = new Map<string, number>();
  readonly #grids: { grid: Grid; versions: readonly number[] }[] = [];

  constructor(draft: Draft) {
    this.#draft = draft;
  }

  /** Takes the tables of the next release. */
  add(grids: readonly Grid[], counted: readonly CountedTable[]): void {
    for (const [at, { rule, period, whole, rowMasks, columnMasks, cells }] of grids.entries()) {
      if (spanOf(period) !== 'month') continue;
      const content = `${rule.measure} ${rule.id} ${period} ${JSON.stringify(counted[at]!.counts)}`;
      const version = this.#known.get(content) ?? this.#known.size + 1;
      this.#known.set(content, version);
      this.#now.set(`${rule.measure} ${period}`, version);
      rowMasks.forEach((row, rowAt) =>
        columnMasks.forEach((column, columnAt) => {
          const key = this.#draft.keyOf({ ...whole, [rule.rows]: row, [rule.columns]: column });
          this.#cells.set(`${version} ${key}`, cells[rowAt]![columnAt]!);
        }),
      );
    }
    for (const grid of grids)
      if (spanOf(grid.period) !== 'month')
        this.#grids.push({
          grid,
          versions: monthsOf(grid.period).map((month) => this.#now.get(`${grid.rule.measure} ${month}`) ?? 0),
        });
  }

  /** Relates the tables of periods of which a month was corrected. */
  relate(): void {
    const periods = new Set(this.#grids.map(({ grid }) => `${grid.rule.measure} ${grid.period}`));
    for (const name of periods) {
      const its = this.#grids.filter(({ grid }) => `${grid.rule.measure} ${grid.period}` === name);
      const isSame = (at: number) => its.every(({ versions }) => versions[at] === its[0]!.versions[at]);
      const first = its[0]!.versions;
      // All months published once, or none at all: their sums say everything.
      if (first.every((version, at) => isSame(at) && (version === 0) === (first[0] === 0))) continue;
      for (const { grid, versions } of its) {
        const months = monthsOf(grid.period).map((month, at) => ({ month, version: versions[at]! }));
        const parts = [
          months.filter(({ version }, at) => isSame(at) && version > 0),
          months.filter(({ version }, at) => isSame(at) && version === 0),
          ...months.filter((_, at) => !isSame(at)).map((month) => [month]),
        ].filter((part) => part.length > 0);
        this.#split(grid, parts);
      }
    }
  }

  /** The count of some months of one version each; undefined: a table has them and they are no number yet. */
  #part(months: readonly { month: string; version: number }[], cases: Cases): number {
    const cells = months.map(({ month, version }) =>
      this.#cells.get(`${version} ${this.#draft.keyOf({ ...cases, period: month })}`),
    );
    if (months.length === 1 && cells[0] !== undefined) return cells[0];
    const name = months.map(({ month, version }) => `${month}^${version}`).join('+');
    const key = this.#draft.keyOf(cases);
    const known = cells.filter((cell) => cell !== undefined);
    if (known.length < cells.length) return this.#draft.variableOf(`${name} ${key}`, key, null);
    const value = known.reduce((sum, cell) => sum + (this.#draft.valueOf(cell) ?? 0), 0);
    const variable = this.#draft.variableOf(`${name} ${key}#${value}`, key, value);
    this.#draft.relate(variable, known, 0, 0);
    return variable;
  }

  #split(grid: Grid, parts: readonly (readonly { month: string; version: number }[])[]): void {
    const { rule, whole, rowMasks, columnMasks, cells, rowSplits, columnSplits } = grid;
    const inner = rowMasks.map((row) =>
      columnMasks.map((column) =>
        parts.map((part) => this.#part(part, { ...whole, [rule.rows]: row, [rule.columns]: column })),
      ),
    );
    const valueOf = (variable: number) => this.#draft.valueOf(variable);
    // Counts handed over anew that no correction published: the months do not add up, and say nothing.
    const addUp = cells.every((line, row) =>
      line.every((cell, column) => {
        const values = inner[row]![column]!.map(valueOf);
        const known = values.reduce<number>((sum, value) => sum + (value ?? 0), 0);
        return values.includes(null) ? known <= valueOf(cell)! : known === valueOf(cell)!;
      }),
    );
    if (!addUp) return;
    cells.forEach((line, row) =>
      line.forEach((cell, column) => this.#draft.relate(cell, inner[row]![column]!, 0, 0)),
    );
    parts.forEach((_, part) => {
      for (const split of rowSplits)
        columnMasks.forEach((_column, column) =>
          this.#draft.relate(
            inner[split.parent]![column]![part]!,
            split.parts.map((row) => inner[row]![column]![part]!),
            0,
            split.isCovered ? 0 : Infinity,
          ),
        );
      for (const split of columnSplits)
        rowMasks.forEach((_row, row) =>
          this.#draft.relate(
            inner[row]![split.parent]![part]!,
            split.parts.map((column) => inner[row]![column]![part]!),
            0,
            split.isCovered ? 0 : Infinity,
          ),
        );
    });
  }
}
