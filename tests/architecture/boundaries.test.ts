import { fileURLToPath } from 'node:url';
import { ESLint } from 'eslint';
import tseslint from 'typescript-eslint';
import { describe, expect, it } from 'vitest';

const IMPORTS = '@typescript-eslint/no-restricted-imports';
const SYNTAX = 'no-restricted-syntax';
const GLOBALS = 'no-restricted-globals';
const PROPERTIES = 'no-restricted-properties';
const JSDOC = 'jsdoc/require-jsdoc';
const BOUNDARY_RULES = [IMPORTS, SYNTAX, GLOBALS, PROPERTIES, JSDOC];

const eslint = new ESLint({
  cwd: fileURLToPath(new URL('../..', import.meta.url)),
  // The snippets lie in no file, so there are no types to ask for; boundaries do not need them.
  overrideConfig: [
    tseslint.configs.disableTypeChecked,
    { files: ['**/*.{ts,tsx}'], languageOptions: { parserOptions: { projectService: false } } },
  ],
});

/** The boundary rules that a snippet breaks when it stands in the file `path`; a snippet that does not parse throws. */
async function broken(path: string, code: string): Promise<string[]> {
  const [result] = await eslint.lintText(
    path.endsWith('.astro') ? `---\n${code}\n---\n<p>Xin chào</p>\n` : `${code}\n`,
    {
      filePath: path,
    },
  );
  const messages = result?.messages ?? [];
  const fatal = messages.find((message) => message.fatal === true);
  if (fatal) throw new Error(`${path}: ${fatal.message}`);
  const rules = messages
    .map(({ ruleId }) => ruleId ?? '')
    .filter((ruleId) => BOUNDARY_RULES.includes(ruleId));
  return [...new Set(rules)];
}

const takes = (specifier: string): string => `import { x } from '${specifier}';\nexport const y = x;`;
const takesType = (specifier: string): string => `import type { X } from '${specifier}';\nexport type Y = X;`;
const loads = (specifier: string): string => `export const x = await import('${specifier}');`;

type Snippet = [path: string, code: string];

