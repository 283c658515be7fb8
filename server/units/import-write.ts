import { randomUUID } from 'node:crypto';
import { recordEvents, type AuditEntry } from '../audit/record.ts';
import type { Context } from '../context.ts';
import { formatDay } from '../law/rules.ts';
import { roleFor } from '../staff/rules.ts';
import { sortKeyOf, type AddedRow, type ChangedRow, type ImportPlan } from './rules.ts';
import { foldedNames, newCodes, type Tx } from './store.ts';

/** Rows written by one statement. */
const BATCH = 1000;

/** Somebody stopped an import; nothing of it stays. */
export class ImportCancelled extends Error {}

type Added = AddedRow & { id: string; code: string };

/**
 * Writes a planned import in bulk, its entries in the trail in one call.
 * @param report is told how many rows are written, between statements; may throw {@link ImportCancelled}
 */
export async function writeImport(
  ctx: Context,
  tx: Tx,
  { added, changed }: ImportPlan,
  report: (done: number) => void,
): Promise<void> {
  // Everybody reads it on the page of the unit: what the file was called is between its sender and the desk.
  const reason = `Nhập từ tệp ngày ${formatDay(ctx.today)}`;
  const codes = await newCodes(tx, added.length);
  const rows: Added[] = added.map((row, at) => ({ ...row, id: randomUUID(), code: codes[at]! }));
  const idOfLine = new Map<number, string>([
    ...rows.map(({ line, id }) => [line, id] as const),
    ...changed.map(({ line, id }) => [line, id] as const),
  ]);
  const parentIdOf = ({ parent }: Pick<ChangedRow, 'parent'>): string | null =>
    !parent ? null : 'id' in parent ? parent.id : idOfLine.get(parent.line)!;
  let done = 0;
  const inBatches = async <T>(list: readonly T[], write: (batch: readonly T[]) => Promise<unknown>) => {
    for (let at = 0; at < list.length; at += BATCH) {
      const batch = list.slice(at, at + BATCH);
      await write(batch);
      done += batch.length;
      report(done);
      await new Promise((next) => setImmediate(next));
    }
  };
  await inBatches(parentsFirst(rows), (batch) => addUnits(tx, batch, parentIdOf, reason));
  await inBatches(changed, (batch) => changeUnits(tx, batch, parentIdOf, reason, ctx.today));
  const entries: AuditEntry[] = [
    ...rows.map(({ id, headcounts, ...row }) => entry(id, null, { ...row, headcounts, reason })),
    ...changed.map(({ id, changes }) =>
      entry(
        id,
        Object.fromEntries(changes.map(({ header, before }) => [header, before])),
        Object.fromEntries([...changes.map(({ header, after }) => [header, after]), ['reason', reason]]),
      ),
    ),
  ];
  await recordEvents(
    tx,
    { actor: ctx.actor, role: ctx.actor && roleFor(ctx.actor, 'unit.import') },
    ctx.now(),
    entries,
  );
}

const entry = (id: string, before: unknown, after: unknown): AuditEntry => ({
  action: 'unit.import',
  subject: `unit:${id}`,
  unitId: id,
  before,
  after,
});

/** Rows in an order in which every parent in the file comes before what stands under it. */
function parentsFirst(rows: readonly Added[]): Added[] {
  const byLine = new Map(rows.map((row) => [row.line, row]));
  const order = new Set<Added>();
  for (const row of rows) {
    const way: Added[] = [];
    for (let at: Added | undefined = row; at && !order.has(at);) {
      way.push(at);
      at = at.parent && 'line' in at.parent ? byLine.get(at.parent.line) : undefined;
    }
    way.reverse().forEach((one) => order.add(one));
  }
  return [...order];
}

