/* The releases of the sample province: what each was made of, without a database. */
import { SAMPLE_AREAS } from '#prisma/sample/areas.ts';
import {
  sampleContributions,
  sampleCrashes,
  sampleMonths,
  sampleTallies,
  type SampleTally,
} from '#prisma/sample/outcomes.ts';
import { SAMPLE_UNITS } from '#prisma/sample/units.ts';
import { addDays } from '../../calendar.ts';
import type { Solve } from '../../disclosure/types.ts';
import { sortKeyOf } from '../../units/rules.ts';
import { lastDayOf, monthsOf, spanOf } from '../rules.ts';
import { makeDraft, periodsWith, reachOf, type Draft, type DraftSource, type HandedTally } from './draft.ts';
import { whimOf } from './whim.ts';

export const SAMPLE_PROVINCE = { code: 'E4YN4W4', nameVi: 'Tỉnh Mẫu' };
/** No secret: nothing of the sample is. */
const SAMPLE_SECRET = 'releases of a province that does not exist';

/** The month that was handed over wrongly at first, and after which it was corrected. */
const CORRECTED = { month: '2026-04', after: '2026-06' };
const CORRECTION_VI =
  'Phường Mẫu Trung nộp trùng một tệp nên số vụ không đội mũ bảo hiểm tháng 4/2026 bị tính hai lần. Bản này đã bỏ phần trùng.';
const COUNTED_TWICE = { commune: 'A4VKNE9', behaviour: 'no-helmet', source: 'patrol' };

/** Units whose contributions are handed over. */
export const SAMPLE_CONTRIBUTORS = SAMPLE_UNITS.filter(({ kind }) =>
  ['school', 'enterprise', 'mass-organisation', 'residential-area'].includes(kind),
).map(({ code }) => code);

/** Days after the end of a month on which its figures came, and on which they were published. */
const TAKEN_AFTER = 18;
const LIVE_AFTER = 36;

export type SampleRelease = Omit<Draft, 'isSafe'> & { liveAt: string };

/** Every release of the sample in its order: the month, and whether it is the correction. */
export const samplePlan = (): { month: string; isCorrection: boolean }[] =>
  sampleMonths().flatMap((month) => [
    { month, isCorrection: false },
    ...(month === CORRECTED.after ? [{ month: CORRECTED.month, isCorrection: true }] : []),
  ]);

const monthAt = (month: string): number => sampleMonths().indexOf(month);

/** What was handed over for a month, at first. */
export function talliesAtFirst(month: string): SampleTally[] {
  const tallies = sampleTallies(monthAt(month));
  if (month !== CORRECTED.month) return tallies;
  return tallies.map((tally) =>
    Object.entries(COUNTED_TWICE).every(([name, value]) => tally[name as keyof SampleTally] === value)
      ? { ...tally, count: tally.count * 2, finesVnd: tally.finesVnd && tally.finesVnd * 2 }
      : tally,
  );
}

/** Id of what was handed over for a month: the same at every start, so that a release knows what it was made of. */
export const sampleBatchId = (month: string): string =>
  `00000000-0000-7000-8000-${month.replace('-', '').padStart(12, '0')}`;

/** When what was handed over for a month came, and when it was published. Instants, ISO. */
export function sampleDays(month: string, isCorrection: boolean): { takenAt: string; liveAt: string } {
  const after = lastDayOf(isCorrection ? CORRECTED.after : month);
  const later = isCorrection ? 12 : 0;
  return {
    takenAt: `${addDays(after, TAKEN_AFTER + 2 * later)}T03:00:00.000Z`,
    liveAt: `${addDays(after, LIVE_AFTER + later)}T02:00:00.000Z`,
  };
}

/** Tallies as they are read from the database: without vehicles. */
function handed(tallies: readonly SampleTally[]): HandedTally[] {
  const groups = Map.groupBy(tallies, ({ month, commune, behaviour, source, result }) =>
    [month, commune, behaviour, source, result].join(' '),
  );
  const stated = (rows: readonly SampleTally[], of: (row: SampleTally) => number | null) => ({
    cases: rows.reduce((sum, row) => sum + (of(row) === null ? 0 : row.count), 0),
    sum: rows.reduce((sum, row) => sum + (of(row) ?? 0), 0),
  });
  return [...groups]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([, rows]) => {
      const { month, commune, behaviour, source, result } = rows[0]!;
      return {
        ...{ month, commune, behaviour, source, result },
        count: rows.reduce((sum, row) => sum + row.count, 0),
        fines: stated(rows, ({ finesVnd }) => finesVnd),
        points: stated(rows, ({ points }) => points),
        processingDays: stated(rows, ({ processingDays }) => processingDays),
      };
    });
}

