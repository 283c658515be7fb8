import type { AskedQuestion, AskedTask } from '../quiz/rules.ts';
import type { Prisma } from '../generated/prisma/client.ts';
import type { Clock, Game, Step, StepState } from './rules.ts';

/** The question that is being asked or was asked last, with its key. */
export type AskedStep = AskedTask & { ref: string; order: number[] };

/** A game as its rows hold it. */
export type GameRecord = {
  id: string;
  seq: number;
  joinCode: string;
  ownerId: string | null;
  unitId: string | null;
  set: string;
  seats: number;
  teams: number;
  hasNames: boolean;
  hasSpeed: boolean;
  createdAt: Date;
  endedAt: Date | null;
  game: Game;
  asked: AskedStep | null;
  /** The same question as the stock held it when the game was made. */
  question: AskedQuestion | null;
  /** Of players who have more time than the others. */
  timePct: ReadonlyMap<string, number>;
  removed: ReadonlySet<string>;
};

type Client = Prisma.TransactionClient;

const STEP_FIELDS = {
  state: true,
  limitSeconds: true,
  opensAt: true,
  closesAt: true,
  revealsAt: true,
  pausedAt: true,
} as const;

type StepRow = {
  state: string;
  limitSeconds: number;
  opensAt: Date | null;
  closesAt: Date | null;
  revealsAt: Date | null;
  pausedAt: Date | null;
};

const stepOf = ({ state, limitSeconds, opensAt, closesAt, revealsAt, pausedAt }: StepRow): Step => ({
  state: state as StepState,
  limitSeconds,
  clock: opensAt && {
    opensAt: opensAt.getTime(),
    closesAt: closesAt!.getTime(),
    revealsAt: revealsAt!.getTime(),
    pausedAt: pausedAt?.getTime() ?? null,
  },
});

const clockFields = (clock: Clock | null) =>
  clock && {
    opensAt: new Date(clock.opensAt),
    closesAt: new Date(clock.closesAt),
    revealsAt: new Date(clock.revealsAt),
    pausedAt: clock.pausedAt === null ? null : new Date(clock.pausedAt),
  };

/** A game by its id or by its host's key; null when its rows are gone. */
export async function readGame(
  client: Client,
  where: { id: string } | { hostKey: string },
): Promise<GameRecord | null> {
  const row = await client.game.findUnique({
    where,
    include: { steps: { select: STEP_FIELDS, orderBy: { position: 'asc' } } },
  });
  if (!row) return null;
  const [current, special] = await Promise.all([
    row.position < 0
      ? null
      : client.gameStep.findUnique({
          where: { gameId_position: { gameId: row.id, position: row.position } },
          select: { asked: true, ref: true, question: true },
        }),
    client.gamePlayer.findMany({
      where: { gameId: row.id, OR: [{ timePct: { not: 100 } }, { removedAt: { not: null } }] },
      select: { id: true, timePct: true, removedAt: true },
    }),
  ]);
  const present = special.filter(({ removedAt }) => removedAt === null);
  const { id, seq, joinCode, ownerId, unitId, set, seats, teams, hasNames, hasSpeed, createdAt, endedAt } =
    row;
  return {
    ...{ id, seq, joinCode, ownerId, unitId, set, seats, teams, hasNames, hasSpeed, createdAt, endedAt },
    game: { position: row.position, isEnded: endedAt !== null, steps: row.steps.map(stepOf) },
    asked: current?.asked ? { ...(current.asked as unknown as AskedStep), ref: current.ref } : null,
    question: (current?.question ?? null) as AskedQuestion | null,
    timePct: new Map(present.map(({ id: player, timePct }) => [player, timePct])),
    removed: new Set(special.filter(({ removedAt }) => removedAt !== null).map(({ id: player }) => player)),
  };
}

/** The longest time of any player who is there, in percent. */
export const maxTimePctOf = ({ timePct }: GameRecord): number => Math.max(100, ...timePct.values());

/**
 * Keeps others from changing a game until the transaction ends, and reads it.
 * @returns null when there is no such game
 */
export async function lockGame(
  tx: Client,
  where: { id: string } | { hostKey: string },
): Promise<GameRecord | null> {
  const found =
    'id' in where
      ? await tx.$queryRaw<
          { id: string }[]
        >`SELECT id::text FROM game WHERE id = ${where.id}::uuid FOR UPDATE`
      : await tx.$queryRaw<
          { id: string }[]
        >`SELECT id::text FROM game WHERE host_key = ${where.hostKey} FOR UPDATE`;
  return found[0] ? readGame(tx, { id: found[0].id }) : null;
}

/**
 * Writes what changed between two states of a game, and counts it. Names go when the game ends.
 * @param askedOf what a question that opens now says, to keep as it was put
 */
export async function writeGame(
  tx: Client,
  { id, game: before }: GameRecord,
  after: Game,
  at: Date,
  askedOf: (position: number) => Promise<AskedTask & { order: number[] }>,
): Promise<void> {
  for (const [position, step] of after.steps.entries()) {
    const old = before.steps[position]!;
    if (step === old) continue;
    await tx.gameStep.update({
      where: { gameId_position: { gameId: id, position } },
      data: {
        state: step.state,
        ...clockFields(step.clock),
        ...(old.clock === null && step.clock !== null ? { asked: await askedOf(position) } : {}),
      },
    });
  }
  const isEnd = after.isEnded && !before.isEnded;
  await tx.game.update({
    where: { id },
    data: { position: after.position, seq: { increment: 1 }, ...(isEnd ? { endedAt: at } : {}) },
  });
  if (isEnd) await tx.gamePlayer.updateMany({ where: { gameId: id }, data: { name: null } });
}
