import type { Junction } from '#content/schema.ts';
import { armAt, hasLights, leftOf, rightOf, type Arm, type Vehicle } from './arms.ts';
import type { Rule } from './citations.ts';
import type { Undecided } from './decide.ts';

/** Whether a vehicle may go as far as signals say. `rules`: what says so, the strongest first; none where nothing does. */
export type Permit = { may: 'go' | 'stop'; rules: Rule[] } | { may: 'unclear'; reason: Undecided };

/**
 * What officer and lights say to a vehicle; the officer stands above the lights, the lights above the signs.
 * @source luat-36-2024 art. 11.2
 * @source luat-36-2024 art. 11.3
 * @source luat-36-2024 art. 11.4
 */
export function permitOf(junction: Junction, vehicle: Vehicle): Permit {
  const byLight = hasLights(junction) ? permitOfLight(junction, vehicle) : null;
  const permit = junction.officer ? permitOfOfficer(junction.officer, vehicle) : byLight;
  if (!permit) return { may: 'go', rules: [] };
  // The registry holds no provision on either.
  if (junction.officer && vehicle.inside) return { may: 'unclear', reason: 'inside' };
  if (permit.may === 'stop' && vehicle.signals) return { may: 'unclear', reason: 'siren-at-stop' };
  if (permit.may === 'unclear') return permit;
  const isOverruled = junction.officer
    ? byLight !== null && byLight.may !== permit.may
    : armAt(junction, vehicle.from).sign === (permit.may === 'go' ? 'give-way' : 'priority');
  return { may: permit.may, rules: [...permit.rules, ...(isOverruled ? ['signal-order' as const] : [])] };
}

function permitOfLight(junction: Junction, { from, inside }: Vehicle): Permit {
  switch (armAt(junction, from).light) {
    case 'red':
      return inside ? { may: 'unclear', reason: 'inside' } : { may: 'stop', rules: ['red'] };
    case 'yellow':
      return inside ? { may: 'go', rules: ['yellow-inside'] } : { may: 'stop', rules: ['yellow'] };
    default:
      return { may: 'go', rules: [] };
  }
}

function permitOfOfficer({ facing, gesture }: NonNullable<Junction['officer']>, vehicle: Vehicle): Permit {
  const rules: Rule[] = [`officer-${gesture}`];
  return { may: mayPass(facing, gesture, vehicle) ? 'go' : 'stop', rules };
}

function mayPass(facing: Arm, gesture: 'up' | 'sides' | 'front', { from, intention }: Vehicle): boolean {
  // He faces the traffic of that arm: what it has on its right is on his left.
  const [hisLeft, hisRight] = [rightOf(facing), leftOf(facing)];
  if (gesture === 'up') return false;
  if (gesture === 'sides') return from === hisLeft || from === hisRight;
  return from === hisLeft || (from === facing && intention === 'right');
}
