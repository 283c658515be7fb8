import fc from 'fast-check';
import type { Task } from '#content/schema.ts';
import type { ExportedQuestion } from '#server/formats/question.ts';
import { tidyText } from '#server/formats/text/tidy.ts';

/* Questions of all kinds with texts made to be misunderstood: every sign of every format, and any character there is. */

const AWKWARD = [
  '=',
  '~',
  '#',
  '####',
  '{',
  '}',
  ':',
  '::',
  '\\',
  '\\n',
  '\n',
  '\n\n',
  '%50%',
  '%',
  '[html]',
  '[plain]',
  ']',
  '//',
  '$CATEGORY:',
  '&amp;',
  '&',
  '<b>',
  '<!--',
  '< 5',
  '  ',
  '\t',
  '_____',
  '$$x$$',
  'T',
  'TRUE',
  "'",
  '"',
  '|',
  ';',
  '_x000D_',
  'A. ',
  'ANSWER: A',
  'Đường',
  'a\u0323\u0302',
  '\u0338',
  '😀',
  '1,5',
];

const awkward = fc.oneof(
  { weight: 4, arbitrary: fc.constantFrom(...AWKWARD) },
  { weight: 3, arbitrary: fc.string({ unit: 'grapheme', maxLength: 8 }) },
  { weight: 2, arbitrary: fc.string({ unit: 'binary', maxLength: 4 }) },
);

const text = (max: number, min = 1): fc.Arbitrary<string> =>
  fc
    .array(awkward, { minLength: 1, maxLength: 6 })
    .map((parts) => parts.join(''))
    .filter((value) => [...tidyText(value)].length >= min && tidyText(value).length <= max);

const maybe = <K extends string, T>(key: K, value: fc.Arbitrary<T>): fc.Arbitrary<Partial<Record<K, T>>> =>
  fc.option(value, { nil: undefined }).map((given) => {
    const field: Partial<Record<K, T>> = {};
    if (given !== undefined) field[key] = given;
    return field;
  });

/** Minus nought is nought to every store and every file. */
const number = (limits: { min?: number; max?: number }): fc.Arbitrary<number> =>
  fc.double({ ...limits, noNaN: true, noDefaultInfinity: true }).map((value) => value + 0);

const words = text(600);
const feedback = maybe('feedback', words);
const misconception = maybe('misconception', text(120, 3));
const joined = <A extends object, B extends object>(
  one: fc.Arbitrary<A>,
  two: fc.Arbitrary<B>,
): fc.Arbitrary<A & B> => fc.tuple(one, two).map(([first, second]) => ({ ...first, ...second }));
const choice = joined(fc.record({ text: words }), joined(feedback, misconception));

const one = fc
  .tuple(fc.array(choice, { minLength: 2, maxLength: 10 }), fc.nat(1))
  .map(([options, right]) => ({ kind: 'one', options, right }) as const);

/** Weights that agree with what is right, or none. */
const several = fc
  .tuple(
    fc.array(fc.tuple(choice, fc.boolean(), number({ min: 0, max: 100 })), { minLength: 2, maxLength: 10 }),
    fc.boolean(),
  )
  .filter(([options]) => options.some(([, isRight]) => isRight))
  .map(([options, isWeighted]) => ({
    kind: 'several' as const,
    options: options.map(([option, isRight, weight]) => ({
      ...option,
      isRight,
      ...(isWeighted ? { weightPct: isRight ? Math.max(weight, 0.5) : 0 - weight + 0 } : {}),
    })),
  }));

const trueFalse = joined(
  fc.record({ kind: fc.constant('true-false' as const), isTrue: fc.boolean() }),
  joined(misconception, joined(maybe('feedbackRight', words), maybe('feedbackWrong', words))),
);

const ordering = fc.record({
  kind: fc.constant('ordering' as const),
  items: fc.array(words, { minLength: 2, maxLength: 8 }),
});

const matching = fc.record({
  kind: fc.constant('matching' as const),
  pairs: fc.array(fc.record({ left: words, right: words }), { minLength: 2, maxLength: 10 }),
  extras: fc.array(words, { maxLength: 6 }),
});

const numeric = joined(
  fc.record({
    kind: fc.constant('number' as const),
    values: fc.array(
      joined(
        fc.record({
          value: number({}),
          tolerance: number({ min: 0 }),
          weightPct: number({ min: 0, max: 100 }),
        }),
        feedback,
      ),
      { minLength: 1, maxLength: 10 },
    ),
  }),
  maybe('unit', text(20)),
);

const short = fc.record({
  kind: fc.constant('short' as const),
  accepted: fc.array(joined(fc.record({ text: words, weightPct: number({ min: 0, max: 100 }) }), feedback), {
    minLength: 1,
    maxLength: 20,
  }),
});

const spot = joined(
  fc.record({ label: words, xPx: number({}), yPx: number({}), radiusPx: number({ min: 20, max: 400 }) }),
  misconception,
);
const hotspot = fc
  .tuple(fc.array(spot, { minLength: 2, maxLength: 8 }), fc.nat(1))
  .map(([spots, right]) => ({ kind: 'hotspot' as const, scene: 'nga-tu-truong-hoc', spots, right }));

const task: fc.Arbitrary<Task> = fc.oneof(
  one,
  several,
  trueFalse,
  ordering,
  matching,
  numeric,
  short,
  hotspot,
);

export const arbitraryQuestion: fc.Arbitrary<ExportedQuestion> = joined(
  fc.record({ text: text(2000), task, tags: fc.array(text(60), { maxLength: 4 }) }),
  joined(
    joined(maybe('explanation', text(2000)), maybe('name', text(200))),
    joined(maybe('externalId', text(100)), maybe('category', text(255))),
  ),
);
