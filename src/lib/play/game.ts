import type { PlayerEntry, PlayerView } from '#server/classroom/service.ts';
import { playWords as words } from '#src/lib/play-words.ts';
import { trpc } from '#src/lib/trpc.ts';
import { ServerClock } from './clock.ts';
import { followGame, lastWordOf, wakeWith } from './connect.ts';
import { h, part } from './element.ts';
import { Outbox, type AnswerState } from './outbox.ts';
import { outcomeOf } from './outcome.ts';
import { endScreen, leftScreen, lobbyScreen, seatDetails, waitScreen, withdrawnScreen } from './screens.ts';
import { newToken, type Session } from './session.ts';
import { setTimeLeft, showLine } from './status.ts';
import { fieldOf } from './tasks/fields.ts';
import type { Field } from './tasks/field.ts';

/** The server takes answers on their way for so long, then it has news; asked for a little later, not by all at once. */
const NEWS_AFTER_MS = 2300;
const SPREAD_MS = 1000;
const TICK_MS = 250;

/**
 * Plays a game in a seat until it ends, or the seat is gone.
 * @param isNew the seat was taken just now
 */
export function playGame(session: Session, code: string, entry: PlayerEntry, isNew: boolean): void {
  new Play(session, code, entry, isNew).start();
}

class Play {
  readonly #session: Session;
  readonly #code: string;
  readonly #entry: PlayerEntry;
  readonly #isNew: boolean;
  readonly #clock = new ServerClock(() => performance.now());
  #outbox!: Outbox;
  #line: ReturnType<typeof followGame> | null = null;
  #view: PlayerView | null = null;
  #screen = '';
  #field: Field | null = null;
  #isOver = false;
  #ticking: ReturnType<typeof setInterval> | undefined;

  constructor(session: Session, code: string, entry: PlayerEntry, isNew: boolean) {
    this.#isNew = isNew;
    this.#session = session;
    this.#code = code;
    this.#entry = entry;
  }

  start(): void {
    document.body.classList.add('is-playing');
    const details = part('cua-ban') as HTMLDetailsElement;
    details.hidden = false;
    details.addEventListener('toggle', () => this.#drawDetails());
    showLine('connecting', this.#entry, this.#code);
    // Until the first view comes, which on a slow line takes its time; a page loaded again may be in mid-question.
    part('noi-dung').replaceChildren(this.#isNew ? lobbyScreen(this.#entry) : waitScreen());
    const { player } = this.#entry;
    this.#outbox = new Outbox({
      send: ({ position, ref, clientId, response }, signal) =>
        trpc.classroom.answer.mutate({ player, position, ref, clientId, response }, { signal }),
      lastWordOf,
      store: this.#session,
      onChange: (position, state) => this.#answerChanged(position, state),
    });
    this.#line = followGame(this.#entry.ticket, {
      onView: ({ view }) => this.#see(view),
      onState: (state) => showLine(state, this.#entry, this.#code),
      onRefused: (message) => this.#leave(words.gone.heading, message),
    });
    wakeWith(
      () => this.#line,
      () => this.#outbox.nudge(),
    );
    this.#ticking = setInterval(() => this.#tick(), TICK_MS);
  }

