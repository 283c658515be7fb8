import type { Junction, Level, Scene, Task } from '#content/schema.ts';
import { shuffled } from '../quiz/rules.ts';
import { beliefsOf, type Belief } from './beliefs.ts';
import { formatJunction, parseJunction } from './code.ts';
import { decide, type Decided } from './decide.ts';
import { sceneOf } from './scene.ts';
import { nameOf, namesOf, orderWords, pictureWords, proofWords, sentence, settingWords } from './words.ts';

/** What is asked of a junction. The names stand in addresses. */
export const ASKS = ['first', 'order', 'sequence', 'yield', 'stop'] as const;
export type Ask = (typeof ASKS)[number];

/** The kinds of task a junction asks. */
export type JunctionTask = Extract<Task, { kind: 'one' | 'ordering' }>;

export type JunctionQuestion = {
  /** The junction as a word, and what is asked of it. Stays good as long as the word can be read. */
  id: string;
  ask: Ask;
  text: string;
  task: JunctionTask;
  /** Who goes when, in words. */
  orderVi: string;
  /** Why, in the order of the proof; each sentence with the provision it rests on. */
  explanation: { text: string; provisionId: string }[];
  levels: Level[];
  difficulty: 1 | 2 | 3;
  scene: Scene;
  /** The picture in words. */
  pictureVi: string;
  decision: Decided;
};

/** Every provision a question rests on, each once: it is not ready while one of them is under review or has ended. */
export const citesOf = ({ decision }: Pick<JunctionQuestion, 'decision'>): string[] => [
  ...new Set(decision.proof.map(({ because }) => because.provisionId)),
];

const ID = /^([a-z0-9.-]{1,160})_([a-z]+)$/;

export const questionId = (junction: Junction, ask: Ask): string => `${formatJunction(junction)}_${ask}`;

/** Address of the picture of a question's junction; it tells nothing of the answer. */
export const picturePath = (id: string): string => `/hinh/nga-tu/${id.split('_')[0]}.svg`;

/**
 * The question an id names; null for a word that is no sound junction, for one the sources do not decide, and for an ask
 * that does not fit it.
 */
export function questionOf(id: string): JunctionQuestion | null {
  const [, word, asked] = ID.exec(id) ?? [];
  const ask = ASKS.find((each) => each === asked);
  const junction = word === undefined ? null : parseJunction(word);
  const decision = junction && decide(junction);
  if (!ask || !junction || !decision?.ok) return null;
  const task = TASKS[ask](junction, decision, beliefsOf(junction, decision));
  if (!task) return null;
  const difficulty = difficultyOf(junction, decision);
  return {
    id,
    ask,
    text: `${settingWords(junction)} ${askWords(junction, ask)}`,
    task,
    orderVi: orderWords(junction, decision),
    explanation: proofWords(junction, decision).map((text, index) => ({
      text,
      provisionId: decision.proof[index]!.because.provisionId,
    })),
    levels: difficulty === 3 ? ['upper-secondary', 'adult'] : ['lower-secondary', 'upper-secondary', 'adult'],
    difficulty,
    scene: sceneOf(junction),
    pictureVi: pictureWords(junction),
    decision,
  };
}

/** What may be asked of a decided junction. */
export function asksOf(junction: Junction, decision: Decided): Ask[] {
  const beliefs = beliefsOf(junction, decision);
  return ASKS.filter((ask) => TASKS[ask](junction, decision, beliefs) !== null);
}

function askWords(junction: Junction, ask: Ask): string {
  const isOnFoot = junction.pedestrians.length > 0;
  switch (ask) {
    case 'first':
      return isOnFoot ? 'Ai được đi trước tiên?' : 'Xe nào được đi trước tiên?';
    case 'order':
      return isOnFoot ? 'Hãy xếp thứ tự đi.' : 'Xe nào đi trước, xe nào đi sau? Hãy xếp thứ tự.';
    case 'sequence':
      return 'Thứ tự đi nào đúng?';
    case 'yield':
      return 'Xe nào phải nhường?';
    case 'stop':
      return 'Xe nào phải dừng lại?';
  }
}

/** 1: two, one rule; 3: many rules, or many who meet. */
function difficultyOf({ vehicles, pedestrians }: Junction, { proof }: Decided): 1 | 2 | 3 {
  const rules = new Set(proof.map(({ because }) => because.provisionId)).size;
  const load = rules + vehicles.length + pedestrians.length;
  return load <= 3 ? 1 : load <= 5 ? 2 : 3;
}

type Option = { text: string; misconception: string };

/** Options of one task: never more than there are shapes of signs. */
const MOST_OPTIONS = 4;
const FIRST_COME = 'Ai đến trước thì đi trước';
const TOGETHER = 'Đường rộng thì các xe cứ cùng đi';

