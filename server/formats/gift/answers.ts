/*
 * What stands between the braces. The order in which kinds are told apart is Moodle's; where Moodle guesses, drops or changes the
 * meaning in silence, here stands a fault or a note.
 */
import { readChoices } from './choices.ts';
import { plainText, readField } from './field.ts';
import { readNumbers } from './numerical.ts';
import {
  fieldsOf,
  hashOf,
  partsOf,
  refuse,
  valueOf,
  type Answers,
  type Part,
  type TaskRead,
} from './parts.ts';
import { cut, trimmed, type Slice } from './source.ts';
import { weightOf } from './weight.ts';

/** The task between the braces and what is said after it. */
export function readAnswers(answers: Answers): TaskRead & { explanation?: string } {
  const { block, from, reading } = answers;
  const inside = cut(block.source, from, answers.to);
  const general = inside.mask.lastIndexOf('####');
  const to = general < 0 ? answers.to : from + general;
  const read = taskOf({ ...answers, to });
  if (!read.ok || general < 0) return read;
  return { ...read, explanation: readField(cut(inside, general + 4), reading).text };
}

/** Signs of options; no kind of question takes as many. */
const MAX_SIGNS = 50;

function taskOf(answers: Answers): TaskRead {
  const { block, from, to } = answers;
  const { mask } = block.source;
  const inside = trimmed(cut(block.source, from, to));
  if (inside.mask === '')
    return refuse(from, 'Đây là câu tự luận. Hãy đổi sang câu có đáp án, máy chấm được.');
  if ((inside.mask.match(/[~=]/g)?.length ?? 0) > MAX_SIGNS)
    return refuse(from, `Câu có hơn ${MAX_SIGNS} lựa chọn. Có thể thiếu dấu } của câu trước.`);
  if (inside.mask.startsWith('#')) return readNumbers(answers, from + inside.skipped + 1);
  if (inside.mask.includes('~')) return readChoices(answers, partsOf(block, from, to, /[~=]/g));

  const parts = partsOf(block, from, to, /=/g);
  if (parts.some(({ slice }) => arrowOf(slice) >= 0) && mask.slice(from, to).includes('='))
    return readPairs(answers, parts);
  const judgement = /^(TRUE|T|FALSE|F)\s*(?=#|$)/.exec(inside.mask);
  if (judgement) return readJudgement(answers, judgement[1]!.startsWith('T'), inside);
  return readAccepted(answers, parts);
}

/** Where the arrow of a pair stands; an arrow in feedback makes no pair. */
const arrowOf = (slice: Slice): number => {
  const arrow = slice.text.indexOf('->');
  return arrow < hashOf(slice) ? arrow : -1;
};

function readPairs({ reading }: Answers, parts: readonly Part[]): TaskRead {
  const pairs: { left: string; right: string }[] = [];
  const extras: string[] = [];
  for (const { sign, slice, at } of parts) {
    const arrow = arrowOf(slice);
    if (sign === '' || arrow < 0)
      return refuse(at, 'Câu ghép cặp có chỗ thiếu dấu ->. Mỗi cặp viết: =trái -> phải.');
    const left = readField(cut(slice, 0, arrow), reading).text;
    // The right side is a choice in a list: plain text, without format, weight or feedback.
    const right = plainText(cut(slice, arrow + 2));
    if (right === '') return refuse(at, 'Cặp thiếu vế phải. Hãy viết vế phải sau dấu ->.');
    if (slice.mask.includes('#'))
      reading.notes.push('Câu ghép cặp không có lời nhắn. Dấu # được giữ như chữ thường.');
    if (/^\s*%[^%]*%/.test(slice.mask))
      reading.notes.push('Câu ghép cặp không có trọng số. Dấu % được giữ như chữ thường.');
    if (left === '') extras.push(right);
    else pairs.push({ left, right });
  }
  return { ok: true, task: { kind: 'matching', pairs, extras } };
}

/** `T#said to who is wrong#said to who is right`; further signs belong to the last text. */
function readJudgement({ reading, attributes }: Answers, isTrue: boolean, inside: Slice): TaskRead {
  const first = hashOf(inside);
  const second = inside.mask.indexOf('#', first + 1);
  const feedbackWrong = readField(cut(inside, first + 1, second < 0 ? undefined : second), reading).text;
  const feedbackRight = second < 0 ? '' : readField(cut(inside, second + 1), reading).text;
  return {
    ok: true,
    task: {
      kind: 'true-false',
      isTrue,
      misconception: valueOf(attributes, 'misconception'),
      feedbackRight,
      feedbackWrong,
    },
  };
}

function readAccepted({ reading, overweight, from }: Answers, parts: readonly Part[]): TaskRead {
  const accepted: { text: string; weightPct: number; feedback?: string }[] = [];
  for (const { sign, slice, at } of parts) {
    if (sign === '' && parts.length > 1)
      reading.notes.push('Câu trả lời đầu tiên không có dấu =. Vẫn được nhận như các câu khác.');
    const weighed = weightOf(slice, overweight, reading.notes);
    if (!weighed.ok) return refuse(at, weighed.message);
    const fields = fieldsOf(weighed.rest, reading);
    if (fields.text === '')
      return refuse(at, `Câu trả lời ${accepted.length + 1} trống. Hãy điền vào hoặc xoá dấu =.`);
    if ((weighed.weight ?? 100) < 0) return refuse(at, 'Câu trả lời ngắn không có trọng số âm. Hãy sửa lại.');
    accepted.push({ ...fields, weightPct: weighed.weight ?? 100 });
  }
  const [only] = accepted;
  if (
    parts[0]?.sign === '' &&
    accepted.length === 1 &&
    /^(t|f|true|false|đ|s|đúng|sai)$/i.test(only?.text ?? '')
  )
    reading.notes.push('Nhập thành câu trả lời ngắn. Nếu là câu đúng/sai, hãy viết {T} hoặc {F}.');
  if (accepted.length === 0) return refuse(from, 'Không có câu trả lời nào. Hãy viết =câu trả lời.');
  return { ok: true, task: { kind: 'short', accepted } };
}
