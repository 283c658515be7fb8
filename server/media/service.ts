import { createHash } from 'node:crypto';
import type { z } from 'zod';
import { dayOf } from '../calendar.ts';
import { recordEvents } from '../audit/record.ts';
import type { Context, StaffContext } from '../context.ts';
import { DomainError } from '../errors.ts';
import type { Prisma } from '../generated/prisma/client.ts';
import { requireScope, unitsInScope } from '../scope.ts';
import { fold } from '../search/rules.ts';
import { assignmentsFor, roleFor } from '../staff/rules.ts';
import { dropUnnamed, lockHash } from './clean.ts';
import { drawPicture } from './picture.ts';
import { mediaPath, MEDIA_TYPES, nameOf, pictureOf, type MediaType, type PictureView } from './rules.ts';
import type { MediaInput, MediaListInput, SetAltInput, UploadInput } from './schema.ts';
import { sniff } from './sniff.ts';
import type { Kept } from './store.ts';
import { isPublicOn, maySeeDraft } from './use.ts';

const PERMISSION = 'media.upload';
const PAGE_SIZE = 24;
const MAX_CHOICES = 100;
/** Writing twelve variants to a slow disk takes longer than the five seconds that Prisma allows. */
const TRANSACTION = { maxWait: 15_000, timeout: 60_000 };

/** A file as the desk shows it. */
export type MediaView = {
  id: string;
  path: string;
  name: string;
  /** Ending of its kind: jpg, pdf. */
  extension: string;
  bytes: number;
  altText: string;
  /** null: a document. */
  picture: PictureView | null;
  /** null: the whole site's. */
  unitName: string | null;
  uploaderName: string;
  /** Calendar day on which it was uploaded. */
  createdOn: string;
  /** null: something uses it. */
  unusedSince: Date | null;
  isPublic: boolean;
};

const shown = (now: Date) =>
  ({
    unit: { select: { shortName: true } },
    uploader: { select: { name: true } },
    uses: { where: isPublicOn(now), select: { subject: true }, take: 1 },
  }) satisfies Prisma.MediaFileInclude;
type Shown = Prisma.MediaFileGetPayload<{ include: ReturnType<typeof shown> }>;

const viewOf = (file: Shown): MediaView => ({
  id: file.id,
  path: mediaPath(file),
  name: file.name,
  extension: MEDIA_TYPES[file.type as MediaType].extension,
  bytes: file.bytes,
  altText: file.altText,
  picture: pictureOf(file),
  unitName: file.unit?.shortName ?? null,
  uploaderName: file.uploader.name,
  createdOn: dayOf(file.createdAt),
  unusedSince: file.unusedSince,
  isPublic: file.uses.length > 0,
});

/** The units whoever asks may upload for; `id` null: the whole site. */
export async function listPlaces(ctx: StaffContext): Promise<{ id: string | null; name: string }[]> {
  const ids = new Set(assignmentsFor(ctx.actor, PERMISSION).map(({ unitId }) => unitId));
  const units = await ctx.db.prisma.unit.findMany({
    where: { id: { in: [...ids].filter((id) => id !== null) } },
    select: { id: true, shortName: true },
  });
  const named = units.map(({ id, shortName }) => ({ id, name: shortName }));
  named.sort((a, b) => a.name.localeCompare(b.name, 'vi'));
  return ids.has(null) ? [{ id: null, name: 'Toàn trang' }, ...named] : named;
}

/** Files of the units in the scope of whoever asks, a page of 24 of them. */
export async function listMedia(
  ctx: StaffContext,
  { q, use, order, page }: z.output<typeof MediaListInput>,
): Promise<{ files: MediaView[]; total: number; size: number }> {
  const units = await unitsInScope(ctx, PERMISSION);
  const where: Prisma.MediaFileWhereInput = {
    ...(units ? { unitId: { in: [...units] } } : {}),
    ...(use ? { unusedSince: use === 'used' ? null : { not: null } } : {}),
    AND: fold(q)
      .split(' ')
      .map((word) => ({ folded: { contains: word } })),
  };
  const direction = order.startsWith('-') ? 'desc' : 'asc';
  const column = ({ ngay: 'createdAt', ten: 'name', nang: 'bytes' } as const)[
    order.replace('-', '') as 'ngay' | 'ten' | 'nang'
  ];
  const [total, files] = await Promise.all([
    ctx.db.prisma.mediaFile.count({ where }),
    ctx.db.prisma.mediaFile.findMany({
      where,
      include: shown(ctx.now()),
      orderBy: [{ [column]: direction }, { id: direction }],
      skip: (page - 1) * PAGE_SIZE,
      take: PAGE_SIZE,
    }),
  ]);
  return { files: files.map(viewOf), total, size: PAGE_SIZE };
}

/** One file. @throws DomainError NOT_FOUND when there is none in the scope of whoever asks */
export async function readMedia(ctx: StaffContext, { id }: z.output<typeof MediaInput>): Promise<MediaView> {
  return viewOf(await findMedia(ctx.db.prisma, ctx, id));
}

/** The newest pictures in the scope of whoever asks, to choose one from; at most a hundred. */
export async function listPictures(ctx: StaffContext): Promise<{ id: string; altText: string }[]> {
  const units = await unitsInScope(ctx, PERMISSION);
  return ctx.db.prisma.mediaFile.findMany({
    where: { widthPx: { not: null }, ...(units ? { unitId: { in: [...units] } } : {}) },
    select: { id: true, altText: true },
    orderBy: [{ createdAt: 'desc' }, { id: 'desc' }],
    take: MAX_CHOICES,
  });
}

