import { randomInt, randomUUID } from 'node:crypto';
import type { z } from 'zod';
import type { Context } from '../context.ts';
import { DomainError } from '../errors.ts';
import { gameOfCode, refuseEnded, resumeKeyOf, secretKeyOf, ticketOf, tryCode } from './entry.ts';
import type { GameRecord } from './record.ts';
import {
  animalAt,
  animalCount,
  isSeat,
  judgeName,
  resumeCodeOf,
  seatName,
  teamOf,
  type NameRefusal,
} from './rules.ts';
import type { JoinInput, ResumeInput } from './schema.ts';

/** What a player's device holds. */
export type PlayerEntry = {
  /** Proves who answers. */
  player: string;
  /** Lets the device follow; fit for an address. */
  ticket: string;
  /** Moves the seat to another device. */
  resumeCode: string;
  seat: string;
  seatName: string;
  team: number | null;
};

type Seated = { id: string; seat: string; team: number | null; resumeKey: string };

/** More codes than this are never tried for one seat: among 3,000 seats even the second is rarely needed. */
const MAX_CODES = 20;

/**
 * The code of a seat follows from its device's secret and is stored nowhere, so that a device that asks twice is told the
 * same twice. Where two seats of a game would have the same one, the next is taken.
 */
const resumeCodeFor = (ctx: Context, gameId: string, secretKey: string, nth: number): string =>
  resumeCodeOf(
    Buffer.from(ctx.classroom.signer.sign(`resume code ${nth} ${gameId} ${secretKey}`), 'base64url'),
  );

function playerEntry(
  ctx: Context,
  gameId: string,
  { id, seat, team, resumeKey }: Seated,
  secret: string,
): PlayerEntry {
  const secretKey = secretKeyOf(ctx, secret);
  ctx.classroom.players.set(id, { secretKey, seat });
  const codes = Array.from(
    { length: MAX_CODES },
    (_, nth) => () => resumeCodeFor(ctx, gameId, secretKey, nth),
  );
  return {
    player: `${gameId}.${id}.${secret}`,
    ticket: ticketOf(ctx, { gameId, playerId: id }),
    resumeCode: codes.find((code) => resumeKeyOf(ctx, code()) === resumeKey)!(),
    seat,
    seatName: seatName(seat),
    team,
  };
}

/**
 * Takes a seat. The same device asking again gets the same seat, so that a lost reply costs nothing.
 * @throws DomainError NOT_FOUND, CONFLICT when the seat is taken or the game has ended, BAD_INPUT for a seat that does
 *   not exist or a name that may not be shown, TOO_MANY
 */
export async function joinGame(ctx: Context, input: z.output<typeof JoinInput>): Promise<PlayerEntry> {
  const game = await gameOfCode(ctx, input);
  const secretKey = secretKeyOf(ctx, input.secret);
  if (input.seat !== null && !isSeat(input.seat, game.seats))
    throw new DomainError(
      'BAD_INPUT',
      `Lớp này có chỗ từ 1 đến ${game.seats}, hoặc một con vật. Hãy chọn lại.`,
    );
  const name = nameFor(game, input.name);

  for (let round = 0; round < MAX_CODES; round += 1) {
    const seat = input.seat ?? (await drawAnimal(ctx, game, round));
    const resumeKey = resumeKeyOf(ctx, resumeCodeFor(ctx, game.id, secretKey, round));
    const team = teamOf(seat, game.teams);
    const id = await takeSeat(ctx, { gameId: game.id, seat, team, name, secretKey, resumeKey });
    if (id !== null) {
      ctx.classroom.counted(game.id);
      return playerEntry(ctx, game.id, { id, team, seat, resumeKey }, input.secret);
    }
    const known = await seatOf(ctx, game.id, secretKey);
    if (known) return playerEntry(ctx, game.id, known, input.secret);
    if (await isOver(ctx, game.id)) refuseEnded();
    if (input.seat !== null && (await isTaken(ctx, game.id, seat)))
      throw new DomainError(
        'CONFLICT',
        `${seatName(seat)} đã có người. Hãy chọn chỗ khác, hoặc nhập mã chỗ ngồi nếu đó là bạn.`,
      );
  }
  throw new DomainError('CONFLICT', 'Lúc này quá nhiều bạn cùng vào. Hãy thử lại.');
}

type NewSeat = {
  gameId: string;
  seat: string;
  team: number | null;
  name: string | null;
  secretKey: string;
  resumeKey: string;
};

/**
 * Writes a player down unless the game has ended, whatever this process believes of it: names went with its end, and none
 * may come after. It waits for whoever is changing the game.
 * @returns null: it has ended, or something of the seat is taken
 */
async function takeSeat(ctx: Context, player: NewSeat): Promise<string | null> {
  const { gameId, seat, team, name, secretKey, resumeKey } = player;
  const joinedAt = ctx.now().toISOString();
  const [row] = await ctx.db.prisma.$queryRaw<{ id: string }[]>`
    INSERT INTO game_player (id, game_id, seat, team, name, secret_key, resume_key, joined_at)
    SELECT ${randomUUID()}::uuid, id, ${seat}, ${team}::int, ${name}, ${secretKey}, ${resumeKey}, ${joinedAt}::timestamptz
    FROM game WHERE id = ${gameId}::uuid AND ended_at IS NULL FOR KEY SHARE
    ON CONFLICT DO NOTHING RETURNING id::text`;
  return row?.id ?? null;
}

