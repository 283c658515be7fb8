import type { ReleaseContent } from '../outcomes/rules.ts';
import { readArchive, type ArchiveFault, type Inflater } from './archive.ts';
import { dataFilesOf, readCsv, type DataFile } from './data-files.ts';
import type { ChainLink, ReleaseKey } from './known.ts';
import {
  CONTENT,
  FIRST_PREVIOUS_HASH,
  MANIFEST,
  readContent,
  readManifest,
  readSignature,
  SIGNATURE,
  type Manifest,
} from './manifest.ts';

/** What is known of the site besides the package; null: not at hand. */
export type Known = { keys: readonly ReleaseKey[] | null; chain: readonly ChainLink[] | null };

/** What a browser and Node both have, handed in: `crypto.subtle`, and `Inflate` of fflate. */
export type VerifyTools = { subtle: SubtleCrypto; Inflate: Inflater };

/** One thing that is wrong with a package. */
export type PackageFault =
  | { kind: ArchiveFault }
  /** The files are there, but the zip is not as this site wrote it. */
  | { kind: 'repacked' }
  | { kind: 'missing' | 'changed' | 'added' | 'unreadable'; file: string }
  | { kind: 'signature' }
  /** The signature is another release's, or that of the manifest was replaced: the chain knows the manifest. */
  | { kind: 'foreign-signature' }
  | { kind: 'unknown-key'; keyId: string }
  | { kind: 'not-released'; number: number }
  | { kind: 'other-manifest'; number: number }
  | { kind: 'broken-chain'; number: number }
  | { kind: 'head'; file: string }
  | { kind: 'cell'; file: string; where: string; found: string; expected: string };

/** What could not be looked at, and why. */
export type PackageDoubt = 'no-keys' | 'no-ed25519' | 'no-chain' | 'newer-than-chain';

/** What was looked at, in this order. */
export const PACKAGE_CHECKS = ['archive', 'files', 'signature', 'chain', 'cells'] as const;
export type PackageCheck = (typeof PACKAGE_CHECKS)[number];

export type PackageReport = {
  /** `genuine`: nothing is wrong and the signature was verified; `unproven`: nothing is wrong as far as could be looked at. */
  verdict: 'genuine' | 'unproven' | 'altered';
  checks: Record<PackageCheck, 'right' | 'wrong' | 'unknown'>;
  faults: readonly PackageFault[];
  doubts: readonly PackageDoubt[];
  /** What the package says of itself; null: it cannot be read. */
  about: Pick<
    ReleaseContent,
    'number' | 'month' | 'isSample' | 'province' | 'madeOn' | 'corrects' | 'correctionVi'
  > | null;
  manifestHash: string | null;
  keyId: string | null;
  /** Of a release that the chain knows: what became of it. */
  standing: Pick<ChainLink, 'correctedBy' | 'withdrawnOn' | 'withdrawnReasonVi'> | null;
  files: number;
  cells: number;
};

/** Faults of cells that are named one by one. */
const CELLS_NAMED = 20;

/**
 * Verifies a package: every file against the manifest, the manifest against the signature of a published key and against the
 * chain of releases, and every table, CSV and JSON, cell by cell against the content. Nothing is fetched; what is not at hand is
 * a doubt, never a pass.
 */
