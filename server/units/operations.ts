/*
 * What an operation on units comes to: pure, from the units it is about to the rows to write, or the reason why not.
 * Nothing is undone: what was wrong is put right by another operation, which begins on the same day or later.
 */
import { dayBefore, isThere } from './history.ts';
import { mayStandUnder, type SchoolLevel, type UnitKind } from './kinds.ts';
import { WHOLE_PPM, type LineageLink } from './series.ts';

/** A unit as the rules see it: as it is now, and when its name and its place were last changed. */
export type UnitNode = {
  id: string;
  code: string;
  kind: UnitKind;
  officialName: string;
  shortName: string;
  schoolLevels: readonly SchoolLevel[];
  parentId: string | null;
  validFrom: string | null;
  validTo: string | null;
  lastNameOn: string | null;
  lastPlaceOn: string | null;
};

/** A unit that does not exist yet. Its id and code are given by whoever may draw numbers. */
export type NewUnit = {
  id: string;
  code: string;
  kind: UnitKind;
  officialName: string;
  shortName: string;
  schoolLevels: readonly SchoolLevel[];
  parentId: string | null;
};

/** Where something goes: into a unit that exists, or into one that begins with it. */
export type Heir = { id: string } | { added: NewUnit };

/** What may be done with units. Every day is the first on which it holds, except `lastDay`. */
export type Operation =
  | { kind: 'create'; added: NewUnit; onDay: string }
  | { kind: 'rename'; unitId: string; officialName: string; shortName: string; onDay: string }
  | { kind: 'move'; unitId: string; parentId: string | null; onDay: string }
  | { kind: 'merge'; sourceIds: readonly string[]; heir: Heir; onDay: string }
  | {
      kind: 'split';
      unitId: string;
      /** `sharePpm` null: unknown; then all of them are, and `keptPpm` too. */
      parts: readonly { heir: Heir; sharePpm: number | null }[];
      /** What the unit keeps and goes on with; undefined: it ends. */
      keptPpm?: number | null;
      /** Which part (by its place in `parts`) takes each unit below one that ends; by id. */
      childTo: Readonly<Record<string, number>>;
      onDay: string;
    }
  | { kind: 'end'; unitId: string; lastDay: string };

/** Rows to write. */
export type UnitPlan = {
  added: readonly (NewUnit & { validFrom: string })[];
  names: readonly { unitId: string; officialName: string; shortName: string; fromOn: string }[];
  places: readonly { unitId: string; parentId: string | null; fromOn: string }[];
  ended: readonly { unitId: string; lastDay: string }[];
  lineage: readonly (LineageLink & { kind: LineageKind })[];
  /** Staff of one unit go to another; those of a unit that ends and is not named stay with it. */
  staff: readonly { fromId: string; toId: string }[];
};

export type LineageKind = 'merged-into' | 'split-from';

/** Why an operation cannot be done; `name` is the unit it fails at. */
export type UnitRefusal =
  | {
      reason:
        | 'UNKNOWN_UNIT'
        | 'SAME_NAME'
        | 'SAME_PARENT'
        | 'INTO_ITSELF'
        | 'TOO_FEW'
        | 'TWICE'
        | 'SHARES'
        | 'FUTURE_DAY';
    }
  | { reason: 'ENDED' | 'NOT_YET' | 'INTO_DESCENDANT' | 'HAS_CHILDREN' | 'CHILD_WITHOUT_HEIR'; name: string }
  | { reason: 'CHANGED_SINCE'; name: string; fromOn: string }
  | { reason: 'OTHER_KIND'; name: string; kind: UnitKind }
  | { reason: 'WRONG_PARENT'; kind: UnitKind; parentKind: UnitKind | null };

export type Planned = { ok: true; plan: UnitPlan } | ({ ok: false } & UnitRefusal);

/** Units of the registry: at least those an operation names, all above them and all directly below. */
export type UnitsKnown = {
  unit(id: string): UnitNode | undefined;
  childrenOf(id: string): readonly UnitNode[];
};

const EMPTY: UnitPlan = { added: [], names: [], places: [], ended: [], lineage: [], staff: [] };

/** A refusal on its way to whoever asked. */
class Refused extends Error {
  readonly refusal: UnitRefusal;
  constructor(refusal: UnitRefusal) {
    super(refusal.reason);
    this.refusal = refusal;
  }
}
const refuse = (refusal: UnitRefusal): never => {
  throw new Refused(refusal);
};

/**
 * What an operation comes to.
 * @param today operations begin today at the latest: the registry says how things are, not how they will be
 */
