import { expect, test } from 'vitest';
import type { z } from 'zod';
import { Scene } from '#content/schema.ts';
import { checkScene } from './check.ts';

type SceneInput = z.input<typeof Scene>;

/** One lawful street with a junction at its eastern end; `more` replaces whole fields. */
function scene(more: Partial<SceneInput> = {}): Scene {
  return Scene.parse({
    title: 'Xe máy đi đúng',
    description: 'Xe máy vàng đi sang phải.',
    caption: 'Đường hai chiều',
    verdict: 'lawful',
    canvas: { width: 640, height: 480 },
    roads: [
      { id: 'pho', axis: 'h', at: 240, to: 500, forward: ['general'], backward: ['general'] },
      { id: 'duong', axis: 'v', at: 540, forward: ['general'], backward: ['general'] },
    ],
    junctions: [{ roads: ['pho', 'duong'], west: { stop: true } }],
    vehicles: [{ kind: 'motorbike', focus: true, road: 'pho', lane: 'f1', at: 200 }],
    callouts: [
      { number: 1, x: 60, y: 60, text: 'Một.' },
      { number: 2, x: 160, y: 60, text: 'Hai.' },
    ],
    ...more,
  });
}

const focus = { kind: 'motorbike', focus: true, road: 'pho', lane: 'f1', at: 200 } as const;
const problemsOf = (more: Partial<SceneInput>) => checkScene(scene(more)).join('\n');
const broken = (breaks: NonNullable<Scene['breaks']>, more: Partial<SceneInput> = {}) =>
  problemsOf({ verdict: 'violation', breaks, ...more });

test('a plain lawful scene has no problems', () => {
  expect(checkScene(scene())).toEqual([]);
});

/* ───────────── planted mistakes ───────────── */

test('a scene without a focus, or with two, is refused', () => {
  expect(problemsOf({ vehicles: [{ ...focus, focus: false }] })).toContain(
    'exactly one focus, this one has 0',
  );
  expect(problemsOf({ vehicles: [focus, { ...focus, at: 60 }] })).toContain(
    'exactly one focus, this one has 2',
  );
});

test('a picture without a verdict needs no focus', () => {
  const plain = { vehicles: [{ ...focus, focus: false }], showBadge: false, callouts: [] };
  expect(problemsOf(plain)).toBe('');
  expect(problemsOf({ ...plain, vehicles: [focus, { ...focus, at: 60 }] })).toContain('has 2');
});

test('a vehicle on an unknown lane is refused', () => {
  expect(problemsOf({ vehicles: [{ ...focus, lane: 'f2' }] })).toContain('unknown road or lane');
});

test('a vehicle outside its lane is refused from the first px that matters', () => {
  const room = (84 - 40) / 2;
  expect(problemsOf({ vehicles: [{ ...focus, shift: room + 2 }] })).toBe('');
  expect(problemsOf({ vehicles: [{ ...focus, shift: room + 3 }] })).toContain('not inside lane pho/f1');
});

test('overlapping vehicles are refused, neighbours are not', () => {
  const behind = { kind: 'car', road: 'pho', lane: 'f1', at: 100 } as const;
  expect(problemsOf({ vehicles: [focus, behind] })).toBe('');
  expect(problemsOf({ vehicles: [focus, { ...behind, at: 130 }] })).toContain('overlap');
});

test('a focus that the view cuts off is refused', () => {
  expect(problemsOf({ vehicles: [{ ...focus, at: 43 }] })).toBe('');
  expect(problemsOf({ vehicles: [{ ...focus, at: 42 }] })).toContain('not wholly in the view');
});

test('a vehicle outside the view is refused', () => {
  expect(problemsOf({ vehicles: [focus, { kind: 'car', road: 'pho', lane: 'b1', at: -50 }] })).toContain(
    'out of the view',
  );
});

test('a sign on the roadway, a cut off sign and a signal without state are refused', () => {
  expect(problemsOf({ signs: [{ code: 'P.102', x: 300, y: 250 }] })).toContain('stands on the roadway');
  expect(problemsOf({ signs: [{ code: 'P.102', x: 10, y: 470 }] })).toContain('cut off');
  expect(problemsOf({ signs: [{ code: 'light', x: 300, y: 470 }] })).toContain('need one');
  expect(problemsOf({ signs: [{ code: 'P.127', x: 300, y: 470 }] })).toContain('need one');
});

