/*
 * npm run audit:verify [-- --heads <file>]   looks at the whole trail; exit code 1 when something is wrong
 * npm run audit:head                         prints the newest sealed head, to be kept elsewhere
 */
import { readFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { readEnv } from '../env.ts';
import { runCommand } from '../run-command.ts';

try {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: { heads: { type: 'string' } },
  });
  const name = positionals[0] === 'head' ? 'audit:head' : 'audit:verify';
  const args: Record<string, string> =
    values.heads === undefined ? {} : { heads: readFileSync(values.heads, 'utf8') };
  console.log(await runCommand(readEnv(), name, args));
} catch (error) {
  console.error((error as Error).message);
  process.exitCode = 1;
}
