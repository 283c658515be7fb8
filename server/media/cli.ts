/*
 * npm run media:clean
 */
import { readEnv } from '../env.ts';
import { runCommand } from '../run-command.ts';

try {
  console.log(await runCommand(readEnv(), 'media:clean', {}));
} catch (error) {
  console.error((error as Error).message);
  process.exitCode = 1;
}
