import { recordEvents, type AuditEntry } from '../audit/record.ts';
import type { Context, StaffContext } from '../context.ts';
import { DomainError, InputError } from '../errors.ts';
import type { Prisma, Publication } from '../generated/prisma/client.ts';
import { fold } from '../search/rules.ts';
import { roleFor, type Permission } from '../staff/rules.ts';
import { sortKeyOf } from '../units/rules.ts';
import { askerOver, type Loaded } from './load.ts';
import {
  progressAfter,
  refusalWords,
  stepFor,
  type KindRules,
  type Progress,
  type State,
  type Transition,
  type Verb,
} from './rules.ts';

type Tx = Prisma.TransactionClient;

/** What a step leaves behind: which publication, which version is in the works, where it stands. */
export type Outcome = { id: string; version: number; state: State };

const STALE = 'Có người khác vừa sửa hoặc chuyển bước mục này. Hãy xem lại bản mới trước khi làm tiếp.';

/**
 * Keeps the address for this publication and lets go of those it never showed.
 * @param slug null: none but those it showed
 * @throws InputError when another one has it
 */
export async function keepAddress(
  tx: Tx,
  kind: KindRules,
  publicationId: string,
  slug: string | null,
): Promise<void> {
  const shown = await tx.publicationVersion.findMany({
    where: { publicationId, liveAt: { not: null } },
    select: { slug: true },
  });
  const kept = [slug, ...shown.map((version) => version.slug)].filter((name) => name !== null);
  await tx.publicationAddress.deleteMany({ where: { publicationId, slug: { notIn: kept } } });
  if (slug === null) return;
  await tx.publicationAddress.createMany({
    data: [{ kind: kind.kind, slug, publicationId }],
    skipDuplicates: true,
  });
  const owner = await tx.publicationAddress.findUnique({ where: { kind_slug: { kind: kind.kind, slug } } });
  if (owner?.publicationId === publicationId) return;
  throw new InputError([{ path: ['slug'], message: 'Địa chỉ này đã thuộc mục khác. Hãy ghi địa chỉ khác.' }]);
}

/** Writes the step down, for the desk and for the trail. */
export async function writeDown(
  ctx: StaffContext,
  tx: Tx,
  step: {
    publicationId: string;
    unitId: string | null;
    verb: Verb | 'create' | 'restore';
    permission: Permission;
    reason: string | null;
    before: { state: State; version: number } | null;
    after: { state: State; version: number };
    /** What was written, as far as the step wrote something. */
    written?: unknown;
    more?: readonly AuditEntry[] | undefined;
  },
): Promise<void> {
  const { publicationId, unitId, verb, permission, reason, before, after, written, more = [] } = step;
  const role = roleFor(ctx.actor, permission);
  const at = ctx.now();
  await tx.publicationStep.create({
    data: {
      publicationId,
      version: after.version,
      verb,
      from: before?.state ?? null,
      to: after.state,
      staffId: ctx.actor.id,
      role,
      reason,
      at,
    },
  });
  const entry: AuditEntry = {
    action: `publication.${verb}`,
    subject: `publication:${publicationId}`,
    unitId,
    before,
    after: { ...after, reason, ...(written === undefined ? {} : { written }) },
  };
  await recordEvents(tx, { actor: ctx.actor, role }, at, [entry, ...more]);
}

/** Columns that follow from a title. */
export const titleColumns = (title: string) => ({ title, sortKey: sortKeyOf(title), folded: fold(title) });

/** Columns of a row after a step. */
export const columnsOf = (progress: Progress, before: Progress, now: Date) => ({
  state: progress.state,
  version: progress.version,
  lastVersion: progress.lastVersion,
  liveVersion: progress.liveVersion,
  authorIds: [...progress.authorIds],
  liveAt: progress.liveAt,
  ...(progress.state === before.state ? {} : { since: now }),
});

/** Changes a row unless somebody else did since it was read. @throws DomainError CONFLICT */
export async function changeRow(
  tx: Tx,
  { id, state, version, lastVersion, liveVersion, liveAt }: Publication,
  data: Prisma.PublicationUpdateManyMutationInput,
): Promise<void> {
  const { count } = await tx.publication.updateMany({
    where: { id, state, version, lastVersion, liveVersion, liveAt },
    data,
  });
  if (count === 0) throw new DomainError('CONFLICT', STALE);
}

