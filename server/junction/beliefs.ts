import type { Junction } from '#content/schema.ts';
import { armsOf, hasLights, hasSigns, isTurning, SIREN_RANK, type Vehicle } from './arms.ts';
import { decide, layered, type Decided, type Duty } from './decide.ts';
import type { Rule } from './citations.ts';

/** Who goes and who waits, rightly or in somebody's belief. */
export type Outcome = Pick<Decided, 'order' | 'stopped'>;

/** What somebody believes, and what they would then answer at this junction. */
export type Belief = { misconception: string; outcome: Outcome };

/** Length on the road, the shortest first. */
const SIZES: readonly Vehicle['kind'][] = [
  'bicycle',
  'motorbike',
  'car',
  'police-car',
  'ambulance',
  'truck',
  'army-truck',
  'fire-engine',
  'bus',
];

/**
 * Named misconceptions and the outcome each of them gives at a decided junction; those that give the right one are left out,
 * and of two that give the same one the first stays.
 */
export function beliefsOf(junction: Junction, right: Decided): Belief[] {
  const found: Belief[] = [];
  const keys = new Set([keyOf(right)]);
  for (const { misconception, outcome } of allBeliefs(junction, right)) {
    if (!outcome || keys.has(keyOf(outcome))) continue;
    keys.add(keyOf(outcome));
    found.push({ misconception, outcome });
  }
  return found;
}

const keyOf = ({ order, stopped }: Outcome): string => JSON.stringify([order, stopped]);

type Guess = { misconception: string; outcome: Outcome | null };

function allBeliefs(junction: Junction, right: Decided): Guess[] {
  return [...onSignals(junction, right), ...onRules(junction, right), ...onVehicles(junction, right)];
}

/** Each rule turned round, or not known. */
function onRules(junction: Junction, right: Decided): Guess[] {
  const turned = (misconception: string, ...rules: Rule[]): Guess => ({
    misconception,
    outcome: withDuties(right, (duty) =>
      duty.rules.some((rule) => rules.includes(rule))
        ? { ...duty, first: duty.second, second: duty.first }
        : duty,
    ),
  });
  const dropped = (misconception: string, ...rules: Rule[]): Guess => ({
    misconception,
    outcome: withDuties(right, (duty) => (duty.rules.some((rule) => rules.includes(rule)) ? null : duty)),
  });
  return [
    dropped('Xe ưu tiên nào cũng như nhau', 'siren-rank'),
    turned('Trong xe ưu tiên, xe cứu thương luôn đi đầu', 'siren-rank'),
    {
      misconception: 'Xe phát tín hiệu vẫn phải chờ lượt như xe khác',
      outcome: otherwise(right, junction, { signals: false }),
    },
    {
      misconception: 'Xe cứu thương, chữa cháy, công an lúc nào cũng được ưu tiên',
      outcome: otherwise(right, junction, { signals: true }),
    },
    { misconception: 'Không cần xem biển, cứ nhường bên phải', outcome: withoutSigns(junction) },
    turned('Phải nhường xe đến từ bên trái', 'right-hand'),
    turned('Trong vòng xuyến phải nhường xe đến từ bên phải', 'ring-left'),
    turned('Đã bật xi nhan thì được rẽ trước xe đi thẳng', 'oncoming'),
    turned('Người đi bộ phải chờ xe qua hết', 'pedestrian-turn', 'pedestrian-green'),
    turned('Xe ở đường nhánh ra trước thì đường chính phải chờ', 'main-road'),
  ];
}

/** Beliefs that look at the vehicles and at nothing else. */
function onVehicles(junction: Junction, right: Decided): Guess[] {
  const going = junction.vehicles.filter(({ id }) => !right.stopped.includes(id));
  const feet = right.order.flat().filter((id) => !going.some((vehicle) => vehicle.id === id));
  const behind = feet.length > 0 ? [feet] : [];
  const ranked = (misconception: string, rankOf: (vehicle: Vehicle) => number): Guess => {
    const ranks = [...new Set(going.map(rankOf))].sort((a, b) => a - b);
    const groups = ranks.map((rank) =>
      going.filter((vehicle) => rankOf(vehicle) === rank).map(({ id }) => id),
    );
    // A belief that makes no difference between them is not why somebody errs here.
    if (groups.length === 1) return { misconception, outcome: null };
    return { misconception, outcome: { order: [...groups, ...behind], stopped: right.stopped } };
  };
  const rightFirst = { right: 0, straight: 1, left: 2 };
  return [
    ranked('Xe to đi trước, xe nhỏ nhường', ({ kind }) => -SIZES.indexOf(kind)),
    ranked('Xe rẽ phải luôn đi trước', ({ intention }) => rightFirst[intention]),
    ranked('Xe đi thẳng luôn đi trước xe rẽ', (vehicle) => (isTurning(vehicle) ? 1 : 0)),
    ranked('Xe nhỏ, xe thô sơ luôn được nhường', ({ kind }) => SIZES.indexOf(kind)),
    ranked('Xe rẽ trái đi xa hơn nên đi trước', ({ intention }) => -rightFirst[intention]),
    {
      misconception: 'Đường rộng thì các xe cứ cùng đi',
      outcome: right.order.length > 0 ? { order: [right.order.flat().sort()], stopped: right.stopped } : null,
    },
  ];
}

