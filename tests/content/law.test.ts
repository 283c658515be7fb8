import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import type { Penalty, PenaltyPeriod } from '#content/schema.ts';
import { actIdOf } from '#server/law/rules.ts';
import { acts, behaviours, registry } from '#tests/support/content.ts';

/** Rows as they were handed over, one digest each: sha256 of the values below, in this order. */
const digests = JSON.parse(readFileSync('tests/content/penalty-digests.json', 'utf8')) as Record<
  string,
  string
>;
const rows = behaviours.flatMap(({ penalties }) => penalties);

const NUMBERS: Record<string, string> = Object.fromEntries(acts.map(({ id, number }) => [id, number]));
const placeValues = (id: string): unknown[] => {
  const [article, clause, point] = id.split(':')[1]!.split('.');
  return [NUMBERS[actIdOf(id)], article, clause ?? null, point ?? null];
};
/** The handed rows abbreviate three terms of the law; ours write them out. */
const abbreviated = (sanction: string | null) =>
  sanction
    ?.replaceAll('quyền sử dụng giấy phép lái xe', 'GPLX')
    .replaceAll('tước quyền sử dụng phù hiệu', 'tước phù hiệu')
    .replaceAll('tước quyền sử dụng giấy kiểm định', 'tước kiểm định') ?? null;
const digestOf = (row: Penalty, period: PenaltyPeriod) =>
  createHash('sha256')
    .update(
      JSON.stringify([
        row.id,
        row.titleVi,
        row.vehicle,
        row.role,
        row.subject,
        period.fineMinVnd,
        period.fineMaxVnd,
        period.fineUnit ?? null,
        period.points,
        abbreviated(period.sanctionVi),
        placeValues(period.provision),
        period.amendedBy === undefined ? null : placeValues(period.amendedBy),
        period.from,
        row.confidence,
      ]),
    )
    .digest('hex')
    .slice(0, 16);

describe('the 240 penalty rows', () => {
  test('are all here, each once', () => {
    expect(rows.map(({ id }) => id).sort()).toEqual(Object.keys(digests).sort());
    expect(rows).toHaveLength(240);
  });

  test('have the values that were handed over', () => {
    const wrong = rows
      .filter((row) => !row.periods.some((period) => digestOf(row, period) === digests[row.id]))
      .map(({ id }) => id);
    expect(wrong).toEqual([]);
  });

  test('have further periods only where a note says what held before or after', () => {
    const further = rows.filter(({ periods }) => periods.length > 1).map(({ id }) => id);
    expect(further.sort()).toEqual([
      'car-child-front-seat',
      'car-lane-change',
      'car-no-child-seat',
      'car-plate-obscured',
      'coach-contract-papers',
      'coach-no-tracking-device',
      'coach-pickup-contract-wrong-place',
      'motorbike-loud-exhaust',
      'motorbike-no-mirror',
      'people-in-cargo-bed',
      'truck-load-too-wide-or-long',
      'truck-material-spill',
      'truck-no-tracking-device',
    ]);
  });

  test('are withheld where the note says not to publish', () => {
    expect(rows.filter(({ withheld }) => withheld).map(({ id }) => id)).toEqual([
      'car-level-crossing-red-light',
      'motorbike-level-crossing-red-light',
    ]);
  });
});

test('periods follow each other without overlap, and only the last one may be open', () => {
  const lists = [
    ...rows.map(({ id, periods }) => ({ id, periods })),
    ...[...registry.provisions.values()].map(({ id, periods }) => ({ id, periods })),
  ];
  const wrong = lists.filter(({ periods }) =>
    periods.some((period, index) => {
      const next = periods[index + 1];
      return (
        (period.to !== undefined && period.to < period.from) ||
        (next !== undefined && (period.to === undefined || period.to >= next.from))
      );
    }),
  );
  expect(wrong.map(({ id }) => id)).toEqual([]);
});

test('every row rests on a provision that the registry knows and that holds on its days', () => {
  const wrong = rows.flatMap((row) =>
    row.periods.flatMap((period) => {
      const places = [period.provision, ...(period.amendedBy === undefined ? [] : [period.amendedBy])];
      return places.filter((place) => !registry.provisions.has(place)).map((place) => `${row.id}: ${place}`);
    }),
  );
  expect(wrong).toEqual([]);
});

test('no provision stands twice in an act', () => {
  const twice = acts.flatMap(({ id, provisions }) =>
    provisions.map(({ at }) => `${id}:${at}`).filter((place, index, all) => all.indexOf(place) !== index),
  );
  expect(twice).toEqual([]);
});

test('acts name acts that exist', () => {
  const ids = new Set(acts.map(({ id }) => id));
  const amendments = acts.flatMap(({ provisions }) =>
    provisions.flatMap(({ periods }) =>
      periods.flatMap(({ amendedBy }) => (amendedBy ? [actIdOf(amendedBy)] : [])),
    ),
  );
  const named = [
    ...acts.flatMap(({ amends, replaces, implements: details }) => [...amends, ...replaces, ...details]),
    ...amendments,
  ];
  expect(named.filter((id) => !ids.has(id))).toEqual([]);
});

test('no act holds before it was issued, and every entry is reviewed after it was checked', () => {
  const wrong = acts.filter(
    ({ issuedOn, inForceFrom, checkedOn, reviewBy }) =>
      (issuedOn !== null && inForceFrom !== null && inForceFrom < issuedOn) || reviewBy <= checkedOn,
  );
  expect(wrong.map(({ id }) => id)).toEqual([]);
});

test('an unconfirmed provision carries no figure', () => {
  const wrong = [...registry.provisions.values()].filter(({ periods }) =>
    periods.some(({ confidence, figures }) => confidence === 'unconfirmed' && figures !== undefined),
  );
  expect(wrong.map(({ id }) => id)).toEqual([]);
});

test('every legal source that a rule names is in the registry', () => {
  const sources = ['server/law/points.ts'].flatMap((file) =>
    [...readFileSync(file, 'utf8').matchAll(/@source (\S+) art\. (\d+)/g)].map(
      ([, act, article]) => `${act}:${article}`,
    ),
  );
  expect(sources.length).toBeGreaterThan(5);
  expect(
    sources.filter(
      (place) => ![...registry.provisions.keys()].some((id) => id === place || id.startsWith(`${place}.`)),
    ),
  ).toEqual([]);
});
