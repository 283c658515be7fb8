import type { Context } from './context.ts';
import { DomainError } from './errors.ts';
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

/** Whether something of a unit lies in somebody's scope; null: of no unit. */
export type ScopeTest = (unitId: string | null) => boolean;

/**
 * {@link isInScope} for many at once, with one question to the database.
 * @param unitIds the units that will be asked about
 */
export async function scopeAmong(
  ctx: Pick<Context, 'db' | 'actor'>,
  permission: Permission,
  unitIds: readonly (string | null)[],
): Promise<ScopeTest> {
  if (!ctx.actor || ctx.actor.isSecondFactorMissing) return () => false;
  const held = assignmentsFor(ctx.actor, permission).map(({ unitId }) => unitId);
  if (held.includes(null)) return () => true;
  const asked = [...new Set(unitIds.filter((id) => id !== null))];
  if (held.length === 0 || asked.length === 0) return () => false;
  const rows = await ctx.db.prisma.$queryRaw<{ id: string }[]>`
    WITH RECURSIVE up AS (
      SELECT id AS start, id, parent_id, 0 AS depth FROM unit WHERE id = ANY(${asked}::uuid[])
      UNION ALL SELECT start, unit.id, unit.parent_id, depth + 1
      FROM unit JOIN up ON unit.id = up.parent_id WHERE depth < 20
    ) SELECT DISTINCT start::text AS id FROM up WHERE id = ANY(${held}::uuid[])`;
  const within = new Set(rows.map(({ id }) => id));
  return (unitId) => unitId !== null && within.has(unitId);
}
