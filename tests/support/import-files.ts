import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { importQuestions, type ImportResult } from '#server/formats/import.ts';
import type { Span } from '#server/formats/question.ts';

/*
 * The files that imports are tried on: beside each stands what is expected of it.
 */

const FOLDER = fileURLToPath(new URL('./formats/', import.meta.url));
export const FORMATS = ['gift', 'aiken', 'word', 'xlsx'] as const;
type Format = (typeof FORMATS)[number];

export type ImportFile = { path: string; format: Format; bytes: Uint8Array; expected: unknown };

export const importFiles: readonly ImportFile[] = FORMATS.flatMap((format) =>
  readdirSync(FOLDER + format)
    .filter((name) => !name.endsWith('.json') && !name.startsWith('.'))
    .map((name) => {
      const path = `${format}/${name}`;
      const expectation = `${FOLDER}${path}.json`;
      return {
        path,
        format,
        bytes: new Uint8Array(readFileSync(FOLDER + path)),
        expected: existsSync(expectation) ? (JSON.parse(readFileSync(expectation, 'utf8')) as unknown) : null,
      };
    }),
);

export const readFile = ({ bytes, format, path }: ImportFile) =>
  importQuestions({ bytes, format, name: path.split('/')[1]! });

const spanText = ({ from, to, sheet }: Span): string =>
  `${sheet === undefined ? '' : `${sheet}!`}${from === to ? from : `${from}–${to}`}`;

/** A result as expectations are written: short where nothing is to be said. */
export function summaryOf({ format: _, encoding, questions, descriptions, faults }: ImportResult) {
  return {
    ...(encoding === null
      ? {}
      : { encoding: `${encoding.name}${encoding.hasMark ? ', marked' : ''}, ${encoding.sureness}` }),
    questions: questions.map(({ at, tags, notes, ...question }) => ({
      lines: spanText(at),
      ...question,
      ...(tags.length === 0 ? {} : { tags }),
      ...(notes.length === 0 ? {} : { notes }),
    })),
    ...(descriptions.length === 0
      ? {}
      : {
          descriptions: descriptions.map(({ at, ...description }) => ({
            lines: spanText(at),
            ...description,
          })),
        }),
    ...(faults.length === 0
      ? {}
      : {
          faults: faults.map(({ severity, line, cell, sheet, block, message }) => ({
            severity,
            at: cell ?? String(line),
            ...(sheet === undefined ? {} : { sheet }),
            ...(spanText(block) === String(line) ? {} : { lines: spanText(block) }),
            message,
          })),
        }),
  };
}
