import { actIdOf, anchorOf, citationOf, nameOf, vehicleNames } from '../law/rules.ts';
import { namesOf, placeOfEntry, type SearchKind } from './rules.ts';
import type { Sources } from './sources.ts';

/** A row of search_entry before it is written; `text` is searched and not kept. */
export type Entry = {
  id: string;
  kind: SearchKind;
  title: string;
  path: string;
  summary: string;
  terms: string[];
  cites: string[];
  folded: string;
  place: number;
  text: string;
};

/** Figures of law change with the day: they are looked up when a hit is shown, and not searched. */
const withoutFigures = (text: string): string =>
  text
    .replace(/\{\{[^}]*\}\}/g, ' ')
    .replace(/\s+/g, ' ')
    .trim();

/** Amounts in a sanction belong to a day, like every figure. */
const withoutNumbers = (text: string): string => text.replace(/\d[\d.,–%]*/g, ' ');

function entry(
  kind: SearchKind,
  id: string,
  path: string,
  {
    title,
    summary = '',
    terms = [],
    cites = [],
    text = [],
  }: {
    title: string;
    summary?: string;
    terms?: readonly string[];
    cites?: readonly string[];
    text?: readonly string[];
  },
): Entry {
  return {
    id: `${kind}:${id}`,
    kind,
    title,
    path,
    summary,
    terms: [...terms],
    cites: [...new Set(cites)],
    folded: namesOf(title, terms),
    place: placeOfEntry(kind, title),
    text: withoutFigures(text.join(' ')),
  };
}

/** Address of a provision on its act's page. */
export const pathOf = (provisionId: string): string =>
  `/luat/${actIdOf(provisionId)}/#${anchorOf(provisionId)}`;

/**
 * Everything that can be found. Left out: unconfirmed wordings and rows, figures of withheld rows, numbers and accounts of
 * old plans, options and explanations of questions.
 */
export function entriesOf(sources: Sources): Entry[] {
  return [
    ...guideEntries(sources),
    ...lawEntries(sources),
    ...planEntries(sources),
    ...sources.pages.map(({ path, title, text, terms }) =>
      entry('page', path, path, { title, summary: text, terms }),
    ),
    ...sources.channels.map(({ id, path, title, summary, text, cites }) =>
      entry('channel', id, path, { title, summary, cites, text: [text] }),
    ),
    ...sources.questions.map(({ id, path, title, cites }) =>
      entry('question', id, path, { title: withoutFigures(title), cites }),
    ),
  ];
}

function guideEntries({ guides, registry }: Sources): Entry[] {
  return guides.map(({ slug, guide, body }) => {
    const points = [...guide.signs, ...guide.lawful, ...guide.notEnough];
    const rows = guide.behaviours.flatMap((id) => registry.behaviours.get(id)?.penaltyIds ?? []);
    const rowPlaces = rows.flatMap((id) =>
      registry.penalties.get(id)!.periods.map(({ provision }) => provision),
    );
    return entry('guide', slug, `/cam-nang/${slug}/`, {
      title: guide.title,
      summary: guide.what,
      terms: guide.searchTerms,
      cites: [...guide.rests, ...points.flatMap(({ cites }) => cites), ...rowPlaces],
      text: [
        guide.verdict,
        guide.together,
        guide.danger,
        guide.now,
        guide.past,
        ...points.flatMap(({ title, text }) => [title, text]),
        ...guide.record,
        ...guide.safety,
        ...guide.behaviours.map((id) => registry.behaviours.get(id)?.nameVi ?? ''),
        body,
      ],
    });
  });
}

function lawEntries({ registry }: Sources): Entry[] {
  const cite = (id: string) => citationOf(id, registry.acts.get(actIdOf(id)));
  const acts = [...registry.acts.values()].map((act) =>
    entry('act', act.id, `/luat/${act.id}/`, {
      title: nameOf(act),
      summary: act.title,
      terms: [act.issuer],
      cites: [act.id],
    }),
  );
  const provisions = [...registry.provisions.values()].flatMap((provision) => {
    const known = provision.periods.filter(({ confidence }) => confidence !== 'unconfirmed');
    if (known.length === 0) return [];
    return entry('provision', provision.id, pathOf(provision.id), {
      title: provision.headingVi,
      terms: [cite(provision.id)],
      cites: [provision.id],
      text: known.map(({ textVi }) => textVi),
    });
  });
  const penalties = [...registry.penalties.values()]
    .filter(({ confidence }) => confidence !== 'unconfirmed')
    .map((penalty) => {
      const places = penalty.periods.map(({ provision }) => provision);
      return entry('penalty', penalty.id, pathOf(places.at(-1)!), {
        title: penalty.titleVi,
        terms: [registry.behaviours.get(penalty.behaviourId)!.nameVi, ...new Set(places.map(cite))],
        cites: places,
        text: [
          vehicleNames[penalty.vehicle] ?? '',
          ...penalty.periods.map(({ sanctionVi }) => withoutNumbers(sanctionVi ?? '')),
        ],
      });
    });
  return [...acts, ...penalties, ...provisions];
}

function planEntries({ movements }: Sources): Entry[] {
  return movements.map(({ slug, movement }) => {
    const lines = [
      ...movement.purposes,
      ...movement.duties.flatMap(({ lines: own }) => own),
      ...movement.taskGroups,
      ...movement.targets,
      ...movement.deadlines,
      ...movement.rewards,
      ...movement.confidentiality,
    ];
    return entry('plan', slug, `/phong-trao/${slug}/`, {
      title: movement.title,
      summary: movement.summaryVi,
      terms: [movement.issuer, movement.province, movement.number].filter((term) => term !== null),
      text: [
        movement.stateVi,
        ...movement.successors.flatMap(({ unit, now }) => [unit, now]),
        ...movement.duties.map(({ who }) => who),
        ...lines.map(({ textVi }) => textVi),
      ],
    });
  });
}
