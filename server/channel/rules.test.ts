import { describe, expect, test } from 'vitest';
import type { Contact } from '#content/schema.ts';
import {
  channelsFor,
  emergencyNumberOf,
  hrefOf,
  isOverdue,
  MATTERS,
  readMatter,
  readPlace,
  type Place,
} from './rules.ts';

type Entry = Parameters<typeof channelsFor>[0][number] & { id: string };

const emergency = (value: string): Entry => ({
  id: value,
  kind: 'emergency',
  area: 'nationwide',
  contacts: [{ kind: 'phone', value, confidence: 'widely-known' }],
});
const entry = (id: string, kind: Entry['kind'], area: Entry['area'] = 'nationwide'): Entry => ({
  id,
  kind,
  area,
  contacts: [],
});
// The order of the directory is not the order of the answer.
const directory: Entry[] = [
  entry('road', 'road-manager'),
  entry('any-province', 'provincial-traffic-police'),
  entry('lang-son', 'provincial-traffic-police', 'lang-son'),
  entry('department', 'traffic-police-department'),
  entry('app', 'app'),
  entry('commune', 'commune-police'),
  emergency('115'),
  emergency('114'),
  emergency('113'),
];
const PLACES: Place[] = ['bac-ninh', 'dong-nai', 'lang-son', 'quang-ngai', 'quang-ninh', 'elsewhere'];
const idsFor = (matter: (typeof MATTERS)[number], place: Place) =>
  channelsFor(directory, matter, place).map(({ channel }) => channel.id);

describe('the chooser', () => {
  test.each(MATTERS.flatMap((matter) => PLACES.map((place) => [matter, place] as const)))(
    'has an answer for %s at %s, emergencies first',
    (matter, place) => {
      const advice = channelsFor(directory, matter, place);
      expect(advice.some(({ step }) => step === 'then')).toBe(true);
      const order = advice.map(({ channel }) => (channel.kind === 'emergency' ? 0 : 1));
      expect(order).toEqual(order.toSorted());
      expect(advice.every(({ step, channel }) => (channel.kind === 'emergency') === (step !== 'then'))).toBe(
        true,
      );
    },
  );

  test('sends people to the telephone before anything else when life is at stake', () => {
    expect(idsFor('danger', 'lang-son')).toEqual(['113', '114', '115', 'lang-son']);
    expect(idsFor('injury', 'lang-son')).toEqual(['115', '113', '114', 'commune']);
  });

  test('names 113 beside what is going on, for when it turns dangerous', () => {
    expect(channelsFor(directory, 'ongoing', 'lang-son')[0]).toMatchObject({
      step: 'if-worse',
      channel: { id: '113' },
    });
    expect(channelsFor(directory, 'road', 'lang-son')[0]).toMatchObject({
      step: 'if-worse',
      channel: { id: '113' },
    });
  });

  test('names no emergency number for what is over', () => {
    expect(idsFor('past', 'lang-son')).toEqual(['lang-son', 'app', 'department']);
  });

  test('falls back on the nationwide entry where a province has none of its own', () => {
    expect(idsFor('past', 'elsewhere')[0]).toBe('any-province');
    expect(idsFor('past', 'quang-ninh')[0]).toBe('any-province');
  });

  test('leaves out what the directory does not hold', () => {
    expect(channelsFor([], 'danger', 'lang-son')).toEqual([]);
  });
});

describe('a contact', () => {
  const contact = (kind: Contact['kind'], value: string, confidence: Contact['confidence']) =>
    hrefOf({ kind, value, confidence });

  test('leads somewhere when it is verified or an emergency number', () => {
    expect(contact('phone', '113', 'widely-known')).toBe('tel:113');
    expect(contact('phone', '024.0000 000', 'verified')).toBe('tel:0240000000');
    expect(contact('url', 'www.example.vn', 'verified')).toBe('https://www.example.vn');
    expect(contact('url', 'https://example.vn/a', 'verified')).toBe('https://example.vn/a');
  });

  test('is only text when it rests on one source, or is no address', () => {
    expect(contact('url', 'www.example.vn', 'single-source')).toBeNull();
    expect(contact('app', 'VNeTraffic', 'verified')).toBeNull();
    expect(contact('visit', 'Trụ sở', 'verified')).toBeNull();
  });

  test('is an emergency number only when it is widely known', () => {
    expect(emergencyNumberOf(emergency('114'))).toBe('114');
    expect(
      emergencyNumberOf({ contacts: [{ kind: 'phone', value: '114', confidence: 'verified' }] }),
    ).toBeNull();
  });
});

test('an entry is overdue from the day after its review day', () => {
  expect(isOverdue({ reviewBy: '2027-02-21' }, '2027-02-20')).toBe(false);
  expect(isOverdue({ reviewBy: '2027-02-21' }, '2027-02-21')).toBe(false);
  expect(isOverdue({ reviewBy: '2027-02-21' }, '2027-02-22')).toBe(true);
});

test('what an address does not name rightly is nothing, or elsewhere', () => {
  expect(readMatter('injury')).toBe('injury');
  expect(readMatter('toString')).toBeNull();
  expect(readMatter(null)).toBeNull();
  expect(readPlace('lang-son', PLACES)).toBe('lang-son');
  expect(readPlace('ha-noi', PLACES)).toBe('elsewhere');
  expect(readPlace(null, PLACES)).toBe('elsewhere');
});
