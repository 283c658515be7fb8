/*
 * npm run disclosure:simulate [-- <hierarchies>] [months]: invented provinces of random hierarchies, 24 months of releases with corrections,
 * mergers and bulletins, each attacked from outside; 200 by default, 10000 is the long mode. One worker per core. Prints one JSON line
 * per figure; exit code 1 when anything hidden is told.
 */
import { availableParallelism } from 'node:os';
import { isMainThread, parentPort, Worker, workerData } from 'node:worker_threads';
import { add, nothingSimulated, simulate, type Simulated } from '#tests/support/disclosure-simulation.ts';
import { planOf } from '#tests/support/disclosure-worlds.ts';

type Turn = { seed: number; months: number };
const BATCH = 5;

async function work(): Promise<void> {
  const turn = workerData as Turn;
  const plans = Array.from({ length: BATCH }, (_, at) => planOf(turn.seed + at, turn.months));
  parentPort!.postMessage(await simulate(plans));
}

async function lead(): Promise<void> {
  const hierarchies = Number(process.argv[2] ?? 200);
  const months = Number(process.argv[3] ?? 24);
  const seeds = Array.from({ length: Math.ceil(hierarchies / BATCH) }, (_, at) => 1 + at * BATCH);
  let all = nothingSimulated();
  const next = async (): Promise<void> => {
    for (let seed = seeds.shift(); seed !== undefined; seed = seeds.shift()) {
      const worker = new Worker(new URL(import.meta.url), { workerData: { seed, months } satisfies Turn });
      all = add(
        all,
        await new Promise<Simulated>((resolve, reject) => {
          worker.once('message', resolve);
          worker.once('error', reject);
        }),
      );
      await worker.terminate();
    }
  };
  await Promise.all(Array.from({ length: availableParallelism() }, next));
  const of = `${hierarchies} hierarchies × ${months} months`;
  const print = (figure: string, value: number, unit: string, goal: number | null) =>
    console.log(
      JSON.stringify({
        figure: `${figure}, ${of}`,
        value: Math.round(value * 100) / 100,
        unit,
        baseline: null,
        ratio: null,
        goal: goal === null ? null : `≤ ${goal}`,
        holds: goal === null ? null : value <= goal,
      }),
    );
  for (const told of all.told) console.error(JSON.stringify(told));
  print('hidden cells recovered', all.recovered, 'cells', 0);
  print('hidden cells of which more is told than policy allows', all.told.length, 'cells', 0);
  print('hidden cells attacked', all.hidden, 'cells', null);
  print('releases refused', (100 * all.refused) / all.releases, '%', null);
  print('cells hidden because small', (100 * all.primary) / all.cells, '%', null);
  print('cells lost beyond these', (100 * all.secondary) / all.cells, '%', 15);
  process.exitCode = all.told.length === 0 ? 0 : 1;
}

await (isMainThread ? lead() : work());