export function planOf(operation: Operation, known: UnitsKnown, today: string): Planned {
  try {
    const day = operation.kind === 'end' ? operation.lastDay : operation.onDay;
    if (day > today) refuse({ reason: 'FUTURE_DAY' });
    return { ok: true, plan: { ...EMPTY, ...rowsOf(operation, known) } };
  } catch (error) {
    if (error instanceof Refused) return { ok: false, ...error.refusal };
    throw error;
  }
}

function rowsOf(operation: Operation, known: UnitsKnown): Partial<UnitPlan> {
  switch (operation.kind) {
    case 'create':
      return addition(operation.added, known, operation.onDay);
    case 'rename':
      return renaming(operation, known);
    case 'move':
      return moving(operation, known);
    case 'merge':
      return merging(operation, known);
    case 'split':
      return splitting(operation, known);
    case 'end':
      return ending(operation, known);
  }
}

/** A unit that is there on a day and does not end. */
function living(known: UnitsKnown, id: string, day: string): UnitNode {
  const unit = known.unit(id) ?? refuse({ reason: 'UNKNOWN_UNIT' });
  if (unit.validTo !== null) refuse({ reason: 'ENDED', name: unit.officialName });
  if (!isThere(unit, day)) refuse({ reason: 'NOT_YET', name: unit.officialName });
  return unit;
}

/** A unit that was there the day before too, so that it can end with it. */
function endable(known: UnitsKnown, id: string, onDay: string): UnitNode {
  const unit = living(known, id, onDay);
  if (unit.validFrom === onDay) refuse({ reason: 'NOT_YET', name: unit.officialName });
  return unit;
}

function unchangedSince(unit: UnitNode, fromOn: string | null, onDay: string): void {
  if (fromOn !== null && onDay < fromOn) refuse({ reason: 'CHANGED_SINCE', name: unit.officialName, fromOn });
}

function mayStand(kind: UnitKind, parentId: string | null, known: UnitsKnown, onDay: string): void {
  const parent = parentId === null ? null : living(known, parentId, onDay);
  if (!mayStandUnder(kind, parent?.kind ?? null))
    refuse({ reason: 'WRONG_PARENT', kind, parentKind: parent?.kind ?? null });
}

/** Whether a unit is another one or stands somewhere below it. */
function isWithin(known: UnitsKnown, id: string, aboveId: string): boolean {
  const seen = new Set<string>();
  for (let at: string | null = id; at !== null && !seen.has(at); at = known.unit(at)?.parentId ?? null) {
    if (at === aboveId) return true;
    seen.add(at);
  }
  return false;
}

function addition(added: NewUnit, known: UnitsKnown, onDay: string): Partial<UnitPlan> {
  mayStand(added.kind, added.parentId, known, onDay);
  return { added: [{ ...added, validFrom: onDay }] };
}

function renaming(
  { unitId, officialName, shortName, onDay }: Operation & { kind: 'rename' },
  known: UnitsKnown,
): Partial<UnitPlan> {
  const unit = living(known, unitId, onDay);
  unchangedSince(unit, unit.lastNameOn, onDay);
  if (unit.officialName === officialName && unit.shortName === shortName) refuse({ reason: 'SAME_NAME' });
  return { names: [{ unitId, officialName, shortName, fromOn: onDay }] };
}

function moving(
  { unitId, parentId, onDay }: Operation & { kind: 'move' },
  known: UnitsKnown,
): Partial<UnitPlan> {
  const unit = living(known, unitId, onDay);
  unchangedSince(unit, unit.lastPlaceOn, onDay);
  if (unit.parentId === parentId) refuse({ reason: 'SAME_PARENT' });
  if (parentId !== null && isWithin(known, parentId, unitId))
    refuse(
      parentId === unitId
        ? { reason: 'INTO_ITSELF' }
        : { reason: 'INTO_DESCENDANT', name: known.unit(parentId)!.officialName },
    );
  mayStand(unit.kind, parentId, known, onDay);
  return { places: [{ unitId, parentId, fromOn: onDay }] };
}

const heirId = (heir: Heir): string => ('id' in heir ? heir.id : heir.added.id);

/** Units directly below that go on, each to its new parent; one that was placed later keeps that day. */
function childrenMoved(
  known: UnitsKnown,
  parentId: string,
  onDay: string,
  isLeft: (id: string) => boolean,
  heirOf: (child: UnitNode) => string,
): UnitPlan['places'] {
  return known
    .childrenOf(parentId)
    .filter((child) => child.validTo === null && !isLeft(child.id))
    .map((child) => ({
      unitId: child.id,
      parentId: heirOf(child),
      fromOn: [onDay, child.lastPlaceOn ?? onDay, child.validFrom ?? onDay].sort().at(-1)!,
    }));
}

