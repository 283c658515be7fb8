import { z } from 'zod';

export const Day = z
  .string()
  .regex(/^\d{4}-\d{2}-\d{2}$/, { error: 'Ngày phải có dạng năm-tháng-ngày, ví dụ 2026-08-15.' })
  .refine((day) => new Date(`${day}T00:00:00Z`).toISOString().startsWith(day), {
    error: 'Không có ngày này trong lịch.',
  });

const Id = z.string().min(1).max(80);

/** What a page shows of the law. `day` absent: today. */
export const LawViewInput = z.strictObject({
  day: Day.optional(),
  behaviours: z.array(Id).max(20).default([]),
  penalties: z.array(Id).max(60).default([]),
  provisions: z.array(Id).max(200).default([]),
  texts: z.array(z.string().max(4000)).max(400).default([]),
});
export type LawViewInput = z.input<typeof LawViewInput>;

export const ActInput = z.strictObject({ id: Id, day: Day.optional() });
export const SearchInput = z.strictObject({ query: z.string().max(200).default(''), day: Day.optional() });
export const ChangesInput = z.strictObject({ from: Day, to: Day });

/** A place of law as typed: “dd” stands for “đ”. */
const Target = z
  .string()
  .trim()
  .min(3, { error: 'Hãy ghi điều khoản, ví dụ nd-168-2024:6.9.d.' })
  .max(80)
  .transform((target) => target.normalize('NFC').replace(/dd(?=$|\.)/g, 'đ'));
const MarkState = z.enum(['under-review', 'ended', 'clear'], {
  error: 'Trạng thái phải là under-review, ended hoặc clear.',
});

/** A law checker's word, as typed at the command line or the desk. */
export const MarkInput = z.strictObject({
  target: Target,
  state: MarkState,
  onDay: Day,
  reason: z.string().trim().min(5, { error: 'Hãy ghi lý do, ít nhất năm ký tự.' }).max(500),
});
export type MarkInput = z.input<typeof MarkInput>;

/** What rests on a place of law, and what a mark from a day on would change. */
export const InspectInput = z.strictObject({
  target: Target,
  state: MarkState.nullable().default(null),
  onDay: Day.nullable().default(null),
});
