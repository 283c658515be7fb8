import type { Question, Task } from '#content/schema.ts';
import { bindText, citationOf, plainText, provisionOn, type Registry, type Segment } from '../law/rules.ts';
import { typeset } from './standing.ts';
import { taskOf } from './task.ts';

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
  /** Its drawn scene, and the words for those who do not see it; null: there is none. */
  picture: { src: string; alt: string } | null;
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

/** The text of a question and its picture, whose address names the question: names of scenes tell too much. */
export function shownText(
  registry: Registry,
  question: Question & { ref: string; pictureVi?: string },
  day: string,
): Pick<AskedTask, 'text' | 'picture'> {
  return {
    picture:
      question.pictureVi === undefined
        ? null
        : { src: `/hinh/cau-hoi/${question.ref}.svg`, alt: question.pictureVi },
    text: typeset(plainText(bindText(registry, question.text, day))),
  };
}

/**
 * A question as it is put on a day.
 * @param question may be asked that day, see `readinessOf`
 */
export const askedOn = (
  registry: Registry,
  question: Question & { ref: string; pictureVi?: string },
  day: string,
): AskedTask => ({
  ...shownText(registry, question, day),
  task: taskOf(registry, question, day),
  explanation: bindText(registry, question.explanation, day),
  law: lawOf(registry, question.provision, day),
});
