/*
 * npm run db:migration -- <name>
 * Writes prisma/migrations/<time>_<name>/migration.sql: the difference between the schema as last migrated
 * (prisma/migrations/schema.prisma) and prisma/schema.prisma. Prisma's own engine does the work, in WebAssembly.
 */
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { diffSchemas } from './diff.ts';

const [name] = process.argv.slice(2);
if (!name || !/^[a-z]+(_[a-z0-9]+)+$/.test(name)) {
  console.error('Cách dùng: npm run db:migration -- <dong_tu_danh_tu>, ví dụ add_law_mark');
  process.exit(2);
}

const here = import.meta.dirname;
const lastPath = join(here, 'migrations', 'schema.prisma');
const next = readFileSync(join(here, 'schema.prisma'), 'utf8');
const last = existsSync(lastPath) ? readFileSync(lastPath, 'utf8') : null;

const sql = await diffSchemas(last, next);
if (sql === null) {
  console.log('Lược đồ không đổi, không có gì để viết.');
} else {
  const stamp = new Date().toISOString().replace(/\D/g, '').slice(0, 14);
  const folder = join(here, 'migrations', `${stamp}_${name}`);
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, 'migration.sql'), sql);
  writeFileSync(lastPath, next);
  console.log(`Đã viết ${join('prisma', 'migrations', `${stamp}_${name}`, 'migration.sql')}`);
}
