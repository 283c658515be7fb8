import { recordEvents } from '../audit/record.ts';
import type { Services } from '../context.ts';
import { DomainError } from '../errors.ts';
import { createLink } from './link.ts';
import { InviteInput } from './schema.ts';
import { unitOfCode } from './unit.ts';

/**
 * `staff:create` with its arguments as text: makes an account with one role. For an account that
 * exists it makes only a new link: the way back in for an administrator who lost the password.
 * @returns the sentence to print, with the one-time link to choose a password
 * @throws DomainError with every problem in one sentence each
 */
export async function createCommand(services: Services, args: Record<string, string>): Promise<string> {
  const parsed = InviteInput.safeParse({
    email: args['email'] ?? '',
    name: args['name'] ?? '',
    role: args['role'] ?? '',
    unitCode: args['unit'] ?? '',
  });
  if (!parsed.success)
    throw new DomainError(
      'BAD_INPUT',
      [...new Set(parsed.error.issues.map((issue) => issue.message))].join('\n'),
    );
  const { email, name, role, unitCode } = parsed.data;
  const unitId = (await unitOfCode(services, unitCode))?.id ?? null;
  return services.db.prisma.$transaction(async (tx) => {
    const present = await tx.staff.findUnique({
      where: { email },
      include: { accounts: { where: { password: { not: null } } } },
    });
    const purpose = present && present.accounts.length > 0 ? 'reset' : 'invitation';
    const { id } =
      present ??
      (await tx.staff.create({ data: { email, name, assignments: { create: { role, unitId } } } }));
    await recordEvents(tx, { actor: null, role: null }, services.now(), [
      {
        action: present ? 'staff.link' : 'staff.create',
        subject: `staff:${id}`,
        unitId,
        before: null,
        after: present ? { purpose } : { email, name, role, unitId },
      },
    ]);
    const address = await createLink(tx, services, id, purpose, null);
    const done = present ? `Tài khoản ${email} đã có, vai và tên giữ nguyên.` : `Đã tạo tài khoản ${email}.`;
    return `${done} Mở đường dẫn này để đặt mật khẩu, chỉ dùng một lần:\n${address}`;
  });
}