const REFUSED: Record<string, [rule: string, ...snippet: Snippet][]> = {
  'pages and layouts': [
    [IMPORTS, 'src/pages/index.astro', takes('#server/quiz/service.ts')],
    [IMPORTS, 'src/pages/index.astro', takesType('#server/quiz/service.ts')],
    [IMPORTS, 'src/pages/index.astro', takes('#server/quiz/router.ts')],
    [IMPORTS, 'src/pages/luat/[slug].astro', takes('#server/db.ts')],
    [IMPORTS, 'src/pages/api/trpc/[trpc].ts', takes('#server/generated/prisma/client.ts')],
    [IMPORTS, 'src/pages/feed.xml.ts', takes('@prisma/client')],
    [IMPORTS, 'src/pages/feed.xml.ts', takes('#prisma/migrate.ts')],
    [IMPORTS, 'src/pages/feed.xml.ts', takes('../../server/db.ts')],
    [IMPORTS, 'src/pages/feed.xml.ts', takes('#tests/support/chromium.ts')],
    [SYNTAX, 'src/pages/feed.xml.ts', loads('#server/db.ts')],
    [IMPORTS, 'src/layouts/Public.astro', takes('#server/staff/service.ts')],
    [IMPORTS, 'src/layouts/Public.astro', takes('../../server/staff/service.ts')],
    [IMPORTS, 'src/middleware.ts', takes('#server/staff/service.ts')],
  ],
  'islands, components and src/lib': [
    [IMPORTS, 'src/islands/Quiz.tsx', takes('#server/router.ts')],
    [IMPORTS, 'src/islands/Quiz.tsx', takes('#server/quiz/service.ts')],
    [IMPORTS, 'src/islands/Quiz.tsx', takes('#server/quiz/schema.ts')],
    [IMPORTS, 'src/islands/Quiz.tsx', takes('#server/quiz/http.ts')],
    [IMPORTS, 'src/islands/Quiz.tsx', takes('@prisma/client')],
    [SYNTAX, 'src/islands/Quiz.tsx', loads('#server/quiz/service.ts')],
    [IMPORTS, 'src/components/road/Sign.astro', takes('#server/db.ts')],
    [IMPORTS, 'src/components/road/Sign.astro', takes('../../../server/db.ts')],
    [IMPORTS, 'src/lib/trpc.ts', takes('#server/router.ts')],
    [IMPORTS, 'src/lib/money.ts', takes('#server/env.ts')],
  ],
  'the server': [
    [IMPORTS, 'server/main.ts', takes('astro')],
    [IMPORTS, 'server/main.ts', takes('astro:content')],
    [IMPORTS, 'server/main.ts', takes('astro/zod')],
    [IMPORTS, 'server/main.ts', takes('@astrojs/node')],
    [IMPORTS, 'server/image/card.ts', takes('react')],
    [IMPORTS, 'server/image/card.ts', takes('react-dom/server')],
    [IMPORTS, 'server/image/card.ts', takes('#src/lib/money.ts')],
    [IMPORTS, 'server/image/card.ts', takes('../../src/lib/money.ts')],
    [IMPORTS, 'server/quiz/service.ts', takes('astro:content')],
    [IMPORTS, 'server/quiz/router.ts', takes('react')],
    [IMPORTS, 'server/quiz/rules.ts', takes('#src/lib/money.ts')],
    [IMPORTS, 'server/main.ts', takes('#tests/support/chromium.ts')],
    [SYNTAX, 'server/main.ts', loads('astro:content')],
  ],
  routers: [
    [IMPORTS, 'server/quiz/router.ts', takes('#server/law/service.ts')],
    [IMPORTS, 'server/quiz/router.ts', takes('../law/service.ts')],
    [IMPORTS, 'server/quiz/router.ts', takes('../law/rules.ts')],
    [IMPORTS, 'server/quiz/router.ts', takes('../law/schema.ts')],
    [IMPORTS, 'server/quiz/router.ts', takes('./rules.ts')],
    [IMPORTS, 'server/quiz/router.ts', takes('#server/db.ts')],
    [IMPORTS, 'server/quiz/router.ts', takes('../generated/prisma/client.ts')],
    [IMPORTS, 'server/quiz/router.ts', takes('@prisma/client')],
    [IMPORTS, 'server/quiz/router.ts', takes('node:fs')],
    [SYNTAX, 'server/quiz/router.ts', loads('../law/service.ts')],
  ],
  services: [
    [IMPORTS, 'server/quiz/service.ts', takes('../law/router.ts')],
    [IMPORTS, 'server/quiz/service.ts', takes('#server/law/router.ts')],
    [IMPORTS, 'server/quiz/service.ts', takesType('#server/router.ts')],
    [IMPORTS, 'server/quiz/service.ts', takes('./router.ts')],
    [IMPORTS, 'server/quiz/service.ts', takes('#server/trpc.ts')],
    [IMPORTS, 'server/quiz/service.ts', takes('#server/law/service.ts')],
    [IMPORTS, 'server/quiz/service.ts', takes('../law/schema.ts')],
    [IMPORTS, 'server/quiz/service.ts', takes('../db.ts')],
    [IMPORTS, 'server/quiz/service.ts', takes('#server/env.ts')],
    [SYNTAX, 'server/quiz/service.ts', loads('../law/service.ts')],
  ],
  'other files of a feature': [
    [IMPORTS, 'server/quiz/http.ts', takes('#server/law/service.ts')],
    [IMPORTS, 'server/quiz/cli.ts', takes('../staff/service.ts')],
  ],
  'rules import nothing but rules': [
    [IMPORTS, 'server/quiz/rules.ts', takes('./service.ts')],
    [IMPORTS, 'server/quiz/rules.ts', takes('./schema.ts')],
    [IMPORTS, 'server/quiz/rules.ts', takes('#server/law/service.ts')],
    [IMPORTS, 'server/quiz/rules.ts', takes('../law/validity.ts')],
    [IMPORTS, 'server/quiz/rules.ts', takes('#server/db.ts')],
    [IMPORTS, 'server/quiz/rules.ts', takes('../env.ts')],
    [IMPORTS, 'server/quiz/rules.ts', takes('#content/schema.ts')],
    [IMPORTS, 'server/quiz/rules.ts', takes('@prisma/client')],
    [IMPORTS, 'server/quiz/rules.ts', takes('zod')],
    [IMPORTS, 'server/quiz/rules.ts', takes('node:crypto')],
    [IMPORTS, 'server/quiz/rules.ts', takes('node:fs')],
    [SYNTAX, 'server/quiz/rules.ts', loads('./periods.ts')],
  ],
  'rules have no clock, no chance, no I/O': [
    [SYNTAX, 'server/quiz/rules.ts', 'export const x = Date.now();'],
    [SYNTAX, 'server/quiz/rules.ts', 'export const x = new Date();'],
    [SYNTAX, 'server/quiz/rules.ts', 'export const x = Date();'],
    [SYNTAX, 'server/quiz/rules.ts', 'export const x = Math.random();'],
    [SYNTAX, 'server/quiz/rules.ts', "export const x = new Date('2026-11-21T00:00:00Z').getDate();"],
    [GLOBALS, 'server/quiz/rules.ts', 'export const x = process.cwd();'],
    [GLOBALS, 'server/quiz/rules.ts', "export const x = fetch('/');"],
    [GLOBALS, 'server/quiz/rules.ts', 'export const x = crypto.randomUUID();'],
    [GLOBALS, 'server/quiz/rules.ts', 'export const x = performance.now();'],
    [GLOBALS, 'server/quiz/rules.ts', "console.log('x');\nexport const x = 1;"],
    [GLOBALS, 'server/quiz/rules.ts', 'export const x = globalThis.name;'],
    [GLOBALS, 'server/quiz/rules.ts', 'setTimeout(String, 1);\nexport const x = 1;'],
  ],
  'content/schema.ts': [
    [IMPORTS, 'content/schema.ts', takes('astro/zod')],
    [IMPORTS, 'content/schema.ts', takes('#server/law/rules.ts')],
    [IMPORTS, 'content/schema.ts', takesType('#server/law/rules.ts')],
    [IMPORTS, 'content/schema.ts', takes('node:fs')],
    [IMPORTS, 'content/schema.ts', takes('./words.ts')],
    [IMPORTS, 'content/schema/law.ts', takes('#server/law/rules.ts')],
  ],
  'the environment': [
    [PROPERTIES, 'server/main.ts', 'export const port = process.env.PORT;'],
    [PROPERTIES, 'server/main.ts', "export const port = process['env'].PORT;"],
    [PROPERTIES, 'server/quiz/service.ts', 'const { env } = process;\nexport const port = env.PORT;'],
    [PROPERTIES, 'src/pages/index.astro', 'const port = process.env.PORT;'],
    [PROPERTIES, 'src/islands/Quiz.tsx', 'export const port = process.env.PORT;'],
    [PROPERTIES, 'prisma/migrate.ts', 'export const url = process.env.DATABASE_URL;'],
    [IMPORTS, 'server/main.ts', "import { env } from 'node:process';\nexport const port = env.PORT;"],
    [IMPORTS, 'tools/fonts.ts', "import process from 'process';\nexport const port = process.pid;"],
    [SYNTAX, 'server/main.ts', 'export const port = globalThis.process.env.PORT;'],
  ],
  docstrings: [
    [JSDOC, 'server/quiz/rules.ts', 'export function isPass(): boolean {\n  return true;\n}'],
    [JSDOC, 'server/quiz/service.ts', 'export const submitQuiz = () => 1;'],
  ],
};

