import { randomInt, randomUUID } from 'node:crypto';
import type { z } from 'zod';
import { animalAt, animalCount, isSeat, seatName } from '../classroom/rules.ts';
import type { Context } from '../context.ts';
import { DomainError } from '../errors.ts';
import {
  homeworkOfCode,
  joinKeyOf,
  MAX_CODES,
  resumeCodeFor,
  resumeCodeOfSeat,
  resumeKeyOf,
  tokenOf,
} from './entry.ts';
import type { HomeworkRecord } from './record.ts';
import { phaseOf } from './rules.ts';
import type { JoinInput, ResumeInput } from './schema.ts';

/** What a device gets with a seat. */
export type SeatEntry = {
  /** Proves whose seat it is. */
  token: string;
  /** Opens the seat on another device; the same as long as nobody frees the seat. */
  resumeCode: string;
  seat: string;
  seatName: string;
};

const SEAT = { id: true, turn: true, homeworkId: true, seat: true, resumeKey: true, isFree: true } as const;
type SeatRow = {
  id: string;
  turn: number;
  homeworkId: string;
  seat: string;
  resumeKey: string;
  isFree: boolean;
};

const entryOf = (ctx: Context, row: SeatRow): SeatEntry => ({
  token: tokenOf(ctx, row),
  resumeCode: resumeCodeOfSeat(ctx, row),
  seat: row.seat,
  seatName: seatName(row.seat),
});

/**
 * Takes a seat. The same form sent twice gets the same seat, so that a lost reply costs nothing; a seat the teacher freed
 * goes on with what was done in it.
 * @throws DomainError NOT_FOUND, TOO_MANY; CONFLICT when the seat is taken or the homework is over; BAD_INPUT for a seat
 *   that does not exist
 */
export async function joinHomework(ctx: Context, input: z.output<typeof JoinInput>): Promise<SeatEntry> {
  const homework = await homeworkOfCode(ctx, input.code);
  const joinKey = joinKeyOf(ctx, input.formKey);
  const { prisma } = ctx.db;
  const known = await prisma.homeworkSeat.findUnique({
    where: { homeworkId_joinKey: { homeworkId: homework.id, joinKey } },
    select: SEAT,
  });
  if (known) return entryOf(ctx, known);
  if (phaseOf(homework, ctx.now()) === 'closed')
    throw new DomainError('CONFLICT', 'Bài tập này đã hết hạn. Hãy nhập mã chỗ ngồi để xem lại bài của bạn.');
  if (input.seat !== null && !isSeat(input.seat, homework.seats))
    throw new DomainError('BAD_INPUT', `Bài này có chỗ từ 1 đến ${homework.seats}. Hãy ghi lại số của bạn.`);

  for (let round = 0; round < MAX_CODES; round += 1) {
    const seat = input.seat ?? (await drawAnimal(ctx, homework));
    const freed = await takeFreed(ctx, homework.id, seat, joinKey, round);
    if (freed) return entryOf(ctx, freed);
    const id = randomUUID();
    const resumeKey = resumeKeyOf(ctx, resumeCodeFor(ctx, { id, turn: 0 }, round));
    const [row] = await prisma.homeworkSeat.createManyAndReturn({
      data: [{ id, homeworkId: homework.id, seat, joinKey, resumeKey, takenAt: ctx.now() }],
      skipDuplicates: true,
      select: SEAT,
    });
    if (row) return entryOf(ctx, row);
    const present = await prisma.homeworkSeat.findMany({
      where: { homeworkId: homework.id, OR: [{ joinKey }, { seat }] },
      select: { ...SEAT, joinKey: true },
    });
    const own = present.find((each) => each.joinKey === joinKey);
    if (own) return entryOf(ctx, own);
    if (input.seat !== null && present.some((each) => each.seat === seat && !each.isFree))
      throw new DomainError(
        'CONFLICT',
        `${seatName(seat)} đã có người. Nếu đó là bạn, hãy nhập mã chỗ ngồi; nếu không, hãy hỏi thầy cô.`,
      );
  }
  throw new DomainError('CONFLICT', 'Lúc này quá nhiều bạn cùng vào. Hãy thử lại.');
}

/** A seat that the teacher freed, taken again with a new code; null when it was not freed. */
async function takeFreed(
  ctx: Context,
  homeworkId: string,
  seat: string,
  joinKey: string,
  nth: number,
): Promise<SeatRow | null> {
  const { prisma } = ctx.db;
  const free = await prisma.homeworkSeat.findFirst({
    where: { homeworkId, seat, isFree: true },
    select: SEAT,
  });
  if (!free) return null;
  const resumeKey = resumeKeyOf(ctx, resumeCodeFor(ctx, free, nth));
  if ((await prisma.homeworkSeat.count({ where: { homeworkId, resumeKey, id: { not: free.id } } })) > 0)
    return null;
  const [row] = await prisma.homeworkSeat.updateManyAndReturn({
    where: { id: free.id, isFree: true, turn: free.turn },
    data: { isFree: false, joinKey, resumeKey, takenAt: ctx.now() },
    select: SEAT,
  });
  return row ?? null;
}

/**
 * An animal that nobody has; none that was freed, for what was done in it is somebody's.
 * @throws DomainError CONFLICT when none is left
 */
async function drawAnimal(ctx: Context, { id, seats }: HomeworkRecord): Promise<string> {
  const taken = await ctx.db.prisma.homeworkSeat.findMany({
    where: { homeworkId: id },
    select: { seat: true },
  });
  const isGone = new Set(taken.map(({ seat }) => seat));
  const free = Array.from({ length: animalCount(seats) }, (_, place) => animalAt(place)).filter(
    (seat) => !isGone.has(seat),
  );
  if (free.length === 0) throw new DomainError('CONFLICT', 'Bài tập này đã hết chỗ. Hãy hỏi thầy cô.');
  return free[randomInt(free.length)]!;
}

/**
 * Opens a seat on another device by its short code; the first device stays in. Also after the deadline, to read the result.
 * @throws DomainError NOT_FOUND for a wrong code; TOO_MANY when too many wrong ones of this homework were tried lately
 */
export async function resumeHomework(ctx: Context, input: z.output<typeof ResumeInput>): Promise<SeatEntry> {
  const homework = await homeworkOfCode(ctx, input.code);
  const tries = ctx.homework.resumeTries(homework.id);
  if (!tries.take())
    throw new DomainError(
      'TOO_MANY',
      'Có quá nhiều mã chỗ ngồi sai vừa được thử. Hãy thử lại sau vài phút, hoặc nhờ thầy cô mở khóa chỗ.',
    );
  const row = await ctx.db.prisma.homeworkSeat.findUnique({
    where: {
      homeworkId_resumeKey: { homeworkId: homework.id, resumeKey: resumeKeyOf(ctx, input.resumeCode) },
      isFree: false,
    },
    select: SEAT,
  });
  if (!row)
    throw new DomainError(
      'NOT_FOUND',
      'Không có chỗ nào dùng mã này. Hãy xem lại mã bạn đã chép, hoặc nhờ thầy cô mở khóa chỗ.',
    );
  tries.giveBack();
  return entryOf(ctx, row);
}
