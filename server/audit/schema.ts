import { z } from 'zod';

const Day = z.iso.date({ error: 'Không đọc được ngày. Hãy ghi ngày/tháng/năm, ví dụ 15/08/2026.' });
/** An absent or empty choice is no choice. */
const choice = (what: z.ZodString) =>
  z
    .union([z.literal(''), what])
    .optional()
    .transform((value) => (value === '' ? undefined : value));

/** Which events of the trail to show. */
export const TrailFilter = z.strictObject({
  action: choice(z.string().max(80)).describe('Verb, exactly.'),
  person: choice(z.string().max(120)).describe('Part of the name of a member of staff, or their id.'),
  subject: choice(z.string().max(200)).describe(
    'Subject with its kind, its id alone, or the code of a unit.',
  ),
  from: Day.optional().describe('First day, Asia/Ho_Chi_Minh.'),
  to: Day.optional().describe('Last day.'),
});
export type TrailFilter = z.output<typeof TrailFilter>;

export const TrailInput = TrailFilter.extend({
  order: z.enum(['newest', 'oldest']).default('newest'),
  page: z.int().min(1).max(1_000_000).default(1),
});

/** Whose key to destroy; typed twice. */
export const EraseInput = z
  .strictObject({
    subject: z
      .string()
      .regex(/^[a-z-]+:[^\s@]+$/u, { error: 'Hãy ghi đối tượng kèm loại, ví dụ staff:0198….' })
      .max(200),
    confirmation: z.string().max(200),
  })
  .refine(({ subject, confirmation }) => subject === confirmation, {
    path: ['confirmation'],
    error: 'Hai lần ghi không giống nhau. Hãy ghi lại đối tượng.',
  });
