import type { PenaltyPeriod } from '#content/schema.ts';
import { dayAfter } from './day-count.ts';
import type { PenaltyEntry, ProvisionEntry, Registry } from './registry.ts';
import { actIdOf } from './validity.ts';

export type LawChange =
  | {
      on: string;
      /** wording: the figures stay, the text or another sanction changed. */
      kind: 'new' | 'figures' | 'wording' | 'ended';
      penaltyId: string;
      before: PenaltyPeriod | null;
      after: PenaltyPeriod | null;
    }
  | { on: string; kind: 'provision'; provisionId: string; textVi: string }
  | { on: string; kind: 'note'; actId: string; textVi: string; provisionId: string | null };

const figuresOf = ({ fineMinVnd, fineMaxVnd, fineUnit, points }: PenaltyPeriod): string =>
  JSON.stringify([fineMinVnd, fineMaxVnd, fineUnit ?? null, points]);

const ORDER: Record<LawChange['kind'], number> = {
  figures: 0,
  new: 1,
  ended: 2,
  note: 3,
  provision: 4,
  wording: 5,
};

/**
 * What changed in the law after `from` up to and including `to`, newest first; on one day changed figures and new
 * offences stand before notes and mere wording, drivers before owners. The first day of an act as a whole is no change
 * of each of its parts. Withheld rows are left out.
 */
export function changesBetween(registry: Registry, from: string, to: string): LawChange[] {
  const rows = [...registry.penalties.values()].filter(({ withheld }) => !withheld);
  const withRow = new Set(
    [...registry.penalties.values()].flatMap(({ periods }) => periods.map(({ provision }) => provision)),
  );
  const provisions = [...registry.provisions.values()].filter(({ id }) => !withRow.has(id));
  const notes = [...registry.acts.values()].flatMap((act) =>
    act.changesVi.map(({ on, textVi, provision }): LawChange => ({
      on,
      kind: 'note',
      actId: act.id,
      textVi,
      provisionId: provision ?? null,
    })),
  );
  const rank = (change: LawChange) =>
    ORDER[change.kind] +
    ('penaltyId' in change && registry.penalties.get(change.penaltyId)!.role !== 'driver' ? 0.5 : 0);
  return [
    ...rows.flatMap((row) => changesOfRow(registry, row)),
    ...provisions.flatMap((provision) => changesOfProvision(registry, provision)),
    ...notes,
  ]
    .filter(({ on }) => from < on && on <= to)
    .sort((a, b) => (a.on < b.on ? 1 : a.on > b.on ? -1 : rank(a) - rank(b)));
}

const startOfAct = (registry: Registry, provisionId: string) =>
  registry.acts.get(actIdOf(provisionId))?.inForceFrom ?? null;

function changesOfRow(registry: Registry, { id: penaltyId, periods }: PenaltyEntry): LawChange[] {
  const changes = periods.flatMap((after, index): LawChange[] => {
    const before = periods[index - 1] ?? null;
    const change = { on: after.from, penaltyId, before, after };
    if (before) return [{ ...change, kind: figuresOf(before) === figuresOf(after) ? 'wording' : 'figures' }];
    if (after.isNew) return [{ ...change, kind: 'new' }];
    return startOfAct(registry, after.provision) === after.from ? [] : [{ ...change, kind: 'wording' }];
  });
  const last = periods.at(-1)!;
  if (last.to === undefined) return changes;
  return [...changes, { on: dayAfter(last.to), kind: 'ended', penaltyId, before: last, after: null }];
}

function changesOfProvision(registry: Registry, { id, periods }: ProvisionEntry): LawChange[] {
  return periods
    .filter(
      (period, index) =>
        period.confidence !== 'unconfirmed' && (index > 0 || period.from !== startOfAct(registry, id)),
    )
    .map(({ from, textVi }): LawChange => ({ on: from, kind: 'provision', provisionId: id, textVi }));
}
