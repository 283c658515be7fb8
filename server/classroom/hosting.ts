import { randomBytes } from 'node:crypto';
import type { z } from 'zod';
import type { Context } from '../context.ts';
import { DomainError } from '../errors.ts';
import type { Prisma } from '../generated/prisma/client.ts';
import { askedOn, drawOrder, readinessOf, type AskedQuestion } from '../quiz/rules.ts';
import { gameOfHost, hostKeyOf, refuseHostCode } from './entry.ts';
import { lockGame, maxTimePctOf, writeGame, type GameRecord } from './record.ts';
import { keepResults } from './results.ts';
import { applyAction, bySeat, seatName, withTimePct, type Acted, type Game } from './rules.ts';
import type { ActInput, HostInput, PlayerInput, TimeInput } from './schema.ts';

const REFUSALS: Record<Extract<Acted, { ok: false }>['reason'], string> = {
  ENDED: 'Trò chơi đã kết thúc.',
  NOTHING_OPEN: 'Không có câu nào đang mở. Hãy mở câu tiếp theo.',
  STILL_OPEN: 'Câu này chưa xong. Hãy đóng câu, hoặc bỏ qua câu này.',
  PAUSED: 'Câu này đang tạm dừng.',
  NOT_PAUSED: 'Câu này không tạm dừng.',
};

/** Changes a game under its lock, and tells everybody who follows. */
async function change<T>(
  ctx: Context,
  hostCode: string,
  work: (tx: Prisma.TransactionClient, record: GameRecord) => Promise<T>,
): Promise<T> {
  const [gameId, result] = await ctx.db.prisma.$transaction(async (tx) => {
    const record = (await lockGame(tx, { hostKey: hostKeyOf(ctx, hostCode) })) ?? refuseHostCode();
    return [record.id, await work(tx, record)] as const;
  });
  await ctx.classroom.announce(gameId);
  return result;
}

async function write(
  ctx: Context,
  tx: Prisma.TransactionClient,
  record: GameRecord,
  after: Game,
): Promise<void> {
  const registry = await ctx.law.registry();
  await writeGame(tx, record, after, ctx.now(), async (position) => {
    const { question } = await tx.gameStep.findUniqueOrThrow({
      where: { gameId_position: { gameId: record.id, position } },
      select: { question: true },
    });
    const asked = askedOn(registry, question as unknown as AskedQuestion, ctx.today);
    return { ...asked, order: drawOrder(asked.task, randomBytes(4).readUInt32BE(0)) };
  });
  if (after.isEnded) await keepResults(tx, record.id);
}

/**
 * Does what the host says to the run of a game. Said on an older state of it (a second tap, a second device), nothing
 * happens: `isChanged` is false, and `seq` is the state of now.
 * @throws DomainError NOT_FOUND; CONFLICT when the game is not where this makes sense
 */
export async function actOnGame(
  ctx: Context,
  { hostCode, seq, action }: z.output<typeof ActInput>,
): Promise<{ isChanged: boolean; seq: number }> {
  const registry = await ctx.law.registry();
  return change(ctx, hostCode, async (tx, record) => {
    if (record.seq !== seq) return { isChanged: false, seq: record.seq };
    const isReady =
      action.kind === 'next' || action.kind === 'skip'
        ? await readiness(tx, record.id, (question) => readinessOf(registry, question, ctx.today).ok)
        : () => false;
    const acted = applyAction(record.game, action, ctx.now().getTime(), {
      isReady,
      maxTimePct: maxTimePctOf(record),
    });
    if (!acted.ok) throw new DomainError('CONFLICT', REFUSALS[acted.reason]);
    await write(ctx, tx, record, acted.game);
    return { isChanged: true, seq: record.seq + 1 };
  });
}

/** Judges the questions still to come. */
async function readiness(
  tx: Prisma.TransactionClient,
  gameId: string,
  isReady: (question: AskedQuestion) => boolean,
): Promise<(position: number) => boolean> {
  const waiting = await tx.gameStep.findMany({
    where: { gameId, state: 'waiting' },
    select: { position: true, question: true },
  });
  const questions = new Map(
    waiting.map(({ position, question }) => [position, question as unknown as AskedQuestion]),
  );
  return (position) => isReady(questions.get(position)!);
}

/** A player as the host sees them. */
export type PlayerRow = {
  playerId: string;
  seat: string;
  seatName: string;
  team: number | null;
  name: string | null;
  timePct: number;
  /** Whether they answered the question asked last. */
  hasAnswered: boolean;
};

/**
 * Everybody who plays, seat numbers first, then animals.
 * @throws DomainError NOT_FOUND
 */
export async function listPlayers(
  ctx: Context,
  { hostCode }: z.output<typeof HostInput>,
): Promise<PlayerRow[]> {
  const { id, game } = await gameOfHost(ctx, hostCode);
  const [players, answers] = await Promise.all([
    ctx.db.prisma.gamePlayer.findMany({
      where: { gameId: id, removedAt: null },
      orderBy: { joinedAt: 'asc' },
    }),
    ctx.db.prisma.gameAnswer.findMany({
      where: { gameId: id, position: game.position },
      select: { playerId: true },
    }),
  ]);
  const answered = new Set(answers.map(({ playerId }) => playerId));
  return players
    .map(({ id: playerId, seat, team, name, timePct }) => ({
      ...{ playerId, seat: seat!, seatName: seatName(seat!), team, name, timePct },
      hasAnswered: answered.has(playerId),
    }))
    .sort((a, b) => bySeat(a.seat, b.seat));
}

/**
 * Takes a player out: their answers count no more, their seat is free.
 * @throws DomainError NOT_FOUND
 */
export async function removePlayer(
  ctx: Context,
  { hostCode, playerId }: z.output<typeof PlayerInput>,
): Promise<void> {
  await change(ctx, hostCode, async (tx, { id: gameId }) => {
    const { count } = await tx.gamePlayer.updateMany({
      where: { id: playerId, gameId, removedAt: null },
      data: { removedAt: ctx.now(), seat: null, name: null },
    });
    if (count === 0) refusePlayer();
    await tx.game.update({ where: { id: gameId }, data: { seq: { increment: 1 } } });
  });
}

/**
 * Gives a player more time for every answer, the running one included. Nobody else is told.
 * @throws DomainError NOT_FOUND
 */
export async function setTime(
  ctx: Context,
  { hostCode, playerId, timePct }: z.output<typeof TimeInput>,
): Promise<void> {
  await change(ctx, hostCode, async (tx, record) => {
    const { count } = await tx.gamePlayer.updateMany({
      where: { id: playerId, gameId: record.id, removedAt: null },
      data: { timePct },
    });
    if (count === 0) refusePlayer();
    const timePcts = new Map(record.timePct).set(playerId, timePct);
    await write(
      ctx,
      tx,
      record,
      withTimePct(record.game, ctx.now().getTime(), maxTimePctOf({ ...record, timePct: timePcts })),
    );
  });
}

function refusePlayer(): never {
  throw new DomainError('NOT_FOUND', 'Người chơi này không còn trong trò chơi. Hãy tải lại danh sách.');
}