/** A picture for a page; null: there is none that whoever asks may see. */
export async function readPicture(
  ctx: Context,
  { id }: z.output<typeof MediaInput>,
): Promise<PictureView | null> {
  const file = await ctx.db.prisma.mediaFile.findUnique({
    where: { id },
    include: { uses: { where: isPublicOn(ctx.now()), take: 1 } },
  });
  if (!file || (file.uses.length === 0 && !(await maySeeDraft(ctx, file.unitId)))) return null;
  return pictureOf(file);
}

/**
 * Keeps a file: looked at by its bytes, pictures drawn anew without metadata, on disk before it is in the database.
 * @returns its id
 * @throws DomainError FORBIDDEN outside the scope, BAD_INPUT for what is not kept, CONFLICT when the unit has it already
 */
export async function uploadMedia(
  ctx: StaffContext,
  { fileName, bytes, altText, unitId }: z.output<typeof UploadInput>,
): Promise<{ id: string }> {
  await requireScope(ctx, PERMISSION, unitId);
  const type = await sniff(bytes);
  const picture =
    MEDIA_TYPES[type].kind === 'picture' ? await ctx.media.inTurn(() => drawPicture(bytes, type)) : null;
  const own = picture?.bytes ?? bytes;
  const sha256 = createHash('sha256').update(own).digest('hex');
  const files: (Kept & { bytes: Uint8Array })[] = [
    { sha256, type, bytes: own },
    ...(picture?.variants ?? []).map((variant) => ({ sha256, type, variant, bytes: variant.bytes })),
  ];
  const name = nameOf(fileName);

  return ctx.db.prisma.$transaction(async (tx) => {
    await lockHash(tx, sha256);
    const same = await tx.mediaFile.findFirst({ where: { sha256, unitId }, select: { altText: true } });
    if (same)
      throw new DomainError('CONFLICT', `Kho đã có đúng tệp này: “${same.altText}”. Hãy dùng tệp đó.`);
    await ctx.media.keep(files);
    const { id } = await tx.mediaFile.create({
      data: {
        sha256,
        type,
        bytes: own.length,
        widthPx: picture?.widthPx ?? null,
        heightPx: picture?.heightPx ?? null,
        name,
        altText,
        folded: fold(`${name} ${altText}`),
        unitId,
        uploadedBy: ctx.actor.id,
        createdAt: ctx.now(),
        unusedSince: ctx.now(),
      },
    });
    await record(ctx, tx, {
      action: 'media.upload',
      id,
      unitId,
      before: null,
      after: { sha256, type, altText },
    });
    return { id };
  }, TRANSACTION);
}

/** Says anew what a file shows; pages that show it become old. @throws DomainError NOT_FOUND when there is none in the scope of whoever asks */
export async function setAltText(
  ctx: StaffContext,
  { id, altText }: z.output<typeof SetAltInput>,
): Promise<void> {
  await ctx.db.prisma.$transaction(async (tx) => {
    const file = await findMedia(tx, ctx, id);
    await tx.mediaFile.update({ where: { id }, data: { altText, folded: fold(`${file.name} ${altText}`) } });
    await record(ctx, tx, {
      action: 'media.describe',
      id,
      unitId: file.unitId,
      before: { altText: file.altText },
      after: { altText },
    });
  });
  await ctx.db.announce(['media']);
}

/**
 * Removes a file that nothing uses, and its bytes unless another unit keeps the same.
 * @throws DomainError NOT_FOUND when there is none in the scope of whoever asks, CONFLICT while something uses it
 */
export async function removeMedia(ctx: StaffContext, { id }: z.output<typeof MediaInput>): Promise<void> {
  const sha256 = await ctx.db.prisma.$transaction(async (tx) => {
    const file = await findMedia(tx, ctx, id);
    const { count } = await tx.mediaFile.deleteMany({ where: { id, uses: { none: {} } } });
    if (count === 0)
      throw new DomainError('CONFLICT', 'Tệp đang được dùng nên chưa xóa được. Hãy gỡ tệp khỏi bài trước.');
    await record(ctx, tx, {
      action: 'media.remove',
      id,
      unitId: file.unitId,
      before: { sha256: file.sha256, type: file.type, altText: file.altText },
      after: null,
    });
    return file.sha256;
  });
  await dropUnnamed(ctx, sha256);
}

/**
 * The row of a file in the scope of whoever asks.
 * @param prisma the database, or the transaction that is under way
 */
async function findMedia(prisma: Prisma.TransactionClient, ctx: StaffContext, id: string): Promise<Shown> {
  const file = await prisma.mediaFile.findUnique({ where: { id }, include: shown(ctx.now()) });
  const units = await unitsInScope(ctx, PERMISSION, prisma);
  if (!file || (units && !units.has(file.unitId ?? '')))
    throw new DomainError('NOT_FOUND', 'Tệp này không có, hoặc không thuộc đơn vị của bạn.');
  return file;
}

const record = (
  ctx: StaffContext,
  tx: Prisma.TransactionClient,
  { id, ...entry }: { action: string; id: string; unitId: string | null; before: unknown; after: unknown },
) =>
  recordEvents(tx, { actor: ctx.actor, role: roleFor(ctx.actor, PERMISSION) }, ctx.now(), [
    { ...entry, subject: `media:${id}` },
  ]);
