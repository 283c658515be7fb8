import { createHash, randomUUID } from 'node:crypto';
import { recordEvents, type AuditEntry } from '../audit/record.ts';
import type { Context } from '../context.ts';
import { DomainError } from '../errors.ts';
import { requireScope } from '../scope.ts';
import { roleFor } from '../staff/rules.ts';
import { moveStaff } from './merged-staff.ts';
import {
  planOf,
  refusalSentence,
  sortKeyOf,
  type Heir,
  type NewUnit,
  type Operation,
  type UnitPlan,
  type UnitsKnown,
} from './rules.ts';
import type { UnitRequest } from './schema.ts';
import { codeOf, foldedNames, loadUnits, lockUnits, newCodes, type StoredUnit, type Tx } from './store.ts';

/** A unit named in a preview. */
export type NamedUnit = { id: string; code: string; officialName: string };

/** What an operation would do, in the order a reader wants it. Units that would be made have no code yet. */
export type Preview = {
  /** To be sent back with the operation: it is refused once any of these units changed. */
  mark: string;
  added: { officialName: string; kind: StoredUnit['kind']; parent: NamedUnit | null }[];
  renamed: { unit: NamedUnit; officialName: string; shortName: string; fromOn: string }[];
  moved: { unit: NamedUnit; to: string | null; fromOn: string }[];
  ended: { unit: NamedUnit; lastDay: string }[];
  lineage: {
    kind: 'merged-into' | 'split-from';
    from: string;
    to: string;
    sharePpm: number | null;
    onDay: string;
  }[];
  /** How many people of the desk go over to another unit, or stay with one that ends. */
  staffMoved: number;
  staffLeft: number;
};

type Drafted = { operation: Operation; plan: UnitPlan; known: Known; mark: string };
type Known = UnitsKnown & { all: readonly StoredUnit[]; byCode(code: string): StoredUnit };

/** The codes a request names; those below a unit that is split are found with it. */
function codesIn({ kind, given }: UnitRequest): string[] {
  const heirs = (list: readonly object[]) =>
    list.flatMap((heir) => ('code' in heir ? [heir.code as string] : []));
  switch (kind) {
    case 'create':
      return given.parent === null ? [] : [given.parent];
    case 'move':
      return given.parent === null ? [given.code] : [given.code, given.parent];
    case 'merge':
      return [...given.sources, ...heirs([given.heir])];
    case 'split':
      return [given.code, ...heirs(given.parts.map(({ heir }) => heir))];
    case 'rename':
    case 'end':
      return [given.code];
  }
}

async function knownUnits(tx: Tx, codes: readonly string[]): Promise<Known> {
  const all = await loadUnits(tx, codes);
  const byId = new Map(all.map((unit) => [unit.id, unit]));
  const byCode = new Map(all.map((unit) => [unit.code, unit]));
  return {
    all,
    unit: (id) => byId.get(id),
    childrenOf: (id) => all.filter(({ parentId }) => parentId === id),
    byCode: (code) => {
      const unit = byCode.get(code);
      if (!unit) throw new DomainError('NOT_FOUND', `Không có đơn vị mang mã ${code}. Hãy kiểm tra lại.`);
      return unit;
    },
  };
}

/** A request with ids for codes; what it makes takes kind and parent from what it comes from. */
async function operationOf(tx: Tx, { kind, given }: UnitRequest, known: Known): Promise<Operation> {
  const idOf = (typed: string) => known.byCode(codeOf(typed)).id;
  const made = async (
    like: Pick<NewUnit, 'kind' | 'schoolLevels' | 'parentId'>,
    names: object,
  ): Promise<NewUnit> => ({
    ...like,
    ...(names as Pick<NewUnit, 'officialName' | 'shortName'>),
    id: randomUUID(),
    code: (await newCodes(tx, 1))[0]!,
  });
  const heirOf = async (heir: object, like: StoredUnit): Promise<Heir> =>
    'code' in heir
      ? { id: idOf(heir.code as string) }
      : {
          added: await made(
            { kind: like.kind, schoolLevels: like.schoolLevels, parentId: like.parentId },
            heir,
          ),
        };
  switch (kind) {
    case 'create': {
      const { parent, officialName, shortName, schoolLevels, onDay } = given;
      const parentId = parent === null ? null : idOf(parent);
      if (given.kind !== 'school' && schoolLevels.length > 0)
        throw new DomainError('BAD_INPUT', 'Chỉ trường học có cấp học. Hãy bỏ chọn cấp học.');
      const added = await made({ kind: given.kind, schoolLevels, parentId }, { officialName, shortName });
      return { kind, added, onDay };
    }
    case 'rename':
      return {
        kind,
        unitId: idOf(given.code),
        officialName: given.officialName,
        shortName: given.shortName,
        onDay: given.onDay,
      };
    case 'move':
      return {
        kind,
        unitId: idOf(given.code),
        parentId: given.parent === null ? null : idOf(given.parent),
        onDay: given.onDay,
      };
    case 'merge': {
      const sourceIds = given.sources.map(idOf);
      return {
        kind,
        sourceIds,
        heir: await heirOf(given.heir, known.unit(sourceIds[0]!) as StoredUnit),
        onDay: given.onDay,
      };
    }
    case 'split': {
      const unit = known.byCode(codeOf(given.code));
      const parts = [];
      for (const { heir, sharePpm } of given.parts) parts.push({ heir: await heirOf(heir, unit), sharePpm });
      const childTo = Object.fromEntries(Object.entries(given.childTo).map(([code, at]) => [idOf(code), at]));
      const kept = given.kept === null ? {} : { keptPpm: given.kept.sharePpm };
      return { kind, unitId: unit.id, parts, ...kept, childTo, onDay: given.onDay };
    }
    case 'end':
      return { kind, unitId: idOf(given.code), lastDay: given.onDay };
  }
}

