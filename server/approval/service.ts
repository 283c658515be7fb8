import type { z } from 'zod';
import type { StaffContext } from '../context.ts';
import { DomainError, InputError } from '../errors.ts';
import type { Prisma } from '../generated/prisma/client.ts';
import { requireScope } from '../scope.ts';
import { newSlug, readData, readEmbargo, refuseUnit, unitByCode } from './input.ts';
import { loadPublication, loadVersion } from './load.ts';
import { KINDS, progressAfter, type Transition, type Verb } from './rules.ts';
import type { CreateInput, RestoreInput, SaveInput, StepInput } from './schema.ts';
import {
  announce,
  changeRow,
  columnsOf,
  hideScheduled,
  keepAddress,
  requireStep,
  tellTexts,
  titleColumns,
  writeDown,
  writeVersion,
  type Outcome,
} from './write.ts';

export { listPublications } from './list.ts';
export { listPublished, readPublished } from './published.ts';
export { comparePublication, diffVersions, listVersions, readPublication } from './read.ts';

/** Steps after which readers may see it, or somebody is told that it is right: the kind is asked first. */
const ASKED_FIRST: readonly Verb[] = ['submit', 'check', 'approve', 'schedule', 'publish'];

/**
 * Begins a publication as a draft of whoever asks.
 * @throws DomainError FORBIDDEN outside their scope; InputError
 */
export async function createPublication(
  ctx: StaffContext,
  input: z.output<typeof CreateInput>,
): Promise<Outcome> {
  const kind = KINDS[input.kind];
  const unitId = kind.isSiteWide ? null : await unitByCode(ctx, input.unitCode);
  await requireScope(ctx, kind.permissions.write, unitId);
  refuseUnit(kind, input.unitCode);
  const data = readData(ctx.publications[input.kind], input.data) as Prisma.InputJsonValue;
  const slug = await newSlug(ctx, kind, input.title, input.slug);
  const embargoAt = readEmbargo(kind, input.embargoAt);
  const { title, dueOn } = input;
  const now = ctx.now();
  const authorIds = [ctx.actor.id];
  return ctx.db.prisma.$transaction(async (tx) => {
    const { id } = await tx.publication.create({
      data: {
        kind: kind.kind,
        unitId,
        ...titleColumns(title),
        state: 'draft',
        version: 1,
        lastVersion: 1,
        authorIds,
        since: now,
        embargoAt,
        dueOn,
        createdAt: now,
        versions: {
          create: { number: 1, title, slug, data, authorIds, savedById: ctx.actor.id, savedAt: now },
        },
      },
    });
    await keepAddress(tx, kind, id, slug);
    const after = { state: 'draft' as const, version: 1 };
    await tellTexts(ctx, tx, kind, id, { ...after, liveVersion: null, liveAt: null });
    await writeDown(ctx, tx, {
      publicationId: id,
      unitId,
      verb: 'create',
      permission: kind.permissions.write,
      reason: null,
      before: null,
      after,
      written: { title, slug, data, dueOn, embargoAt },
    });
    return { id, ...after };
  });
}

/**
 * Saves a text as a new version. What was already confirmed or approved is a draft again.
 * @throws DomainError CONFLICT when the version it was typed over is no longer the newest: nothing is written
 */
export async function savePublication(
  ctx: StaffContext,
  input: z.output<typeof SaveInput>,
): Promise<Outcome> {
  const loaded = await loadPublication(ctx, input.id);
  const { row, kind, progress } = loaded;
  const handler = ctx.publications[kind.kind];
  const data = readData(handler, input.data);
  const embargoAt = readEmbargo(kind, input.embargoAt);
  const transition = await requireStep(ctx, loaded, input.version, 'edit');
  const { title, dueOn } = input;
  const old = await loadVersion(ctx, row.id, progress.version);
  const slug = kind.publicPath === null ? null : input.slug || old.slug;
  const correction = old.correction === null ? null : input.correction || old.correction;

  const textOf = (text: unknown[], own: unknown) => JSON.stringify([...text, handler.fields(own)]);
  const isSame =
    textOf([title, slug, correction, dueOn, embargoAt], data) ===
    textOf([old.title, old.slug, old.correction, row.dueOn, row.embargoAt], old.data);
  if (isSame) return { id: row.id, version: progress.version, state: progress.state };

  const text = { title, slug, data: data as Prisma.InputJsonValue, correction };
  return writeVersion(ctx, loaded, transition, text, { verb: 'edit', plan: { dueOn, embargoAt } });
}

/**
 * Takes the text of an older version as a new one. Its authors are authors of the new one too, and so are those of the
 * version in the works while its note of correction is kept.
 * @throws DomainError as {@link savePublication}
 */
