import type { TaskResponse } from '#content/schema.ts';
import {
  mostChosenMisconceptions,
  rightOf,
  shownTask,
  statisticsOf,
  type BeliefAnswer,
  type ItemStatistics,
  type LawOfAnswer,
  type TestStatistics,
} from '../quiz/rules.ts';
import { answerLetters, answerWords } from './answer-words.ts';
import { beliefsOf, MIN_BELIEVERS } from './beliefs.ts';
import type { AskedResult, GameResults } from './outcome.ts';
import { seatName } from './seats.ts';

/** One of the answers to a question, and how many gave it. */
export type AnswerCount = {
  /** Letters of the places named; null: the task has none. */
  letters: string | null;
  words: string;
  count: number;
  markPct: number;
  /** What whoever chose it believes, as far as the question names it. */
  beliefs: string[];
};

export type QuestionReport = {
  /** Number in the order in which the questions were asked, from 1. */
  number: number;
  text: string;
  /** Skipped by the host or taken back by the law: in no mean. */
  isCounted: boolean;
  law: LawOfAnswer;
  right: { letters: string | null; words: string };
  answered: number;
  /** Share of those who took part whose answer was wholly right; no answer is none. */
  rightPct: number | null;
  /** The most frequent first. */
  answers: AnswerCount[];
  /** The most frequent of those that are not wholly right. */
  topWrong: AnswerCount | null;
  /** null: does not count, or nobody took part. */
  statistics: ItemStatistics | null;
};

export type SeatReport = {
  seat: string;
  seatName: string;
  team: number | null;
  /** One per question, 0 to 100; null: no answer. */
  marks: (number | null)[];
  points: number;
  /** Mean over the questions that count, no answer being 0; null: this seat answered none. */
  meanPct: number | null;
};

/** What an answered game tells. */
export type GameReport = {
  /** Seats with at least one answer to a question that counts. */
  takingPart: number;
  questions: QuestionReport[];
  seats: SeatReport[];
  test: TestStatistics;
  /** What the class believes, by provision; of this class's own answers only. */
  beliefs: { text: string; people: number; of: number; law: LawOfAnswer }[];
};

const FULL_PCT = 100;
const meanOf = (values: readonly number[]): number | null =>
  values.length === 0 ? null : values.reduce((sum, value) => sum + value, 0) / values.length;

/** What the results of a game tell, per question and per seat. */
export function reportOf({ questions, seats }: GameResults): GameReport {
  const counted = questions.flatMap(({ isCounted }, at) => (isCounted ? [at] : []));
  const isTakingPart = ({ marks }: { marks: (number | null)[] }) => counted.some((at) => marks[at] !== null);
  const taking = seats.filter(isTakingPart);
  const { test, items } = statisticsOf(
    taking.map(({ marks }) => counted.map((at) => (marks[at] ?? 0) / FULL_PCT)),
  );
  return {
    takingPart: taking.length,
    test,
    questions: questions.map((question, at) => {
      const given = seats.flatMap(({ responses, marks }) =>
        responses[at] == null ? [] : [{ response: responses[at], markPct: marks[at]! }],
      );
      const answers = countAnswers(question, given);
      const right = rightOf(question.task, question.order);
      const wholly = given.filter(({ markPct }) => markPct === FULL_PCT).length;
      return {
        number: at + 1,
        text: question.text,
        isCounted: question.isCounted,
        law: question.law,
        right: {
          letters: answerLetters(right),
          words: answerWords(shownTask(question.task, question.order), right),
        },
        answered: given.length,
        rightPct: taking.length === 0 ? null : (FULL_PCT * wholly) / Math.max(taking.length, given.length),
        answers,
        topWrong: answers.find(({ markPct }) => markPct < FULL_PCT) ?? null,
        statistics: (taking.length > 0 && items[counted.indexOf(at)]) || null,
      };
    }),
    seats: seats.map(({ seat, team, marks, points }) => ({
      ...{ seat, seatName: seatName(seat), team, marks, points },
      meanPct: isTakingPart({ marks }) ? meanOf(counted.map((at) => marks[at] ?? 0)) : null,
    })),
    beliefs: beliefsOfClass(questions, seats),
  };
}

function countAnswers(
  { task, order }: AskedResult,
  given: readonly { response: TaskResponse; markPct: number }[],
): AnswerCount[] {
  const shown = shownTask(task, order);
  const counts = new Map<string, AnswerCount>();
  for (const { response, markPct } of given) {
    const letters = answerLetters(response);
    const words = answerWords(shown, response);
    const key = `${letters} ${words}`;
    const known = counts.get(key);
    if (known) known.count += 1;
    else counts.set(key, { letters, words, count: 1, markPct, beliefs: beliefsOf(task, order, response) });
  }
  return [...counts.values()].sort((a, b) => b.count - a.count || (a.words < b.words ? -1 : 1));
}

function beliefsOfClass(questions: GameResults['questions'], seats: GameResults['seats']) {
  const laws = new Map(questions.map(({ law }) => [law.provisionId, law]));
  const rows = questions.flatMap(({ ref, law, task, order, isCounted }, at) =>
    seats.flatMap(({ seat, responses }): BeliefAnswer[] => {
      const response = responses[at];
      if (response == null || !isCounted) return [];
      const row = { question: ref, provision: law.provisionId, person: seat };
      const beliefs = beliefsOf(task, order, response);
      return beliefs.length === 0
        ? [{ ...row, misconception: null }]
        : beliefs.map((misconception) => ({ ...row, misconception }));
    }),
  );
  return mostChosenMisconceptions(rows, { isOwnClass: true })
    .filter(({ people }) => people >= MIN_BELIEVERS)
    .map(({ provision, misconception, people, of }) => ({
      text: misconception,
      people,
      of,
      law: laws.get(provision)!,
    }));
}

/** How far somebody came, for a certificate: took part, at least half of the marks, at least four fifths. */
export const BANDS = { 'tham-gia': 0, 'dung-nua': 50, 'dung-nhieu': 80 } as const;
export type Band = keyof typeof BANDS;

/** The band of a mean mark, 0 to 100. */
export const bandOf = (meanPct: number): Band =>
  (Object.keys(BANDS) as Band[]).findLast((band) => meanPct >= BANDS[band])!;
