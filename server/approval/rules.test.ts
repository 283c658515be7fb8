import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { publicationHandlers } from '../publications.ts';
import { PERMISSIONS, ROLES, type Role } from '../staff/rules.ts';
import {
  KINDS,
  nextSteps,
  progressAfter,
  progressAt,
  PUBLICATION_KINDS,
  slugOf,
  STATES,
  stateOfVersion,
  stepFor,
  transitionsOf,
  VERBS,
  type Asker,
  type Progress,
  type PublicationKind,
  type State,
  type Verb,
} from './rules.ts';

const NOW = new Date('2026-11-21T05:00:00Z');
const LATER = new Date('2026-11-21T06:00:00Z');

const progress = (more: Partial<Progress> = {}): Progress => ({
  state: 'draft',
  version: 1,
  lastVersion: 1,
  liveVersion: null,
  authorIds: ['lan'],
  liveAt: null,
  embargoAt: null,
  ...more,
});

const inRole = (kind: PublicationKind, role: Role, id = 'minh'): Asker => ({
  id,
  holds: (need) => (PERMISSIONS[KINDS[kind].permissions[need]] as readonly Role[]).includes(role),
  isFreshlyReset: false,
});
const anyone = (id: string): Asker => ({ id, holds: () => true, isFreshlyReset: false });
const after = (verb: Verb, kept: Progress, id = 'minh', more = {}) => {
  const step = stepFor(KINDS.notice, kept, verb, anyone(id), NOW);
  if (!step.ok) throw new Error(`${verb}: ${step.reason}`);
  return progressAfter(kept, step.transition, { actorId: id, now: NOW, ...more });
};

