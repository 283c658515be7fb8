import { createHash } from 'node:crypto';
import {
  closeSync,
  existsSync,
  fsyncSync,
  mkdirSync,
  openSync,
  readFileSync,
  truncateSync,
  writeSync,
} from 'node:fs';
import { join } from 'node:path';
import type { Keys } from '../keys/ring.ts';
import { NO_HASH, type Head } from './rules.ts';

/** A line of the file of heads, as it stands there. `head` null: it cannot be read. */
export type HeadLine = { line: number; head: Head | null; digest: string };

/** Named in every signature, so that a head is never taken for something else that was signed. */
const FORM = 'chung-duong/audit-head/1';

export const headFolder = (dataDir: string): string => join(dataDir, 'audit');
const fileOf = (dataDir: string): string => join(headFolder(dataDir), 'heads.jsonl');

const digestOf = (line: string): string => createHash('sha256').update(line).digest('hex');

const signedBytes = ({ count, hash, at, prev }: Omit<Head, 'keyId' | 'signature'>): Buffer =>
  Buffer.from(JSON.stringify([FORM, count, hash, at, prev]));

/** The lines of a file of heads. What follows the last line end was never written to its end and is left out. */
export function parseHeads(text: string): HeadLine[] {
  return text
    .slice(0, text.lastIndexOf('\n') + 1)
    .split('\n')
    .slice(0, -1)
    .map((line, index) => ({ line: index + 1, head: readHead(line), digest: digestOf(line) }));
}

/** The heads kept under the data folder, oldest first. */
export function readHeads(dataDir: string): HeadLine[] {
  const file = fileOf(dataDir);
  return existsSync(file) ? parseHeads(readFileSync(file, 'utf8')) : [];
}

function readHead(line: string): Head | null {
  try {
    const { count, hash, at, prev, keyId, signature } = JSON.parse(line) as Head;
    const isWhole =
      Number.isSafeInteger(count) &&
      [hash, at, prev, keyId, signature].every((one) => typeof one === 'string');
    return isWhole ? { count, hash, at, prev, keyId, signature } : null;
  } catch {
    return null;
  }
}

/** Whether this site made a head, with its key of today or an earlier one. */
export const isSealed = (keys: Pick<Keys, 'verify'>, head: Head): boolean =>
  keys.verify('audit', head.keyId, signedBytes(head), Buffer.from(head.signature, 'base64'));

/**
 * Writes a head behind those kept, and returns only when it is on the disk.
 * @param before the line it follows
 * @throws KeyError when this process cannot sign
 */
export function appendHead(
  dataDir: string,
  keys: Pick<Keys, 'sign'>,
  sealed: { count: number; hash: string; at: Date },
  before: HeadLine | undefined,
): HeadLine {
  const unsigned = {
    count: sealed.count,
    hash: sealed.hash,
    at: sealed.at.toISOString(),
    prev: before?.digest ?? NO_HASH,
  };
  const { keyId, signature } = keys.sign('audit', signedBytes(unsigned));
  const head: Head = { ...unsigned, keyId, signature: signature.toString('base64') };
  const line = JSON.stringify(head);

  mkdirSync(headFolder(dataDir), { recursive: true, mode: 0o700 });
  const file = fileOf(dataDir);
  dropTornLine(file);
  const descriptor = openSync(file, 'a', 0o600);
  try {
    writeSync(descriptor, `${line}\n`);
    fsyncSync(descriptor);
  } finally {
    closeSync(descriptor);
  }
  return { line: (before?.line ?? 0) + 1, head, digest: digestOf(line) };
}

/** A line that the power cut in two was never sealed: its event was not committed. */
function dropTornLine(file: string): void {
  if (!existsSync(file)) return;
  const bytes = readFileSync(file);
  const end = bytes.lastIndexOf('\n') + 1;
  if (end < bytes.length) truncateSync(file, end);
}
