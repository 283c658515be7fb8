import { z } from 'zod';

const SetId = z.string().regex(/^[a-z0-9-]{1,60}$/, { error: 'Không có bộ câu hỏi này.' });
const Token = z.string().min(1, { error: 'Địa chỉ bài làm bị thiếu.' }).max(600);

export const SetInput = z.strictObject({ set: SetId });
export const AttemptInput = z.strictObject({ token: Token });
export const AnswerInput = z.strictObject({
  token: Token,
  number: z
    .number({ error: 'Không rõ bạn trả lời câu nào.' })
    .int()
    .min(1, { error: 'Số câu bắt đầu từ 1.' })
    .describe('Number of the question in the attempt, from 1.'),
  choice: z
    .number({ error: 'Hãy chọn một đáp án.' })
    .int({ error: 'Hãy chọn một đáp án.' })
    .min(0, { error: 'Hãy chọn một đáp án.' })
    .max(3, { error: 'Hãy chọn một đáp án.' })
    .describe('Place of the option as it was shown, from 0.'),
});
export type AnswerInput = z.input<typeof AnswerInput>;
