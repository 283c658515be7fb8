import { z } from 'zod';
import { TaskResponse } from '#content/schema.ts';

const SetId = z.string().regex(/^[a-z0-9-]{1,60}$/, { error: 'Không có bộ câu hỏi này.' });
const Token = z.string().min(1, { error: 'Địa chỉ bài làm bị thiếu.' }).max(4000);

export const SetInput = z.strictObject({ set: SetId });
export const AttemptInput = z.strictObject({ token: Token });
export const AnswerInput = z.strictObject({
  token: Token,
  number: z
    .number({ error: 'Không rõ bạn trả lời câu nào.' })
    .int()
    .min(1, { error: 'Số câu bắt đầu từ 1.' })
    .describe('Number of the question in the attempt, from 1.'),
  response: TaskResponse.describe('Places are those shown; short answers of 60 characters at most.'),
});
export type AnswerInput = z.input<typeof AnswerInput>;
