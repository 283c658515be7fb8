import { describe, expect, test } from 'vitest';
import { Scene, Task } from '#content/schema.ts';
import { checkScene } from '#server/scene/check.ts';
import { renderScene } from '#server/scene/rules.ts';
import { registry } from '#tests/support/content.ts';
import { searchOrder } from '#tests/support/junction-search.ts';
import {
  ASKS,
  asksOf,
  beliefsOf,
  citesOf,
  decide,
  formatJunction,
  heldBackBy,
  parseJunction,
  questionId,
  questionOf,
  sceneOf,
  shippedIds,
  shippedJunctions,
  type JunctionQuestion,
} from './rules.ts';

const DAY = '2026-11-21';
const shipped = shippedIds().map((id) => questionOf(id)!);
/** Every question that can be asked of the junctions of the site, not only the one that is offered first. */
const askable = shippedJunctions().flatMap((junction) => {
  const decision = decide(junction);
  return decision.ok ? asksOf(junction, decision).map((ask) => questionOf(questionId(junction, ask))!) : [];
});
const junctionOf = ({ id }: JunctionQuestion) => parseJunction(id.split('_')[0]!)!;
const named = (text: string) => [...text.matchAll(/(?:^|\s)([A-F])(?=$|[\s,;])/g)].map(([, id]) => id);

test('the site offers at least 200 questions, of every kind and difficulty', () => {
  expect(shipped.length).toBeGreaterThanOrEqual(200);
  const count = (of: (question: JunctionQuestion) => unknown, value: unknown) =>
    shipped.filter((question) => of(question) === value).length;
  for (const ask of ASKS)
    expect(
      count((each) => each.ask, ask),
      ask,
    ).toBeGreaterThanOrEqual(10);
  for (const level of [1, 2, 3])
    expect(
      count((each) => each.difficulty, level),
      `${level}`,
    ).toBeGreaterThanOrEqual(25);
});

test('an id is its question, again and again', () => {
  for (const { id } of askable) expect(questionOf(id)!.id).toBe(id);
  expect(new Set(askable.map(({ id }) => id)).size).toBe(askable.length);
});

describe('every question that can be asked', () => {
  test('is a task by the schema', () => {
    expect(askable.filter(({ task }) => !Task.safeParse(task).success)).toEqual([]);
  });

  test('has options that differ, each wrong one with the name of what somebody believes', () => {
    for (const { id, task } of askable) {
      if (task.kind !== 'one') continue;
      const texts = task.options.map(({ text }) => text);
      expect(new Set(texts).size, id).toBe(texts.length);
      expect(texts.length, id).toBeGreaterThanOrEqual(3);
      expect(texts.length, id).toBeLessThanOrEqual(4);
      const nameless = task.options.filter((option, at) => at !== task.right && !option.misconception);
      expect(nameless, id).toEqual([]);
      expect(task.options[task.right], id).not.toHaveProperty('misconception');
    }
  });

  test('has the key that the search finds, read off the words of the options', () => {
    for (const question of askable) {
      const { id, ask, task } = question;
      const junction = junctionOf(question);
      const { order, stopped } = searchOrder(junction)!;
      if (task.kind === 'ordering') {
        expect(task.items.flatMap(named), id).toEqual(order.flat().filter((each) => !each.startsWith('P')));
        continue;
      }
      const { text } = task.options[task.right]!;
      const letters = named(text);
      const cars = (ids: string[]) => ids.filter((each) => !each.startsWith('P'));
      if (ask === 'first') expect(letters, id).toEqual(cars(order[0]!));
      if (ask === 'yield') expect(letters, id).toEqual(order[1]);
      if (ask === 'stop') expect(letters, id).toEqual(stopped);
      if (ask === 'sequence') {
        const [going, waiting] = text.split(/; (?=.* dừng chờ)/);
        expect(
          going!.split(', rồi ').map((group) => named(group).sort()),
          id,
        ).toEqual(order.map(cars));
        expect(waiting ? named(waiting) : [], id).toEqual(stopped);
      }
    }
  });

  test('says why in sentences of the proof, each with its provision, in plain words', () => {
    for (const { id, explanation, decision, text, pictureVi } of askable) {
      expect(explanation.map(({ provisionId }) => provisionId)).toEqual(
        decision.proof.map(({ because }) => because.provisionId),
      );
      for (const words of [text, pictureVi, ...explanation.map((step) => step.text)]) {
        expect(words, id).toBe(words.normalize('NFC'));
        expect(words, id).not.toMatch(/undefined|null|\s\s|\.\.|[a-z]-[a-z]/);
        for (const sentence of words.split(/(?<=[.?:])\s/))
          expect(sentence.split(/\s+/).length, `${id}: ${sentence}`).toBeLessThanOrEqual(20);
      }
    }
  });

  test('rests on provisions the registry holds, none of them unconfirmed', () => {
    const cites = new Set(askable.flatMap(citesOf));
    expect(cites.size).toBeGreaterThan(10);
    expect(heldBackBy(registry, [...cites], DAY)).toEqual([]);
  });
});