const isOver = async (ctx: Context, gameId: string): Promise<boolean> =>
  (await ctx.db.prisma.game.count({ where: { id: gameId, endedAt: null } })) === 0;

const isTaken = async (ctx: Context, gameId: string, seat: string): Promise<boolean> =>
  (await ctx.db.prisma.gamePlayer.count({ where: { gameId, seat } })) > 0;

/**
 * The seat a device has already.
 * @throws DomainError CONFLICT when the host took it away
 */
async function seatOf(ctx: Context, gameId: string, secretKey: string): Promise<Seated | null> {
  const player = await ctx.db.prisma.gamePlayer.findUnique({
    where: { gameId_secretKey: { gameId, secretKey } },
    select: { id: true, seat: true, team: true, resumeKey: true },
  });
  if (!player) return null;
  if (player.seat === null)
    throw new DomainError('CONFLICT', 'Người dẫn đã đưa bạn ra khỏi trò chơi. Hãy hỏi người dẫn.');
  return { ...player, seat: player.seat };
}

const NAME_REFUSALS: Record<NameRefusal, string> = {
  RUDE: 'Tên này đọc giống một từ không nên hiện trước lớp. Nếu đó là tên bạn, hãy viết đủ dấu; nếu không, hãy để trống.',
  CONTACT: 'Đây giống số điện thoại hoặc địa chỉ liên lạc. Hãy chỉ ghi tên gọi của bạn, hoặc để trống.',
  LETTERS: 'Tên chỉ gồm chữ cái, ít nhất 2 chữ. Hãy bỏ số và ký hiệu, hoặc để trống.',
  WHOLE_NAME: 'Hãy chỉ ghi tên gọi, như “An” hoặc “Bảo An”. Họ và tên đầy đủ không hiện trước lớp.',
};

/** @throws DomainError BAD_INPUT for a name that may not be shown */
function nameFor({ hasNames }: GameRecord, name: string | undefined): string | null {
  if (!hasNames || name === undefined) return null;
  const judged = judgeName(name);
  if (!judged.ok) throw new DomainError('BAD_INPUT', NAME_REFUSALS[judged.reason]);
  return name;
}

/** After so many taken ones in a row, the free ones are looked up. */
const BLIND_DRAWS = 3;

/**
 * An animal that is probably free.
 * @throws DomainError CONFLICT when none is left
 */
async function drawAnimal(ctx: Context, { id, seats }: GameRecord, round: number): Promise<string> {
  const places = animalCount(seats);
  if (round < BLIND_DRAWS) return animalAt(randomInt(places));
  const taken = await ctx.db.prisma.gamePlayer.findMany({
    where: { gameId: id, seat: { not: null } },
    select: { seat: true },
  });
  const isGone = new Set(taken.map(({ seat }) => seat));
  const free = Array.from({ length: places }, (_, place) => animalAt(place)).filter(
    (seat) => !isGone.has(seat),
  );
  if (free.length === 0) throw new DomainError('CONFLICT', 'Trò chơi này đã hết chỗ. Hãy hỏi người dẫn.');
  return free[randomInt(free.length)]!;
}

/**
 * Moves a seat to the device that asks, by the short code its first device showed. The first device is out then; asking
 * again from the same device changes nothing.
 * @throws DomainError NOT_FOUND for a wrong code, CONFLICT when the game has ended, TOO_MANY
 */
export async function resumeSeat(ctx: Context, input: z.output<typeof ResumeInput>): Promise<PlayerEntry> {
  const game = await gameOfCode(ctx, input);
  const secretKey = secretKeyOf(ctx, input.secret);
  const player = await tryCode(
    ctx,
    ctx.classroom.resumeTries(game.id),
    'Có quá nhiều mã chỗ ngồi sai vừa được thử. Hãy thử lại sau vài phút, hoặc nhờ người dẫn.',
    async () =>
      (await seatOf(ctx, game.id, secretKey)) ??
      ctx.db.prisma.gamePlayer.findUnique({
        where: {
          gameId_resumeKey: { gameId: game.id, resumeKey: resumeKeyOf(ctx, input.resumeCode) },
          removedAt: null,
        },
      }),
  );
  if (!player)
    throw new DomainError('NOT_FOUND', 'Không có chỗ nào dùng mã này. Hãy xem lại mã trên thiết bị cũ.');
  const resumeKey = await freeResumeKey(ctx, game.id, secretKey, player.id);
  await ctx.db.prisma.gamePlayer.update({ where: { id: player.id }, data: { secretKey, resumeKey } });
  return playerEntry(ctx, game.id, { ...player, seat: player.seat!, resumeKey }, input.secret);
}

/** The first code of a device that no other seat of the game has, as it is kept. */
async function freeResumeKey(
  ctx: Context,
  gameId: string,
  secretKey: string,
  playerId: string,
): Promise<string> {
  const keys = Array.from({ length: MAX_CODES }, (_, nth) =>
    resumeKeyOf(ctx, resumeCodeFor(ctx, gameId, secretKey, nth)),
  );
  const others = await ctx.db.prisma.gamePlayer.findMany({
    where: { gameId, resumeKey: { in: keys }, id: { not: playerId } },
    select: { resumeKey: true },
  });
  const isGone = new Set(others.map((other) => other.resumeKey));
  return keys.find((key) => !isGone.has(key))!;
}
