import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

/*
 * The plans themselves are no part of the project. Where their texts lie is said by PLANS_DIR; else they are looked for
 * beside the project.
 */
const BESIDE = fileURLToPath(new URL('../../../shared/plans', import.meta.url));
const folder = process.env['PLANS_DIR'] ?? BESIDE;

/** Why the texts cannot be compared with; null when they are there. */
export const plansMissing: string | null = existsSync(folder)
  ? null
  : process.env['PLANS_DIR']
    ? `PLANS_DIR names no folder: ${folder}`
    : 'the texts of the plans are not beside the project, and PLANS_DIR is not set';

/** A text as it is compared: NFC, lower case, one blank between words, no marks of layout. */
export const normal = (text: string): string =>
  text.normalize('NFC').replace(/[*#]/g, '').replace(/\s+/g, ' ').toLowerCase().trim();

/** The words of a text in a row, without signs. */
export const wordsOf = (text: string): string[] => normal(text).match(/[\p{L}\p{N}]+/gu) ?? [];

/** The text of a plan by its code (000 to 004). @throws Error when the folder does not hold it */
export function readPlan(code: string): string {
  const name = readdirSync(folder).find((file) => file.startsWith(`${code}_`));
  if (!name) throw new Error(`no text of plan ${code}`);
  return readFileSync(join(folder, name), 'utf8');
}

/**
 * A plan cut into its clauses, normalised: `''` is what stands before the first heading (footnotes too), `III.2.1b` the
 * letter b of 2.1 in part III. A clause holds its own lines only, not those of the clauses below it.
 */
export function clausesOf(text: string): Map<string, string> {
  const clauses = new Map<string, string>();
  let [part, number, letter] = ['', '', ''];
  for (const raw of text.normalize('NFC').split('\n')) {
    const line = raw.replace(/[*#]/g, '').trim();
    const found = /^(?:(?<roman>[IVX]+)\.|(?<digits>\d+(?:\.\d+)?)\.|(?<sign>[a-zđ])\)) /u.exec(line)?.groups;
    if (found?.['roman']) [part, number, letter] = [found['roman'], '', ''];
    else if (found?.['digits']) {
      // 2.1 stands below 2, so III.2.1 is written with one more point.
      [number, letter] = [`.${found['digits']}`, ''];
    } else if (found?.['sign']) letter = found['sign'];
    const isFootnote = line.startsWith('<sup>');
    const clause = isFootnote ? '' : `${part}${number}${letter}`;
    clauses.set(clause, `${clauses.get(clause) ?? ''} ${normal(line)}`);
  }
  return clauses;
}
