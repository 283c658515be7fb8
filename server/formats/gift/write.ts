import { isDeepStrictEqual } from 'node:util';
import { tidyQuestion } from '../check.ts';
import { faultOf, type ExportedQuestion, type Fault } from '../question.ts';
import { ALL_OR_NOTHING, writeAttribute, type Attribute } from './attributes.ts';
import { needsMarker, type TextFormat } from './field.ts';
import { plainDecimal } from './number.ts';
import { readGift } from './read.ts';

/** Why a kind has no place in GIFT. */
const UNKNOWN_KINDS: Readonly<Record<string, string>> = {
  ordering: 'GIFT không có câu sắp xếp. Hãy xuất ra Excel.',
  hotspot: 'GIFT không có câu chỉ điểm trên hình. Hãy xuất ra Excel.',
};

/**
 * A bank as a GIFT file, read the same by Moodle and by this platform; what Moodle has no place for stands in comments. Each
 * question is read back before it is written: one that would not return as it is goes to `left` and into a comment, with its
 * number in the bank as its line.
 */
export function writeGift(questions: readonly ExportedQuestion[]): { text: string; left: Fault[] } {
  const left: Fault[] = [];
  let category = '';
  const blocks = questions.flatMap((question, at) => {
    const tidy = tidyQuestion(question);
    const reason = UNKNOWN_KINDS[tidy.task.kind];
    const block = reason === undefined ? readableBlock(tidy) : null;
    if (block === null) {
      const message = reason ?? 'GIFT không giữ được câu này đúng như cũ. Hãy xuất ra Excel.';
      const line = at + 1;
      const fault = faultOf('question', { from: line, to: line }, line, message, tidy.text);
      left.push(fault);
      return [`// Câu ${line} không ghi được: ${message} (${fault.excerpt})`];
    }
    const heading = (tidy.category ?? '') === category ? [] : [`$CATEGORY: ${tidy.category ?? 'top'}`];
    category = tidy.category ?? '';
    return [...heading, block];
  });
  return { text: `${blocks.join('\n\n')}\n`, left };
}

/** The block that reads back as the same question: plainly where that does, marked `[plain]` where blanks or markup matter. */
function readableBlock(question: ExportedQuestion): string | null {
  const { category: _, ...expected } = question;
  return (
    (['moodle', 'plain'] as const)
      .map((format) => blockOf(question, format))
      .find((block) => {
        const [outcome, ...more] = readGift(block, 'error');
        if (outcome?.kind !== 'question' || more.length > 0) return false;
        const { at: _at, notes: _notes, ...read } = outcome.question;
        return isDeepStrictEqual(read, expected);
      }) ?? null
  );
}

function blockOf(question: ExportedQuestion, format: TextFormat): string {
  const { name, text, task, explanation, externalId, tags } = question;
  const field = (value: string): string => (needsMarker(value) ? `[${format}]` : '') + escaped(value);
  const marker = format === 'plain' || needsMarker(text) || /^(\/\/|\$)/.test(text) ? `[${format}]` : '';
  const header: Attribute[] = [
    ...(externalId === undefined ? [] : [{ name: 'id', value: externalId } as const]),
    ...tags.map((value) => ({ name: 'tag', value }) as const),
    ...ownAttributes(task),
  ];
  return [
    ...(header.length === 0 ? [] : [`// ${header.map(writeAttribute).join(' ')}`]),
    `${name === undefined ? '' : `::${escaped(name)}::`}${marker}${escaped(text)} {${answersOf(task, field)}`,
    ...(explanation === undefined ? [] : [`\t####${field(explanation)}`]),
    '}',
  ].join('\n');
}

/** What of a task GIFT knows no place for and concerns the whole of it. */
function ownAttributes(task: ExportedQuestion['task']): Attribute[] {
  if (task.kind === 'number' && task.unit !== undefined) return [{ name: 'unit', value: task.unit }];
  if (task.kind === 'true-false' && task.misconception !== undefined)
    return [{ name: 'misconception', value: task.misconception }];
  if (task.kind === 'several' && task.options.every(({ weightPct }) => weightPct === undefined))
    return [ALL_OR_NOTHING];
  return [];
}

type Field = (value: string) => string;

function answersOf(task: ExportedQuestion['task'], field: Field): string {
  const said = (feedback?: string): string => (feedback === undefined ? '' : `#${field(feedback)}`);
  const weight = (pct: number): string => (pct === 100 ? '' : `%${plainDecimal(pct)}%`);
  const lines = (all: readonly string[]): string => ['', ...all].join('\n\t');
  switch (task.kind) {
    case 'one':
      return lines(
        task.options.flatMap(({ text, feedback, misconception }, at) => [
          `${at === task.right ? '=' : '~'}${field(text)}${said(feedback)}`,
          ...believed(misconception),
        ]),
      );
    case 'several': {
      const rights = task.options.filter(({ isRight }) => isRight).length;
      const share = (isRight: boolean): number => (isRight ? Number((100 / rights).toFixed(5)) : -100);
      return lines(
        task.options.flatMap(({ text, feedback, misconception, isRight, weightPct }) => [
          `~%${plainDecimal(weightPct ?? share(isRight))}%${field(text)}${said(feedback)}`,
          ...believed(misconception),
        ]),
      );
    }
    case 'true-false': {
      const { feedbackWrong, feedbackRight } = task;
      const wrong =
        feedbackWrong === undefined && feedbackRight === undefined ? '' : `#${field(feedbackWrong ?? '')}`;
      return `${task.isTrue ? 'T' : 'F'}${wrong}${said(feedbackRight)}`;
    }
    case 'matching':
      return lines([
        ...task.pairs.map(({ left, right }) => `=${field(left)} -> ${escaped(right)}`),
        ...task.extras.map((extra) => `= -> ${escaped(extra)}`),
      ]);
    case 'number':
      return `#${lines(
        task.values.map(
          ({ value, tolerance, weightPct, feedback }) =>
            `=${weight(weightPct)}${value}:${tolerance}${said(feedback)}`,
        ),
      )}`;
    case 'short':
      return lines(
        task.accepted.map(
          ({ text, weightPct, feedback }) =>
            // Moodle takes an arrow for a pair wherever it stands; in feedback it can be written otherwise.
            `=${weight(weightPct)}${field(text)}${feedback?.includes('->') ? `#[html]${escaped(htmlOf(feedback))}` : said(feedback)}`,
        ),
      );
    case 'ordering':
    case 'hotspot':
      return '';
  }
}

const believed = (misconception?: string): string[] =>
  misconception === undefined
    ? []
    : [`// ${writeAttribute({ name: 'misconception', value: misconception })}`];

const htmlOf = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('\n', '<br>');

const escaped = (text: string): string => text.replace(/[\\~=#{}:]/g, '\\$&').replaceAll('\n', '\\n');
