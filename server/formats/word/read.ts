/*
 * Questions as they stand in Word files of schools: “Câu 1. …”, options “A. …”, the right one bold, underlined, highlighted or
 * starred, or named by “Đáp án: B”, or in a table of answers at the end. Nothing is guessed: signs that contradict each other are
 * a fault. Whoever imports sees a preview.
 */
import { checkDraft, type Draft as QuestionDraft } from '../check.ts';
import { left, type Outcome, type Span } from '../question.ts';
import { letterOf } from '../text/letters.ts';
import { keyOf } from './key.ts';
import { linesOfHtml, linesOfText, type MarkedLine } from './lines.ts';
import { optionsOf, type Option } from './options.ts';

const NUMBERED =
  /^\s*(?:câu(?:\s+hỏi)?|bài|question)\s*(?:số\s*)?(\d{1,4})\s*(?:\([^)]{0,30}\))?\s*[.:)\-–/]?\s*/i;
const PLAIN_NUMBER = /^\s*(\d{1,4})\s*[.)/:]\s+(?=\S)/;
const ANSWER =
  /^\s*(?:đáp\s*án|đ\/?a|dap\s*an|answer|key|trả\s*lời|chọn)(?:\s+đúng)?(?:\s+là)?(?:\s*[:：=]\s*(.*)|\s+([a-j])\.?)$/i;
const EXPLANATION = /^\s*(?:giải\s*thích|lời\s*giải|hướng\s*dẫn(?:\s*giải)?|giải)\s*[:：]\s*/i;
/** Entries of a table of answers: “1.B 2.C 3.A”. */
const TABLE =
  /^(?:(?:bảng\s+)?đáp\s*án(?:\s*[:：])?\s*)?((?:\d{1,4}(?:\s*[.\-:)])?\s*[A-J](?![\p{L}\p{N}])[\s,;|]*){2,})$/iu;
const TABLE_HEADING = /^bảng\s+đáp\s*án\s*[:：]?$/i;
const NUMBER = /^([+-]?\d+(?:[.,]\d+)?)\s*(\D{0,20})$/;

type Answer = { text: string; line: MarkedLine };

/** A question on its way. */
type Draft = {
  lines: MarkedLine[];
  number: number | null;
  texts: string[];
  options: Option[];
  answers: Answer[];
  explanation: string[];
  notes: string[];
};

/** Reads what was pasted, HTML or plain text; every line that shows something belongs to one outcome. */
export function readWord(text: string, isHtml: boolean): Outcome[] {
  // “Đáp án” is looked for by its letters, which Macs write in parts.
  const composed = text.normalize('NFC');
  const lines = isHtml ? linesOfHtml(composed) : linesOfText(composed);
  const start = lines.some((line) => NUMBERED.test(line.text)) ? NUMBERED : PLAIN_NUMBER;
  const isNumbered = lines.some((line) => start.test(line.text));
  const drafts: Draft[] = [];
  const table: (Answer & { number: number })[] = [];
  for (const line of lines) {
    const entries = entriesOf(line.text.trim());
    for (const [number, letter] of entries ?? []) table.push({ number, text: letter, line });
    if (entries === null && !TABLE_HEADING.test(line.text.trim())) take(drafts, line, start, isNumbered);
  }
  const numbered = Map.groupBy(drafts, ({ number }) => number);
  const stray = table.flatMap(({ number, text: letter, line }) => {
    const asked = numbered.get(number) ?? [];
    if (asked.length === 1) {
      asked[0]!.answers.push({ text: letter, line });
      return [];
    }
    const what = asked.length === 0 ? 'không thấy câu này' : 'có nhiều câu cùng số này';
    const message = `Bảng đáp án ghi câu ${number} nhưng ${what}. Hãy sửa lại.`;
    return [left(spanOf([line]), line.number, message, line.text)];
  });
  return [...drafts.map(outcomeOf), ...stray];
}

function entriesOf(text: string): [number, string][] | null {
  const table = TABLE.exec(text)?.[1];
  if (table === undefined) return null;
  const entries = [...table.matchAll(/(\d{1,4})(?:\s*[.\-:)])?\s*([A-J])/gi)];
  // Saying the same twice says nothing more.
  const letters = new Map(
    entries.map(([, number, letter]) => [`${number} ${letter}`, [Number(number), letter!]] as const),
  );
  return [...letters.values()] as [number, string][];
}

const spanOf = (lines: readonly MarkedLine[]): Span => ({ from: lines[0]!.number, to: lines.at(-1)!.number });

