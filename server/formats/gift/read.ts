import { checkDraft } from '../check.ts';
import { left, remark, type Outcome, type Span } from '../question.ts';
import { tidyLine } from '../text/tidy.ts';
import { readAnswers } from './answers.ts';
import { attributesOf } from './attributes.ts';
import { readField, type Reading } from './field.ts';
import { valueOf } from './parts.ts';
import { blockOf, blocksOf, cut, join, literal, type Block, type Slice } from './source.ts';
import type { Overweight } from './weight.ts';

const CATEGORY = '$CATEGORY:';
const BLANK = '_____';

/**
 * Reads a GIFT file. Every block that is neither a comment nor a category yields one outcome: a question, a description, or what
 * keeps it out. Moodle's importer is the reference; where it is silent, this is not.
 */
export function readGift(text: string, overweight: Overweight): Outcome[] {
  const outcomes: Outcome[] = [];
  const blocks = blocksOf(text);
  const torn = tornBlocks(blocks);
  let category: string | undefined;
  const take = (block: Block, notes: readonly string[]): void => {
    const headed = categoryOf(block);
    if (headed) {
      category = headed.path;
      if (headed.rest)
        take(headed.rest, ['Thiếu dòng trống sau $CATEGORY. Moodle sẽ nuốt câu này vào tên danh mục.']);
      return;
    }
    const message = torn.get(block);
    if (message !== undefined) outcomes.push(left(spanOf(block), block.from, message, block.raw));
    else outcomes.push(...outcomesOf(block, category, overweight, notes));
  };
  for (const block of blocks) take(block, []);
  return outcomes;
}

const spanOf = ({ from, to }: Block): Span => ({ from, to });

/** The path of a block that names a category, and what stands below it although it should be a block of its own. */
function categoryOf(block: Block): { path: string; rest: Block | null } | null {
  if (!block.source.mask.trimStart().startsWith(CATEGORY)) return null;
  const lines = block.raw.split('\n');
  const at = lines.findIndex((line) => line.trimStart().startsWith(CATEGORY));
  const path = lines[at]!.trim().slice(CATEGORY.length).trim();
  const rest = blockOf(lines.slice(at + 1), block.from + at + 1);
  return { path, rest: isComment(rest) ? null : rest };
}

const isComment = ({ source }: Block): boolean => source.mask.trim() === '';

/**
 * Blocks that a blank line inside braces has torn apart: the one that opens, the one that closes, and what lies between, which
 * would pass for descriptions.
 */
function tornBlocks(blocks: readonly Block[]): ReadonlyMap<Block, string> {
  const torn = new Map<Block, string>();
  // From the end: the next block that opens, closes or heads a category.
  let end = blocks.length;
  for (let at = blocks.length - 1; at >= 0; at -= 1) {
    const block = blocks[at]!;
    const { mask } = block.source;
    const isOpener = mask.includes('{') && !mask.includes('}');
    if (isOpener && /^[^{]*\}/.test(blocks[end]?.source.mask ?? '')) {
      const opensAt = block.lineAt(mask.indexOf('{'));
      torn.set(
        block,
        `Có dòng trống giữa dấu { ở dòng ${opensAt} và dấu } của nó. Hãy xoá dòng trống sau dòng ${block.to}.`,
      );
      for (const piece of blocks.slice(at + 1, end + 1))
        if (!isComment(piece))
          torn.set(
            piece,
            `Phần này thuộc câu ở dòng ${block.from}, bị dòng trống cắt rời. Hãy xoá dòng trống.`,
          );
    }
    if (/[{}]/.test(mask) || mask.trimStart().startsWith(CATEGORY)) end = at;
  }
  return torn;
}

