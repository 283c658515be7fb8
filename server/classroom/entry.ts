import type { Context } from '../context.ts';
import { DomainError } from '../errors.ts';
import type { Limiter } from './live/limiter.ts';
import { readGame, type GameRecord } from './record.ts';

/*
 * Who may come in: codes, secrets and tickets. Secrets are kept as keyed hashes, so that a copy of the database opens no
 * game; a ticket is signed and kept nowhere, and lets its holder look on only.
 */

export const hostKeyOf = (ctx: Context, hostCode: string): string =>
  ctx.classroom.signer.sign(`host ${hostCode}`);
export const secretKeyOf = (ctx: Context, secret: string): string =>
  ctx.classroom.signer.sign(`player ${secret}`);
export const resumeKeyOf = (ctx: Context, resumeCode: string): string =>
  ctx.classroom.signer.sign(`resume ${resumeCode}`);

/** Signature that the QR carries beside the code: whoever has it did not guess. */
export const joinKeyOf = (ctx: Context, joinCode: string): string =>
  ctx.classroom.signer.sign(`join ${joinCode}`).slice(0, 10);

type Follower = { gameId: string; playerId: string | null };
const ticketText = ({ gameId, playerId }: Follower): string => `${gameId}.${playerId ?? 'host'}`;

/** @param playerId null: the host, or a projector */
export function ticketOf(ctx: Context, follower: Follower): string {
  const text = ticketText(follower);
  return `${text}.${ctx.classroom.signer.sign(`follow ${text}`)}`;
}

/** @throws DomainError BAD_INPUT for a ticket that was not given out, or not for this */
export function readTicket<K extends 'player' | 'host'>(
  ctx: Context,
  ticket: string,
  kind: K,
): { gameId: string; playerId: K extends 'player' ? string : null } {
  const [gameId = '', who = '', signature = ''] = ticket.split('.');
  const playerId = who === 'host' ? null : who;
  const isFit = (playerId === null) === (kind === 'host');
  if (!isFit || !ctx.classroom.signer.isSigned(`follow ${ticketText({ gameId, playerId })}`, signature))
    throw new DomainError('BAD_INPUT', 'Thiết bị không còn chỗ trong trò chơi này. Hãy vào lại bằng mã lớp.');
  return { gameId, playerId: playerId as K extends 'player' ? string : null };
}

/**
 * Looks something up by a code that may be guessed. What is found costs no try.
 * @param refusal what is said when too many wrong codes were tried lately
 * @throws DomainError TOO_MANY
 */
export async function tryCode<T>(
  ctx: Context,
  tries: Limiter,
  refusal: string,
  find: () => Promise<T | null>,
): Promise<T | null> {
  const from = ctx.visit?.address ?? null;
  if (!tries.take(from)) throw new DomainError('TOO_MANY', refusal);
  const found = await find();
  if (found !== null) tries.giveBack(from);
  return found;
}

const TOO_MANY_CODES = 'Có quá nhiều mã sai vừa được thử. Hãy quét mã QR, hoặc thử lại sau một phút.';

/**
 * The game of a join code.
 * @throws DomainError NOT_FOUND, CONFLICT when it has ended, TOO_MANY
 */
export async function gameOfCode(
  ctx: Context,
  { code, key }: { code: string; key?: string | undefined },
): Promise<GameRecord> {
  // Whoever has the code from a QR did not guess it.
  const isKnown = key !== undefined && key === joinKeyOf(ctx, code);
  const record = await (isKnown
    ? findByCode(ctx, code)
    : tryCode(ctx, ctx.classroom.codeTries, TOO_MANY_CODES, () => findByCode(ctx, code)));
  if (!record)
    throw new DomainError('NOT_FOUND', 'Không có lớp nào dùng mã này. Hãy xem lại mã trên màn hình.');
  if (record.endedAt) refuseEnded();
  return record;
}

/** @throws DomainError CONFLICT, always */
export function refuseEnded(): never {
  throw new DomainError('CONFLICT', 'Trò chơi của lớp này đã kết thúc.');
}

async function findByCode(ctx: Context, joinCode: string): Promise<GameRecord | null> {
  const { joinCodes } = ctx.classroom;
  let gameId = joinCodes.get(joinCode);
  if (gameId === undefined) {
    const row = await ctx.db.prisma.game.findUnique({ where: { joinCode }, select: { id: true } });
    if (!row) return null;
    gameId = row.id;
    joinCodes.set(joinCode, gameId);
  }
  return (await ctx.classroom.channel(gameId).moment())?.record ?? null;
}

/**
 * The game of a host's code; nobody guesses one of 74 bits.
 * @throws DomainError NOT_FOUND
 */
export async function gameOfHost(ctx: Context, hostCode: string): Promise<GameRecord> {
  const record = await readGame(ctx.db.prisma, { hostKey: hostKeyOf(ctx, hostCode) });
  return record ?? refuseHostCode();
}

/** @throws DomainError NOT_FOUND, always */
export function refuseHostCode(): never {
  throw new DomainError('NOT_FOUND', 'Không có trò chơi nào dùng mã người dẫn này. Hãy xem lại mã.');
}
