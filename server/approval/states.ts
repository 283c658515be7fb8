import type { KindRules, Need } from './kinds.ts';

/**
 * Where a version stands. Of one publication at most one version is live and at most one is in the works.
 * `corrected`: was live until the next version took its place.
 */
export const STATES = [
  'draft',
  'submitted',
  'checked',
  'approved',
  'scheduled',
  'live',
  'corrected',
  'withdrawn',
] as const;
export type State = (typeof STATES)[number];

export const VERBS = [
  'edit',
  'submit',
  'check',
  'approve',
  'schedule',
  'publish',
  'send-back',
  'discard',
  'correct',
  'withdraw',
] as const;
export type Verb = (typeof VERBS)[number];

export type Transition = {
  verb: Verb;
  from: readonly State[];
  to: State;
  need: Need;
  /** No author of the version may take it. */
  isFourEyes: boolean;
  /** Whether a reason must be given, and who reads it. */
  reason: 'none' | 'desk' | 'public';
};

/** Every step of a kind: the table of the workflow. Nothing moves but by a row of it. */
export function transitionsOf(kind: KindRules): Transition[] {
  const { needsCheck, isLiveOnApproval, isRevisable } = kind;
  const step = (
    verb: Verb,
    from: readonly State[],
    to: State,
    need: Need,
    reason: Transition['reason'] = 'none',
  ): Transition => ({
    verb,
    from,
    to,
    need,
    isFourEyes: verb === 'approve' || kind.fourEyes.includes(verb),
    reason,
  });
  const underWay: State[] = ['submitted', 'checked', 'approved', 'scheduled'];
  return [
    step('edit', isRevisable ? ['draft', ...underWay] : ['draft'], 'draft', 'write'),
    step('submit', ['draft'], needsCheck ? 'submitted' : 'checked', 'write'),
    ...(needsCheck ? [step('check', ['submitted'], 'checked', 'check')] : []),
    ...(needsCheck ? [step('send-back', ['submitted'], 'draft', 'check', 'desk')] : []),
    step('approve', ['checked'], isLiveOnApproval ? 'live' : 'approved', 'approve'),
    ...(isLiveOnApproval
      ? []
      : [
          step('publish', ['approved', 'scheduled'], 'live', 'approve'),
          step('schedule', ['approved', 'scheduled'], 'scheduled', 'approve'),
        ]),
    step('send-back', isLiveOnApproval ? ['checked'] : underWay.slice(1), 'draft', 'approve', 'desk'),
    step('discard', ['draft'], 'withdrawn', 'write'),
    ...(isRevisable
      ? [
          // Opens a version beside the live one; the reason is the public note on what was wrong.
          step('correct', ['live'], 'draft', 'write', 'public'),
          // Also while a correction is in the works: what is wrong must be able to go at any time.
          step('withdraw', ['draft', ...underWay, 'live'], 'withdrawn', 'withdraw', 'public'),
        ]
      : []),
  ];
}

/** Where a publication stands, as kept. */
export type Progress = {
  /** State of the version in the works, or of the live one when none is. */
  state: State;
  /** Version that state is about. */
  version: number;
  /** Newest version there is. */
  lastVersion: number;
  /** Version that readers see; null: none. */
  liveVersion: number | null;
  /** Who wrote what is not yet published in that version. */
  authorIds: readonly string[];
  /** While scheduled: the instant from which readers see it. Otherwise null. */
  liveAt: Date | null;
  /** May not be seen before this instant; null: any time. */
  embargoAt: Date | null;
};

/** Where a publication stands at an instant: what was scheduled is live from its minute on, without anybody doing anything. */
export const progressAt = <P extends Progress>(progress: P, now: Date): P =>
  progress.state === 'scheduled' && progress.liveAt !== null && progress.liveAt <= now
    ? { ...progress, state: 'live', liveVersion: progress.version, liveAt: null }
    : progress;

/** Whoever asks, and which permissions they hold over the publication's unit. */
export type Asker = {
  id: string;
  holds: (need: Need) => boolean;
  /** An administrator gave the account a new way in a short while ago. */
  isFreshlyReset: boolean;
};

