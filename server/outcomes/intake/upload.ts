import { createHash } from 'node:crypto';
import type { z } from 'zod';
import type { Context, StaffContext } from '../../context.ts';
import { DomainError } from '../../errors.ts';
import type { Prisma } from '../../generated/prisma/client.ts';
import { unitsInScope } from '../../scope.ts';
import { monthAfter } from '../periods.ts';
import type { DimensionField, WholeField } from './fields.ts';
import { safeFileName, takeFile } from './file.ts';
import type { IntakeJob, JobSender } from './jobs.ts';
import { createLookup } from './lookup.ts';
import { nameKey } from './numbers.ts';
import { loadVocabulary, makePlan, noMapping, planMark, type IntakePlan } from './plan.ts';
import { Mapping, type AcceptInput, type RemapInput } from './schema.ts';
import { viewOf } from './show.ts';
import type { IntakeView } from './views.ts';
import { isEmpty, takeBatch, writtenRows } from './take-batch.ts';
import { newId } from './write.ts';

const KEPT_MS = 24 * 60 * 60 * 1000;

/** Somebody stopped it; nothing of it stays. */
class IntakeCancelled extends Error {}

const gone = () => new DomainError('NOT_FOUND', 'Lần gửi này không còn. Hãy gửi tệp lại.');

/** The newest month that is over. */
export const lastMonthOf = (ctx: Pick<Context, 'today'>): string => monthAfter(ctx.today.slice(0, 7), -1);

type SenderRow = Prisma.OutcomeSenderGetPayload<object>;

export const jobSender = ({ id, name, unitId, provinceId }: SenderRow): JobSender => ({
  id,
  name,
  unitId,
  provinceId,
});

/** How the sender's last file was read; null: none was, or by rules that are no more. */
export function rememberedMapping({ mapping }: Pick<SenderRow, 'mapping'>): Mapping | null {
  const parsed = Mapping.safeParse(mapping);
  return parsed.success ? parsed.data : null;
}

/** A sender for whom somebody may hand over. @throws DomainError NOT_FOUND, CONFLICT when it is closed */
async function ownSender(ctx: StaffContext, id: string): Promise<SenderRow> {
  const [sender, units] = await Promise.all([
    ctx.db.prisma.outcomeSender.findUnique({ where: { id } }),
    unitsInScope(ctx, 'outcome.import'),
  ]);
  if (!sender || (units !== null && !units.has(sender.unitId)))
    throw new DomainError('NOT_FOUND', 'Không có nguồn số liệu này trong phạm vi của bạn. Hãy chọn lại.');
  if (sender.closedAt !== null)
    throw new DomainError('CONFLICT', 'Nguồn số liệu này đã đóng. Hãy hỏi người quản trị.');
  return sender;
}

/**
 * Takes a file in: looks through it and reads it in the background. Nothing of it counts before it is accepted.
 * @returns id under which {@link readUpload} tells how far it is
 * @throws DomainError CONFLICT while another file of theirs is at work
 */
export async function beginUpload(
  ctx: StaffContext,
  { senderId, fileName, bytes }: { senderId: string; fileName: string; bytes: Uint8Array },
): Promise<{ id: string }> {
  const { jobs } = ctx.intake;
  const staffId = ctx.actor.id;
  const sender = await ownSender(ctx, senderId);
  if (jobs.isBusyFor(staffId))
    throw new DomainError('CONFLICT', 'Tệp bạn gửi trước còn đang chạy. Hãy chờ vài giây rồi gửi lại.');
  const id = newId();
  jobs.begin(id, { staffId, sender: jobSender(sender), fileName: safeFileName(fileName), phase: 'reading' });
  jobs.track(
    staffId,
    take(ctx, id, sender, fileName, bytes).catch((error: unknown) => fail(ctx, id, error)),
  );
  return { id };
}

function fail(ctx: Context, id: string, error: unknown): void {
  if (error instanceof IntakeCancelled) return ctx.intake.jobs.set(id, { phase: 'cancelled', plan: null });
  const isRefusal = error instanceof DomainError;
  // What a parser or the database says may quote a cell: only the kind of failure is written down.
  if (!isRefusal) console.error('outcome intake:', error instanceof Error ? error.name : typeof error);
  ctx.intake.jobs.set(id, {
    phase: 'failed',
    plan: null,
    sentence: isRefusal ? error.message : 'Máy chủ gặp lỗi khi đọc tệp. Hãy thử lại sau ít phút.',
  });
}

function stopIfCancelled(ctx: Context, id: string): void {
  const job = ctx.intake.jobs.get(id);
  if (!job || job.phase === 'cancelled') throw new IntakeCancelled();
}

