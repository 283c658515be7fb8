import type { z } from 'zod';
import type { TaskResponse } from '#content/schema.ts';
import type { Context, StaffContext } from '../context.ts';
import { dayOf } from '../calendar.ts';
import { DomainError } from '../errors.ts';
import type { Prisma } from '../generated/prisma/client.ts';
import { wordsAsTyped } from '../quiz/rules.ts';
import { gameOfHost } from './entry.ts';
import type { AskedStep } from './record.ts';
import type { AskedResult, GameResults, SeatResult } from './outcome.ts';
import {
  blockMeans,
  bySeat,
  isCounted,
  MIN_SEATS_KEPT,
  schoolYearEnd,
  seatName,
  type StepState,
} from './rules.ts';
import type { HostInput, ResultInput } from './schema.ts';

/** Name of the set a game was made from; null: the screen names it, or it is gone. */
type NamedSet = { setTitleVi: string | null };

/** Results as the rows of a game hold them. */
async function resultsOf(tx: Prisma.TransactionClient, gameId: string): Promise<GameResults> {
  const [game, steps, players, answers] = await Promise.all([
    tx.game.findUniqueOrThrow({ where: { id: gameId }, select: { set: true, createdAt: true } }),
    tx.gameStep.findMany({
      where: { gameId, opensAt: { not: null } },
      orderBy: { position: 'asc' },
      select: { position: true, ref: true, state: true, asked: true },
    }),
    tx.gamePlayer.findMany({
      where: { gameId, removedAt: null },
      select: { id: true, seat: true, team: true },
    }),
    tx.gameAnswer.findMany({
      where: { gameId },
      select: { playerId: true, position: true, markPct: true, points: true, response: true },
    }),
  ]);
  const questions = steps.map(({ position, ref, state, asked }) => ({
    ...(asked as unknown as AskedStep),
    ref,
    position,
    isCounted: isCounted({ state: state as StepState }),
  }));
  const given = new Map(answers.map((answer) => [`${answer.playerId} ${answer.position}`, answer]));
  return {
    set: game.set,
    playedOn: dayOf(game.createdAt),
    questions,
    seats: players
      .toSorted((a, b) => bySeat(a.seat!, b.seat!))
      .map(({ id, seat, team }) => {
        const own = questions.map(({ position }) => given.get(`${id} ${position}`) ?? null);
        return {
          seat: seat!,
          team,
          marks: own.map((answer) => answer?.markPct ?? null),
          responses: own.map((answer) => (answer?.response ?? null) as TaskResponse | null),
          points: own.reduce(
            (sum, answer, at) => sum + (answer && questions[at]!.isCounted ? answer.points : 0),
            0,
          ),
        };
      }),
  };
}

/**
 * A text that was typed may say anything, a name too, also where a pattern such as `*đèn*` accepts it: kept is that there was
 * one, and whether it was among those its author wrote down.
 */
const withoutTyped =
  (questions: readonly AskedResult[]) =>
  (response: TaskResponse | null, at: number): TaskResponse | null => {
    const { task } = questions[at]!;
    if (response?.kind !== 'short' || task.kind !== 'short') return response;
    const typed = wordsAsTyped(response.text);
    const isWritten = task.accepted.some(({ text }) => !text.includes('*') && wordsAsTyped(text) === typed);
    return isWritten ? response : { kind: 'short', text: '…' };
  };

/**
 * Keeps what stays of a game that ends now: that a school's class took part, and, for a signed-in teacher, the results by
 * seat. In the transaction that ends the game, so that it happens once.
 */
