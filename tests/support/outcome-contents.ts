import { parse } from 'yaml';
import { readFileSync } from 'node:fs';
import { SAMPLE_AREAS } from '#prisma/sample/areas.ts';
import {
  sampleContributions,
  sampleCrashes,
  sampleMonths,
  sampleTallies,
  type SampleTally,
} from '#prisma/sample/outcomes.ts';
import type { PublishedTable } from '#server/disclosure/types.ts';
import type { SPANS } from '#server/outcomes/rules.ts';
import {
  CRASH_MEASURES,
  lastDayOf,
  monthsOf,
  OUTCOME_TABLES,
  periodOf,
  RESULT_COLUMNS,
  RESULT_SUMS,
  SOURCES,
  WHOLE,
  type ReleaseContent,
} from '#server/outcomes/rules.ts';

type Group = { id: string; nameVi: string; behaviours: { id: string; nameVi: string }[] };
const { groups } = parse(readFileSync('content/outcomes/behaviours.yaml', 'utf8')) as { groups: Group[] };
const UNITS = [
  { code: 'V636TDF', nameVi: 'THPT Mẫu 1' },
  { code: 'H3HRXME', nameVi: 'THPT Mẫu 2' },
  { code: 'H7JGEET', nameVi: 'Vận tải Mẫu' },
];

const singles = (result: string): string[] =>
  (RESULT_SUMS as Record<string, readonly string[]>)[result]?.flatMap(singles) ?? [result];
const inResult = new Map(RESULT_COLUMNS.map((column) => [column as string, new Set(singles(column))]));
const areaOf = new Map(SAMPLE_AREAS.flatMap(({ code, communes }) => communes.map((c) => [c.code, code])));
const groupOf = new Map(groups.flatMap(({ id, behaviours }) => behaviours.map((b) => [b.id, id])));
const rowKeys = {
  behaviour: (t: SampleTally) => [t.behaviour, groupOf.get(t.behaviour)!, WHOLE],
  place: (t: SampleTally) => [t.commune, areaOf.get(t.commune)!, WHOLE],
  source: (t: SampleTally) => [t.source, WHOLE],
};

/**
 * Releases of the sample as readers might see them, hidden by nothing but a threshold: for tests and drafts of pages that
 * show contents. What is really published passes disclosure control.
 * @param months how many, from the first
 */
