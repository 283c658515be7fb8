import type { TaskResponse } from '#content/schema.ts';
import type { AskedTask } from '../quiz/rules.ts';

/** A question that was put to the class. */
export type AskedResult = AskedTask & {
  ref: string;
  /** Places in which it was shown. */
  order: number[];
  position: number;
  /** Whether it counts. */
  isCounted: boolean;
};

/** A seat with one entry per question of {@link GameResults.questions}; null: not answered. No names. */
export type SeatResult = {
  seat: string;
  team: number | null;
  marks: (number | null)[];
  responses: (TaskResponse | null)[];
  /** Of the questions that count. */
  points: number;
};

export type GameResults = { set: string; playedOn: string; questions: AskedResult[]; seats: SeatResult[] };