/** Gives a line to the question it belongs to; where it begins one, that joins the list. */
function take(drafts: Draft[], line: MarkedLine, start: RegExp, isNumbered: boolean): void {
  const begin = (number: number | null): Draft => {
    drafts.push({ lines: [], number, texts: [], options: [], answers: [], explanation: [], notes: [] });
    return drafts.at(-1)!;
  };
  const last = drafts.at(-1);
  const numbered = start.exec(line.text);
  const answer = ANSWER.exec(line.text.trim());
  const explanation = EXPLANATION.exec(line.text);
  const options = numbered ? null : optionsOf(line, last?.options.length ?? 0);
  const text = line.text.trim();
  let draft = last ?? begin(null);

  if (numbered) {
    draft = last ? begin(Number(numbered[1])) : Object.assign(draft, { number: Number(numbered[1]) });
    const rest = line.text.slice(numbered[0].length).trim();
    if (rest !== '') draft.texts.push(rest);
  } else if (answer) draft.answers.push({ text: answer[1] ?? answer[2] ?? '', line });
  else if (explanation) draft.explanation.push(line.text.slice(explanation[0].length).trim());
  else if (options) {
    // Options that begin anew belong to a question whose text is missing.
    if (options[0]!.letter === 'A' && draft.options.length > 0) draft = begin(null);
    draft.options.push(...options);
  } else if (isFinished(draft, line, isNumbered)) {
    draft = begin(null);
    draft.texts.push(text);
  } else if (draft.explanation.length > 0) draft.explanation.push(text);
  else if (draft.options.length > 0) {
    const option = draft.options.at(-1)!;
    option.text = `${option.text} ${text}`;
    draft.notes.push(`Dòng ${line.number} được nối vào lựa chọn ${option.letter}.`);
  } else draft.texts.push(text);
  draft.lines.push(line);
}

/** Whether a line of text begins something new instead of continuing what stands before it. */
function isFinished(draft: Draft, line: MarkedLine, isNumbered: boolean): boolean {
  if (draft.explanation.length > 0) return !isNumbered || line.isAfterGap;
  if (draft.answers.length > 0) return true;
  if (draft.options.length > 0) return !isNumbered || line.isAfterGap;
  // A heading above the first question, where questions bear no number.
  return draft.texts.length > 0 && line.isAfterGap && (!isNumbered || draft.number === null);
}

function outcomeOf(draft: Draft): Outcome {
  const { lines, texts, options, answers, number } = draft;
  const at = spanOf(lines);
  const leave = (line: MarkedLine, message: string) => left(at, line.number, message, line.text);
  const [firstLine] = lines as [MarkedLine];
  const text = texts.join('\n');
  if (options.length === 0 && answers.length === 0 && number === null && draft.explanation.length === 0)
    return { kind: 'description', description: { text, at } };
  if (text === '') return leave(firstLine, 'Không thấy lời câu hỏi. Hãy thêm lời câu hỏi phía trên.');

  const misplaced = options.find(({ letter }, place) => letter !== letterOf(place));
  if (misplaced)
    return leave(
      misplaced.line,
      `Lựa chọn ${misplaced.letter} không đúng thứ tự. Hãy đánh lại chữ cái từ A.`,
    );
  const empty = options.find((option) => option.text === '');
  if (empty) return leave(empty.line, `Lựa chọn ${empty.letter} trống. Hãy điền vào.`);
  if (options.length === 1) return leave(options[0]!.line, 'Câu chỉ có một lựa chọn. Cần ít nhất hai.');

  const key = options.length === 0 ? taskWithout(answers, draft.notes) : taskWith(options, answers);
  if (!key.ok) return leave(answers[0]?.line ?? lines.at(-1)!, key.message);
  const checked = checkDraft(
    { text, task: key.task, explanation: draft.explanation.join('\n'), notes: draft.notes },
    at,
  );
  return checked.ok
    ? { kind: 'question', question: checked.question }
    : leave(firstLine, checked.messages.join(' '));
}

type TaskRead = { ok: true; task: QuestionDraft['task'] } | { ok: false; message: string };

function taskWith(options: readonly Option[], answers: readonly Answer[]): TaskRead {
  const key = keyOf(
    options,
    answers.map(({ text }) => text),
  );
  if (!key.ok) return key;
  const [right, ...others] = key.rights;
  const texts = options.map(({ text }) => ({ text }));
  return others.length === 0
    ? { ok: true, task: { kind: 'one', options: texts, right: right! } }
    : {
        ok: true,
        task: {
          kind: 'several',
          options: texts.map((option, at) => ({ ...option, isRight: key.rights.includes(at) })),
        },
      };
}

/** A question without options: true or false, a number, or a short text. */
function taskWithout(answers: readonly Answer[], notes: string[]): TaskRead {
  const [answer, ...others] = answers;
  const text = answer?.text.trim() ?? '';
  if (text === '') return { ok: false, message: 'Câu không có lựa chọn và không có đáp án. Hãy thêm vào.' };
  if (others.length > 0) return { ok: false, message: 'Câu có nhiều dòng đáp án. Hãy để lại một dòng.' };
  const judgement = /^(đúng|đ|true|t)\.?$|^(sai|s|false|f)\.?$/iu.exec(text);
  if (judgement) return { ok: true, task: { kind: 'true-false', isTrue: judgement[1] !== undefined } };
  if (/^[A-J](\s*[,;]\s*[A-J])*\.?$/.test(text))
    return { ok: false, message: 'Đáp án là chữ cái nhưng câu không có lựa chọn. Hãy thêm lựa chọn.' };
  const number = NUMBER.exec(text);
  if (number) {
    notes.push('Nhập thành câu điền số. Hãy xem lại đơn vị và sai số.');
    const value = Number(number[1]!.replace(',', '.'));
    return { ok: true, task: { kind: 'number', values: [{ value }], unit: number[2]!.trim() } };
  }
  notes.push('Nhập thành câu trả lời ngắn. Hãy thêm các cách viết khác được nhận.');
  return { ok: true, task: { kind: 'short', accepted: [{ text }] } };
}