  #see(view: PlayerView): void {
    this.#clock.hear(view.now);
    this.#view = view;
    this.#draw();
    const { window: open, isPaused } = view;
    if (open && !isPaused)
      this.#line?.expect(
        Math.max(0, this.#clock.until(open.closesAt)) + NEWS_AFTER_MS + Math.random() * SPREAD_MS,
      );
  }

  #draw(): void {
    const view = this.#view!;
    const { phase, question, number, total } = view;
    const screen = `${phase} ${question?.position ?? ''}`;
    part('cau').textContent = number > 0 ? words.progress(number, Math.max(number, total)) : words.title;
    if (screen !== this.#screen) {
      const isFirst = this.#screen === '';
      this.#screen = screen;
      this.#field = null;
      const main = part('noi-dung');
      main.replaceChildren(this.#build(view));
      scrollTo(0, 0);
      // Whoever hears the page hears what is new; on opening it they begin at its top.
      if (!isFirst) main.querySelector('h1')?.focus({ preventScroll: true });
    }
    this.#tick();
    this.#sayState();
  }

  #build(view: PlayerView): HTMLElement {
    switch (view.phase) {
      case 'lobby':
        return lobbyScreen(this.#entry);
      case 'open':
        return this.#buildQuestion(view.question!);
      case 'shown':
        return outcomeOf(view.question!, view.reveal!, view.own, this.#lateSentence());
      case 'withdrawn':
        return withdrawnScreen();
      case 'ended':
        return this.#end(view);
      case 'removed':
        return this.#drop(words.removed.heading, words.removed.text);
    }
  }

  #buildQuestion(question: NonNullable<PlayerView['question']>): HTMLElement {
    const { position, ref, text, picture, task } = question;
    const { number } = this.#view!;
    this.#field = fieldOf(question, (response) => {
      if (this.#isLocked()) return;
      this.#outbox.give({ position, ref, number, clientId: newToken(16), response });
      this.#draw();
    });
    return h(
      'div',
      { class: 'question' },
      h('h1', { tabindex: -1 }, text),
      picture && task.kind !== 'hotspot'
        ? h('img', { class: 'picture', src: picture.src, alt: picture.alt, width: 480, height: 360 })
        : null,
      this.#field.element,
    );
  }

  /** What the player answered to the question asked: as it is under way, or as the server told. */
  #given(): AnswerState | null {
    const { question, own, number } = this.#view!;
    const sent = question ? this.#outbox.stateOf(question.position) : null;
    if (sent || !own.response) return sent;
    return { kind: 'stored', response: own.response, number, receipt: '' };
  }

  #isTimeUp(): boolean {
    const { window: open, isPaused } = this.#view!;
    return open !== null && !isPaused && this.#clock.until(open.closesAt) <= 0;
  }

  #isLocked(): boolean {
    const given = this.#given();
    return (given !== null && given.kind !== 'failed') || this.#isTimeUp();
  }

  #answerChanged(position: number, state: AnswerState): void {
    if (state.kind === 'failed' && state.isMoved)
      return this.#leave(words.movedAway.heading, words.movedAway.text);
    this.#drawDetails();
    if (this.#isOver) {
      if (this.#outbox.isEmpty) this.#session.clear();
      return;
    }
    if (!this.#view) return;
    if (this.#view.question?.position === position) {
      // The outcome says what became of an answer that was still under way.
      if (this.#view.phase === 'shown') this.#screen = 'again';
      this.#draw();
    } else if (state.kind === 'refused')
      part('loi').textContent = words.ofQuestion(state.number, words.refused[state.reason]);
  }

  #lateSentence(): string | null {
    const given = this.#given();
    if (given?.kind === 'refused') return words.refused[given.reason];
    return given?.kind === 'held' || given?.kind === 'sending' ? words.held : null;
  }

  #sayState(): void {
    const { phase, isPaused, question } = this.#view!;
    const state = part('trang-thai');
    const say = (sentence: string, more = '') => {
      if (state.textContent === `${sentence}${more && ' '}${more}`) return;
      state.replaceChildren(h('strong', {}, sentence), more && ` ${more}`);
    };
    if (phase !== 'open' || !question) return say('');
    part('loi').textContent = '';
    const given = this.#given();
    this.#field?.show(given?.response ?? null, this.#isLocked());
    switch (given?.kind) {
      case undefined:
        if (this.#isTimeUp()) return say(words.timeUp);
        return say(isPaused ? words.pausedNow : words.hints[question.task.kind]);
      case 'sending':
        return say(words.sending);
      case 'held':
        return say(words.held);
      case 'stored':
        return say(words.stored, words.storedMore);
      case 'refused':
        return say(words.refused[given.reason]);
      case 'failed':
        return say(given.message);
    }
  }

  #tick(): void {
    const view = this.#view;
    if (!view?.window) return setTimeLeft(null);
    const { opensAt, closesAt } = view.window;
    if (view.isPaused) return setTimeLeft('paused');
    const wasUp = part('dong-ho').dataset['up'] === 'true';
    const leftMs = this.#clock.until(closesAt);
    setTimeLeft({ leftMs, wholeMs: closesAt - opensAt });
    if (leftMs <= 0 && !wasUp) this.#sayState();
  }

  #drawDetails(): void {
    const details = part('cua-ban') as HTMLDetailsElement;
    if (!details.open) return;
    part('cua-ban-noi-dung').replaceChildren(
      ...seatDetails(this.#entry, this.#session.receipts(), () => {
        this.#outbox.close();
        this.#session.clear();
        location.assign('/lop/');
      }),
    );
  }

  #stop(): void {
    this.#isOver = true;
    clearInterval(this.#ticking);
    this.#line?.close();
    setTimeLeft(null);
    document.body.classList.remove('is-playing');
    part('cua-ban').hidden = true;
    part('trang-thai').replaceChildren();
    showLine(null, this.#entry, this.#code);
  }

  #end({ own }: PlayerView): HTMLElement {
    const receipts = this.#session.receipts();
    this.#stop();
    if (this.#outbox.isEmpty) this.#session.clear();
    return endScreen(this.#entry, own.points, receipts);
  }

  /** The seat is gone: nothing of it is kept. */
  #drop(title: string, text: string): HTMLElement {
    this.#stop();
    this.#outbox.close();
    this.#session.clear();
    return leftScreen(title, text);
  }

  #leave(title: string, text: string): void {
    const main = part('noi-dung');
    main.replaceChildren(this.#drop(title, text));
    main.querySelector('h1')?.focus();
  }
}
