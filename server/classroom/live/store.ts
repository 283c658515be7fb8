import { LRUCache } from 'lru-cache';
import type { Database } from '../../db.ts';
import type { Signer } from '../../keys/store.ts';
import type { LawStore } from '../../law/store.ts';
import { dayOf } from '../../calendar.ts';
import { readinessOf } from '../../quiz/rules.ts';
import { cleanUpGames } from '../clean-up.ts';
import { lockGame, readGame, writeGame, type GameRecord } from '../record.ts';
import { countTag, gameTag, GRACE_MS, readGameTag, withdrawn } from '../rules.ts';
import { storeAnswers, type GivenAnswer, type Outcome } from './answers.ts';
import { Turns } from './bells.ts';
import { createBatch, type Batch } from './batch.ts';
import { Channel } from './channel.ts';
import { createLimiter, type Limiter } from './limiter.ts';

/** Signs what a phone can show afterwards; checking it needs no row of any game. */
type ReceiptSigner = Pick<Signer, 'sign' | 'isSigned'>;

/** What the store is given. */
type ClassroomOptions = {
  now: () => Date;
  /** Secrets, codes and tickets. */
  signer: Signer;
  receipts: ReceiptSigner;
};

/** Who a player is, as far as an answer needs it. */
export type KnownPlayer = { secretKey: string; seat: string };

export type ClassroomStore = {
  signer: Signer;
  receipts: ReceiptSigner;
  answers: Batch<GivenAnswer, Outcome>;
  /** Tries of join codes that may be wrong. */
  codeTries: Limiter;
  /** Tries of the codes of seats, of one game. */
  resumeTries(gameId: string): Limiter;
  newGames: Limiter;
  /** One game as this process sees it; the same object as long as somebody follows. */
  channel(gameId: string): Channel;
  /** Taken before something is sent to a follower. */
  turns: Turns;
  /** Games by their join codes, which never change. */
  joinCodes: LRUCache<string, string>;
  /** Players this process has seen, by id. */
  players: LRUCache<string, KnownPlayer>;
  /** Shows the right answer as soon as nobody's extra time is awaited any more. */
  settle(gameId: string): Promise<void>;
  /** Tells every process that a game moved on. */
  announce(gameId: string): Promise<void>;
  /** Tells hosts, at most once a second, that players or answers became more. */
  counted(gameId: string): void;
  /** Called with the tags announced by any process. */
  hear(tags: readonly string[]): void;
  close(): Promise<void>;
};

/** Of one address: a hall of 2,000 phones that type the code at once, and less than what comes back for everybody. */
const TRIES_OF_ONE = { burst: 2500, perSecond: 5 };
const GAMES_OF_ONE = { burst: 300, perSecond: 0.5 };
/** A class that types its codes wrong has these; a guesser finds one of 45 seats in one lesson of 300. */
const RESUME_BURST = 60;
const RESUME_PER_SECOND = 0.2;
const COUNT_MS = 1000;
/** A channel nobody follows is kept for the answers of those who come back. */
const IDLE_MS = 10 * 60 * 1000;
const SWEEP_MS = 10 * 60 * 1000;
/** An announcement holds 8,000 bytes at most. */
const TAGS_PER_ANNOUNCEMENT = 150;
const ANSWER_LIMITS = {
  gatherMs: 4,
  maxItems: 500,
  maxWaiting: 20_000,
  pausesMs: [100, 300, 1000, 2000],
};

/**
 * What the process holds of live games: caches and those who wait. All of it can be lost at any moment.
 */