const ALLOWED: Snippet[] = [
  ['src/pages/index.astro', takes('#server/router.ts')],
  ['src/pages/index.astro', takes('#server/context.ts')],
  ['src/pages/index.astro', takes('#server/law/rules.ts')],
  ['src/pages/feed.xml.ts', takes('#server/law/http.ts')],
  ['src/pages/index.astro', takes('astro:content')],
  ['src/pages/index.astro', takes('../layouts/Public.astro')],
  ['src/pages/index.astro', takes('#src/lib/money.ts')],
  ['src/layouts/Public.astro', takes('#content/schema.ts')],
  ['src/islands/Quiz.tsx', takesType('#server/router.ts')],
  ['src/islands/Quiz.tsx', takes('#server/quiz/rules.ts')],
  ['src/components/road/Sign.astro', takes('#server/scene/rules.ts')],
  ['src/components/road/Sign.astro', takesType('#server/scene/layout.ts')],
  ['src/lib/trpc.ts', takesType('#server/router.ts')],
  ['src/lib/trpc.ts', takes('@trpc/client')],
  ['server/router.ts', takes('./quiz/router.ts')],
  ['server/main.ts', loads('../dist/server/entry.mjs')],
  ['server/quiz/router.ts', takes('./schema.ts')],
  ['server/quiz/router.ts', takes('./service.ts')],
  ['server/quiz/router.ts', takes('#server/trpc.ts')],
  ['server/quiz/router.ts', takes('../trpc.ts')],
  ['server/quiz/router.ts', takes('@trpc/server')],
  ['server/quiz/service.ts', takes('./rules.ts')],
  ['server/quiz/service.ts', takes('./schema.ts')],
  ['server/quiz/service.ts', takes('./import/gift.ts')],
  ['server/quiz/service.ts', takes('../errors.ts')],
  ['server/quiz/service.ts', takes('#server/audit.ts')],
  ['server/quiz/service.ts', takesType('#server/context.ts')],
  ['server/quiz/service.ts', takesType('../db.ts')],
  ['server/quiz/service.ts', takes('#server/law/rules.ts')],
  ['server/quiz/service.ts', takes('../law/rules.ts')],
  ['server/quiz/service.ts', takesType('#server/law/service.ts')],
  ['server/quiz/service.ts', takes('#server/image/service.ts')],
  ['server/quiz/service.ts', takes('../generated/prisma/client.ts')],
  ['server/quiz/rules.ts', takes('./periods.ts')],
  ['server/quiz/rules.ts', takes('../law/rules.ts')],
  ['server/quiz/rules.ts', takes('#server/law/rules.ts')],
  ['server/quiz/rules.ts', takesType('#content/schema.ts')],
  ['server/quiz/rules.ts', takesType('./service.ts')],
  ['server/quiz/rules.ts', "export const x = new Date('2026-11-21T00:00:00Z').getUTCDate();"],
  ['server/quiz/rules.ts', 'export const x = Math.max(1, 2);'],
  [
    'server/quiz/rules.ts',
    '/** At least 80 of 100. */\nexport const isPass = (scorePct: number): boolean => scorePct >= 80;',
  ],
  ['server/quiz/rules.test.ts', takes('#tests/support/builders.ts')],
  ['server/quiz/rules.test.ts', 'export const x = Math.random();'],
  ['content/schema.ts', takes('zod')],
  ['server/env.ts', 'export const port = process.env.PORT;'],
  ['vitest.config.ts', 'export const zone = process.env.TZ;'],
  ['tests/support/chromium.ts', 'export const path = process.env.CHROMIUM_PATH;'],
];

describe.each(Object.entries(REFUSED))('%s', (_, snippets) => {
  it.each(snippets)('%s in %s: %s', async (rule, path, code) => {
    expect(await broken(path, code)).toEqual([rule]);
  });
});

describe('what the table allows passes', () => {
  it.each(ALLOWED)('in %s: %s', async (path, code) => {
    expect(await broken(path, code)).toEqual([]);
  });
});
