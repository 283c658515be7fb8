import fc from 'fast-check';
import type { Junction } from '#content/schema.ts';
import { problemsOf } from '#server/junction/rules.ts';

const arm = fc.constantFrom('north', 'east', 'south', 'west');
const lanes = fc.constantFrom(1, 1, 1, 2);
const two = <T>(values: fc.Arbitrary<T>) => fc.tuple(values, values);

/** Signs and lights of the upright road and of the flat one; mostly as they stand in a street, now and then at odds. */
const dressing = fc.oneof(
  { weight: 6, arbitrary: fc.constant([{}, {}] as const) },
  {
    weight: 4,
    arbitrary: fc.constantFrom(
      [{ sign: 'give-way' }, { sign: 'priority' }] as const,
      [{ sign: 'give-way' }, {}] as const,
      [{}, { sign: 'priority' }] as const,
    ),
  },
  {
    weight: 4,
    arbitrary: fc.constantFrom(
      [{ light: 'green' }, { light: 'red' }] as const,
      [{ light: 'yellow' }, { light: 'red' }] as const,
      [
        { light: 'green', sign: 'give-way' },
        { light: 'red', sign: 'priority' },
      ] as const,
    ),
  },
  {
    weight: 1,
    arbitrary: two(
      fc.record({
        sign: fc.constantFrom('none', 'priority', 'give-way', 'stop'),
        light: fc.constantFrom('green', 'yellow', 'red'),
      }),
    ),
  },
);

const vehicle = fc
  .record({
    kind: fc.constantFrom(
      'motorbike',
      'bicycle',
      'car',
      'truck',
      'bus',
      'ambulance',
      'fire-engine',
      'police-car',
      'army-truck',
    ),
    from: arm,
    lane: fc.constantFrom(1, 1, 2),
    intention: fc.constantFrom('left', 'straight', 'right'),
    signals: fc.boolean(),
    inside: fc.constantFrom(false, false, false, true),
  })
  .map(({ signals, ...each }) => ({
    ...each,
    signals: signals && ['ambulance', 'fire-engine', 'police-car', 'army-truck'].includes(each.kind),
  }));

/** Sound junctions of every kind the schema knows, up to five vehicles. */
export const anyJunction: fc.Arbitrary<Junction> = fc
  .record({
    layout: fc.constantFrom('crossing', 'crossing', 'crossing', 'roundabout'),
    missing: fc.oneof({ weight: 2, arbitrary: fc.constant(null) }, { weight: 1, arbitrary: arm }),
    roads: two(lanes),
    dressing,
    officer: fc.record({ facing: arm, gesture: fc.constantFrom('up', 'sides', 'front') }),
    hasOfficer: fc.constantFrom(true, false, false, false),
    vehicles: fc.uniqueArray(vehicle, {
      minLength: 1,
      maxLength: 5,
      selector: ({ from, lane, inside }) => `${from} ${lane} ${inside}`,
    }),
    pedestrians: fc.uniqueArray(arm, { maxLength: 2 }),
    hasPedestrians: fc.constantFrom(true, false, false, false),
  })
  .map(({ missing, roads, dressing: [upright, flat], hasOfficer, hasPedestrians, ...rest }) => {
    const plain = { sign: 'none', light: 'none' } as const;
    const up = { ...plain, ...upright, lanes: roads[0] };
    const across = { ...plain, ...flat, lanes: roads[1] };
    const arms = { north: up, east: across, south: up, west: across };
    if (missing) delete (arms as Partial<typeof arms>)[missing];
    return {
      layout: rest.layout,
      arms,
      officer: hasOfficer ? rest.officer : null,
      vehicles: rest.vehicles.map((each, index) => ({ id: 'ABCDEF'.charAt(index), ...each })),
      pedestrians: hasPedestrians ? rest.pedestrians : [],
    };
  })
  .filter((junction) => problemsOf(junction).length === 0);