export async function keepResults(tx: Prisma.TransactionClient, gameId: string): Promise<void> {
  const game = await tx.game.findUniqueOrThrow({
    where: { id: gameId },
    select: { ownerId: true, unitId: true },
  });
  if (game.ownerId === null && game.unitId === null) return;
  const { set, playedOn, questions, seats } = await resultsOf(tx, gameId);
  if (questions.length === 0) return;

  const counted = questions.flatMap((question, at) => (question.isCounted ? [at] : []));
  const taking = seats
    .map(({ marks }) => counted.map((at) => marks[at]!))
    .filter((marks) => marks.some((mark) => mark !== null));
  const means = blockMeans(taking);
  if (game.unitId !== null && means && taking.length >= MIN_SEATS_KEPT)
    await tx.quizParticipation.create({
      data: { unitId: game.unitId, month: playedOn.slice(0, 7), set, seats: taking.length, ...means },
    });
  if (game.ownerId !== null)
    await tx.gameResult.create({
      data: {
        ...{ id: gameId, ownerId: game.ownerId, unitId: game.unitId, set, playedOn },
        deleteOn: schoolYearEnd(playedOn),
        questions: questions,
        seats: seats.map((seat) => ({ ...seat, responses: seat.responses.map(withoutTyped(questions)) })),
      },
    });
}

/**
 * Results of a game, while its rows are there: for whoever holds the host's code.
 * @throws DomainError NOT_FOUND
 */
export async function readResults(
  ctx: Context,
  { hostCode }: z.output<typeof HostInput>,
): Promise<GameResults & NamedSet & { seatNames: string[] }> {
  const { id } = await gameOfHost(ctx, hostCode);
  const results = await resultsOf(ctx.db.prisma, id);
  return {
    ...results,
    ...(await nameOfSet(ctx, results.set)),
    seatNames: results.seats.map(({ seat }) => seatName(seat)),
  };
}

const nameOfSet = async (ctx: Context, setId: string): Promise<NamedSet> => ({
  setTitleVi: (await ctx.quiz.findSet(setId, ctx.actor))?.titleVi ?? null,
});

/** A game whose results a teacher keeps. */
export type KeptGame = NamedSet & {
  gameId: string;
  set: string;
  playedOn: string;
  deleteOn: string;
  seats: number;
  questions: number;
};

/** The games whose results whoever is signed in keeps, the latest first. */
export async function listKept(ctx: StaffContext): Promise<KeptGame[]> {
  const rows = await ctx.db.prisma.gameResult.findMany({
    where: { ownerId: ctx.actor.id, deleteOn: { gte: ctx.today } },
    orderBy: [{ playedOn: 'desc' }, { id: 'desc' }],
  });
  return Promise.all(
    rows.map(async ({ id, set, playedOn, deleteOn, seats, questions }) => ({
      ...{ gameId: id, set, playedOn, deleteOn },
      ...(await nameOfSet(ctx, set)),
      seats: (seats as unknown[]).length,
      questions: (questions as unknown[]).length,
    })),
  );
}

/**
 * Kept results of one game of whoever is signed in.
 * @throws DomainError NOT_FOUND
 */
export async function readKept(
  ctx: StaffContext,
  { gameId }: z.output<typeof ResultInput>,
): Promise<GameResults & NamedSet & { deleteOn: string }> {
  const row = await ctx.db.prisma.gameResult.findFirst({
    where: { id: gameId, ownerId: ctx.actor.id, deleteOn: { gte: ctx.today } },
  });
  if (!row) refuseKept();
  const { set, playedOn, deleteOn, questions, seats } = row;
  return {
    ...{ set, playedOn, deleteOn },
    ...(await nameOfSet(ctx, set)),
    questions: questions as unknown as AskedResult[],
    seats: seats as unknown as SeatResult[],
  };
}

/**
 * Deletes kept results of one game of whoever is signed in, for good.
 * @throws DomainError NOT_FOUND
 */
export async function deleteKept(ctx: StaffContext, { gameId }: z.output<typeof ResultInput>): Promise<void> {
  const { count } = await ctx.db.prisma.gameResult.deleteMany({
    where: { id: gameId, ownerId: ctx.actor.id },
  });
  if (count === 0) refuseKept();
}

function refuseKept(): never {
  throw new DomainError('NOT_FOUND', 'Kết quả này không còn được giữ. Hãy xem lại danh sách.');
}
