import { createHash } from 'node:crypto';
import { deflateSync } from 'fflate';
import type { Env } from '../env.ts';
import type { ReleaseContent } from '../outcomes/rules.ts';
import { writeArchive } from './archive.ts';
import { csvOf, dataFilesOf } from './data-files.ts';
import { csvwOf, dataPackageOf, dcatOf, type ListedFile, type PackageTerms } from './descriptors.ts';
import { stableJson } from './json.ts';
import { CONTENT, MANIFEST, manifestOf, SIGNATURE, signatureText } from './manifest.ts';
import { licenceTextOf, readMeOf } from './texts.ts';

export type BuiltPackage = {
  /** The zip. */
  bytes: Uint8Array<ArrayBuffer>;
  /** SHA-256 of its manifest, lower-case hex: names the release in the chain. */
  manifestHash: string;
  keyId: string;
  /** Ed25519 over the bytes of the manifest, base64url. */
  signature: string;
};

const sha256 = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex');

/** What this site says of itself in every package. */
export const packageTerms = ({
  siteUrl,
  operator,
  dataLicence,
}: Pick<Env, 'siteUrl' | 'operator' | 'dataLicence'>): PackageTerms => ({
  siteUrl,
  publisherVi: operator.isSample ? 'Chung Đường' : operator.name,
  licence: dataLicence,
});

/**
 * Builds the package of a release: the same content, terms and key give the same bytes, whatever the order of the content's
 * keys.
 * @param sign signs the bytes of the manifest with the key of releases
 */
export async function buildPackage({
  content,
  previousHash,
  sign,
  ...terms
}: PackageTerms & {
  content: ReleaseContent;
  previousHash: string;
  sign: (bytes: Uint8Array) => { keyId: string; signature: Uint8Array };
}): Promise<BuiltPackage> {
  const files = new Map<string, Uint8Array>();
  const listed = new Map<string, ListedFile>();
  const add = (name: string, text: string) => {
    const bytes = Buffer.from(text);
    files.set(name, bytes);
    listed.set(name, { name, sizeBytes: bytes.length, sha256: sha256(bytes) });
  };

  const dataFiles = dataFilesOf(content);
  for (const file of dataFiles) {
    add(`${file.stem}.csv`, csvOf(file));
    add(`${file.stem}.json`, jsonOf(file.records));
  }
  for (const file of dataFiles)
    add(`${file.stem}.csv-metadata.json`, stableJson(csvwOf(content, file, terms)));
  add(CONTENT, stableJson(content));
  add('datapackage.json', stableJson(dataPackageOf(content, dataFiles, listed, terms)));
  add('dcat.jsonld', stableJson(dcatOf(content, dataFiles, listed, terms)));
  add('README.txt', readMeOf(content, dataFiles, terms));
  add('LICENSE.txt', licenceTextOf(content, terms));

  const manifest = Buffer.from(manifestOf(content, previousHash, [...listed.values()]));
  const { keyId, signature } = sign(manifest);
  const written = Buffer.from(signature).toString('base64url');
  files.set(MANIFEST, manifest);
  files.set(SIGNATURE, Buffer.from(signatureText(keyId, written)));
  const bytes = writeArchive(
    [...files]
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([name, bytes]) => ({ name, bytes, packed: deflateSync(bytes, { level: 9 }) })),
  );
  return { bytes, manifestHash: sha256(manifest), keyId, signature: written };
}

/** A record a line. */
const jsonOf = (records: readonly object[]): string =>
  `[\n${records.map((record) => JSON.stringify(record)).join(',\n')}\n]\n`;
