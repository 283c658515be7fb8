import type { HostEntry, HostView } from '#server/classroom/service.ts';
import { hostWords } from '../host-words.ts';
import { qrSvg } from '../qr.ts';
import { dealActs } from './acts.ts';
import { beginScreen, sayProblem } from './begin.ts';
import { timeLeft, type Seen } from './clock.ts';
import { byId, h } from './dom.ts';
import { fitHeading, headingOf, pictureOf, taskOf } from './question.ts';
import { answersOf, teamsOf, whyOf } from './reveal.ts';
import { dashes } from './shapes.ts';

/* The wall: what the whole class sees. Nothing here names anybody, or tells who has more time. */

const words = hostWords.lead;
const CLOCK_DASHES = 20;
const stage = byId('san-khau');
const site = new URL(byId('dan').dataset['site']!);
const atSite = (path: string): string => new URL(path, site).href;

let deck: ReturnType<typeof dealActs>;
let stagedAs = '';

/** A code in two groups, as people read it aloud. */
const spaced = (code: string): string => `${code.slice(0, 3)} ${code.slice(3)}`;

async function drawQr(box: HTMLElement, address: string): Promise<void> {
  box.innerHTML = await qrSvg(address);
  const drawing = box.querySelector('svg')!;
  drawing.setAttribute('role', 'img');
  drawing.setAttribute('aria-label', words.qr);
}

function begin({ joinCode, joinKey, hostCode }: HostEntry): void {
  const shownSite = `${site.host}/lop`;
  for (const place of document.querySelectorAll('[data-site-name]')) place.textContent = shownSite;
  for (const place of document.querySelectorAll('[data-code]')) place.textContent = spaced(joinCode);
  const join = atSite(`/lop/?ma=${joinCode}&k=${encodeURIComponent(joinKey)}`);
  for (const box of document.querySelectorAll<HTMLElement>('[data-qr]')) void drawQr(box, join);
  byId('ma-dan').textContent = hostCode;
  for (const field of document.querySelectorAll<HTMLInputElement>('input[name="hostCode"]'))
    field.value = hostCode;
  const folded = byId('ghi-ma') as HTMLDetailsElement;
  folded.addEventListener(
    'toggle',
    () => void drawQr(byId('qr-dan'), atSite(`${hostWords.lead.panelPath}#ma=${hostCode}`)),
    { once: true },
  );
  deck = dealActs(byId('lenh'), hostCode, sayProblem);
}

/** What stands on the wall changes with this; counts change beside it. */
const stageOf = ({ phase, question, seq }: HostView): string =>
  phase === 'open'
    ? `open ${question!.position}`
    : phase === 'shown'
      ? `shown ${question!.position} ${seq}`
      : phase;

function build(view: HostView): (Node | null)[] {
  const { question, phase } = view;
  if (phase === 'open' && question) {
    const picture = pictureOf(question);
    return [
      headingOf(question),
      h(
        'div',
        { class: `pj-ask ${question.task.kind}${picture ? ' pictured' : ''}` },
        picture,
        taskOf(question),
      ),
    ];
  }
  if (phase === 'shown' && question)
    return [
      headingOf(question),
      h('div', { class: 'pj-told' }, answersOf(view), h('div', {}, whyOf(view), teamsOf(view))),
    ];
  if (phase === 'withdrawn')
    return [
      h('h1', { class: 'pj-text' }, words.withdrawn),
      h('p', { class: 'pj-hint' }, words.withdrawnMore),
    ];
  return [];
}

/** Puts something new on the wall, and says so to whoever does not see it. */
function setStage(view: HostView): void {
  const as = stageOf(view);
  if (as === stagedAs) return;
  const wasBuilt = stagedAs !== '';
  stagedAs = as;
  stage.replaceChildren(...build(view).filter((node) => node !== null));
  const { phase, number, total } = view;
  byId('tua').textContent = phase === 'ended' ? words.ended : phase === 'lobby' ? words.lobby : words.title;
  byId('tien-do').replaceChildren(
    ...(phase === 'lobby' || phase === 'ended'
      ? []
      : [h('span', {}, words.progress(number, total)), dashes(number, total)]),
  );
  byId('loi-noi').textContent = !wasBuilt
    ? ''
    : phase === 'open'
      ? words.opened(number, total)
      : phase === 'shown'
        ? words.shown
        : '';
  if (phase === 'ended') {
    byId('tong-ket').textContent = words.endedText(number, view.players);
    const teams = teamsOf(view);
    byId('diem-doi').replaceChildren(...(teams ? [teams] : []));
  }
  window.scrollTo(0, 0);
  fitHeading(stage);
  for (const picture of stage.querySelectorAll('img'))
    picture.addEventListener('load', () => fitHeading(stage), { once: true });
}
window.addEventListener('resize', () => fitHeading(stage));

function count({ phase, answers, players }: HostView): void {
  byId('da-vao').textContent = `${players}`;
  const isAsked = phase === 'open' || phase === 'shown';
  byId('so-tra-loi').replaceChildren(
    ...(isAsked
      ? [
          h('span', { class: 'hidden' }, words.answeredOf(answers, players)),
          h(
            'span',
            { 'aria-hidden': 'true' },
            h('b', {}, `${answers}`),
            ` / ${players} `,
            h('i', {}, words.answered),
          ),
        ]
      : []),
  );
}

let clockAs = '';
function showClock(seen: Seen): void {
  const left = timeLeft(seen);
  const lit = Math.ceil((left?.share ?? 0) * CLOCK_DASHES);
  const { isPaused } = seen.view;
  const as = left ? `${left.seconds} ${lit} ${isPaused}` : '';
  if (as === clockAs) return;
  clockAs = as;
  const note = !left ? '' : isPaused ? words.paused : left.seconds === 0 ? words.lastAnswers : '';
  byId('dong-ho').replaceChildren(
    ...(left
      ? [
          h('p', { class: 'pj-seconds', role: 'timer' }, h('b', {}, `${left.seconds}`), ` ${words.seconds}`),
          note === '' ? dashes(lit, CLOCK_DASHES) : h('p', { class: 'pj-note' }, note),
        ]
      : []),
  );
  deck.show(seen);
}

const full = byId('toan-man-hinh');
full.addEventListener('click', () => {
  void (document.fullscreenElement
    ? document.exitFullscreen()
    : document.documentElement.requestFullscreen?.().catch(() => undefined));
});

beginScreen({
  begin,
  see: (seen) => {
    setStage(seen.view);
    count(seen.view);
    showClock(seen);
    deck.show(seen);
  },
  tick: showClock,
});
