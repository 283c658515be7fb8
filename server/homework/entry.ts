import type { Context } from '../context.ts';
import { DomainError } from '../errors.ts';
import { resumeCodeOf } from '../classroom/rules.ts';
import { readHomework, type HomeworkRecord } from './record.ts';

/*
 * Who may come in. What a device holds is signed and follows from the seat: two devices of one pupil hold the same, and an
 * answer that waited on the first one is still taken while the second goes on. Freeing the seat makes all of it void.
 * The database holds keyed hashes only.
 */

type Seat = { id: string; turn: number };
type SeatRow = Seat & { homeworkId: string; seat: string; resumeKey: string };

/** More codes than this are never tried for one seat: among 3,000 seats even the second is rarely needed. */
export const MAX_CODES = 20;

export const joinKeyOf = (ctx: Context, formKey: string): string =>
  ctx.homework.signer.sign(`join ${formKey}`);
export const resumeKeyOf = (ctx: Context, resumeCode: string): string =>
  ctx.homework.signer.sign(`resume ${resumeCode}`);

/** The nth code a seat may have: where two seats of a homework would have the same one, the next is taken. */
export const resumeCodeFor = (ctx: Context, { id, turn }: Seat, nth: number): string =>
  resumeCodeOf(Buffer.from(ctx.homework.signer.sign(`resume code ${nth} ${id} ${turn}`), 'base64url'));

/** The code of a seat; it is stored nowhere. */
export function resumeCodeOfSeat(ctx: Context, seat: SeatRow): string {
  const codes = Array.from({ length: MAX_CODES }, (_, nth) => () => resumeCodeFor(ctx, seat, nth));
  return codes.find((code) => resumeKeyOf(ctx, code()) === seat.resumeKey)!();
}

/** What a device holds of a seat. */
export const tokenOf = (ctx: Context, { id, turn }: Seat): string =>
  `${id}.${ctx.homework.signer.sign(`seat ${id} ${turn}`)}`;

/**
 * The homework of a link.
 * @throws DomainError NOT_FOUND, also when it was deleted; TOO_MANY when too many wrong links were tried lately, by whomever
 */
export async function homeworkOfCode(ctx: Context, code: string): Promise<HomeworkRecord> {
  const { linkTries } = ctx.homework;
  const from = ctx.visit?.address ?? null;
  if (!linkTries.take(from))
    throw new DomainError('TOO_MANY', 'Có quá nhiều mã sai vừa được thử. Hãy thử lại sau một phút.');
  const record = await readHomework(ctx.db.prisma, { code }, ctx.today);
  if (!record)
    throw new DomainError(
      'NOT_FOUND',
      'Không có bài tập nào dùng mã này, hoặc bài đã được xóa. Hãy xem lại mã.',
    );
  linkTries.giveBack(from);
  return record;
}

const TOKEN = /^([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})\.([\w-]+)$/;

/** The seat a device holds, with its homework; null when it holds none. */
async function heldSeat(
  ctx: Context,
  token: string,
): Promise<{ homework: HomeworkRecord; seat: SeatRow } | null> {
  const [, id, signature] = TOKEN.exec(token) ?? [];
  if (id === undefined || signature === undefined) return null;
  const row = await ctx.db.prisma.homeworkSeat.findFirst({
    where: { id, isFree: false, homework: { deleteOn: { gte: ctx.today } } },
    select: { id: true, turn: true, homeworkId: true, seat: true, resumeKey: true, homework: true },
  });
  if (!row || !ctx.homework.signer.isSigned(`seat ${id} ${row.turn}`, signature)) return null;
  const { homework, ...seat } = row;
  return { homework: homework as HomeworkRecord, seat };
}

/**
 * A homework with the seat of the device that asks. Whoever holds a seat guesses nothing: no stranger who tries codes keeps
 * them from answering or handing in.
 * @throws DomainError NOT_FOUND, TOO_MANY as {@link homeworkOfCode}; FORBIDDEN when the device holds no seat of it
 */
export async function seatOf(
  ctx: Context,
  { code, token }: { code: string; token: string },
): Promise<{ homework: HomeworkRecord; seat: SeatRow }> {
  const held = await heldSeat(ctx, token);
  if (held?.homework.code === code) return held;
  await homeworkOfCode(ctx, code);
  throw new DomainError(
    'FORBIDDEN',
    'Máy này không còn giữ chỗ trong bài tập. Hãy chọn lại chỗ, hoặc nhập mã chỗ ngồi.',
  );
}
