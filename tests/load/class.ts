/*
 * npm run bench:class [-- <part>]: phones of a class play on the built server over HTTP, on PostgreSQL (DATABASE_URL, else the
 * one of this machine). Parts: `one` (2,000 in one game), `many` (200 games of 45), `slow` (2,000, and every commit takes 5 ms
 * longer); without a part all of them. Everybody answers within 5 s of the opening, half of them in the first 2 s; one phone in
 * ten loses its line in every question. Prints one JSON line per figure; exit code 1 when a goal is missed.
 */
import pg from 'pg';
import { playClass, type ClassPlan, type ClassRun } from '#tests/support/class-run.ts';
import { startServerProcess } from '#tests/support/server-process.ts';
import { spread } from '#tests/support/search-bulk.ts';

const PLAN = {
  questions: 5,
  limitSeconds: 20,
  answerMs: 5000,
  thinkMs: 1000,
  spreadMs: 0,
  shakyShare: 0.1,
} satisfies Partial<ClassPlan>;
const PARTS = {
  one: { ...PLAN, games: 1, players: 2000, isSlow: false },
  // Classes do not begin at one stroke, and an explanation is read before the next question.
  many: { ...PLAN, games: 200, players: 45, questions: 3, thinkMs: 5000, spreadMs: 15_000, isSlow: false },
  slow: { ...PLAN, games: 1, players: 2000, isSlow: true },
};
type Part = keyof typeof PARTS;

/** What others do with as many players, as far as it was measured: Razzia at 1,000, ClassQuiz at 300. */
const ELSEWHERE = { p95Ms: 7800, lostShare: 0.48, messages: 2003, bytes: 53_000 };
const GOALS = { p95Ms: 300, p99Ms: 1000, messages: 6, bytes: 4096 };

let holds = true;
function report(
  part: Part,
  figure: string,
  value: number,
  unit: string,
  goal: [op: '≤' | '=', limit: number] | null,
  baseline: number | null = null,
): void {
  const isMet = goal === null ? null : goal[0] === '=' ? value === goal[1] : value <= goal[1];
  if (isMet === false) holds = false;
  console.log(
    JSON.stringify({
      figure: `${figure}, ${part}`,
      value: Number(value.toFixed(2)),
      unit,
      baseline,
      ratio: baseline === null || value === 0 ? null : Number((baseline / value).toFixed(1)),
      goal: goal === null ? null : `${goal[0]} ${goal[1]}`,
      holds: isMet,
    }),
  );
}

function reportRun(part: Part, run: ClassRun): void {
  const { players, games, questions } = PARTS[part];
  const given = players * games * questions;
  const times = run.acks.map(([, ms]) => ms).toSorted((a, b) => a - b);
  const at = (share: number) => times[Math.min(times.length - 1, Math.floor(times.length * share))]!;
  const isBig = part !== 'many';
  report(part, 'answers sent', run.sent.length, 'answers', ['=', given]);
  report(part, 'answers acknowledged', run.acks.length, 'answers', ['=', run.sent.length]);
  report(part, 'answers stored', run.stored, 'answers', ['=', run.sent.length]);
  report(part, 'answers counted in the results', run.counted, 'answers', ['=', run.sent.length]);
  report(
    part,
    'share of the answers lost',
    (run.sent.length - run.stored) / run.sent.length,
    '1',
    ['=', 0],
    ELSEWHERE.lostShare,
  );
  report(part, 'rows that no phone sent', run.strange, 'rows', ['=', 0]);
  report(part, 'acknowledged, median', at(0.5), 'ms', null);
  report(
    part,
    'acknowledged, 95th percentile',
    at(0.95),
    'ms',
    isBig ? ['≤', GOALS.p95Ms] : null,
    ELSEWHERE.p95Ms,
  );
  report(part, 'acknowledged, 99th percentile', at(0.99), 'ms', isBig ? ['≤', GOALS.p99Ms] : null);
  const perQuestion = (sum: number) => sum / given;
  report(
    part,
    'messages per player and question',
    perQuestion(run.messages),
    'messages',
    ['≤', GOALS.messages],
    ELSEWHERE.messages,
  );
  report(
    part,
    'bytes per player and question',
    perQuestion(run.bytes + run.replyBytes),
    'bytes',
    ['≤', GOALS.bytes],
    ELSEWHERE.bytes,
  );
  report(part, 'messages of another game', run.foreign, 'messages', ['=', 0]);
  report(part, 'lines lost and taken up again', run.drops, 'lines', null);
  report(part, 'view after a line was lost, 95th percentile', spread(run.resumeMs).p95, 'ms', ['≤', 2000]);
  report(part, 'joined, 95th percentile', spread(run.joinMs).p95, 'ms', null);
  report(part, 'requests tried again', run.retries, 'requests', null);
  report(
    part,
    'processor time of the server',
    run.serverCpuSeconds,
    `s of ${run.playSeconds.toFixed(0)} s`,
    null,
  );
  report(part, 'processor time of the phones', run.cpuSeconds, `s of ${run.playSeconds.toFixed(0)} s`, null);
  for (const problem of run.problems) {
    holds = false;
    console.error(problem);
  }
  for (const refused of run.refused.slice(0, 5)) console.error(refused);
}

/** Five milliseconds before the commit of every transaction that touched a game, as a disk that syncs slowly. */
const SLOW_COMMITS = `
CREATE FUNCTION bench_sleep() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF current_setting('bench.slept', true) IS DISTINCT FROM txid_current()::text THEN
    PERFORM pg_sleep(0.005);
    PERFORM set_config('bench.slept', txid_current()::text, true);
  END IF;
  RETURN NULL;
END $$;
${['game', 'game_step', 'game_player', 'game_answer']
  .map(
    (table) =>
      `CREATE CONSTRAINT TRIGGER bench_${table} AFTER INSERT OR UPDATE ON ${table} DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION bench_sleep();`,
  )
  .join('\n')}`;

async function slowCommits(databaseUrl: string): Promise<void> {
  const client = new pg.Client({ connectionString: databaseUrl });
  await client.connect();
  await client.query(SLOW_COMMITS);
  await client.end();
}

const [wanted] = process.argv.slice(2);
for (const [name, { isSlow, ...plan }] of Object.entries(PARTS)) {
  if (wanted !== undefined && wanted !== name) continue;
  const server = await startServerProcess('server/main.ts', 'postgresql');
  try {
    if (isSlow) await slowCommits(server.databaseUrl!);
    reportRun(name as Part, await playClass(server, plan));
  } finally {
    await server.close();
  }
}
process.exitCode = holds ? 0 : 1;