async function take(
  ctx: StaffContext,
  id: string,
  sender: SenderRow,
  fileName: string,
  bytes: Uint8Array,
): Promise<void> {
  const { prisma } = ctx.db;
  const { jobs, behaviours } = ctx.intake;
  const fileHash = createHash('sha256').update(bytes).digest('hex');
  const before = await takenBefore(ctx, sender.id, fileHash);
  if (before) return jobs.set(id, { phase: 'done', taken: before });
  const remembered = rememberedMapping(sender);
  const mapping = remembered ?? noMapping;
  const lookup = createLookup(await loadVocabulary(prisma, sender.provinceId, behaviours), mapping.values);
  const lastMonth = lastMonthOf(ctx);
  const file = await takeFile(
    { fileName, bytes },
    { lookup, remembered: mapping.columns, lastMonth },
    (done) => {
      stopIfCancelled(ctx, id);
      jobs.set(id, { done });
    },
  );
  stopIfCancelled(ctx, id);
  if (!file.ok) return jobs.set(id, { phase: 'personal', personal: file.personal });
  if (file.rows === 0) throw new DomainError('BAD_INPUT', 'Tệp không có dòng nào. Hãy chọn tệp khác.');
  jobs.set(id, { phase: 'checking', done: 0, total: file.rows });
  await sweep(ctx);
  const plan = await planned(ctx, id, {
    ...{ sender: jobSender(sender), fileHash, packed: file.packed, mapping },
    isRemembered: remembered !== null,
  });
  if (plan.sheets.length === 0)
    throw new DomainError('BAD_INPUT', 'Không thấy bảng số liệu trong tệp. Hãy xem lại hoặc dùng tệp mẫu.');
  await prisma.outcomeUpload.create({
    data: {
      id,
      senderId: sender.id,
      staffId: ctx.actor.id,
      fileName: safeFileName(fileName),
      fileHash,
      mapping: { ...mapping, isRemembered: remembered !== null },
      rows: file.packed,
      createdAt: ctx.now(),
    },
  });
  // Cancelled between the last look and the keeping: what was kept goes too.
  if (jobs.get(id)?.phase === 'cancelled') await prisma.outcomeUpload.deleteMany({ where: { id } });
  stopIfCancelled(ctx, id);
  jobs.set(id, { phase: phaseOf(plan), plan });
}

/** Files that nobody accepted within a day go. */
async function sweep(ctx: Context): Promise<void> {
  await ctx.db.prisma.outcomeUpload.deleteMany({
    where: { createdAt: { lt: new Date(ctx.now().getTime() - KEPT_MS) } },
  });
}

const planned = (
  ctx: Context,
  id: string,
  given: Pick<Parameters<typeof makePlan>[1], 'sender' | 'fileHash' | 'packed' | 'mapping' | 'isRemembered'>,
): Promise<IntakePlan> =>
  makePlan(
    ctx.db.prisma,
    { ...given, behaviours: ctx.intake.behaviours, lastMonth: lastMonthOf(ctx) },
    (done) => {
      stopIfCancelled(ctx, id);
      ctx.intake.jobs.set(id, { done });
    },
  );

const phaseOf = ({ reading, clashes }: IntakePlan): 'ready' | 'needs-mapping' =>
  reading.unknown.length + reading.asked.length + reading.missing.length + clashes.length > 0
    ? 'needs-mapping'
    : 'ready';

/** The batch that the same bytes became; null: none. */
export async function takenBefore(
  ctx: Context,
  senderId: string,
  fileHash: string,
): Promise<IntakeView['taken']> {
  const batch = await ctx.db.prisma.outcomeBatch.findUnique({
    where: { senderId_fileHash: { senderId, fileHash } },
  });
  return (
    batch && {
      batchId: batch.id,
      takenAt: batch.takenAt,
      rows: batch.rows,
      months: batch.months,
      wasBefore: true,
    }
  );
}

type Kept = Prisma.OutcomeUploadGetPayload<{ include: { sender: true } }>;

const keptUpload = (ctx: StaffContext, id: string): Promise<Kept | null> =>
  ctx.db.prisma.outcomeUpload.findFirst({
    where: { id, staffId: ctx.actor.id },
    include: { sender: true },
  });

/** How a kept file is read now. */
function keptMapping({ mapping }: Pick<Kept, 'mapping'>): { mapping: Mapping; isRemembered: boolean } {
  const { isRemembered = false, ...rest } = mapping as { isRemembered?: boolean };
  const parsed = Mapping.safeParse(rest);
  return { mapping: parsed.success ? parsed.data : noMapping, isRemembered };
}

