import { SheetError } from '#server/sheet/refusal.ts';
import { readWorkbook } from '#server/sheet/workbook.ts';
import { isAiken, readAiken } from './aiken.ts';
import { readGift } from './gift/read.ts';
import type { Overweight } from './gift/weight.ts';
import { faultOf, type Description, type Fault, type ImportedQuestion, type Outcome } from './question.ts';
import { decodeText, type Encoding } from './text/decode.ts';
import { hasMarkup } from './text/html.ts';
import { isBlank, linesOf } from './text/tidy.ts';
import { readWord } from './word/read.ts';
import { readSheets } from './xlsx/read.ts';

export type ImportFormat = 'gift' | 'aiken' | 'word' | 'xlsx';

/** What to import: a file, or a text that was pasted. */
export type ImportInput = ({ bytes: Uint8Array } | { text: string }) & {
  /** `auto`: by what it holds, and by the ending of its name. */
  format: ImportFormat | 'auto';
  /** Of the file; `''` for what was pasted. */
  name: string;
  /** Aiken: take a question or an option of several lines as one; otherwise each is a fault that offers it. */
  joinLines?: boolean;
  /** GIFT: take 100 for weights beyond it; otherwise each is a fault that offers it. */
  overweight?: Overweight;
};

export type ImportResult = {
  format: ImportFormat;
  /** How the bytes were read; null for pasted text and workbooks. */
  encoding: Encoding | null;
  questions: ImportedQuestion[];
  descriptions: Description[];
  /** In the order of the file. */
  faults: Fault[];
};

const MAX_BYTES = 2 * 1024 * 1024;
const MAX_QUESTIONS = 2000;
/** Of a text: a question of 25 lines is a long one. */
const MAX_LINES = 50_000;

const NAMES: Readonly<Record<ImportFormat, string>> = {
  gift: 'GIFT',
  aiken: 'Aiken',
  word: 'Word',
  xlsx: 'Excel',
};

/**
 * Reads questions from a file or from pasted text and writes nothing: what comes back is for a preview. No block is dropped in
 * silence: each is a question, a description (text that asks nothing) or has at least one fault; `fault.block` says which lines
 * are left out. A file that cannot be read at all has one fault of severity `file` and nothing else. At most 2 MB, 2,000
 * questions and 50,000 lines.
 *
 *     const { questions, faults } = await importQuestions({ bytes, format: 'auto', name: 'de-thi.gift' });
 *     // or pasted: { text: clipboard.html ?? clipboard.text, format: 'word', name: '' }
 *     const file = await exportQuestions(questions, 'xlsx');
 *
 * What `exportQuestions` writes is read here as it was, up to `tidyQuestion`.
 */
export async function importQuestions(input: ImportInput): Promise<ImportResult> {
  const isFile = 'bytes' in input;
  const size = isFile ? input.bytes.length : new TextEncoder().encode(input.text).length;
  const wanted = input.format === 'auto' ? undefined : input.format;
  if (size > MAX_BYTES)
    return refused(wanted ?? 'gift', null, 'Nội dung nặng quá 2 MB. Hãy chia thành nhiều tệp nhỏ hơn.');
  if (isFile && startsWith(input.bytes, ZIP)) return fromWorkbook(input.bytes, wanted);
  if (isFile && startsWith(input.bytes, OLD_OFFICE))
    return refused(
      wanted ?? 'word',
      null,
      'Tệp Word hoặc Excel đời cũ, hoặc có mật khẩu. Hãy lưu lại thành .xlsx, hoặc mở rồi dán.',
    );
  if (wanted === 'xlsx')
    return refused('xlsx', null, 'Đây không phải tệp Excel .xlsx. Hãy lưu lại thành .xlsx rồi thử lại.');
  if (!isFile) return fromText(input.text, null, input);
  const decoded = decodeText(input.bytes);
  if (!decoded.ok)
    return refused(
      wanted ?? 'gift',
      null,
      decoded.reason === 'NOT_TEXT'
        ? 'Đây không phải tệp chữ hay tệp Excel. Hãy chọn tệp khác.'
        : 'Không nhận ra bảng mã chữ của tệp. Hãy lưu lại theo UTF-8.',
    );
  return fromText(decoded.text, decoded.encoding, input);
}

const ZIP = [0x50, 0x4b, 0x03, 0x04];
const OLD_OFFICE = [0xd0, 0xcf, 0x11, 0xe0];
const startsWith = (bytes: Uint8Array, magic: readonly number[]): boolean =>
  magic.every((byte, at) => bytes[at] === byte);

