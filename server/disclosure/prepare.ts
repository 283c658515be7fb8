import { tell, type Told } from './audit.ts';
import { monthsOf } from '../outcomes/rules.ts';
import { isSmall, openWidth, POLICY, roundedTo, type Policy } from './policy.ts';
import { protectWell, type Protection } from './suppress.ts';
import { buildSystem, type System, type SystemRelease } from './system.ts';
import type {
  AuditReport,
  Candidate,
  CountedTable,
  KeptRelease,
  Prepared,
  PublishedTable,
  Solve,
  TableRule,
  World,
} from './types.ts';

/** How often more is asked for where the audit found too little left open. */
const MOST_ROUNDS = 4;

const ruleOf = (rules: readonly TableRule[], tableId: string): TableRule => {
  const rule = rules.find(({ id }) => id === tableId);
  if (!rule) throw new RangeError(`No such table: ${tableId}`);
  return rule;
};

/**
 * The earlier releases as far as they can say anything of the candidate: tables of one measure that share no month, directly or
 * through others, count different cases, and no relation joins them. So the work grows with a half-year, never with the history.
 */
function related(
  rules: readonly TableRule[],
  history: readonly KeptRelease[],
  candidate: Pick<SystemRelease, 'counted' | 'facts'>,
): KeptRelease[] {
  const measureOf = (table: CountedTable | PublishedTable) => ruleOf(rules, table.tableId).measure;
  const monthsBy = { cases: new Set<string>(), contributions: new Set<string>() };
  const add = (measure: keyof typeof monthsBy, period: string): boolean => {
    const before = monthsBy[measure].size;
    for (const month of monthsOf(period)) monthsBy[measure].add(month);
    return monthsBy[measure].size > before;
  };
  for (const table of candidate.counted) add(measureOf(table), table.period);
  for (const { period } of candidate.facts) add('cases', period);
  const touches = (measure: keyof typeof monthsBy, period: string) =>
    monthsOf(period).some((month) => monthsBy[measure].has(month));
  for (let grew = true; grew;) {
    grew = false;
    for (const release of history) {
      for (const table of release.counted)
        if (touches(measureOf(table), table.period) && add(measureOf(table), table.period)) grew = true;
      for (const { period } of release.facts)
        if (touches('cases', period) && add('cases', period)) grew = true;
    }
  }
  return history
    .map((release) => ({
      ...release,
      counted: release.counted.filter((table) => touches(measureOf(table), table.period)),
      published: release.published.filter((table) => touches(measureOf(table), table.period)),
      facts: release.facts.filter(({ period }) => touches('cases', period)),
    }))
    .filter(({ counted, facts }) => counted.length > 0 || facts.length > 0);
}

/** The tables without the rows that may not appear (P-3). */
const appearing = (tables: readonly CountedTable[], mayNotAppear: ReadonlySet<string>): CountedTable[] =>
  tables.map((table) => {
    const stays = table.rows.map((row) => !mayNotAppear.has(`${table.tableId} ${table.period} ${row}`));
    return {
      ...table,
      rows: table.rows.filter((_, row) => stays[row]),
      counts: table.counts.filter((_, row) => stays[row]),
    };
  });

/** Totals of the rows or columns of a table: what stands in the member that holds all others, or the largest count. */
const totals = (counts: readonly (readonly number[])[]): { rows: number[]; columns: number[] } => ({
  rows: counts.map((row) => Math.max(0, ...row)),
  columns: (counts[0] ?? []).map((_, column) => Math.max(0, ...counts.map((row) => row[column]!))),
});

