/*
 * Holds an import to account without reading as it reads: every line of a text must be spoken for, and every word of a question
 * that was taken must be found in it or in its notes.
 */
import { linesOf } from '#server/formats/text/tidy.ts';
import type { ImportResult } from '#server/formats/import.ts';
import type { Span } from '#server/formats/question.ts';

type Format = ImportResult['format'];

/** What formats themselves say, not the question. */
const KEYWORDS: Readonly<Record<Format, RegExp>> = {
  gift: /\[(?:html|moodle|plain|markdown)\]|\b(?:TRUE|FALSE|CATEGORY)\b|<[^<>]*>|&\w+;|@@PLUGINFILE@@/g,
  aiken: /^\s*ANSWER:.*$|^\s*[A-Z][.)]/g,
  word: /^\s*(?:câu|bài)\s*\d+|^\s*(?:đáp án|đa|giải thích)\b.*$|\((?:đúng)\)/giu,
  xlsx: /$^/g,
};

/** Lines that no outcome speaks for, by number. */
export function unspokenLines(
  text: string,
  { format, questions, descriptions, faults }: ImportResult,
): number[] {
  if (faults.some(({ severity }) => severity === 'file')) return [];
  const spans: Span[] = [...questions, ...descriptions]
    .map(({ at }) => at)
    .concat(faults.map(({ block }) => block));
  const isSpoken = (line: number) => spans.some(({ from, to }) => from <= line && line <= to);
  return linesOf(text).flatMap((line, at) => (isContent(line, format) && !isSpoken(at + 1) ? [at + 1] : []));
}

/** Comments and categories of GIFT and tables of answers in Word say nothing by themselves. */
function isContent(line: string, format: Format): boolean {
  if (line.replace(/[\s\u200b\ufeff]/g, '') === '') return false;
  if (format === 'gift') return !/^\s*(?:\/\/|\$CATEGORY:)/.test(line);
  return (
    format !== 'word' || !/^\s*(?:bảng )?đáp án\b|^\s*\d+\s*[.\-:)]?\s*[A-J]\b/i.test(line.normalize('NFC'))
  );
}

/** Words of the lines of a question that are found neither in it nor in its notes. */
export function lostWords(text: string, { format, questions }: ImportResult): string[] {
  const lines = linesOf(text);
  return questions.flatMap((question) => {
    const { at, ...said } = question;
    const heard = JSON.stringify(said).toLowerCase();
    return lines
      .slice(at.from - 1, at.to)
      .filter((line) => format !== 'gift' || !/^\s*\/\//.test(line))
      .map((line) =>
        line
          .replace(/\}[ \t]*\/\/.*$/, '')
          .normalize('NFC')
          .replace(KEYWORDS[format], ' ')
          .replace(/\\n/g, ' '),
      )
      .flatMap((line) => line.match(/\p{L}{2,}/gu) ?? [])
      .filter((word) => !heard.includes(word.toLowerCase()));
  });
}
