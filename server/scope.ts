import type { Context } from './context.ts';
import { DomainError } from './errors.ts';
import type { Prisma } from './generated/prisma/client.ts';
import { assignmentsFor, type Permission } from './staff/rules.ts';

/** The ids of a unit and of every unit above it, nearest first. */
export async function unitAndAncestors(ctx: Pick<Context, 'db'>, unitId: string): Promise<string[]> {
  const rows = await ctx.db.prisma.$queryRaw<{ id: string }[]>`
    WITH RECURSIVE up AS (
      SELECT id, parent_id, 0 AS depth FROM unit WHERE id = ${unitId}::uuid
      UNION ALL SELECT unit.id, unit.parent_id, depth + 1 FROM unit JOIN up ON unit.id = up.parent_id WHERE depth < 20
    ) SELECT id::text FROM up ORDER BY depth`;
  return rows.map(({ id }) => id);
}

/**
 * Whether whoever asks holds a permission over a unit: through an assignment to it, to a unit above it, or everywhere.
 * @param unitId null: what belongs to no unit; only an assignment without a unit reaches it
 */
export async function isInScope(
  ctx: Pick<Context, 'db' | 'actor'>,
  permission: Permission,
  unitId: string | null,
): Promise<boolean> {
  if (!ctx.actor || ctx.actor.isSecondFactorMissing) return false;
  const held = assignmentsFor(ctx.actor, permission);
  if (held.some((assignment) => assignment.unitId === null)) return true;
  if (unitId === null || held.length === 0) return false;
  const above = new Set(await unitAndAncestors(ctx, unitId));
  return held.some((assignment) => above.has(assignment.unitId!));
}

/** @throws DomainError FORBIDDEN unless {@link isInScope} */
export async function requireScope(
  ctx: Pick<Context, 'db' | 'actor'>,
  permission: Permission,
  unitId: string | null,
): Promise<void> {
  if (await isInScope(ctx, permission, unitId)) return;
  throw new DomainError('FORBIDDEN', 'Vai của bạn không gồm đơn vị này. Hãy hỏi người quản trị.');
}

/**
 * The units over which whoever asks holds a permission, those below included.
 * @param prisma the transaction that is under way, if there is one
 * @returns null: everywhere, and over what belongs to no unit
 */
export async function unitsInScope(
  ctx: Pick<Context, 'db' | 'actor'>,
  permission: Permission,
  prisma: Pick<Prisma.TransactionClient, '$queryRaw'> = ctx.db.prisma,
): Promise<Set<string> | null> {
  if (!ctx.actor || ctx.actor.isSecondFactorMissing) return new Set();
  const held = assignmentsFor(ctx.actor, permission).map(({ unitId }) => unitId);
  if (held.includes(null)) return null;
  const rows = await prisma.$queryRaw<{ id: string }[]>`
    WITH RECURSIVE down AS (
      SELECT id, 0 AS depth FROM unit WHERE id = ANY(${held}::uuid[])
      UNION SELECT unit.id, depth + 1 FROM unit JOIN down ON unit.parent_id = down.id WHERE depth < 20
    ) SELECT DISTINCT id::text FROM down`;
  return new Set(rows.map(({ id }) => id));
}

/** Whether something of a unit lies in somebody's scope; null: of no unit. */
export type ScopeTest = (unitId: string | null) => boolean;

/** {@link isInScope} for many at once, with one question to the database. */
export async function scopeTest(
  ctx: Pick<Context, 'db' | 'actor'>,
  permission: Permission,
): Promise<ScopeTest> {
  const units = await unitsInScope(ctx, permission);
  return (unitId) => units === null || (unitId !== null && units.has(unitId));
}
