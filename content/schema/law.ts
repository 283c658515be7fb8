import { z } from 'zod';
import { Confidence, Day, Role, Slug, Subject, Vehicle } from './base.ts';

/** `18.4.h` = article 18, clause 4, point h; `58` = article 58; `R.122` = a sign of QCVN 41. */
const Place = z
  .string()
  .regex(/^(\d+[a-zđ]?(\.\d+[a-zđ]?(\.[a-zđ]{1,2})?)?|[A-Z]{1,2}\.\d{3}[a-z]?|all)$/u)
  .describe('article.clause.point, or a sign code, or “all” for the act as a whole.');

const Figure = z.strictObject({
  min: z.number().optional().describe('Lower end when the figure is a range; both ends included.'),
  amount: z.number().describe('The figure, or the upper end of a range.'),
  unit: z
    .enum([
      'm',
      'km/h',
      'year-old',
      'year',
      'month',
      'day',
      'person',
      'point',
      'kg',
      'tonne',
      'cm3',
      'kW',
      'hour',
      'clock',
      'seat',
      'mg/100ml',
      'mg/l',
      'level',
      'percent',
      'kind',
      'vehicle',
      'cm',
      'km',
    ])
    .describe('“clock” is an hour of the day (22 = 22 giờ); “level” has no unit (an alcohol level of 0).'),
});
export type Figure = z.infer<typeof Figure>;

const ProvisionPeriod = z.strictObject({
  from: Day.describe('First day on which this wording applies.'),
  to: Day.optional().describe('Last day on which this wording applies.'),
  textVi: z.string().min(10).describe('What the provision says, in our own words, figures included.'),
  figures: z
    .record(z.string().regex(/^[a-z][A-Za-z0-9]*$/), Figure)
    .optional()
    .describe('Figures other texts may bind to with {{value <provision> <name>}}.'),
  amendedBy: z.string().optional().describe('Act id of the amendment that made this wording.'),
  confidence: Confidence,
  noteVi: z.string().optional().describe('A reservation the reader must see.'),
});

export const Provision = z.strictObject({
  at: Place,
  headingVi: z.string().min(4).describe('Three to ten words: what it is about.'),
  periods: z.array(ProvisionPeriod).min(1),
});
export type Provision = z.infer<typeof Provision>;

export const Act = z.strictObject({
  number: z.string().describe('Official number, e.g. 168/2024/NĐ-CP.'),
  kind: z.enum(['law', 'decree', 'circular', 'standard', 'resolution', 'directive', 'decision', 'plan']),
  title: z.string().min(10).describe('What it regulates, in our words.'),
  issuer: z.string(),
  issuedOn: Day.nullable().describe('null: not confirmed.'),
  inForceFrom: Day.nullable().describe('null: not confirmed.'),
  inForceTo: Day.nullable().describe('Last day in force; null: no known end.'),
  amends: z.array(Slug).default([]),
  replaces: z.array(Slug).default([]),
  implements: z.array(Slug).default([]).describe('Acts it details.'),
  officialUrl: z.url().nullable().describe('Address of the official text, where known.'),
  checkedOn: Day.describe('Day the entry was last compared with its sources.'),
  reviewBy: Day.describe('Day by which it must be compared again.'),
  confidence: Confidence.describe('Confidence in number, dates and title.'),
  datesConfidence: Confidence.optional().describe('Where the dates are less certain than the rest.'),
  sources: z
    .array(z.string())
    .min(1)
    .describe('Where the facts were read (two independent ones for “verified”).'),
  noteVi: z.string().optional(),
  changesVi: z
    .array(z.strictObject({ on: Day, textVi: z.string(), provision: z.string().optional() }))
    .default([])
    .describe('What readers should know changed, for “Luật vừa đổi”. No figures of fines here.'),
  provisions: z.array(Provision).default([]),
});
export type Act = z.infer<typeof Act>;

const PenaltyPeriod = z.strictObject({
  from: Day,
  to: Day.optional().describe('Last day; absent while no end is known.'),
  fineMinVnd: z
    .number()
    .int()
    .nonnegative()
    .nullable()
    .describe('null: warning, confiscation or another sanction only.'),
  fineMaxVnd: z.number().int().positive().nullable(),
  fineUnit: z
    .enum(['per-person-over'])
    .optional()
    .describe('The fine counts for each person above the limit.'),
  points: z
    .number()
    .int()
    .min(0)
    .max(12)
    .nullable()
    .describe('Points deducted; 0: none by law; null: not listed.'),
  sanctionVi: z.string().nullable().describe('Other sanctions and remedies, in the law’s terms.'),
  provision: z.string().describe('Act id and place, e.g. nd-168-2024:6.9.d'),
  amendedBy: z.string().optional().describe('Act id and place of the amendment.'),
  isNew: z
    .boolean()
    .optional()
    .describe('First period of an offence that this provision created on that day.'),
  noteVi: z.string().optional().describe('What changed in the wording, or who is exempt.'),
});
export type PenaltyPeriod = z.infer<typeof PenaltyPeriod>;

export const Penalty = z.strictObject({
  id: Slug,
  titleVi: z.string().min(5).describe('The offence in our words.'),
  vehicle: Vehicle,
  role: Role,
  subject: Subject,
  confidence: Confidence,
  withheld: z
    .boolean()
    .default(false)
    .describe('Known, but not to be published: shown as “chưa xác nhận”, without figures.'),
  noteVi: z.string().optional(),
  periods: z.array(PenaltyPeriod).min(1),
});
export type Penalty = z.infer<typeof Penalty>;

export const Behaviour = z.strictObject({
  nameVi: z.string().describe('Name of the behaviour, as people say it.'),
  penalties: z.array(Penalty).min(1),
});
export type Behaviour = z.infer<typeof Behaviour>;