/** Hides what policy demands and what protects it, in a candidate that stands last in the system. */
function choose(
  system: System,
  releases: readonly SystemRelease[],
  rules: readonly TableRule[],
  history: readonly KeptRelease[],
  candidate: Candidate,
  policy: Policy,
) {
  const last = releases.length - 1;
  const { counted } = releases[last]!;
  const sums = counted.map(({ counts }) => totals(counts));
  const first = new Set<number>();
  const costs = new Map<number, number>();
  const rounded = new Set<number>();
  const tableRules = counted.map(({ tableId }) => ruleOf(rules, tableId));
  const hiddenBefore = counted.map((table) => hiddenInLast(history, table));
  system.variables.forEach((its, variable) => {
    const places = its.places.filter(([release]) => release === last);
    if (places.length === 0 || its.value === null) return;
    let cost = 0;
    let isKnown = false;
    let hasHidden = false;
    for (const [, at, row, column] of places) {
      const table = counted[at]!;
      const rule = tableRules[at]!;
      const isStructural =
        its.value === 0 &&
        candidate.isStructuralZero(table.tableId, table.period, table.rows[row]!, table.columns[column]!);
      if (isStructural) isKnown = true;
      const cell = {
        value: its.value,
        rowTotal: sums[at]!.rows[row]!,
        columnTotal: sums[at]!.columns[column]!,
        hasContributors: rule.hasContributors,
        isStructural,
      };
      if (isSmall(policy, cell)) first.add(variable);
      if (hiddenBefore[at]!.has(`${table.rows[row]!} ${table.columns[column]!}`)) hasHidden = true;
      const share = Math.max(cell.rowTotal, cell.columnTotal) === its.value && its.value > 0 ? 1.6 : 1;
      cost += share;
    }
    if (its.wasHidden) first.add(variable);
    if (isKnown) {
      its.state = 'known';
      first.delete(variable);
    }
    if (places.every(([, at]) => tableRules[at]!.roundedTo !== 1)) rounded.add(variable);
    // A large count needs a wide interval, which costs others; one that was hidden in the last release costs readers less.
    const need = openWidth(policy, its.value) / policy.openAtLeast;
    const [, at, row, column] = places[0]!;
    const table = counted[at]!;
    const whim = candidate.whim(
      `${table.tableId} ${table.period} ${table.rows[row]!} ${table.columns[column]!}`,
    );
    costs.set(
      variable,
      cost * need * (its.value === 0 ? 0.6 : 1) * (hasHidden ? 0.75 : 1) * (0.8 + 0.4 * whim),
    );
  });
  return {
    first,
    costOf: (variable: number) => costs.get(variable) ?? 1,
    isRounded: (variable: number) => rounded.has(variable),
  };
}

/** Cells that the last release with this table hid, as `row column`. */
function hiddenInLast(
  history: readonly KeptRelease[],
  { tableId, period }: CountedTable,
): ReadonlySet<string> {
  const table = history
    .flatMap(({ published }) => published)
    .filter((its) => its.tableId === tableId && its.period < period)
    .at(-1);
  return new Set(
    table?.cells.flatMap((row, at) =>
      row.flatMap((cell, column) => (cell === null ? [`${table.rows[at]!} ${table.columns[column]!}`] : [])),
    ),
  );
}

function publish(
  system: System,
  release: number,
  rules: readonly TableRule[],
  counted: readonly CountedTable[],
  { hidden }: Protection,
): PublishedTable[] {
  const isHidden = counted.map(({ rows, columns }) => rows.map(() => columns.map(() => false)));
  for (const variable of hidden)
    for (const [its, table, row, column] of system.variables[variable]!.places)
      if (its === release) isHidden[table]![row]![column] = true;
  return counted.map(({ tableId, period, rows, columns, counts }, at) => {
    const base = ruleOf(rules, tableId).roundedTo;
    return {
      tableId,
      period,
      rows,
      columns,
      roundedTo: base,
      cells: counts.map((line, row) =>
        line.map((count, column) => (isHidden[at]![row]![column] ? null : roundedTo(base, count))),
      ),
    };
  });
}

