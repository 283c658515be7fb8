/*
 * npm run bench:search [-- <entries>]: one search at a time over 10,000 entries, from the typed words to the hits to show. On the embedded
 * database, or on the PostgreSQL of DATABASE_URL. Prints one JSON line per figure; exit code 1 when the goal is missed.
 */
import { searchSite } from '#server/search/service.ts';
import { openTestApp } from '#tests/support/app.ts';
import { growSearch, spread, TYPED } from '#tests/support/search-bulk.ts';

const GOAL_MS = 20;
const ROUNDS = 10;
const ENTRIES = Number(process.argv[2] ?? 10_000);

const app = await openTestApp();
await growSearch(app.services.db.prisma, ENTRIES);
const context = app.context();
const times = new Map<string, number[]>(TYPED.map((query) => [query, []]));
// The first round warms the statements and is not counted.
for (let round = -1; round < ROUNDS; round += 1) {
  for (const query of TYPED) {
    const startedAt = performance.now();
    await searchSite(context, { query, kinds: [] });
    if (round >= 0) times.get(query)!.push(performance.now() - startedAt);
  }
}
const report = (figure: string, value: number, goal: number | null): boolean => {
  const holds = goal === null ? null : value <= goal;
  console.log(
    JSON.stringify({
      figure,
      value: Number(value.toFixed(1)),
      unit: 'ms',
      baseline: null,
      ratio: null,
      goal: goal === null ? null : `≤ ${goal}`,
      holds,
    }),
  );
  return holds ?? true;
};
const of = `${ENTRIES} entries, ${app.services.db.kind}`;
for (const [query, own] of times) report(`search “${query}”, ${of}, median`, spread(own).median, null);
const all = spread([...times.values()].flat());
const holds = [
  report(`search, ${of}, median`, all.median, GOAL_MS),
  report(`search, ${of}, 95th percentile`, all.p95, GOAL_MS),
];
await app.close();
process.exitCode = holds.every(Boolean) ? 0 : 1;
