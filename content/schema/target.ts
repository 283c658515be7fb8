import { z } from 'zod';
import { Day, Slug } from './base.ts';

/** What a movement wants crashes to come down by, with the plans that say so. */
export const CrashTargets = z.strictObject({
  checkedOn: Day.describe('Day it was last compared with the plans.'),
  measures: z
    .array(
      z.strictObject({
        measure: z.enum(['crashes', 'deaths', 'injuries', 'alcohol', 'serious', 'commercial']),
        changePct: z
          .strictObject({
            least: z.number().int().negative().describe('The smallest change that meets it, in per cent.'),
            most: z.number().int().negative().describe('The largest it speaks of, in per cent.'),
          })
          .refine(({ least, most }) => most <= least, { error: 'most is the larger drop' })
          .nullable()
          .describe(
            'Against the same period of the year before; null: the plans ask for less and name no figure.',
          ),
        sources: z
          .array(
            z.strictObject({
              movement: Slug.describe('File of content/movements.'),
              target: Slug.describe('Id of a line of its targets.'),
            }),
          )
          .min(1),
      }),
    )
    .min(1),
});
export type CrashTargets = z.infer<typeof CrashTargets>;
