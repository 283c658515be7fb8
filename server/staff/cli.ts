/*
 * npm run staff:create -- --email … --name … --role admin [--unit CODE]
 */
import { parseArgs } from 'node:util';
import { runCommand } from '../run-command.ts';
import { readEnv } from '../env.ts';

try {
  const { values } = parseArgs({
    options: {
      email: { type: 'string' },
      name: { type: 'string' },
      role: { type: 'string' },
      unit: { type: 'string' },
    },
  });
  const { email = '', name = '', role = '', unit = '' } = values;
  console.log(await runCommand(readEnv(), 'staff:create', { email, name, role, unit }));
} catch (error) {
  console.error((error as Error).message);
  process.exitCode = 1;
}