test('an unknown sign code does not pass the schema', () => {
  expect(Scene.safeParse({ ...scene(), signs: [{ code: 'P.999', x: 1, y: 1 }] }).success).toBe(false);
});

test('numbers must be two to four, in order, apart, inside and off the vehicles', () => {
  const [one, two] = [
    { number: 1, x: 60, y: 60, text: 'Một.' },
    { number: 2, x: 160, y: 60, text: 'Hai.' },
  ];
  expect(problemsOf({ callouts: [one] })).toContain('two to four');
  expect(problemsOf({ callouts: [two, one] })).toContain('in order');
  expect(problemsOf({ callouts: [one, { ...two, x: 62 + 40 }] })).toContain('cover each other');
  expect(problemsOf({ callouts: [{ ...one, x: 20 }, two] })).toContain('not inside the view');
  expect(problemsOf({ callouts: [{ ...one, x: 200, y: 282 }, two] })).toContain('covers the motorbike');
});

test('a path that misses the focus, leaves the road or contradicts the verdict is refused', () => {
  expect(
    problemsOf({
      paths: [
        {
          kind: 'lawful',
          points: [
            [300, 198],
            [400, 198],
          ],
        },
      ],
    }),
  ).toContain('does not touch the focus');
  expect(
    problemsOf({
      paths: [
        {
          kind: 'lawful',
          points: [
            [200, 282],
            [200, 400],
          ],
        },
      ],
    }),
  ).toContain('leaves the roadway');
  expect(
    problemsOf({
      paths: [
        {
          kind: 'violation',
          points: [
            [200, 282],
            [400, 282],
          ],
        },
      ],
    }),
  ).toContain('violation in a lawful scene');
});

test('text that is not NFC is refused', () => {
  expect(problemsOf({ caption: 'Đường'.normalize('NFD') })).toContain('not NFC');
});

test('a special lane without its marking is refused', () => {
  const roads = [
    { id: 'pho', axis: 'h', at: 240, forward: ['general', 'motorbike'] },
  ] satisfies SceneInput['roads'];
  expect(problemsOf({ roads, junctions: [] })).toContain('no marking of that kind');
  expect(
    problemsOf({ roads, junctions: [], markings: [{ kind: 'motorbike', road: 'pho', lane: 'f2', at: 400 }] }),
  ).toBe('');
});

test('a stop line on an arm that does not exist is refused', () => {
  expect(problemsOf({ junctions: [{ roads: ['pho', 'duong'], east: { stop: true } }] })).toContain(
    'no east arm',
  );
});

/* ───────────── the verdict ───────────── */

test('in a lawful scene nobody faces against the lane', () => {
  expect(problemsOf({ vehicles: [{ ...focus, heading: 'against' }] })).toContain('faces against its lane');
  expect(
    problemsOf({ vehicles: [focus, { kind: 'car', road: 'pho', lane: 'b1', at: 200, heading: 'against' }] }),
  ).toContain('faces against its lane');
});

test('in a lawful scene a car may not use a motorbike lane', () => {
  const roads = [
    { id: 'pho', axis: 'h', at: 240, forward: ['general', 'motorbike'] },
  ] satisfies SceneInput['roads'];
  const markings = [{ kind: 'motorbike', road: 'pho', lane: 'f2', at: 400 }] satisfies SceneInput['markings'];
  expect(
    problemsOf({ roads, markings, junctions: [], vehicles: [{ ...focus, kind: 'car', lane: 'f2' }] }),
  ).toContain('uses a motorbike lane');
  expect(
    broken('lane', { roads, markings, junctions: [], vehicles: [{ ...focus, kind: 'car', lane: 'f2' }] }),
  ).toBe('');
});

test('a stopped car keeps the given distance from a junction: 5 m is 110 px', () => {
  // The crossing road's edge is at 456, the car is 99 px long: its nose is at + 49.5.
  const parked = (at: number) =>
    ({ vehicles: [{ ...focus, kind: 'car', at, off: 'kerb' }] }) satisfies Partial<SceneInput>;
  const nose = 456 - 49.5;
  expect(problemsOf(parked(nose - 111))).toBe('');
  expect(problemsOf(parked(nose - 110))).toBe('');
  expect(problemsOf(parked(nose - 109))).toContain('forbidden distance of a junction');
  expect(checkScene(scene(parked(nose - 109)), { parkingMetres: 4 })).toEqual([]);
  expect(broken('position', parked(nose - 109))).toBe('');
  expect(broken('position', parked(nose - 111))).toContain('not forbidden by anything drawn');
});

