import { readFileSync, readdirSync } from 'node:fs';
import { expect, test } from 'vitest';
import { parse } from 'yaml';
import type { z } from 'zod';
import { Scene, SceneSignCode, SceneVehicleKind } from '#content/schema.ts';
import { checkScene } from './check.ts';
import { renderScene } from './rules.ts';

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
const folder = new URL('../../content/scenes/', import.meta.url);
for (const file of readdirSync(folder).filter((name) => name.endsWith('.yaml'))) {
  test(`the scene ${file} is right, small, NFC and safe under a strict content policy`, () => {
    const raw = readFileSync(new URL(file, folder), 'utf8');
    expect(raw).toBe(raw.normalize('NFC'));
    const read = Scene.parse(parse(raw));
    expect(checkScene(read)).toEqual([]);
    const svg = renderScene(read, { idPrefix: 'x' });
    expect(svg.length).toBeLessThan(12_000);
    expect(svg).not.toMatch(/style=|<style|<script|<text|href="(?!#x-)|url\(|NaN|undefined|Infinity/);
  });
}

test('the same scene gives the same string', () => {
  expect(renderScene(scene())).toBe(renderScene(scene()));
});

test('title and description name the image and are escaped', () => {
  const svg = renderScene(scene({ title: 'Đường "A" & <B>' }), { idPrefix: 'q7' });
  expect(svg).toContain('role="img"');
  expect(svg).toContain('aria-labelledby="q7-t" aria-describedby="q7-d"');
  expect(svg).toContain('<title id="q7-t">Đường &quot;A&quot; &amp; &lt;B&gt;</title>');
});

test('two scenes on one page share no id', () => {
  const ids = (svg: string) => [...svg.matchAll(/ id="([^"]+)"/g)].map((match) => match[1]);
  const more = {
    vehicles: [
      focus,
      { kind: 'car', road: 'pho', lane: 'f1', at: 80 },
      { kind: 'car', road: 'pho', lane: 'b1', at: 80 },
    ],
  } satisfies Partial<SceneInput>;
  const one = ids(renderScene(scene(more), { idPrefix: 'a' }));
  const other = ids(renderScene(scene(more), { idPrefix: 'b' }));
  expect(one.length).toBe(3);
  expect(one.filter((id) => other.includes(id))).toEqual([]);
});

test('numbers have at most one decimal', () => {
  expect(
    renderScene(scene({ vehicles: [{ ...focus, at: 200.3333 }] })).replace(/scale\([^)]*\)/g, ''),
  ).not.toMatch(/\d\.\d\d/);
});

test('the view sets the viewBox, and signs and numbers shrink with it', () => {
  const svg = renderScene(scene({ view: { x: 100, y: 120, width: 240, height: 180 } }));
  expect(svg).toContain('viewBox="100 120 240 180"');
  expect(svg).toContain('r="7.5"');
});

test('lines between directions are yellow and lines within a direction white', () => {
  const oneWay = renderScene(
    scene({ roads: [{ id: 'pho', axis: 'h', at: 240, forward: ['general', 'general'] }], junctions: [] }),
  );
  const twoWay = renderScene(
    scene({
      roads: [{ id: 'pho', axis: 'h', at: 240, forward: ['general'], backward: ['general'] }],
      junctions: [],
    }),
  );
  expect(oneWay).toMatch(/stroke="#FFFFFF" stroke-width="4" stroke-dasharray="28 20"/);
  expect(oneWay).not.toMatch(/stroke="#F5B800" stroke-width="4"/);
  expect(twoWay).toMatch(/stroke="#F5B800" stroke-width="4" stroke-dasharray="28 20"/);
});

test('traffic keeps right: eastward lanes lie south of the middle, northward lanes east of it', () => {
  const east = renderScene(scene());
  expect(east).toContain('translate(200 282)');
  const north = renderScene(scene({ vehicles: [{ ...focus, road: 'duong', at: 300 }] }));
  expect(north).toContain('translate(582 300) rotate(270)');
});

test('the focus is yellow and every other vehicle is not', () => {
  const svg = renderScene(scene({ vehicles: [focus, { kind: 'car', road: 'pho', lane: 'b1', at: 80 }] }));
  expect(svg.match(/color="#F5B800"/g)).toHaveLength(1);
});

test('every kind of vehicle and every sign can be drawn', () => {
  for (const kind of SceneVehicleKind.options) {
    const svg = renderScene(
      scene({
        railway: { axis: 'v', at: 300 },
        vehicles: [
          {
            ...focus,
            kind,
            lights: ['head', 'brake', 'hazard', 'siren'],
            doors: ['left', 'right'],
            plate: 'covered',
            noise: true,
          },
        ],
      }),
    );
    expect(svg, kind).not.toMatch(/NaN|undefined/);
  }
  for (const code of SceneSignCode.options) {
    expect(
      renderScene(scene({ signs: [{ code, x: 60, y: 470, number: 60, state: 'red' }] })),
      code,
    ).not.toMatch(/NaN|undefined/);
  }
});

test('an absent sign is a dashed ring, not a sign', () => {
  const svg = renderScene(scene({ signs: [{ code: 'P.102', x: 60, y: 470, absent: true }] }));
  expect(svg).toContain('fill="none" stroke="#69737D"');
});