/** The job of a file of one's own; made again from what was kept when another process held it. */
async function ownJob(ctx: StaffContext, id: string): Promise<IntakeJob> {
  const job = ctx.intake.jobs.get(id);
  if (job) {
    if (job.staffId !== ctx.actor.id) throw gone();
    return job;
  }
  const kept = await keptUpload(ctx, id);
  if (!kept) throw gone();
  const made = ctx.intake.jobs.begin(id, {
    staffId: kept.staffId,
    sender: jobSender(kept.sender),
    fileName: kept.fileName,
    phase: 'checking',
  });
  planAgain(ctx, id, kept);
  return made;
}

/** Reads a kept file anew in the background. */
function planAgain(ctx: StaffContext, id: string, kept: Kept): void {
  ctx.intake.jobs.track(
    ctx.actor.id,
    (async () => {
      const plan = await planned(ctx, id, {
        ...{ sender: jobSender(kept.sender), fileHash: kept.fileHash, packed: Uint8Array.from(kept.rows) },
        ...keptMapping(kept),
      });
      stopIfCancelled(ctx, id);
      ctx.intake.jobs.set(id, {
        phase: phaseOf(plan),
        plan,
        done: plan.reading.rows,
        total: plan.reading.rows,
      });
    })().catch((error: unknown) => fail(ctx, id, error)),
  );
}

/** How far a file is; once it is read, what it says and what it would change. @throws DomainError NOT_FOUND */
export async function readUpload(
  ctx: StaffContext,
  { id, page }: { id: string; page: number },
): Promise<IntakeView> {
  return viewOf(await ownJob(ctx, id), page);
}

/** All cells of a file that cannot be taken. @throws DomainError NOT_FOUND */
export const uploadProblems = async (ctx: StaffContext, id: string) =>
  (await ownJob(ctx, id)).plan?.reading.problems ?? [];

/**
 * Says what columns and names mean, and reads the file anew in the background.
 * @throws DomainError BAD_INPUT naming the first code that means nothing; CONFLICT while it is at work
 */
export async function remapUpload(ctx: StaffContext, given: z.output<typeof RemapInput>): Promise<void> {
  const { id } = given;
  const job = await ownJob(ctx, id);
  if ((job.phase !== 'ready' && job.phase !== 'needs-mapping') || !job.plan) throw atWork();
  const kept = await keptUpload(ctx, id);
  if (!kept) throw gone();
  const { mapping, isRemembered } = keptMapping(kept);
  const { lookup } = job.plan;
  const columns = { ...mapping.columns };
  // What the heads said stays said, so that the next file is read the same way.
  for (const { layout, fields } of job.plan.sheets)
    for (const { key, guess } of layout.columns)
      if (guess !== null) columns[key] ??= fields.get(key) ?? guess;
  for (const { key, field } of given.columns) columns[key] = field;
  const values: Mapping['values'] = structuredClone(mapping.values);
  for (const { dimension, text, code } of given.values) {
    const own = (values[dimension] ??= {});
    if (code === '') {
      delete own[nameKey(text).slice(0, 200)];
      continue;
    }
    own[nameKey(text).slice(0, 200)] = codeFor(lookup, dimension, code);
  }
  const whole = { ...mapping.whole };
  for (const [field, value] of Object.entries(given.whole) as [WholeField, string | null][]) {
    if (value === null || value === '') delete whole[field];
    else whole[field] = field === 'month' ? monthFor(ctx, value) : codeFor(lookup, field, value);
  }
  const changed: Mapping = { columns, values, whole };
  await ctx.db.prisma.outcomeUpload.updateMany({
    where: { id, staffId: ctx.actor.id },
    data: { mapping: { ...changed, isRemembered } },
  });
  const now = ctx.intake.jobs.get(id);
  if (!now || (now.phase !== 'ready' && now.phase !== 'needs-mapping')) throw atWork();
  ctx.intake.jobs.set(id, { phase: 'checking', plan: null, done: 0 });
  planAgain(ctx, id, { ...kept, mapping: { ...changed, isRemembered } });
}

const atWork = () => new DomainError('CONFLICT', 'Lần gửi này đang chạy hoặc đã xong. Hãy xem trang của nó.');

function codeFor(lookup: IntakePlan['lookup'], dimension: DimensionField, code: string): string {
  const choice = lookup.choice(dimension, code);
  if (!choice)
    throw new DomainError('BAD_INPUT', `Không có mã “${code.slice(0, 40)}”. Hãy chọn trong danh sách.`);
  return choice.code;
}

