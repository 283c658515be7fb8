import { isSmall, POLICY } from '#server/disclosure/rules.ts';
import type { prepareRelease } from '#server/disclosure/rules.ts';

/** Hides what is small and nothing else: what many offices once did, and what the engine is measured against. */
export const hideSmallOnly: typeof prepareRelease = (_world, rules, _history, candidate) => {
  let [cells, hidden] = [0, 0];
  const published = candidate.tables.map(({ tableId, period, rows, columns, counts }) => {
    const rule = rules.find(({ id }) => id === tableId)!;
    const columnTotals = columns.map((_, column) => Math.max(...counts.map((row) => row[column]!)));
    return {
      tableId,
      period,
      rows,
      columns,
      roundedTo: rule.roundedTo,
      cells: counts.map((row) =>
        row.map((value, column) => {
          cells += 1;
          const isHidden = isSmall(POLICY, {
            value,
            rowTotal: Math.max(...row),
            columnTotal: columnTotals[column]!,
            hasContributors: rule.hasContributors,
            isStructural: false,
          });
          if (isHidden) hidden += 1;
          return isHidden ? null : Math.round(value / rule.roundedTo) * rule.roundedTo;
        }),
      ),
    };
  });
  return {
    ok: true,
    published,
    kept: { counted: candidate.tables, published, facts: candidate.facts },
    report: {
      policyVersion: POLICY.version,
      cells,
      hidden,
      primary: hidden,
      secondary: 0,
      byPropagation: 0,
      byProgramme: 0,
      byCounting: 0,
      narrowest: null,
      findings: [],
    },
  };
};
