import { openApp } from './app.ts';
import { commands } from './commands.ts';
import { sendCommand } from './control.ts';
import type { Env } from './env.ts';

/**
 * Runs a command where the database is: in the process that owns the embedded one, else here.
 * @returns the sentence to print
 */
export async function runCommand(env: Env, name: string, args: Record<string, string>): Promise<string> {
  if (env.databaseUrl === null) {
    const reply = await sendCommand(env.dataDir, { name, args });
    if (reply?.ok) return reply.result;
    if (reply) throw new Error(reply.message);
  }
  const app = await openApp(env);
  try {
    return await commands[name]!(app.services, args);
  } finally {
    await app.close();
  }
}