export function plainContents(months = 24): ReleaseContent[] {
  const all = sampleMonths().slice(0, months);
  const tallies = new Map(all.map((month, at) => [month, sampleTallies(at)]));
  const table = (
    tableId: string,
    period: string,
    rows: string[],
    columns: string[],
    roundedTo: 1 | 5,
    keys: (tally: SampleTally) => [string[], string[]],
  ): PublishedTable => {
    const counts = new Map<string, number>();
    for (const month of monthsOf(period))
      for (const tally of tallies.get(month) ?? []) {
        const [rowsOf, columnsOf] = keys(tally);
        for (const row of rowsOf)
          for (const column of columnsOf)
            counts.set(`${row} ${column}`, (counts.get(`${row} ${column}`) ?? 0) + tally.count);
      }
    const cells = rows.map((row) =>
      columns.map((column) => {
        const count = counts.get(`${row} ${column}`) ?? 0;
        return count < 5 ? null : Math.round(count / roundedTo) * roundedTo;
      }),
    );
    return { tableId, period, rows, columns, roundedTo, cells };
  };
  const resultsOf = (tally: SampleTally) =>
    RESULT_COLUMNS.filter((each) => inResult.get(each)!.has(tally.result));
  const behaviours = [WHOLE, ...groups.flatMap(({ id, behaviours }) => [id, ...behaviours.map((b) => b.id)])];
  const places = [
    WHOLE,
    ...SAMPLE_AREAS.flatMap(({ code, communes }) => [code, ...communes.map((c) => c.code)]),
  ];
  return all.map((month, at): ReleaseContent => {
    const ends = (span: (typeof SPANS)[number]) => monthsOf(periodOf(month, span)).at(-1) === month;
    const tables: PublishedTable[] = OUTCOME_TABLES.filter(({ span }) => ends(span)).map((rule) => {
      const period = periodOf(month, rule.span);
      if (rule.measure === 'contributions') {
        const sums = UNITS.map(({ code }) => [
          monthsOf(period)
            .map((each) => sampleMonths().indexOf(each))
            .flatMap((place) =>
              sampleContributions(
                place,
                UNITS.map((unit) => unit.code),
              ),
            )
            .filter(({ unit }) => unit === code)
            .reduce((sum, { count }) => sum + count, 0),
        ]);
        return {
          tableId: rule.id,
          period,
          rows: UNITS.map(({ code }) => code),
          columns: [WHOLE],
          roundedTo: 1,
          cells: sums.map((row) => row.map((count) => (count < 10 ? null : count))),
        };
      }
      if (rule.id === 'quarter-group-area')
        return table(
          rule.id,
          period,
          [WHOLE, ...groups.map(({ id }) => id)],
          [WHOLE, ...SAMPLE_AREAS.map(({ code }) => code)],
          rule.roundedTo,
          (tally) =>
            inResult.get('handled')!.has(tally.result)
              ? [rowKeys.behaviour(tally).slice(1), rowKeys.place(tally).slice(1)]
              : [[], []],
        );
      const rows = { behaviour: behaviours, place: places, source: [WHOLE, ...SOURCES] };
      const by = rule.rows;
      const shown = rule.id === 'month-result' ? [WHOLE] : rows[by];
      const columns = 'columnsShown' in rule ? rule.columnsShown : RESULT_COLUMNS;
      return table(rule.id, period, shown, [...columns], rule.roundedTo, (tally) => [
        rowKeys[by](tally),
        resultsOf(tally),
      ]);
    });
    const quarter = ends('quarter') ? periodOf(month, 'quarter') : null;
    const handed = quarter ? monthsOf(quarter).flatMap((each) => tallies.get(each) ?? []) : [];
    const handled = handed.filter(({ result }) => inResult.get('handled')!.has(result));
    const sum = (of: (tally: SampleTally) => number | null) =>
      handled.reduce((total, tally) => total + (of(tally) ?? 0), 0);
    const cases = sum(({ count }) => count);
    const crashes = Object.fromEntries(sampleCrashes(at).map(({ measure, count }) => [measure, count]));
    return {
      format: 1,
      number: at + 1,
      month,
      corrects: null,
      correctionVi: null,
      isSample: true,
      province: { code: 'E4YN4W4', nameVi: 'Tỉnh Mẫu' },
      geographyOn: lastDayOf(month),
      communes: SAMPLE_AREAS.flatMap(({ code: area, communes }) =>
        communes.map(({ code, name }) => ({ code, nameVi: name, area })),
      ),
      areas: SAMPLE_AREAS.map(({ code, name }) => ({ code, nameVi: name })),
      groups: groups.map(({ id, nameVi, behaviours }) => ({
        code: id,
        nameVi,
        behaviours: behaviours.map((b) => ({ code: b.id, nameVi: b.nameVi })),
      })),
      units: UNITS,
      tables,
      sums: quarter
        ? [
            {
              measure: 'fines',
              period: quarter,
              value: Math.round(sum((t) => t.finesVnd) / 1e6) * 1e6,
              roundedTo: 1e6,
            },
            {
              measure: 'points',
              period: quarter,
              value: Math.round(sum((t) => t.points) / 10) * 10,
              roundedTo: 10,
            },
            {
              measure: 'processing-days',
              period: quarter,
              value: Math.round(sum((t) => t.processingDays) / cases),
              roundedTo: 1,
            },
          ]
        : [],
      crashes: [
        { month, counts: Object.fromEntries(CRASH_MEASURES.map((m) => [m, crashes[m] ?? null])) as never },
      ],
      madeOn: `${lastDayOf(month)}`,
    };
  });
}
