import type { Task, TaskKind, TaskResponse } from '#content/schema.ts';
import { shuffled } from './shuffle.ts';
import { matchesPattern, wordsAsTyped } from './short-answer.ts';

/** Places of what is shown, drawn once per asking: `order[shown]` is the place in the task. Empty where nothing is mixed. */
export type TaskOrder = readonly number[];

/** A task as whoever answers sees it: nothing in it tells the key. Places in a {@link TaskResponse} are places in these lists. */
export type ShownTask =
  | { kind: 'one' | 'several'; options: string[] }
  | { kind: 'true-false' }
  | { kind: 'ordering'; items: string[] }
  | { kind: 'matching'; lefts: string[]; rights: string[] }
  | { kind: 'number'; unit: string | null }
  | { kind: 'short' }
  | { kind: 'hotspot'; spots: { label: string; xPx: number; yPx: number; radiusPx: number }[] };

/** The right answer to show afterwards, in the same places as {@link TaskResponse}. */
export type RightAnswer =
  | { kind: 'one'; choice: number }
  | { kind: 'several'; choices: number[] }
  | { kind: 'true-false'; isTrue: boolean }
  | { kind: 'ordering'; places: number[] }
  | { kind: 'matching'; rights: number[] }
  | { kind: 'number'; value: number; tolerance: number }
  | { kind: 'short'; text: string }
  | { kind: 'hotspot'; spot: number };

const FULL_PCT = 100;

/** The right sides of a matching as they may be chosen, each wording once. */
const rightSides = (task: Extract<Task, { kind: 'matching' }>): string[] => [
  ...new Set([...task.pairs.map(({ right }) => right), ...task.extras]),
];

/** How many things of a task are mixed. */
function sizeToMix(task: Task): number {
  switch (task.kind) {
    case 'one':
    case 'several':
      return task.options.length;
    case 'ordering':
      return task.items.length;
    case 'matching':
      return rightSides(task).length;
    case 'hotspot':
      return task.spots.length;
    case 'true-false':
    case 'number':
    case 'short':
      return 0;
  }
}

/**
 * Draws the places in which a task is shown: of options, items, right sides or spots.
 * @param seed whole number, 0 to 2³² − 1; the same seed, the same places
 */
export const drawOrder = (task: Task, seed: number): number[] =>
  shuffled([...Array(sizeToMix(task)).keys()], seed);

/** What whoever answers sees of a task. */
export function shownTask(task: Task, order: TaskOrder): ShownTask {
  switch (task.kind) {
    case 'one':
    case 'several':
      return { kind: task.kind, options: order.map((at) => task.options[at]!.text) };
    case 'true-false':
      return { kind: 'true-false' };
    case 'ordering':
      return { kind: 'ordering', items: order.map((at) => task.items[at]!) };
    case 'matching': {
      const rights = rightSides(task);
      return {
        kind: 'matching',
        lefts: task.pairs.map(({ left }) => left),
        rights: order.map((at) => rights[at]!),
      };
    }
    case 'number':
      return { kind: 'number', unit: task.unit ?? null };
    case 'short':
      return { kind: 'short' };
    case 'hotspot':
      return {
        kind: 'hotspot',
        spots: order.map((at) => {
          const { label, xPx, yPx, radiusPx } = task.spots[at]!;
          return { label, xPx, yPx, radiusPx };
        }),
      };
  }
}

const isPlace = (place: number, size: number): boolean =>
  Number.isInteger(place) && place >= 0 && place < size;
const areDistinct = (places: readonly number[]): boolean => new Set(places).size === places.length;

/** Whether a response answers this task: the same kind, only places that are shown, every item of an ordering once. */
export function isAnswerTo(task: Task, response: TaskResponse): boolean {
  const size = sizeToMix(task);
  switch (response.kind) {
    case 'one':
      return task.kind === 'one' && isPlace(response.choice, size);
    case 'several':
      return (
        task.kind === 'several' &&
        areDistinct(response.choices) &&
        response.choices.every((choice) => isPlace(choice, size))
      );
    case 'true-false':
      return task.kind === 'true-false';
    case 'ordering':
      return (
        task.kind === 'ordering' &&
        response.places.length === size &&
        areDistinct(response.places) &&
        response.places.every((place) => isPlace(place, size))
      );
    case 'matching':
      return (
        task.kind === 'matching' &&
        response.rights.length === task.pairs.length &&
        response.rights.every((right) => right === null || isPlace(right, size))
      );
    case 'number':
      return task.kind === 'number' && Number.isFinite(response.value);
    case 'short':
      return task.kind === 'short';
    case 'hotspot':
      return task.kind === 'hotspot' && isPlace(response.spot, size);
  }
}

/**
 * What an answer is worth, 0 to 100, not rounded.
 *
 * `several`: with weights, the sum of those chosen, never below 0 or above 100; without, all and only the right ones.
 * `ordering`: the share of neighbours of the right order that stand one right behind the other, so that one thing out of
 * place does not void what is known of the rest; things with the same words stand for each other.
 * `matching`: the share of left sides that have theirs. `number` and `short`: the best of what they fit.
 * @throws RangeError for a response that does not answer the task, see {@link isAnswerTo}
 */
