/*
 * Builds the site unless dist/ was built from exactly these files. `npm start` calls it, so that a second start is quick.
 */
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, readFileSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

const SOURCES = [
  'src',
  'server',
  'content',
  'public',
  'prisma',
  'tools',
  'astro.config.mjs',
  'package-lock.json',
  'package.json',
  'tsconfig.json',
];
const LEFT_OUT = new Set(['generated']);
const STAMP = 'dist/built-from';

function* filesOf(path: string): Generator<string> {
  if (!existsSync(path)) return;
  if (statSync(path).isFile()) {
    yield path;
    return;
  }
  for (const name of readdirSync(path).sort()) if (!LEFT_OUT.has(name)) yield* filesOf(join(path, name));
}

const hash = createHash('sha256');
for (const source of SOURCES) {
  for (const file of filesOf(source)) hash.update(file).update('\0').update(readFileSync(file)).update('\0');
}
const now = hash.digest('hex');

if (!existsSync(STAMP) || readFileSync(STAMP, 'utf8') !== now) {
  rmSync('dist', { recursive: true, force: true });
  const { status } = spawnSync('npm', ['run', '--silent', 'build'], { stdio: 'inherit' });
  if (status !== 0) process.exit(status ?? 1);
  writeFileSync(STAMP, now);
}