export async function verifyPackage(
  bytes: Uint8Array,
  { keys, chain }: Known,
  { subtle, Inflate }: VerifyTools,
): Promise<PackageReport> {
  const report: PackageReport & { faults: PackageFault[]; doubts: PackageDoubt[] } = {
    verdict: 'altered',
    checks: {
      archive: 'unknown',
      files: 'unknown',
      signature: 'unknown',
      chain: 'unknown',
      cells: 'unknown',
    },
    faults: [],
    doubts: [],
    about: null,
    manifestHash: null,
    keyId: null,
    standing: null,
    files: 0,
    cells: 0,
  };
  /** A fault of a file that was told before is told no second time. */
  const settle = (check: PackageCheck, faults: readonly PackageFault[]) => {
    const told = new Set(report.faults.flatMap((fault) => (isOfWholeFile(fault) ? [fault.file] : [])));
    report.faults.push(...faults.filter((fault) => !(isOfWholeFile(fault) && told.has(fault.file))));
    report.checks[check] = faults.length === 0 ? 'right' : 'wrong';
  };

  const archive = readArchive(bytes, Inflate);
  if (!archive.ok) {
    settle('archive', [{ kind: archive.fault }]);
    return report;
  }
  const { unreadable } = archive;
  settle(
    'archive',
    unreadable.length > 0
      ? unreadable.map((file) => ({ kind: 'unreadable', file }))
      : archive.isExact
        ? []
        : [{ kind: 'repacked' }],
  );
  const files = new Map(archive.entries.map((entry) => [entry.name, entry.bytes]));
  report.files = files.size;
  const textOf = (name: string): string => new TextDecoder().decode(files.get(name));

  const manifestBytes = files.get(MANIFEST);
  const manifest = manifestBytes ? readManifest(textOf(MANIFEST)) : null;
  if (!manifestBytes || !manifest) {
    if (unreadable.includes(MANIFEST)) return report;
    settle('files', [{ kind: manifestBytes ? 'unreadable' : 'missing', file: MANIFEST }]);
    return report;
  }
  const manifestHash = await sha256(subtle, manifestBytes);
  report.manifestHash = manifestHash;
  settle('files', await filesFaults(subtle, files, manifest));

  const link = chain?.find(({ number }) => number === manifest.number);
  const signature = files.has(SIGNATURE) ? readSignature(textOf(SIGNATURE)) : null;
  if (!signature)
    settle('signature', [{ kind: files.has(SIGNATURE) ? 'changed' : 'missing', file: SIGNATURE }]);
  else {
    report.keyId = signature.keyId;
    const key = keys?.find(({ id }) => id === signature.keyId);
    if (!keys) report.doubts.push('no-keys');
    else if (!key || (await fingerprint(subtle, key)) !== key.id)
      settle('signature', [{ kind: 'unknown-key', keyId: signature.keyId }]);
    else {
      const held = await isSigned(subtle, key, manifestBytes, signature.signature);
      if (held === null) report.doubts.push('no-ed25519');
      else if (held) settle('signature', []);
      else
        settle('signature', [
          { kind: link?.manifestHash === manifestHash ? 'foreign-signature' : 'signature' },
        ]);
    }
  }

  if (!chain) report.doubts.push('no-chain');
  else if (!link && chain.every(({ number }) => number < manifest.number))
    report.doubts.push('newer-than-chain');
  else settle('chain', chainFaults(manifest, manifestHash, chain));
  if (link?.manifestHash === manifestHash) report.standing = link;

  const content = files.has(CONTENT) ? readContent(textOf(CONTENT)) : null;
  if (!content) settle('cells', [{ kind: files.has(CONTENT) ? 'unreadable' : 'missing', file: CONTENT }]);
  else {
    const { number, month, isSample, province, madeOn, corrects, correctionVi } = content;
    report.about = { number, month, isSample, province, madeOn, corrects, correctionVi };
    const compared = cellFaults(content, manifest, (name) => (files.has(name) ? textOf(name) : null));
    report.cells = compared.cells;
    settle('cells', compared.faults);
  }
  if (report.faults.length === 0)
    report.verdict = report.checks.signature === 'right' ? 'genuine' : 'unproven';
  return report;
}

const isOfWholeFile = (
  fault: PackageFault,
): fault is Extract<PackageFault, { kind: 'missing' | 'changed' | 'added' | 'unreadable' }> =>
  ['missing', 'changed', 'added', 'unreadable'].includes(fault.kind);

async function filesFaults(
  subtle: SubtleCrypto,
  files: ReadonlyMap<string, Uint8Array>,
  manifest: Manifest,
): Promise<PackageFault[]> {
  const faults: PackageFault[] = [];
  for (const { name, sizeBytes, sha256: expected } of manifest.files) {
    const bytes = files.get(name);
    if (!bytes) faults.push({ kind: 'missing', file: name });
    else if (bytes.length !== sizeBytes || (await sha256(subtle, bytes)) !== expected)
      faults.push({ kind: 'changed', file: name });
  }
  const named = new Set([...manifest.files.map(({ name }) => name), MANIFEST, SIGNATURE]);
  for (const name of files.keys()) if (!named.has(name)) faults.push({ kind: 'added', file: name });
  return faults;
}

function chainFaults(
  { number, previousHash }: Manifest,
  manifestHash: string,
  chain: readonly ChainLink[],
): PackageFault[] {
  const link = chain.find((one) => one.number === number);
  if (!link) return [{ kind: 'not-released', number }];
  if (link.manifestHash !== manifestHash) return [{ kind: 'other-manifest', number }];
  const before = chain
    .filter((one) => one.number < number)
    .reduce<ChainLink | null>((last, one) => (last && last.number > one.number ? last : one), null);
  const isLinked = previousHash === (before?.manifestHash ?? FIRST_PREVIOUS_HASH);
  return isLinked && previousHash === link.previousHash ? [] : [{ kind: 'broken-chain', number }];
}

/** The columns that only name what a code means; names may change, codes never do. */
const isCompared = (column: string): boolean => !column.endsWith('_name');