export function markOf(task: Task, order: TaskOrder, response: TaskResponse): number {
  if (!isAnswerTo(task, response)) throw new RangeError('The response does not answer this task.');
  switch (response.kind) {
    case 'one':
      return order[response.choice] === (task as TaskOf<'one'>).right ? FULL_PCT : 0;
    case 'several':
      return markOfSeveral(
        task as TaskOf<'several'>,
        response.choices.map((choice) => order[choice]!),
      );
    case 'true-false':
      return response.isTrue === (task as TaskOf<'true-false'>).isTrue ? FULL_PCT : 0;
    case 'ordering': {
      const { items } = task as TaskOf<'ordering'>;
      return markOfOrder(
        items,
        response.places.map((place) => items[order[place]!]!),
      );
    }
    case 'matching': {
      const { pairs } = task as TaskOf<'matching'>;
      const rights = rightSides(task as TaskOf<'matching'>);
      const matched = pairs.filter(({ right }, at) => {
        const place = response.rights[at];
        return place != null && rights[order[place]!] === right;
      });
      return (FULL_PCT * matched.length) / pairs.length;
    }
    case 'number':
      return acceptedFor(task as TaskOf<'number'>, response.value)?.weightPct ?? 0;
    case 'short':
      return acceptedFor(task as TaskOf<'short'>, response.text)?.weightPct ?? 0;
    case 'hotspot':
      return order[response.spot] === (task as TaskOf<'hotspot'>).right ? FULL_PCT : 0;
  }
}

type TaskOf<K extends TaskKind> = Extract<Task, { kind: K }>;

type Accepted = TaskOf<'number'>['values'][number] | TaskOf<'short'>['accepted'][number];

/** Of what a task accepts, the best that an answer fits; undefined when it fits nothing. */
function acceptedFor(task: TaskOf<'number' | 'short'>, answer: number | string): Accepted | undefined {
  const typed = wordsAsTyped(`${answer}`);
  const fitting: readonly Accepted[] =
    task.kind === 'number'
      ? task.values.filter((accepted) => isNear(Number(answer), accepted))
      : task.accepted.filter(({ text }) => matchesPattern(typed, text));
  return fitting.toSorted((a, b) => b.weightPct - a.weightPct)[0];
}

function markOfSeveral({ options }: TaskOf<'several'>, chosen: readonly number[]): number {
  if (options[0]!.weightPct === undefined)
    return options.every(({ isRight }, at) => isRight === chosen.includes(at)) ? FULL_PCT : 0;
  const sum = chosen.reduce((total, at) => total + options[at]!.weightPct!, 0);
  return Math.min(FULL_PCT, Math.max(0, sum));
}

/** Pairs of neighbours, each as one text that no other pair has. */
const neighboursIn = (items: readonly string[]): string[] =>
  items.slice(1).map((item, at) => JSON.stringify([items[at], item]));

function markOfOrder(right: readonly string[], given: readonly string[]): number {
  const wanted = neighboursIn(right);
  const left = neighboursIn(given);
  const found = wanted.filter((pair) => {
    const at = left.indexOf(pair);
    if (at >= 0) left.splice(at, 1);
    return at >= 0;
  });
  return (FULL_PCT * found.length) / wanted.length;
}

/** Sums such as 0.1 + 0.2 miss their value by parts in 10¹⁶; what is typed is never that exact. */
const ROUNDING = 1e-9;

function isNear(value: number, accepted: { value: number; tolerance: number }): boolean {
  const slack = ROUNDING * Math.max(1, Math.abs(accepted.value));
  return Math.abs(value - accepted.value) <= accepted.tolerance + slack;
}

/**
 * What the author says to whoever answered like this; null for nothing.
 * @param response answers the task, see {@link isAnswerTo}
 */
export function feedbackOf(task: Task, order: TaskOrder, response: TaskResponse): string | null {
  const said = (feedback: string | undefined) => feedback || null;
  switch (response.kind) {
    case 'one':
      return said((task as TaskOf<'one'>).options[order[response.choice]!]!.feedback);
    case 'several': {
      const { options } = task as TaskOf<'several'>;
      return said(response.choices.flatMap((choice) => options[order[choice]!]!.feedback || []).join(' '));
    }
    case 'true-false': {
      const { isTrue, feedbackRight, feedbackWrong } = task as TaskOf<'true-false'>;
      return said(response.isTrue === isTrue ? feedbackRight : feedbackWrong);
    }
    case 'number':
      return said(acceptedFor(task as TaskOf<'number'>, response.value)?.feedback);
    case 'short':
      return said(acceptedFor(task as TaskOf<'short'>, response.text)?.feedback);
    case 'ordering':
    case 'matching':
    case 'hotspot':
      return null;
  }
}

/** The right answer of a task, in the places in which it was shown. */
export function rightOf(task: Task, order: TaskOrder): RightAnswer {
  switch (task.kind) {
    case 'one':
      return { kind: 'one', choice: order.indexOf(task.right) };
    case 'several': {
      const isWanted = ({ isRight, weightPct }: (typeof task.options)[number]) =>
        isRight || (weightPct ?? 0) > 0;
      return {
        kind: 'several',
        choices: [...order.keys()].filter((place) => isWanted(task.options[order[place]!]!)),
      };
    }
    case 'true-false':
      return { kind: 'true-false', isTrue: task.isTrue };
    case 'ordering':
      return { kind: 'ordering', places: task.items.map((_, at) => order.indexOf(at)) };
    case 'matching': {
      const rights = rightSides(task);
      return {
        kind: 'matching',
        rights: task.pairs.map(({ right }) => order.indexOf(rights.indexOf(right))),
      };
    }
    case 'number': {
      const { value, tolerance } = task.values.toSorted((a, b) => b.weightPct - a.weightPct)[0]!;
      return { kind: 'number', value, tolerance };
    }
    case 'short':
      return { kind: 'short', text: task.accepted.toSorted((a, b) => b.weightPct - a.weightPct)[0]!.text };
    case 'hotspot':
      return { kind: 'hotspot', spot: order.indexOf(task.right) };
  }
}
