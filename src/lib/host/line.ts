import { trpc } from '../trpc.ts';
import { sentenceOf } from '../refusal.ts';
import { hostWords } from '../host-words.ts';

/** What the host asks of the server besides following. */
export const host = trpc.classroom;

/** Why something was refused, or that it could not be sent; a sentence for people. */
export function sentenceFor(error: unknown): string {
  const isKnown = (error as { data?: { code?: string } | null }).data?.code !== undefined;
  return isKnown ? sentenceOf((error as Error).message) : hostWords.lead.failed;
}
