import { z } from 'zod';
import { Email, Name, UnitCode } from '../schema.ts';

export const RegisterInput = z.strictObject({
  email: Email,
  name: Name,
  unitCode: UnitCode.refine((code) => code !== '', { error: 'Hãy ghi mã đơn vị của trường.' }),
});
export type RegisterInput = z.infer<typeof RegisterInput>;

export const RequestInput = z.strictObject({ id: z.uuid() });
export type RequestInput = z.infer<typeof RequestInput>;

export const RefuseInput = z.strictObject({
  id: z.uuid(),
  /** For the mail to the teacher. */
  reason: z.string().trim().max(300, { error: 'Lý do dài quá 300 ký tự.' }).default(''),
});
export type RefuseInput = z.infer<typeof RefuseInput>;

export const OfferInput = z.strictObject({ token: z.string().max(100) });
export type OfferInput = z.infer<typeof OfferInput>;
