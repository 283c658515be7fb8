import { hostWords } from '../host-words.ts';
import { timeLeft, type Seen } from './clock.ts';
import { byId, h } from './dom.ts';
import { host, sentenceFor } from './line.ts';

const words = hostWords.lead;
type Action = Parameters<typeof host.act.mutate>[0]['action'];
type Name = keyof typeof words.acts;
type Act = { name: Name; action: Action };

const EXTEND_SECONDS = 30;
const act = (name: Name, action: Action = { kind: name as 'next' }): Act => ({ name, action });
const NEXT: Action = { kind: 'next' };
const END = act('end');
const EXTEND = act('extend', { kind: 'extend', seconds: EXTEND_SECONDS });

/** Keys besides the space bar, which does what stands first. */
const KEYS: Partial<Record<Name, string>> = {
  pause: 'P',
  resume: 'P',
  extend: 'T',
  skip: 'B',
  reveal: 'H',
  end: 'K',
  full: 'F',
};

/** What a host may do now; what comes next stands first. */
export function actsOf(seen: Seen): Act[] {
  const { phase, isPaused, number, total } = seen.view;
  if (phase === 'lobby') return [act('first', NEXT), END];
  if (phase === 'shown' || phase === 'withdrawn')
    return number < total ? [act('next'), END] : [act('finish', NEXT)];
  if (phase !== 'open') return [];
  const rest = [EXTEND, act('skip'), END];
  if (isPaused) return [act('resume'), act('close'), act('reveal'), ...rest];
  return timeLeft(seen)?.seconds === 0
    ? [act('reveal'), ...rest]
    : [act('close'), act('reveal'), act('pause'), ...rest];
}

type Deck = {
  /** Shows what may be done after a view came in, or after its time ran out. */
  show(seen: Seen): void;
};

/** A second press right after the first is a slip. */
const PRESS_MS = 700;

/**
 * The buttons of a host, and their keys.
 * @param box where they stand
 * @param hostCode proves that this device leads
 * @param say shows a sentence when something could not be done
 */
export function dealActs(box: HTMLElement, hostCode: string, say: (sentence: string) => void): Deck {
  let seen: Seen | null = null;
  let shownAs = '';
  let isBusy = false;
  let pressedAt = 0;
  const dialog = byId('xac-nhan') as HTMLDialogElement;

  async function send(action: Action): Promise<void> {
    if (!seen || isBusy) return;
    isBusy = true;
    try {
      await host.act.mutate({ hostCode, seq: seen.view.seq, action });
      say('');
    } catch (error) {
      say(sentenceFor(error));
    } finally {
      isBusy = false;
    }
  }
  function press({ name, action }: Act): void {
    if (name === 'end') return dialog.showModal();
    if (Date.now() - pressedAt < PRESS_MS) return;
    pressedAt = Date.now();
    void send(action);
  }
  byId('xac-nhan-roi').addEventListener('click', () => {
    dialog.close();
    void send({ kind: 'end' });
  });
  byId('khong-ket-thuc').addEventListener('click', () => dialog.close());

  function show(now: Seen): void {
    seen = now;
    const acts = actsOf(now);
    const as = acts.map(({ name }) => name).join(' ');
    if (as === shownAs) return;
    shownAs = as;
    const focused = (document.activeElement as HTMLElement | null)?.dataset['act'];
    box.replaceChildren(
      ...acts.map((each, at) => {
        const key = at === 0 ? words.space : KEYS[each.name];
        const button = h(
          'button',
          { type: 'button', class: at === 0 ? 'pj-act first' : 'pj-act', 'data-act': each.name },
          words.acts[each.name],
          key === undefined ? null : h('kbd', {}, key),
        );
        button.addEventListener('click', () => press(each));
        return button;
      }),
    );
    if (focused === undefined) return;
    const again = box.querySelector<HTMLElement>(`[data-act="${focused}"]`);
    (again ?? box.querySelector('button'))?.focus();
  }

  listenForKeys((key) => {
    if (!seen || dialog.open) return false;
    const acts = actsOf(seen);
    const found = key === ' ' ? acts[0] : acts.find(({ name }) => KEYS[name] === key);
    if (found) press(found);
    return found !== undefined;
  });
  return { show };
}

/** Hands keys on, but for those typed into a field, meant for a button, or while keys are switched off. */
function listenForKeys(take: (key: string) => boolean): void {
  const toggle = byId('phim-tat') as HTMLInputElement;
  document.addEventListener('keydown', (event) => {
    if (event.ctrlKey || event.altKey || event.metaKey || event.repeat || !toggle.checked) return;
    const target = event.target as Element;
    if (target.closest('input:not([type="checkbox"]), select, textarea, dialog')) return;
    const key = event.key.length === 1 ? event.key.toUpperCase() : event.key;
    if (key === ' ' && target.closest('button, a, summary, input')) return;
    if (key === 'F') byId('toan-man-hinh').click();
    else if (!take(key)) return;
    event.preventDefault();
  });
}
