import { z } from 'zod';
import { Slug } from './base.ts';
import { Level } from './guide.ts';
import { Misconception, Task } from './task.ts';

const Option = z.strictObject({
  text: z
    .string()
    .min(1)
    .describe('Bindings for figures of law in the right answer; plain figures only in wrong ones.'),
  isRight: z.boolean().default(false),
  misconception: Misconception.optional(),
});

/** A number that is a figure of law: whatever it is on the day. */
const BoundNumber = z.strictObject({
  kind: z.literal('number'),
  values: z
    .array(
      z.strictObject({
        figure: z
          .string()
          .describe('Provision and name of its figure, as in a binding: “luat-36-2024:11.5 groups”.'),
        tolerance: z.number().min(0).default(0),
        weightPct: z.number().min(0).max(100).default(100),
      }),
    )
    .min(1),
  unit: z.string().trim().max(20).optional(),
});
/** What a shipped question asks for, its figures of law not yet filled in. */
export const QuestionTask = z.union([Task, BoundNumber]);
export type QuestionTask = z.infer<typeof QuestionTask>;

export const Question = z.strictObject({
  id: Slug,
  fact: z.number().int().min(1).max(120).describe('Number of the fact it rests on.'),
  provision: z.string().describe('Provision that answers it.'),
  text: z.string().min(10),
  options: z.array(Option).min(2).max(4).optional().describe('Exactly one is right.'),
  task: QuestionTask.optional().describe('In place of options: one of the other kinds.'),
  explanation: z.string().min(15).describe('Why, in one to three sentences; figures bound.'),
  levels: z.array(Level).min(1),
  difficulty: z.union([z.literal(1), z.literal(2), z.literal(3)]),
  guides: z.array(Slug).default([]),
  scene: Slug.optional(),
});
export type Question = z.infer<typeof Question>;

/** A file of content/questions: questions of one subject. Ids are unique over all files. */
export const QuestionFile = z.strictObject({
  topicVi: z.string().min(3).describe('What the questions of this file are about.'),
  questions: z
    .array(
      Question.refine(({ options, task }) => (options === undefined) !== (task === undefined), {
        error: 'either options or a task',
      }).refine(({ options }) => !options || options.filter(({ isRight }) => isRight).length === 1, {
        error: 'exactly one option is right',
      }),
    )
    .min(1),
});
export type QuestionFile = z.infer<typeof QuestionFile>;