async function fromWorkbook(bytes: Uint8Array, wanted: ImportFormat | undefined): Promise<ImportResult> {
  if (wanted !== undefined && wanted !== 'xlsx')
    return refused(
      wanted,
      null,
      `Đây là tệp nén, không phải tệp ${NAMES[wanted]}. Tệp Word thì hãy mở rồi dán.`,
    );
  try {
    const read = readSheets(await readWorkbook(bytes));
    return read.ok ? resultOf('xlsx', null, read.outcomes) : refused('xlsx', null, read.message);
  } catch (error) {
    if (error instanceof SheetError) return refused('xlsx', null, error.message);
    throw error;
  }
}

function fromText(text: string, encoding: Encoding | null, input: ImportInput): ImportResult {
  const bare = text.replace(/^\ufeff/, '');
  const format = input.format === 'auto' ? formatOf(bare, input.name) : input.format;
  const lines = linesOf(bare);
  if (lines.every((line) => isBlank(line)))
    return refused(format, encoding, 'Không có chữ nào để nhập. Hãy chọn tệp khác hoặc dán lại.');
  if (lines.length > MAX_LINES)
    return refused(format, encoding, 'Có hơn 50.000 dòng. Hãy chia thành nhiều tệp nhỏ hơn.');
  const outcomes =
    format === 'gift'
      ? readGift(bare, input.overweight ?? 'error')
      : format === 'aiken'
        ? readAiken(bare, input.joinLines ?? false)
        : readWord(bare, isHtml(bare));
  const result = resultOf(format, encoding, outcomes);
  return { ...result, faults: [...encodingFaults(bare, encoding), ...result.faults] };
}

/** GIFT has braces, Aiken its last line; the rest is taken as pasted from Word. */
function formatOf(text: string, name: string): ImportFormat {
  if (/\.gift$/i.test(name)) return 'gift';
  if (isHtml(text)) return 'word';
  if (isAiken(text)) return 'aiken';
  return /(?<!\\)[{}]|^[ \t]*(?:::|\$CATEGORY:)/m.test(text) ? 'gift' : 'word';
}

/** A text that begins with an element of HTML, as a clipboard gives it. */
const isHtml = (text: string): boolean => /^\s*<[a-z!]/i.test(text) && hasMarkup(text);

/** What a reader must know of the letters: which places are broken, and whether they were guessed. */
function encodingFaults(text: string, encoding: Encoding | null): Fault[] {
  const note = (line: number, message: string, excerpt: string): Fault =>
    faultOf('note', { from: line, to: line }, line, message, excerpt);
  const lines = linesOf(text);
  const broken = lines.flatMap((line, at) =>
    line.includes('\ufffd') ? [note(at + 1, 'Dòng này có chữ bị hỏng. Hãy gõ lại các chữ đó.', line)] : [],
  );
  if (encoding?.sureness !== 'guess' || broken.length > 0) return broken;
  return [note(1, 'Không chắc bảng mã chữ của tệp. Hãy xem dấu tiếng Việt có đúng không.', lines[0] ?? '')];
}

function resultOf(
  format: ImportFormat,
  encoding: Encoding | null,
  outcomes: readonly Outcome[],
): ImportResult {
  const result: ImportResult = { format, encoding, questions: [], descriptions: [], faults: [] };
  for (const outcome of outcomes) {
    if (outcome.kind === 'question') result.questions.push(outcome.question);
    else if (outcome.kind === 'description') result.descriptions.push(outcome.description);
    else result.faults.push(...(outcome.kind === 'left' ? outcome.faults : [outcome.fault]));
  }
  const asked = outcomes.filter(({ kind }) => kind === 'question' || kind === 'left').length;
  if (asked > MAX_QUESTIONS)
    return refused(format, encoding, 'Có hơn 2.000 câu hỏi. Hãy chia thành nhiều tệp nhỏ hơn.');
  if (asked === 0 && result.descriptions.length === 0)
    return refused(
      format,
      encoding,
      `Không thấy câu hỏi nào viết theo kiểu ${NAMES[format]}. Hãy xem lại kiểu tệp.`,
    );
  return result;
}

function refused(format: ImportFormat, encoding: Encoding | null, message: string): ImportResult {
  const fault = faultOf('file', { from: 1, to: 1 }, 1, message, '');
  return { format, encoding, questions: [], descriptions: [], faults: [fault] };
}
