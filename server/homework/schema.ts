import { z } from 'zod';
import { TaskResponse } from '#content/schema.ts';
import { isCode, MAX_SEATS, typedCode } from '../classroom/rules.ts';
import { COUNTINGS, KEY_SHOWN } from './rules.ts';

const MAX_DAYS_AHEAD = 300;
const NO_SEAT = 'Máy này không còn giữ chỗ trong bài tập. Hãy chọn lại chỗ, hoặc nhập mã chỗ ngồi.';

const code = (kind: 'homework' | 'resume', error: string) =>
  z
    .string({ error })
    .max(40, { error })
    .transform(typedCode)
    .refine((text) => isCode(text, kind), { error });

export const FindInput = z.strictObject({
  code: code('homework', 'Mã bài tập gồm 8 chữ và số. Hãy xem lại mã thầy cô gửi.'),
});
export const JoinInput = FindInput.extend({
  seat: z
    .string()
    .trim()
    .max(24, { error: 'Số chỗ chỉ gồm chữ số.' })
    .nullable()
    .describe('A number (“17”) or an animal (“meo”); null: an animal is drawn.'),
  formKey: z
    .string()
    .regex(/^[\w-]{22,64}$/, { error: 'Trang này đã cũ. Hãy tải lại rồi chọn chỗ.' })
    .describe('16 random bytes or more, base64url, made with the form: sent twice it takes one seat.'),
});
export const ResumeInput = FindInput.extend({
  resumeCode: code('resume', 'Mã chỗ ngồi gồm 5 chữ và số. Hãy xem lại mã bạn đã chép.'),
});

/** Somebody in their seat. */
export const SeatInput = FindInput.extend({
  token: z.string({ error: NO_SEAT }).max(80, { error: NO_SEAT }).describe('What the device holds.'),
});
export const AttemptInput = SeatInput.extend({
  number: z
    .number({ error: 'Không rõ lần làm nào. Hãy mở lại bài.' })
    .int()
    .min(1, { error: 'Lần làm đầu tiên là lần 1.' })
    .max(10_000),
});
const Position = z
  .number({ error: 'Không rõ câu nào. Hãy mở lại bài.' })
  .int({ error: 'Không rõ câu nào. Hãy mở lại bài.' })
  .min(0)
  .max(100)
  .describe('Place of the question, from 0.');
export const QuestionInput = AttemptInput.extend({ position: Position });
export const AnswerInput = QuestionInput.extend({
  clientId: z
    .string()
    .regex(/^[\w-]{8,40}$/, { error: 'Trang này đã cũ. Hãy tải lại rồi trả lời.' })
    .describe('Made once per answer; sent again with the same answer.'),
  response: TaskResponse,
});

const Instant = z.iso
  .datetime({ offset: true, error: 'Hãy chọn ngày và giờ.' })
  .transform((at) => new Date(at));
const numberIn = (min: number, max: number, error: string) =>
  z.number({ error }).int({ error }).min(min, { error }).max(max, { error });

export const GiveInput = z.strictObject({
  set: z.string().regex(/^[A-Za-z0-9-]{1,60}$/, { error: 'Hãy chọn một bộ câu hỏi.' }),
  title: z
    .string()
    .trim()
    .transform((title) => title.normalize('NFC'))
    .pipe(
      z
        .string()
        .min(2, { error: 'Hãy đặt tên cho bài, ví dụ “Lớp 8A: đi xe đạp”.' })
        .max(80, { error: 'Tên bài dài quá 80 chữ.' }),
    ),
  count: numberIn(1, 40, 'Một bài có từ 1 đến 40 câu.').describe('Questions at most.'),
  opensAt: Instant.nullable().describe('null: at once.'),
  dueAt: Instant,
  attempts: numberIn(1, 10, 'Số lần làm là từ 1 đến 10.').nullable().describe('null: as often as they like.'),
  counting: z.enum(COUNTINGS, { error: 'Hãy chọn lần làm được tính.' }),
  keyShown: z.enum(KEY_SHOWN, { error: 'Hãy chọn lúc hiện đáp án.' }),
  seats: numberIn(1, MAX_SEATS, `Một bài có từ 1 đến ${MAX_SEATS} chỗ.`),
  limitMinutes: numberIn(1, 180, 'Thời gian làm là từ 1 đến 180 phút.').nullable(),
  isKept: z.boolean().describe('Kept until the school year ends; else 30 days after the deadline.'),
  unitId: z.uuid().nullable().describe('School of whoever gives it; null: the first of theirs.'),
});
export const MAX_AHEAD_MS = MAX_DAYS_AHEAD * 24 * 60 * 60 * 1000;

export const SetInput = z.strictObject({ set: z.string().max(60) });
export const HomeworkInput = z.strictObject({ id: z.uuid() });
export const ListInput = z.strictObject({ isArchived: z.boolean() });
export const DueInput = HomeworkInput.extend({ dueAt: Instant });
export const ArchiveInput = HomeworkInput.extend({ isArchived: z.boolean() });
export const FreeInput = HomeworkInput.extend({
  seatId: z.uuid(),
  isCleared: z.boolean().describe('What was done in the seat is deleted, and the seat with it.'),
});
export const ExportInput = HomeworkInput.extend({
  table: z.enum(['seats', 'questions']),
  format: z.enum(['csv', 'xlsx']),
});