function cellFaults(
  content: ReleaseContent,
  manifest: Manifest,
  textOf: (name: string) => string | null,
): { cells: number; faults: PackageFault[] } {
  const faults: PackageFault[] = [];
  let cells = 0;
  const { number, month, isSample } = content;
  if (number !== manifest.number || month !== manifest.month || isSample !== manifest.isSample)
    faults.push({ kind: 'head', file: CONTENT });
  let expectedFiles: DataFile[];
  try {
    expectedFiles = dataFilesOf(content);
  } catch {
    return { cells, faults: [...faults, { kind: 'unreadable', file: CONTENT }] };
  }
  for (const file of expectedFiles)
    for (const format of ['csv', 'json'] as const) {
      const name = `${file.stem}.${format}`;
      const text = textOf(name);
      const rows = text === null ? null : format === 'csv' ? rowsOfCsv(text, file) : rowsOfJson(text, file);
      if (!rows || rows.length !== file.records.length) {
        faults.push({ kind: text === null ? 'missing' : 'unreadable', file: name });
        continue;
      }
      const compared = file.columns.filter((column) => isCompared(column.name));
      file.records.forEach((record, at) => {
        cells += 1;
        for (const { name: column } of compared) {
          const expected = String(record[column] ?? '');
          const found = rows[at]![column] ?? '';
          if (found === expected) continue;
          const where = compared.filter(({ isKey }) => isKey).map((key) => String(record[key.name]));
          faults.push({ kind: 'cell', file: name, where: where.join(', '), found, expected });
          break;
        }
      });
    }
  const ofCells = faults.filter(({ kind }) => kind === 'cell').slice(CELLS_NAMED);
  return { cells, faults: faults.filter((fault) => !ofCells.includes(fault)) };
}

type Row = Readonly<Record<string, string>>;

function rowsOfCsv(text: string, { columns }: DataFile): Row[] | null {
  const lines = readCsv(text);
  const header = lines?.shift();
  if (!lines || header?.join() !== columns.map(({ name }) => name).join()) return null;
  return lines.every((line) => line.length === header.length)
    ? lines.map((line) => Object.fromEntries(line.map((cell, at) => [header[at]!, cell])))
    : null;
}

function rowsOfJson(text: string, { columns }: DataFile): Row[] | null {
  try {
    const rows: unknown = JSON.parse(text);
    if (!Array.isArray(rows)) return null;
    return (rows as Record<string, unknown>[]).map((row) =>
      Object.fromEntries(
        columns.map(({ name }) => {
          const cell = row[name];
          return [name, typeof cell === 'string' ? cell : cell === null ? '' : JSON.stringify(cell)];
        }),
      ),
    );
  } catch {
    return null;
  }
}

// -- Cryptography -----------------------------------------------------------------------------------------------------

const hex = (bytes: Uint8Array): string =>
  Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');

async function sha256(subtle: SubtleCrypto, bytes: Uint8Array): Promise<string> {
  return hex(new Uint8Array(await subtle.digest('SHA-256', bytes as Uint8Array<ArrayBuffer>)));
}

/** @returns null: it is no base64url */
function fromBase64url(text: string): Uint8Array<ArrayBuffer> | null {
  if (!/^[\w-]*$/.test(text)) return null;
  try {
    return Uint8Array.from(atob(text.replaceAll('-', '+').replaceAll('_', '/')), (char) =>
      char.charCodeAt(0),
    );
  } catch {
    return null;
  }
}

/** What stands before the 32 bytes of an Ed25519 key in its SPKI (RFC 8410). */
const SPKI_HEAD = [0x30, 0x2a, 0x30, 0x05, 0x06, 0x03, 0x2b, 0x65, 0x70, 0x03, 0x21, 0x00];

/** Fingerprint of a key: a key put under another's name verifies nothing. */
async function fingerprint(subtle: SubtleCrypto, { jwk }: ReleaseKey): Promise<string | null> {
  const raw = fromBase64url(jwk.x);
  return raw?.length === 32 ? sha256(subtle, Uint8Array.from([...SPKI_HEAD, ...raw])) : null;
}

/** @returns null: this browser does not know Ed25519 */
async function isSigned(
  subtle: SubtleCrypto,
  { jwk }: ReleaseKey,
  bytes: Uint8Array,
  signature: string,
): Promise<boolean | null> {
  const raw = fromBase64url(signature);
  if (raw?.length !== 64) return false;
  let key: CryptoKey;
  try {
    key = await subtle.importKey('jwk', { ...jwk }, { name: 'Ed25519' }, false, ['verify']);
  } catch {
    return null;
  }
  return subtle.verify({ name: 'Ed25519' }, key, raw, bytes as Uint8Array<ArrayBuffer>);
}