/** A gesture read the other way round. */
const REVERSED = {
  up: 'Giơ thẳng tay phải là cho mọi hướng đi',
  sides: 'Dang ngang tay là cho phía trước và phía sau đi',
  front: 'Giơ tay về phía trước là cho phía trước đi',
};

/** Beliefs about officer and lights: who is held back. */
function onSignals(junction: Junction, right: Decided): Guess[] {
  if (!junction.officer && !hasLights(junction)) return [];
  const all = junction.vehicles.map(({ id }) => id);
  const feet = right.order.flat().filter((id) => !all.includes(id));
  const together = (stopped: string[]) => {
    const going = [...all.filter((id) => !stopped.includes(id)), ...feet];
    return going.length > 0 ? [going] : [];
  };
  const guess = (misconception: string, stopped: string[]): Guess => ({
    misconception,
    outcome: { order: together(stopped), stopped },
  });
  const litStop = junction.vehicles.filter(({ from }) => junction.arms[from]!.light === 'red');
  return [
    ...(junction.officer && hasLights(junction)
      ? [
          guess(
            'Đèn đứng trên hiệu lệnh của người điều khiển giao thông',
            litStop.map(({ id }) => id),
          ),
        ]
      : []),
    ...(junction.officer
      ? [
          guess(
            REVERSED[junction.officer.gesture],
            all.filter((id) => !right.stopped.includes(id)),
          ),
        ]
      : []),
    ...(junction.vehicles.some(({ inside }) => inside)
      ? [guess('Đèn vàng thì xe đã qua vạch cũng phải dừng', all)]
      : []),
    ...(armsOf(junction).some(({ light }) => light === 'yellow') && !junction.officer
      ? [
          guess(
            'Đèn vàng là được đi nhanh qua',
            right.stopped.filter((id) => litStop.some((vehicle) => vehicle.id === id)),
          ),
        ]
      : []),
    guess('Có người điều khiển hay có đèn thì mọi xe đều dừng chờ', all),
    guess('Đường vắng thì không cần theo tín hiệu', []),
  ];
}

/** The right duties, each changed or left out; null when nobody could go. */
function withDuties(right: Decided, change: (duty: Duty) => Duty | null): Outcome | null {
  const duties = new Map<string, Duty>();
  for (const { vehicle, because } of right.proof) {
    if (because.over === undefined) continue;
    const key = `${vehicle} ${because.over}`;
    const rules = [...(duties.get(key)?.rules ?? []), because.rule];
    duties.set(key, { first: vehicle, second: because.over, rules });
  }
  const order = layered(
    right.order.flat(),
    [...duties.values()].flatMap((duty) => change(duty) ?? []),
  );
  return order && { order, stopped: right.stopped };
}

/** The junction with all priority signals off, or with those of every vehicle that has some on. */
function otherwise(right: Decided, junction: Junction, { signals }: { signals: boolean }): Outcome | null {
  const vehicles = junction.vehicles.map((vehicle) => ({
    ...vehicle,
    signals: signals && SIREN_RANK[vehicle.kind] !== undefined && !right.stopped.includes(vehicle.id),
  }));
  return outcomeOf({ ...junction, vehicles });
}

function withoutSigns(junction: Junction): Outcome | null {
  if (!hasSigns(junction) || hasLights(junction) || junction.officer) return null;
  const arms = armsOf(junction).map(({ name, ...arm }) => [name, { ...arm, sign: 'none' }] as const);
  return outcomeOf({ ...junction, arms: Object.fromEntries(arms) });
}

function outcomeOf(junction: Junction): Outcome | null {
  const decision = decide(junction);
  return decision.ok ? decision : null;
}
