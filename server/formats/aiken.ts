import { checkDraft } from './check.ts';
import { left, remark, type Outcome } from './question.ts';
import { letterOf, lettersIn } from './text/letters.ts';
import { isBlank, linesOf } from './text/tidy.ts';

/*
 * Aiken: a line of text, options `A. …` or `A) …`, a line `ANSWER: A`. Moodle's reader says nothing of a question that the file
 * ends in, of an answer that is no option and of skipped letters; each is a fault here.
 */

type Line = { number: number; text: string };
type Option = Line & { letter: string };
/** A question on its way: lines of text, options, and lines that continue an option. */
type Draft = { texts: Line[]; options: Option[]; wrapped: Line[]; last: number };

const OPTION = /^\s*([A-Z])[.)]\s*(.*)$/;
const ANSWER = /^\s*ANSWER:\s*(.*)$/;
/** Moodle skips lines shorter than this. */
const MIN_LINE = 2;

/** Whether a text has the line that no other format has. */
export const isAiken = (text: string): boolean => linesOf(text).some((line) => ANSWER.test(line));

/**
 * Reads an Aiken file; every line that is not blank belongs to one outcome.
 * @param joinLines whether a question or option of several lines is taken as one; otherwise it is a fault that offers it
 */
export function readAiken(text: string, joinLines: boolean): Outcome[] {
  const outcomes: Outcome[] = [];
  const lines = linesOf(text).map((line, at) => ({ number: at + 1, text: line }));
  const following = followingOf(lines);
  let open: Draft | null = null;
  const close = (reason: string): void => {
    if (open)
      outcomes.push(leave(open, open.last, reason, open.texts[0]?.text ?? open.options[0]?.text ?? ''));
    open = null;
  };
  const opened = (number: number): Draft => {
    open ??= { texts: [], options: [], wrapped: [], last: number };
    open.last = number;
    return open;
  };

  lines.forEach((line, at) => {
    if (isBlank(line.text)) return;
    const span = { from: line.number, to: line.number };
    if (line.text.trim().length < MIN_LINE) {
      outcomes.push(remark(span, line.number, 'Dòng chỉ có một ký tự nên bị bỏ qua.', line.text));
      return;
    }
    const answer = ANSWER.exec(line.text);
    const option = OPTION.exec(line.text);
    if (answer) {
      outcomes.push(closedBy(opened(line.number), line, answer[1]!, joinLines));
      open = null;
    } else if (option) {
      if (option[1] === 'A' && open && open.options.length > 0)
        close('Câu trước chưa có dòng ANSWER. Hãy thêm dòng đó.');
      opened(line.number).options.push({ ...line, letter: option[1]!, text: option[2]!.trim() });
    } else if (open && open.options.length > 0 && !continues(following[at]!, open)) {
      close('Câu chưa có dòng ANSWER. Hãy thêm dòng đó.');
      opened(line.number).texts.push(line);
    } else {
      const draft = opened(line.number);
      if (draft.options.length === 0) draft.texts.push(line);
      else draft.wrapped.push(line);
    }
  });
  close('Tệp hết khi câu này chưa có dòng ANSWER. Hãy thêm dòng đó.');
  return outcomes;
}

/** For each line the next one below it that is an option or an answer, '' where there is none. */
function followingOf(lines: readonly Line[]): string[] {
  let next = '';
  return lines
    .toReversed()
    .map(({ text }) => {
      const following = next;
      if (OPTION.test(text) || ANSWER.test(text)) next = text;
      return following;
    })
    .toReversed();
}

/** Whether a line of text among options belongs to the option above: what comes next is the next letter, or the answer. */
function continues(following: string, { options }: Draft): boolean {
  const letter = OPTION.exec(following)?.[1];
  return letter === undefined ? ANSWER.test(following) : letter !== 'A' && letter > options.at(-1)!.letter;
}

const spanOf = ({ texts, options, last }: Draft) => ({
  from: Math.min(last, texts[0]?.number ?? last, options[0]?.number ?? last),
  to: last,
});

const leave = (draft: Draft, line: number, message: string, excerpt: string): Outcome =>
  left(spanOf(draft), line, message, excerpt);

/** The question that a line `ANSWER: …` completes, or the first thing that is wrong with it. */
function closedBy(draft: Draft, line: Line, answer: string, joinLines: boolean): Outcome {
  const { texts, options, wrapped } = draft;
  const notes: string[] = [];
  const [first] = texts;
  if (!first)
    return leave(
      draft,
      spanOf(draft).from,
      'Lựa chọn hoặc ANSWER đứng trước lời câu hỏi. Hãy thêm lời câu hỏi.',
      options[0]?.text ?? line.text,
    );
  const second = texts[1] ?? wrapped[0];
  if (second && !joinLines)
    return leave(
      draft,
      second.number,
      'Câu hỏi hoặc lựa chọn dài hai dòng. Hãy viết một dòng, hoặc chọn nối dòng khi nhập.',
      second.text,
    );
  if (second) notes.push('Câu hỏi hoặc lựa chọn nhiều dòng đã được nối thành một.');

  const misplaced = options.findIndex(({ letter }, at) => letter !== letterOf(at));
  const odd = options[misplaced];
  if (odd)
    return leave(
      draft,
      odd.number,
      `Đến lượt lựa chọn ${letterOf(misplaced)} nhưng dòng này là ${odd.letter}. Hãy sửa chữ cái.`,
      odd.text,
    );
  const empty = options.find(({ text }) => text === '');
  if (empty) return leave(draft, empty.number, `Lựa chọn ${empty.letter} trống. Hãy điền vào.`, line.text);
  if (options.length < 2)
    return leave(draft, line.number, 'Câu có ít hơn hai lựa chọn. Hãy thêm lựa chọn.', first.text);

  const letter = answer.charAt(0);
  const right = options.findIndex((option) => option.letter === letter);
  if (right < 0) {
    const message = /^[a-z]/.test(answer)
      ? 'Sau ANSWER phải là chữ hoa. Hãy sửa thành chữ hoa.'
      : `Đáp án “${answer.slice(0, 10)}” không có trong các lựa chọn. Hãy sửa dòng ANSWER.`;
    return leave(draft, line.number, message, line.text);
  }
  if ((lettersIn(answer) ?? []).length > 1)
    return leave(draft, line.number, 'Aiken chỉ có một đáp án đúng. Hãy để lại một chữ cái.', line.text);
  const rest = answer
    .slice(1)
    .replace(/^[\s.):-]+/, '')
    .trim();
  if (rest !== '' && rest !== options[right]!.text)
    notes.push(`Phần sau chữ cái đáp án không được dùng: “${rest}”.`);

  const checked = checkDraft(
    {
      text: texts.map(({ text }) => text.trim()).join(' '),
      task: { kind: 'one', options: options.map((option) => ({ text: optionText(option, draft) })), right },
      notes,
    },
    spanOf(draft),
  );
  return checked.ok
    ? { kind: 'question', question: checked.question }
    : leave(draft, first.number, checked.messages.join(' '), first.text);
}

/** An option with the lines that continue it. */
function optionText(option: Option, { options, wrapped }: Draft): string {
  const next = options.find(({ number }) => number > option.number)?.number ?? Infinity;
  const more = wrapped.filter(({ number }) => number > option.number && number < next);
  return [option, ...more].map(({ text }) => text.trim()).join(' ');
}
