import { randomInt } from 'node:crypto';
import type { z } from 'zod';
import { seatName } from '../classroom/rules.ts';
import type { Context } from '../context.ts';
import { DomainError } from '../errors.ts';
import { homeworkOfCode, resumeCodeOfSeat, seatOf } from './entry.ts';
import { questionsOf, type GivenQuestion, type HomeworkRecord } from './record.ts';
import {
  attemptMark,
  countedAttempt,
  endOf,
  isKeyShown,
  isOpenAt,
  noStartOf,
  phaseOf,
  type NoStart,
  type Phase,
} from './rules.ts';
import type { AttemptInput, FindInput, SeatInput } from './schema.ts';

/** What anybody with the link is told. */
export type Invitation = Pick<
  HomeworkRecord,
  | 'code'
  | 'title'
  | 'opensAt'
  | 'dueAt'
  | 'attempts'
  | 'counting'
  | 'keyShown'
  | 'seats'
  | 'limitMinutes'
  | 'deleteOn'
> & {
  phase: Phase;
  /** Questions that may be asked today, and how many were given. */
  ready: number;
  given: number;
};

/** An attempt as its seat sees it. */
export type AttemptRow = {
  number: number;
  startedAt: Date;
  endsAt: Date;
  /** It takes no more answers. */
  isOver: boolean;
  isHandedIn: boolean;
  answered: number;
  /** Of the questions that count; null: not shown yet, or no question counts. */
  markPct: number | null;
  /** The mark of this one is the seat's. */
  isCounted: boolean;
};

export type SeatView = {
  homework: Invitation;
  seat: string;
  seatName: string;
  resumeCode: string;
  attempts: AttemptRow[];
  /** Number of the attempt that is running. */
  running: number | null;
  /** Why no attempt can be started; null: one can. */
  noStart: NoStart | null;
};

/** What anybody with the link is told of a homework. */
export const invitationOf = (
  ctx: Context,
  homework: HomeworkRecord,
  questions: readonly GivenQuestion[],
): Invitation => {
  const { code, title, opensAt, dueAt, attempts, counting, keyShown, seats, limitMinutes, deleteOn } =
    homework;
  return {
    ...{ code, title, opensAt, dueAt, attempts, counting, keyShown, seats, limitMinutes, deleteOn },
    phase: phaseOf(homework, ctx.now()),
    ready: questions.filter(({ isReady }) => isReady).length,
    given: questions.length,
  };
};

/**
 * A homework by its link, before a seat is taken.
 * @throws DomainError NOT_FOUND, TOO_MANY
 */
export async function findHomework(ctx: Context, { code }: z.output<typeof FindInput>): Promise<Invitation> {
  const homework = await homeworkOfCode(ctx, code);
  return invitationOf(ctx, homework, await questionsOf(ctx, homework.id));
}

/**
 * What somebody finds who comes back to their seat.
 * @throws DomainError NOT_FOUND, TOO_MANY, FORBIDDEN
 */
export async function viewSeat(ctx: Context, input: z.output<typeof SeatInput>): Promise<SeatView> {
  const { homework, seat } = await seatOf(ctx, input);
  const [questions, rows] = await Promise.all([
    questionsOf(ctx, homework.id),
    ctx.db.prisma.homeworkAttempt.findMany({
      where: { seatId: seat.id },
      orderBy: { number: 'asc' },
      include: { answers: { select: { position: true, markPct: true } } },
    }),
  ]);
  const now = ctx.now();
  const attempts = rows.map((row) => attemptRow(homework, questions, row, now));
  const counted = countedAttempt(attempts, homework.counting);
  const running = attempts.find(({ isOver }) => !isOver)?.number ?? null;
  return {
    homework: invitationOf(ctx, homework, questions),
    seat: seat.seat,
    seatName: seatName(seat.seat),
    resumeCode: resumeCodeOfSeat(ctx, seat),
    attempts: attempts.map((attempt) => ({
      ...attempt,
      isCounted: attempt === counted,
      markPct: isKeyShown(homework, { isAnswered: false, isOver: attempt.isOver }, now)
        ? attempt.markPct
        : null,
    })),
    running,
    noStart: noStartOf(homework, { count: attempts.length, isRunning: running !== null }, now),
  };
}

