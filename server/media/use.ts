import type { Context } from '../context.ts';
import { DomainError } from '../errors.ts';
import type { Prisma } from '../generated/prisma/client.ts';
import { isInScope, unitsInScope } from '../scope.ts';

/*
 * What other rooms call when something of theirs shows files. A file is private until something that uses it is public.
 */

/** Whose scope a file lies in: those who read drafts there, and those who upload there. */
const READERS = ['publication.read', 'media.upload'] as const;

/** Whether whoever asks may see a file that is not public. */
export async function maySeeDraft(
  ctx: Pick<Context, 'db' | 'actor'>,
  unitId: string | null,
): Promise<boolean> {
  for (const permission of READERS) if (await isInScope(ctx, permission, unitId)) return true;
  return false;
}

/**
 * Says which files something uses from now on; what it used before and is not named is set free. Files it goes on using
 * stay as public as they were.
 * @param subject as in the audit trail: `publication:<id>`
 * @throws DomainError NOT_FOUND when a file is none, or is one that whoever asks may not see
 */
export async function useMedia(
  tx: Prisma.TransactionClient,
  ctx: Pick<Context, 'db' | 'actor' | 'now'>,
  subject: string,
  ids: readonly string[],
): Promise<void> {
  const wanted = [...new Set(ids)];
  const files = await tx.mediaFile.findMany({
    where: { id: { in: wanted } },
    select: { id: true, unitId: true, uses: { where: isPublicOn(ctx.now()), select: { subject: true } } },
  });
  const before = await tx.mediaUse.findMany({ where: { subject }, select: { mediaId: true } });
  const known = new Set(before.map(({ mediaId }) => mediaId));
  const scopes = await Promise.all(READERS.map((permission) => unitsInScope(ctx, permission, tx)));
  const isAllowed = ({ id, unitId, uses }: (typeof files)[number]) =>
    known.has(id) || uses.length > 0 || scopes.some((units) => units === null || units.has(unitId ?? ''));
  if (files.length < wanted.length || !files.every(isAllowed)) throw notThere();

  await tx.mediaUse.createMany({
    data: wanted.map((mediaId) => ({ mediaId, subject })),
    skipDuplicates: true,
  });
  await tx.mediaUse.deleteMany({ where: { subject, mediaId: { notIn: wanted } } });
  await tx.mediaFile.updateMany({ where: { id: { in: wanted } }, data: { unusedSince: null } });
  await tx.mediaFile.updateMany({
    where: { id: { in: [...known] }, uses: { none: {} }, unusedSince: null },
    data: { unusedSince: ctx.now() },
  });
}

/**
 * Lets anyone read a file that something uses, from an instant on.
 * @param from the instant at which it goes public itself; may lie ahead
 */
export const publishMedia = async (
  tx: Prisma.TransactionClient,
  subject: string,
  mediaId: string,
  from: Date,
): Promise<void> =>
  void (await tx.mediaUse.updateMany({ where: { subject, mediaId }, data: { publicFrom: from } }));

/** Takes that back for all files of something; what something else made public stays so. Copies that browsers keep are out of reach. */
export const withdrawMedia = async (tx: Prisma.TransactionClient, subject: string): Promise<void> =>
  void (await tx.mediaUse.updateMany({ where: { subject }, data: { publicFrom: null } }));

/** The uses through which anyone may read a file at an instant. */
export const isPublicOn = (now: Date) => ({ publicFrom: { lte: now } }) satisfies Prisma.MediaUseWhereInput;

/** Whether a file is there and a picture. */
export const isPicture = async (prisma: Prisma.TransactionClient, id: string): Promise<boolean> =>
  (await prisma.mediaFile.count({ where: { id, widthPx: { not: null } } })) > 0;

const notThere = () => new DomainError('NOT_FOUND', 'Tệp này không có, hoặc không thuộc đơn vị của bạn.');
