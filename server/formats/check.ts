import { z } from 'zod';
import { Task } from '#content/schema.ts';
import type { ExportedQuestion, ImportedQuestion, Span } from './question.ts';
import { tidyLine, tidyTag, tidyText } from './text/tidy.ts';

/** What a question holds besides its task. */
const Rest = z.object({
  text: z.string().min(1).max(2000),
  explanation: z.string().max(2000),
  name: z.string().max(200),
  externalId: z.string().max(100),
  category: z.string().max(255),
  tags: z.array(z.string().min(1).max(60)).max(20),
});

/** Names of the fields as a teacher calls them; of lists, the name of one member. */
const FIELDS: Readonly<Record<string, string>> = {
  text: 'Lời câu hỏi',
  explanation: 'Lời giải thích',
  name: 'Tên câu',
  externalId: 'Mã câu',
  category: 'Danh mục',
  tags: 'Nhãn',
  options: 'Lựa chọn',
  items: 'Mục',
  pairs: 'Cặp',
  extras: 'Vế thừa',
  values: 'Đáp số',
  accepted: 'Câu trả lời',
  spots: 'Điểm',
  unit: 'Đơn vị',
  scene: 'Tên hình',
  misconception: 'Hiểu lầm',
  feedback: 'Lời nhắn',
  feedbackRight: 'Lời nhắn khi đúng',
  feedbackWrong: 'Lời nhắn khi sai',
  left: 'Vế trái',
  right: 'Vế phải',
  label: 'Tên điểm',
  tolerance: 'Sai số',
  weightPct: 'Trọng số',
  radiusPx: 'Bán kính',
  value: 'Đáp số',
  kind: 'Loại câu',
};

/** A question on its way in: its task as read, its texts as written. */
export type Draft = {
  text: string;
  task: z.input<typeof Task>;
  explanation?: string | undefined;
  name?: string | undefined;
  externalId?: string | undefined;
  tags?: readonly string[];
  category?: string | undefined;
  notes?: readonly string[];
};

type Checked = { ok: true; question: ImportedQuestion } | { ok: false; messages: string[] };

/** Tidies a question and holds it to the schema of tasks; what is wrong comes as sentences for a teacher. */
export function checkDraft(draft: Draft, at: Span): Checked {
  const rest = Rest.safeParse(tidyRest(draft));
  const task = Task.safeParse(tidyTexts(draft.task));
  if (!rest.success || !task.success) {
    const issues = [...(rest.error?.issues ?? []), ...(task.error?.issues ?? [])];
    return { ok: false, messages: [...new Set(issues.map(sentenceOf))] };
  }
  const { text, tags, ...optional } = rest.data;
  const notes = [...new Set(draft.notes ?? [])];
  return { ok: true, question: { text, task: task.data, ...given(optional), tags, at, notes } };
}

/** The same question as an import makes it: what an export writes, and what its import is compared with. */
export function tidyQuestion(question: ExportedQuestion): ExportedQuestion {
  const { text, tags, ...optional } = tidyRest(question);
  return { text, task: tidyTexts(question.task), ...given(optional), tags };
}

function tidyRest(draft: Omit<Draft, 'task'>) {
  return {
    text: tidyText(draft.text),
    explanation: tidyText(draft.explanation ?? ''),
    name: tidyLine(draft.name ?? ''),
    externalId: tidyLine(draft.externalId ?? ''),
    category: categoryOf(draft.category ?? ''),
    tags: [...new Set((draft.tags ?? []).map(tidyTag))].filter((tag) => tag !== ''),
  };
}

/** The root of Moodle's tree says nothing. */
const categoryOf = (path: string): string => (tidyLine(path) === 'top' ? '' : tidyLine(path));

/** Every text of a task tidy; texts that may be left out are, when they are empty. */
function tidyTexts<T>(value: T): T {
  if (typeof value === 'string') return tidyText(value) as T;
  if (Array.isArray(value)) return value.map(tidyTexts) as T;
  if (typeof value !== 'object' || value === null) return value;
  const entries = Object.entries(value).map(([key, member]) => [key, tidyTexts(member as unknown)] as const);
  return Object.fromEntries(
    entries.filter(([key, member]) => member !== undefined && !(MAY_BE_EMPTY.has(key) && member === '')),
  ) as T;
}

const MAY_BE_EMPTY = new Set(['misconception', 'feedback', 'feedbackRight', 'feedbackWrong', 'unit']);

/** What is given: neither missing nor empty. */
function given<T extends Record<string, string | undefined>>(fields: T): { [K in keyof T]?: string } {
  return Object.fromEntries(
    Object.entries(fields).filter(([, value]) => value !== undefined && value !== ''),
  ) as { [K in keyof T]?: string };
}

function sentenceOf(issue: z.core.$ZodIssue): string {
  if (issue.code === 'custom') return issue.message;
  const subject = subjectOf(issue.path);
  if (issue.code === 'too_big') {
    if (issue.origin === 'array') return `Nhiều nhất ${issue.maximum} ${subject.toLowerCase()}. Hãy bớt đi.`;
    if (issue.origin === 'string') return `${subject} dài quá ${issue.maximum} ký tự. Hãy viết ngắn lại.`;
    return `${subject} lớn quá ${issue.maximum}. Hãy sửa lại.`;
  }
  if (issue.code === 'too_small') {
    if (issue.origin === 'array')
      return `Cần ít nhất ${issue.minimum} ${subject.toLowerCase()}. Hãy thêm vào.`;
    if (issue.origin === 'string')
      return Number(issue.minimum) > 1
        ? `${subject} ngắn hơn ${issue.minimum} ký tự. Hãy viết đủ câu.`
        : `${subject} trống. Hãy điền vào.`;
    return `${subject} nhỏ hơn ${issue.minimum}. Hãy sửa lại.`;
  }
  return `${subject} chưa đúng. Hãy sửa lại.`;
}

/** “Lời nhắn của lựa chọn 3”. */
function subjectOf(path: readonly PropertyKey[]): string {
  const named: string[] = [];
  path.forEach((step, at) => {
    if (typeof step === 'string') {
      const place = path[at + 1];
      const name = FIELDS[step] ?? step;
      named.push(typeof place === 'number' ? `${name} ${place + 1}` : name);
    }
  });
  // The text of an option is the option.
  if (named.length > 1 && path.at(-1) === 'text') named.pop();
  return named
    .reverse()
    .map((name, at) => (at === 0 ? name : name.toLowerCase()))
    .join(' của ');
}
