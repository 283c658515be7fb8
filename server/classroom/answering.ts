import { timingSafeEqual } from 'node:crypto';
import type { z } from 'zod';
import type { TaskResponse } from '#content/schema.ts';
import type { Context } from '../context.ts';
import { DomainError } from '../errors.ts';
import { isAnswerTo, markOf } from '../quiz/rules.ts';
import { secretKeyOf } from './entry.ts';
import type { GivenAnswer, Outcome, StoredAnswer } from './live/answers.ts';
import type { Moment } from './live/channel.ts';
import type { KnownPlayer } from './live/store.ts';
import { extraMsOf, pointsOf } from './rules.ts';
import type { AnswerInput, ReceiptInput } from './schema.ts';

/**
 * What a phone gets for an answer. Ok: it is stored, and the receipt proves it; `isRepeat`: an answer of this player was
 * stored before, and the receipt is of that one. Not ok: nothing was stored and sending it again is of no use.
 */
export type AnswerReply =
  | { ok: true; receipt: string; isRepeat: boolean; response: TaskResponse }
  | { ok: false; reason: Extract<Outcome, { kind: 'refused' }>['reason'] };

/**
 * Takes an answer: stored first, acknowledged after. Sent again with the same `clientId`, it is acknowledged again.
 * @throws DomainError NOT_FOUND when the game is gone, FORBIDDEN when the seat moved to another device, BAD_INPUT when
 *   the answer does not fit the question, TOO_MANY when the server cannot keep up: the phone sends it again
 */
export async function answerGame(ctx: Context, input: z.output<typeof AnswerInput>): Promise<AnswerReply> {
  // Before anything is waited for: what counts is when the answer came in.
  const receivedAt = ctx.now();
  const [gameId, playerId, secret] = input.player.split('.') as [string, string, string];
  const { seat } = await knownPlayer(ctx, gameId, playerId, secret);
  const { position, ref, clientId, response } = input;
  const moment = await momentOf(ctx, gameId, position);
  if (!moment) throw new DomainError('NOT_FOUND', 'Trò chơi này không còn nữa. Hãy hỏi người dẫn mã mới.');
  const given = { gameId, position, ref, playerId, clientId, response, receivedAt };
  const outcome =
    moment.record.game.position === position
      ? await store(ctx, { ...given, ...markedBy(moment, playerId, given) })
      : await lookBack(ctx, given);
  if (outcome.kind === 'refused') return { ok: false, reason: outcome.reason };
  return {
    ok: true,
    receipt: writeReceipt(ctx, { gameId, position, ref, seat, ...outcome.answer }),
    isRepeat: outcome.kind === 'repeat' && outcome.answer.clientId !== clientId,
    response: outcome.answer.response,
  };
}

/** @throws DomainError FORBIDDEN unless the secret is the player's */
async function knownPlayer(
  ctx: Context,
  gameId: string,
  playerId: string,
  secret: string,
): Promise<KnownPlayer> {
  const secretKey = secretKeyOf(ctx, secret);
  const known = ctx.classroom.players.get(playerId);
  if (known && isSame(known.secretKey, secretKey)) return known;
  const row = await ctx.db.prisma.gamePlayer.findUnique({
    where: { id: playerId, gameId },
    select: { secretKey: true, seat: true },
  });
  if (!row || !isSame(row.secretKey, secretKey))
    throw new DomainError(
      'FORBIDDEN',
      'Chỗ này đã chuyển sang thiết bị khác. Hãy nhập mã chỗ ngồi để lấy lại.',
    );
  const player = { secretKey: row.secretKey, seat: row.seat ?? '' };
  ctx.classroom.players.set(playerId, player);
  return player;
}

const isSame = (a: string, b: string): boolean =>
  a.length === b.length && timingSafeEqual(Buffer.from(a), Buffer.from(b));

