import type { TaskResponse } from '#content/schema.ts';
import { bySeat, seatName } from '../classroom/rules.ts';
import type { Prisma } from '../generated/prisma/client.ts';
import type { Registry } from '../law/rules.ts';
import { askedOn, drawOrder, verdictOf, type AskedTask, type TaskOrder } from '../quiz/rules.ts';
import { countedMarks } from './attempts.ts';
import type { GivenQuestion, HomeworkRecord } from './record.ts';
import { attemptMark, countedAttempt, isOpenAt, seedAt } from './rules.ts';

/** A seat with the attempt that counts. */
export type SeatResult = {
  seatId: string;
  seat: string;
  seatName: string;
  isFree: boolean;
  /** Attempts made, the running one included. */
  made: number;
  isHandedIn: boolean;
  /** The attempt that counts still runs. */
  isRunning: boolean;
  /** Of the attempt that counts; null: none was started. */
  number: number | null;
  answered: number;
  markPct: number | null;
  /** Per question that counts, 0 to 100; null: not answered. */
  marks: (number | null)[];
};

/** What the answers to one question say. Counted are the attempts that count, one of each seat. */
export type QuestionResult = {
  position: number;
  isCounted: boolean;
  /** null: its law is under review, so that it is shown to nobody. */
  text: string | null;
  answered: number;
  /** Full marks. */
  right: number;
  /** The wrong choice most made, where the question offers choices; `believes`: what whoever makes it holds to be true. */
  wrong: { text: string; believes: string | null; count: number } | null;
};

export type HomeworkResults = {
  /** Seat numbers first, then animals. */
  seats: SeatResult[];
  questions: QuestionResult[];
};

/** Results as the rows of a homework hold them, at an instant. */
export async function resultsOf(
  client: Prisma.TransactionClient,
  registry: Registry,
  homework: HomeworkRecord,
  questions: readonly GivenQuestion[],
  now: Date,
  today: string,
): Promise<HomeworkResults> {
  const rows = await client.homeworkSeat.findMany({
    where: { homeworkId: homework.id },
    include: {
      attempts: {
        orderBy: { number: 'asc' },
        include: { answers: { select: { position: true, markPct: true, response: true } } },
      },
    },
  });
  const taken = rows
    .toSorted((a, b) => bySeat(a.seat, b.seat))
    .map((row) => {
      const attempts = row.attempts.map((attempt) => ({
        ...attempt,
        markPct: attemptMark(countedMarks(questions, attempt)),
      }));
      return { row, attempts, counted: countedAttempt(attempts, homework.counting) };
    });
  return {
    seats: taken.map(({ row, attempts, counted }) => {
      const marks = counted ? countedMarks(questions, counted) : [];
      return {
        seatId: row.id,
        seat: row.seat,
        seatName: seatName(row.seat),
        isFree: row.isFree,
        made: attempts.length,
        isHandedIn: attempts.some(({ handedInAt }) => handedInAt !== null),
        isRunning: counted !== null && isOpenAt(counted, homework, now),
        number: counted?.number ?? null,
        answered: marks.filter((mark) => mark !== null).length,
        markPct: counted?.markPct ?? null,
        marks,
      };
    }),
    questions: questions.map((given) =>
      questionResult(
        given,
        given.isReady ? askedOn(registry, given.question, today) : null,
        taken.flatMap(({ counted }) => {
          const answer = counted?.answers.find(({ position }) => position === given.position);
          return answer && counted ? [{ ...answer, seed: counted.seed }] : [];
        }),
      ),
    ),
  };
}

type Given = { markPct: number; response: unknown; seed: number };

function questionResult(
  { position, isCounted }: GivenQuestion,
  asked: AskedTask | null,
  answers: readonly Given[],
): QuestionResult {
  const wrongs = new Map<string, { text: string; believes: string | null; count: number }>();
  for (const { response, seed } of asked ? answers : []) {
    const order = drawOrder(asked!.task, seedAt(seed, position));
    const wrong = wrongChoice(asked!, order, response as TaskResponse);
    if (!wrong) continue;
    const known = wrongs.get(wrong.text) ?? { ...wrong, count: 0 };
    wrongs.set(wrong.text, { ...known, count: known.count + 1 });
  }
  return {
    position,
    isCounted,
    text: asked?.text ?? null,
    answered: answers.length,
    right: answers.filter(({ markPct }) => verdictOf(markPct) === 'right').length,
    wrong: [...wrongs.values()].sort((a, b) => b.count - a.count)[0] ?? null,
  };
}

/** The wrong choice somebody made of those offered; null: it was right, or the question offers none. */
function wrongChoice(
  { task }: AskedTask,
  order: TaskOrder,
  response: TaskResponse,
): { text: string; believes: string | null } | null {
  if (task.kind === 'one' && response.kind === 'one') {
    const at = order[response.choice];
    const chosen = at === undefined || at === task.right ? undefined : task.options[at];
    return chosen ? { text: chosen.text, believes: chosen.misconception ?? null } : null;
  }
  if (task.kind === 'hotspot' && response.kind === 'hotspot') {
    const at = order[response.spot];
    const chosen = at === undefined || at === task.right ? undefined : task.spots[at];
    return chosen ? { text: chosen.label, believes: chosen.misconception ?? null } : null;
  }
  if (task.kind === 'true-false' && response.kind === 'true-false' && response.isTrue !== task.isTrue)
    return { text: response.isTrue ? 'Đúng' : 'Sai', believes: task.misconception ?? null };
  return null;
}
