/*
 * A release as it will be published, made from what was handed over: counted, hidden, checked against all that was released
 * before. Pure; run in a worker, for it takes seconds.
 */
import { countTables, mayAppear, POLICY, prepareRelease } from '../../disclosure/rules.ts';
import type {
  AuditReport,
  Contribution,
  CountedTable,
  Dimension,
  Fact,
  Hierarchy,
  KeptRelease,
  PublishedTable,
  Solve,
  World,
} from '../../disclosure/types.ts';
import {
  CRASH_MEASURES,
  lastDayOf,
  monthAfter,
  monthsOf,
  OUTCOME_TABLES,
  periodOf,
  RESULT_SUMS,
  RESULTS,
  SOURCES,
  spanOf,
  WHOLE,
  type CrashMonth,
  type Named,
  type ReleaseContent,
} from '../rules.ts';
import {
  geographyDay,
  hierarchyOf,
  jointPlaces,
  placesOn,
  rowOf,
  type Geography,
  type JointPlaces,
  type Places,
} from './geography.ts';
import { publishedSums, type SumBase } from './sums.ts';
import type { DraftNotes } from './views.ts';

/** So many cases of a commune, with what they come to; sums null: not stated. */
export type HandedTally = {
  month: string;
  commune: string;
  behaviour: string;
  source: string;
  result: string;
  count: number;
  /** Of the handled cases for which it was stated: how many these are, and the sum. */
  fines: { cases: number; sum: number };
  points: { cases: number; sum: number };
  processingDays: { cases: number; sum: number };
};

/** What counts of a province in some months. */
export type HandedOver = {
  /** Months with the day on which what counts of them came. */
  months: readonly { month: string; takenOn: string; batchId: string }[];
  tallies: readonly HandedTally[];
  contributions: readonly Contribution[];
  crashes: readonly { month: string; measure: string; count: number }[];
};

/** An earlier release with what is kept of it in private. */
export type PastRelease = {
  content: ReleaseContent;
  kept: Omit<KeptRelease, 'number'>;
  sumBases: readonly SumBase[];
};

/** All that a draft is made of. */
export type DraftSource = {
  month: string;
  /** What its tables are about: the month, and the quarter and half-year that are whole with it. */
  periods: readonly string[];
  corrects: number | null;
  isSample: boolean;
  province: Named;
  geography: Geography;
  groups: ReleaseContent['groups'];
  /** Every unit that contributions name. */
  units: readonly Named[];
  handedOver: HandedOver;
  /** Every release of the months in {@link reachOf}, oldest first; withdrawn and corrected ones too. */
  past: readonly PastRelease[];
  /** What bulletins told of these months. */
  facts: readonly Fact[];
  madeOn: string;
};

export type Draft = {
  isSafe: boolean;
  content: ReleaseContent;
  kept: Omit<KeptRelease, 'number'>;
  report: DraftAudit;
};

/** What is stored beside a draft and its release; private. */
export type DraftAudit = {
  audit: AuditReport;
  notes: DraftNotes;
  sumBases: readonly SumBase[];
  /** Hand-overs of the month that it was made of. */
  batches: readonly string[];
};

/** The source names a commune that has no row, or one without an area. The sentence says what to do. */
export class DraftError extends Error {}

/**
 * The periods whose tables a month's release carries: itself, and the quarter and half-year of which every other month is
 * already public. So a correction carries those tables again.
 */
export function periodsWith(month: string, publicMonths: ReadonlySet<string>): string[] {
  const isWhole = (period: string) =>
    monthsOf(period).every((each) => each === month || publicMonths.has(each));
  return [month, ...[periodOf(month, 'quarter'), periodOf(month, 'half-year')].filter(isWhole)];
}

/**
 * Months whose releases a month's release is checked against. No table is of a longer time than a half-year, so what was published
 * of others says nothing of it; the one before is there for hiding alike from quarter to quarter.
 */
export const reachOf = (month: string): readonly string[] =>
  [monthAfter(month, -6), month].flatMap((each) => monthsOf(periodOf(each, 'half-year')));

