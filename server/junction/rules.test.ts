import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { Junction } from '#content/schema.ts';
import { anyJunction } from '#tests/support/junctions.ts';
import { searchOrder } from '#tests/support/junction-search.ts';
import {
  canonicalOf,
  decide,
  formatJunction,
  parseJunction,
  problemsOf,
  relettered,
  rotated,
  shippedJunctions,
} from './rules.ts';

const at = (word: string): Junction => {
  const junction = parseJunction(word);
  if (!junction) throw new Error(`${word} is no junction`);
  return junction;
};
/** `B | A C ! D`: B first, then A with C, D held back; the reason where nothing is decided. */
function answerOf(word: string): string {
  const decision = decide(at(word));
  if (!decision.ok) return decision.reason;
  const groups = decision.order.map((ids) => ids.join(' ')).join(' | ');
  return decision.stopped.length > 0 ? `${groups} ! ${decision.stopped.join(' ')}`.trim() : groups;
}
const rulesOf = (word: string): string[] => {
  const decision = decide(at(word));
  return decision.ok ? decision.proof.map(({ because }) => because.rule) : [];
};

describe('by the text of the law', () => {
  test.each([
    [
      'equal roads: A from the south has B on its right, so B goes first (22.2)',
      'x.n-e-s-w.cst-met',
      'B | A',
    ],
    [
      'equal roads: B on the right waits for C on its own right, A for B (22.2 twice)',
      'x.n-e-s-w.cst-met-tnt',
      'C | B | A',
    ],
    [
      'four cars straight on from four arms each have one on the right: a circle',
      'x.n-e-s-w.cnt-cet-cst-cwt',
      'circular',
    ],
    ['two that turn right from neighbouring arms never meet', 'x.n-e-s-w.csr-cer', 'A B'],
    [
      'face to face: B turns left across the way of A, who comes from ahead (15.3)',
      'x.n-e-s-w.cnt-msl',
      'A | B',
    ],
    [
      'face to face, one turns right, one left into the same road: each owes the other (15.3 twice)',
      'x.n-e-s-w.cnr-msl',
      'contradiction',
    ],
    ['at a T, A on the stem has B on its right and none on its left (22.2)', 'x.e-s-w.csl-met', 'B | A'],
    [
      'signs: A on the minor road waits for the main road from both sides, though it is on the right of B (22.1)',
      'x.ny-ep-sy-wp.cst-mwt-tet',
      'B C | A',
    ],
    [
      'signs: on the main road B turns left and waits for C from ahead (15.3); A from the minor road is last (22.1)',
      'x.ny-ep-sy-wp.cst-mwl-tet',
      'C | B | A',
    ],
    [
      'the sign “dừng lại” is not confirmed, so nothing is decided by it',
      'x.ns-ep-ss-wp.cst-mwt',
      'sign-unconfirmed',
    ],
    ['lights: green goes, red stops (11.4.c)', 'x.ng-er-sg-wr.cst-mwt', 'A ! B'],
    [
      'lights: both on green, the one that turns left waits for the one from ahead (15.3); red stops',
      'x.ng-er-sg-wr.csl-mnt-twt',
      'B | A ! C',
    ],
    [
      'yellow: A past the line goes on, B before the line stops (11.4.b), red stops (11.4.c)',
      'x.na-er-sa-wr.csti-mnt-twt',
      'A ! B C',
    ],
    ['green does not end the duty to somebody on the crossing (11.4.a)', 'x.ng-er-sg-wr.cst.hn', 'P1 | A'],
    ['who turns right waits for somebody on foot (15.3)', 'x.n-e-s-w.csr.he', 'P1 | A'],
    [
      'the officer faces south, arms out: south and north stop, east and west go, whatever the lights say (11.2, 11.3.b)',
      'x.ng-er-sg-wr.oss.cst-mwt',
      'B ! A',
    ],
    ['right hand straight up stops every arm (11.3.a)', 'x.ng-er-sg-wr.osu.cst-mwt', '! A B'],
    [
      'right arm forward, facing south: the east on the left goes anywhere, the south may turn right only (11.3.c)',
      'x.n-e-s-w.osf.csr-met-twt-bnt',
      'A B ! C D',
    ],
    [
      'right arm forward: who wants to go straight on from the front stops (11.3.c)',
      'x.n-e-s-w.osf.cst-met',
      'B ! A',
    ],
    ['an ambulance with signals goes before the one on its right (27.5)', 'x.n-e-s-w.astx-met', 'A | B'],
    ['an ambulance without signals waits like any vehicle (22.2)', 'x.n-e-s-w.ast-met', 'B | A'],
    [
      'fire brigade, then police, then ambulance, wherever they come from (27.2)',
      'x.n-e-s-w.astx-petx-fnlx',
      'C | B | A',
    ],
    [
      'a car whose way an ambulance does not cross: the law says slow down or stop, not who goes first',
      'x.n-e-s-w.astx-cnt',
      'siren-apart',
    ],
    [
      'fire brigade before ambulance, though the ambulance is on its right (27.2)',
      'x.n-e-s-w.fstx-aetx',
      'A | B',
    ],
    ['police and army stand in one rank: the law names none first', 'x.n-e-s-w.pstx-qetx', 'siren-equal'],
    [
      'nothing read so far lets a vehicle with signals pass a red light',
      'x.nr-eg-sr-wg.astx-met',
      'siren-at-stop',
    ],
    [
      'roundabout: A in the south waits for B, who comes from its left (22.3), though on equal roads B would wait',
      'o.n-e-s-w.cst-mwt',
      'B | A',
    ],
    ['roundabout: A waits for B already on the ring (22.3)', 'o.n-e-s-w.cst-mwli', 'B | A'],
    ['roundabout: who leaves before one’s entry is in nobody’s way', 'o.n-e-s-w.cst-mwr', 'A B'],
    [
      'a bicycle straight on and a car from its right that turns: 22.2 and 15.3 disagree',
      'x.n-e-s-w.kst-cer',
      'contradiction',
    ],
    [
      'somebody already inside a junction without lights: no provision read so far',
      'x.n-e-s-w.csti-met',
      'inside',
    ],
  ])('%s', (_, word, answer) => {
    expect(answerOf(word)).toBe(answer);
  });

  test('a proof names the rule, its provision and both vehicles, in the order in which they go', () => {
    const decision = decide(at('x.ny-ep-sy-wp.cst-mwl-tet'));
    expect(decision.ok && decision.proof).toEqual([
      { vehicle: 'C', because: { rule: 'oncoming', provisionId: 'luat-36-2024:15.3', over: 'B' } },
      { vehicle: 'A', because: { rule: 'minor-sign', provisionId: 'qcvn-41-2024:W.208' } },
      { vehicle: 'C', because: { rule: 'main-road', provisionId: 'luat-36-2024:22.1', over: 'A' } },
      { vehicle: 'B', because: { rule: 'main-road', provisionId: 'luat-36-2024:22.1', over: 'A' } },
    ]);
  });

  test('officer over lights and lights over signs are steps of their own (11.2)', () => {
    expect(rulesOf('x.ng-er-sg-wr.oss.cst-mwt')).toEqual([
      'officer-sides',
      'signal-order',
      'officer-sides',
      'signal-order',
    ]);
    expect(rulesOf('x.npr-eyg-spr-wyg.cst-mwt')).toEqual(['red', 'signal-order', 'signal-order']);
    expect(rulesOf('x.ng-er-sg-wr.cst-mwt')).toEqual(['red']);
  });
});

