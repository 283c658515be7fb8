import type { PlayerEntry } from '#server/classroom/service.ts';
import { playWords as words } from '#src/lib/play-words.ts';
import { h, type Child } from './element.ts';
import type { Receipt } from './outbox.ts';

const heading = (text: string): HTMLElement => h('h1', { tabindex: -1 }, text);
const page = (...children: Child[]): HTMLElement => h('div', { class: 'words-page' }, ...children);
const backLink = (text: string): HTMLElement => h('a', { class: 'button', href: '/lop/' }, text);

/** In, and nothing asked yet. */
export const lobbyScreen = ({ seatName, team, resumeCode }: PlayerEntry): HTMLElement =>
  page(
    heading(words.lobby.heading),
    h('p', { class: 'lead' }, words.lobby.youAre),
    h('p', { class: 'seat' }, seatName, team !== null && h('span', {}, words.lobby.team(team))),
    h('p', {}, words.lobby.wait),
    h('p', { class: 'code-note' }, words.resumeUse(resumeCode)),
  );

/** The device has a seat and asks where the game is. */
export const waitScreen = (): HTMLElement => page(heading(words.title), h('p', {}, words.comingBack));

/** The question was taken back. */
export const withdrawnScreen = (): HTMLElement =>
  page(heading(words.withdrawn.heading), h('p', {}, words.withdrawn.text), h('p', {}, words.next));

/** Something went on without this device. */
export const leftScreen = (title: string, text: string): HTMLElement =>
  page(heading(title), h('p', {}, text), backLink(words.back));

/** Receipts as they can be shown to somebody. */
export const receiptList = (receipts: readonly Receipt[]): HTMLElement =>
  h(
    'div',
    { class: 'receipts' },
    h('h2', {}, words.receipts),
    h('p', {}, receipts.length > 0 ? words.receiptsText : words.noReceipts),
    h(
      'dl',
      {},
      ...receipts.flatMap(({ number, text }) => [
        h('dt', {}, words.receiptOf(number)),
        h('dd', {}, h('code', {}, text)),
      ]),
    ),
  );

/** The end: what one got, what is kept. */
export const endScreen = (
  { seatName, team }: PlayerEntry,
  points: number | null,
  receipts: readonly Receipt[],
): HTMLElement =>
  page(
    heading(words.ended.heading),
    h('p', { class: 'seat' }, seatName, team !== null && h('span', {}, words.lobby.team(team))),
    points !== null && h('p', { class: 'lead' }, words.points(points.toLocaleString('vi'))),
    h('p', {}, words.ended.kept, ' ', h('a', { href: '/lop/du-lieu/' }, words.ended.more), '.'),
    h(
      'p',
      { class: 'send' },
      h('a', { class: 'button', href: '/hoc-va-thi/' }, words.ended.practice),
      h('a', { class: 'button quiet', href: '/lop/' }, words.ended.again),
    ),
    receipts.length > 0 && h('details', {}, h('summary', {}, words.receipts), receiptList(receipts)),
  );

/** What belongs to the seat: its code for another device, its receipts, the way out. */
export const seatDetails = (
  { resumeCode }: PlayerEntry,
  receipts: readonly Receipt[],
  onLeave: () => void,
): HTMLElement[] => [
  h('p', {}, words.resumeUse(resumeCode)),
  receiptList(receipts),
  h('p', {}, words.leaveText),
  h('button', { type: 'button', class: 'button quiet', onclick: onLeave }, words.leave),
];
