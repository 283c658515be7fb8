import { z } from 'zod';
import { Slug } from './base.ts';

const OutcomeBehaviour = z.strictObject({
  id: Slug.describe('Stands in published files; never changes.'),
  nameVi: z.string().min(3),
  law: z.array(Slug).describe('Files of content/law/penalties; empty: none of its own.'),
});

/** What outcomes are counted by: groups with their behaviours, in the order of the tables. */
export const OutcomeBehaviours = z.strictObject({
  groups: z
    .array(
      z.strictObject({
        id: Slug.describe('Stands in published files; never changes.'),
        nameVi: z.string().min(3),
        behaviours: z.array(OutcomeBehaviour).min(1),
      }),
    )
    .min(1),
});
export type OutcomeBehaviours = z.infer<typeof OutcomeBehaviours>;
