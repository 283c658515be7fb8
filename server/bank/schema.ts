import { z } from 'zod';
import { Level, Task } from '#content/schema.ts';
import { isSetCode, MAX_ITEMS, parseItem, QUESTION_STATES, SHARINGS, TASK_KINDS } from './rules.ts';

const Id = z.uuid({ error: 'Không có câu hỏi này.' });
const SetCode = z.string().refine(isSetCode, { error: 'Không có bộ câu hỏi này.' });
const Version = z.number().int().min(1).describe('Version that was looked at.');
const Page = z.number().int().min(1).max(10_000).default(1);
const Query = z.string().max(200).default('');
const Levels = z.array(Level).max(4).default([]);
const Topic = z.string().trim().max(80, { error: 'Chủ đề dài quá 80 ký tự. Hãy viết ngắn lại.' }).default('');
const Difficulty = z.union([z.literal(1), z.literal(2), z.literal(3)]).default(2);
const Provision = z.string().trim().min(1).max(80).nullable().default(null);

/** A question as typed; its texts and its task are held to the rules of imports (server/formats/check.ts). */
export const QuestionText = z.strictObject({
  text: z.string().max(10_000),
  task: z.unknown().describe('Task of content/schema/task.ts.'),
  explanation: z.string().max(10_000).default(''),
  provision: Provision.describe('Provision that answers it; null: a draft.'),
  levels: Levels,
  topic: Topic,
  difficulty: Difficulty,
  scene: z.string().max(80).nullable().default(null),
  mediaId: z.uuid({ error: 'Hãy chọn một ảnh trong danh sách.' }).nullable().default(null),
});
export const SaveQuestionInput = QuestionText.extend({ id: Id, version: Version });
export const QuestionInput = z.strictObject({ id: Id });
export const MoveQuestionInput = z.strictObject({ id: Id, version: Version });

const filters = {
  kind: z.enum(TASK_KINDS).nullable().default(null),
  level: Level.nullable().default(null),
  topic: z.string().max(80).nullable().default(null),
  state: z.enum(QUESTION_STATES).nullable().default(null).describe('null: all that were not put away.'),
  query: Query,
};
export const QuestionListInput = z.strictObject({ ...filters, page: Page });

const set = {
  title: z
    .string()
    .trim()
    .min(3, { error: 'Hãy đặt tên bộ, ít nhất ba ký tự.' })
    .max(120, { error: 'Tên bộ dài quá 120 ký tự.' }),
  description: z.string().trim().max(500, { error: 'Lời giới thiệu dài quá 500 ký tự.' }).default(''),
  levels: Levels,
};
export const CreateSetInput = z.strictObject({
  ...set,
  unitId: z.uuid().nullable().optional().describe('Absent: the first unit of whoever asks.'),
  items: z.array(z.string()).max(MAX_ITEMS).default([]),
});
export const SaveSetInput = z.strictObject({
  code: SetCode,
  version: Version,
  ...set,
  items: z
    .array(z.string().refine((item) => parseItem(item) !== null, { error: 'Không có câu hỏi này.' }))
    .max(MAX_ITEMS, { error: `Một bộ có nhiều nhất ${MAX_ITEMS} câu. Hãy chia thành hai bộ.` })
    .refine((items) => new Set(items).size === items.length, {
      error: 'Có câu đứng hai lần trong bộ. Hãy bỏ bớt một.',
    }),
});
export const SetInput = z.strictObject({ code: SetCode });
export const MoveSetInput = z.strictObject({ code: SetCode, version: Version });
export const ShareSetInput = MoveSetInput.extend({ sharing: z.enum(SHARINGS) });
export const SubmitSetInput = MoveSetInput.extend({
  note: z
    .string()
    .trim()
    .max(500)
    .default('')
    .describe('What was wrong before, when an approved text is replaced.'),
});
export const WithdrawSetInput = MoveSetInput.extend({
  reason: z
    .string()
    .trim()
    .min(5, { error: 'Hãy ghi lý do, ít nhất năm ký tự.' })
    .max(500, { error: 'Lý do dài quá 500 ký tự.' }),
});
export const SetListInput = z.strictObject({
  whose: z.enum(['mine', 'school', 'archived']).default('mine'),
  query: Query,
  page: Page,
});
export const CandidatesInput = z.strictObject({
  from: z.enum(['own', 'shipped']),
  query: Query,
  page: Page,
});
export const WordsInput = z.strictObject({ query: Query });
export const PublicationInput = z.strictObject({ id: z.uuid({ error: 'Không có mục này.' }) });

const source = {
  format: z.enum(['auto', 'gift', 'aiken', 'word', 'xlsx']).default('auto'),
  name: z.string().max(255).default('').describe('Of the file; empty for what was pasted.'),
  bytes: z
    .custom<Uint8Array>((value) => value instanceof Uint8Array, { error: 'Hãy chọn một tệp.' })
    .nullable()
    .default(null)
    .describe('The whole file; pages hand it over, no JSON carries it. null: `text` was pasted.'),
  text: z.string().max(3_000_000).default(''),
  joinLines: z.boolean().default(false),
  overweight: z.enum(['error', 'nearest']).default('error'),
};
export const ReadImportInput = z.strictObject(source);
export const ImportInput = z.strictObject({
  ...source,
  withKnown: z.boolean().default(false).describe('Also those the bank holds already.'),
  provision: Provision,
  levels: Levels,
  topic: Topic,
  difficulty: Difficulty,
});
export const ExportInput = z.strictObject({ ...filters, format: z.enum(['gift', 'xlsx']) });
export const ExportSetInput = z.strictObject({ code: SetCode, format: z.enum(['gift', 'xlsx']) });

/** A question as it is shared with everyone: it stays as it was checked, whatever its owner does to theirs. */
const SharedQuestion = z.strictObject({
  id: Id,
  text: z.string(),
  task: Task,
  explanation: z.string(),
  provision: z.string(),
  levels: z.array(Level),
  difficulty: Difficulty,
  scene: z.string().nullable(),
  mediaId: z.uuid().nullable(),
});
/** What is published of a set. */
export const SharedSet = z.strictObject({
  code: SetCode,
  description: z.string(),
  levels: z.array(Level),
  questions: z
    .array(
      z.union([
        z.strictObject({ from: z.literal('own'), question: SharedQuestion }),
        z.strictObject({ from: z.literal('shipped'), id: z.string() }),
      ]),
    )
    .min(1, { error: 'Bộ chưa có câu nào.' })
    .max(MAX_ITEMS),
});
export type SharedSet = z.output<typeof SharedSet>;
