import type { KeptQuestion } from '#server/paper/service.ts';

/*
 * Reads printed sheets and keys as somebody does who marks them: by the words and letters on paper alone.
 */

/** A text without its blanks, which end lines on paper. */
export const said = (text: string) => text.replace(/[\s\u00a0]+/g, '');

/** Letter of the right answer of each question, read off the sheets; the code of the form by the page it begins on. */
export function solvedFromPrint(
  pages: readonly string[][],
  bank: readonly Pick<KeptQuestion, 'text' | 'task'>[],
): Map<string, string[]> {
  const forms = new Map<string, string[]>();
  let letters: string[] = [];
  let options: { letter: string; text: string }[] = [];
  let text = '';
  const close = () => {
    if (text === '') return;
    const question = bank.find((each) => said(each.text) === said(text))!;
    if (question.task.kind !== 'one') throw new Error(`Not a choice: ${text}`);
    const right = said(question.task.options[question.task.right]!.text);
    letters.push(...options.filter((option) => said(option.text) === right).map(({ letter }) => letter));
    [text, options] = ['', []];
  };
  for (const page of pages) {
    const code = page[page.indexOf('Mã đề') + 1]!;
    if (page.includes('Mã đề')) close();
    for (const run of page) {
      if (/^Câu \d+\.$/.test(run)) {
        close();
        text = ' ';
      } else if (run === 'HẾT') close();
      else if (/^Trang \d|\/giay\//.test(run)) continue;
      else if (page.includes('Mã đề') && run === code && text === '') {
        letters = [];
        forms.set(code, letters);
      } else if (/^[A-H]\.$/.test(run) && text !== '') options.push({ letter: run[0]!, text: '' });
      else if (options.length > 0) options.at(-1)!.text += ` ${run}`;
      else if (text !== '') text += ` ${run}`;
    }
  }
  close();
  return forms;
}

/** Keys as the key sheet prints them, by the code of the form. */
export function keysFromPrint(
  pages: readonly string[][],
  forms: number,
  questions: number,
): Map<string, string[]> {
  const [runs] = pages;
  const from = runs!.indexOf('Câu');
  const table = runs!.slice(from);
  return new Map(
    Array.from({ length: forms }, (_, form) => [
      table[form + 1]!,
      Array.from({ length: questions }, (__, row) => table[(row + 1) * (forms + 1) + form + 1]!),
    ]),
  );
}