describe('against a search of its own', () => {
  test('every junction the site offers has the order that the search finds', () => {
    const wrong = shippedJunctions().filter((junction) => {
      const decision = decide(junction);
      const found = searchOrder(junction);
      return !decision.ok || JSON.stringify([decision.order, decision.stopped]) !== orderText(found);
    });
    expect(wrong.map(formatJunction)).toEqual([]);
  });

  test('any junction has the order that the search finds, or both find none', () => {
    let decided = 0;
    fc.assert(
      fc.property(anyJunction, (junction) => {
        const decision = decide(junction);
        if (decision.ok) decided += 1;
        expect(decision.ok ? JSON.stringify([decision.order, decision.stopped]) : null).toBe(
          orderText(searchOrder(junction)),
        );
      }),
      { numRuns: 4000 },
    );
    // Neither “nothing is ever decided” nor a generator without sense passes.
    expect(decided).toBeGreaterThan(800);
  });

  const orderText = (found: ReturnType<typeof searchOrder>) =>
    found && JSON.stringify([found.order, found.stopped]);
});

describe('any junction', () => {
  test('is decided alike from whichever side one looks', () => {
    fc.assert(
      fc.property(anyJunction, fc.integer({ min: 1, max: 3 }), (junction, quarters) => {
        expect(decide(rotated(junction, quarters))).toEqual(decide(junction));
      }),
    );
  });

  test('is decided alike whatever letters its vehicles carry', () => {
    fc.assert(
      fc.property(anyJunction, (junction) => {
        const order = [...junction.vehicles.keys()].reverse();
        const renamed = (id: string) =>
          id.startsWith('P') ? id : 'ABCDEF'.charAt(order.indexOf('ABCDEF'.indexOf(id)));
        const [one, other] = [decide(junction), decide(relettered(junction, order))];
        expect(other.ok).toBe(one.ok);
        if (one.ok && other.ok)
          expect(other.order).toEqual(one.order.map((group) => group.map(renamed).sort()));
      }),
    );
  });

  test('is its word: written, read again, the same; turned or relettered, the same to the law', () => {
    fc.assert(
      fc.property(anyJunction, fc.integer({ min: 0, max: 3 }), (junction, quarters) => {
        expect(parseJunction(formatJunction(junction))).toEqual(junction);
        const other = relettered(rotated(junction, quarters), [...junction.vehicles.keys()].reverse());
        expect(canonicalOf(other)).toBe(canonicalOf(junction));
      }),
    );
  });

  test('lets those of one group go together: none of them owes another one', () => {
    fc.assert(
      fc.property(anyJunction, (junction) => {
        const decision = decide(junction);
        if (!decision.ok) return;
        const placeOf = (id: string) => decision.order.findIndex((group) => group.includes(id));
        for (const { vehicle, because } of decision.proof)
          if (because.over) expect(placeOf(vehicle)).toBeLessThan(placeOf(because.over));
        const all = [...decision.order.flat(), ...decision.stopped];
        expect(new Set(all).size).toBe(junction.vehicles.length + junction.pedestrians.length);
      }),
    );
  });
});

