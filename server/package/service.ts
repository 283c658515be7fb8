import { createHash } from 'node:crypto';
import { Inflate } from 'fflate';
import type { z } from 'zod';
import { dayOf } from '../calendar.ts';
import type { Context } from '../context.ts';
import { DomainError } from '../errors.ts';
import type { StoredRelease } from '../outcomes/release/store.ts';
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

type Reader = Pick<Context, 'releases' | 'now'>;

/** Releases that readers may know of at this instant, by number; withdrawn and corrected ones too. */
async function knownReleases({ releases, now }: Reader): Promise<StoredRelease[]> {
  const at = now();
  return (await releases.all()).filter(({ liveAt }) => liveAt <= at);
}

function rowOf(release: StoredRelease, known: readonly StoredRelease[], at: Date): ReleaseRow {
  const { number, month, corrects, isSample, liveAt, withdrawnAt, withdrawnReason, content } = release;
  const { previousHash, manifestHash, keyId, signature, sizeBytes, packageHash } = release;
  const correction = known.find((one) => one.corrects === number);
  return {
    ...{ number, month, corrects, isSample, previousHash, manifestHash, keyId, signature },
    ...{ sizeBytes, packageHash, fileName: packageFileName(release) },
    correctionVi: content.correctionVi,
    madeOn: content.madeOn,
    province: content.province,
    tables: content.tables.map(({ tableId, period }) => ({ tableId, period })),
    publishedOn: dayOf(liveAt),
    publishedAt: liveAt,
    correctedBy: correction ? { number: correction.number, at: correction.liveAt } : null,
    withdrawn:
      withdrawnAt !== null && withdrawnAt <= at
        ? { on: dayOf(withdrawnAt), at: withdrawnAt, reasonVi: withdrawnReason ?? '' }
        : null,
  };
}

/** Every release that readers may know of, withdrawn ones too, newest first. */
export async function listReleases(ctx: Reader): Promise<ReleaseRow[]> {
  const known = await knownReleases(ctx);
  return known.map((release) => rowOf(release, known, ctx.now())).reverse();
}

/** A release with everything in its package; `content` null and no files: it was withdrawn. */
export type ReleaseView = ReleaseRow & { content: ReleaseContent | null; files: readonly ListedFile[] };

/**
 * A release with everything in its package.
 * @throws DomainError NOT_FOUND: there is no such release, or none that readers may know of yet
 */
export async function readRelease(
  ctx: Reader & Pick<Context, 'db'>,
  { number }: z.output<typeof ReleaseNumberInput>,
): Promise<ReleaseView> {
  const known = await knownReleases(ctx);
  const release = known.find((one) => one.number === number);
  if (!release) throw new DomainError('NOT_FOUND', 'Không có bản phát hành này.');
  const row = rowOf(release, known, ctx.now());
  if (row.withdrawn) return { ...row, content: null, files: [] };
  const entries = await readEntries(ctx, number);
  const listed = readManifest(Buffer.from(entries.get(MANIFEST) ?? '').toString())?.files ?? [];
  const own = [MANIFEST, SIGNATURE].flatMap((name) => {
    const bytes = entries.get(name);
    return bytes ? [{ name, sizeBytes: bytes.length, sha256: sha256(bytes) }] : [];
  });
  return { ...row, content: release.content, files: [...listed, ...own] };
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
  ctx: Reader & Pick<Context, 'db'>,
  number: number,
  name: string,
): Promise<FoundFile> {
  const row = (await listReleases(ctx)).find((one) => one.number === number);
  if (!row) return { kind: 'unknown' };
  if (row.withdrawn) return { kind: 'withdrawn', on: row.withdrawn.on, reasonVi: row.withdrawn.reasonVi };
  if (name === row.fileName) {
    const { package: bytes } = await ctx.db.prisma.release.findUniqueOrThrow({
      where: { number },
      select: { package: true },
    });
    return { kind: 'file', bytes };
  }
  const bytes = (await readEntries(ctx, number)).get(name);
  return bytes ? { kind: 'file', bytes } : { kind: 'unknown' };
}
