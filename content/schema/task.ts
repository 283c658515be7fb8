import { z } from 'zod';
import { Slug } from './base.ts';

/*
 * What a question asks for, whoever wrote it: the eight kinds, with their key. The key never leaves the server; what a
 * player sees is made from it by server/quiz.
 */

const Words = z.string().trim().min(1).max(600);
export const Misconception = z
  .string()
  .trim()
  .min(3)
  .max(120)
  .describe('What somebody believes who chooses this, as a sentence: “Đèn vàng là được đi nhanh qua”.');

const Choice = z.strictObject({
  text: Words,
  misconception: Misconception.optional(),
  feedback: z.string().trim().max(600).optional().describe('Said to whoever chose it.'),
});

/** Exactly one option is right. */
const One = z.strictObject({
  kind: z.literal('one'),
  options: z.array(Choice).min(2).max(10),
  right: z.number().int().min(0).describe('Place of the right option.'),
});

/** One or more options are right; all and only these make the full mark. */
const Several = z.strictObject({
  kind: z.literal('several'),
  options: z
    .array(
      Choice.extend({
        isRight: z.boolean(),
        weightPct: z
          .number()
          .min(-100)
          .max(100)
          .optional()
          .describe('Share of the mark this option gives or takes; all options carry one, or none does.'),
      }),
    )
    .min(2)
    .max(10),
});

const TrueFalse = z.strictObject({
  kind: z.literal('true-false'),
  isTrue: z.boolean(),
  misconception: Misconception.optional().describe('What the wrong answer believes.'),
  feedbackRight: z.string().trim().max(600).optional(),
  feedbackWrong: z.string().trim().max(600).optional(),
});

/** Put things in order: who goes first. */
const Ordering = z.strictObject({
  kind: z.literal('ordering'),
  items: z.array(Words).min(2).max(8).describe('In the right order.'),
});

const Matching = z.strictObject({
  kind: z.literal('matching'),
  pairs: z
    .array(z.strictObject({ left: Words, right: Words }))
    .min(2)
    .max(10),
  extras: z.array(Words).max(6).default([]).describe('Right sides that belong to nothing.'),
});

const NumberTask = z.strictObject({
  kind: z.literal('number'),
  values: z
    .array(
      z.strictObject({
        value: z.number(),
        tolerance: z.number().min(0).default(0).describe('Still right up to this far away, ends included.'),
        weightPct: z.number().min(0).max(100).default(100),
        feedback: z.string().trim().max(600).optional(),
      }),
    )
    .min(1)
    .max(10),
  unit: z.string().trim().max(20).optional().describe('Shown behind the field: km/h, mét, tuổi.'),
});

const Short = z.strictObject({
  kind: z.literal('short'),
  accepted: z
    .array(
      z.strictObject({
        text: Words.describe('* stands for any text. Case, marks of composition and blanks do not count.'),
        weightPct: z.number().min(0).max(100).default(100),
        feedback: z.string().trim().max(600).optional(),
      }),
    )
    .min(1)
    .max(20),
});

/** Point at a place on a drawn scene; every place has words, so that it can be chosen without seeing it. */
const Hotspot = z.strictObject({
  kind: z.literal('hotspot'),
  scene: Slug,
  spots: z
    .array(
      z.strictObject({
        label: Words,
        xPx: z.number().describe('Middle, canvas px of the scene.'),
        yPx: z.number(),
        radiusPx: z.number().min(20).max(400),
        misconception: Misconception.optional(),
      }),
    )
    .min(2)
    .max(8),
  right: z.number().int().min(0).describe('Place of the right spot.'),
});

/** What is asked for, with its key. */
export const Task = z
  .discriminatedUnion('kind', [One, Several, TrueFalse, Ordering, Matching, NumberTask, Short, Hotspot])
  .refine((task) => task.kind !== 'one' || task.right < task.options.length, {
    error: 'Đáp án đúng không có trong các lựa chọn.',
  })
  .refine((task) => task.kind !== 'hotspot' || task.right < task.spots.length, {
    error: 'Điểm đúng không có trong các điểm.',
  })
  .refine((task) => task.kind !== 'several' || task.options.some(({ isRight }) => isRight), {
    error: 'Cần ít nhất một lựa chọn đúng.',
  })
  .refine(
    (task) =>
      task.kind !== 'several' ||
      new Set(task.options.map(({ weightPct }) => weightPct === undefined)).size === 1,
    { error: 'Hoặc mọi lựa chọn đều có trọng số, hoặc không lựa chọn nào có.' },
  );
export type Task = z.infer<typeof Task>;
export type TaskKind = Task['kind'];