test('heads without helmets, phones, covered plates and noise are not lawful', () => {
  expect(problemsOf({ vehicles: [{ ...focus, riders: [{ helmet: false }] }] })).toContain('wears no helmet');
  expect(problemsOf({ vehicles: [{ ...focus, riders: [{ phone: true }] }] })).toContain('holds a phone');
  expect(problemsOf({ vehicles: [{ ...focus, plate: 'covered' }] })).toContain('covered');
  expect(problemsOf({ vehicles: [{ ...focus, noise: true }] })).toContain('noise');
  expect(broken('equipment', { vehicles: [{ ...focus, riders: [{ helmet: false }] }] })).toBe('');
  expect(broken('equipment')).toContain('nothing about the focus is unsafe');
});

test('two passengers are lawful only with a child among them', () => {
  const adult = { who: 'adult' } as const;
  const child = { who: 'child' } as const;
  expect(problemsOf({ vehicles: [{ ...focus, riders: [adult, adult] }] })).toBe('');
  expect(problemsOf({ vehicles: [{ ...focus, riders: [adult, child, adult] }] })).toBe('');
  expect(problemsOf({ vehicles: [{ ...focus, riders: [adult, adult, adult] }] })).toContain(
    'Too many people',
  );
  expect(broken('riders', { vehicles: [{ ...focus, riders: [adult, adult, adult] }] })).toBe('');
  expect(broken('riders')).toContain('does not carry too many');
});

test('a load is lawful when covered and within the vehicle', () => {
  const truck = { ...focus, kind: 'dump-truck' } as const;
  expect(problemsOf({ vehicles: [{ ...truck, cargo: { kind: 'gravel', covered: true } }] })).toBe('');
  expect(problemsOf({ vehicles: [{ ...truck, cargo: { kind: 'gravel' } }] })).toContain('load');
  expect(broken('load', { vehicles: [{ ...truck, cargo: { kind: 'gravel' } }] })).toBe('');
  expect(broken('load', { vehicles: [truck] })).toContain('carries no load');
});

test('passing a stop line counts only at red', () => {
  const light = { code: 'light', x: 400, y: 470 } as const;
  const over = [{ ...focus, at: 430 }] satisfies SceneInput['vehicles'];
  expect(problemsOf({ signs: [{ ...light, state: 'green' }], vehicles: over })).toBe('');
  expect(problemsOf({ signs: [{ ...light, state: 'red' }], vehicles: over })).toContain(
    'passes a stop line at red',
  );
  expect(broken('light', { signs: [{ ...light, state: 'red' }], vehicles: over })).toBe('');
  expect(broken('light', { signs: [{ ...light, state: 'green' }], vehicles: over })).toContain(
    'no signal shows red',
  );
  expect(broken('light', { signs: [{ ...light, state: 'red' }] })).toContain('passes a stop line');
});

test('a solid line may not be crossed, a dashed one may', () => {
  const roads = (centre: 'dashed' | 'solid') =>
    [
      { id: 'pho', axis: 'h', at: 240, forward: ['general'], backward: ['general'], centre },
    ] satisfies SceneInput['roads'];
  const points = [
    [200, 282],
    [300, 282],
    [340, 198],
    [460, 198],
  ] as [number, number][];
  expect(problemsOf({ roads: roads('dashed'), junctions: [], paths: [{ kind: 'lawful', points }] })).toBe('');
  expect(problemsOf({ roads: roads('solid'), junctions: [], paths: [{ kind: 'lawful', points }] })).toContain(
    'crosses a solid line',
  );
  expect(
    broken('line', { roads: roads('solid'), junctions: [], paths: [{ kind: 'violation', points }] }),
  ).toBe('');
  expect(
    broken('line', { roads: roads('dashed'), junctions: [], paths: [{ kind: 'violation', points }] }),
  ).toContain('crosses a solid line');
});

test('a violation must show what it names', () => {
  expect(broken('heading')).toContain('does not face against its lane');
  expect(broken('heading', { vehicles: [{ ...focus, heading: 'against' }] })).toBe('');
  expect(broken('lane')).toContain('a lane it may use');
  expect(broken('yield')).toContain('nobody is near');
  expect(broken('yield', { people: [{ kind: 'pedestrian', x: 300, y: 282 }] })).toBe('');
  expect(problemsOf({ verdict: 'violation' })).toContain('says what the focus breaks');
  expect(problemsOf({ breaks: 'other' })).toContain('breaks nothing');
});