const existing = (known: Known, ids: readonly (string | null)[]): string[] =>
  [...new Set(ids)].filter((id) => id !== null && known.unit(id) !== undefined).sort() as string[];

/** Ids of the units that a plan changes, new ones aside. */
const changedIds = (plan: UnitPlan, known: Known): string[] =>
  existing(known, [
    ...[...plan.names, ...plan.places, ...plan.ended].map(({ unitId }) => unitId),
    ...plan.lineage.flatMap(({ fromId, toId }) => [fromId, toId]),
  ]);

/** Ids of the units that a plan changes or puts others under. */
const touchedIds = (plan: UnitPlan, known: Known): string[] =>
  existing(known, [
    ...changedIds(plan, known),
    ...[...plan.places, ...plan.added].map(({ parentId }) => parentId),
  ]);

async function draft(tx: Tx, request: UnitRequest, today: string): Promise<Drafted> {
  const known = await knownUnits(tx, codesIn(request).map(codeOf));
  const operation = await operationOf(tx, request, known);
  const planned = planOf(operation, known, today);
  if (!planned.ok) throw new DomainError('BAD_INPUT', refusalSentence(planned));
  const { plan } = planned;
  const state = touchedIds(plan, known).map((id) => `${id}:${(known.unit(id) as StoredUnit).version}`);
  const mark = createHash('sha256').update(state.join()).digest('hex').slice(0, 32);
  return { operation, plan, known, mark };
}

/** Whether whoever asks may change all units of an operation, and put units where it puts them. @throws DomainError */
async function requireAll(ctx: Context, { plan, known }: Drafted): Promise<void> {
  const putUnder = [...plan.places, ...plan.added].map(({ parentId }) => parentId);
  if (putUnder.includes(null)) await requireScope(ctx, 'unit.edit', null);
  for (const id of touchedIds(plan, known)) await requireScope(ctx, 'unit.edit', id);
}

/**
 * What an operation would do. Nothing is written.
 * @throws DomainError for what cannot be done, with the reason
 */
export async function previewChange(ctx: Context, request: UnitRequest): Promise<Preview> {
  const tx = ctx.db.prisma;
  const drafted = await draft(tx, request, ctx.today);
  await requireAll(ctx, drafted);
  const { plan, known, mark } = drafted;
  const added = new Map(plan.added.map((unit) => [unit.id, unit]));
  const named = (id: string): NamedUnit => {
    const { code, officialName } = known.unit(id) ?? added.get(id)!;
    return { id, code, officialName };
  };
  const staffOf = async (ids: readonly string[]) =>
    tx.staffAssignment.count({ where: { unitId: { in: [...ids] } } });
  const moving = plan.staff.map(({ fromId }) => fromId);
  const leaving = plan.ended.map(({ unitId }) => unitId).filter((id) => !moving.includes(id));
  return {
    mark,
    added: plan.added.map(({ officialName, kind, parentId }) => ({
      officialName,
      kind,
      parent: parentId === null ? null : named(parentId),
    })),
    renamed: plan.names.map(({ unitId, ...rest }) => ({ unit: named(unitId), ...rest })),
    moved: plan.places.map(({ unitId, parentId, fromOn }) => ({
      unit: named(unitId),
      to: parentId === null ? null : named(parentId).officialName,
      fromOn,
    })),
    ended: plan.ended.map(({ unitId, lastDay }) => ({ unit: named(unitId), lastDay })),
    lineage: plan.lineage.map(({ kind, fromId, toId, sharePpm, onDay }) => ({
      kind,
      from: named(fromId).officialName,
      to: named(toId).officialName,
      sharePpm,
      onDay,
    })),
    staffMoved: await staffOf(moving),
    staffLeft: await staffOf(leaving),
  };
}

/**
 * Does what was previewed, in one transaction with its entries in the trail, and makes the pages of units old.
 * @param mark of the preview
 * @returns the code of the unit to show next
 * @throws DomainError CONFLICT when one of the units changed since the preview
 */
