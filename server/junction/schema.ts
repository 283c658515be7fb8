import { z } from 'zod';

const QuestionId = z
  .string({ error: 'Địa chỉ câu hỏi bị thiếu.' })
  .regex(/^[a-z0-9._-]{1,180}$/, { error: 'Địa chỉ câu hỏi không đúng, có thể đã bị cắt khi sao chép.' });

export const QuestionInput = z.strictObject({
  id: QuestionId.optional().describe('Absent: the question of the day, the same for everybody.'),
});

export const AnswerInput = z.strictObject({
  id: QuestionId,
  choice: z
    .array(z.number({ error: 'Hãy chọn một đáp án.' }).int().min(0).max(7))
    .min(1, { error: 'Hãy chọn một đáp án.' })
    .max(8)
    .describe('Places of what was shown, from 0: one option, or all items in the order chosen.'),
});
