import { randomUUID } from 'node:crypto';
import type { Prisma } from '../../generated/prisma/client.ts';
import type { Lookup } from './lookup.ts';
import type { Reading } from './reading.ts';

/** Rows written by one statement. */
const PIECE = 1000;

/** Whose turn it is to write for a sender: one batch after the other. */
export const lockSender = async (tx: Prisma.TransactionClient, senderId: string): Promise<void> =>
  void (await tx.$executeRaw`SELECT pg_advisory_xact_lock(hashtextextended(${`outcome ${senderId}`}, 0))`);

/**
 * Writes a batch with all its rows in bulk.
 * @param report is told how many rows are written, between statements; may throw to take everything back
 * @returns the id of the batch
 */
export async function writeBatch(
  tx: Prisma.TransactionClient,
  batch: {
    senderId: string;
    fileName: string;
    fileHash: string;
    keyId: string | null;
    staffId: string | null;
    takenAt: Date;
  },
  reading: Reading,
  lookup: Lookup,
  report: (done: number) => void = () => undefined,
): Promise<string> {
  const { id } = await tx.outcomeBatch.create({
    data: { ...batch, rows: reading.rows, months: [...reading.months] },
    select: { id: true },
  });
  const idOf = (code: string) => lookup.place(code)!.id;
  let done = 0;
  const inPieces = async <T>(list: readonly T[], write: (piece: readonly T[]) => Promise<unknown>) => {
    for (let at = 0; at < list.length; at += PIECE) {
      const piece = list.slice(at, at + PIECE);
      await write(piece);
      done += piece.length;
      report(done);
      await new Promise((next) => setImmediate(next));
    }
  };
  const texts = <T>(piece: readonly T[], value: (one: T) => string | number | null): (string | null)[] =>
    piece.map((one) => {
      const given = value(one);
      return given === null ? null : String(given);
    });
  await inPieces(
    reading.tallies,
    (piece) => tx.$executeRaw`
      INSERT INTO outcome_tally (batch_id, month, commune_id, behaviour, vehicle, source, result, count, fines_vnd, points,
        processing_days)
      SELECT ${id}::uuid, month, commune::uuid, behaviour, vehicle, source, result, count::int, fines::bigint, points::int,
        days::float8
      FROM unnest(
        ${texts(piece, ({ month }) => month)}::text[], ${texts(piece, ({ place }) => idOf(place))}::text[],
        ${texts(piece, ({ behaviour }) => behaviour)}::text[], ${texts(piece, ({ vehicle }) => vehicle)}::text[],
        ${texts(piece, ({ source }) => source)}::text[], ${texts(piece, ({ result }) => result)}::text[],
        ${texts(piece, ({ count }) => count)}::text[], ${texts(piece, ({ finesVnd }) => finesVnd)}::text[],
        ${texts(piece, ({ points }) => points)}::text[], ${texts(piece, ({ processingDays }) => processingDays)}::text[]
      ) AS row(month, commune, behaviour, vehicle, source, result, count, fines, points, days)`,
  );
  await inPieces(
    reading.contributions,
    (piece) => tx.$executeRaw`
      INSERT INTO outcome_contribution (batch_id, month, unit_id, count, contributors, cap_per_person)
      SELECT ${id}::uuid, month, unit::uuid, count::int, contributors::int, cap::int
      FROM unnest(
        ${texts(piece, ({ month }) => month)}::text[], ${texts(piece, ({ unit }) => idOf(unit))}::text[],
        ${texts(piece, ({ count }) => count)}::text[], ${texts(piece, ({ contributors }) => contributors)}::text[],
        ${texts(piece, ({ cap }) => cap)}::text[]
      ) AS row(month, unit, count, contributors, cap)`,
  );
  await inPieces(
    reading.crashes,
    (piece) => tx.$executeRaw`
      INSERT INTO crash_tally (batch_id, month, measure, count)
      SELECT ${id}::uuid, month, measure, count::int
      FROM unnest(
        ${texts(piece, ({ month }) => month)}::text[], ${texts(piece, ({ measure }) => measure)}::text[],
        ${texts(piece, ({ count }) => count)}::text[]
      ) AS row(month, measure, count)`,
  );
  return id;
}

/** An id for a file on its way in. */
export const newId = (): string => randomUUID();
