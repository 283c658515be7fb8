/* Files on their way in as pages are told of them. */
import { crashWords, resultWords } from '../vocabulary.ts';
import { isDimension, WHOLE_FIELDS } from './fields.ts';
import type { IntakeJob } from './jobs.ts';
import type { Lookup } from './lookup.ts';
import type { IntakePlan } from './plan.ts';
import type { Choice, ColumnView, IntakeRow, IntakeView, ValueView } from './views.ts';

/** Rows and problems of a preview on one page. */
export const PAGE = 100;
/** Names that are asked for at once. */
const MOST_VALUES = 500;

export function viewOf(job: IntakeJob, page: number): IntakeView {
  const { phase, sender, fileName, done, total, sentence, personal, taken, plan } = job;
  return {
    phase,
    sender: { id: sender.id, name: sender.name },
    fileName,
    done,
    total,
    sentence,
    personal,
    taken,
    mapping: plan && mappingOf(plan),
    preview: plan && previewOf(plan, phase === 'ready', page),
  };
}

function mappingOf(plan: IntakePlan): NonNullable<IntakeView['mapping']> {
  const { reading, mapping, sheets, samples, lookup, clashes, isRemembered } = plan;
  const columns = sheets.flatMap(({ name, layout, fields }, sheet) =>
    layout.columns.flatMap(({ at, key, letter, header }): ColumnView[] => {
      const own = samples.get(`${sheet} ${at}`) ?? [];
      return header === '' && own.length === 0
        ? []
        : [{ key, sheet: name, letter, header, field: fields.get(key) ?? 'none', samples: own }];
    }),
  );
  const asked = reading.unknown.slice(0, MOST_VALUES).map(({ dimension, text, rows, first }): ValueView => ({
    ...{ dimension, text, rows, first, code: '' },
    choices: lookup.near(dimension, text),
  }));
  return {
    columns,
    values: [...asked, ...decided(plan)],
    whole: WHOLE_FIELDS.map((field) => ({
      field,
      value: mapping.whole[field] ?? null,
      isAsked: reading.asked.includes(field),
      choices: field === 'month' ? [] : lookup.near(field, ''),
    })),
    missing: [...reading.missing, ...clashes],
    isRemembered,
  };
}

/** Names that somebody decided, so that a slip can be mended. */
function decided({ mapping, lookup }: IntakePlan): ValueView[] {
  return Object.entries(mapping.values).flatMap(([dimension, codes]) =>
    Object.entries(codes).flatMap(([text, code]): ValueView[] =>
      isDimension(dimension as ValueView['dimension'])
        ? [
            {
              dimension: dimension as ValueView['dimension'],
              text,
              rows: 0,
              first: { sheet: null, cell: '' },
              choices: lookup.near(dimension as ValueView['dimension'], text),
              code,
            },
          ]
        : [],
    ),
  );
}

function previewOf(plan: IntakePlan, isReady: boolean, page: number): NonNullable<IntakeView['preview']> {
  const { reading, fileHash, mark, sums, notes, lookup } = plan;
  const { tallies, contributions, crashes, problems, problemCount } = reading;
  const from = (page - 1) * PAGE;
  const count = tallies.length + contributions.length + crashes.length;
  return {
    fileHash,
    mark,
    canAccept: isReady && problemCount === 0 && count > 0,
    kinds: reading.kinds,
    months: reading.months,
    counts: {
      rows: reading.rows,
      tallies: tallies.length,
      contributions: contributions.length,
      crashes: crashes.length,
      problems: problemCount,
    },
    sums,
    notes:
      problemCount > problems.length
        ? [...notes, `Chỉ liệt kê ${problems.length.toLocaleString('vi-VN')} ô đầu tiên chưa đúng.`]
        : notes,
    problems: problems.slice(from, from + PAGE),
    rows: rowsFrom(plan, from, PAGE, lookup),
    page,
    pages: Math.max(1, Math.ceil(Math.max(problems.length, count) / PAGE)),
  };
}

const NOTHING = {
  place: null,
  behaviour: null,
  vehicle: null,
  source: null,
  what: null,
  unit: null,
  finesVnd: null,
  points: null,
  processingDays: null,
  contributors: null,
  capPerPerson: null,
} as const;

function rowsFrom({ reading }: IntakePlan, from: number, most: number, lookup: Lookup): IntakeRow[] {
  const { tallies, contributions, crashes } = reading;
  const choice = (dimension: ValueView['dimension'], code: string): Choice =>
    lookup.choice(dimension, code) ?? { code, name: code };
  const rows: IntakeRow[] = [];
  const all = tallies.length + contributions.length + crashes.length;
  for (let at = from; at < Math.min(all, from + most); at += 1) {
    const tally = tallies[at];
    const contribution = contributions[at - tallies.length];
    const crash = crashes[at - tallies.length - contributions.length];
    if (tally)
      rows.push({
        ...NOTHING,
        kind: 'cases',
        month: tally.month,
        place: choice('place', tally.place),
        behaviour: choice('behaviour', tally.behaviour),
        vehicle: choice('vehicle', tally.vehicle),
        source: choice('source', tally.source),
        what: { code: tally.result, name: resultWords[tally.result] },
        count: tally.count,
        finesVnd: tally.finesVnd,
        points: tally.points,
        processingDays: tally.processingDays,
      });
    else if (contribution)
      rows.push({
        ...NOTHING,
        kind: 'contributions',
        month: contribution.month,
        unit: choice('unit', contribution.unit),
        count: contribution.count,
        contributors: contribution.contributors,
        capPerPerson: contribution.cap,
      });
    else if (crash)
      rows.push({
        ...NOTHING,
        kind: 'crashes',
        month: crash.month,
        what: { code: crash.measure, name: crashWords[crash.measure] },
        count: crash.count,
      });
  }
  return rows;
}
