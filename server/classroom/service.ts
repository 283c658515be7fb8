import { randomBytes, randomInt } from 'node:crypto';
import type { z } from 'zod';
import type { Context } from '../context.ts';
import { DomainError } from '../errors.ts';
import { drawQuestions, poolOf, readinessOf, setsOf } from '../quiz/rules.ts';
import {
  gameOfCode,
  gameOfHost,
  hostKeyOf,
  joinKeyOf,
  resumeKeyOf,
  secretKeyOf,
  ticketOf,
  tryCode,
} from './entry.ts';
import type { GameRecord } from './record.ts';
import {
  animalAt,
  animalCount,
  CODE_BYTES,
  hostCodeOf,
  isSeat,
  joinCodeOf,
  resumeCodeOf,
  seatName,
  teamOf,
} from './rules.ts';
import type { CreateInput, FindInput, HostInput, JoinInput, ResumeInput } from './schema.ts';

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
export { listKept, readKept, readResults, type GameResults, type KeptGame } from './results.ts';

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
  if (!ctx.classroom.newGames.take())
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
          question: question,
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

async function drawFor(ctx: Context, setId: string, count: number) {
  const [questions, registry] = await Promise.all([ctx.quiz.questions(), ctx.law.registry()]);
  const set = setsOf(questions).find(({ id }) => id === setId);
  if (!set) throw new DomainError('NOT_FOUND', 'Không có bộ câu hỏi này. Hãy chọn một bộ khác.');
  const ready = poolOf(questions, set).filter((question) => readinessOf(registry, question, ctx.today).ok);
  if (ready.length === 0)
    throw new DomainError(
      'CONFLICT',
      'Các câu của bộ này đang được kiểm tra lại theo luật. Hãy chọn một bộ khác.',
    );
  return drawQuestions(ready, count, randomBytes(4).readUInt32BE(0));
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

const playerEntry = (
  ctx: Context,
  gameId: string,
  { id, seat, team }: { id: string; seat: string; team: number | null },
  secret: string,
): PlayerEntry => {
  ctx.classroom.players.set(id, { secretKey: secretKeyOf(ctx, secret), seat });
  return {
    player: `${gameId}.${id}.${secret}`,
    ticket: ticketOf(ctx, { gameId, playerId: id }),
    resumeCode: resumeCodeFor(ctx, gameId, secretKeyOf(ctx, secret)),
    seat,
    seatName: seatName(seat),
    team,
  };
};

/** The resume code follows from the device's secret, so that joining twice tells the same code twice. */
const resumeCodeFor = (ctx: Context, gameId: string, secretKey: string): string =>
  resumeCodeOf(Buffer.from(ctx.classroom.signer.sign(`resume code ${gameId} ${secretKey}`)));

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
  const name = nameFor(ctx, game, input.name);

  for (let round = 0; ; round += 1) {
    const seat = input.seat ?? (await drawAnimal(ctx, game, round));
    const [player] = await ctx.db.prisma.gamePlayer.createManyAndReturn({
      data: [
        {
          gameId: game.id,
          seat,
          team: teamOf(seat, game.teams),
          name,
          secretKey,
          resumeKey: resumeKeyOf(ctx, resumeCodeFor(ctx, game.id, secretKey)),
          joinedAt: ctx.now(),
        },
      ],
      skipDuplicates: true,
      select: { id: true, team: true },
    });
    if (player) {
      ctx.classroom.counted(game.id);
      return playerEntry(ctx, game.id, { ...player, seat }, input.secret);
    }
    const known = await seatOf(ctx, game.id, secretKey);
    if (known) return playerEntry(ctx, game.id, known, input.secret);
    if (input.seat !== null)
      throw new DomainError(
        'CONFLICT',
        `${seatName(seat)} đã có người. Hãy chọn chỗ khác, hoặc nhập mã chỗ ngồi nếu đó là bạn.`,
      );
  }
}

/**
 * The seat a device has already.
 * @throws DomainError CONFLICT when the host took it away
 */
async function seatOf(ctx: Context, gameId: string, secretKey: string) {
  const player = await ctx.db.prisma.gamePlayer.findUnique({
    where: { gameId_secretKey: { gameId, secretKey } },
    select: { id: true, seat: true, team: true },
  });
  if (!player) return null;
  if (player.seat === null)
    throw new DomainError('CONFLICT', 'Người dẫn đã đưa bạn ra khỏi trò chơi. Hãy hỏi người dẫn.');
  return { ...player, seat: player.seat };
}

function nameFor(ctx: Context, { hasNames }: GameRecord, name: string | undefined): string | null {
  if (!hasNames || name === undefined) return null;
  if (!ctx.classroom.isNameAllowed(name))
    throw new DomainError(
      'BAD_INPUT',
      'Tên này chưa hiện được trước lớp. Hãy dùng tên gọi của bạn, hoặc để trống.',
    );
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
  const isTaken = new Set(taken.map(({ seat }) => seat));
  const free = Array.from({ length: places }, (_, place) => animalAt(place)).filter(
    (seat) => !isTaken.has(seat),
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
  const player = await tryCode(ctx, false, () =>
    ctx.db.prisma.gamePlayer.findFirst({
      where: {
        gameId: game.id,
        removedAt: null,
        OR: [{ resumeKey: resumeKeyOf(ctx, input.resumeCode) }, { secretKey }],
      },
    }),
  );
  if (!player)
    throw new DomainError('NOT_FOUND', 'Không có chỗ nào dùng mã này. Hãy xem lại mã trên thiết bị cũ.');
  await ctx.db.prisma.gamePlayer.update({
    where: { id: player.id },
    data: { secretKey, resumeKey: resumeKeyOf(ctx, resumeCodeFor(ctx, game.id, secretKey)) },
  });
  return playerEntry(ctx, game.id, { ...player, seat: player.seat! }, input.secret);
}

/**
 * Lets another device lead the game, by the host's code.
 * @throws DomainError NOT_FOUND
 */
export async function takeOver(ctx: Context, { hostCode }: z.output<typeof HostInput>): Promise<HostEntry> {
  return hostEntry(ctx, await gameOfHost(ctx, hostCode), hostCode.replace(/(.{4})(?=.)/g, '$1-'));
}
