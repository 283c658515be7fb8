import type { TaskResponse } from '#content/schema.ts';
import type { Context } from '../context.ts';
import type { Moment } from './live/channel.ts';
import type { GameRecord } from './record.ts';

/** What a player is told of themselves. */
export type Own = {
  /** Their answer to the question asked last; null: none. */
  response: TaskResponse | null;
  /** What it is worth, 0 to 100; null until it is shown. */
  markPct: number | null;
  /** Points of all questions that counted and are over; null while a question runs. */
  points: number | null;
};

/** One of the answers given, how often, and what it is worth, 0 to 100. */
export type Tally = { response: TaskResponse; count: number; markPct: number };
export type TeamScore = { team: number; points: number };

type Answered = { response: TaskResponse; markPct: number };

/** While a question runs nothing is told from which its key could be read. */
const isOver = ({ phase }: Moment): boolean => phase !== 'open';

const ownFrom = (moment: Moment, answer: Answered | undefined, points: number): Own => ({
  response: answer?.response ?? null,
  markPct: isOver(moment) && answer ? answer.markPct : null,
  points: isOver(moment) ? points : null,
});

/** Looks up one player. */
export async function ownOf(ctx: Context, moment: Moment, playerId: string): Promise<Own> {
  const { id: gameId, game } = moment.record;
  if (game.position < 0) return ownFrom(moment, undefined, 0);
  const [answer, points] = await Promise.all([
    ctx.db.prisma.gameAnswer.findUnique({
      where: { gameId_position_playerId: { gameId, position: game.position, playerId } },
      select: { response: true, markPct: true },
    }),
    isOver(moment) ? pointsOf(ctx, moment, playerId) : 0,
  ]);
  const known = answer ? { response: answer.response as TaskResponse, markPct: answer.markPct } : undefined;
  return ownFrom(moment, known, points);
}

const countedPositions = ({ game }: GameRecord): number[] =>
  game.steps.flatMap(({ state }, position) => (state === 'asked' ? [position] : []));

async function pointsOf(ctx: Context, { record }: Moment, playerId: string): Promise<number> {
  const { _sum } = await ctx.db.prisma.gameAnswer.aggregate({
    where: { gameId: record.id, playerId, position: { in: countedPositions(record) } },
    _sum: { points: true },
  });
  return _sum.points ?? 0;
}

type All = { answers: Map<string, Answered>; points: Map<string, number> };
const looks = new WeakMap<Moment, Promise<All>>();

/** The same for everybody of a game, looked up once per moment. */
export async function ownOfAll(ctx: Context, moment: Moment, playerId: string): Promise<Own> {
  let look = looks.get(moment);
  if (!look) {
    look = lookAtAll(ctx, moment);
    looks.set(moment, look);
    // The next one who asks tries again.
    look.catch(() => looks.delete(moment));
  }
  const { answers, points } = await look;
  return ownFrom(moment, answers.get(playerId), points.get(playerId) ?? 0);
}

async function lookAtAll(ctx: Context, moment: Moment): Promise<All> {
  const { record } = moment;
  const [answers, sums] = await Promise.all([
    ctx.db.prisma.gameAnswer.findMany({
      where: { gameId: record.id, position: record.game.position },
      select: { playerId: true, response: true, markPct: true },
    }),
    isOver(moment) ? sumsOf(ctx, record) : [],
  ]);
  return {
    answers: new Map(
      answers.map(({ playerId, response, markPct }) => [
        playerId,
        { response: response as TaskResponse, markPct },
      ]),
    ),
    points: new Map(sums.map(({ playerId, points }) => [playerId, points])),
  };
}

async function sumsOf(ctx: Context, record: GameRecord): Promise<{ playerId: string; points: number }[]> {
  const rows = await ctx.db.prisma.gameAnswer.groupBy({
    by: ['playerId'],
    where: { gameId: record.id, position: { in: countedPositions(record) } },
    _sum: { points: true },
  });
  return rows.map(({ playerId, _sum }) => ({ playerId, points: _sum.points ?? 0 }));
}

/** Players who are there, and their answers to the question asked last. */
export async function countOf(
  ctx: Context,
  { id, game }: GameRecord,
): Promise<{ players: number; answers: number }> {
  const [row] = await ctx.db.prisma.$queryRaw<{ players: number; answers: number }[]>`
    SELECT count(*)::int AS players, count(a.player_id)::int AS answers
    FROM game_player p
    LEFT JOIN game_answer a ON a.game_id = p.game_id AND a.position = ${game.position}::int AND a.player_id = p.id
    WHERE p.game_id = ${id}::uuid AND p.removed_at IS NULL`;
  return row!;
}

/** More different answers than this are not listed. */
const TALLY_ROWS = 30;

/** How the class answered the question that is over, the most frequent first, and how the teams stand. */
export async function tallyOf(
  ctx: Context,
  moment: Moment,
): Promise<{ tally: Tally[] | null; teams: TeamScore[] }> {
  const { record, phase } = moment;
  const { id, game, teams } = record;
  const [tally, scores] = await Promise.all([
    phase === 'shown'
      ? ctx.db.prisma.$queryRaw<Tally[]>`
          SELECT a.response, count(*)::int AS count, max(a.mark_pct) AS "markPct"
          FROM game_answer a JOIN game_player p ON p.id = a.player_id AND p.removed_at IS NULL
          WHERE a.game_id = ${id}::uuid AND a.position = ${game.position}::int
          GROUP BY a.response ORDER BY count(*) DESC, a.response::text LIMIT ${TALLY_ROWS}`
      : null,
    isOver(moment) && teams > 0
      ? ctx.db.prisma.$queryRaw<TeamScore[]>`
          SELECT p.team, (coalesce(sum(a.points), 0)::float8 / count(DISTINCT p.id))::float8 AS points
          FROM game_player p
          LEFT JOIN game_answer a ON a.game_id = p.game_id AND a.player_id = p.id
            AND a.position = ANY(${countedPositions(record)}::int[])
          WHERE p.game_id = ${id}::uuid AND p.removed_at IS NULL AND p.team IS NOT NULL
          GROUP BY p.team ORDER BY p.team`
      : [],
  ]);
  return { tally, teams: scores };
}
