import type { Context } from '../context.ts';

/** A teacher's request as seen by whoever signs in with its e-mail. */
export async function findWaiting(
  ctx: Context,
  email: string,
): Promise<{ sentence: string; isPassword(password: string): Promise<boolean> } | null> {
  const found = await ctx.db.prisma.teacherRequest.findUnique({
    where: { email },
    include: { unit: { select: { shortName: true } } },
  });
  if (!found) return null;
  return {
    sentence:
      found.refusedAt === null
        ? `Yêu cầu của bạn đang chờ ${found.unit.shortName} xác nhận. Hãy hỏi người điều phối của trường.`
        : `${found.unit.shortName} đã từ chối: ${found.reason} Hãy hỏi người điều phối của trường.`,
    isPassword: async (password) =>
      (await ctx.staff.auth.$context).password.verify({ hash: found.passwordHash, password }),
  };
}
