import type { Task } from '#content/schema.ts';
import { emptyRow, type TypedQuestion, type TypedRow } from './bank-row.ts';

const decimal = (value: number | undefined): string =>
  value === undefined ? '' : String(value).replace('.', ',');

/** The rows of a task as its form shows them. */
export function rowsOf(task: Task): TypedRow[] {
  const row = (more: Partial<TypedRow>): TypedRow => ({ ...emptyRow, ...more });
  switch (task.kind) {
    case 'one':
      return task.options.map(({ text, misconception = '', feedback = '' }, at) =>
        row({ text, belief: misconception, said: feedback, isRight: at === task.right }),
      );
    case 'several':
      return task.options.map(({ text, misconception = '', feedback = '', isRight, weightPct }) =>
        row({ text, belief: misconception, said: feedback, isRight, weight: decimal(weightPct) }),
      );
    case 'ordering':
      return task.items.map((text) => row({ text }));
    case 'matching':
      return task.pairs.map(({ left, right }) => row({ text: left, right }));
    case 'number':
      return task.values.map(({ value, tolerance, weightPct, feedback = '' }) =>
        row({
          text: decimal(value),
          tolerance: decimal(tolerance),
          weight: decimal(weightPct),
          said: feedback,
        }),
      );
    case 'short':
      return task.accepted.map(({ text, weightPct, feedback = '' }) =>
        row({ text, weight: decimal(weightPct), said: feedback }),
      );
    case 'hotspot':
      return task.spots.map(({ label, xPx, yPx, radiusPx, misconception = '' }, at) =>
        row({
          text: label,
          x: decimal(xPx),
          y: decimal(yPx),
          radius: decimal(radiusPx),
          belief: misconception,
          isRight: at === task.right,
        }),
      );
    case 'true-false':
      return [];
  }
}

/** A number as people write it here: a comma or a point before its decimals. Not one: NaN, which the server refuses with a sentence. */
function numberFrom(typed: string): number {
  const plain = typed.replace(/\s/g, '').replace('−', '-').replace(',', '.');
  return /^[+-]?\d+(\.\d+)?(e[+-]?\d+)?$/i.test(plain) ? Number(plain) : NaN;
}
/** What was typed, if anything was. */
const given = <N extends string>(name: N, text: string): { [K in N]?: string } =>
  (text === '' ? {} : { [name]: text }) as { [K in N]?: string };
const weightFrom = (typed: string): { weightPct?: number } =>
  typed === '' ? {} : { weightPct: numberFrom(typed) };

/** The task of a form as the procedures take it; what is missing or no number is theirs to refuse. Empty rows say nothing. */
export function taskFrom(typed: TypedQuestion): unknown {
  const rows = typed.rows.filter(({ text, right, x, y }) => [text, right, x, y].some((cell) => cell !== ''));
  const right = rows.findIndex(({ isRight }) => isRight);
  switch (typed.kind) {
    case 'one':
      return {
        kind: 'one',
        options: rows.map(({ text, belief, said }) => ({
          text,
          ...given('misconception', belief),
          ...given('feedback', said),
        })),
        // Past the last one: the server says that no right option was chosen.
        right: right < 0 ? rows.length : right,
      };
    case 'several':
      return {
        kind: 'several',
        options: rows.map(({ text, belief, said, isRight, weight }) => ({
          text,
          isRight,
          ...given('misconception', belief),
          ...given('feedback', said),
          ...weightFrom(weight),
        })),
      };
    case 'true-false':
      return {
        kind: 'true-false',
        ...(typed.isTrue === '' ? {} : { isTrue: typed.isTrue === 'dung' }),
        ...given('misconception', typed.belief),
        ...given('feedbackRight', typed.saidRight),
        ...given('feedbackWrong', typed.saidWrong),
      };
    case 'ordering':
      return { kind: 'ordering', items: rows.map(({ text }) => text) };
    case 'matching':
      return {
        kind: 'matching',
        pairs: rows.map(({ text, right: side }) => ({ left: text, right: side })),
        extras: typed.extras.filter((extra) => extra !== ''),
      };
    case 'number':
      return {
        kind: 'number',
        values: rows.map(({ text, tolerance, weight, said }) => ({
          value: numberFrom(text),
          ...(tolerance === '' ? {} : { tolerance: numberFrom(tolerance) }),
          ...weightFrom(weight),
          ...given('feedback', said),
        })),
        ...given('unit', typed.unit),
      };
    case 'short':
      return {
        kind: 'short',
        accepted: rows.map(({ text, weight, said }) => ({
          text,
          ...weightFrom(weight),
          ...given('feedback', said),
        })),
      };
    case 'hotspot':
      return {
        kind: 'hotspot',
        scene: typed.scene,
        spots: rows.map(({ text, x, y, radius, belief }) => ({
          label: text,
          xPx: numberFrom(x),
          yPx: numberFrom(y),
          radiusPx: numberFrom(radius),
          ...given('misconception', belief),
        })),
        right: right < 0 ? rows.length : right,
      };
  }
}