describe('a word that is no junction is refused:', () => {
  test.each([
    ['nothing', ''],
    ['two arms', 'x.n-e.cnl'],
    ['a vehicle from an arm that is not there', 'x.e-s-w.cnt'],
    ['a way out that is not there', 'x.e-s-w.cst'],
    ['arms in another order', 'x.e-n-s-w.cnt'],
    ['two vehicles in one place', 'x.n-e-s-w.cnt-mnl'],
    ['a second lane where there is one', 'x.n-e-s-w.cnt2'],
    ['a left turn from the lane at the kerb', 'x.n2-e-s2-w.cnl2'],
    ['priority signals on a car', 'x.n-e-s-w.cntx'],
    ['lights on some arms only', 'x.ng-e-sg-w.cnt'],
    ['lanes that end in the middle', 'x.n2-e-s-w.cnt'],
    ['somebody on foot on an arm that is not there', 'x.e-s-w.cet.hn'],
    ['flags in another order', 'x.n-e-s-w.antix'],
    ['seven vehicles', 'x.n2-e2-s2-w2.cnt-cnt2-cet-cet2-cst-cst2-cwt'],
  ])('%s', (_, word) => {
    expect(parseJunction(word)).toBeNull();
  });
});

test('a junction that is not sound is not decided, and says in Vietnamese what is wrong', () => {
  const sound = at('x.n-e-s-w.cst-met');
  const broken = { ...sound, vehicles: [{ ...sound.vehicles[0]!, signals: true }] };
  expect(problemsOf(sound)).toEqual([]);
  expect(problemsOf(broken)).toEqual(['Xe A không phải xe ưu tiên.']);
  expect(decide(broken)).toEqual({ ok: false, reason: 'unsound', between: [] });
});

describe('the junctions the site offers', () => {
  const all = shippedJunctions();
  test('are at least 200, no two the same to the law, each by the schema and decided', () => {
    expect(all.length).toBeGreaterThanOrEqual(200);
    expect(new Set(all.map(canonicalOf)).size).toBe(all.length);
    expect(all.filter((junction) => !Junction.safeParse(junction).success)).toEqual([]);
    expect(all.filter((junction) => !decide(junction).ok)).toEqual([]);
  });

  test('use every rule there is', () => {
    const rules = new Map<string, number>();
    for (const junction of all)
      for (const rule of new Set(rulesOf(formatJunction(junction))))
        rules.set(rule, (rules.get(rule) ?? 0) + 1);
    expect([...rules].filter(([, count]) => count < 5)).toEqual([]);
    expect([...rules.keys()].sort()).toEqual(
      [
        'main-road',
        'main-sign',
        'minor-sign',
        'officer-front',
        'officer-sides',
        'officer-up',
        'oncoming',
        'pedestrian-green',
        'pedestrian-turn',
        'red',
        'right-hand',
        'ring-left',
        'signal-order',
        'siren',
        'siren-rank',
        'yellow',
        'yellow-inside',
      ].sort(),
    );
  });
});
