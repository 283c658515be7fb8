import type { Task, TaskResponse } from '#content/schema.ts';
import type { TaskOrder } from '../quiz/rules.ts';

/** A belief that fewer share is a slip of somebody, and no word about a class. */
export const MIN_BELIEVERS = 2;

/**
 * What somebody who gives this answer believes, as far as the question names it.
 * @param response fits the task
 */
export function beliefsOf(task: Task, order: TaskOrder, response: TaskResponse): string[] {
  const named = (beliefs: readonly (string | undefined)[]) =>
    beliefs.filter((belief) => belief !== undefined);
  if (task.kind === 'one' && response.kind === 'one') {
    const place = order[response.choice]!;
    return place === task.right ? [] : named([task.options[place]?.misconception]);
  }
  if (task.kind === 'several' && response.kind === 'several')
    return named(
      response.choices
        .map((choice) => task.options[order[choice]!])
        .map((option) => (option?.isRight ? undefined : option?.misconception)),
    );
  if (task.kind === 'true-false' && response.kind === 'true-false')
    return response.isTrue === task.isTrue ? [] : named([task.misconception]);
  if (task.kind === 'hotspot' && response.kind === 'hotspot') {
    const place = order[response.spot]!;
    return place === task.right ? [] : named([task.spots[place]?.misconception]);
  }
  return [];
}

/** A belief, and how many of a class gave an answer that shows it. */
export type Belief = { text: string; count: number };

/**
 * What a class believes by its answers to one question, the most frequent first; beliefs of single pupils are left out.
 * @param answers different answers and how often each was given
 */
export function classBeliefs(
  task: Task,
  order: TaskOrder,
  answers: readonly { response: TaskResponse; count: number }[],
): Belief[] {
  const counts = new Map<string, number>();
  for (const { response, count } of answers)
    for (const belief of new Set(beliefsOf(task, order, response)))
      counts.set(belief, (counts.get(belief) ?? 0) + count);
  return [...counts]
    .filter(([, count]) => count >= MIN_BELIEVERS)
    .map(([text, count]) => ({ text, count }))
    .sort((a, b) => b.count - a.count || (a.text < b.text ? -1 : 1));
}
