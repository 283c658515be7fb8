import { expect, test } from 'vitest';
import type { z } from 'zod';
import { Scene } from '#content/schema.ts';
import { checkScene } from './check.ts';
import { closeUps } from './closeups.ts';
import { renderScene } from './rules.ts';
import { label } from './svg.ts';

type SceneInput = z.input<typeof Scene>;

/** One lawful one-way street with a car; `more` replaces whole fields. */
function scene(more: Partial<SceneInput> = {}): Scene {
  return Scene.parse({
    title: 'Ô tô đi đúng',
    description: 'Ô tô vàng đi sang phải.',
    caption: 'Phố một chiều',
    verdict: 'lawful',
    roads: [{ id: 'pho', axis: 'h', at: 200, forward: ['general'] }],
    vehicles: [car],
    callouts: [
      { number: 1, x: 60, y: 60, text: 'Một.' },
      { number: 2, x: 160, y: 60, text: 'Hai.' },
    ],
    ...more,
  });
}

const car = { kind: 'car', focus: true, road: 'pho', lane: 'f1', at: 200 } as const;
const problemsOf = (more: Partial<SceneInput>) => checkScene(scene(more)).join('\n');

/* ───────────── text as outlines ───────────── */

test('scenes print no text: every character is an outline', () => {
  const svg = renderScene(
    scene({
      signs: [{ code: 'R.122', x: 400, y: 320 }],
      bubbles: [{ x: 300, y: 60, text: '68 km/h' }],
    }),
  );
  expect(svg).not.toMatch(/<text|font-/);
});

test('every character that a bubble allows has an outline', () => {
  for (const char of '0123456789ABCXYZabcxyz,./<>+=:–-')
    expect(label(0, 0, 10, char, '#000'), char).toMatch(/d="M/);
  expect(label(0, 0, 10, ' ', '#000')).toBe('');
  expect(() => label(0, 0, 10, 'Đ', '#000')).toThrow('No outline');
});

test('a text is centred: half of its width lies left of x', () => {
  const shift = (text: string) => Number(/translate\((\S+)/.exec(label(0, 0, 100, text, '#000'))![1]);
  expect(shift('88')).toBeCloseTo(2 * shift('8'), 0);
});

/* ───────────── insets ───────────── */

test('every inset can be drawn, ringed in the colour of the verdict', () => {
  for (const kind of Object.keys(closeUps) as (keyof typeof closeUps)[]) {
    const svg = renderScene(scene({ insets: [{ kind, x: 360, y: 80, at: [200, 200] }] }));
    expect(svg, kind).not.toMatch(/NaN|undefined/);
    expect(svg, kind).toContain('stroke="#0B6B3A" stroke-width="4"');
  }
});

test('an inset that the view cuts off or that a number covers is refused', () => {
  const at = [200, 200] as [number, number];
  expect(problemsOf({ insets: [{ kind: 'beer', x: 360, y: 54, at }] })).toBe('');
  expect(problemsOf({ insets: [{ kind: 'beer', x: 360, y: 53, at }] })).toContain('cut off');
  expect(problemsOf({ insets: [{ kind: 'beer', x: 226, y: 60, at }] })).toBe('');
  expect(problemsOf({ insets: [{ kind: 'beer', x: 225, y: 60, at }] })).toContain('Callout 2 covers');
});

/* ───────────── ghosts, blocked paths, cabins ───────────── */

test('a ghost is a dashed outline, and a blocked movement has no head', () => {
  for (const kind of ['car', 'motorbike', 'truck'] as const)
    expect(renderScene(scene({ ghosts: [{ kind, x: 80, y: 200 }] })), kind).toContain(
      'stroke-dasharray="7 5"',
    );
  const points: [number, number][] = [
    [300, 200],
    [360, 200],
  ];
  expect(renderScene(scene({ paths: [{ kind: 'neutral', points }] }))).toContain('M360 200L343');
  expect(renderScene(scene({ paths: [{ kind: 'neutral', points, blocked: true }] }))).not.toContain(
    'M360 200L343',
  );
});

test('a cut-away car shows who sits inside', () => {
  const open = renderScene(scene({ vehicles: [{ ...car, seats: [{ place: 'front-left' }] }] }));
  expect(open.length).toBeGreaterThan(renderScene(scene()).length);
  expect(open).not.toMatch(/NaN|undefined/);
});

test('a child beside the driver or without a child seat, and an adult without a belt, are not lawful', () => {
  const seated = (...seats: NonNullable<NonNullable<SceneInput['vehicles']>[number]['seats']>) =>
    problemsOf({ vehicles: [{ ...car, seats }] });
  const child = { who: 'child', childSeat: true } as const;
  expect(seated({ place: 'front-left' }, { ...child, place: 'rear-right' })).toBe('');
  expect(seated({ ...child, place: 'front-right' })).toContain('front row');
  expect(seated({ ...child, place: 'rear-left', childSeat: false })).toContain('no child seat');
  expect(seated({ place: 'rear-left', belt: false })).toContain('no seat belt');
});

test('a child may sit in front of the driver or right behind', () => {
  const draw = (seat: 'front' | 'behind') =>
    renderScene(
      scene({ vehicles: [{ ...car, kind: 'motorbike', riders: [{}, { who: 'child', seat }, {}] }] }),
    );
  expect(draw('front')).not.toBe(draw('behind'));
});

test('the picture of a question is the same whatever its verdict: no badge, no number, no telling colour', () => {
  const callouts = [{ number: 1, x: 200, y: 100, text: 'Chỗ cần nhìn.' }];
  const inset = { kind: 'beer' as const, x: 120, y: 90, at: [200, 200] as [number, number] };
  const drawn = (verdict: 'violation' | 'lawful') =>
    renderScene(
      scene({
        verdict,
        callouts,
        insets: [inset],
        paths: [
          {
            kind: verdict,
            points: [
              [100, 200],
              [360, 200],
            ],
          },
        ],
      }),
      { isQuestion: true },
    );
  expect(drawn('violation')).toBe(drawn('lawful'));
});