export async function restoreVersion(
  ctx: StaffContext,
  { id, version, number }: z.output<typeof RestoreInput>,
): Promise<Outcome> {
  const loaded = await loadPublication(ctx, id);
  const transition = await requireStep(ctx, loaded, version, 'edit');
  const old = await loadVersion(ctx, id, number);
  const current = await loadVersion(ctx, id, loaded.progress.version);
  const data = readData(ctx.publications[loaded.kind.kind], old.data) as Prisma.InputJsonValue;
  const text = { title: old.title, slug: old.slug, data, correction: current.correction };
  const noteAuthorIds = current.correction === null ? [] : loaded.progress.authorIds;
  const authorIds = [...new Set([...old.authorIds, ...noteAuthorIds])];
  return writeVersion(ctx, loaded, transition, text, { verb: 'restore', source: { number, authorIds } });
}

/**
 * Takes one step of the workflow with the version that was looked at.
 * @throws DomainError CONFLICT when it moved on meanwhile; FORBIDDEN when the step is not theirs; BAD_INPUT when a reason or an
 *   hour is missing, or the kind finds something wrong
 */
export async function takeStep(ctx: StaffContext, input: z.output<typeof StepInput>): Promise<Outcome> {
  const loaded = await loadPublication(ctx, input.id);
  const { row, kind, progress } = loaded;
  const transition = await requireStep(ctx, loaded, input.version, input.verb);
  const now = ctx.now();
  const reason = requireReason(transition, input.reason);
  const liveAt = input.verb === 'schedule' ? requireHour(input.liveAt, row.embargoAt, now) : undefined;
  const current = await loadVersion(ctx, row.id, progress.version);
  const handler = ctx.publications[kind.kind];
  const data = readData(handler, current.data);
  if (ASKED_FIRST.includes(input.verb)) {
    const problems = await handler.problems(ctx, data, ctx.today, row.id);
    if (problems.length > 0) throw new DomainError('BAD_INPUT', problems.join(' '));
  }
  if (input.verb === 'correct') {
    const { title, slug } = current;
    const text = { title, slug, data: data as Prisma.InputJsonValue, correction: reason };
    // What was due has been published: a correction has no day of its own yet.
    const plan = { dueOn: null, embargoAt: null };
    return writeVersion(ctx, loaded, transition, text, { verb: 'correct', reason, plan });
  }

  const live =
    input.verb === 'discard' && progress.liveVersion !== null
      ? await loadVersion(ctx, row.id, progress.liveVersion)
      : null;
  const next = progressAfter(progress, transition, {
    actorId: ctx.actor.id,
    now,
    liveAt,
    liveAuthorIds: live?.authorIds,
  });
  await ctx.db.prisma.$transaction(async (tx) => {
    const isWithdrawn = input.verb === 'withdraw';
    await changeRow(tx, row, {
      ...columnsOf(next, progress, now),
      ...(live ? titleColumns(live.title) : {}),
      ...(isWithdrawn ? { withdrawnAt: now, withdrawnReason: reason } : {}),
    });
    await hideScheduled(tx, row, progress, now);
    if (input.verb === 'discard') await keepAddress(tx, kind, row.id, live?.slug ?? null);
    const seenFrom = next.state === 'live' && !live ? now : next.liveAt;
    if (seenFrom)
      await tx.publicationVersion.update({
        where: { publicationId_number: { publicationId: row.id, number: next.version } },
        data: { liveAt: seenFrom },
      });
    await tellTexts(ctx, tx, kind, row.id, next);
    const more = await handler.onStep?.(
      tx,
      {
        publicationId: row.id,
        unitId: row.unitId,
        version: next.version,
        data,
        correction: current.correction,
        from: progress.state,
        to: next.state,
        at: now,
        liveAt: seenFrom,
        reason,
      },
      ctx,
    );
    await writeDown(ctx, tx, {
      publicationId: row.id,
      unitId: row.unitId,
      verb: input.verb,
      permission: kind.permissions[transition.need],
      reason,
      before: progress,
      after: next,
      written: next.liveAt ? { liveAt: next.liveAt } : undefined,
      more,
    });
  });
  await announce(ctx, kind);
  return { id: row.id, version: next.version, state: next.state };
}

/** The reason of a step that asks for one. @throws InputError when it asks for a reason and none is given */
function requireReason({ reason }: Transition, given: string): string | null {
  if (reason === 'none') return null;
  if (given.length >= 5) return given;
  throw new InputError([{ path: ['reason'], message: 'Hãy ghi lý do, ít nhất năm ký tự.' }]);
}

/** The hour of going live. @throws InputError unless it lies ahead and not before the embargo */
function requireHour(liveAt: Date | null, embargoAt: Date | null, now: Date): Date {
  const refuse = (message: string) => {
    throw new InputError([{ path: ['liveAt'], message }]);
  };
  if (liveAt === null) return refuse('Hãy ghi ngày và giờ đăng.');
  if (liveAt <= now) return refuse('Giờ đăng phải ở phía trước. Muốn đăng bây giờ, hãy chọn đăng ngay.');
  if (embargoAt !== null && liveAt < embargoAt) return refuse('Giờ đăng sớm hơn giờ được phép công bố.');
  return liveAt;
}
