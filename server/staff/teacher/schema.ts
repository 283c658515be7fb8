import { z } from 'zod';
import { Email, Name, Password, UnitCode } from '../schema.ts';

export const RegisterInput = z.strictObject({
  email: Email,
  name: Name,
  password: Password,
  unitCode: UnitCode.refine((code) => code !== '', { error: 'Hãy ghi mã đơn vị của trường.' }),
});
export type RegisterInput = z.infer<typeof RegisterInput>;

export const RequestInput = z.strictObject({ id: z.uuid() });
export type RequestInput = z.infer<typeof RequestInput>;

export const RefuseInput = z.strictObject({
  id: z.uuid(),
  reason: z
    .string()
    .trim()
    .min(5, { error: 'Hãy ghi lý do, ít nhất năm ký tự.' })
    .max(300, { error: 'Lý do dài quá 300 ký tự.' }),
});
export type RefuseInput = z.infer<typeof RefuseInput>;
