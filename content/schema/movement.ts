import { z } from 'zod';
import { Day, Slug } from './base.ts';
import { PlanFocus } from './guide.ts';

const PlanClause = z
  .string()
  .regex(/^[IVX]*\.?[0-9a-zđ.]*$/u)
  .describe('Clause of the plan, e.g. III.2.1b; empty only for a text without clauses.');

/** One line of a plan in our own words, with what proves it. */
const PlanLine = z.strictObject({
  id: Slug,
  textVi: z.string().min(5),
  clause: PlanClause,
  key: z
    .string()
    .refine((phrase) => phrase.trim().split(/\s+/).length <= 6, { error: 'at most six words' })
    .describe('Up to six words, a figure or a date that stand in the plan word for word.'),
});

export const Movement = z.strictObject({
  title: z.string().min(10),
  number: z.string().nullable().describe('Number of the plan as far as the text gives it.'),
  issuer: z.string(),
  issuedOn: z.string().nullable().describe('As the text gives it: 2023-11, 2024-06, a day, or null.'),
  province: z.string().nullable().describe('As named in the plan; null when the text does not name it.'),
  successors: z
    .array(
      z.strictObject({
        unit: z.string(),
        now: z.string(),
        since: Day.optional(),
        acts: z
          .array(Slug)
          .default([])
          .describe('Files of content/law/acts that say so; empty: not in them.'),
      }),
    )
    .default([])
    .describe('Units of the plan that no longer exist, and what stands in their place.'),
  planCode: z.enum(['000', '001', '002', '003', '004']),
  state: z.enum(['running', 'ended', 'unknown']),
  endedOn: Day.optional(),
  stateVi: z.string().describe('One sentence: whether it still runs, and how we know.'),
  summaryVi: z.string().min(40),
  legalBasis: z.array(PlanLine),
  purposes: z.array(PlanLine),
  duties: z.array(z.strictObject({ who: z.string(), lines: z.array(PlanLine).min(1) })),
  focus: z.array(
    z.strictObject({ focus: PlanFocus, clause: PlanClause, key: PlanLine.shape.key, guide: Slug.nullable() }),
  ),
  taskGroups: z.array(PlanLine),
  targets: z.array(PlanLine),
  deadlines: z.array(
    z.strictObject({
      ...PlanLine.shape,
      monthDay: z
        .string()
        .regex(/^(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])$/)
        .refine((day) => new Date(`2023-${day}T00:00:00Z`).toISOString().slice(5, 10) === day, {
          error: 'not a day of every year',
        })
        .optional()
        .describe('MM-DD of a deadline that comes back every year.'),
      on: Day.optional().describe('A deadline of one year.'),
      isInclusive: z
        .boolean()
        .default(false)
        .describe('true: the day itself still counts; false: “trước ngày”, the day before is the last.'),
      from: z.string().describe('Who sends.'),
      to: z.string().describe('To whom.'),
      what: z.string(),
      isRecurring: z.boolean(),
    }),
  ),
  rewards: z.array(PlanLine),
  confidentiality: z.array(PlanLine).default([]),
  channels: z
    .array(z.strictObject({ name: z.string(), value: z.string(), clause: PlanClause }))
    .default([])
    .describe('Numbers and accounts as the old plan gives them: shown struck, never linked, never searched.'),
  checkedOn: Day.describe('Day the entry was last compared with the plan and with the law.'),
});
export type Movement = z.infer<typeof Movement>;
