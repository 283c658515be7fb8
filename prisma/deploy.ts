/* npm run db:deploy: applies missing migrations to the database the environment names. */
import { openDatabase } from '#server/db.ts';
import { readEnv } from '#server/env.ts';
import { applyMigrations } from './migrate.ts';

try {
  const db = await openDatabase(readEnv());
  const applied = await db.migrate((session) => applyMigrations(session));
  await db.close();
  console.log(applied.length === 0 ? 'Cơ sở dữ liệu đã đủ migration.' : `Đã áp dụng: ${applied.join(', ')}`);
} catch (error) {
  console.error((error as Error).message);
  process.exitCode = 1;
}
