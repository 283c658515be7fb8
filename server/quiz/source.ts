import type { Level } from '#content/schema.ts';
import type { Actor } from '../staff/rules.ts';
import type { AskedQuestion } from './asked.ts';

/** A set of questions that may be played, given as homework or printed. */
export type FoundSet = {
  id: string;
  /** null: a shipped set, which the screen names by its guide or level. */
  titleVi: string | null;
  /** All of them, ready or not: `readinessOf` says which may be asked. */
  questions: readonly AskedQuestion[];
  /** How many one attempt draws at most. */
  size: number;
  /** They are asked in this order, all of them; otherwise drawn. */
  isOrdered: boolean;
  /** Who made it, as shown to the public; absent: nobody in particular. */
  byVi?: string;
};

/** A set that anybody may find in the list of sets. */
export type PublicSet = {
  id: string;
  titleVi: string;
  levels: readonly Level[];
  /** Questions in it. */
  questions: number;
  /** How many of them one attempt asks at most; absent: all. */
  size?: number;
  /** Who made it, as shown to the public; null: nobody in particular. */
  byVi: string | null;
};

/**
 * A room that has sets of its own. The ids of its sets begin with a word no other source uses, and hold small letters,
 * digits and `-` only, 60 at most. Whoever changes a public set announces the tag `quiz`: pages that list sets are kept.
 */
export type QuestionSource = {
  /** null: no such set of this source, or not for whoever asks. */
  findSet(id: string, actor: Actor | null): Promise<FoundSet | null>;
  /** Sets for everybody. */
  publicSets(): Promise<PublicSet[]>;
  /** Sets that whoever is signed in may use and not everybody; absent: this source has none. */
  ownSets?(actor: Actor): Promise<PublicSet[]>;
};
