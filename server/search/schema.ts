import { z } from 'zod';
import { SEARCH_KINDS } from './rules.ts';

const Kind = z.enum(SEARCH_KINDS);

/** `kinds` empty: all. */
export const SearchInput = z.strictObject({
  query: z.string().max(200).default(''),
  kinds: z.array(Kind).max(SEARCH_KINDS.length).default([]),
});
export type SearchInput = z.input<typeof SearchInput>;

export const SuggestInput = z.strictObject({ query: z.string().max(200).default('') });

/** A row as the search statements return it. */
export const FoundRow = z.object({
  id: z.string(),
  kind: Kind,
  title: z.string(),
  path: z.string(),
  summary: z.string(),
  terms: z.array(z.string()),
  cites: z.array(z.string()),
  folded: z.string(),
  /** ts_rank, 0 to 1. */
  score: z.number(),
});
export type FoundRow = z.infer<typeof FoundRow>;

/** A known word next to the typed one it resembles. */
export const LikelyRow = z.object({ typed: z.string(), word: z.string() });