/**
 * Makes a release safe or says why it cannot be: hides, audits what would be public then together with everything public before,
 * and hides more as long as that helps. The same for equal input.
 *
 * @param rules all tables ever declared; also those of earlier releases
 * @param tries how often the choice is made anew to lose less; by default as the size allows
 * @param history all earlier releases, oldest first, also those that were corrected or withdrawn
 * @throws RangeError for members, tables or periods that are not known
 */
export function prepareRelease(
  world: World,
  rules: readonly TableRule[],
  history: readonly KeptRelease[],
  candidate: Candidate,
  solve: Solve,
  policy: Policy = POLICY,
  tries?: number,
): Prepared {
  const counted = appearing(candidate.tables, candidate.mayNotAppear);
  const earlier = related(rules, history, { counted, facts: candidate.facts });
  const open: SystemRelease[] = [
    ...earlier,
    { number: 'candidate', counted, published: null, facts: candidate.facts },
  ];
  const more = new Map<number, number>();
  for (let round = 1; ; round += 1) {
    const system = buildSystem(world, rules, policy, open);
    const choice = choose(system, open, rules, history, candidate, policy);
    const protection = protectWell(
      system,
      policy,
      { ...choice, barred: new Set(), more },
      candidate.whim,
      solve,
      tries,
    );
    const published = publish(system, open.length - 1, rules, counted, protection);
    const shown: SystemRelease[] = [
      ...earlier,
      { number: 'candidate', counted, published, facts: candidate.facts },
    ];
    const audited = buildSystem(world, rules, policy, shown);
    // A structural zero is known to everybody.
    system.variables.forEach(({ state, value }, at) => {
      if (state === 'known' && value === 0) audited.variables[at]!.state = 'known';
    });
    const told = tell(audited, policy, protection.points, solve);
    const tight = told.filter(({ width, need }) => width < need);
    const report = reportOf(audited, shown, policy, told, tight, choice.first, protection);
    if (tight.length === 0)
      return { ok: true, published, kept: { counted, published, facts: candidate.facts }, report };
    if (round === MOST_ROUNDS) return { ok: false, report };
    for (const { variable, width, need } of tight)
      more.set(variable, (more.get(variable) ?? 0) + Math.max(1, need - width));
  }
}

function reportOf(
  system: System,
  releases: readonly SystemRelease[],
  policy: Policy,
  told: readonly Told[],
  tight: readonly Told[],
  first: ReadonlySet<number>,
  { hidden }: Protection,
): AuditReport {
  const last = releases.length - 1;
  const cellsOf = (variables: Iterable<number>): number => {
    let cells = 0;
    for (const variable of variables)
      cells += system.variables[variable]!.places.filter(([release]) => release === last).length;
    return cells;
  };
  const by = (how: Told['by']) => told.filter((its) => its.by === how).length;
  const all = cellsOf(hidden);
  const primary = cellsOf([...hidden].filter((variable) => first.has(variable)));
  return {
    policyVersion: policy.version,
    cells: releases[last]!.counted.reduce((sum, { rows, columns }) => sum + rows.length * columns.length, 0),
    hidden: all,
    primary,
    secondary: all - primary,
    byPropagation: by('propagation'),
    byProgramme: by('programme'),
    byCounting: by('counting'),
    narrowest: told.reduce<number | null>(
      (least, { width, need }) => Math.min(least ?? Infinity, width / need),
      null,
    ),
    findings: tight.map(({ variable, from, to }) => {
      const [release, table, row, column] = system.variables[variable]!.places.find(
        ([its, at, inRow, inColumn]) =>
          releases[its]!.published!.find(
            ({ tableId, period }) =>
              tableId === releases[its]!.counted[at]!.tableId &&
              period === releases[its]!.counted[at]!.period,
          )?.cells[inRow]![inColumn] === null,
      )!;
      const its = releases[release]!.counted[table]!;
      return {
        tableId: its.tableId,
        period: its.period,
        row: its.rows[row]!,
        column: its.columns[column]!,
        from,
        to: to === Infinity ? null : to,
        releaseNumber: releases[release]!.number,
      };
    }),
  };
}