/** Written apart from the table of the workflow: state, verb, roles, where it leads. */
const WRITERS: Role[] = ['writer', 'committee-office'];
const OFFICERS: Role[] = ['police-data-officer'];
const TEACHERS: Role[] = ['writer', 'school-coordinator', 'teacher'];
const EXPECTED: Record<PublicationKind, [State, Verb, Role[], State][]> = {
  release: [
    ...(['draft', 'checked', 'approved', 'scheduled'] as const).flatMap(
      (state): [State, Verb, Role[], State][] => [
        [state, 'edit', OFFICERS, 'draft'],
        [state, 'withdraw', [...OFFICERS, 'privacy-officer'], 'withdrawn'],
      ],
    ),
    ['submitted', 'edit', OFFICERS, 'draft'],
    ['submitted', 'withdraw', [...OFFICERS, 'privacy-officer'], 'withdrawn'],
    ['draft', 'submit', OFFICERS, 'checked'],
    ['draft', 'discard', OFFICERS, 'withdrawn'],
    ['checked', 'approve', ['privacy-officer'], 'approved'],
    ['checked', 'send-back', ['privacy-officer'], 'draft'],
    ['approved', 'publish', ['privacy-officer'], 'live'],
    ['approved', 'schedule', ['privacy-officer'], 'scheduled'],
    ['approved', 'send-back', ['privacy-officer'], 'draft'],
    ['scheduled', 'publish', ['privacy-officer'], 'live'],
    ['scheduled', 'schedule', ['privacy-officer'], 'scheduled'],
    ['scheduled', 'send-back', ['privacy-officer'], 'draft'],
    ['live', 'correct', OFFICERS, 'draft'],
    ['live', 'withdraw', [...OFFICERS, 'privacy-officer'], 'withdrawn'],
  ],
  notice: [
    ...(['draft', 'submitted', 'checked', 'approved', 'scheduled'] as const).flatMap(
      (state): [State, Verb, Role[], State][] => [
        [state, 'edit', WRITERS, 'draft'],
        [state, 'withdraw', ['admin', 'approver'], 'withdrawn'],
      ],
    ),
    ['draft', 'submit', WRITERS, 'submitted'],
    ['draft', 'discard', WRITERS, 'withdrawn'],
    ['submitted', 'check', ['law-checker'], 'checked'],
    ['submitted', 'send-back', ['law-checker'], 'draft'],
    ['checked', 'approve', ['approver'], 'approved'],
    ['checked', 'send-back', ['approver'], 'draft'],
    ['approved', 'publish', ['approver'], 'live'],
    ['approved', 'schedule', ['approver'], 'scheduled'],
    ['approved', 'send-back', ['approver'], 'draft'],
    ['scheduled', 'publish', ['approver'], 'live'],
    ['scheduled', 'schedule', ['approver'], 'scheduled'],
    ['scheduled', 'send-back', ['approver'], 'draft'],
    ['live', 'correct', WRITERS, 'draft'],
    ['live', 'withdraw', ['admin', 'approver'], 'withdrawn'],
  ],
  bulletin: [
    ...(['draft', 'submitted', 'checked', 'approved', 'scheduled'] as const).flatMap(
      (state): [State, Verb, Role[], State][] => [
        [state, 'edit', WRITERS, 'draft'],
        [state, 'withdraw', ['admin', 'approver'], 'withdrawn'],
      ],
    ),
    ['draft', 'submit', WRITERS, 'submitted'],
    ['draft', 'discard', WRITERS, 'withdrawn'],
    ['submitted', 'check', ['law-checker'], 'checked'],
    ['submitted', 'send-back', ['law-checker'], 'draft'],
    ['checked', 'approve', ['approver'], 'approved'],
    ['checked', 'send-back', ['approver'], 'draft'],
    ['approved', 'publish', ['approver'], 'live'],
    ['approved', 'schedule', ['approver'], 'scheduled'],
    ['approved', 'send-back', ['approver'], 'draft'],
    ['scheduled', 'publish', ['approver'], 'live'],
    ['scheduled', 'schedule', ['approver'], 'scheduled'],
    ['scheduled', 'send-back', ['approver'], 'draft'],
    ['live', 'correct', WRITERS, 'draft'],
    ['live', 'withdraw', ['admin', 'approver'], 'withdrawn'],
  ],
  'law-mark': [
    ['draft', 'edit', ['law-checker'], 'draft'],
    ['draft', 'submit', ['law-checker'], 'checked'],
    ['draft', 'discard', ['law-checker'], 'withdrawn'],
    ['checked', 'approve', ['law-checker', 'approver'], 'live'],
    ['checked', 'send-back', ['law-checker', 'approver'], 'draft'],
  ],
  'question-set': [
    ...(['draft', 'submitted', 'checked', 'approved', 'scheduled'] as const).flatMap(
      (state): [State, Verb, Role[], State][] => [
        [state, 'edit', TEACHERS, 'draft'],
        [state, 'withdraw', [...TEACHERS, 'admin', 'approver'], 'withdrawn'],
      ],
    ),
    ['draft', 'submit', TEACHERS, 'submitted'],
    ['draft', 'discard', TEACHERS, 'withdrawn'],
    ['submitted', 'check', ['law-checker'], 'checked'],
    ['submitted', 'send-back', ['law-checker'], 'draft'],
    ['checked', 'approve', ['approver'], 'live'],
    ['checked', 'send-back', ['approver'], 'draft'],
    ['live', 'correct', TEACHERS, 'draft'],
    ['live', 'withdraw', [...TEACHERS, 'admin', 'approver'], 'withdrawn'],
  ],
};

describe.each(PUBLICATION_KINDS)('%s: every state × verb × role', (kind) => {
  test.each(STATES)('from %s', (state) => {
    // Something of it is live, so that withdrawing depends on the state alone.
    const kept = progress({ state, version: 2, lastVersion: 2, liveVersion: 1 });
    for (const verb of VERBS)
      for (const role of ROLES) {
        const step = stepFor(KINDS[kind], kept, verb, inRole(kind, role), NOW);
        const expected = EXPECTED[kind].find(([from, what]) => from === state && what === verb);
        const where = `${state} ${verb} ${role}`;
        if (!expected) expect(step, where).toEqual({ ok: false, reason: 'not-now' });
        else if (!expected[2].includes(role))
          expect(step, where).toEqual({ ok: false, reason: 'not-allowed' });
        else expect(step, where).toMatchObject({ ok: true, transition: { to: expected[3] } });
      }
  });
});

