import type { PlayerRow, HostEntry } from '#server/classroom/service.ts';
import { answerWords, answerLetters } from '#server/classroom/rules.ts';
import { hostWords } from '../host-words.ts';
import { dealActs } from './acts.ts';
import { beginScreen, sayProblem } from './begin.ts';
import { timeLeft, type Seen } from './clock.ts';
import { byId, h } from './dom.ts';
import { host, sentenceFor } from './line.ts';

/* The panel on the teacher's own screen: what the wall must not show stands here. */

const words = hostWords.lead;
/** The list of players is asked for at most so often. */
const LIST_MS = 2000;

let deck: ReturnType<typeof dealActs>;
let hostCode = '';
let listedAs = '';
let isListing = false;

function begin(entry: HostEntry): void {
  ({ hostCode } = entry);
  for (const place of document.querySelectorAll('[data-code]')) place.textContent = entry.joinCode;
  for (const field of document.querySelectorAll<HTMLInputElement>('input[name="hostCode"]'))
    field.value = hostCode;
  deck = dealActs(byId('lenh'), hostCode, sayProblem);
}

/** Does something to one player, and shows the list anew. */
async function change(work: () => Promise<unknown>): Promise<void> {
  try {
    await work();
    sayProblem('');
  } catch (error) {
    sayProblem(sentenceFor(error));
  }
  listedAs = '';
}

const dialog = byId('dua-ra') as HTMLDialogElement;
let leaving: PlayerRow | null = null;
byId('khong-dua-ra').addEventListener('click', () => dialog.close());
byId('dua-ra-roi').addEventListener('click', () => {
  dialog.close();
  if (leaving) {
    const { playerId } = leaving;
    void change(() => host.remove.mutate({ hostCode, playerId }));
  }
});

function rowOf(player: PlayerRow): HTMLElement {
  const { playerId, seat, seatName, name, timePct, hasAnswered, team } = player;
  const select = h(
    'select',
    { 'aria-label': words.timeOf(seatName), 'data-key': `time ${seat}` },
    ...Object.entries(words.times).map(([pct, label]) =>
      h('option', { value: pct, selected: Number(pct) === timePct }, label),
    ),
  );
  select.addEventListener('change', () => {
    void change(() => host.setTime.mutate({ hostCode, playerId, timePct: Number(select.value) }));
  });
  const remove = h('button', { type: 'button', class: 'pj-act', 'data-key': `remove ${seat}` }, words.remove);
  remove.addEventListener('click', () => {
    leaving = player;
    byId('dua-ra-tua').textContent = words.confirmRemove(seatName);
    dialog.showModal();
  });
  return h(
    'li',
    { class: hasAnswered ? 'has' : null },
    h(
      'span',
      { class: 'pn-seat' },
      h('strong', {}, name === null ? seatName : `${seatName}, ${name}`),
      h(
        'span',
        { class: 'source' },
        [team && words.team(team), hasAnswered ? words.has : words.hasNot].filter(Boolean).join(', '),
      ),
    ),
    select,
    remove,
  );
}

/** Shows the players, unless somebody is about to choose in the list. */
async function list({ view }: Seen): Promise<void> {
  const as = `${view.seq} ${view.phase} ${view.players} ${view.answers}`;
  const box = byId('hoc-sinh');
  if (as === listedAs || isListing || view.phase === 'ended') return;
  if (document.activeElement?.matches('#hoc-sinh select')) return;
  isListing = true;
  try {
    const players = await host.players.mutate({ hostCode });
    listedAs = as;
    const focused = (document.activeElement as HTMLElement | null)?.dataset['key'];
    box.replaceChildren(...(players.length === 0 ? [h('li', {}, words.noPlayers)] : players.map(rowOf)));
    if (focused !== undefined) box.querySelector<HTMLElement>(`[data-key="${focused}"]`)?.focus();
  } catch {
    // The next look asks again.
  } finally {
    setTimeout(() => (isListing = false), LIST_MS);
  }
}

function tell({ view }: Seen): void {
  const { phase, question, reveal, players, answers, number, total } = view;
  byId('so-lieu').textContent =
    phase === 'lobby'
      ? words.joined(players)
      : `${words.progress(number, total)}. ${words.answeredOf(answers, players)}.`;
  byId('cau-hoi').textContent = phase === 'withdrawn' ? words.withdrawn : (question?.text ?? '');
  const right = reveal?.right;
  const letters = right ? answerLetters(right) : null;
  byId('dap-an').textContent =
    right && question
      ? `${words.right}: ${letters === null ? '' : `${letters}. `}${answerWords(question.task, right)}`
      : '';
  if (phase === 'ended') byId('tong-ket').textContent = words.endedText(number, players);
}

beginScreen({
  begin,
  see: (seen) => {
    tell(seen);
    deck.show(seen);
    void list(seen);
  },
  tick: (seen) => {
    const left = timeLeft(seen);
    byId('tien-do').textContent = left
      ? seen.view.isPaused
        ? words.paused
        : `${left.seconds} ${words.seconds}`
      : '';
    deck.show(seen);
    void list(seen);
  },
});
