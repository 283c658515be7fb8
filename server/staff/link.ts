import { createHash, randomBytes } from 'node:crypto';
import type { Context } from '../context.ts';
import { DomainError } from '../errors.ts';
import type { Prisma } from '../generated/prisma/client.ts';
import { linkPath, type LinkPurpose, type PasswordPurpose } from './rules.ts';

/** How long a one-time link holds. */
const HOURS: Record<LinkPurpose, number> = { invitation: 72, reset: 24, teacher: 72 };

const WORDS: Record<LinkPurpose, { subject: string; text: (name: string) => string }> = {
  invitation: {
    subject: 'Lời mời vào bàn làm việc Chung Đường',
    text: (name) =>
      `Chào ${name},\n\nBạn được mời vào bàn làm việc của Chung Đường. Mở đường dẫn này để đặt mật khẩu:`,
  },
  reset: {
    subject: 'Đặt lại mật khẩu Chung Đường',
    text: (name) =>
      `Chào ${name},\n\nCó người xin đặt lại mật khẩu của bạn. Nếu là bạn, hãy mở đường dẫn này. Nếu không, hãy bỏ qua thư.`,
  },
  teacher: {
    subject: 'Vai giáo viên ở Chung Đường',
    text: (name) =>
      `Chào ${name},\n\nNhà trường đã xác nhận bạn là giáo viên. Mở đường dẫn này, đăng nhập rồi nhận vai. Nếu bạn không đăng ký, hãy bỏ qua thư.`,
  },
};

/** What became of a link: mailed, or to be handed on by whoever sees it now; it is shown once and kept nowhere. */
export type GivenLink = { address: string | null; hours: number };

/** What is kept of a link. */
export const hashOf = (token: string): string => createHash('sha256').update(token).digest('hex');

/** A new one-time link: its whole address, which is kept nowhere, and what is kept of it. */
export function newLink(
  ctx: Pick<Context, 'env' | 'now'>,
  purpose: LinkPurpose,
): { address: string; kept: { tokenHash: string; expiresAt: Date } } {
  const token = randomBytes(32).toString('base64url');
  const expiresAt = new Date(ctx.now().getTime() + HOURS[purpose] * 60 * 60 * 1000);
  return {
    address: ctx.env.siteUrl + linkPath(purpose, token),
    kept: { tokenHash: hashOf(token), expiresAt },
  };
}

/**
 * Makes a one-time link to choose a password in place of any earlier one of the same purpose.
 * @param madeById who makes it for somebody else; null: its owner asked for it, or it is made on the machine itself
 * @returns its whole address
 */
export async function createLink(
  tx: Prisma.TransactionClient,
  ctx: Pick<Context, 'env' | 'now'>,
  staffId: string,
  purpose: PasswordPurpose,
  madeById: string | null,
): Promise<string> {
  const { address, kept } = newLink(ctx, purpose);
  const row = { ...kept, madeById, createdAt: ctx.now() };
  await tx.staffLink.upsert({
    where: { staffId_purpose: { staffId, purpose } },
    create: { staffId, purpose, ...row },
    update: row,
  });
  return address;
}

/** Mails a link when mail is set up; else hands it back to be shown once. */
export async function giveLink(
  ctx: Pick<Context, 'staff'>,
  to: { name: string; email: string },
  purpose: LinkPurpose,
  address: string,
): Promise<GivenLink> {
  const hours = HOURS[purpose];
  if (!ctx.staff.mailer.isConfigured) return { address, hours };
  const { subject, text } = WORDS[purpose];
  await ctx.staff.mailer.send({
    to: to.email,
    subject,
    text: `${text(to.name)}\n\n${address}\n\nĐường dẫn dùng một lần và hết hạn sau ${hours} giờ.\n`,
  });
  return { address: null, hours };
}

const GONE = 'Đường dẫn này đã dùng hoặc đã hết hạn. Hãy xin đường dẫn mới.';

/** Whose link it is, without using it up. @throws DomainError NOT_FOUND */
export async function findLink(ctx: Pick<Context, 'db' | 'now'>, token: string, purpose: PasswordPurpose) {
  const found = await ctx.db.prisma.staffLink.findUnique({
    where: { tokenHash: hashOf(token), purpose, expiresAt: { gt: ctx.now() } },
    include: { staff: { include: { assignments: true } } },
  });
  if (!found || found.staff.disabledAt !== null) throw new DomainError('NOT_FOUND', GONE);
  return found;
}

/** Uses a link up; of two at once one succeeds. @throws DomainError NOT_FOUND */
export async function spendLink(
  tx: Prisma.TransactionClient,
  now: Date,
  token: string,
  purpose: PasswordPurpose,
): Promise<void> {
  const { count } = await tx.staffLink.deleteMany({
    where: { tokenHash: hashOf(token), purpose, expiresAt: { gt: now } },
  });
  if (count !== 1) throw new DomainError('NOT_FOUND', GONE);
}