/**
 * Why somebody may not take a step.
 * `not-now`: not from this state; `not-allowed`: their role does not; `own-work`: somebody else must; `fresh-reset`:
 * it may be an administrator who uses the account; `embargo`: too early.
 */
export type StepRefusal = 'not-now' | 'not-allowed' | 'own-work' | 'fresh-reset' | 'embargo';

export type NextStep = { transition: Transition; refusal: StepRefusal | null };

const isOpen = ({ verb, from }: Transition, { state, liveVersion }: Progress): boolean =>
  from.includes(state) && (verb !== 'withdraw' || liveVersion !== null);

function refusalOf(transition: Transition, progress: Progress, asker: Asker, now: Date): StepRefusal | null {
  if (!asker.holds(transition.need)) return 'not-allowed';
  if (transition.isFourEyes && progress.authorIds.includes(asker.id)) return 'own-work';
  if (transition.isFourEyes && asker.isFreshlyReset) return 'fresh-reset';
  const { embargoAt } = progress;
  return transition.verb === 'publish' && embargoAt !== null && now < embargoAt ? 'embargo' : null;
}

/** The steps that lead on from where a publication stands, in the order of the table, each with why somebody may not take it. */
export function nextSteps(kind: KindRules, kept: Progress, asker: Asker, now: Date): NextStep[] {
  const progress = progressAt(kept, now);
  return transitionsOf(kind)
    .filter((transition) => isOpen(transition, progress))
    .map((transition) => ({ transition, refusal: refusalOf(transition, progress, asker, now) }));
}

/** One step for one person. `not-now` also when there is no such step. */
export function stepFor(
  kind: KindRules,
  progress: Progress,
  verb: Verb,
  asker: Asker,
  now: Date,
): { ok: true; transition: Transition } | { ok: false; reason: StepRefusal } {
  const next = nextSteps(kind, progress, asker, now).find(({ transition }) => transition.verb === verb);
  if (!next) return { ok: false, reason: 'not-now' };
  return next.refusal === null
    ? { ok: true, transition: next.transition }
    : { ok: false, reason: next.refusal };
}

/** What a step brings with it. */
export type StepFacts = {
  actorId: string;
  now: Date;
  /** For `schedule`: the instant of going live. */
  liveAt?: Date | undefined;
  /** For `edit`: who wrote the older version that the text is taken from. */
  sourceAuthorIds?: readonly string[] | undefined;
  /** For `discard`: who wrote the live version that stands again. */
  liveAuthorIds?: readonly string[] | undefined;
};

/**
 * Where a publication stands after a step that was allowed. `edit` and `correct` make a new version; whoever makes one counts
 * as its author, beside the authors of the text it is taken from, until a version is published.
 */
export function progressAfter(kept: Progress, { verb, to }: Transition, facts: StepFacts): Progress {
  const progress = progressAt(kept, facts.now);
  const { version, lastVersion, liveVersion, authorIds } = progress;
  const next = { ...progress, state: to, liveAt: null };
  switch (verb) {
    case 'edit': {
      const before = facts.sourceAuthorIds ?? authorIds;
      const authors = [...new Set([...before, facts.actorId])];
      return { ...next, version: lastVersion + 1, lastVersion: lastVersion + 1, authorIds: authors };
    }
    case 'correct':
      return { ...next, version: lastVersion + 1, lastVersion: lastVersion + 1, authorIds: [facts.actorId] };
    case 'discard':
      return liveVersion === null
        ? next
        : { ...next, state: 'live', version: liveVersion, authorIds: facts.liveAuthorIds ?? [] };
    case 'schedule':
      return { ...next, liveAt: facts.liveAt ?? null };
    case 'withdraw':
      return { ...next, liveVersion: null };
    default:
      return to === 'live' ? { ...next, liveVersion: version } : next;
  }
}

/** State of one version of a publication: of the versions that are not in the works, the one that was live before is corrected. */
export function stateOfVersion(progress: Progress, version: number, wasLive: boolean): State {
  if (version === progress.version) return progress.state;
  if (version === progress.liveVersion) return 'live';
  if (!wasLive) return 'draft';
  return progress.state === 'withdrawn' ? 'withdrawn' : 'corrected';
}
