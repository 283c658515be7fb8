import { randomBytes } from 'node:crypto';
import type { z } from 'zod';
import type { Context } from '../context.ts';
import { DomainError } from '../errors.ts';
import { drawQuestions, readinessOf, type AskedQuestion } from '../quiz/rules.ts';
import { gameOfCode, gameOfHost, hostKeyOf, joinKeyOf, ticketOf } from './entry.ts';
import type { GameRecord } from './record.ts';
import { CODE_BYTES, hostCodeOf, joinCodeOf } from './rules.ts';
import type { CreateInput, FindInput, HostInput } from './schema.ts';

export { answerGame, verifyReceipt, type AnswerReply, type ReceiptView } from './answering.ts';
export {
  followGame,
  followHost,
  waitForGame,
  waitForHost,
  type HostView,
  type PlayerView,
  type QuestionShown,
} from './following.ts';
export { actOnGame, listPlayers, removePlayer, setTime, type PlayerRow } from './hosting.ts';
export { exportKept, exportResults } from './exporting.ts';
export type { GameResults } from './outcome.ts';
export { joinGame, resumeSeat, type PlayerEntry } from './joining.ts';
export { readOpening, type Opening } from './opening.ts';
export { deleteKept, listKept, readKept, readResults, type KeptGame } from './results.ts';

/** What a host holds: the codes for the wall and for taking over, and what lets a screen follow. */
export type HostEntry = {
  gameId: string;
  joinCode: string;
  /** Goes into the QR beside the code. */
  joinKey: string;
  hostCode: string;
  ticket: string;
};

const hostEntry = (
  ctx: Context,
  { id, joinCode }: Pick<GameRecord, 'id' | 'joinCode'>,
  hostCode: string,
): HostEntry => ({
  gameId: id,
  joinCode,
  joinKey: joinKeyOf(ctx, joinCode),
  hostCode,
  ticket: ticketOf(ctx, { gameId: id, playerId: null }),
});

/**
 * Makes a game with questions drawn from a set as they stand today. Nobody needs an account; names need one.
 * @throws DomainError NOT_FOUND for an unknown set or school, CONFLICT when none of its questions may be asked today,
 *   UNAUTHENTICATED for names without an account, TOO_MANY when very many games were made just now
 */
export async function createGame(ctx: Context, input: z.output<typeof CreateInput>): Promise<HostEntry> {
  if (input.hasNames && !ctx.actor)
    throw new DomainError(
      'UNAUTHENTICATED',
      'Chỉ giáo viên đã đăng nhập mới bật được tên học sinh. Hãy đăng nhập.',
    );
  if (!ctx.classroom.newGames.take(ctx.visit?.address))
    throw new DomainError('TOO_MANY', 'Máy chủ đang mở rất nhiều trò chơi. Hãy thử lại sau một phút.');
  const unitId = input.unitCode === undefined ? null : await unitIdOf(ctx, input.unitCode);
  const questions = await drawFor(ctx, input.set, input.count);
  const hostCode = hostCodeOf(randomBytes(CODE_BYTES.host));
  const at = ctx.now();
  const { set, seats, teams, hasNames, hasSpeed, limitSeconds } = input;
  const game = await ctx.db.prisma.game.create({
    data: {
      ...{ set, seats, teams, hasNames, hasSpeed, limitSeconds, unitId },
      joinCode: await freeJoinCode(ctx, at),
      hostKey: hostKeyOf(ctx, hostCode.replaceAll('-', '')),
      ownerId: ctx.actor?.id ?? null,
      createdAt: at,
      steps: {
        create: questions.map((question, position) => ({
          position,
          ref: question.ref,
          question,
          limitSeconds,
        })),
      },
    },
    select: { id: true, joinCode: true },
  });
  return hostEntry(ctx, game, hostCode);
}

async function unitIdOf(ctx: Context, code: string): Promise<string> {
  const unit = await ctx.db.prisma.unit.findUnique({ where: { code }, select: { id: true } });
  if (!unit)
    throw new DomainError(
      'NOT_FOUND',
      'Không có đơn vị nào dùng mã trường này. Hãy xem lại mã, hoặc bỏ trống.',
    );
  return unit.id;
}

async function drawFor(ctx: Context, setId: string, count: number): Promise<AskedQuestion[]> {
  const [set, registry] = await Promise.all([ctx.quiz.findSet(setId, ctx.actor), ctx.law.registry()]);
  if (!set) throw new DomainError('NOT_FOUND', 'Không có bộ câu hỏi này. Hãy chọn một bộ khác.');
  const ready = set.questions.filter((question) => readinessOf(registry, question, ctx.today).ok);
  if (ready.length === 0)
    throw new DomainError(
      'CONFLICT',
      'Các câu của bộ này đang được kiểm tra lại theo luật. Hãy chọn một bộ khác.',
    );
  return set.isOrdered ? ready.slice(0, count) : drawQuestions(ready, count, randomBytes(4).readUInt32BE(0));
}

/** A code that no game still stored has; among 80 million the second try is a rarity. */
async function freeJoinCode(ctx: Context, at: Date): Promise<string> {
  for (;;) {
    const joinCode = joinCodeOf(randomBytes(CODE_BYTES.join), at);
    if ((await ctx.db.prisma.game.count({ where: { joinCode } })) === 0) return joinCode;
  }
}

/** What somebody who wants in is asked: how many seats there are, whether a name is wanted. */
export type GameInvitation = { seats: number; teams: number; hasNames: boolean };

/**
 * A game by its code, before joining.
 * @throws DomainError NOT_FOUND, CONFLICT when it has ended, TOO_MANY
 */
export async function findGame(ctx: Context, input: z.output<typeof FindInput>): Promise<GameInvitation> {
  const { seats, teams, hasNames } = await gameOfCode(ctx, input);
  return { seats, teams, hasNames };
}

/**
 * Lets another device lead the game, by the host's code.
 * @throws DomainError NOT_FOUND
 */
export async function takeOver(ctx: Context, { hostCode }: z.output<typeof HostInput>): Promise<HostEntry> {
  return hostEntry(ctx, await gameOfHost(ctx, hostCode), hostCode.replace(/(.{4})(?=.)/g, '$1-'));
}