/** The game; read again when the phone names another question, for it may have heard of it from another process. */
async function momentOf(ctx: Context, gameId: string, position: number): Promise<Moment | null> {
  const channel = ctx.classroom.channel(gameId);
  const moment = await channel.moment();
  if (moment === null || position <= moment.record.game.position) return moment;
  return channel.refresh();
}

type Given = Omit<GivenAnswer, 'markPct' | 'points'>;

/** @throws DomainError BAD_INPUT */
function markedBy(
  { record }: Moment,
  playerId: string,
  { ref, response, receivedAt }: Given,
): Pick<GivenAnswer, 'markPct' | 'points'> {
  const { asked, game, hasSpeed, timePct } = record;
  const step = game.steps[game.position]!;
  if (!asked || !step.clock || asked.ref !== ref || !isAnswerTo(asked.task, response))
    throw new DomainError('BAD_INPUT', 'Câu trả lời không khớp với câu hỏi đang mở. Hãy tải lại trang.');
  const markPct = markOf(asked.task, asked.order, response);
  const windowMs = step.limitSeconds * 1000 + extraMsOf(step.limitSeconds, timePct.get(playerId) ?? 100);
  const elapsedMs = (step.clock.pausedAt ?? receivedAt.getTime()) - step.clock.opensAt;
  return { markPct, points: pointsOf(markPct, hasSpeed, elapsedMs, windowMs) };
}

/** @throws DomainError TOO_MANY */
async function store(ctx: Context, answer: GivenAnswer): Promise<Outcome> {
  try {
    return await ctx.classroom.answers.add(answer);
  } catch (error) {
    if ((error as Error).name !== 'BatchFullError') throw error;
    throw new DomainError('TOO_MANY', 'Máy chủ đang nhận rất nhiều câu trả lời. Điện thoại sẽ tự gửi lại.');
  }
}

/** An answer to a question that is no longer asked: acknowledged again if it was stored, else refused. */
async function lookBack(ctx: Context, { gameId, position, playerId }: Given): Promise<Outcome> {
  const row = await ctx.db.prisma.gameAnswer.findUnique({
    where: { gameId_position_playerId: { gameId, position, playerId } },
    select: { clientId: true, response: true, receivedAt: true },
  });
  return row
    ? { kind: 'repeat', answer: { ...row, response: row.response as TaskResponse } }
    : { kind: 'refused', reason: 'TOO_LATE' };
}

/** What a receipt says. */
export type ReceiptView = {
  gameId: string;
  position: number;
  ref: string;
  seat: string;
  response: TaskResponse;
  /** When the answer came in, ms UTC. */
  receivedAt: number;
};

type Receipted = StoredAnswer & { gameId: string; position: number; ref: string; seat: string };

/** `1.<what it says, base64url of JSON>.<signature>`; the same answer has the same receipt. */
function writeReceipt(
  ctx: Context,
  { gameId, position, ref, seat, response, receivedAt }: Receipted,
): string {
  // The database keeps the fields of an answer in an order of its own.
  const fields = Object.fromEntries(Object.entries(response).sort(([a], [b]) => (a < b ? -1 : 1)));
  const says = JSON.stringify([gameId, position, ref, seat, fields, receivedAt.getTime()]);
  const text = `1.${Buffer.from(says).toString('base64url')}`;
  return `${text}.${ctx.classroom.receipts.sign(text)}`;
}

/**
 * Whether this site gave out a receipt, and what it says; also long after the game is gone.
 * @returns null for any other text
 */
export async function verifyReceipt(
  ctx: Context,
  { receipt }: z.output<typeof ReceiptInput>,
): Promise<ReceiptView | null> {
  const [version, says, signature] = receipt.split('.');
  if (version !== '1' || says === undefined || signature === undefined) return null;
  if (!ctx.classroom.receipts.isSigned(`1.${says}`, signature)) return null;
  const [gameId, position, ref, seat, response, receivedAt] = JSON.parse(
    Buffer.from(says, 'base64url').toString(),
  ) as [string, number, string, string, TaskResponse, number];
  return { gameId, position, ref, seat, response, receivedAt };
}
