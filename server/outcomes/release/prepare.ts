import { randomUUID } from 'node:crypto';
import type { z } from 'zod';
import { dayOf } from '../../calendar.ts';
import type { StaffContext } from '../../context.ts';
import { DomainError } from '../../errors.ts';
import type { Prisma } from '../../generated/prisma/client.ts';
import { requireScope } from '../../scope.ts';
import { lastDayOf, monthsOf, periodWords, spanOf } from '../rules.ts';
import { DraftError } from './draft.ts';
import type { PreparationInput, PrepareInput } from './schema.ts';
import { provinceByCode, readFrame, readSource, type Province, type SourceFrame } from './source.ts';
import { isBusy, Stopped } from './store.ts';
import type { PreparationView } from './views.ts';

/** So long a draft is kept that no publication names. */
const KEPT_MS = 31 * 24 * 60 * 60 * 1000;

const gone = () => new DomainError('NOT_FOUND', 'Lần chuẩn bị này không còn. Hãy chuẩn bị lại.');

/**
 * Makes a draft of a month in the background: counts, hides, checks against everything released. Whether it is a correction
 * follows from the month.
 * @throws DomainError FORBIDDEN outside their scope; BAD_INPUT when nothing was handed over or the month has not ended; CONFLICT
 *   while the month is being prepared
 */
export async function prepareMonth(
  ctx: StaffContext,
  { province: code, month }: z.output<typeof PrepareInput>,
): Promise<{ id: string }> {
  const { prisma } = ctx.db;
  const province = await provinceByCode(prisma, code);
  await requireScope(ctx, 'release.write', province.id);
  if (ctx.today <= lastDayOf(month))
    throw new DomainError('BAD_INPUT', 'Tháng này chưa hết. Hãy chờ sang tháng sau.');
  const { preparations } = ctx.releases;
  if (preparations.find(province.id, month))
    throw new DomainError('CONFLICT', 'Tháng này đang được chuẩn bị. Hãy chờ vài giây.');
  const id = randomUUID();
  preparations.set(id, { staffId: ctx.actor.id, provinceId: province.id, month, phase: 'waiting' });
  preparations.track(
    id,
    prepare(ctx, id, province, month).catch((error: unknown) => fail(ctx, id, error)),
  );
  return { id };
}

function fail({ releases: { preparations } }: StaffContext, id: string, error: unknown): void {
  if (error instanceof Stopped) return void preparations.set(id, { phase: 'cancelled' });
  const isExpected = error instanceof DomainError || error instanceof DraftError;
  if (!isExpected) console.error('release:', error);
  const sentence = isExpected ? error.message : 'Máy chủ gặp lỗi khi chuẩn bị. Hãy thử lại sau ít phút.';
  preparations.set(id, { phase: 'failed', sentence });
}

async function prepare(ctx: StaffContext, id: string, province: Province, month: string): Promise<void> {
  const { prisma } = ctx.db;
  const { preparations } = ctx.releases;
  const stopIfCancelled = () => {
    if (preparations.get(id)?.phase === 'cancelled') throw new Stopped();
  };
  preparations.set(id, { phase: 'reading' });
  const frame = await readFrame(prisma, ctx.releases.groups, province, month, ctx.now());
  if (!frame.counting.some((each) => each.kind === 'cases' && each.month === month))
    throw new DomainError('BAD_INPUT', 'Chưa có số liệu nộp cho tháng này. Hãy nhận tệp số liệu trước.');
  const missing = missingMonth(frame);
  if (missing !== null)
    throw new DomainError(
      'BAD_INPUT',
      `Bảng của ${periodWords(missing.period)} cần số liệu ${periodWords(missing.month)}, mà chưa có ai nộp. Hãy nhận tệp của tháng đó trước.`,
    );
  const source = await readSource(prisma, frame, dayOf(ctx.now()));
  stopIfCancelled();
  preparations.set(id, { phase: 'checking', done: 1 });
  const running = ctx.releases.draft(source);
  preparations.onStop(id, running.stop);
  const draft = await running.result;
  stopIfCancelled();
  preparations.set(id, { phase: 'writing', done: 3 });
  const json = (value: unknown) => value as Prisma.InputJsonValue;
  await prisma.releaseDraft.create({
    data: {
      id,
      provinceId: province.id,
      month,
      corrects: frame.corrects,
      mark: frame.mark,
      isSafe: draft.isSafe,
      content: json(draft.content),
      kept: json(draft.kept),
      report: json(draft.report),
      preparedAt: ctx.now(),
      staffId: ctx.actor.id,
    },
  });
  await removeOldDrafts(ctx);
  preparations.set(id, { phase: 'done', done: 4, draftId: id });
}

/** A month of whose cases nothing was handed over, and the period whose tables need it; null: none. */
function missingMonth({ periods, counting }: SourceFrame): { month: string; period: string } | null {
  const there = new Set(counting.filter(({ kind }) => kind === 'cases').map(({ month }) => month));
  for (const period of periods.filter((one) => spanOf(one) !== 'half-year'))
    for (const month of monthsOf(period)) if (!there.has(month)) return { month, period };
  return null;
}

/** Removes drafts past their time that no publication in the works names. */
async function removeOldDrafts(ctx: StaffContext): Promise<void> {
  const before = new Date(ctx.now().getTime() - KEPT_MS);
  await ctx.db.prisma.$executeRaw`
    DELETE FROM release_draft WHERE prepared_at < ${before.toISOString()}::timestamptz AND id::text NOT IN (
      SELECT version.data ->> 'draftId' FROM publication
        JOIN publication_version AS version
          ON version.publication_id = publication.id AND version.number = publication.version
      WHERE publication.kind = 'release' AND publication.state NOT IN ('live', 'withdrawn')
        AND version.data ->> 'draftId' IS NOT NULL)`;
}

/** @throws DomainError NOT_FOUND, FORBIDDEN */
async function loadPreparation(ctx: StaffContext, id: string, permission: 'outcome.read' | 'release.write') {
  const one = ctx.releases.preparations.get(id);
  if (!one) throw gone();
  await requireScope(ctx, permission, one.provinceId);
  return one;
}

/** How far a preparation is. @throws DomainError NOT_FOUND, FORBIDDEN */
export async function readPreparation(
  ctx: StaffContext,
  { id }: z.output<typeof PreparationInput>,
): Promise<PreparationView> {
  const { provinceId, month, phase, done, total, sentence, draftId } = await loadPreparation(
    ctx,
    id,
    'outcome.read',
  );
  const unit = await ctx.db.prisma.unit.findUniqueOrThrow({ where: { id: provinceId } });
  const province = { code: unit.code, nameVi: unit.shortName };
  return { id, province, month, phase, done, total, sentence, draftId };
}

/** Stops a preparation; what is done stays. @throws DomainError NOT_FOUND, FORBIDDEN */
export async function cancelPreparation(
  ctx: StaffContext,
  { id }: z.output<typeof PreparationInput>,
): Promise<void> {
  const one = await loadPreparation(ctx, id, 'release.write');
  if (!isBusy(one)) return;
  ctx.releases.preparations.set(id, { phase: 'cancelled' });
  ctx.releases.preparations.stop(id);
}