function monthFor(ctx: Context, month: string): string {
  if (!/^20\d\d-(0[1-9]|1[0-2])$/.test(month))
    throw new DomainError('BAD_INPUT', 'Hãy chọn tháng của số liệu, ví dụ 9/2026.');
  if (month > lastMonthOf(ctx))
    throw new DomainError('BAD_INPUT', 'Tháng này chưa kết thúc nên chưa nhận số liệu. Hãy chọn tháng khác.');
  return month;
}

/**
 * Takes what was shown, in the background: all of it in one transaction, or nothing.
 * @throws DomainError BAD_INPUT while something is wrong with it; CONFLICT when what it was held against changed: the preview is
 *   made anew and must be accepted again
 */
export async function acceptUpload(ctx: StaffContext, given: z.output<typeof AcceptInput>): Promise<void> {
  const { id } = given;
  const job = await ownJob(ctx, id);
  if (job.phase === 'needs-mapping')
    throw new DomainError('BAD_INPUT', 'Còn cột hoặc tên chưa rõ nghĩa. Hãy ghép xong rồi nhận.');
  const { plan } = job;
  if (job.phase !== 'ready' || !plan) throw atWork();
  if (plan.reading.problemCount > 0)
    throw new DomainError('BAD_INPUT', 'Tệp còn ô chưa đúng nên chưa nhận được. Hãy sửa tệp rồi gửi lại.');
  if (isEmpty(plan)) throw new DomainError('BAD_INPUT', 'Tệp không có số liệu nào. Hãy xem lại.');
  const kept = await keptUpload(ctx, id);
  if (!kept) throw gone();
  if (given.fileHash !== kept.fileHash) throw new DomainError('CONFLICT', 'Tệp đã đổi. Hãy gửi lại tệp.');
  await ownSender(ctx, kept.senderId);
  const mark = await planMark(ctx.db.prisma, job.sender, kept.fileHash, plan.mapping, plan.reading.months);
  // Taken by one request only: whoever comes second finds it at work.
  if (ctx.intake.jobs.get(id)?.phase !== 'ready') throw atWork();
  if (given.mark !== mark || plan.mark !== mark) {
    ctx.intake.jobs.set(id, { phase: 'checking', plan: null, done: 0 });
    planAgain(ctx, id, kept);
    throw new DomainError(
      'CONFLICT',
      'Số liệu hoặc danh sách đơn vị vừa đổi nên bản xem trước đã làm lại. Hãy xem lại rồi nhận.',
    );
  }
  const total = writtenRows(plan);
  ctx.intake.jobs.set(id, { phase: 'writing', done: 0, total });
  ctx.intake.jobs.track(
    ctx.actor.id,
    write(ctx, id, kept, plan, given.isRemembered).catch((error: unknown) => fail(ctx, id, error)),
  );
}

async function write(
  ctx: StaffContext,
  id: string,
  kept: Kept,
  plan: IntakePlan,
  isRemembered: boolean,
): Promise<void> {
  const { jobs } = ctx.intake;
  const batchId = await ctx.db.prisma.$transaction(
    async (tx) => {
      // Taken out first: a file that another process cancelled or wrote is not there any more.
      if ((await tx.outcomeUpload.deleteMany({ where: { id } })).count === 0) throw new IntakeCancelled();
      return takeBatch(ctx, tx, {
        sender: jobSender(kept.sender),
        plan,
        fileName: kept.fileName,
        by: { staffId: ctx.actor.id },
        isRemembered,
        report: (done) => {
          stopIfCancelled(ctx, id);
          jobs.set(id, { done });
        },
      });
    },
    { timeout: 120_000, maxWait: 30_000 },
  );
  await ctx.db.announce(['outcomes']);
  jobs.set(id, {
    phase: 'done',
    plan: null,
    taken: {
      batchId,
      takenAt: ctx.now(),
      rows: plan.reading.rows,
      months: plan.reading.months,
      wasBefore: false,
    },
  });
}

/** Stops a file on its way in and throws away what was kept of it; what is being written is taken back. */
export async function cancelUpload(ctx: StaffContext, id: string): Promise<void> {
  const job = ctx.intake.jobs.get(id);
  if (job && job.staffId !== ctx.actor.id) throw gone();
  if (job?.phase === 'done') throw new DomainError('CONFLICT', 'Đã nhận xong nên không hủy được nữa.');
  // Said first: whoever reads or writes stops at its next step.
  if (job) ctx.intake.jobs.set(id, { phase: 'cancelled', plan: null });
  const { count } = await ctx.db.prisma.outcomeUpload.deleteMany({ where: { id, staffId: ctx.actor.id } });
  if (!job && count === 0) throw gone();
}
