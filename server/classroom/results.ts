import type { z } from 'zod';
import type { Context, StaffContext } from '../context.ts';
import { dayOf } from '../calendar.ts';
import { DomainError } from '../errors.ts';
import type { Prisma } from '../generated/prisma/client.ts';
import { gameOfHost } from './entry.ts';
import type { AskedStep } from './record.ts';
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

/** A question that was put to the class. */
export type AskedResult = AskedStep & {
  position: number;
  /** Whether it counts. */
  isCounted: boolean;
};

/** A seat with one entry per question of {@link GameResults.questions}; null: not answered. No names. */
export type SeatResult = {
  seat: string;
  team: number | null;
  marks: (number | null)[];
  responses: (Prisma.JsonValue | null)[];
  /** Of the questions that count. */
  points: number;
};

export type GameResults = { set: string; playedOn: string; questions: AskedResult[]; seats: SeatResult[] };

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
          responses: own.map((answer) => answer?.response ?? null),
          points: own.reduce(
            (sum, answer, at) => sum + (answer && questions[at]!.isCounted ? answer.points : 0),
            0,
          ),
        };
      }),
  };
}

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
        seats: seats,
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
): Promise<GameResults & { seatNames: string[] }> {
  const { id } = await gameOfHost(ctx, hostCode);
  const results = await resultsOf(ctx.db.prisma, id);
  return { ...results, seatNames: results.seats.map(({ seat }) => seatName(seat)) };
}

/** A game whose results a teacher keeps. */
export type KeptGame = { gameId: string; set: string; playedOn: string; deleteOn: string; seats: number };

/** The games whose results whoever is signed in keeps, the latest first. */
export async function listKept(ctx: StaffContext): Promise<KeptGame[]> {
  const rows = await ctx.db.prisma.gameResult.findMany({
    where: { ownerId: ctx.actor.id, deleteOn: { gte: ctx.today } },
    orderBy: [{ playedOn: 'desc' }, { id: 'desc' }],
  });
  return rows.map(({ id, set, playedOn, deleteOn, seats }) => ({
    ...{ gameId: id, set, playedOn, deleteOn },
    seats: (seats as unknown[]).length,
  }));
}

/**
 * Kept results of one game of whoever is signed in.
 * @throws DomainError NOT_FOUND
 */
export async function readKept(
  ctx: StaffContext,
  { gameId }: z.output<typeof ResultInput>,
): Promise<GameResults> {
  const row = await ctx.db.prisma.gameResult.findFirst({
    where: { id: gameId, ownerId: ctx.actor.id, deleteOn: { gte: ctx.today } },
  });
  if (!row) throw new DomainError('NOT_FOUND', 'Kết quả này không còn được giữ. Hãy xem lại danh sách.');
  const { set, playedOn, questions, seats } = row;
  return {
    ...{ set, playedOn },
    questions: questions as unknown as AskedResult[],
    seats: seats as unknown as SeatResult[],
  };
}
