import { LEVELS, QUESTION_STATES, TASK_KINDS } from '#server/bank/rules.ts';

/** What a list of questions is narrowed to, from its address; what is unknown narrows nothing. */
export const bankFilters = (asked: URLSearchParams) => ({
  kind: TASK_KINDS.find((name) => name === asked.get('loai')) ?? null,
  level: LEVELS.find((name) => name === asked.get('cap')) ?? null,
  topic: asked.get('chu-de')?.slice(0, 80) || null,
  state: QUESTION_STATES.find((name) => name === asked.get('trang-thai')) ?? null,
  query: (asked.get('q') ?? '').slice(0, 200).replaceAll('\0', ''),
});
