import type { z } from 'zod';
import type { StaffContext } from '../context.ts';
import { writeSheet, type SheetFile } from '../sheet/write.ts';
import { ownHomework } from './giving.ts';
import { questionsOf, type HomeworkRecord } from './record.ts';
import { resultsOf, type HomeworkResults } from './results.ts';
import { phaseOf, type Phase } from './rules.ts';
import type { ExportInput, HomeworkInput } from './schema.ts';

export {
  answerQuestion,
  readAttempt,
  readQuestion,
  readResult,
  type AnswerReply,
  type AttemptView,
  type Outcome,
  type QuestionPut,
  type QuestionState,
  type ResultView,
} from './answering.ts';
export {
  findHomework,
  handIn,
  startAttempt,
  viewSeat,
  type AttemptRow,
  type Invitation,
  type SeatView,
} from './attempts.ts';
export { archiveHomework, closeHomework, freeSeat, removeHomework, setDue } from './changing.ts';
export {
  giveHomework,
  listHomework,
  listUnits,
  readSetToGive,
  type HomeworkRow,
  type SetToGive,
} from './giving.ts';
export { joinHomework, resumeHomework, type SeatEntry } from './joining.ts';
export type { QuestionResult, SeatResult } from './results.ts';

/** A homework with all its teacher may see. */
export type HomeworkView = Omit<HomeworkRecord, 'ownerId'> & { phase: Phase; results: HomeworkResults };

/**
 * A homework of whoever is signed in, with its results as they stand.
 * @throws DomainError NOT_FOUND
 */
export async function readHomeworkOf(
  ctx: StaffContext,
  { id }: z.output<typeof HomeworkInput>,
): Promise<HomeworkView> {
  const { ownerId: _, ...homework } = await ownHomework(ctx, id);
  const [questions, registry] = await Promise.all([questionsOf(ctx, id), ctx.law.registry()]);
  const now = ctx.now();
  const record = { ...homework, ownerId: ctx.actor.id };
  return {
    ...homework,
    results: await resultsOf(ctx.db.prisma, registry, record, questions, now, ctx.today),
    phase: phaseOf(homework, now),
  };
}

const rounded = (pct: number | null): number | null => pct && Math.round(pct * 10) / 10;

/**
 * Results as a file: one row per seat, or one per question. Seats are numbers and animals; it names nobody.
 * @throws DomainError NOT_FOUND
 */
export async function exportHomework(
  ctx: StaffContext,
  { id, table, format }: z.output<typeof ExportInput>,
): Promise<SheetFile> {
  const { code, results } = await readHomeworkOf(ctx, { id });
  const { seats, questions } = results;
  const counted = questions.filter(({ isCounted }) => isCounted);
  if (table === 'seats')
    return writeSheet(format, `bai-tap-${code}-theo-cho`, [
      [
        'Chỗ',
        'Số lần làm',
        'Lần được tính',
        'Đã nộp',
        'Điểm (%)',
        ...counted.map(({ position }) => `Câu ${position + 1} (%)`),
      ],
      ...seats.map(({ seatName, made, number, isHandedIn, markPct, marks }) => [
        ...[seatName, made, number, isHandedIn ? 'Có' : 'Chưa', rounded(markPct)],
        ...counted.map((_question, at) => rounded(marks[at] ?? null)),
      ]),
    ]);
  return writeSheet(format, `bai-tap-${code}-theo-cau`, [
    [
      'Câu',
      'Nội dung',
      'Tính điểm',
      'Số chỗ trả lời',
      'Đúng hoàn toàn',
      'Chọn sai nhiều nhất',
      'Số chỗ chọn',
      'Hiểu lầm',
    ],
    ...questions.map(({ position, text, isCounted, answered, right, wrong }) => [
      ...[position + 1, text, isCounted ? 'Có' : 'Không', answered, right],
      ...[wrong?.text ?? null, wrong?.count ?? null, wrong?.believes ?? null],
    ]),
  ]);
}