export function createClassroomStore(
  db: Database,
  law: LawStore,
  { now, signer, receipts }: ClassroomOptions,
): ClassroomStore {
  const channels = new Map<string, Channel>();
  const dirty = new Set<string>();
  const resumeTries = new LRUCache<string, Limiter>({ max: 5000 });
  let counting: NodeJS.Timeout | null = null;

  const announce = (gameId: string) => db.announce([gameTag(gameId)]);

  /** A game; the question on the screens is taken back when the law no longer lets it be asked. */
  const read = async (gameId: string): Promise<GameRecord | null> => {
    const record = await readGame(db.prisma, { id: gameId });
    if (!record || withdrawn(record.game, now().getTime()) === record.game) return record;
    const { position } = record.game;
    if (readinessOf(await law.registry(), record.question!, dayOf(now())).ok) return record;
    const isChanged = await db.prisma.$transaction(async (tx) => {
      const locked = await lockGame(tx, { id: gameId });
      if (locked?.game.position !== position) return false;
      const after = withdrawn(locked.game, now().getTime());
      if (after === locked.game) return false;
      await writeGame(tx, locked, after, now(), () =>
        Promise.reject(new Error('A withdrawal opens nothing.')),
      );
      return true;
    });
    if (isChanged) await announce(gameId);
    return readGame(db.prisma, { id: gameId });
  };

  const settle = async (gameId: string): Promise<void> => {
    const at = now();
    const settled = await db.prisma.$executeRaw`
      WITH shown AS (
        UPDATE game_step s SET reveals_at = ${at}::timestamptz
        FROM game WHERE game.id = ${gameId}::uuid AND game.ended_at IS NULL AND s.game_id = game.id
          AND s.position = game.position AND s.state = 'asked' AND s.paused_at IS NULL
          AND s.closes_at + interval '1 millisecond' * ${GRACE_MS}::int <= ${at}::timestamptz
          AND s.reveals_at > ${at}::timestamptz
          AND NOT EXISTS (
            SELECT FROM game_player p WHERE p.game_id = game.id AND p.removed_at IS NULL AND p.time_pct > 100
              AND NOT EXISTS (
                SELECT FROM game_answer a
                WHERE a.game_id = game.id AND a.position = s.position AND a.player_id = p.id))
        RETURNING s.game_id)
      UPDATE game SET seq = seq + 1 FROM shown WHERE game.id = shown.game_id`;
    if (settled > 0) await announce(gameId);
  };

  const channel = (gameId: string): Channel => {
    let found = channels.get(gameId);
    if (!found) {
      found = new Channel(
        () => read(gameId),
        () => settle(gameId),
        now,
      );
      channels.set(gameId, found);
    }
    return found;
  };

  const tellCounts = () => {
    counting = null;
    const games = [...dirty];
    dirty.clear();
    for (let at = 0; at < games.length; at += TAGS_PER_ANNOUNCEMENT)
      // A lost announcement is made up for by the next one.
      db.announce(games.slice(at, at + TAGS_PER_ANNOUNCEMENT).map(countTag)).catch(() => undefined);
  };
  const counted = (gameId: string) => {
    dirty.add(gameId);
    counting ??= setTimeout(tellCounts, COUNT_MS).unref();
  };

  const answers = createBatch(async (items: readonly GivenAnswer[]) => {
    const outcomes = await storeAnswers(db.prisma, items);
    const late = new Set<string>();
    for (const [at, { gameId, receivedAt }] of items.entries()) {
      if (outcomes[at]!.kind !== 'stored') continue;
      counted(gameId);
      if (channels.get(gameId)?.isAwaiting(receivedAt)) late.add(gameId);
    }
    for (const gameId of late) void settle(gameId).catch(() => undefined);
    return outcomes;
  }, ANSWER_LIMITS);

  const cleanUp = () =>
    cleanUpGames(db.prisma, now())
      .then(async (ended) => {
        if (ended.length > 0) await db.announce(ended.map(gameTag));
      })
      .catch((error: unknown) => console.error('classroom:', error));
  let cleaning = cleanUp();
  const sweeping = setInterval(() => {
    cleaning = cleanUp();
    const before = now().getTime() - IDLE_MS;
    for (const [id, each] of channels) if (each.isIdle && each.usedAt < before) channels.delete(id);
  }, SWEEP_MS).unref();

  return {
    signer,
    receipts,
    answers,
    codeTries: createLimiter(3000, 20, now, TRIES_OF_ONE),
    newGames: createLimiter(500, 2, now, GAMES_OF_ONE),
    resumeTries: (gameId) => {
      const known = resumeTries.get(gameId);
      if (known) return known;
      const made = createLimiter(RESUME_BURST, RESUME_PER_SECOND, now);
      resumeTries.set(gameId, made);
      return made;
    },
    channel,
    // To send something to 2,000 phones takes half a second; answers must not wait so long.
    turns: new Turns(25),
    joinCodes: new LRUCache({ max: 5000 }),
    players: new LRUCache({ max: 50_000 }),
    settle,
    announce,
    counted,
    hear: (tags) => {
      if (tags.includes('law') || tags.includes('*')) {
        for (const each of channels.values()) each.forget();
        return;
      }
      for (const tag of tags) {
        const named = readGameTag(tag);
        const found = named && channels.get(named.gameId);
        if (!found) continue;
        if (named.kind === 'game') found.forget();
        else found.counted();
      }
    },
    close: async () => {
      clearInterval(sweeping);
      if (counting) clearTimeout(counting);
      for (const each of channels.values()) each.stop();
      await answers.drained();
      await cleaning;
    },
  };
}
