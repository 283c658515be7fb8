/*
 * npm run law:mark -- <provision> --state under-review|ended|clear --on <day> --reason "…"
 */
import { parseArgs } from 'node:util';
import { runCommand } from '../run-command.ts';
import { readEnv } from '../env.ts';

const usage =
  'Cách dùng: npm run law:mark -- nd-168-2024:6.9.đ --state under-review|ended|clear --on 2026-11-21 --reason "lý do"';

try {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: { state: { type: 'string' }, on: { type: 'string' }, reason: { type: 'string' } },
  });
  const [target] = positionals;
  if (!target) throw new Error(usage);
  const args = { target, state: values.state ?? '', onDay: values.on ?? '', reason: values.reason ?? '' };
  console.log(await runCommand(readEnv(), 'law:mark', args));
} catch (error) {
  console.error((error as Error).message);
  process.exitCode = 1;
}