/** What a release of the sample is made of. @param before the releases before it, oldest first */
export function sampleSource(
  { month, isCorrection }: { month: string; isCorrection: boolean },
  before: readonly SampleRelease[],
  groups: DraftSource['groups'],
): DraftSource {
  const published = new Set(before.map(({ content }) => content.month));
  const periods = periodsWith(month, published);
  const months = [...new Set(periods.flatMap(monthsOf))].sort();
  const caseMonths = [
    ...new Set(periods.filter((period) => spanOf(period) !== 'half-year').flatMap(monthsOf)),
  ].sort();
  const isCorrected = isCorrection || before.some(({ content }) => content.corrects !== null);
  const reach = new Set(reachOf(month));
  return {
    month,
    periods,
    corrects: isCorrection ? before.find(({ content }) => content.month === month)!.content.number : null,
    isSample: true,
    province: SAMPLE_PROVINCE,
    geography: {
      communes: SAMPLE_AREAS.flatMap(({ communes }) => communes)
        .map(({ code, name }) => ({ code, nameVi: name, validFrom: '2024-01-01', validTo: null }))
        .sort((a, b) => (sortedAs(a) < sortedAs(b) ? -1 : 1)),
      links: [],
      areas: SAMPLE_AREAS.map(({ code, name }) => ({ code, nameVi: name })),
      stays: SAMPLE_AREAS.flatMap(({ code: area, communes }) =>
        communes.map(({ code }) => ({ area, commune: code, fromOn: null, toOn: null })),
      ),
    },
    groups,
    units: SAMPLE_UNITS.filter(({ code }) => SAMPLE_CONTRIBUTORS.includes(code))
      .sort((a, b) => (sortKeyOf(a.officialName) < sortKeyOf(b.officialName) ? -1 : 1))
      .map(({ code, shortName }) => ({ code, nameVi: shortName })),
    handedOver: {
      months: caseMonths.map((each) => ({
        month: each,
        takenOn: sampleDays(each, isCorrected && each === CORRECTED.month).takenAt.slice(0, 10),
        batchId: sampleBatchId(each),
      })),
      tallies: handed(
        caseMonths.flatMap((each) => (isCorrected ? sampleTallies(monthAt(each)) : talliesAtFirst(each))),
      ),
      contributions: months.flatMap((each) => sampleContributions(monthAt(each), SAMPLE_CONTRIBUTORS)),
      crashes: sampleCrashes(monthAt(month)),
    },
    past: before
      .filter(({ content }) => reach.has(content.month))
      .map(({ content, kept, report }) => ({ content, kept, sumBases: report.sumBases })),
    facts: [],
    madeOn: sampleDays(month, isCorrection).liveAt.slice(0, 10),
  };
}

const sortedAs = ({ code, nameVi }: { code: string; nameVi: string }): string =>
  `${sortKeyOf(`UBND ${nameVi} (mẫu)`)} ${code}`;

/** Makes the next release of the sample. @throws Error when it is not safe */
export function makeSampleRelease(
  before: readonly SampleRelease[],
  groups: DraftSource['groups'],
  solve: Solve,
): SampleRelease {
  const planned = samplePlan()[before.length]!;
  const source = sampleSource(planned, before, groups);
  const { isSafe, content, kept, report } = makeDraft(source, whimOf(SAMPLE_SECRET), solve);
  if (!isSafe)
    throw new Error(`The sample release of ${planned.month} is not safe: ${JSON.stringify(report.audit)}`);
  const numbered = {
    ...content,
    number: before.length + 1,
    correctionVi: planned.isCorrection ? CORRECTION_VI : null,
  };
  return { content: numbered, kept, report, liveAt: sampleDays(planned.month, planned.isCorrection).liveAt };
}