describe('four eyes', () => {
  test.each(['check', 'approve'] as const)(
    'an author of a notice may not %s it, whatever their roles',
    (verb) => {
      const state = verb === 'check' ? 'submitted' : 'checked';
      expect(stepFor(KINDS.notice, progress({ state }), verb, anyone('lan'), NOW)).toEqual({
        ok: false,
        reason: 'own-work',
      });
      expect(stepFor(KINDS.notice, progress({ state }), verb, anyone('minh'), NOW).ok).toBe(true);
    },
  );

  test.each(['approve', 'send-back'] as const)('who proposed a mark of the law may not %s it', (verb) => {
    const kept = progress({ state: 'checked' });
    expect(stepFor(KINDS['law-mark'], kept, verb, anyone('lan'), NOW)).toMatchObject({ reason: 'own-work' });
  });

  test.each([
    ['notice', 'submitted', 'check'],
    ['notice', 'checked', 'approve'],
    ['law-mark', 'checked', 'approve'],
    ['question-set', 'submitted', 'check'],
    ['question-set', 'checked', 'approve'],
  ] as const)('an account that was just reset is no second pair of eyes: %s, %s, %s', (kind, state, verb) => {
    const kept = progress({ state });
    const step = stepFor(KINDS[kind], kept, verb, { ...anyone('minh'), isFreshlyReset: true }, NOW);
    expect(step).toEqual({ ok: false, reason: 'fresh-reset' });
    expect(stepFor(KINDS[kind], kept, verb, anyone('minh'), NOW).ok).toBe(true);
  });

  test('an account that was just reset goes on with what one person may do', () => {
    const reset = { ...anyone('lan'), isFreshlyReset: true };
    for (const verb of ['edit', 'submit', 'discard'] as const)
      expect(stepFor(KINDS.notice, progress(), verb, reset, NOW).ok).toBe(true);
    expect(
      stepFor(KINDS.notice, progress({ state: 'live', liveVersion: 1 }), 'withdraw', reset, NOW).ok,
    ).toBe(true);
  });

  test('whoever edits the text becomes an author beside the first', () => {
    const edited = after('edit', progress({ state: 'checked' }), 'minh');
    expect(edited).toMatchObject({ state: 'draft', version: 2, authorIds: ['lan', 'minh'] });
  });

  test('the authors of an older text that is taken again are its authors too', () => {
    const kept = progress({ version: 3, lastVersion: 3, authorIds: ['hoa'] });
    expect(after('edit', kept, 'minh', { sourceAuthorIds: ['lan'] }).authorIds).toEqual(['lan', 'minh']);
  });

  test('a correction begins with its own author: what was published has been approved', () => {
    const live = progress({ state: 'live', liveVersion: 1 });
    expect(after('correct', live, 'minh')).toMatchObject({ version: 2, liveVersion: 1, authorIds: ['minh'] });
  });
});

describe('time', () => {
  const scheduled = progress({
    state: 'scheduled',
    liveAt: LATER,
    version: 2,
    lastVersion: 2,
    liveVersion: 1,
  });

  test('what is scheduled is live from its minute on, and not a moment before', () => {
    expect(progressAt(scheduled, new Date(LATER.getTime() - 1))).toBe(scheduled);
    expect(progressAt(scheduled, LATER)).toMatchObject({ state: 'live', liveVersion: 2 });
  });

  test('from its minute on it can no longer be edited, only corrected', () => {
    expect(stepFor(KINDS.notice, scheduled, 'edit', anyone('minh'), LATER)).toMatchObject({
      reason: 'not-now',
    });
    expect(stepFor(KINDS.notice, scheduled, 'correct', anyone('minh'), LATER).ok).toBe(true);
  });

  test('an embargo keeps from publishing at once and leaves setting the hour', () => {
    const kept = progress({ state: 'approved', embargoAt: LATER });
    expect(stepFor(KINDS.notice, kept, 'publish', anyone('minh'), NOW)).toMatchObject({ reason: 'embargo' });
    expect(stepFor(KINDS.notice, kept, 'schedule', anyone('minh'), NOW).ok).toBe(true);
    expect(stepFor(KINDS.notice, kept, 'publish', anyone('minh'), LATER).ok).toBe(true);
  });
});

