import { addDays } from '../calendar.ts';
import { schoolYearEnd } from '../classroom/rules.ts';
import { provisionOn, type Registry } from '../law/rules.ts';
import { askedOn, readinessOf, type AskedQuestion, type Readiness } from '../quiz/rules.ts';
import type { Task } from '#content/schema.ts';

/** A question as it was printed: how it is kept for asking, and the words and figures of the day. */
export type PrintedQuestion = {
  asked: AskedQuestion;
  text: string;
  task: Task;
};

/**
 * Why a printed question no longer holds: as for asking it, where `law` is told apart as `ended` and `under-review` when one
 * of its provisions is. `figure`: today it would be printed with another figure or wording.
 */
export type Lapse = Extract<Readiness, { ok: false }>['reason'] | 'ended' | 'under-review' | 'figure';

/** What of a printed question still has to be said today. */
export type PrintedStanding =
  | { holds: true }
  | {
      holds: false;
      reason: Lapse;
      /** First day of it; null: nothing tells since when. */
      since: string | null;
    };

/** The same text for the same value, in whatever order a database keeps its fields. */
const inOrder = (value: unknown): string =>
  JSON.stringify(value, (_, each: unknown) =>
    each !== null && typeof each === 'object' && !Array.isArray(each)
      ? Object.fromEntries(Object.entries(each).sort(([a], [b]) => (a < b ? -1 : 1)))
      : each,
  );

/** Letters and figures only: how something is set may change, what it says may not. */
const saidBy = (text: string, task: Task): string =>
  inOrder([text, task])
    .toLocaleLowerCase('vi')
    .replace(/[^\p{L}\p{N}]/gu, '');

function lapseOn(registry: Registry, { asked, text, task }: PrintedQuestion, day: string): Lapse | null {
  const readiness = readinessOf(registry, asked, day);
  if (!readiness.ok) {
    if (readiness.reason !== 'law') return readiness.reason;
    const standings = [asked.provision, ...(asked.cites ?? [])].map(
      (provisionId) => provisionOn(registry, provisionId, day)?.standing,
    );
    return (['ended', 'under-review'] as const).find((each) => standings.includes(each)) ?? 'law';
  }
  const today = askedOn(registry, asked, day);
  return saidBy(today.text, today.task) === saidBy(text, task) ? null : 'figure';
}

/** So long before the print the first day of a lapse is looked for. */
const LOOK_BACK_DAYS = 366;

/**
 * Whether a question on paper still holds.
 * @param printedOn day of its words and figures
 * @param today not before it
 */
export function printedStanding(
  registry: Registry,
  question: PrintedQuestion,
  printedOn: string,
  today: string,
): PrintedStanding {
  const reason = lapseOn(registry, question, today);
  if (!reason) return { holds: true };
  // A figure changed after the print; a mark may be dated before it.
  const earliest = reason === 'figure' ? printedOn : addDays(printedOn, -LOOK_BACK_DAYS);
  let since = today;
  while (since > earliest && lapseOn(registry, question, addDays(since, -1)) !== null)
    since = addDays(since, -1);
  return { holds: false, reason, since: since > earliest ? since : null };
}

/** Last day on which a paper is known: the end of the school year after the one it was made in. */
export const paperEnd = (madeOn: string): string => schoolYearEnd(addDays(schoolYearEnd(madeOn), 1));
