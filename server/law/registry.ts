import type { Act, Behaviour, Penalty, Provision } from '#content/schema.ts';

/** A law checker's word: from `onDay` on, the target and everything below it is under review or ended. */
export type Mark = {
  id: string;
  target: string;
  state: 'under-review' | 'ended';
  onDay: string;
  reason: string;
};

export type ActEntry = Omit<Act, 'provisions'> & { id: string };
/** `id` is `<act>:<place>`, e.g. `nd-168-2024:6.9.d`. */
export type ProvisionEntry = Provision & { id: string; actId: string };
export type PenaltyEntry = Penalty & { behaviourId: string };
export type BehaviourEntry = { id: string; nameVi: string; penaltyIds: readonly string[] };

/** The law as this site knows it. Every rule of this room takes it as its first argument. */
export type Registry = {
  acts: ReadonlyMap<string, ActEntry>;
  provisions: ReadonlyMap<string, ProvisionEntry>;
  behaviours: ReadonlyMap<string, BehaviourEntry>;
  penalties: ReadonlyMap<string, PenaltyEntry>;
  marks: readonly Mark[];
};

/**
 * Puts acts, behaviours and marks together. Figures of withheld rows are left out here, so that nothing behind this
 * point can show them.
 */
export function buildRegistry(
  acts: readonly (Act & { id: string })[],
  behaviours: readonly (Behaviour & { id: string })[],
  marks: readonly Mark[],
): Registry {
  const penalties = behaviours.flatMap((behaviour) =>
    behaviour.penalties.map((penalty): PenaltyEntry => ({
      ...(penalty.withheld ? withoutFigures(penalty) : penalty),
      behaviourId: behaviour.id,
    })),
  );
  return {
    acts: new Map(acts.map(({ provisions: _, ...act }) => [act.id, act])),
    provisions: new Map(
      acts.flatMap((act) =>
        act.provisions.map((provision) => {
          const id = `${act.id}:${provision.at}`;
          return [id, { ...provision, id, actId: act.id }] as const;
        }),
      ),
    ),
    behaviours: new Map(
      behaviours.map(({ id, nameVi, penalties: rows }) => [
        id,
        { id, nameVi, penaltyIds: rows.map((row) => row.id) },
      ]),
    ),
    penalties: new Map(penalties.map((penalty) => [penalty.id, penalty])),
    marks,
  };
}

function withoutFigures(penalty: Penalty): Penalty {
  return {
    ...penalty,
    periods: penalty.periods.map((period) => ({
      ...period,
      fineMinVnd: null,
      fineMaxVnd: null,
      points: null,
      sanctionVi: null,
    })),
  };
}
