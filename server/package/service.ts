import { createHash } from 'node:crypto';
import { Inflate } from 'fflate';
import type { z } from 'zod';
import { dayOf } from '../calendar.ts';
import type { Context } from '../context.ts';
import { DomainError } from '../errors.ts';
import type { ReleaseContent } from '../outcomes/rules.ts';
import { readArchive } from './archive.ts';
import type { ListedFile, ReleaseHead } from './descriptors.ts';
import { MANIFEST, readManifest, SIGNATURE } from './manifest.ts';
import { packageFileName } from './paths.ts';
import type { ReleaseNumberInput } from './schema.ts';

/** A release as the public list names it. Days in Asia/Ho_Chi_Minh. */
export type ReleaseRow = Omit<ReleaseHead, 'tables'> & {
  tables: readonly { tableId: string; period: string }[];
  publishedOn: string;
  publishedAt: Date;
  /** The release that takes its place, from when on; null: none. */
  correctedBy: { number: number; at: Date } | null;
  withdrawn: { on: string; at: Date; reasonVi: string } | null;
  previousHash: string;
  manifestHash: string;
  keyId: string;
  /** base64url. */
  signature: string;
  fileName: string;
  sizeBytes: number;
  packageHash: string;
};

type Found = {
  number: number;
  month: string;
  corrects: number | null;
  correctionVi: string | null;
  isSample: boolean;
  madeOn: string;
  province: ReleaseHead['province'];
  tables: { tableId: string; period: string }[] | null;
  previousHash: string;
  manifestHash: string;
  keyId: string;
  signature: string;
  liveAt: Date;
  withdrawnAt: Date | null;
  withdrawnReason: string | null;
  sizeBytes: number;
  packageHash: string;
};

/** Every release that readers may know of, withdrawn ones too, newest first. */
export async function listReleases({ db, now }: Pick<Context, 'db' | 'now'>): Promise<ReleaseRow[]> {
  const at = now();
  const rows = await db.prisma.$queryRaw<Found[]>`
    SELECT number, month, corrects, content->>'correctionVi' AS "correctionVi", is_sample AS "isSample",
      content->>'madeOn' AS "madeOn", content->'province' AS province,
      (SELECT jsonb_agg(jsonb_build_object('tableId', t->>'tableId', 'period', t->>'period'))
        FROM jsonb_array_elements(content->'tables') AS t) AS tables,
      previous_hash AS "previousHash", manifest_hash AS "manifestHash", key_id AS "keyId", signature,
      live_at AS "liveAt", withdrawn_at AS "withdrawnAt", withdrawn_reason AS "withdrawnReason",
      octet_length(package) AS "sizeBytes", encode(sha256(package), 'hex') AS "packageHash"
    FROM release WHERE live_at <= ${at.toISOString()}::timestamptz ORDER BY number DESC`;
  return rows.map(({ liveAt, withdrawnAt, withdrawnReason, tables, ...row }) => {
    const isWithdrawn = withdrawnAt !== null && withdrawnAt <= at;
    const correction = rows.find(({ corrects }) => corrects === row.number);
    return {
      ...row,
      tables: tables ?? [],
      publishedOn: dayOf(liveAt),
      publishedAt: liveAt,
      correctedBy: correction ? { number: correction.number, at: correction.liveAt } : null,
      withdrawn: isWithdrawn
        ? { on: dayOf(withdrawnAt), at: withdrawnAt, reasonVi: withdrawnReason ?? '' }
        : null,
      fileName: packageFileName(row),
    };
  });
}

/** A release with everything in its package; `content` null and no files: it was withdrawn. */
export type ReleaseView = ReleaseRow & { content: ReleaseContent | null; files: readonly ListedFile[] };

/**
 * A release with everything in its package.
 * @throws DomainError NOT_FOUND: there is no such release, or none that readers may know of yet
 */
export async function readRelease(
  ctx: Pick<Context, 'db' | 'now'>,
  { number }: z.output<typeof ReleaseNumberInput>,
): Promise<ReleaseView> {
  const row = (await listReleases(ctx)).find((one) => one.number === number);
  if (!row) throw new DomainError('NOT_FOUND', 'Không có bản phát hành này.');
  if (row.withdrawn) return { ...row, content: null, files: [] };
  const { content } = await ctx.db.prisma.release.findUniqueOrThrow({
    where: { number },
    select: { content: true },
  });
  const entries = await readEntries(ctx, number);
  const listed = readManifest(Buffer.from(entries.get(MANIFEST) ?? '').toString())?.files ?? [];
  const own = [MANIFEST, SIGNATURE].flatMap((name) => {
    const bytes = entries.get(name);
    return bytes ? [{ name, sizeBytes: bytes.length, sha256: sha256(bytes) }] : [];
  });
  return { ...row, content: content as unknown as ReleaseContent, files: [...listed, ...own] };
}

const sha256 = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex');

async function readEntries(
  { db }: Pick<Context, 'db'>,
  number: number,
): Promise<ReadonlyMap<string, Uint8Array>> {
  const { package: bytes } = await db.prisma.release.findUniqueOrThrow({
    where: { number },
    select: { package: true },
  });
  const archive = readArchive(bytes, Inflate);
  if (!archive.ok) throw new Error(`The package of release ${number} cannot be read: ${archive.fault}`);
  return new Map(archive.entries.map((entry) => [entry.name, entry.bytes]));
}

/** What stands at the address of a file of a release. */
export type FoundFile =
  | { kind: 'file'; bytes: Uint8Array }
  | { kind: 'unknown' }
  | { kind: 'withdrawn'; on: string; reasonVi: string };

/** A file of a release, named as in the address: the package itself, or one of the files in it. */
export async function readReleaseFile(
  ctx: Pick<Context, 'db' | 'now'>,
  number: number,
  name: string,
): Promise<FoundFile> {
  if (!Number.isSafeInteger(number) || number < 1 || number > 1_000_000) return { kind: 'unknown' };
  const row = await ctx.db.prisma.release.findFirst({
    where: { number, liveAt: { lte: ctx.now() } },
    select: { isSample: true, withdrawnAt: true, withdrawnReason: true },
  });
  if (!row) return { kind: 'unknown' };
  if (row.withdrawnAt !== null && row.withdrawnAt <= ctx.now())
    return { kind: 'withdrawn', on: dayOf(row.withdrawnAt), reasonVi: row.withdrawnReason ?? '' };
  if (name === packageFileName({ number, isSample: row.isSample })) {
    const { package: bytes } = await ctx.db.prisma.release.findUniqueOrThrow({
      where: { number },
      select: { package: true },
    });
    return { kind: 'file', bytes };
  }
  const bytes = (await readEntries(ctx, number)).get(name);
  return bytes ? { kind: 'file', bytes } : { kind: 'unknown' };
}
