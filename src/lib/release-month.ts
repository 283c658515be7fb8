import { stateNames } from '#server/approval/rules.ts';
import type { MonthRow } from '#server/outcomes/release/views.ts';
import { formatDay } from '#server/law/rules.ts';
import { formatInstant } from './instant.ts';
import { releaseDeskWords as words } from './release-desk-words.ts';

/** Under which filter a month stands. */
export const MONTH_GROUPS = ['to-do', 'under-way', 'changed', 'public', 'early'] as const;
export type MonthGroup = (typeof MONTH_GROUPS)[number];

/** Where a month stands, whom it waits for and what comes next, in words. */
export type MonthStep = {
  group: MonthGroup;
  state: string;
  tone: 'go' | 'stop' | null;
  since: Date | null;
  waits: string;
  verb: string;
  path: string;
};

/** What whoever asks may do with releases. */
export type MonthRights = { write: boolean; approve: boolean; import: boolean };

const { standing, verbs, waitsFor } = words;

/** @param today calendar day in Asia/Ho_Chi_Minh */
export function monthStep(row: MonthRow, rights: MonthRights, today: string): MonthStep {
  const { month, publication, release, draft } = row;
  const preparePath = words.preparePath(month);
  const toPrepare = (verb: string) => ({ verb: rights.write ? verb : verbs.open, path: preparePath });
  const base = { tone: null, since: null, waits: waitsFor.officer };
  if (row.preparationId !== null)
    return {
      ...base,
      group: 'to-do',
      state: standing.preparing,
      verb: verbs.progress,
      path: `${preparePath}?lan=${row.preparationId}`,
    };
  if (publication && publication.state !== 'live') return underWay(publication, rights);
  if (row.isChanged && release) {
    const step = { ...base, group: 'changed', tone: 'stop' } as const;
    // Preparing it once more would say the same: the page says what to do.
    if (draft?.isCurrent && !draft.isSafe)
      return { ...step, state: standing.unsafe, since: draft.preparedAt, ...toPrepare(verbs.unsafe) };
    return { ...step, state: standing.changed, since: row.handedOverAt, ...toPrepare(verbs.correct) };
  }
  if (release)
    return {
      group: 'public',
      state: stateNames.live,
      tone: 'go',
      since: release.liveAt,
      waits: waitsFor.nobody,
      verb: verbs.open,
      path: publication ? `${words.path}${publication.id}/` : `${words.publicPath}${release.number}/`,
    };
  if (draft) {
    const since = draft.preparedAt;
    if (!draft.isCurrent)
      return { ...base, group: 'to-do', state: standing.stale, since, ...toPrepare(verbs.again) };
    if (!draft.isSafe)
      return {
        ...base,
        group: 'to-do',
        state: standing.unsafe,
        tone: 'stop',
        since,
        ...toPrepare(verbs.unsafe),
      };
    return { ...base, group: 'to-do', state: standing.prepared, since, ...toPrepare(verbs.send) };
  }
  if (row.batches === 0)
    return {
      ...base,
      group: 'to-do',
      state: standing['no-figures'],
      waits: waitsFor.sender,
      ...(rights.import ? { verb: verbs.bring, path: words.intakePath } : toPrepare(verbs.open)),
    };
  if (today < row.publishableFrom)
    return {
      ...base,
      group: 'early',
      state: standing.early,
      since: row.handedOverAt,
      waits: waitsFor.days(formatDay(row.publishableFrom)),
      ...toPrepare(verbs.prepare),
    };
  return {
    ...base,
    group: 'to-do',
    state: standing['not-prepared'],
    since: row.handedOverAt,
    ...toPrepare(verbs.prepare),
  };
}

function underWay(
  { id, state, since, liveAt }: NonNullable<MonthRow['publication']>,
  { write, approve }: MonthRights,
): MonthStep {
  const isWriters = state === 'draft';
  const isTimed = state === 'scheduled';
  const verb =
    isWriters && write
      ? verbs.send
      : state === 'checked' && approve
        ? verbs.approve
        : state === 'approved' && approve
          ? verbs.publish
          : verbs.open;
  return {
    group: 'under-way',
    state: isTimed && liveAt ? `${stateNames.scheduled}: ${formatInstant(liveAt)}` : stateNames[state],
    tone: null,
    since,
    waits: isTimed ? waitsFor.time : isWriters ? waitsFor.officer : waitsFor.privacy,
    verb,
    path: `${words.path}${id}/`,
  };
}
