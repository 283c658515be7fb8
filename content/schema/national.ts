import { z } from 'zod';
import { Day, Slug } from './base.ts';

const Count = z.number().int().min(0).nullable().describe('null: not published.');

/** Figures that police published before this site, as their sources give them; never computed with, never drawn beside others. */
export const NationalFigures = z.strictObject({
  takenOn: Day.describe('Day the list was last compared with what it was taken from.'),
  figures: z
    .array(
      z.strictObject({
        id: Slug,
        areaVi: z.string().min(3),
        channelVi: z.string().min(3),
        from: Day.nullable().describe('First and last day counted; null: not published.'),
        to: Day.nullable(),
        periodVi: z.string().min(5).describe('The period in words.'),
        received: Count,
        enoughBasis: Count,
        handled: Count,
        insufficient: Count,
        finesVnd: Count,
        approximate: z
          .array(z.enum(['received', 'enoughBasis', 'handled', 'insufficient', 'finesVnd']))
          .default([])
          .describe('Figures that the source gives as about so many.'),
        noteVi: z
          .string()
          .nullable()
          .describe('What the source adds, and what does not add up, in our own words.'),
        sources: z
          .array(z.strictObject({ site: z.string().min(3), article: z.string().min(3) }))
          .min(1)
          .describe('Where it was published; one alone is shown with “cần đối chiếu”.'),
      }),
    )
    .min(1),
});
export type NationalFigures = z.infer<typeof NationalFigures>;