/** Makes the draft. The same source, the same draft. @throws DraftError */
export function makeDraft(source: DraftSource, whim: (name: string) => number, solve: Solve): Draft {
  const { month, periods, handedOver } = source;
  const { places, rowOfCommune } = settlePlaces(source);
  const tallies = handedOver.tallies.map(
    ({ commune, behaviour, source: from, result, count, month: in_ }) => ({
      ...{ month: in_, place: rowOfCommune(commune), behaviour, source: from, result, count },
    }),
  );
  const own = worldOf(source, hierarchyOf(places));
  const counted = countTables(own, OUTCOME_TABLES, periods, tallies, handedOver.contributions);

  const { joint, history } = historyOf(source, places);
  const left = unitsLeftOut(source);
  const prepared = prepareRelease(
    worldOf(source, joint.hierarchy),
    OUTCOME_TABLES,
    history,
    {
      tables: counted,
      facts: [],
      mayNotAppear: new Set(
        left.flatMap(({ code, period }) =>
          OUTCOME_TABLES.filter(({ hasContributors }) => hasContributors).map(
            ({ id }) => `${id} ${period} ${code}`,
          ),
        ),
      ),
      // Nothing that may be handed over is impossible by its kind: such rows and columns are not declared.
      isStructuralZero: () => false,
      whim,
    },
    solve,
  );
  const tables = prepared.ok ? prepared.published.map((table) => appearing(table, left)) : [];
  const sums = publishedSums(source, tables);
  const appear = new Set(
    tables
      .filter(({ tableId }) => OUTCOME_TABLES.find(({ id }) => id === tableId)?.rows === 'unit')
      .flatMap(({ rows }) => rows),
  );
  return {
    isSafe: prepared.ok,
    content: {
      format: 1,
      number: 0,
      month,
      corrects: source.corrects,
      correctionVi: null,
      isSample: source.isSample,
      province: source.province,
      geographyOn: places.geographyOn,
      communes: places.communes,
      areas: places.areas,
      groups: source.groups,
      units: source.units.filter(({ code }) => appear.has(code)),
      tables,
      sums: sums.published,
      crashes: crashesOf(source),
      madeOn: source.madeOn,
    },
    kept: prepared.ok ? prepared.kept : { counted, published: [], facts: [] },
    report: {
      audit: prepared.report,
      notes: { sums: sums.leftOut, units: left },
      sumBases: sums.bases,
      batches: handedOver.months.flatMap((each) => (each.month === month ? [each.batchId] : [])),
    },
  };
}

/** What is public of the months around, in one hierarchy of places. */
function historyOf(
  { geography, past, facts }: Pick<DraftSource, 'geography' | 'past' | 'facts'>,
  places: Places,
): { joint: JointPlaces; history: KeptRelease[] } {
  const joint = jointPlaces(geography, [...past.map(({ content }) => content), places]);
  const history = past.map(({ content, kept }, at): KeptRelease => ({
    number: content.number,
    counted: kept.counted.map((table) => renamed(table, joint, at)),
    published: kept.published.map((table) => renamed(table, joint, at)),
    facts: kept.facts,
  }));
  if (facts.length > 0)
    history.push({ number: 0, counted: [], published: [], facts: facts.map((fact) => placed(fact, joint)) });
  return { joint, history };
}

/** A fact of an area that is no more is told of the province: that says less. */
const placed = (fact: Fact, { hierarchy }: JointPlaces): Fact => ({
  ...fact,
  place: hierarchy.has(fact.place) ? fact.place : WHOLE,
});

/** What telling facts is checked against: `facts` are those told before, `told` those that are to be. */
export type FactSource = Pick<DraftSource, 'geography' | 'groups' | 'units' | 'past' | 'facts'> & {
  told: readonly Fact[];
};

/** Whether facts may be told of cases that releases have counted: nothing hidden becomes known by it. */
export function areFactsSafe(source: FactSource, whim: (name: string) => number, solve: Solve): boolean {
  const places = source.past.at(-1)?.content;
  // Nothing is hidden yet that could become known.
  if (!places) return true;
  const { joint, history } = historyOf(source, places);
  return prepareRelease(
    worldOf(source, joint.hierarchy),
    OUTCOME_TABLES,
    history,
    {
      tables: [],
      facts: source.told.map((fact) => placed(fact, joint)),
      mayNotAppear: new Set(),
      isStructuralZero: () => false,
      whim,
    },
    solve,
  ).ok;
}

/** The places of the release, and the row under which figures of each commune stand. @throws DraftError */
function settlePlaces({ month, periods, geography, handedOver }: DraftSource) {
  const named = new Set(handedOver.tallies.map(({ commune }) => commune));
  // Places stand in no table longer than a quarter.
  const longest = periods.find((period) => spanOf(period) === 'quarter') ?? month;
  const inLongest = new Set(monthsOf(longest));
  const day = geographyDay(
    geography,
    lastDayOf(longest),
    handedOver.months
      .filter((each) => inLongest.has(each.month))
      .map(({ month: each, takenOn }) => ({
        onDay: takenOn,
        named: new Set(handedOver.tallies.flatMap((tally) => (tally.month === each ? [tally.commune] : []))),
      })),
  );
  const inTables = new Set(
    handedOver.tallies.flatMap((tally) => (inLongest.has(tally.month) ? [tally.commune] : [])),
  );
  const { places, withoutArea } = placesOn(geography, day, inTables);
  if (withoutArea.length > 0)
    throw new DraftError(
      `${withoutArea.length} xã, phường chưa thuộc vùng nào, ví dụ ${withoutArea[0]!.nameVi}. Hãy xếp vào vùng rồi chuẩn bị lại.`,
    );
  const rows = new Set(places.communes.map(({ code }) => code));
  const rowBy = new Map([...named].map((code) => [code, rowOf(geography.links, rows, code, day)]));
  const lost = [...inTables].find((code) => rowBy.get(code) === null);
  if (lost !== undefined)
    throw new DraftError(
      `Số liệu nêu đơn vị ${lost}, không phải xã, phường của tỉnh vào ngày ${day}. Hãy nộp lại theo đúng xã, phường.`,
    );
  // Months outside of the tables by place need no place of their own.
  const any = places.communes[0]?.code ?? WHOLE;
  return { places, rowOfCommune: (code: string): string => rowBy.get(code) ?? any };
}

