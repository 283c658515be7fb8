import type { Scene } from '#content/schema.ts';
import {
  circle,
  ellipse,
  goGreen,
  hair,
  ink,
  paper,
  placed,
  rect,
  signBlue,
  skin,
  stroke,
  yellow,
} from './svg.ts';

type Person = Scene['people'][number];

/** A person seen from above: shoulders, arms and the crown of the head; faces and names never. */
export function drawPerson(person: Person, index: number): string {
  const scale = (person.kind === 'child' ? 0.76 : 1) * person.scale;
  const shade = ellipse(person.x + 3, person.y + 4, 14 * scale, 12 * scale, ink, 'opacity=".35"');
  return shade + placed(person.x, person.y, person.facing, figure(person, index), scale);
}

function shirtOf(person: Person, index: number): string {
  if (person.focus) return yellow;
  if (person.kind === 'officer') return '#C9A961';
  if (person.kind === 'child') return signBlue;
  return [goGreen, '#66727E', '#8A5A44', signBlue][index % 4]!;
}

function figure(person: Person, index: number): string {
  const shirt = shirtOf(person, index);
  const line = `stroke="${ink}" stroke-width="1.4"`;
  return [
    ellipse(5, 5, 6, 3.6, '#3A434D') + ellipse(-4, -5, 6, 3.6, '#3A434D'),
    arms(person, shirt, line),
    ellipse(0, 0, 8, 14.5, shirt, line),
    person.kind === 'child' && !person.focus ? rect(-11, -6, 8, 12, '#B5121B', `rx="2" ${line}`) : '',
    head(person, line),
    person.kind === 'officer' && person.arms === 'up' ? raisedHand(shirt) : '',
  ].join('');
}

function head(person: Person, line: string): string {
  if (person.hat === 'non-la')
    return (
      circle(1, 0, 11.5, '#F3DDAE', line) +
      circle(1, 0, 6.5, 'none', 'stroke="#C9A56B"') +
      circle(1, 0, 1.6, '#B5525A')
    );
  if (person.kind === 'officer')
    return (
      ellipse(6, 0, 5, 6.5, ink) +
      circle(0, 0, 8, '#6E5C2B', line) +
      circle(0, 0, 4.6, '#A38B4C') +
      circle(5.6, 0, 1.7, '#F5B800')
    );
  if (person.hat === 'cap')
    return ellipse(6, 0, 5.5, 6, '#3A434D', line) + circle(0, 0, 7.6, '#4A535C', line);
  return circle(1.4, 0, 7.4, skin, line) + circle(-0.2, 0, 7, hair);
}

function arms(person: Person, shirt: string, line: string): string {
  const limb = (d: string) =>
    stroke(d, ink, 8, 'stroke-linecap="round"') + stroke(d, shirt, 5.4, 'stroke-linecap="round"');
  const hand = (x: number, y: number) => circle(x, y, 3.2, skin, line);
  if (person.kind === 'officer' && person.arms === 'sides')
    return limb('M0-12V-30M0 12V30') + hand(0, -34) + baton(0, 34, 90);
  if (person.kind === 'officer' && person.arms === 'front')
    return limb('M0 12Q4 15 22 12') + baton(26, 12, 0);
  if (person.arms === 'reach')
    return limb('M1 12Q8 13 20 7') + held(person.holds) + hand(22, 6) + hand(7, -12);
  if (person.arms === 'wave') return limb('M0 12Q6 20 16 21') + hand(19, 21);
  if (person.kind === 'officer') return '';
  return hand(7, -12) + hand(-5, 12.5);
}

/** Key or card in a hand held out, larger than life so that it shows. */
function held(thing: Person['holds']): string {
  if (thing === 'card')
    return (
      rect(20, -1, 14, 10, paper, `rx="1.5" stroke="${ink}" stroke-width="1.2"`) + rect(22, 1, 4, 5, signBlue)
    );
  if (thing !== 'key') return '';
  const d = 'M26 4H38M33 4V8M37 4V8';
  return (
    stroke(d, ink, 4.6) +
    circle(24, 4, 4.4, 'none', `stroke="${ink}" stroke-width="4.6"`) +
    stroke(d, yellow, 2.4) +
    circle(24, 4, 4.4, 'none', `stroke="${yellow}" stroke-width="2.4"`)
  );
}

/** White and black stick of the traffic police, in the hand at x, y. */
function baton(x: number, y: number, angle: number): string {
  return (
    circle(x, y, 3.2, skin, `stroke="${ink}" stroke-width="1.4"`) +
    placed(
      x,
      y,
      angle,
      stroke('M0 0H20', ink, 5, 'stroke-linecap="round"') +
        stroke('M1 0H20', paper, 3, 'stroke-dasharray="5 4"'),
    )
  );
}

function raisedHand(shirt: string): string {
  return (
    circle(3, 15, 6, shirt, `stroke="${ink}" stroke-width="1.4"`) +
    circle(5, 15, 3.6, skin, `stroke="${ink}" stroke-width="1.2"`) +
    placed(
      6,
      15,
      -18,
      stroke('M0 0H15', ink, 5, 'stroke-linecap="round"') +
        stroke('M1 0H15', paper, 3, 'stroke-dasharray="4 3"'),
    )
  );
}
