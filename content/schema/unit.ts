import { z } from 'zod';
import { Confidence, Day, Slug } from './base.ts';

const Grounds = {
  reasonVi: z.string().min(5).describe('Why, as it is shown.'),
  acts: z.array(Slug).default([]).describe('Acts of content/law it rests on.'),
  confidence: Confidence.exclude(['unconfirmed']).describe('single-source: shown with “cần đối chiếu”.'),
};

/**
 * `content/units/<slug>.yaml`: a province the shipped plans are about, and what became of it. Written into the registry
 * at start, unless the desk has changed the unit since.
 */
export const ShippedUnit = z.strictObject({
  code: z
    .string()
    .regex(/^[0-9A-Z]{7}$/)
    .describe('Its code in the registry; never changes.'),
  kind: z.literal('province'),
  validFrom: Day.nullable().describe('null: before the registry begins.'),
  names: z
    .array(
      z.strictObject({
        from: Day.nullable().describe('First day; null: as long as the registry goes back.'),
        official: z.string().min(2),
        short: z.string().min(2),
        ...Grounds,
      }),
    )
    .min(1)
    .describe('Oldest first.'),
  mergedInto: z
    .strictObject({
      unit: Slug.describe('File name of the unit it went into.'),
      on: Day.describe('First day on which it is part of it.'),
      ...Grounds,
    })
    .nullable(),
  noteVi: z.string().min(10).nullable().describe('What readers should know.'),
  checkedOn: Day,
  reviewBy: Day,
});
export type ShippedUnit = z.infer<typeof ShippedUnit>;
