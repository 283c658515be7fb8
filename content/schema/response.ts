import { z } from 'zod';

/*
 * An answer to a task, of any of the eight kinds. Places are places in what was shown (server/quiz/task.ts), from 0; whether
 * they fit the task asked is for the rules to say.
 */

const Place = z.number().int().min(0).max(20);

export const TaskResponse = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('one'), choice: Place }),
  z.strictObject({ kind: z.literal('several'), choices: z.array(Place).max(10) }),
  z.strictObject({ kind: z.literal('true-false'), isTrue: z.boolean() }),
  z.strictObject({
    kind: z.literal('ordering'),
    places: z.array(Place).max(8).describe('Every item once, the first one first.'),
  }),
  z.strictObject({
    kind: z.literal('matching'),
    rights: z.array(Place.nullable()).max(10).describe('One per left side; null: left open.'),
  }),
  z.strictObject({ kind: z.literal('number'), value: z.number().min(-1e12).max(1e12) }),
  z.strictObject({
    kind: z.literal('short'),
    text: z
      .string()
      .trim()
      .min(1, { error: 'Hãy viết câu trả lời.' })
      .max(200, { error: 'Câu trả lời dài quá 200 chữ.' })
      // Neither can be stored as text of a database.
      .refine((text) => text.isWellFormed() && !text.includes('\0'), {
        error: 'Câu trả lời có ký tự không đọc được.',
      }),
  }),
  z.strictObject({ kind: z.literal('hotspot'), spot: Place }),
]);
export type TaskResponse = z.infer<typeof TaskResponse>;
