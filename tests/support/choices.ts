import type { TaskResponse } from '#content/schema.ts';
import type { Services } from '#server/context.ts';
import type { ShownTask } from '#server/quiz/rules.ts';

/** A shipped set of questions with one right option only (tests/content/quiz-questions.test.ts): a phone answers by one tap. */
export const CHOICE_SET = 'xe-thieu-dieu-kien-kinh-doanh';
export const CHOICE_SET_TITLE = 'Xe kinh doanh vận tải thiếu điều kiện';

/** Services whose sets hold questions with one right option only, for tests that answer by the place of an option. */
export const withChoicesOnly = (services: Services): Services => ({
  ...services,
  quiz: {
    ...services.quiz,
    findSet: async (id, actor) => {
      const set = await services.quiz.findSet(id, actor);
      return set && { ...set, questions: set.questions.filter(({ task }) => task.kind === 'one') };
    },
  },
});

const upTo = (size: number) => [...Array(size).keys()];
const anyOf = (size: number) => Math.floor(Math.random() * size);

/** An answer of the right kind to whatever is asked, drawn by chance. */
export function anyResponse(task: ShownTask): TaskResponse {
  switch (task.kind) {
    case 'one':
      return { kind: 'one', choice: anyOf(task.options.length) };
    case 'several':
      return { kind: 'several', choices: upTo(task.options.length).filter(() => Math.random() < 0.5) };
    case 'true-false':
      return { kind: 'true-false', isTrue: Math.random() < 0.5 };
    case 'ordering':
      return { kind: 'ordering', places: upTo(task.items.length) };
    case 'matching':
      return { kind: 'matching', rights: task.lefts.map(() => anyOf(task.rights.length)) };
    case 'number':
      return { kind: 'number', value: anyOf(100) };
    case 'short':
      return { kind: 'short', text: 'nhường đường' };
    case 'hotspot':
      return { kind: 'hotspot', spot: anyOf(task.spots.length) };
  }
}

/** A response as text, the same however its fields are kept. */
export const textOfResponse = (response: TaskResponse): string =>
  JSON.stringify(Object.entries(response).toSorted(([a], [b]) => (a < b ? -1 : 1)));
