import type { TaskResponse } from '#content/schema.ts';
import type { RightAnswer, ShownTask } from '#server/quiz/rules.ts';
import { taskWords as words } from '#src/lib/task-words.ts';

type Line = { name: string; text: string };
type Answered = { task: ShownTask; response: TaskResponse; right: RightAnswer };

const joined = (texts: readonly string[]): string => texts.join('; ');

/** An answer, given or right, in the words of its task. */
export function wordsOf(task: ShownTask, answer: TaskResponse | RightAnswer): string {
  switch (answer.kind) {
    case 'one':
      return task.kind === 'one' ? task.options[answer.choice]! : '';
    case 'several':
      return task.kind === 'several' ? joined(answer.choices.map((choice) => task.options[choice]!)) : '';
    case 'true-false':
      return answer.isTrue ? words.isTrue : words.isFalse;
    case 'ordering':
      return task.kind === 'ordering'
        ? answer.places.map((place) => task.items[place]!).join(words.then)
        : '';
    case 'matching':
      return task.kind === 'matching'
        ? joined(
            answer.rights.map(
              (right, at) => `${task.lefts[at]!}: ${right === null ? words.left : task.rights[right]!}`,
            ),
          )
        : '';
    case 'number':
      return task.kind === 'number' ? words.number(answer.value, task.unit) : '';
    case 'short':
      return `“${words.pattern(answer.text)}”`;
    case 'hotspot':
      return task.kind === 'hotspot' ? task.spots[answer.spot]!.label : '';
  }
}

/** What was answered and what is right, one line each. */
export function answerLines({ task, response, right }: Answered): { given: string; right: Line } {
  const isTyped = response.kind === 'number' || response.kind === 'short';
  const name = isTyped ? words.typed : response.kind === 'ordering' ? words.ordered : words.picked;
  return {
    given: `${name}: ${wordsOf(task, response)}`,
    right: {
      name: right.kind === 'ordering' ? words.rightOrder : words.right,
      text: wordsOf(task, right),
    },
  };
}
