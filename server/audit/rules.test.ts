import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import {
  canonicalEvent,
  canonicalJson,
  ChainWalk,
  findingSentence,
  isAction,
  isPlainId,
  NO_HASH,
  type ChainedEvent,
  type Finding,
  type KeptEvent,
} from './rules.ts';

const hashOf = (text: string) => createHash('sha256').update(text).digest('hex');

const event = (over: Partial<ChainedEvent> = {}): ChainedEvent => ({
  seq: 1,
  at: new Date('2026-11-21T05:00:00Z'),
  staffId: 's1',
  role: 'admin',
  unitId: null,
  action: 'unit.rename',
  subject: 'unit:1',
  before: null,
  after: null,
  prevHash: NO_HASH,
  ...over,
});

/** A sound chain. */
function chain(length: number): KeptEvent[] {
  const events: KeptEvent[] = [];
  for (let seq = 1; seq <= length; seq += 1) {
    const chained = event({ seq, subject: `unit:${seq}`, prevHash: events.at(-1)?.hash ?? NO_HASH });
    events.push({ ...chained, hash: hashOf(canonicalEvent(chained)) });
  }
  return events;
}
/** The chain made anew after something in it was changed. */
function remade(events: readonly KeptEvent[]): KeptEvent[] {
  let prevHash = NO_HASH;
  return events.map((one) => {
    const hash = hashOf(canonicalEvent({ ...one, prevHash }));
    const kept = { ...one, prevHash, hash };
    prevHash = hash;
    return kept;
  });
}
function findingsOf(events: readonly KeptEvent[]): Finding[] {
  const walk = new ChainWalk(hashOf);
  events.forEach((one) => walk.step(one));
  walk.end();
  expect(walk.findings.total).toBe(walk.findings.told.length);
  return walk.findings.told;
}
const TEN = chain(10);

test('a sound chain has nothing wrong, an empty one neither', () => {
  expect(findingsOf(TEN)).toEqual([]);
  expect(findingsOf([])).toEqual([]);
});

test('whatever is changed in an event, that event is told and no other', () => {
  const changes: Partial<KeptEvent>[] = [
    { at: new Date('2026-11-21T05:00:00.001Z') },
    { staffId: 's2' },
    { staffId: null },
    { role: 'writer' },
    { unitId: 'u' },
    { action: 'unit.end' },
    { subject: 'unit:99' },
    { before: 'a'.repeat(64) },
    { after: 'a'.repeat(64) },
    { prevHash: 'a'.repeat(64) },
    { hash: 'a'.repeat(64) },
  ];
  for (const change of changes)
    for (const seq of [1, 5, 10]) {
      const events = TEN.map((one) => (one.seq === seq ? { ...one, ...change } : one));
      expect(findingsOf(events)).toEqual([{ kind: 'altered', seq }]);
    }
});

test('an event changed together with its own hash no longer continues into the next', () => {
  const five = event({ ...TEN[4], action: 'unit.end' });
  const events = TEN.with(4, { ...five, hash: hashOf(canonicalEvent(five)) });
  expect(findingsOf(events)).toEqual([{ kind: 'unlinked', seq: 6 }]);
});

test('events removed from the beginning and the middle are told by number', () => {
  const left = TEN.filter(({ seq }) => ![1, 4, 5, 8].includes(seq));
  expect(findingsOf(left)).toEqual([
    { kind: 'missing', from: 1, to: 1 },
    { kind: 'missing', from: 4, to: 5 },
    { kind: 'missing', from: 8, to: 8 },
  ]);
});

test('two events that changed places are told with where they were', () => {
  const events = TEN.with(2, { ...TEN[7]!, seq: 3 }).with(7, { ...TEN[2]!, seq: 8 });
  expect(findingsOf(events)).toEqual([
    { kind: 'moved', seq: 3, from: 8 },
    { kind: 'moved', seq: 8, from: 3 },
  ]);
});

test('a removal that is hidden by giving the rest new numbers is told', () => {
  const events = TEN.filter(({ seq }) => seq !== 4).map((one, index) => ({ ...one, seq: index + 1 }));
  expect(findingsOf(events)).toEqual(
    [4, 5, 6, 7, 8, 9].map((seq) => ({ kind: 'moved', seq, from: seq + 1 })),
  );
});

test('a chain made anew is sound in itself: only a sealed head tells it from the old one', () => {
  const events = remade(TEN.with(4, { ...TEN[4]!, action: 'unit.end' }));
  expect(findingsOf(events)).toEqual([]);
  expect(events[9]!.hash).not.toBe(TEN[9]!.hash);
});

test('thousands of changed events are counted, a hundred told', () => {
  const walk = new ChainWalk(hashOf);
  chain(3000).forEach((one) => walk.step({ ...one, role: 'writer' }));
  walk.end();
  expect(walk.findings.total).toBe(3000);
  expect(walk.findings.told).toHaveLength(100);
});

test('no two events share their canonical text', () => {
  const text = fc.oneof(fc.constant(null), fc.string({ unit: 'binary' }));
  const events = fc.record({
    staffId: text,
    role: text,
    unitId: text,
    action: fc.string(),
    subject: fc.string(),
    before: text,
    after: text,
  });
  fc.assert(
    fc.property(events, events, (a, b) => {
      expect(canonicalEvent(event(a)) === canonicalEvent(event(b))).toBe(
        JSON.stringify(Object.entries(a)) === JSON.stringify(Object.entries(b)),
      );
    }),
  );
});

test('equal states have one text, whatever the order of their names', () => {
  expect(canonicalJson({ b: [{ y: 1, x: undefined, w: null }], a: new Date(0) })).toBe(
    '{"a":"1970-01-01T00:00:00.000Z","b":[{"w":null,"y":1}]}',
  );
  expect(canonicalJson([2, 1])).not.toBe(canonicalJson([1, 2]));
  fc.assert(
    fc.property(fc.jsonValue(), (state) => {
      expect(JSON.parse(canonicalJson(state))).toEqual(JSON.parse(JSON.stringify(state)));
    }),
  );
});

test.each([
  ['unit.merge', true],
  ['staff.sign-in', true],
  ['unit', false],
  ['unit.', false],
  ['Unit.merge', false],
  ['unit.đổi', false],
])('%s is an action: %s', (text, expected) => expect(isAction(text)).toBe(expected));

test.each([
  ['unit:019a-b', true],
  ['provision:nd-168-2024:6.9.đ', true],
  ['x'.repeat(200), true],
  ['x'.repeat(201), false],
  ['', false],
  ['staff:an@truong.example', false],
  ['Nguyễn An', false],
])('%s may stand in the trail: %s', (text, expected) => expect(isPlainId(text)).toBe(expected));

test('every finding has a sentence with its number and an end', () => {
  const findings: Finding[] = [
    { kind: 'altered', seq: 7 },
    { kind: 'moved', seq: 7, from: 9 },
    { kind: 'missing', from: 7, to: 7 },
    { kind: 'missing', from: 7, to: 8 },
    { kind: 'unlinked', seq: 7 },
    { kind: 'cut', from: 7, to: 9, sealedAt: 'x' },
    { kind: 'head-differs', seq: 7, sealedAt: 'x' },
    { kind: 'head-missing', seq: 7, sealedAt: 'x' },
    { kind: 'head-unreadable', line: 7 },
    { kind: 'head-forged', line: 7 },
    { kind: 'head-unlinked', line: 7 },
  ];
  for (const finding of findings)
    expect(findingSentence(finding, () => '21/11/2026')).toMatch(/^D[^.]* 7[^.]*(heads\.jsonl[^.]*)?\.$/);
});
