import { z } from 'zod';
import { ROLES, STAFF_SORTS, STAFF_STATES } from './rules.ts';

/** E-mail as it is kept: NFKC, small letters. */
export const Email = z
  .string()
  .max(254, { error: 'Địa chỉ thư điện tử quá dài.' })
  .transform((text) => text.normalize('NFKC').trim().toLowerCase())
  .pipe(z.email({ error: 'Hãy ghi địa chỉ thư điện tử, ví dụ ten@coquan.vn.' }));

/** A password as typed; two ways to type one letter are the same letter. */
export const Password = z
  .string()
  .max(512, { error: 'Mật khẩu dài quá 128 ký tự.' })
  .transform((text) => text.normalize('NFKC'));

export const Name = z
  .string()
  .transform((text) => text.normalize('NFC').replaceAll(/\s+/g, ' ').trim())
  .pipe(z.string().min(2, { error: 'Hãy ghi họ tên.' }).max(80, { error: 'Họ tên dài quá 80 ký tự.' }));

/** Six digits of the authenticator app, or a recovery code; blanks do not matter. */
export const Code = z
  .string()
  .max(40, { error: 'Mã quá dài.' })
  .transform((text) => text.normalize('NFKC').replaceAll(/\s/g, ''))
  .pipe(z.string().min(6, { error: 'Hãy ghi mã sáu chữ số, hoặc một mã khôi phục.' }));

/** Code of a unit as people type it: in any case, with blanks, dashes or dots. Empty: no unit. */
export const UnitCode = z
  .string()
  .max(40, { error: 'Mã đơn vị quá dài.' })
  .transform((text) =>
    text
      .normalize('NFKC')
      .replaceAll(/[\s.\-–—_]/g, '')
      .toUpperCase(),
  );

const RoleName = z.enum(ROLES, { error: 'Hãy chọn một vai.' });

export const InviteInput = z.strictObject({ email: Email, name: Name, role: RoleName, unitCode: UnitCode });
export type InviteInput = z.infer<typeof InviteInput>;

export const StaffInput = z.strictObject({ id: z.uuid() });
export type StaffInput = z.infer<typeof StaffInput>;

export const GrantInput = z.strictObject({ id: z.uuid(), role: RoleName, unitCode: UnitCode });
export type GrantInput = z.infer<typeof GrantInput>;

export const RevokeInput = z.strictObject({ id: z.uuid(), assignmentId: z.uuid() });
export type RevokeInput = z.infer<typeof RevokeInput>;

export const ListInput = z.strictObject({
  query: z.string().max(100).default(''),
  role: z.enum(ROLES).nullable().default(null),
  /** The unit itself, not those below it. */
  unitCode: UnitCode.default(''),
  state: z.enum(STAFF_STATES).nullable().default(null),
  sort: z.enum(STAFF_SORTS).default('name'),
  page: z.int().min(1).max(10_000).default(1),
});
export type ListInput = z.infer<typeof ListInput>;
