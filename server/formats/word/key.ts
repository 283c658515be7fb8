import { excerptOf } from '../question.ts';
import { letterOf, namedIn } from '../text/letters.ts';
import { MARKS, type Mark } from './lines.ts';
import type { Option } from './options.ts';

type Key = { ok: true; rights: number[] } | { ok: false; message: string };

const MARK_WORDS: Readonly<Record<Mark, string>> = {
  bold: 'in đậm',
  underline: 'gạch chân',
  highlight: 'tô nền',
  colour: 'đổi màu chữ',
};

const LETTER_AND_TEXT = /^\s*\(?([A-Z])\s*[.):\-–]\s*\S/i;

/**
 * Which options are right: as the answers say, and as they are made to stand out. What all options share says nothing; where two
 * ways of saying it differ, nobody can know.
 * @param answers what stands behind “Đáp án:” and in a table of answers
 */
export function keyOf(options: readonly Option[], answers: readonly string[]): Key {
  const said: { words: string; rights: number[] }[] = [];
  for (const answer of answers) {
    const rights = namedBy(answer, options);
    if (rights === null)
      return {
        ok: false,
        message: `Đáp án “${excerptOf(answer)}” không có trong các lựa chọn. Hãy sửa lại.`,
      };
    said.push({ words: `đáp án ghi ${lettersOf(rights)}`, rights });
  }
  const marked = [
    { words: 'đánh dấu sao', rights: placesOf(options, ({ isStarred }) => isStarred) },
    ...MARKS.flatMap((mark) => [
      { words: MARK_WORDS[mark], rights: placesOf(options, ({ isTextMarked }) => isTextMarked[mark]) },
      { words: MARK_WORDS[mark], rights: placesOf(options, ({ isLetterMarked }) => isLetterMarked[mark]) },
    ]),
  ]
    .filter(({ rights }) => rights.length > 0 && rights.length < options.length)
    .map(({ words, rights }) => ({ words: `${lettersOf(rights)} được ${words}`, rights }));

  const [first, ...others] = [...said, ...marked];
  if (!first)
    return {
      ok: false,
      message: 'Chưa biết đáp án đúng. Hãy thêm dòng “Đáp án: B” hoặc in đậm lựa chọn đúng.',
    };
  const other = others.find(({ rights }) => lettersOf(rights) !== lettersOf(first.rights));
  if (other)
    return { ok: false, message: `Hai chỗ nói khác nhau: ${first.words}, còn ${other.words}. Hãy sửa lại.` };
  return { ok: true, rights: first.rights };
}

const lettersOf = (rights: readonly number[]): string => rights.map(letterOf).join(', ');

const placesOf = (options: readonly Option[], test: (option: Option) => boolean): number[] =>
  options.flatMap((option, at) => (test(option) ? [at] : []));

/** The options that an answer names by letters, or by the words of one of them. */
function namedBy(answer: string, options: readonly Option[]): number[] | null {
  const [, letter] = LETTER_AND_TEXT.exec(answer) ?? [];
  const named = namedIn(
    letter ?? answer,
    options.map(({ text }) => text),
  );
  return named && named.toSorted((one, two) => one - two);
}
