import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import ts from 'typescript';
import { expect, it } from 'vitest';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));
const BINARY = /\.(woff2?|ttf|otf|png|jpe?g|webp|avif|gif|ico|pdf|zip|xlsx|docx|mp3|mp4)$/;
const CODE = /\.(ts|tsx|js|mjs|cjs|astro)$/;

/** Committed files and those about to be: paths from the project folder. */
const files = execFileSync('git', ['ls-files', '-z', '--cached', '--others', '--exclude-standard'], {
  cwd: ROOT,
  encoding: 'utf8',
})
  .split('\0')
  .filter((path) => path !== '' && existsSync(join(ROOT, path)));

const read = (path: string): string => readFileSync(join(ROOT, path), 'utf8');
const among = (pattern: RegExp): string[] => files.filter((path) => pattern.test(path));

/** `path:line` of every place where the pattern matches. */
function places(paths: string[], pattern: RegExp, textOf = read): string[] {
  return paths.flatMap((path) =>
    textOf(path)
      .split('\n')
      .flatMap((line, index) =>
        pattern.test(line) ? [`${path}:${index + 1}: ${line.trim().slice(0, 120)}`] : [],
      ),
  );
}

/** The code without its comments, line by line where it was. */
const withoutComments = (path: string): string =>
  read(path)
    .replaceAll(/\/\*[\s\S]*?\*\//g, (comment) => comment.replaceAll(/[^\n]/g, ' '))
    .replaceAll(/(^|[\s;{}(),])\/\/.*$/gm, '$1');

it('the list of files is not empty', () => {
  expect(files).toContain('package.json');
  expect(files).toContain('server/env.ts');
});

it('no file has a name that says nothing', () => {
  expect(among(/(^|\/)(utils?|helpers?|misc|common)(\.[^/]+)?(\/|$)/i)).toEqual([]);
});

it('no index file only re-exports', () => {
  const onlyReExports = among(/(^|\/)index\.(ts|tsx|js|mjs)$/).filter((path) =>
    ts
      .createSourceFile(path, read(path), ts.ScriptTarget.Latest)
      .statements.every(
        (statement) => ts.isExportDeclaration(statement) || ts.isImportDeclaration(statement),
      ),
  );
  expect(onlyReExports).toEqual([]);
});

it('the environment is read in server/env.ts, in config files and in the test harness only', () => {
  const allowed = /^server\/env\.ts$|^[^/]+\.config\.[cm]?[jt]s$|^tests\/(support|architecture)\//;
  const others = among(CODE).filter((path) => !allowed.test(path));
  expect(places(others, /\bprocess\s*(\?\.|\.)\s*env\b|\bprocess\s*\[\s*['"`]env/, withoutComments)).toEqual(
    [],
  );
});

it('no page and no drawing carries an inline style, which the content security policy would drop', () => {
  const pages = among(/^src\/.*\.astro$/);
  const producers = among(/^server\/.*(?<!\.test)\.ts$/);
  expect([
    ...places(pages, /(^|\s)style\s*=|\bdefine:vars\b/, withoutComments),
    ...places(producers, /[\s'"`]style=\\?["'`$]/, withoutComments),
  ]).toEqual([]);
});

it('no file names a place on the machine it was written on', () => {
  const texts = files.filter((path) => !BINARY.test(path) && path !== 'package-lock.json');
  const machine = new RegExp(String.raw`(?<![\w.\-*])/(work|root|tmp|home/\w+|Users/\w+)/|[A-Z]:\\Users\\`);
  expect(places(texts, machine)).toEqual([]);
});

it('no file names a package registry', () => {
  const texts = files.filter((path) => !BINARY.test(path));
  const registry = /\/\/[^\s/"'`)]*(registry|verdaccio|artifactory|nexus|npm\.pkg)[^\s/"'`)]*[.:]/;
  const ours = 'tests/architecture/files.test.ts';
  expect(
    places(
      texts.filter((path) => path !== ours),
      registry,
    ),
  ).toEqual([]);
});

it('every version in package.json is exact', () => {
  const manifest = JSON.parse(read('package.json')) as Record<string, Record<string, string> | undefined>;
  const versions = ['dependencies', 'devDependencies', 'optionalDependencies'].flatMap((kind) =>
    Object.entries(manifest[kind] ?? {}),
  );
  expect(versions.length).toBeGreaterThan(0);
  expect(versions.filter(([, version]) => !/^\d+\.\d+\.\d+(-[\w.-]+)?$/.test(version))).toEqual([]);
});

it('the lock file holds no addresses, so that it installs from any registry', () => {
  const lock = JSON.parse(read('package-lock.json')) as { packages: Record<string, { resolved?: string }> };
  expect(Object.entries(lock.packages).filter(([, entry]) => entry.resolved !== undefined)).toEqual([]);
});

it('a rule of the linter that is switched off in place says why', () => {
  const directive = new RegExp(['eslint', 'disable'].join('-'));
  const silent = places(among(CODE), directive).filter((place) => !/ -- \S/.test(place));
  expect(silent.filter((place) => !place.startsWith(basename(import.meta.url)))).toEqual([]);
});