function outcomesOf(
  block: Block,
  category: string | undefined,
  overweight: Overweight,
  firstNotes: readonly string[],
): Outcome[] {
  const attributes = block.comments.flatMap(({ text }) => attributesOf(text));
  if (isComment(block))
    return attributes.length === 0
      ? []
      : [
          remark(
            spanOf(block),
            block.from,
            'Ghi chú [id:] hay [tag:] phải đứng ngay trên câu hỏi.',
            block.raw,
          ),
        ];

  const reading: Reading = { format: 'moodle', notes: [...firstNotes] };
  const { name, body } = nameOf(block, reading.notes);
  const braces = bracesOf(block, body);
  const leave = (at: number, message: string): Outcome[] => [
    left(
      spanOf(block),
      block.lineAt(at),
      message,
      block.raw.split('\n')[block.lineAt(at) - block.from] ?? '',
    ),
  ];
  if (!braces.ok) return leave(braces.at, braces.message);
  if (braces.isDescription) {
    const description = readField(cut(block.source, body), reading).text || name;
    if (description === '') return leave(body, 'Khối này không có chữ nào. Hãy xoá nó đi.');
    return [
      {
        kind: 'description',
        description: { text: description, ...(name ? { name } : {}), at: spanOf(block) },
      },
    ];
  }

  const { open, close } = braces;
  const stem = readField(join(cut(block.source, body, open), afterOf(block, close, reading.notes)), reading);
  reading.format = stem.format;
  const read = readAnswers({ block, from: open + 1, to: close, reading, overweight, attributes });
  if (!read.ok) return leave(read.at, read.message);
  if (stem.text === '' && name !== '')
    reading.notes.push('Câu không có lời. Tên câu được dùng làm lời câu hỏi.');
  const checked = checkDraft(
    {
      text: stem.text || name,
      task: read.task,
      explanation: read.explanation,
      name,
      externalId: valueOf(attributes, 'id'),
      tags: attributes.flatMap(({ name: which, value }) => (which === 'tag' ? [value] : [])),
      category,
      notes: reading.notes,
    },
    spanOf(block),
  );
  return checked.ok
    ? [{ kind: 'question', question: checked.question }]
    : leave(body, checked.messages.join(' '));
}

/** The name before the first unescaped `::` that follows one at the very beginning, and where the question begins. */
function nameOf({ source: { text, mask } }: Block, notes: string[]): { name: string; body: number } {
  const start = mask.length - mask.trimStart().length;
  if (!mask.startsWith('::', start)) return { name: '', body: start };
  const end = mask.indexOf('::', start + 2);
  if (end >= 0) return { name: tidyLine(text.slice(start + 2, end)), body: end + 2 };
  notes.push('Tên câu mở bằng :: mà không đóng. Câu được nhập không có tên.');
  return { name: '', body: start + 2 };
}

type Braces =
  | { ok: true; isDescription: true }
  | { ok: true; isDescription: false; open: number; close: number }
  | { ok: false; at: number; message: string };

function bracesOf({ source: { mask } }: Block, body: number): Braces {
  const open = mask.indexOf('{', body);
  const close = mask.indexOf('}', body);
  if (open < 0 && close < 0) return { ok: true, isDescription: true };
  if (open < 0)
    return { ok: false, at: close, message: 'Có dấu } mà không có dấu {. Hãy thêm hoặc viết \\}.' };
  if (close < 0) return { ok: false, at: open, message: 'Dấu { chưa đóng. Hãy thêm dấu } ở cuối câu.' };
  if (close < open) return { ok: false, at: close, message: 'Dấu } đứng trước dấu {. Hãy sửa thứ tự.' };
  const other = mask.slice(close + 1).search(/[{}]/);
  if (other >= 0)
    return {
      ok: false,
      at: close + 1 + other,
      message: 'Câu có hơn một cặp ngoặc { }. Có thể thiếu dòng trống giữa hai câu.',
    };
  return { ok: true, isDescription: false, open, close };
}

/** Text after the answers makes them a gap in the sentence. A comment behind the brace is no such text. */
function afterOf({ source }: Block, close: number, notes: string[]): Slice {
  const after = cut(source, close + 1);
  const comment = /^[ \t]*\/\/.*/.exec(after.mask);
  if (comment) notes.push('Ghi chú sau dấu } được bỏ qua. Hãy để ghi chú ở dòng riêng.');
  const text = cut(after, comment?.[0].length ?? 0);
  return text.mask.trim() === '' ? literal('') : join(literal(BLANK), text);
}