export async function changeUnits(
  ctx: Context,
  request: UnitRequest,
  mark: string,
): Promise<{ code: string }> {
  await requireAll(ctx, await draft(ctx.db.prisma, request, ctx.today));
  const code = await ctx.db.prisma.$transaction(
    async (tx) => {
      await lockUnits(tx);
      const drafted = await draft(tx, request, ctx.today);
      if (drafted.mark !== mark)
        throw new DomainError(
          'CONFLICT',
          'Đơn vị vừa được người khác sửa. Điều bạn ghi vẫn còn: hãy xem lại rồi gửi lần nữa.',
        );
      await writePlan(tx, drafted, request.given.reason);
      const { operation, plan } = drafted;
      const moved = operation.kind === 'merge' ? await moveStaff(tx, operation.sourceIds, plan.staff) : [];
      await recordEvents(
        tx,
        { actor: ctx.actor, role: ctx.actor && roleFor(ctx.actor, 'unit.edit') },
        ctx.now(),
        [...entriesOf(drafted, request), ...moved],
      );
      return codeToShow(drafted);
    },
    { timeout: 60_000, maxWait: 30_000 },
  );
  await ctx.db.announce(['units']);
  return { code };
}

async function writePlan(tx: Tx, { plan, known }: Drafted, reason: string): Promise<void> {
  for (const { validFrom, ...unit } of plan.added) {
    const { officialName, shortName, parentId, code } = unit;
    await tx.unit.create({
      data: {
        ...unit,
        schoolLevels: [...unit.schoolLevels],
        validFrom,
        sortKey: sortKeyOf(officialName),
        folded: foldedNames(officialName, shortName, code),
        names: { create: { fromOn: validFrom, officialName, shortName, reason } },
        places: { create: { fromOn: validFrom, parentId, reason } },
      },
    });
  }
  for (const { unitId, officialName, shortName, fromOn } of plan.names) {
    await tx.unitName.create({ data: { unitId, fromOn, officialName, shortName, reason } });
    await tx.$executeRaw`
      UPDATE unit SET official_name = ${officialName}, short_name = ${shortName}, sort_key = ${sortKeyOf(officialName)},
        folded = folded || ' ' || ${foldedNames(officialName, shortName)} WHERE id = ${unitId}::uuid`;
  }
  if (plan.places.length > 0) {
    await tx.unitPlace.createMany({ data: plan.places.map((place) => ({ ...place, reason })) });
    for (const { unitId, parentId } of plan.places)
      await tx.unit.update({ where: { id: unitId }, data: { parentId } });
  }
  for (const { unitId, lastDay } of plan.ended)
    await tx.unit.update({ where: { id: unitId }, data: { validTo: lastDay, endReason: reason } });
  if (plan.lineage.length > 0)
    await tx.unitLineage.createMany({ data: plan.lineage.map((link) => ({ ...link, reason })) });
  await tx.unit.updateMany({
    where: { id: { in: changedIds(plan, known) } },
    data: { version: { increment: 1 }, contentHash: null },
  });
}

const factsOf = (unit: StoredUnit) => ({
  officialName: unit.officialName,
  shortName: unit.shortName,
  parentId: unit.parentId,
  validTo: unit.validTo,
});

/** What the trail remembers: every unit that was made, changed or ended, before and after. */
function entriesOf({ plan, known }: Drafted, { kind, given }: UnitRequest): AuditEntry[] {
  const entry = (id: string, before: unknown, after: unknown): AuditEntry => ({
    action: `unit.${kind}`,
    subject: `unit:${id}`,
    unitId: id,
    before,
    after,
  });
  const changed = new Map<string, Record<string, unknown>>();
  const change = (id: string, facts: Record<string, unknown>) =>
    void changed.set(id, { ...changed.get(id), ...facts });
  for (const { unitId, officialName, shortName } of plan.names) change(unitId, { officialName, shortName });
  for (const { unitId, parentId } of plan.places) change(unitId, { parentId });
  for (const { unitId, lastDay } of plan.ended) change(unitId, { validTo: lastDay });
  for (const { fromId, toId, sharePpm } of plan.lineage) change(fromId, { [`into:${toId}`]: sharePpm });
  return [
    ...plan.added.map((unit) => entry(unit.id, null, { ...unit, reason: given.reason })),
    ...[...changed].map(([id, facts]) => {
      const before = factsOf(known.unit(id) as StoredUnit);
      return entry(id, before, { ...before, ...facts, reason: given.reason });
    }),
  ];
}

/** Where the reader wants to be next: at the heir, at what was made, at the unit itself. */
function codeToShow({ operation, plan, known }: Drafted): string {
  if (operation.kind === 'merge')
    return 'id' in operation.heir ? known.unit(operation.heir.id)!.code : operation.heir.added.code;
  if (operation.kind === 'create') return plan.added[0]!.code;
  return known.unit(operation.unitId)!.code;
}
