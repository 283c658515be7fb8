import type { z } from 'zod';
import type { StaffContext } from '../../context.ts';
import { unitsInScope } from '../../scope.ts';
import { countingBatches, currentSums, type Counting, type CurrentSum } from '../counting.ts';
import type { BatchesInput } from './schema.ts';
import type { BatchPage, BatchView, FigureKind, SenderChoice } from './views.ts';

const PAGE = 50;

/** Senders for whom somebody may hand over; closed ones are left out. */
export async function listSenderChoices(ctx: StaffContext): Promise<SenderChoice[]> {
  const units = await unitsInScope(ctx, 'outcome.import');
  const senders = await ctx.db.prisma.outcomeSender.findMany({
    where: { closedAt: null, ...(units === null ? {} : { unitId: { in: [...units] } }) },
    include: { province: true },
    orderBy: [{ name: 'asc' }, { id: 'asc' }],
  });
  return senders.map(({ id, name, province, isSample, mapping }) => ({
    id,
    name,
    province: { code: province.code, name: province.shortName },
    isSample,
    hasMapping: mapping !== null,
  }));
}

/** What was handed over, newest first, and what counts of it; within the scope of whoever asks. */
export async function listBatches(
  ctx: StaffContext,
  input: z.output<typeof BatchesInput>,
): Promise<BatchPage> {
  const { prisma } = ctx.db;
  const units = await unitsInScope(ctx, 'outcome.read');
  const senders = await prisma.outcomeSender.findMany({
    where: {
      ...(units === null ? {} : { unitId: { in: [...units] } }),
      ...(input.senderId === null ? {} : { id: input.senderId }),
    },
    select: { id: true },
  });
  const senderIds = senders.map(({ id }) => id);
  const where = {
    senderId: { in: senderIds },
    ...(input.month === null ? {} : { months: { has: input.month } }),
  };
  const [total, rows, counting] = [
    await prisma.outcomeBatch.count({ where }),
    await prisma.outcomeBatch.findMany({
      where,
      include: { sender: { select: { id: true, name: true } } },
      orderBy: [{ takenAt: 'desc' }, { id: 'desc' }],
      skip: (input.page - 1) * PAGE,
      take: PAGE,
    }),
    await countingBatches(prisma, { senderIds }, null),
  ];
  const ids = rows.map(({ id }) => id);
  const [staff, keys, kinds] = [
    await prisma.staff.findMany({
      where: { id: { in: rows.flatMap(({ staffId }) => staffId ?? []) } },
      select: { id: true, name: true },
    }),
    await prisma.outcomeSenderKey.findMany({
      where: { id: { in: rows.flatMap(({ keyId }) => keyId ?? []) } },
      select: { id: true, name: true },
    }),
    await prisma.$queryRaw<{ id: string; kind: FigureKind }[]>`
      SELECT DISTINCT batch_id::text AS id, 'cases' AS kind FROM outcome_tally WHERE batch_id = ANY(${ids}::uuid[])
      UNION SELECT DISTINCT batch_id::text, 'contributions' FROM outcome_contribution WHERE batch_id = ANY(${ids}::uuid[])
      UNION SELECT DISTINCT batch_id::text, 'crashes' FROM crash_tally WHERE batch_id = ANY(${ids}::uuid[])`,
  ];
  const nameOf = new Map([...staff, ...keys].map(({ id, name }) => [id, name]));
  const batches = rows.map((row): BatchView => {
    const { id, sender, fileName, fileHash, months, takenAt, keyId, staffId } = row;
    const own = counting.filter(({ batchId }) => batchId === id);
    return {
      ...{ id, sender, fileName, fileHash, months, takenAt, rows: row.rows },
      counting: [...new Set(own.map(({ month }) => month))].sort(),
      kinds: kinds.filter((one) => one.id === id).map(({ kind }) => kind),
      by:
        keyId === null
          ? { kind: 'staff', name: nameOf.get(staffId ?? '') ?? null }
          : { kind: 'key', name: nameOf.get(keyId) ?? keyId },
    };
  });
  return {
    batches,
    total,
    page: input.page,
    pages: Math.max(1, Math.ceil(total / PAGE)),
    months: monthsOf(counting, await currentSums(prisma, counting)),
  };
}

function monthsOf(counting: readonly Counting[], sums: readonly CurrentSum[]): BatchPage['months'] {
  const months = [...new Set(counting.map(({ month }) => month))].sort().reverse();
  return months.map((month) => {
    const own = counting.filter((one) => one.month === month);
    const sum = (kind: FigureKind) =>
      sums
        .filter((one) => one.kind === kind && one.month === month)
        // Deaths and injuries are no crashes of their own.
        .filter(({ what }) => kind !== 'crashes' || what === 'crashes')
        .reduce((total, { count }) => total + count, 0);
    return {
      month,
      cases: sum('cases'),
      contributions: sum('contributions'),
      crashes: own.some(({ kind }) => kind === 'crashes') ? sum('crashes') : null,
      batches: new Set(own.map(({ batchId }) => batchId)).size,
    };
  });
}
