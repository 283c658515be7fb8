import { z } from 'zod';
import { isPaperCode, MAX_FORMS, MAX_QUESTIONS, typedPaperCode } from './rules.ts';

const CODE_ERROR = 'Mã giấy gồm 8 chữ và số, in dưới mã QR.';
const Code = z
  .string({ error: CODE_ERROR })
  .max(20, { error: CODE_ERROR })
  .transform(typedPaperCode)
  .refine(isPaperCode, { error: CODE_ERROR });
const count = (max: number, error: string) =>
  z.coerce.number({ error }).int({ error }).min(1, { error }).max(max, { error });

export const OfferInput = z.strictObject({
  set: z.string().regex(/^[\w-]{1,60}$/, { error: 'Không có bộ câu hỏi này.' }),
});
export const CreatePaperInput = OfferInput.extend({
  size: z.enum(['A4', 'A5'], { error: 'Hãy chọn khổ giấy A4 hoặc A5.' }).default('A4'),
  forms: count(MAX_FORMS, `Số mã đề từ 1 đến ${MAX_FORMS}.`).default(4),
  questions: count(MAX_QUESTIONS, `Số câu từ 1 đến ${MAX_QUESTIONS}.`).default(20),
});
export const PaperInput = z.strictObject({ code: Code });
export const MadePaperInput = PaperInput.extend({
  secret: z
    .string()
    .max(40)
    .describe('Signature of the code, in the address given to whoever made the paper.'),
});