const one = (right: string, wrong: readonly Option[], order: (texts: string[]) => string[]): JunctionTask => {
  const texts = order([right, ...wrong.map(({ text }) => text)]);
  const options = texts.map((text) => {
    const option = wrong.find((each) => each.text === text);
    return { text, ...(option && { misconception: option.misconception }) };
  });
  return { kind: 'one', options, right: texts.indexOf(right) };
};

/** A task on single road users: each wrong one needs somebody who believes in it; null when one finds nobody. */
function amongAll(
  junction: Junction,
  { order, stopped }: Decided,
  right: string,
  believes: (id: string) => Belief | undefined,
  more: readonly Option[],
): JunctionTask | null {
  const ids = order.flat().sort();
  if (stopped.length > 0 || ids.length < 2 || ids.length > MOST_OPTIONS) return null;
  const nameFor = (id: string) => sentence(nameOf(junction, id));
  const wrong = ids
    .filter((id) => id !== right)
    .map((id) => ({ text: nameFor(id), misconception: believes(id)?.misconception }));
  if (wrong.some(({ misconception }) => misconception === undefined)) return null;
  const extra = more.slice(0, MOST_OPTIONS - ids.length);
  const names = ids.map(nameFor);
  return one(nameFor(right), [...(wrong as Option[]), ...extra], () => [
    ...names,
    ...extra.map(({ text }) => text),
  ]);
}

function firstTask(junction: Junction, decision: Decided, beliefs: readonly Belief[]): JunctionTask | null {
  const [first] = decision.order;
  if (first?.length !== 1) return null;
  const believes = (id: string) =>
    beliefs.find(({ outcome: { order } }) => order[0]?.length === 1 && order[0][0] === id) ??
    beliefs.find(({ outcome: { order } }) => order.length > 1 && order[0]!.includes(id));
  const who = junction.pedestrians.length > 0 ? 'Ai' : 'Xe nào';
  return amongAll(junction, decision, first[0]!, believes, [
    { text: `${who} tới trước thì đi trước`, misconception: FIRST_COME },
    { text: 'Tất cả cùng đi', misconception: TOGETHER },
  ]);
}

function yieldTask(junction: Junction, decision: Decided, beliefs: readonly Belief[]): JunctionTask | null {
  const [first, second, ...others] = decision.order;
  if (!first || second?.length !== 1 || others.length > 0 || junction.pedestrians.length > 0) return null;
  const believes = (id: string) =>
    beliefs.find(({ outcome: { order } }) => order.slice(1).some((group) => group.includes(id)));
  return amongAll(junction, decision, second[0]!, believes, [
    { text: 'Xe nào tới sau thì nhường', misconception: FIRST_COME },
    { text: 'Không xe nào phải nhường', misconception: TOGETHER },
  ]);
}

/** Only a chain has one order: each waits for the one before it. */
function orderTask(junction: Junction, { order, stopped }: Decided): JunctionTask | null {
  if (stopped.length > 0 || order.length < 3 || order.some((group) => group.length > 1)) return null;
  return { kind: 'ordering', items: order.map(([id]) => sentence(nameOf(junction, id!))) };
}

function sequenceTask(
  junction: Junction,
  decision: Decided,
  beliefs: readonly Belief[],
): JunctionTask | null {
  if (decision.order.length < 2) return null;
  const wrong = beliefs.slice(0, MOST_OPTIONS - 1).map(({ misconception, outcome }) => ({
    text: orderWords(junction, outcome),
    misconception,
  }));
  return wrong.length < 2 ? null : one(orderWords(junction, decision), wrong, mixed(junction));
}

function stopTask(junction: Junction, { stopped }: Decided, beliefs: readonly Belief[]): JunctionTask | null {
  if (stopped.length === 0) return null;
  const wordsOf = (ids: readonly string[]) =>
    ids.length === 0 ? 'Không xe nào' : sentence(namesOf(junction, ids));
  const right = wordsOf(stopped);
  const wrong = beliefs
    .map(({ misconception, outcome }) => ({ text: wordsOf(outcome.stopped), misconception }))
    .filter(({ text }, index, all) => text !== right && all.findIndex((each) => each.text === text) === index)
    .slice(0, MOST_OPTIONS - 1);
  return wrong.length < 2 ? null : one(right, wrong, mixed(junction));
}

const TASKS: Record<
  Ask,
  (junction: Junction, decision: Decided, beliefs: readonly Belief[]) => JunctionTask | null
> = {
  first: firstTask,
  order: orderTask,
  sequence: sequenceTask,
  yield: yieldTask,
  stop: stopTask,
};

/** An order of texts that depends on the junction alone. */
const mixed = (junction: Junction) => (texts: string[]) => shuffled(texts, seedOf(formatJunction(junction)));

/** A whole number from 0 to 2³² − 1 made of a text (FNV-1a). */
export function seedOf(text: string): number {
  let hash = 0x811c9dc5;
  for (const char of text) hash = Math.imul(hash ^ char.codePointAt(0)!, 0x01000193);
  return hash >>> 0;
}
