import { z } from 'zod';
import { Day } from './base.ts';

/** A page of prose: privacy, accessibility. Its body is Markdown. */
export const Page = z.strictObject({
  title: z.string().min(4),
  lead: z.string().min(20),
  updatedOn: Day,
});
export type Page = z.infer<typeof Page>;

export const Update = z.strictObject({
  title: z.string().min(5),
  on: Day,
  kind: z.enum(['law', 'content', 'site']),
});
export type Update = z.infer<typeof Update>;

export const Correction = z.strictObject({
  title: z.string().min(5),
  on: Day,
  page: z.string().startsWith('/').describe('Page that was wrong.'),
  before: z.string(),
  after: z.string(),
  reason: z.string(),
});
export type Correction = z.infer<typeof Correction>;
