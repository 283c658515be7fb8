import { recordEvents, type Doer } from '../../audit/record.ts';
import { canonicalJson } from '../../audit/rules.ts';
import type { Context } from '../../context.ts';
import { DomainError } from '../../errors.ts';
import type { Prisma } from '../../generated/prisma/client.ts';
import { roleFor } from '../../staff/rules.ts';
import type { JobSender } from './jobs.ts';
import { planMark, type IntakePlan } from './plan.ts';
import type { Mapping } from './schema.ts';
import { lockSender, writeBatch } from './write.ts';

/** How many figures a plan writes. */
export const writtenRows = ({ reading }: IntakePlan): number =>
  reading.tallies.length + reading.contributions.length + reading.crashes.length;
/** Whether a plan holds no figure at all. */
export const isEmpty = (plan: IntakePlan): boolean => writtenRows(plan) === 0;

/**
 * Writes a plan as a batch with its event, in the transaction that is under way; its mapping is remembered.
 * @throws DomainError CONFLICT when the registry or what counts changed since it was made
 */
export async function takeBatch(
  ctx: Context,
  tx: Prisma.TransactionClient,
  given: {
    sender: JobSender;
    plan: IntakePlan;
    fileName: string;
    by: { staffId: string } | { keyId: string };
    isRemembered: boolean;
    report?: (done: number) => void;
  },
): Promise<string> {
  const { sender, plan, fileName, by } = given;
  await lockSender(tx, sender.id);
  const { months } = plan.reading;
  if ((await planMark(tx, sender, plan.fileHash, plan.mapping, months)) !== plan.mark)
    throw new DomainError(
      'CONFLICT',
      'Số liệu hoặc danh sách đơn vị vừa đổi nên chưa ghi gì. Hãy gửi tệp lại.',
    );
  const batchId = await writeBatch(
    tx,
    {
      senderId: sender.id,
      fileName,
      fileHash: plan.fileHash,
      keyId: 'keyId' in by ? by.keyId : null,
      staffId: 'staffId' in by ? by.staffId : null,
      takenAt: ctx.now(),
    },
    plan.reading,
    plan.lookup,
    given.report,
  );
  if (given.isRemembered) await remember(tx, sender.id, plan);
  const doer: Doer = { actor: ctx.actor, role: ctx.actor && roleFor(ctx.actor, 'outcome.import') };
  const state = { sender: sender.id, fileHash: plan.fileHash, months, rows: plan.reading.rows };
  await recordEvents(tx, doer, ctx.now(), [
    'keyId' in by
      ? {
          action: 'outcome.receive',
          subject: `outcome-batch:${batchId}`,
          unitId: sender.unitId,
          before: null,
          after: { ...state, key: by.keyId },
        }
      : {
          action: 'outcome.import',
          subject: `outcome-batch:${batchId}`,
          unitId: sender.unitId,
          before: null,
          after: state,
        },
  ]);
  return batchId;
}

/** Keeps how a file was read for the sender's next one; its month is its own. */
async function remember(tx: Prisma.TransactionClient, senderId: string, plan: IntakePlan): Promise<void> {
  const columns = { ...plan.mapping.columns };
  for (const { layout, fields } of plan.sheets)
    for (const { key, guess } of layout.columns)
      if (guess !== null) columns[key] ??= fields.get(key) ?? guess;
  const { month: _month, ...whole } = plan.mapping.whole;
  const mapping: Mapping = { ...plan.mapping, columns, whole };
  const sender = await tx.outcomeSender.findUniqueOrThrow({ where: { id: senderId } });
  if (canonicalJson(sender.mapping) === canonicalJson(mapping)) return;
  await tx.outcomeSender.update({
    where: { id: senderId },
    data: { mapping, version: { increment: 1 } },
  });
}
