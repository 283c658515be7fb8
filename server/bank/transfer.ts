import type { z } from 'zod';
import type { Task } from '#content/schema.ts';
import type { StaffContext } from '../context.ts';
import { DomainError } from '../errors.ts';
import { exportQuestions, exportTemplate, type ExportFormat } from '../formats/export.ts';
import { importQuestions, type ImportResult } from '../formats/import.ts';
import { faultOf, type ExportedQuestion, type Fault, type ImportedQuestion } from '../formats/question.ts';
import type { BankQuestion } from '../generated/prisma/client.ts';
import { askedOn, readinessOf } from '../quiz/rules.ts';
import { findQuestions, type Narrowing } from './question-views.ts';
import { requireRoom } from './questions.ts';
import { parseItem } from './rules.ts';
import type { ExportInput, ExportSetInput, ImportInput, ReadImportInput } from './schema.ts';
import { seenSet } from './set-views.ts';
import { ownRows } from './source.ts';
import { faultsOf, hashOf, questionColumns, record, requireProvision, unitFor } from './write.ts';

type Source = z.output<typeof ReadImportInput>;

/** A question as it was understood. `isKnown`: the bank holds it already, or it stands twice in the file. */
export type ReadQuestion = ImportedQuestion & { isKnown: boolean };

/** What a file or a pasted text holds, before anything is written. */
export type ReadImport = Omit<ImportResult, 'questions'> & { questions: ReadQuestion[] };

/** Reads questions and writes nothing: every one as understood, every fault with its place. */
export async function readImport(ctx: StaffContext, input: Source): Promise<ReadImport> {
  const { bytes, text, format, name, joinLines, overweight } = input;
  const given = bytes === null ? { text } : { bytes };
  const read = await importQuestions({ ...given, format, name, joinLines, overweight });
  const good: ImportedQuestion[] = [];
  const bad: Fault[] = [];
  for (const question of read.questions) {
    const kept = { text: question.text, task: question.task, explanation: question.explanation ?? '' };
    const messages = faultsOf(ctx, kept);
    if (messages.length === 0) good.push(question);
    for (const message of messages)
      bad.push(faultOf('question', question.at, question.at.from, message, question.text));
  }
  const hashes = good.map(hashOf);
  const held = await ctx.db.prisma.bankQuestion.findMany({
    where: { ownerId: ctx.actor.id, archivedAt: null, hash: { in: hashes } },
    select: { hash: true },
  });
  const known = new Set(held.map(({ hash }) => hash));
  return {
    ...read,
    questions: good.map((question, at) => {
      const isKnown = known.has(hashes[at]!);
      known.add(hashes[at]!);
      return { ...question, isKnown };
    }),
    faults: [...read.faults, ...bad].sort(
      (a, b) => (a.sheet ?? '').localeCompare(b.sheet ?? '') || a.line - b.line,
    ),
  };
}

/**
 * Writes the good questions of a file into the bank of whoever asks, in one transaction; without a provision they are drafts.
 * @returns how many were written, and how many left out because the bank holds them
 * @throws DomainError CONFLICT when there is nothing to write or no room for it, InputError
 */
