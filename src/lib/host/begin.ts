import type { HostEntry, HostView } from '#server/classroom/service.ts';
import { hostWords } from '../host-words.ts';
import { followHost, wakeWith } from '../play/connect.ts';
import type { Line } from '../play/line.ts';
import { seenNow, type Seen } from './clock.ts';
import { byId } from './dom.ts';
import { dropEntry, keepEntry, readEntry } from './entry.ts';
import { host, sentenceFor } from './line.ts';

const words = hostWords.lead;
const TICK_MS = 250;

/** A page that shows a class to its host. */
export type Screen = {
  /** Called once, before the first view. */
  begin(entry: HostEntry): void;
  /** A view came in. */
  see(seen: Seen): void;
  /** Time went on. */
  tick(seen: Seen): void;
};

/** Shows a sentence about the line or about what could not be done; empty: nothing to say. */
export const sayProblem = (sentence: string): void => {
  byId('tinh-trang').textContent = sentence;
};

/** Opens the class this device leads, or asks for the host's code. */
export function beginScreen(screen: Screen): void {
  const form = byId('vao') as HTMLFormElement;
  const field = byId('ma-nguoi-dan') as HTMLInputElement;
  const problem = byId('vao-loi');
  let line: Line | null = null;
  wakeWith(() => line);

  async function takeOver(hostCode: string): Promise<void> {
    try {
      const entry = await host.takeOver.mutate({ hostCode });
      keepEntry(entry);
      problem.textContent = '';
      lead(entry);
    } catch (error) {
      ask(sentenceFor(error));
    }
  }
  function ask(sentence = ''): void {
    document.body.dataset['phase'] = 'enter';
    problem.textContent = sentence;
    if (sentence !== '') field.focus();
  }
  form.addEventListener('submit', (event) => {
    event.preventDefault();
    void takeOver(field.value);
  });

  function lead(entry: HostEntry): void {
    let seen: Seen | null = null;
    document.body.dataset['phase'] = 'waiting';
    sayProblem(words.waiting);
    screen.begin(entry);
    const timer = setInterval(() => {
      if (seen) screen.tick(seen);
    }, TICK_MS);
    line = followHost(entry.ticket, {
      onView: ({ view }: { view: HostView }) => {
        seen = seenNow(view);
        document.body.dataset['phase'] = view.phase;
        if (view.phase === 'ended') {
          clearInterval(timer);
          dropEntry(entry, false);
        }
        screen.see(seen);
      },
      onState: (state) => sayProblem(state === 'broken' ? words.offline : ''),
      onRefused: () => {
        clearInterval(timer);
        dropEntry(entry, true);
        ask(words.gone);
      },
    });
  }

  // Behind the # an address stays on this device.
  const given = /^#ma=(.+)$/.exec(location.hash)?.[1];
  const kept = readEntry();
  if (given !== undefined) {
    history.replaceState(null, '', location.pathname);
    void takeOver(decodeURIComponent(given));
  } else if (kept) lead(kept);
  else ask();
}