function merging(
  { sourceIds, heir, onDay }: Operation & { kind: 'merge' },
  known: UnitsKnown,
): Partial<UnitPlan> {
  if (new Set(sourceIds).size < sourceIds.length) refuse({ reason: 'TWICE' });
  if (sourceIds.length < ('id' in heir ? 1 : 2)) refuse({ reason: 'TOO_FEW' });
  const sources = sourceIds.map((id) => endable(known, id, onDay));
  const target = 'id' in heir ? living(known, heir.id, onDay) : heir.added;
  if (sourceIds.includes(target.id)) refuse({ reason: 'INTO_ITSELF' });
  for (const source of sources) {
    if ('id' in heir && isWithin(known, target.id, source.id))
      refuse({ reason: 'INTO_DESCENDANT', name: target.officialName });
    if (source.kind !== target.kind)
      refuse({ reason: 'OTHER_KIND', name: source.officialName, kind: target.kind });
    if (!('id' in heir) && target.parentId !== null && isWithin(known, target.parentId, source.id))
      refuse({ reason: 'INTO_DESCENDANT', name: known.unit(target.parentId)!.officialName });
  }
  const isSource = (id: string) => sourceIds.includes(id);
  return {
    ...('id' in heir ? {} : addition(heir.added, known, onDay)),
    ended: sources.map(({ id }) => ({ unitId: id, lastDay: dayBefore(onDay) })),
    lineage: sources.map(({ id }) => ({
      kind: 'merged-into',
      fromId: id,
      toId: target.id,
      onDay,
      sharePpm: WHOLE_PPM,
    })),
    places: sources.flatMap(({ id }) => childrenMoved(known, id, onDay, isSource, () => target.id)),
    // What takes in a unit above would widen their reach: such roles are an administrator's to give.
    staff: sourceIds
      .filter((id) => ![...sourceIds, target.id].some((above) => above !== id && isWithin(known, id, above)))
      .map((id) => ({ fromId: id, toId: target.id })),
  };
}

function splitting(
  { unitId, parts, keptPpm, childTo, onDay }: Operation & { kind: 'split' },
  known: UnitsKnown,
): Partial<UnitPlan> {
  const unit = endable(known, unitId, onDay);
  const isKept = keptPpm !== undefined;
  if (parts.length < (isKept ? 1 : 2)) refuse({ reason: 'TOO_FEW' });
  const heirs = parts.map(({ heir }) => ('id' in heir ? living(known, heir.id, onDay) : heir.added));
  if (new Set(heirs.map(({ id }) => id)).size < heirs.length) refuse({ reason: 'TWICE' });
  for (const heir of heirs) {
    if (heir.id === unitId || (heir.parentId !== null && isWithin(known, heir.parentId, unitId)))
      refuse(
        heir.id === unitId
          ? { reason: 'INTO_ITSELF' }
          : { reason: 'INTO_DESCENDANT', name: heir.officialName },
      );
    if (heir.kind !== unit.kind) refuse({ reason: 'OTHER_KIND', name: heir.officialName, kind: unit.kind });
  }
  const shares = [...parts.map(({ sharePpm }) => sharePpm), ...(isKept ? [keptPpm] : [])];
  const isKnown = shares.every((share) => share !== null);
  if (!isKnown && shares.some((share) => share !== null)) refuse({ reason: 'SHARES' });
  if (
    isKnown &&
    (shares.some((share) => share <= 0) || shares.reduce((sum, share) => sum + share, 0) !== WHOLE_PPM)
  )
    refuse({ reason: 'SHARES' });
  const link = (toId: string, sharePpm: number | null) =>
    ({ kind: 'split-from', fromId: unitId, toId, onDay, sharePpm }) as const;
  return {
    added: parts.flatMap(({ heir }) => ('id' in heir ? [] : addition(heir.added, known, onDay).added!)),
    lineage: [
      ...parts.map(({ heir, sharePpm }) => link(heirId(heir), sharePpm)),
      ...(isKept ? [link(unitId, keptPpm)] : []),
    ],
    ...(isKept
      ? {}
      : {
          ended: [{ unitId, lastDay: dayBefore(onDay) }],
          places: childrenMoved(
            known,
            unitId,
            onDay,
            () => false,
            (child) =>
              heirs[childTo[child.id] ?? -1]?.id ??
              refuse({ reason: 'CHILD_WITHOUT_HEIR', name: child.officialName }),
          ),
        }),
  };
}

function ending({ unitId, lastDay }: Operation & { kind: 'end' }, known: UnitsKnown): Partial<UnitPlan> {
  const unit = living(known, unitId, lastDay);
  if (known.childrenOf(unitId).some(({ validTo }) => validTo === null))
    refuse({ reason: 'HAS_CHILDREN', name: unit.officialName });
  return { ended: [{ unitId, lastDay }] };
}
