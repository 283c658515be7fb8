import {
  actIdOf,
  anchorOf,
  bindText,
  citationOf,
  markOn,
  penaltyOn,
  pointsOf,
  provisionOn,
  shownFine,
  standingWords,
  UnknownBindingError,
  type Registry,
  type Segment,
  type Standing,
} from '../law/rules.ts';
import { foundAs, type Query, type SearchKind } from './rules.ts';
import type { FoundRow } from './schema.ts';

/** One result as it is shown today. */
export type SearchHit = {
  id: string;
  kind: SearchKind;
  title: string;
  href: string;
  /** What it says: figures of law of today, struck where they may not be relied on. */
  summary: Segment[];
  /** What a penalty row costs; struck while `standing` is under review or ended. */
  fine: string | null;
  citation: string | null;
  /** How the text of law stands; of a guide, a channel or a question the worst mark on what it rests on. */
  standing: Standing;
  isSingleSource: boolean;
  /** The other name under which it was found; null when its title shows why. */
  alias: string | null;
};

export type Found = { row: FoundRow; points: number };

/** What is no longer law stands below what is. */
const PAST_POINTS = 3;

/**
 * Puts found rows in order of points, the better first, as the law stands today. A provision whose penalty row is there is
 * left out: both lead to the same place.
 */
export function orderFound(registry: Registry, found: readonly Found[], day: string): FoundRow[] {
  const standing = found.map(({ row, points }) => {
    const { href, isPast } = placeToday(registry, row, day);
    return { row, href, points: points - (isPast ? PAST_POINTS : 0) };
  });
  const priced = new Set(standing.filter(({ row }) => row.kind === 'penalty').map(({ href }) => href));
  return standing
    .filter(({ row, href }) => row.kind !== 'provision' || !priced.has(href))
    .sort((a, b) => b.points - a.points || (a.row.id < b.row.id ? -1 : 1))
    .map(({ row }) => row);
}

const lawIdOf = ({ id, kind }: FoundRow): string => id.slice(kind.length + 1);

function placeToday(registry: Registry, row: FoundRow, day: string): { href: string; isPast: boolean } {
  const on =
    row.kind === 'penalty'
      ? penaltyOn(registry, lawIdOf(row), day)
      : row.kind === 'provision'
        ? provisionOn(registry, lawIdOf(row), day)
        : null;
  const place = on && 'penalty' in on ? (on.period?.provision ?? null) : null;
  return {
    href: place === null ? row.path : hrefOf(registry, place),
    isPast: on !== null && (on.standing === 'ended' || on.standing === 'no-data'),
  };
}

/** A found row as it is shown today. */
export function hitOf(registry: Registry, row: FoundRow, day: string, query: Query): SearchHit {
  const { id, kind, title } = row;
  const plain: SearchHit = {
    id,
    kind,
    title,
    href: placeToday(registry, row, day).href,
    summary: bound(registry, row.summary, day),
    fine: null,
    citation: null,
    standing: markedStanding(registry, row.cites, day),
    isSingleSource: false,
    alias: null,
  };
  switch (kind) {
    case 'act':
      return { ...plain, ...actPart(registry, lawIdOf(row), day) };
    case 'provision':
      return { ...plain, ...provisionPart(registry, lawIdOf(row), day) };
    case 'penalty':
      return { ...plain, ...penaltyPart(registry, lawIdOf(row), day) };
    default:
      return { ...plain, alias: foundAs(row, query) };
  }
}

function actPart(registry: Registry, actId: string, day: string): Partial<SearchHit> {
  const act = registry.acts.get(actId);
  if (!act) return {};
  const isEnded = act.inForceTo !== null && act.inForceTo < day;
  return {
    ...(act.confidence === 'unconfirmed' ? { standing: 'withheld' } : isEnded ? { standing: 'ended' } : {}),
    isSingleSource: act.confidence === 'single-source',
  };
}

function provisionPart(registry: Registry, provisionId: string, day: string): Partial<SearchHit> {
  const on = provisionOn(registry, provisionId, day);
  if (!on) return {};
  const isShown = on.period !== null && on.period.confidence !== 'unconfirmed';
  return {
    summary: isShown ? [{ kind: 'text', text: on.period!.textVi }] : [],
    citation: citationOf(provisionId, on.act),
    standing: isShown ? on.standing : 'no-data',
    isSingleSource: on.period?.confidence === 'single-source',
  };
}

function penaltyPart(registry: Registry, penaltyId: string, day: string): Partial<SearchHit> {
  const on = penaltyOn(registry, penaltyId, day);
  if (!on) return {};
  const place = on.period?.provision ?? null;
  const points = on.period && on.standing === 'in-force' ? pointsOf(on.period) : '';
  return {
    fine: [shownFine(on), points].filter(Boolean).join(', '),
    citation: place === null ? null : citationOf(place, on.act ?? undefined),
    standing: on.standing,
    isSingleSource: on.penalty.confidence === 'single-source',
  };
}

/** The place on the act's page where it is shown; the page alone where it is not. */
function hrefOf(registry: Registry, provisionId: string): string {
  const page = `/luat/${actIdOf(provisionId)}/`;
  return registry.provisions.has(provisionId) ? `${page}#${anchorOf(provisionId)}` : page;
}

function markedStanding(registry: Registry, cites: readonly string[], day: string): Standing {
  const states = cites.flatMap((id) => markOn(registry, id, day)?.state ?? []);
  return states.includes('ended') ? 'ended' : states.length > 0 ? 'under-review' : 'in-force';
}

function bound(registry: Registry, text: string, day: string): Segment[] {
  try {
    return bindText(registry, text, day);
  } catch (error) {
    // Another process may be a version ahead with the content: the words alone still help.
    if (error instanceof UnknownBindingError)
      return [{ kind: 'text', text: text.replace(/\{\{[^}]*\}\}/g, standingWords['no-data']) }];
    throw error;
  }
}
