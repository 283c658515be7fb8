import type { GameRecord } from '../record.ts';
import { Bell } from './bells.ts';
import { nextChangeAt, phaseOf, type Phase } from '../rules.ts';

/** What the followers of a game are shown from one change to the next; the same object for all of them. */
export type Moment = {
  /** `open` until the right answer is shown, also while answers on their way are awaited. */
  phase: Exclude<Phase, 'closing'>;
  record: GameRecord;
};

/**
 * One game as this process sees it. Nothing here is the truth: it is read again after every announcement, and what a game
 * does by itself is told by its rows and the time.
 */
export class Channel {
  readonly #read: () => Promise<GameRecord | null>;
  readonly #settle: () => Promise<void>;
  readonly #now: () => Date;
  #record: Promise<GameRecord | null> | null = null;
  #moment: Moment | null = null;
  /** Rings when the game moved on. */
  readonly change = new Bell();
  /** Rings when players or answers became more. */
  readonly count = new Bell();
  #timer: NodeJS.Timeout | null = null;
  #followers = 0;
  usedAt: number;

  /**
   * @param read the game from the database
   * @param settle called when everybody's time is over and only extra time is awaited
   */
  constructor(read: () => Promise<GameRecord | null>, settle: () => Promise<void>, now: () => Date) {
    this.#read = read;
    this.#settle = settle;
    this.#now = now;
    this.usedAt = now().getTime();
  }

  /** The game now; null when it is gone. Whoever waits for what comes next listens to {@link change} before. */
  async moment(): Promise<Moment | null> {
    this.usedAt = this.#now().getTime();
    if (!this.#record) {
      const reading = this.#read();
      this.#record = reading;
      reading.catch(() => {
        if (this.#record === reading) this.#record = null;
      });
    }
    const record = await this.#record;
    if (!record) return null;
    const exact = phaseOf(record.game, this.#now().getTime());
    const phase = exact === 'closing' ? 'open' : exact;
    if (this.#moment?.record !== record || this.#moment.phase !== phase) this.#moment = { phase, record };
    this.#arm(record);
    return this.#moment;
  }

  /** Forgets what was read and wakes all who follow. */
  forget(): void {
    this.#record = null;
    this.stop();
    this.change.ring();
  }

  /** Reads the game again; those who follow are woken only if it moved on, for anybody who plays may cause this. */
  async refresh(): Promise<Moment | null> {
    const before = await this.moment();
    this.#record = null;
    this.stop();
    const after = await this.moment();
    if (after?.record.seq !== before?.record.seq) this.change.ring();
    return after;
  }

  counted(): void {
    this.count.ring();
  }

  /** Says that somebody follows, so that the game's own changes are watched for. @returns to be called when they leave */
  join(): () => void {
    this.#followers += 1;
    return () => {
      this.#followers -= 1;
      if (this.#followers === 0) this.stop();
    };
  }

  /** Whether everybody's time was over at an instant and only extra time is awaited, as far as is known here. */
  isAwaiting(at: Date): boolean {
    return this.#moment !== null && phaseOf(this.#moment.record.game, at.getTime()) === 'closing';
  }

  get isIdle(): boolean {
    return this.#followers === 0;
  }

  stop(): void {
    if (this.#timer) clearTimeout(this.#timer);
    this.#timer = null;
  }

  #arm(record: GameRecord): void {
    if (this.#timer || this.#followers === 0) return;
    const now = this.#now().getTime();
    const at = nextChangeAt(record.game, now);
    if (at === null) return;
    this.#timer = setTimeout(() => void this.#tick(record), at - now + 1);
    this.#timer.unref();
  }

  async #tick(record: GameRecord): Promise<void> {
    this.#timer = null;
    const phase = phaseOf(record.game, this.#now().getTime());
    if (phase === 'closing') {
      // A failure here costs nothing but time: the answer is shown when extra time is over.
      await this.#settle().catch(() => undefined);
      await this.moment().catch(() => undefined);
    } else this.change.ring();
  }
}