export async function importIntoBank(
  ctx: StaffContext,
  { withKnown, provision, levels, topic, difficulty, ...source }: z.output<typeof ImportInput>,
): Promise<{ written: number; known: number }> {
  await requireProvision(ctx, provision);
  const unitId = await unitFor(ctx);
  const read = await readImport(ctx, source);
  const chosen = read.questions.filter(({ isKnown }) => withKnown || !isKnown);
  const known = read.questions.length - chosen.length;
  if (chosen.length === 0)
    throw new DomainError(
      'CONFLICT',
      known > 0
        ? 'Kho của bạn đã có mọi câu của tệp này. Muốn nhập lần nữa, hãy đánh dấu ô “Nhập cả câu đã có”.'
        : 'Không có câu nào nhập được. Hãy xem các lỗi và sửa tệp.',
    );
  await requireRoom(ctx, chosen.length);
  const now = ctx.now();
  await ctx.db.prisma.$transaction(
    async (tx) => {
      await tx.bankQuestion.createMany({
        data: chosen.map(({ text, task, explanation = '', tags, name, externalId, category }, at) => ({
          ownerId: ctx.actor.id,
          unitId,
          ...questionColumns({ text, task, explanation }, { topic, tags }),
          ...{ provision, levels, topic, difficulty, tags },
          name: name ?? null,
          externalId: externalId ?? null,
          category: category ?? null,
          createdAt: now,
          // The list shows what came last first: so a file stays in its order.
          updatedAt: new Date(now.getTime() - at),
        })),
      });
      await record(ctx, tx, {
        action: 'bank.import',
        subject: `bank:${ctx.actor.id}`,
        unitId,
        before: null,
        after: { format: read.format, hashes: chosen.map(hashOf), provision, levels, topic, difficulty },
      });
    },
    { maxWait: 15_000, timeout: 60_000 },
  );
  return { written: chosen.length, known };
}

/** A file on its way to somebody. `left`: questions the format cannot hold. */
export type BankFile = { fileName: string; contentType: string; bytes: Uint8Array; left: Fault[] };

async function fileOf(
  questions: readonly ExportedQuestion[],
  format: ExportFormat,
  name: string,
): Promise<BankFile> {
  const { bytes, mediaType, extension, left } = await exportQuestions(questions, format);
  return { fileName: `${name}.${extension}`, contentType: mediaType, bytes, left };
}

/** A question of the bank as a file holds it. */
const exportedOf = ({ text, task, explanation, name, externalId, tags, category }: BankQuestion) => ({
  text,
  task: task as Task,
  ...(explanation === '' ? {} : { explanation }),
  ...(name === null ? {} : { name }),
  ...(externalId === null ? {} : { externalId }),
  tags,
  ...(category === null ? {} : { category }),
});

const MAX_EXPORT = 20_000;

/** Questions of whoever asks that fit, the oldest first, as a file that imports again as it was. */
export async function exportBank(
  ctx: StaffContext,
  { format, ...filters }: z.output<typeof ExportInput>,
): Promise<BankFile> {
  const rows = await findQuestions(ctx, filters satisfies Narrowing, { skip: 0, take: MAX_EXPORT });
  return fileOf(rows.map(exportedOf), format, 'cau-hoi');
}

/** A set that whoever asks may read as a file; shipped questions with the words of today. @throws DomainError NOT_FOUND */
export async function exportSet(
  ctx: StaffContext,
  { code, format }: z.output<typeof ExportSetInput>,
): Promise<BankFile> {
  const set = await seenSet(ctx, code);
  const own = await ownRows(ctx.db.prisma, set);
  const registry = await ctx.law.registry();
  const shipped = new Map((await ctx.quiz.questions()).map((question) => [question.id, question]));
  const questions = set.items.flatMap((text): ExportedQuestion[] => {
    const item = parseItem(text);
    const row = item?.from === 'own' ? own.get(item.id) : undefined;
    if (row) return [exportedOf(row)];
    const question = item?.from === 'shipped' ? shipped.get(item.id) : undefined;
    if (!question || !readinessOf(registry, question, ctx.today).ok) return [];
    const asked = askedOn(registry, question, ctx.today);
    const explanation = asked.explanation.map((segment) => segment.text).join('');
    return [{ text: asked.text, task: asked.task, explanation, tags: [], externalId: question.id }];
  });
  return fileOf(questions, format, code);
}

/** The workbook that teachers fill in. */
export async function bankTemplate(): Promise<BankFile> {
  const { bytes, mediaType, extension, left } = await exportTemplate();
  return { fileName: `mau-cau-hoi.${extension}`, contentType: mediaType, bytes, left };
}
