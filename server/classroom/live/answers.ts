import type { TaskResponse } from '#content/schema.ts';
import type { PrismaClient } from '../../generated/prisma/client.ts';
import { GRACE_MS } from '../rules.ts';

/** An answer as a phone gave it, marked, to be stored. */
export type GivenAnswer = {
  gameId: string;
  position: number;
  ref: string;
  playerId: string;
  clientId: string;
  response: TaskResponse;
  markPct: number;
  points: number;
  receivedAt: Date;
};

/** An answer as it is stored. */
export type StoredAnswer = { clientId: string; response: TaskResponse; receivedAt: Date };

/**
 * `stored`: now; `repeat`: the player had answered before, and what was stored then counts; otherwise nothing was stored.
 */
export type Outcome =
  | { kind: 'stored' | 'repeat'; answer: StoredAnswer }
  | { kind: 'refused'; reason: 'TOO_LATE' | 'WITHDRAWN' | 'REMOVED' };

/** What the database is asked for one answer: uuids and instants as text, so that all of them fit into one parameter. */
const GIVEN = `given AS (
  SELECT * FROM json_to_recordset($1::json) AS g(
    n int, game_id uuid, position int, ref text, player_id uuid, client_id text, response jsonb, mark_pct float8,
    points int, received_at timestamptz)
)`;

/*
 * The question, its window and the player are looked at by the same statement that stores: whatever this process believed
 * of the game, no answer is booked to a question that was not open for this player when the answer came in. The same as
 * isInTime and extraMsOf of the rules.
 */
const STORE = `WITH ${GIVEN}
INSERT INTO game_answer (game_id, position, player_id, client_id, response, mark_pct, points, received_at)
SELECT g.game_id, g.position, g.player_id, g.client_id, g.response, g.mark_pct, g.points, g.received_at
FROM given g
JOIN game ON game.id = g.game_id AND game.ended_at IS NULL AND game.position = g.position
JOIN game_step s ON s.game_id = g.game_id AND s.position = g.position AND s.ref = g.ref AND s.state = 'asked'
JOIN game_player p ON p.id = g.player_id AND p.game_id = g.game_id AND p.removed_at IS NULL
WHERE coalesce(s.paused_at, g.received_at) < least(
  s.closes_at + interval '1 millisecond' * (s.limit_seconds * 10 * (p.time_pct - 100) + ${GRACE_MS}), s.reveals_at)
ORDER BY g.n
ON CONFLICT DO NOTHING
RETURNING position, player_id::text AS "playerId", client_id AS "clientId"`;

const LOOK = `WITH ${GIVEN}
SELECT g.n, s.state, p.removed_at IS NULL AS "isThere", a.client_id AS "clientId", a.response, a.received_at AS "receivedAt"
FROM given g
LEFT JOIN game_answer a ON a.game_id = g.game_id AND a.position = g.position AND a.player_id = g.player_id
LEFT JOIN game_step s ON s.game_id = g.game_id AND s.position = g.position
LEFT JOIN game_player p ON p.id = g.player_id AND p.game_id = g.game_id`;

type Looked = {
  n: number;
  state: string | null;
  isThere: boolean | null;
  clientId: string | null;
  response: TaskResponse | null;
  receivedAt: Date | null;
};

const keyOf = (answer: { position: number; playerId: string; clientId: string }): string =>
  `${answer.playerId} ${answer.position} ${answer.clientId}`;

/**
 * Stores answers of any games, each once, in one commit; whatever came of an answer is said of it alone. Doing it again
 * with the same answers changes nothing: they are repeats then.
 */
export async function storeAnswers(
  prisma: PrismaClient,
  answers: readonly GivenAnswer[],
): Promise<Outcome[]> {
  const rows = (chosen: readonly number[]) =>
    JSON.stringify(
      chosen.map((n) => {
        const { gameId, position, ref, playerId, clientId, response, markPct, points, receivedAt } =
          answers[n]!;
        return {
          n,
          game_id: gameId,
          position,
          ref,
          player_id: playerId,
          client_id: clientId,
          response,
          mark_pct: markPct,
          points,
          received_at: receivedAt,
        };
      }),
    );
  const all = [...answers.keys()];
  const stored = await prisma.$queryRawUnsafe<{ position: number; playerId: string; clientId: string }[]>(
    STORE,
    rows(all),
  );
  const isStored = new Set(stored.map(keyOf));
  const outcomes: Outcome[] = answers.map(({ clientId, response, receivedAt }) => ({
    kind: 'stored',
    answer: { clientId, response, receivedAt },
  }));
  const rest = all.filter((n) => !isStored.delete(keyOf(answers[n]!)));
  if (rest.length === 0) return outcomes;
  for (const row of await prisma.$queryRawUnsafe<Looked[]>(LOOK, rows(rest)))
    outcomes[row.n] = outcomeOf(row);
  return outcomes;
}

function outcomeOf({ state, isThere, clientId, response, receivedAt }: Looked): Outcome {
  if (clientId !== null)
    return { kind: 'repeat', answer: { clientId, response: response!, receivedAt: receivedAt! } };
  if (isThere !== true) return { kind: 'refused', reason: 'REMOVED' };
  return { kind: 'refused', reason: state === 'asked' ? 'TOO_LATE' : 'WITHDRAWN' };
}