function worldOf(
  { groups, units, past }: Pick<DraftSource, 'groups' | 'units' | 'past'>,
  place: Hierarchy,
): World {
  const named = (codes: readonly string[]): Map<string, readonly string[]> =>
    new Map(codes.map((code) => [code, []]));
  const pastUnits = past.flatMap(({ kept }) => kept.counted).filter((table) => rowsOf(table) === 'unit');
  const allUnits = [...new Set([...units.map(({ code }) => code), ...pastUnits.flatMap(({ rows }) => rows)])];
  const pastBehaviours = past
    .flatMap(({ content }) => content.groups)
    .flatMap(({ behaviours }) => behaviours);
  const known = new Set(groups.flatMap(({ behaviours }) => behaviours.map(({ code }) => code)));
  const gone = pastBehaviours.map(({ code }) => code).filter((code) => !known.has(code));
  if (gone.length > 0) throw new DraftError(`Không còn hành vi mang mã ${gone[0]}. Hãy báo người quản trị.`);
  return {
    month: new Map(),
    place,
    behaviour: new Map<string, readonly string[]>([
      [WHOLE, groups.map(({ code }) => code)],
      ...groups.map(({ code, behaviours }): [string, string[]] => [code, behaviours.map((one) => one.code)]),
      ...named([...known]),
    ]),
    result: new Map<string, readonly string[]>([
      ['received', RESULT_SUMS.received],
      ...Object.entries(RESULT_SUMS),
      ...named(RESULTS),
    ]),
    source: new Map<string, readonly string[]>([[WHOLE, SOURCES], ...named(SOURCES)]),
    unit: new Map<string, readonly string[]>([[WHOLE, allUnits], ...named(allUnits)]),
  };
}

const rowsOf = ({ tableId }: { tableId: string }): Dimension | undefined =>
  OUTCOME_TABLES.find(({ id }) => id === tableId)?.rows;

function renamed<T extends CountedTable | PublishedTable>(table: T, joint: JointPlaces, at: number): T {
  const rule = OUTCOME_TABLES.find(({ id }) => id === table.tableId);
  const name = (dimension: Dimension | undefined, codes: readonly string[]) =>
    dimension === 'place' ? codes.map((code) => joint.nameOf(at, code)) : codes;
  return { ...table, rows: name(rule?.rows, table.rows), columns: name(rule?.columns, table.columns) };
}

/** P-3, for every period with a table of units. */
function unitsLeftOut({ periods, units, handedOver }: DraftSource): DraftNotes['units'] {
  const nameOf = new Map(units.map(({ code, nameVi }) => [code, nameVi]));
  return OUTCOME_TABLES.filter(({ hasContributors }) => hasContributors).flatMap(({ span }) =>
    periods
      .filter((period) => spanOf(period) === span)
      .flatMap((period) => {
        const inPeriod = new Set(monthsOf(period));
        const byUnit = Map.groupBy(
          handedOver.contributions.filter((each) => inPeriod.has(each.month)),
          ({ unit }) => unit,
        );
        return [...byUnit].flatMap(([code, rows]): DraftNotes['units'][number][] => {
          const count = rows.reduce((sum, row) => sum + row.count, 0);
          const isStated = rows.every((row) => row.contributors !== null && row.capPerPerson !== null);
          // How many are the same people from month to month is not known: at least as many as in the fullest month.
          const contributors = isStated ? Math.max(...rows.map((row) => row.contributors!)) : null;
          const capPerPerson = isStated ? rows.reduce((sum, row) => sum + row.capPerPerson!, 0) : null;
          if (mayAppear(POLICY, { count, contributors, capPerPerson })) return [];
          const why = !isStated
            ? ('not-stated' as const)
            : contributors! < POLICY.contributors
              ? ('few-contributors' as const)
              : ('cap-too-high' as const);
          return [{ code, nameVi: nameOf.get(code) ?? code, period, why }];
        });
      }),
  );
}

/** A table without the rows of units that may not appear. */
function appearing(table: PublishedTable, left: DraftNotes['units']): PublishedTable {
  if (rowsOf(table) !== 'unit') return table;
  const out = new Set(left.filter(({ period }) => period === table.period).map(({ code }) => code));
  const kept = table.rows.flatMap((row, at) => (out.has(row) ? [] : [at]));
  return { ...table, rows: kept.map((at) => table.rows[at]!), cells: kept.map((at) => table.cells[at]!) };
}

function crashesOf({ month, handedOver }: DraftSource): CrashMonth[] {
  const own = handedOver.crashes.filter((crash) => crash.month === month);
  if (own.length === 0) return [];
  const counts = Object.fromEntries(
    CRASH_MEASURES.map((measure) => [measure, own.find((crash) => crash.measure === measure)?.count ?? null]),
  ) as CrashMonth['counts'];
  return [{ month, counts }];
}