/** @throws DomainError CONFLICT when another version was looked at; FORBIDDEN or CONFLICT when the step is not theirs */
export async function requireStep(
  ctx: StaffContext,
  { row, kind, progress }: Loaded,
  seen: number,
  verb: Verb,
): Promise<Transition> {
  if (seen !== progress.version) throw new DomainError('CONFLICT', STALE);
  const step = stepFor(kind, progress, verb, await askerOver(ctx, kind, row), ctx.now());
  if (step.ok) return step.transition;
  throw new DomainError(
    step.reason === 'not-now' ? 'CONFLICT' : step.reason === 'embargo' ? 'BAD_INPUT' : 'FORBIDDEN',
    refusalWords[step.reason],
  );
}

export const announce = (ctx: Context, kind: KindRules): Promise<void> =>
  ctx.db.announce([...kind.tags, 'publications']);

/**
 * Takes back the hour of a version that was to go live and has not.
 * @throws DomainError CONFLICT when its hour came since it was read: readers see it, and it cannot be a draft again
 */
export async function hideScheduled(tx: Tx, row: Publication, progress: Progress, now: Date): Promise<void> {
  if (progress.state !== 'scheduled') return;
  if (row.liveAt !== null && row.liveAt <= now) throw new DomainError('CONFLICT', STALE);
  await tx.publicationVersion.update({
    where: { publicationId_number: { publicationId: row.id, number: row.version } },
    data: { liveAt: null },
  });
}

/** Tells the kind which texts of a publication still count. */
export async function tellTexts(
  ctx: StaffContext,
  tx: Tx,
  kind: KindRules,
  publicationId: string,
  { state, version, liveVersion, liveAt }: Pick<Progress, 'state' | 'version' | 'liveVersion' | 'liveAt'>,
): Promise<void> {
  const handler = ctx.publications[kind.kind];
  if (!handler.onTexts) return;
  const inWorks = await tx.publicationVersion.findUniqueOrThrow({
    where: { publicationId_number: { publicationId, number: version } },
  });
  const seen = await tx.publicationVersion.findFirst({
    where: { publicationId, liveAt: { lte: ctx.now() }, ...(liveVersion && { number: liveVersion }) },
    orderBy: { number: 'desc' },
  });
  const isOpen = state !== 'live' && state !== 'withdrawn';
  await handler.onTexts(tx, ctx, publicationId, [
    ...(isOpen ? [{ data: inWorks.data, publicFrom: liveAt }] : []),
    ...(seen ? [{ data: seen.data, publicFrom: liveVersion === null ? null : seen.liveAt }] : []),
  ]);
}

type VersionText = {
  title: string;
  slug: string | null;
  data: Prisma.InputJsonValue;
  correction: string | null;
};

/** Writes a new version and what it does to its publication, in one transaction. @throws DomainError CONFLICT */
export async function writeVersion(
  ctx: StaffContext,
  { row, kind, progress }: Loaded,
  transition: Transition,
  text: VersionText,
  how: {
    verb: 'edit' | 'restore' | 'correct';
    reason?: string | null;
    plan?: { dueOn: string | null; embargoAt: Date | null };
    source?: { number: number; authorIds: string[] };
  },
): Promise<Outcome> {
  const now = ctx.now();
  const next = progressAfter(progress, transition, {
    actorId: ctx.actor.id,
    now,
    sourceAuthorIds: how.source?.authorIds,
  });
  await ctx.db.prisma.$transaction(async (tx) => {
    await changeRow(tx, row, { ...columnsOf(next, progress, now), ...titleColumns(text.title), ...how.plan });
    await hideScheduled(tx, row, progress, now);
    await tx.publicationVersion.create({
      data: {
        publicationId: row.id,
        number: next.version,
        ...text,
        authorIds: [...next.authorIds],
        savedById: ctx.actor.id,
        savedAt: now,
        restoredFrom: how.source?.number ?? null,
      },
    });
    await keepAddress(tx, kind, row.id, text.slug);
    await tellTexts(ctx, tx, kind, row.id, next);
    const more = await ctx.publications[kind.kind].onStep?.(
      tx,
      {
        publicationId: row.id,
        unitId: row.unitId,
        version: next.version,
        data: text.data,
        correction: text.correction,
        from: progress.state,
        to: next.state,
        at: now,
        liveAt: null,
        reason: how.reason ?? null,
      },
      ctx,
    );
    await writeDown(ctx, tx, {
      publicationId: row.id,
      unitId: row.unitId,
      verb: how.verb,
      permission: kind.permissions.write,
      reason: how.reason ?? null,
      before: progress,
      after: next,
      written: { ...text, ...how.plan },
      more,
    });
  });
  if (progress.state === 'scheduled') await announce(ctx, kind);
  return { id: row.id, version: next.version, state: next.state };
}
