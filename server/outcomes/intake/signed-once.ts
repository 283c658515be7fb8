import type { Context } from '../../context.ts';
import type { Prisma } from '../../generated/prisma/client.ts';
import { CLOCK_MS } from './signature.ts';

/** What is answered: JSON, a code for programs and a sentence for people. */
export type SignedAnswer = { status: number; body: Record<string, unknown>; retryAfterSeconds?: number };

/** An answer that says no. */
export const refuse = (status: number, code: string, message: string, more: object = {}): SignedAnswer => ({
  status,
  body: { code, message, ...more },
});

/** What was signed is refused as too old before this is over, whichever way the clocks differ. */
const REMEMBERED_MS = 2 * CLOCK_MS + 60_000;
/** A request that was never answered: its process is gone. */
const ABANDONED_MS = 2 * 60 * 1000;
/**
 * Runs a request once: sent again it finds the same answer, with another body it is refused. A request with an error of
 * the server or personal data leaves nothing behind.
 */
export async function answerOnce(
  ctx: Context,
  { keyId, requestId, bodyHash }: { keyId: string; requestId: string; bodyHash: string },
  run: () => Promise<SignedAnswer>,
): Promise<SignedAnswer> {
  const { prisma } = ctx.db;
  const now = ctx.now();
  const before = (ms: number) => new Date(now.getTime() - ms);
  await prisma.outcomeRequest.deleteMany({ where: { receivedAt: { lt: before(REMEMBERED_MS) } } });
  const where = { keyId_requestId: { keyId, requestId } };
  const { count } = await prisma.outcomeRequest.createMany({
    data: [{ keyId, requestId, bodyHash, receivedAt: now }],
    skipDuplicates: true,
  });
  if (count === 0) {
    const first = await prisma.outcomeRequest.findUnique({ where });
    if (first && first.bodyHash !== bodyHash)
      return refuse(
        409,
        'request-id-used',
        'x-request-id này đã dùng cho một nội dung khác. Hãy đặt mã mới cho mỗi lần giao.',
      );
    if (first?.status && first.answer)
      return { status: first.status, body: first.answer as Record<string, unknown> };
    const { count: taken } = await prisma.outcomeRequest.updateMany({
      where: { keyId, requestId, status: null, receivedAt: { lt: before(ABANDONED_MS) } },
      data: { receivedAt: now },
    });
    if (taken === 0)
      return {
        ...refuse(409, 'in-progress', 'Lần giao này đang chạy. Hãy hỏi lại sau ít giây với cùng mã.'),
        retryAfterSeconds: 5,
      };
  }
  let answer: SignedAnswer;
  try {
    answer = await run();
  } catch (error) {
    await prisma.outcomeRequest.deleteMany({ where: { keyId, requestId } });
    throw error;
  }
  if (answer.body['code'] === 'personal-data')
    await prisma.outcomeRequest.deleteMany({ where: { keyId, requestId } });
  else
    await prisma.outcomeRequest.update({
      where,
      data: { status: answer.status, answer: answer.body as Prisma.InputJsonObject },
    });
  return answer;
}
