import type { ReadImport } from '#server/bank/transfer.ts';
import { LEVELS } from '#server/bank/rules.ts';
import { difficultyFrom } from './bank-form.ts';
import { bankWords } from './bank-words.ts';

const FORMATS = ['auto', 'gift', 'aiken', 'word', 'xlsx'] as const;

/** What is to be read, as the procedures take it. */
export type ImportSource = {
  format: (typeof FORMATS)[number];
  name: string;
  bytes: Uint8Array | null;
  text: string;
  joinLines: boolean;
  overweight: 'error' | 'nearest';
};

/** The form of an import as it was posted. */
export type TypedImport = {
  /** null: there is nothing to read. */
  source: ImportSource | null;
  pasted: string;
  format: string;
  withKnown: boolean;
  query: string;
  provision: string;
  levels: string[];
  topic: string;
  difficulty: string;
};

type Form = { text(name: string): string; all(name: string): string[]; data: FormData };

/** Text of a field exactly as it was sent: blanks and marks are the reader's to judge. */
function rawText(form: Form, name: string): string {
  const value = form.data.get(name);
  return typeof value === 'string' ? value.replaceAll('\0', '') : '';
}

/** The file or the pasted text of a form; a file that was read before comes along with the form, so nothing is kept between. */
async function sourceOf(form: Form): Promise<ImportSource | null> {
  const options = {
    format: FORMATS.find((name) => name === form.text('dinh-dang')) ?? 'auto',
    joinLines: form.text('noi-dong') === 'co',
    overweight: form.text('qua-tram') === 'co' ? ('nearest' as const) : ('error' as const),
  };
  const file = form.data.get('tep');
  if (file instanceof File && file.size > 0)
    return {
      ...options,
      name: file.name.slice(-255),
      bytes: new Uint8Array(await file.arrayBuffer()),
      text: '',
    };
  const kept = rawText(form, 'tep-da-doc');
  if (kept !== '')
    return {
      ...options,
      name: form.text('ten-tep').slice(-255),
      bytes: new Uint8Array(Buffer.from(kept, 'base64')),
      text: '',
    };
  const text = rawText(form, 'dan-html') || rawText(form, 'dan');
  if (text.trim() === '') return null;
  // Pasted text with no format of its own is from Word, or a file's words: the reader tells.
  return { ...options, name: '', bytes: null, text };
}

/** Reads a posted form; null: the form is only shown. */
export async function typedImport(form: Form | null): Promise<TypedImport> {
  return {
    source: form && (await sourceOf(form)),
    pasted: form ? rawText(form, 'dan') : '',
    format: form?.text('dinh-dang') || 'auto',
    withKnown: form?.text('ca-da-co') === 'co',
    query: form?.text('tim') ?? '',
    provision: form?.text('dieu-khoan') ?? '',
    levels: form?.all('cap') ?? [],
    topic: form?.text('chu-de') ?? '',
    difficulty: form?.text('do-kho') || '2',
  };
}

/** Hidden fields that bring what was read along with the form. */
export const sourceFields = ({ bytes, text, name, format }: ImportSource): [string, string][] => [
  ...(bytes
    ? ([
        ['tep-da-doc', Buffer.from(bytes).toString('base64')],
        ['ten-tep', name],
      ] as [string, string][])
    : ([['dan', text]] as [string, string][])),
  ['dinh-dang', format],
];

/** What is set for every question of an import, as the procedure takes it. */
export const importOf = ({ withKnown, provision, levels, topic, difficulty }: TypedImport) => ({
  withKnown,
  provision: provision || null,
  levels: LEVELS.filter((level) => levels.includes(level)),
  topic,
  difficulty: difficultyFrom(difficulty),
});

/** The faults of a file as a text to keep beside it while it is mended: place, what is wrong, how the place begins. */
export function faultReport({ faults, questions }: ReadImport, { name }: ImportSource): Response {
  const words = bankWords.read;
  const bad = faults.filter(({ severity }) => severity !== 'note');
  const lines = bad.flatMap(({ line, cell, sheet, block, message, excerpt }) => [
    `${cell === undefined ? words.line(line, Math.max(line, block.to)) : words.cell(cell, sheet)}: ${message}`,
    ...(excerpt ? [`    ${excerpt}`] : []),
    '',
  ]);
  const text = [name || words.pasted, words.found(questions.length, bad.length), '', ...lines].join('\r\n');
  return new Response(`\ufeff${text}`, {
    headers: {
      'content-type': 'text/plain; charset=utf-8',
      'content-disposition': 'attachment; filename="loi-nhap.txt"',
      'cache-control': 'no-store',
    },
  });
}
