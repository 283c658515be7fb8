import { z } from 'zod';

/** `content/search/words.yaml`. All words are compared without marks and case. */
export const SearchWords = z.strictObject({
  abbreviations: z.array(
    z.strictObject({
      short: z.string().min(1).describe('What people type, one to four words.'),
      means: z.array(z.string().min(2)).min(1).describe('What it stands for; the typed word counts too.'),
    }),
  ),
  fillers: z
    .array(z.string().min(2))
    .describe('Words that say nothing about what is looked for; left out unless nothing else is typed.'),
});
export type SearchWords = z.infer<typeof SearchWords>;

/** `content/search/pages.yaml`: pages to be found that are neither a guide nor a text of law. */
export const SearchPages = z.array(
  z.strictObject({
    path: z.string().regex(/^\/([a-z0-9-]+\/)+$/),
    title: z.string().min(4),
    text: z.string().min(10).describe('One sentence shown under the title.'),
    terms: z.array(z.string()).default([]).describe('Other words people use for it.'),
  }),
);
export type SearchPages = z.infer<typeof SearchPages>;
