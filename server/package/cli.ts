/*
 * npm run release:verify -- <package>.zip [--keys khoa-cong-khai.json] [--chain chuoi.json]
 *
 * Verifies a package without the network and without the database; keys and chain are files saved from the site. Exit code 0: it
 * is genuine; 1: something is wrong with it; 2: nothing is wrong, but it could not be proven (no keys), or a file cannot be read.
 */
import { readFileSync, statSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { Inflate } from 'fflate';
import {
  ARCHIVE_LIMITS,
  checkStates,
  checkWords,
  doubtSentence,
  faultSentence,
  PACKAGE_CHECKS,
  readChainFile,
  readKeysFile,
  standingSentences,
  verdictSentence,
  verifyPackage,
} from './rules.ts';

const USAGE =
  'Cách dùng: npm run release:verify -- <gói>.zip [--keys khoa-cong-khai.json] [--chain chuoi.json]';
const EXIT_CODES = { genuine: 0, altered: 1, unproven: 2 } as const;

function readArguments() {
  try {
    return parseArgs({
      allowPositionals: true,
      options: { keys: { type: 'string' }, chain: { type: 'string' } },
    });
  } catch {
    throw new Error(USAGE);
  }
}

/** A saved file of the site. @throws Error with a sentence */
function saved<T>(path: string | undefined, name: string, read: (text: string) => T | null): T | null {
  if (path === undefined) return null;
  const value = read(textOf(path));
  if (value === null) throw new Error(`${path} không phải tệp ${name} của trang. Hãy tải lại.`);
  return value;
}

function textOf(path: string): string {
  return readable(path, () => readFileSync(path, 'utf8'));
}

function readable<T>(path: string, read: () => T): T {
  try {
    return read();
  } catch {
    throw new Error(`Không đọc được tệp ${path}.`);
  }
}

try {
  const { values, positionals } = readArguments();
  const [path] = positionals;
  if (path === undefined || positionals.length > 1) throw new Error(USAGE);
  const keys = saved(values.keys, 'khoa-cong-khai.json', readKeysFile);
  const chain = saved(values.chain, 'chuoi.json', readChainFile);
  const { size } = readable(path, () => statSync(path));
  // One that is larger than any package is not read whole, only told.
  const bytes =
    size > ARCHIVE_LIMITS.bytes
      ? new Uint8Array(ARCHIVE_LIMITS.bytes + 1)
      : readable(path, () => readFileSync(path));
  const report = await verifyPackage(bytes, { keys, chain }, { subtle: crypto.subtle, Inflate });
  const tell = report.verdict === 'altered' ? console.error : console.log;
  tell(verdictSentence(report));
  for (const check of PACKAGE_CHECKS) tell(`- ${checkWords[check]}: ${checkStates[report.checks[check]]}`);
  for (const fault of report.faults) tell(`  ${faultSentence(fault)}`);
  for (const doubt of report.doubts) tell(`  ${doubtSentence(doubt)}`);
  for (const sentence of standingSentences(report)) tell(sentence);
  process.exitCode = EXIT_CODES[report.verdict];
} catch (error) {
  console.error((error as Error).message);
  process.exitCode = 2;
}
