import type { Services } from '../context.ts';
import { setPasswordHash } from './password.ts';
import { ROLES, SAMPLE_ACCOUNTS, SAMPLE_PASSWORD } from './rules.ts';

/** A production server with accounts whose password stands on the sign-in page. */
export class SampleAccountError extends Error {}

/**
 * In the sample mode makes one account per role, once. A production server on a database of its own refuses to start while
 * one of them is left.
 * @throws SampleAccountError
 */
export async function settleSampleAccounts({ db, env, staff }: Services): Promise<void> {
  const { prisma } = db;
  const present = await prisma.staff.findMany({ where: { isSample: true }, select: { email: true } });
  if (!env.isSampleMode) {
    if (present.length === 0) return;
    throw new SampleAccountError(
      `Cơ sở dữ liệu này còn ${present.length} tài khoản mẫu, mật khẩu của chúng ai cũng biết. Hãy xóa chúng (DELETE FROM staff WHERE is_sample) rồi chạy lại.`,
    );
  }
  const known = new Set(present.map(({ email }) => email));
  const missing = ROLES.filter((role) => !known.has(SAMPLE_ACCOUNTS[role].email));
  if (missing.length === 0) return;
  const password = await (await staff.auth.$context).password.hash(SAMPLE_PASSWORD);
  await prisma.$transaction(async (tx) => {
    for (const role of missing) {
      const { email, name, unitKind } = SAMPLE_ACCOUNTS[role];
      const unit = unitKind
        ? await tx.unit.findFirst({
            where: { isSample: true, kind: unitKind },
            orderBy: { sortKey: 'asc' },
          })
        : null;
      const { id } = await tx.staff.create({
        data: {
          email,
          name,
          emailVerified: true,
          isSample: true,
          assignments: { create: { role, unitId: unit?.id ?? null } },
        },
      });
      await setPasswordHash(tx, id, password);
    }
  });
}
