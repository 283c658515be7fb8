import { createHash, generateKeyPairSync, sign, type KeyObject } from 'node:crypto';
import { deflateSync, Inflate } from 'fflate';
import { writeArchive, type ArchiveEntry } from '#server/package/archive.ts';
import { buildPackage, packageTerms, type BuiltPackage } from '#server/package/build.ts';
import type { PackageTerms } from '#server/package/descriptors.ts';
import type { ReleaseContent } from '#server/outcomes/rules.ts';
import { FIRST_PREVIOUS_HASH, type ChainLink, type Known, type ReleaseKey } from '#server/package/rules.ts';
import { fingerprintOf } from '#server/keys/pair.ts';
import type { TestApp } from './app.ts';
import { plainContents } from './outcome-contents.ts';

export const TERMS: PackageTerms = {
  siteUrl: 'https://chungduong.example',
  publisherVi: 'Chung Đường',
  licence: {
    nameVi: 'Creative Commons Ghi công 4.0 (CC BY 4.0)',
    url: 'https://creativecommons.org/licenses/by/4.0/deed.vi',
  },
};

export const TOOLS = { subtle: crypto.subtle, Inflate };

/** A key that signs, as the site publishes it. */
export function newKey(): { privateKey: KeyObject; published: ReleaseKey } {
  const { privateKey, publicKey } = generateKeyPairSync('ed25519');
  const { kty, crv, x } = publicKey.export({ format: 'jwk' }) as { kty: string; crv: string; x: string };
  return { privateKey, published: { id: fingerprintOf(publicKey), jwk: { kty, crv, x } } };
}

/** The package of a content, signed with a key. */
export const packed = (
  content: ReleaseContent,
  { privateKey, published }: ReturnType<typeof newKey>,
  previousHash = FIRST_PREVIOUS_HASH,
): Promise<BuiltPackage> =>
  buildPackage({
    ...TERMS,
    content,
    previousHash,
    sign: (bytes) => ({ keyId: published.id, signature: sign(null, bytes, privateKey) }),
  });

/** A chain of releases with their packages, and what the site publishes of them. */
export async function packedChain(contents: readonly ReleaseContent[]): Promise<{
  built: BuiltPackage[];
  known: { keys: ReleaseKey[]; chain: ChainLink[] };
  key: ReturnType<typeof newKey>;
}> {
  const key = newKey();
  const built: BuiltPackage[] = [];
  const chain: ChainLink[] = [];
  for (const content of contents) {
    const previousHash = built.at(-1)?.manifestHash ?? FIRST_PREVIOUS_HASH;
    const one = await packed(content, key, previousHash);
    built.push(one);
    chain.push({
      number: content.number,
      month: content.month,
      previousHash,
      manifestHash: one.manifestHash,
      packageHash: createHash('sha256').update(one.bytes).digest('hex'),
      correctedBy: null,
      withdrawnOn: null,
      withdrawnReasonVi: null,
    });
  }
  return { built, known: { keys: [key.published], chain } satisfies Known, key };
}

/** The first months of the sample, chained: the third ends a quarter and has every table. */
export const sampleChain = (months: number) => packedChain(plainContents(months));

/** Files that were packed before: most of a package stays as it is when a test changes one file of it. */
const packedBefore = new WeakMap<Uint8Array, Uint8Array>();
function inHaste(bytes: Uint8Array): Uint8Array {
  const made = packedBefore.get(bytes) ?? deflateSync(bytes, { level: 1 });
  packedBefore.set(bytes, made);
  return made;
}

/** An archive of these files, as the site writes archives; packed in haste. */
export const archived = (files: ReadonlyMap<string, Uint8Array>): Uint8Array<ArrayBuffer> =>
  writeArchive(
    [...files]
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([name, bytes]): ArchiveEntry => ({ name, bytes, packed: inHaste(bytes) })),
  );

/** A release as it is kept, sealed with the keys of an app: what its room for releases does, without its workflow. */
export async function keepRelease(
  { services }: Pick<TestApp, 'services'>,
  content: ReleaseContent,
  liveAt: Date,
): Promise<BuiltPackage> {
  const { db, env, keys } = services;
  const before = await db.prisma.release.findFirst({ orderBy: { number: 'desc' } });
  const province = await db.prisma.unit.findFirstOrThrow({ where: { kind: 'province' } });
  const previousHash = before?.manifestHash ?? FIRST_PREVIOUS_HASH;
  const built = await buildPackage({
    ...packageTerms(env),
    content,
    previousHash,
    sign: (bytes) => keys.sign('releases', bytes),
  });
  const { bytes, manifestHash, keyId, signature } = built;
  await db.prisma.release.create({
    data: {
      number: content.number,
      provinceId: province.id,
      month: content.month,
      corrects: content.corrects,
      content,
      previousHash,
      manifestHash,
      keyId,
      signature,
      package: bytes,
      kept: { secret: 'PRIVATE-KEPT' },
      report: { secret: 'PRIVATE-REPORT' },
      isSample: content.isSample,
      liveAt,
    },
  });
  await db.announce(['releases']);
  return built;
}