async function addUnits(
  tx: Tx,
  batch: readonly Added[],
  parentIdOf: (row: AddedRow) => string | null,
  reason: string,
): Promise<void> {
  const given = JSON.stringify(
    batch.map((row) => ({
      id: row.id,
      code: row.code,
      kind: row.kind,
      official_name: row.officialName,
      short_name: row.shortName,
      sort_key: sortKeyOf(row.officialName),
      folded: foldedNames(row.officialName, row.shortName, row.code),
      school_levels: row.schoolLevels,
      parent_id: parentIdOf(row),
      valid_from: row.validFrom,
      valid_to: row.validTo,
      end_reason: row.validTo === null ? null : reason,
      name_id: randomUUID(),
      place_id: randomUUID(),
    })),
  );
  await tx.$executeRaw`
    WITH given AS (
      SELECT * FROM jsonb_to_recordset(${given}::jsonb) AS g (
        id uuid, code text, kind text, official_name text, short_name text, sort_key text, folded text, school_levels text[],
        parent_id uuid, valid_from text, valid_to text, end_reason text, name_id uuid, place_id uuid)
    ), units AS (
      INSERT INTO unit (id, code, kind, official_name, short_name, sort_key, folded, school_levels, parent_id, valid_from,
        valid_to, end_reason)
      SELECT id, code, kind, official_name, short_name, sort_key, folded, school_levels, parent_id, valid_from, valid_to,
        end_reason FROM given
    ), names AS (
      INSERT INTO unit_name (id, unit_id, from_on, official_name, short_name, reason)
      SELECT name_id, id, valid_from, official_name, short_name, ${reason} FROM given
    )
    INSERT INTO unit_place (id, unit_id, from_on, parent_id, reason)
    SELECT place_id, id, valid_from, parent_id, ${reason} FROM given`;
  await setHeadcounts(tx, batch);
}

async function changeUnits(
  tx: Tx,
  batch: readonly ChangedRow[],
  parentIdOf: (row: ChangedRow) => string | null,
  reason: string,
  today: string,
): Promise<void> {
  const given = JSON.stringify(
    batch.map((row) => ({
      id: row.id,
      official_name: row.names?.officialName ?? null,
      short_name: row.names?.shortName ?? null,
      sort_key: row.names ? sortKeyOf(row.names.officialName) : null,
      folded: row.names ? foldedNames(row.names.officialName, row.names.shortName) : '',
      school_levels: row.schoolLevels ?? null,
      is_moved: row.parent !== undefined,
      parent_id: parentIdOf(row),
      valid_to: row.validTo ?? null,
      name_id: randomUUID(),
      place_id: randomUUID(),
    })),
  );
  await tx.$executeRaw`
    WITH given AS (
      SELECT * FROM jsonb_to_recordset(${given}::jsonb) AS g (
        id uuid, official_name text, short_name text, sort_key text, folded text, school_levels text[], is_moved boolean,
        parent_id uuid, valid_to text, name_id uuid, place_id uuid)
    ), names AS (
      INSERT INTO unit_name (id, unit_id, from_on, official_name, short_name, reason)
      SELECT name_id, id, ${today}, official_name, short_name, ${reason} FROM given WHERE official_name IS NOT NULL
    ), places AS (
      INSERT INTO unit_place (id, unit_id, from_on, parent_id, reason)
      SELECT place_id, id, ${today}, parent_id, ${reason} FROM given WHERE is_moved
    )
    UPDATE unit SET
      official_name = coalesce(given.official_name, unit.official_name),
      short_name = coalesce(given.short_name, unit.short_name),
      sort_key = coalesce(given.sort_key, unit.sort_key),
      folded = rtrim(unit.folded || ' ' || given.folded),
      school_levels = coalesce(given.school_levels, unit.school_levels),
      parent_id = CASE WHEN given.is_moved THEN given.parent_id ELSE unit.parent_id END,
      valid_to = coalesce(given.valid_to, unit.valid_to),
      end_reason = CASE WHEN given.valid_to IS NULL THEN unit.end_reason ELSE ${reason} END,
      version = unit.version + 1,
      content_hash = NULL
    FROM given WHERE unit.id = given.id`;
  await setHeadcounts(tx, batch);
}

async function setHeadcounts(
  tx: Tx,
  batch: readonly { id: string; headcounts: AddedRow['headcounts'] }[],
): Promise<void> {
  const given = batch.flatMap(({ id, headcounts }) => headcounts.map((one) => ({ id, ...one })));
  if (given.length === 0) return;
  await tx.$executeRaw`
    INSERT INTO unit_headcount (unit_id, year, count)
    SELECT id, year, count FROM jsonb_to_recordset(${JSON.stringify(given)}::jsonb) AS g (id uuid, year int, count int)
    ON CONFLICT (unit_id, year) DO UPDATE SET count = excluded.count`;
}