type KeptAttempt = {
  number: number;
  startedAt: Date;
  handedInAt: Date | null;
  answers: { position: number; markPct: number }[];
};

/** Of the questions that count the marks of an attempt, in their order; null: not answered. */
export const countedMarks = (
  questions: readonly GivenQuestion[],
  { answers }: Pick<KeptAttempt, 'answers'>,
): (number | null)[] => {
  const marks = new Map(answers.map(({ position, markPct }) => [position, markPct]));
  return questions.filter(({ isCounted }) => isCounted).map(({ position }) => marks.get(position) ?? null);
};

function attemptRow(
  homework: HomeworkRecord,
  questions: readonly GivenQuestion[],
  attempt: KeptAttempt,
  now: Date,
): AttemptRow {
  const marks = countedMarks(questions, attempt);
  return {
    number: attempt.number,
    startedAt: attempt.startedAt,
    endsAt: endOf(attempt.startedAt, homework),
    isOver: !isOpenAt(attempt, homework, now),
    isHandedIn: attempt.handedInAt !== null,
    answered: marks.filter((mark) => mark !== null).length,
    markPct: attemptMark(marks),
    isCounted: false,
  };
}

const NO_START: Record<NoStart, (homework: HomeworkRecord) => string> = {
  waiting: () => 'Bài tập này chưa mở. Hãy quay lại khi đến giờ.',
  closed: () => 'Bài tập này đã hết hạn. Bạn vẫn xem lại được bài đã làm.',
  running: () => 'Bạn đang làm dở một lần. Hãy làm tiếp lần ấy.',
  'used-up': ({ attempts }) => `Bạn đã làm đủ ${attempts} lần. Hãy xem lại bài đã làm.`,
};

/**
 * Starts an attempt. Asked again while it runs, the same attempt is named: no second one is made.
 * @throws DomainError NOT_FOUND, TOO_MANY, FORBIDDEN; CONFLICT when none can be started
 */
export async function startAttempt(
  ctx: Context,
  input: z.output<typeof SeatInput>,
): Promise<{ number: number }> {
  const { homework, seat } = await seatOf(ctx, input);
  const now = ctx.now();
  const made = await ctx.db.prisma.homeworkAttempt.findMany({
    where: { seatId: seat.id },
    orderBy: { number: 'asc' },
  });
  const running = made.find((attempt) => isOpenAt(attempt, homework, now));
  if (running) return { number: running.number };
  const refusal = noStartOf(homework, { count: made.length, isRunning: false }, now);
  if (refusal) throw new DomainError('CONFLICT', NO_START[refusal](homework));
  if (!(await questionsOf(ctx, homework.id)).some(({ isReady }) => isReady))
    throw new DomainError(
      'CONFLICT',
      'Các câu của bài này đang được kiểm tra lại theo luật. Hãy quay lại sau, hoặc hỏi thầy cô.',
    );
  const number = (made.at(-1)?.number ?? 0) + 1;
  await ctx.db.prisma.homeworkAttempt.createMany({
    data: [{ seatId: seat.id, number, seed: randomInt(2 ** 31), startedAt: now }],
    skipDuplicates: true,
  });
  return { number };
}

/**
 * An attempt of a seat.
 * @throws DomainError NOT_FOUND
 */
export async function attemptOf(ctx: Context, seatId: string, number: number) {
  const attempt = await ctx.db.prisma.homeworkAttempt.findUnique({
    where: { seatId_number: { seatId, number } },
    include: { answers: true },
  });
  if (!attempt)
    throw new DomainError('NOT_FOUND', `Chỗ này không có lần làm ${number}. Hãy mở lại trang bài tập.`);
  return attempt;
}

/**
 * Hands an attempt in: it takes no more answers. One that is over already stays as it is.
 * @throws DomainError NOT_FOUND, TOO_MANY, FORBIDDEN
 */
export async function handIn(ctx: Context, input: z.output<typeof AttemptInput>): Promise<void> {
  const now = ctx.now();
  const { homework, seat } = await seatOf(ctx, input);
  const attempt = await attemptOf(ctx, seat.id, input.number);
  if (!isOpenAt(attempt, homework, now)) return;
  await ctx.db.prisma.homeworkAttempt.updateMany({
    where: { id: attempt.id, handedInAt: null },
    data: { handedInAt: now },
  });
}