describe('corrections and withdrawal', () => {
  test('a correction that is dropped leaves the live version as it was', () => {
    const open = after('correct', progress({ state: 'live', liveVersion: 1 }));
    const dropped = after('discard', open, 'minh', { liveAuthorIds: ['lan'] });
    expect(dropped).toMatchObject({
      state: 'live',
      version: 1,
      lastVersion: 2,
      liveVersion: 1,
      authorIds: ['lan'],
    });
  });

  test('what was never public cannot be withdrawn, only dropped', () => {
    const verbs = nextSteps(KINDS.notice, progress(), anyone('minh'), NOW).map(
      ({ transition }) => transition.verb,
    );
    expect(verbs).toEqual(['edit', 'submit', 'discard']);
  });

  test('the version that was live is corrected once the next one takes its place', () => {
    const kept = progress({ state: 'live', version: 3, lastVersion: 3, liveVersion: 3 });
    expect([1, 2, 3].map((version) => stateOfVersion(kept, version, version !== 2))).toEqual([
      'corrected',
      'draft',
      'live',
    ]);
  });
});

test('no sequence of steps reaches readers without the approval of somebody who did not write it', () => {
  const people = ['lan', 'minh', 'hoa'];
  // Forward more often than back, or few would come as far as readers.
  const forward = ['submit', 'check', 'approve', 'schedule', 'publish', 'correct', 'edit'] as const;
  const move = fc.record({
    verb: fc.oneof(
      { weight: 4, arbitrary: fc.constantFrom<Verb>(...forward) },
      fc.constantFrom<Verb>(...VERBS),
    ),
    who: fc.constantFrom(...people),
    source: fc.nat(),
    minutes: fc.nat(30),
  });
  let reached = 0;
  fc.assert(
    fc.property(
      fc.constantFrom(...PUBLICATION_KINDS),
      fc.array(move, { minLength: 30, maxLength: 80 }),
      (name, moves) => {
        const kind = KINDS[name];
        let kept = progress({ authorIds: ['lan'] });
        let now = NOW.getTime();
        /** Who really wrote each version's text, followed apart from the rules. */
        const writers = new Map([[1, new Set(['lan'])]]);
        const approvals = new Map<number, string[]>();
        for (const { verb, who, source, minutes } of moves) {
          now += minutes * 60_000;
          const at = new Date(now);
          const step = stepFor(kind, kept, verb, anyone(who), at);
          if (!step.ok) continue;
          const before = progressAt(kept, at);
          const taken = source % 3 === 0 ? (source % before.lastVersion) + 1 : before.version;
          kept = progressAfter(kept, step.transition, {
            actorId: who,
            now: at,
            liveAt: new Date(now + 600_000),
            sourceAuthorIds: taken === before.version ? undefined : [...writers.get(taken)!],
          });
          if (verb === 'edit') writers.set(kept.version, new Set([...writers.get(taken)!, who]));
          if (verb === 'correct') writers.set(kept.version, new Set([who]));
          if (verb === 'approve') approvals.set(kept.version, [...(approvals.get(kept.version) ?? []), who]);
          const { liveVersion } = progressAt(kept, at);
          if (liveVersion === null) continue;
          reached += 1;
          const approvers = approvals.get(liveVersion) ?? [];
          expect(approvers.some((id) => !writers.get(liveVersion)!.has(id))).toBe(true);
        }
      },
    ),
    { numRuns: 2000 },
  );
  expect(reached).toBeGreaterThan(500);
});

test('a kind that changes more than its own pages takes effect with its approval, at no later hour', () => {
  const acts = PUBLICATION_KINDS.filter((kind) => publicationHandlers[kind].onStep !== undefined);
  expect(acts).toEqual(['law-mark', 'release', 'bulletin']);
  // What a release seals is its own: readers see nothing of it before its hour. A bulletin only waits for other releases.
  const more = acts.filter((kind) => kind !== 'release' && kind !== 'bulletin');
  expect(more.filter((kind) => !KINDS[kind].isLiveOnApproval)).toEqual([]);
});

test('sending back and correcting ask for a reason, and the public reads what was withdrawn or wrong', () => {
  const reasons = transitionsOf(KINDS.notice)
    .filter(({ reason }) => reason !== 'none')
    .map(({ verb, reason }) => `${verb} ${reason}`);
  expect([...new Set(reasons)]).toEqual(['send-back desk', 'correct public', 'withdraw public']);
});

test.each([
  ['Cấm đường Lê Lợi ngày 21/11', 'cam-duong-le-loi-ngay-21-11'],
  ['  Đèn đỏ!  ', 'den-do'],
  ['***', ''],
])('the title “%s” makes the address “%s”', (title, slug) => {
  expect(slugOf(title)).toBe(slug);
});
