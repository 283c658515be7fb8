import { randomInt } from 'node:crypto';
import { DomainError } from '../errors.ts';
import type { Context } from '../context.ts';
import { Prisma } from '../generated/prisma/client.ts';
import { fold } from '../search/rules.ts';
import { assignmentsFor, type Permission } from '../staff/rules.ts';
import { codeSentence, makeCode, readCode, type SchoolLevel, type UnitKind, type UnitNode } from './rules.ts';

/** Whoever changes units takes turns: the registry is small, and changed seldom. */
const UNITS_LOCK = 72707372;

/** Statements, in a transaction or not. */
export type Tx = Prisma.TransactionClient;

export const lockUnits = async (tx: Tx): Promise<void> =>
  void (await tx.$executeRaw`SELECT pg_advisory_xact_lock(${UNITS_LOCK})`);

/** What the search column of a unit holds of its names and its code. */
export const foldedNames = (...texts: readonly string[]): string => fold(texts.join(' '));

/** The code somebody typed. @throws DomainError BAD_INPUT saying what is wrong with it */
export function codeOf(typed: string): string {
  const read = readCode(typed);
  if (!read.ok) throw new DomainError('BAD_INPUT', codeSentence(read));
  return read.code;
}

/** Codes that no unit has. */
export async function newCodes(tx: Tx, count: number): Promise<string[]> {
  const codes = new Set<string>();
  while (codes.size < count) {
    const drawn: string[] = [];
    while (drawn.length < count - codes.size)
      drawn.push(makeCode(Array.from({ length: 6 }, () => randomInt(2 ** 32))));
    const taken = await tx.$queryRaw<{ code: string }[]>`
      SELECT code FROM unit WHERE code IN (SELECT jsonb_array_elements_text(${JSON.stringify(drawn)}::jsonb))`;
    const isTaken = new Set(taken.map(({ code }) => code));
    for (const code of drawn) if (!isTaken.has(code)) codes.add(code);
  }
  return [...codes];
}

/** A unit as the rules see it, and its version. */
export type StoredUnit = UnitNode & { version: number; isSample: boolean };

type Row = Omit<StoredUnit, 'schoolLevels' | 'kind'> & { schoolLevels: string[]; kind: string };
const COLUMNS = Prisma.sql`
  unit.id::text, code, kind, official_name AS "officialName", short_name AS "shortName", school_levels AS "schoolLevels",
  unit.parent_id::text AS "parentId", valid_from AS "validFrom", valid_to AS "validTo", version, is_sample AS "isSample",
  (SELECT max(from_on) FROM unit_name WHERE unit_id = unit.id) AS "lastNameOn",
  (SELECT max(from_on) FROM unit_place WHERE unit_id = unit.id) AS "lastPlaceOn"`;
const storedUnit = (row: Row): StoredUnit => ({
  ...row,
  kind: row.kind as UnitKind,
  schoolLevels: row.schoolLevels as SchoolLevel[],
});

/** Every unit, or only those by which an operation on some is judged: themselves, all above, all directly below. */
export async function loadUnits(tx: Tx, codes: readonly string[] | null): Promise<StoredUnit[]> {
  if (codes === null) return (await tx.$queryRaw<Row[]>`SELECT ${COLUMNS} FROM unit`).map(storedUnit);
  const rows = await tx.$queryRaw<Row[]>`
    WITH RECURSIVE named AS (
      SELECT id, parent_id FROM unit WHERE code IN (SELECT jsonb_array_elements_text(${JSON.stringify(codes)}::jsonb))
    ), above AS (
      SELECT id, parent_id FROM named
      UNION SELECT unit.id, unit.parent_id FROM unit JOIN above ON unit.id = above.parent_id
    )
    SELECT ${COLUMNS} FROM unit
    WHERE unit.id IN (SELECT id FROM above) OR unit.parent_id IN (SELECT id FROM named)`;
  return rows.map(storedUnit);
}

/** State of the whole registry: changes with every change of any unit. */
export async function registryMark(tx: Tx): Promise<string> {
  const [row] = await tx.$queryRaw<{ mark: string }[]>`
    SELECT count(*)::text || '.' || coalesce(sum(version), 0)::text AS mark FROM unit`;
  return row!.mark;
}

/** The units somebody holds a permission at, from which everything below is theirs too; null: everywhere. */
export function heldUnits(ctx: Pick<Context, 'actor'>, permission: Permission): string[] | null {
  const held = ctx.actor ? assignmentsFor(ctx.actor, permission) : [];
  return held.some(({ unitId }) => unitId === null) ? null : held.map(({ unitId }) => unitId!);
}

/** A condition on `unit.id`: within what somebody holds a permission at. */
export function withinReach(held: readonly string[] | null): Prisma.Sql {
  if (held === null) return Prisma.sql`true`;
  return Prisma.sql`unit.id IN (
    WITH RECURSIVE reach AS (
      SELECT id FROM unit WHERE id::text IN (SELECT jsonb_array_elements_text(${JSON.stringify(held)}::jsonb))
      UNION SELECT unit.id FROM unit JOIN reach ON unit.parent_id = reach.id
    ) SELECT id FROM reach)`;
}