test('a question is held back by the one of its provisions that is under review, and by no other', () => {
  const question = questionOf('x.ny-ep-sy-wp.cst-mwl-tet_order')!;
  expect(citesOf(question)).toEqual(['luat-36-2024:15.3', 'qcvn-41-2024:W.208', 'luat-36-2024:22.1']);
  const marked = (target: string) => ({
    ...registry,
    marks: [{ id: target, target, state: 'under-review' as const, onDay: '2026-11-01', reason: 'thử' }],
  });
  expect(heldBackBy(marked('luat-36-2024:22'), citesOf(question), DAY)).toEqual(['luat-36-2024:22.1']);
  expect(heldBackBy(marked('luat-36-2024:27'), citesOf(question), DAY)).toEqual([]);
  expect(heldBackBy(registry, ['qcvn-41-2024:R.122', 'luat-36-2024:99'], DAY)).toEqual([
    'qcvn-41-2024:R.122',
    'luat-36-2024:99',
  ]);
});

test.each([
  ['a junction the law does not decide', 'x.n-e-s-w.cnt-cet-cst-cwt_first'],
  ['an ask that does not fit: two vehicles are no chain', 'x.n-e-s-w.cst-met_order'],
  ['an ask there is not', 'x.n-e-s-w.cst-met_last'],
  ['a junction alone', 'x.n-e-s-w.cst-met'],
])('no question is made of %s', (_, id) => {
  expect(questionOf(id)).toBeNull();
});

test('misconceptions give the outcome their believers would: the left hand turns equal roads round', () => {
  const junction = parseJunction('x.n-e-s-w.cst-met-tnt')!;
  const decision = decide(junction);
  const beliefs = decision.ok ? beliefsOf(junction, decision) : [];
  const outcomeOf = (misconception: string) =>
    beliefs.find((belief) => belief.misconception === misconception)?.outcome.order;
  expect(outcomeOf('Phải nhường xe đến từ bên trái')).toEqual([['A'], ['B'], ['C']]);
  expect(outcomeOf('Xe to đi trước, xe nhỏ nhường')).toEqual([['C'], ['A'], ['B']]);
  expect(outcomeOf('Xe nhỏ, xe thô sơ luôn được nhường')).toEqual([['B'], ['A'], ['C']]);
  expect(outcomeOf('Xe rẽ phải luôn đi trước')).toBeUndefined();
  expect(outcomeOf('Đường rộng thì các xe cứ cùng đi')).toEqual([['A', 'B', 'C']]);
});

test('whoever thinks all priority vehicles alike lets fire brigade and ambulance go together', () => {
  const junction = parseJunction('x.n-e-s-w.fstx-aetx')!;
  const decision = decide(junction);
  const beliefs = decision.ok ? beliefsOf(junction, decision) : [];
  expect(beliefs[0]).toEqual({
    misconception: 'Xe ưu tiên nào cũng như nhau',
    outcome: { order: [['A', 'B']], stopped: [] },
  });
});

describe('the drawn scene', () => {
  test.each(shippedJunctions().map((junction) => [formatJunction(junction), junction] as const))(
    '%s is sound',
    (_, junction) => {
      const scene = sceneOf(junction);
      expect(Scene.parse(scene)).toEqual(scene);
      expect(checkScene(scene)).toEqual([]);
    },
  );

  test('shows every vehicle, its letter and its arrow, and tells nothing of the answer', () => {
    for (const junction of shippedJunctions()) {
      const scene = sceneOf(junction);
      expect(scene.bubbles.map(({ text }) => text)).toEqual(junction.vehicles.map(({ id }) => id));
      expect(scene.vehicles.map(({ kind }) => kind)).toEqual(junction.vehicles.map(({ kind }) => kind));
      expect(new Set(scene.paths.map(({ kind }) => kind))).toEqual(new Set(['neutral']));
      for (const { x, y } of scene.bubbles) {
        expect(x).toBeGreaterThanOrEqual(28);
        expect(x).toBeLessThanOrEqual(scene.canvas.width - 28);
        expect(y).toBeGreaterThanOrEqual(28);
        expect(y).toBeLessThanOrEqual(scene.canvas.height - 28);
      }
      expect(renderScene(scene)).toBe(renderScene(scene, { isQuestion: true }));
    }
  });

  test('has arrows that go along the roads and turn where two lanes meet', () => {
    const crossings = shippedJunctions().filter(({ layout }) => layout === 'crossing');
    for (const junction of crossings)
      for (const { points } of sceneOf(junction).paths)
        points.slice(1).forEach(([x, y], index) => {
          const [fromX, fromY] = points[index]!;
          expect([x === fromX, y === fromY], formatJunction(junction)).toContain(true);
        });
  });

  test('has arrows that end on the arm where each vehicle wants to leave', () => {
    const scene = sceneOf(parseJunction('x.n-e-s-w.csl-cet-cwr-cnt')!);
    const ends = scene.paths.map(({ points }) => points.at(-1)!);
    const side = ([x, y]: [number, number]) =>
      Math.abs(x - 440) > Math.abs(y - 330) ? (x > 440 ? 'east' : 'west') : y > 330 ? 'south' : 'north';
    expect(ends.map(side)).toEqual(['west', 'west', 'south', 'south']);
  });
});
