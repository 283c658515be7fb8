import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import { CrashTargets, NationalFigures, OutcomeBehaviours } from '#content/schema.ts';
import { readFile } from '#server/content/service.ts';
import { behaviours } from '#tests/support/content.ts';
import { movements } from '#tests/support/movements.ts';
import { bulletinWords } from '#src/lib/bulletin-words.ts';
import { crashWords } from '#src/lib/crash-words.ts';
import { nationalWords } from '#src/lib/national-words.ts';
import { stringsOf } from '#tests/support/content.ts';

const FOLDER = 'content/outcomes';
const { groups } = readFile(`${FOLDER}/behaviours.yaml`, OutcomeBehaviours);
const targets = readFile(`${FOLDER}/targets.yaml`, CrashTargets);
const { figures } = readFile(`${FOLDER}/national.yaml`, NationalFigures);

test.each(['behaviours', 'targets', 'national'])('%s is in NFC', (name) => {
  const raw = readFileSync(`${FOLDER}/${name}.yaml`, 'utf8');
  expect(raw).toBe(raw.normalize('NFC'));
  expect(parse(raw)).toBeTruthy();
});

test('every behaviour is its own, and names penalties that exist', () => {
  const all = groups.flatMap((group) => group.behaviours);
  const ids = all.map(({ id }) => id);
  expect(new Set(ids).size).toBe(ids.length);
  const known = new Set(behaviours.map(({ id }) => id));
  expect(all.flatMap(({ law }) => law).filter((id) => !known.has(id))).toEqual([]);
});

describe('goals for crashes', () => {
  test('each stands in a plan, and the plan names the same figure', () => {
    for (const { changePct, sources } of targets.measures)
      for (const { movement, target } of sources) {
        const line = movements
          .find(({ slug }) => slug === movement)
          ?.data.targets.find(({ id }) => id === target);
        expect(line, `${movement} ${target}`).toBeDefined();
        if (changePct) {
          expect(line!.textVi).toContain(`${-changePct.least}–${-changePct.most}%`);
          expect(line!.key.replaceAll(' ', '')).toBe(`${-changePct.least}%-${-changePct.most}%`);
        } else expect(line!.textVi).not.toMatch(/\d+\s*%/);
      }
  });

  test('each measure has one', () => {
    expect(targets.measures.map(({ measure }) => measure)).toEqual([
      'crashes',
      'deaths',
      'injuries',
      'alcohol',
      'serious',
      'commercial',
    ]);
  });
});

describe('published national figures', () => {
  test('say exactly what the press was told', () => {
    expect(
      figures.map(({ id, from, to, received, enoughBasis, handled, insufficient, finesVnd }) =>
        [id, from, to, received, enoughBasis, handled, insufficient, finesVnd].join(' '),
      ),
    ).toEqual([
      'vnetraffic-2025-12-19 2025-12-19 2025-12-19 1142 53   ',
      'facebook-2025-12-19 2025-12-19 2025-12-19 117 33   ',
      'zalo-2025-12-19 2025-12-19 2025-12-19 25 12   ',
      'hotline-2025-08 2025-07-17 2025-08-17 2134 446 271 284 ',
      'ha-noi-zalo   16000 4758 3161  4000000000',
      'ha-noi-zalo-2024 2024-01-01 2024-12-31   2609  2700000000',
      'hcm-zalo 2024-06-01 2025-01-31 1880 128   500000000',
    ]);
  });

  test('the note on the hotline adds up as it says, and says what does not', () => {
    const note = figures.find(({ id }) => id === 'hotline-2025-08')!.noteVi!;
    const numbers = note.match(/\d[\d.]*/g)!.map((text) => Number(text.replace(/\D/g, '')));
    expect(numbers).toEqual([446, 271, 145, 30, 284, 730, 1404]);
    expect(271 + 145 + 30).toBe(446);
    expect(446 + 284).toBe(730);
    expect(2134 - 730).toBe(1404);
  });

  test('what the page concludes holds in every row', () => {
    const both = figures.filter(({ received, enoughBasis }) => received !== null && enoughBasis !== null);
    expect(both).toHaveLength(6);
    expect(both.every(({ received, enoughBasis }) => enoughBasis! * 2 < received!)).toBe(true);
  });
});

test('every sentence has fewer than twenty words', () => {
  const texts = [
    ...stringsOf({ bulletinWords, crashWords, nationalWords }),
    ...figures.flatMap(({ noteVi }): [string, string][] => (noteVi === null ? [] : [['note', noteVi]])),
  ];
  const long = texts
    .flatMap(([path, text]) => text.split(/(?<=[.!?:;])\s+/).map((sentence) => ({ path, sentence })))
    .filter(({ sentence }) => sentence.split(/\s+/).length >= 20);
  expect(long).toEqual([]);
});
