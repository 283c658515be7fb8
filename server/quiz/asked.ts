import type { Level, Task } from '#content/schema.ts';
import { bindText, citationOf, plainText, provisionOn, type Registry, type Segment } from '../law/rules.ts';
import { boundTask, typeset } from './bound.ts';
import type { Askable } from './standing.ts';

/** The picture of a question, and the words for those who do not see it. */
export type QuestionPicture = {
  src: string;
  alt: string;
  /** What the picture shows of the canvas of its scene, for a task that points at places of it. */
  view?: { xPx: number; yPx: number; widthPx: number; heightPx: number };
  /** What is seen in it is called by letters: options carry none, lest “A” be two things. */
  hasLetters?: true;
};

/**
 * A question as it is kept for asking, whoever wrote it: figures of law still stand as bindings. Its name is another one as
 * soon as its text, its task or its picture is.
 */
export type AskedQuestion = Askable & {
  ref: string;
  id: string;
  /** What it is about: of one attempt, no two questions about the same while there are others. */
  about: string;
  levels: readonly Level[];
  difficulty: 1 | 2 | 3;
  /** Slugs of the guides that say more. */
  guides: readonly string[];
  picture: QuestionPicture | null;
};

/** The provision that answers a question, as it stands today. */
export type LawOfAnswer = {
  provisionId: string;
  citation: string;
  /** First day of its wording. */
  from: string;
  checkedOn: string;
  isSingleSource: boolean;
  noteVi: string | null;
};

/** A question as it is put on a day, with its key: words and figures of that day. */
export type AskedTask = {
  text: string;
  picture: QuestionPicture | null;
  task: Task;
  explanation: Segment[];
  law: LawOfAnswer;
};

/** The provision behind an answer on a day on which it is in force. */
export function lawOf(registry: Registry, provisionId: string, day: string): LawOfAnswer {
  const on = provisionOn(registry, provisionId, day)!;
  return {
    provisionId,
    citation: citationOf(provisionId, on.act),
    from: on.period!.from,
    checkedOn: on.act.checkedOn,
    isSingleSource: on.period!.confidence === 'single-source',
    noteVi: on.period!.noteVi ?? null,
  };
}

/**
 * A question as it is put on a day.
 * @param question may be asked that day, see `readinessOf`
 */
export const askedOn = (registry: Registry, question: AskedQuestion, day: string): AskedTask => ({
  picture: question.picture,
  text: typeset(plainText(bindText(registry, question.text, day))),
  task: boundTask(registry, question.task, day),
  explanation: bindText(registry, question.explanation, day),
  law: lawOf(registry, question.provision, day),
});
