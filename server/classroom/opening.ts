import type { Context } from '../context.ts';
import type { PublicSet } from '../quiz/source.ts';

/** What whoever is about to open a class may choose beside what everybody may. */
export type Opening = {
  /** First names may be switched on, and results are kept. */
  isSignedIn: boolean;
  /** Sets of their own. */
  ownSets: PublicSet[];
};

/** What may be chosen when a class is opened, by who asks. */
export async function readOpening(ctx: Context): Promise<Opening> {
  const { actor } = ctx;
  if (!actor) return { isSignedIn: false, ownSets: [] };
  return { isSignedIn: true, ownSets: await ctx.quiz.ownSets(actor) };
}
