import { letterAt } from '#server/classroom/rules.ts';
import type { HostView } from '#server/classroom/service.ts';
import type { ShownTask } from '#server/quiz/rules.ts';
import { hostWords } from '../host-words.ts';
import { h, s } from './dom.ts';
import { shape } from './shapes.ts';

const words = hostWords.lead;
export type Asked = NonNullable<HostView['question']>;

/** What each place of a task is called and shown as, where places can be chosen. */
export function choicesOf(task: ShownTask): { letter: string; text: string }[] {
  if (task.kind === 'true-false') return words.truths.map((text, at) => ({ letter: letterAt(at), text }));
  if (task.kind === 'hotspot')
    return task.spots.map(({ label }, at) => ({ letter: letterAt(at), text: label }));
  if (task.kind === 'one' || task.kind === 'several')
    return task.options.map((text, at) => ({ letter: letterAt(at), text }));
  return [];
}

const HINTS: Partial<Record<ShownTask['kind'], string>> = {
  several: words.several,
  ordering: words.ordering,
  matching: words.matching,
  short: words.short,
  hotspot: words.hotspot,
};

/** The heading of a question. */
export const headingOf = ({ text }: Asked): HTMLElement => h('h1', { class: 'pj-text', tabindex: -1 }, text);

const SIZES = ['', 'long', 'longer'] as const;

/** Makes a heading as large as the wall has room for. */
export function fitHeading(stage: HTMLElement): void {
  const heading = stage.querySelector('.pj-text');
  if (!heading) return;
  for (const size of SIZES) {
    heading.className = `pj-text ${size}`.trim();
    if (document.documentElement.scrollHeight <= window.innerHeight) return;
  }
}

/** The picture of a question; the places of a hotspot stand on it as letters. */
export function pictureOf({ picture, task }: Asked): HTMLElement | null {
  if (!picture) return null;
  const frame = h(
    'div',
    { class: 'pj-picture' },
    h('img', { src: picture.src, alt: picture.alt, width: 480, height: 360 }),
  );
  if (task.kind === 'hotspot') void markSpots(frame, picture.src, task.spots);
  return frame;
}

type Spots = Extract<ShownTask, { kind: 'hotspot' }>['spots'];

/** Lays letters over a drawn scene, in the part of its canvas that it shows. Without them, the list beside it does. */
async function markSpots(frame: HTMLElement, src: string, spots: Spots): Promise<void> {
  const text = await fetch(src)
    .then((reply) => (reply.ok ? reply.text() : ''))
    .catch(() => '');
  const viewBox = /<svg[^>]* viewBox="([^"]+)"/.exec(text)?.[1];
  if (viewBox === undefined) return;
  const [, , width = 0, height = 0] = viewBox.split(/\s+/).map(Number);
  const radius = Math.max(width, height) / 22;
  frame.append(
    s(
      'svg',
      { class: 'pj-spots', viewBox, 'aria-hidden': 'true' },
      ...spots.flatMap(({ xPx, yPx, radiusPx }, at) => [
        s('circle', { cx: xPx, cy: yPx, r: radiusPx, class: 'area' }),
        s('circle', { cx: xPx, cy: yPx, r: radius, class: 'dot' }),
        s(
          'text',
          { x: xPx, y: yPx + radius * 0.4, 'text-anchor': 'middle', 'font-size': radius * 1.2 },
          letterAt(at),
        ),
      ]),
    ),
  );
}

const FEW_OPTIONS = 3;
const WIDE_OPTIONS = 4;
const LONG_OPTION = 60;

/** What a question asks for, as everybody sees it on the wall. */
export function taskOf({ task }: Asked): HTMLElement {
  const hint = HINTS[task.kind];
  return h('div', { class: 'pj-task' }, hint ? h('p', { class: 'pj-hint' }, hint) : null, bodyOf(task));
}

function bodyOf(task: ShownTask): HTMLElement {
  switch (task.kind) {
    case 'one':
    case 'several':
    case 'true-false':
    case 'hotspot': {
      const choices = choicesOf(task);
      const isLong = choices.some(({ text }) => text.length > LONG_OPTION);
      const isMany = choices.length > WIDE_OPTIONS;
      const isFew = choices.length < FEW_OPTIONS;
      return h(
        'ul',
        {
          class: `pj-options${isLong || isMany ? ' small' : ''}${isMany ? ' many' : ''}${isFew ? ' few' : ''}`,
        },
        ...choices.map(({ letter, text }, at) =>
          h('li', {}, shape(at, letter), h('span', {}, h('span', { class: 'hidden' }, `${letter}. `), text)),
        ),
      );
    }
    case 'ordering':
      return listOf(task.items, letterAt);
    case 'matching':
      return h(
        'div',
        { class: 'pj-pairs' },
        listOf(task.lefts, (at) => `${at + 1}`),
        listOf(task.rights, letterAt),
      );
    case 'number':
      return h(
        'p',
        { class: 'pj-blank' },
        h('span', { class: 'hidden' }, words.number),
        h('span', { 'aria-hidden': 'true' }, '?'),
        task.unit === null ? null : ` ${task.unit}`,
      );
    case 'short':
      return h('p', { class: 'pj-blank', 'aria-hidden': 'true' }, '……………');
  }
}

const listOf = (texts: readonly string[], markAt: (at: number) => string): HTMLElement =>
  h(
    'ul',
    { class: `pj-options plain${texts.length > WIDE_OPTIONS ? ' small' : ''}` },
    ...texts.map((text, at) => h('li', {}, h('span', { class: 'pj-mark' }, markAt(at)), h('span', {}, text))),
  );
