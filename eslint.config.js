import { existsSync, globSync, readFileSync } from 'node:fs';
import { posix } from 'node:path';
import astro from 'eslint-plugin-astro';
import jsdoc from 'eslint-plugin-jsdoc';
import { defineConfig, globalIgnores } from 'eslint/config';
import tseslint from 'typescript-eslint';

const ROOT = import.meta.dirname;
const TESTS = ['**/*.test.ts', 'tests/**'];
/** Rooms that several features stand on: any server file may call them. */
const SHARED_ROOMS = 'scene|image|keys|media|audit|sheet|formats|package|disclosure|generated';

/**
 * The files that rules.ts draws on, itself included: a room may spread its rules over several files behind that door, and all of
 * them are held to the same purity. Paths from the project folder.
 */
function pureFiles() {
  const seen = new Set();
  const queue = globSync('server/*/rules.ts', { cwd: ROOT }).map((path) => path.replaceAll('\\', '/'));
  for (let path = queue.pop(); path !== undefined; path = queue.pop()) {
    if (seen.has(path) || !existsSync(posix.join(ROOT, path))) continue;
    seen.add(path);
    const source = readFileSync(posix.join(ROOT, path), 'utf8');
    for (const [, names, target] of source.matchAll(
      /^(?:import|export)\s+(?!type\b)([^'";]*?)from\s+'([^']+)'/gm,
    )) {
      if (/^\{\s*(type\s+\w+\s*,?\s*)+\}\s*$/.test(names)) continue;
      if (target.startsWith('#server/')) queue.push(target.slice(1));
      else if (target.startsWith('.')) queue.push(posix.join(posix.dirname(path), target));
    }
  }
  return [...seen];
}

// -- Boundaries: the table "Who may import whom" of the README ----------------------------------------------------------
// Each entry: what may not be imported (a regular expression on the specifier), why, and whether types may.
// `regex`, never `group`: a group pattern that starts with # is read as a comment and never fires.

const ANYWHERE = [
  { regex: '^(node:)?process$', message: 'The environment is parsed once, in server/env.ts.' },
];

const NO_TESTS = { regex: '^#tests/|^\\..*/tests/', message: 'Tests are not part of the product.' };
const NO_PATHS_INTO_ROOMS = {
  regex: '^(\\.\\.?/)+(.*/)?(server|content|prisma)/',
  message: 'Another room is named #server/…, #content/…, #prisma/….',
};
const NO_DATABASE = {
  regex: '^(@prisma/|@electric-sql/|pglite-prisma-adapter|pg(/|$)|#prisma/)',
  message: 'The database is behind the services.',
};

const BOUNDARIES = {
  pages: {
    files: ['src/pages/**/*.{ts,tsx,astro}', 'src/layouts/**/*.{ts,tsx,astro}', 'src/*.ts'],
    patterns: [
      {
        regex: '^#server/(?!(router|context)\\.ts$|[^/]+/(rules|http)\\.ts$)',
        message:
          'Pages and layouts reach the server through #server/router.ts, #server/context.ts, rules.ts or http.ts.',
      },
      NO_DATABASE,
      NO_PATHS_INTO_ROOMS,
      NO_TESTS,
    ],
  },
  screen: {
    files: ['src/{islands,components,lib}/**/*.{ts,tsx,astro}'],
    patterns: [
      {
        regex: '^#server/(?![^/]+/rules\\.ts$)',
        allowTypeImports: true,
        message: 'Islands, components and src/lib take types and rules.ts from the server, nothing else.',
      },
      { ...NO_DATABASE, allowTypeImports: true },
      NO_PATHS_INTO_ROOMS,
      NO_TESTS,
    ],
  },
  server: {
    files: ['server/**/*.ts'],
    patterns: [
      { regex: '^(astro|@astrojs)([:/]|$)', message: 'The server does not know Astro.' },
      { regex: '^(react|react-dom|@astrojs/react)(/|$)', message: 'The server does not know React.' },
      { regex: '^#src/|^(\\.\\.?/)+(.*/)?src/', message: 'The server does not know the screen.' },
      NO_TESTS,
    ],
  },
  feature: {
    files: ['server/*/**/*.ts'],
    ignores: [`server/{${SHARED_ROOMS.replaceAll('|', ',')}}/**`],
    within: 'server',
    patterns: [
      {
        regex: `^(#server/|(\\.\\./)+)(?!(${SHARED_ROOMS})/)[^./][^/]*/(?!rules\\.ts$)`,
        allowTypeImports: true,
        message:
          'Features meet in rules.ts (and in types). Own files are named ./…, in a subfolder too through the door of the room.',
      },
    ],
  },
  router: {
    files: ['server/*/router.ts', 'server/*/**/router.ts'],
    within: 'server',
    patterns: [
      {
        regex: '^(?!(#server|\\.\\.)/trpc\\.ts$|\\./(schema|service)\\.ts$)[#.]',
        message: 'A router knows its own ./schema.ts and ./service.ts and #server/trpc.ts.',
      },
      NO_DATABASE,
      { regex: '^node:', message: 'A router does one thing: it calls its service.' },
    ],
  },
  service: {
    files: ['server/*/service.ts', 'server/*/**/service.ts', 'server/*/service/**/*.ts'],
    within: 'feature',
    patterns: [
      {
        regex: '(^|/)(router|trpc|main)\\.ts$',
        message: 'A service does not know how it is called: no routers.',
      },
      {
        regex: '^(#server|\\.\\.)/(db|env)\\.ts$',
        allowTypeImports: true,
        message: 'The context hands the database and the settings to the service.',
      },
    ],
  },
  rules: {
    files: ['server/**/rules.ts', ...pureFiles()],
    within: 'server',
    patterns: [
      {
        regex: '^[^.#]',
        allowTypeImports: true,
        message: 'A rule is a pure function: it imports rules and types, no packages and no I/O.',
      },
      {
        regex: '^#(?!server/)',
        allowTypeImports: true,
        message: 'A rule is a pure function: of other rooms it takes types.',
      },
      {
        regex:
          '^(#server|(\\.\\./)*\\.\\.)/(main|router|trpc|context|db|env|errors|audit|cache|control)\\.ts$',
        allowTypeImports: true,
        message: 'A rule is a pure function: values in, values out.',
      },
      {
        regex: '^(#server/|(\\.\\./)+)[^./][^/]*/(?!rules\\.ts$)',
        allowTypeImports: true,
        message: 'Of other features a rule takes rules.ts and types.',
      },
      {
        regex: '(^|/)(router|service|http|cli|schema)\\.ts$',
        allowTypeImports: true,
        message: 'A rule does not know who calls it.',
      },
    ],
  },
  contentSchema: {
    files: ['content/schema.ts', 'content/schema/*.ts'],
    patterns: [
      {
        regex: '^(?!zod$|\\./schema/[a-z]+\\.ts$|\\./(base|guide|task)\\.ts$)',
        message: 'The schemas are plain Zod and nothing else.',
      },
    ],
  },
};

const patternsOf = (zone) => [...(zone.within ? patternsOf(BOUNDARIES[zone.within]) : []), ...zone.patterns];

/** `import('…')` is invisible to no-restricted-imports. The selector's own delimiter is / and so is written as a code. */
const dynamicImports = (patterns) =>
  patterns.map(({ regex, message }) => ({
    selector: `ImportExpression > Literal[value=/${regex.replaceAll('/', '\\x2F')}/u]`,
    message,
  }));

const SYNTAX = [
  {
    selector: "MemberExpression[object.object.name='globalThis'][object.property.name='process']",
    message: 'The environment is parsed once, in server/env.ts.',
  },
];

const boundary = (name, extraSyntax = []) => {
  const zone = BOUNDARIES[name];
  const patterns = [...ANYWHERE, ...patternsOf(zone)];
  return {
    name: `boundary/${name}`,
    files: zone.files,
    ignores: [...TESTS, ...(zone.ignores ?? [])],
    rules: {
      '@typescript-eslint/no-restricted-imports': ['error', { patterns }],
      'no-restricted-syntax': ['error', ...SYNTAX, ...dynamicImports(patterns), ...extraSyntax],
    },
  };
};

const CLOCK = 'A rule takes the day or the instant as an argument.';
const CHANCE = 'A rule takes the drawn number or the seed as an argument.';
const IMPURE_SYNTAX = [
  { selector: "MemberExpression[object.name='Date'][property.name='now']", message: CLOCK },
  { selector: "MemberExpression[object.name='Temporal'][property.name='Now']", message: CLOCK },
  { selector: "NewExpression[callee.name='Date'][arguments.length=0]", message: CLOCK },
  { selector: "CallExpression[callee.name='Date']", message: CLOCK },
  {
    selector: 'CallExpression[callee.property.name=/^[gs]et(FullYear|Month|Date|Day|Hours|Minutes)$/]',
    message: "This depends on the machine's time zone: use the UTC twin.",
  },
  { selector: "MemberExpression[object.name='Math'][property.name='random']", message: CHANCE },
  { selector: 'ImportExpression', message: 'A rule is a pure function: it loads nothing.' },
];
const IMPURE_GLOBALS = [
  'process',
  'fetch',
  'XMLHttpRequest',
  'WebSocket',
  'EventSource',
  'crypto',
  'performance',
  'console',
  'globalThis',
  'global',
  'window',
  'document',
  'localStorage',
  'sessionStorage',
  'navigator',
  'setTimeout',
  'setInterval',
  'setImmediate',
  'queueMicrotask',
  'require',
];

export default defineConfig(
  globalIgnores([
    'dist/',
    '.astro/',
    '.data/',
    '.cache/',
    'coverage/',
    'playwright-report/',
    'test-results/',
    'server/generated/',
    'public/',
  ]),
  { linterOptions: { reportUnusedDisableDirectives: 'error' } },

  // -- TypeScript, with type information ---------------------------------------------------------------------------------
  {
    name: 'typescript',
    files: ['**/*.{ts,tsx}'],
    extends: [tseslint.configs.recommendedTypeChecked],
    languageOptions: { parserOptions: { projectService: true, tsconfigRootDir: ROOT } },
    rules: {
      // Declaration files name types of modules by `import('…')`: an import statement would make them modules.
      '@typescript-eslint/consistent-type-imports': ['error', { disallowTypeAnnotations: false }],
      // `import { type X }` leaves an import behind when types are stripped; `import type` does not.
      '@typescript-eslint/no-import-type-side-effects': 'error',
      '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_', varsIgnorePattern: '^_' }],
      '@typescript-eslint/switch-exhaustiveness-check': [
        'error',
        { considerDefaultExhaustiveForUnions: true },
      ],
      // Procedures, loaders and adapters implement asynchronous interfaces also where nothing is awaited.
      '@typescript-eslint/require-await': 'off',
    },
  },
  ...astro.configs['flat/recommended'],
  {
    name: 'astro',
    files: ['**/*.astro'],
    plugins: { '@typescript-eslint': tseslint.plugin },
    languageOptions: { parserOptions: { parser: tseslint.parser, extraFileExtensions: ['.astro'] } },
    rules: { 'astro/no-unused-define-vars-in-style': 'error' },
  },
  {
    name: 'scripts inside .astro',
    files: ['**/*.astro/*.{js,ts}'],
    // The script of a page is no file of its own, so the type service does not know it; `astro check` checks its types.
    extends: [tseslint.configs.disableTypeChecked],
    languageOptions: { parser: tseslint.parser, parserOptions: { projectService: false } },
  },
  {
    name: 'everywhere',
    files: ['**/*.{js,mjs,cjs,ts,tsx,astro}'],
    plugins: { '@typescript-eslint': tseslint.plugin },
    rules: {
      eqeqeq: ['error', 'always', { null: 'ignore' }],
      'no-async-promise-executor': 'error',
      'no-case-declarations': 'error',
      'no-cond-assign': 'error',
      'no-constant-binary-expression': 'error',
      'no-constant-condition': ['error', { checkLoops: 'allExceptWhileTrue' }],
      'no-debugger': 'error',
      'no-dupe-else-if': 'error',
      'no-duplicate-case': 'error',
      'no-empty': 'error',
      'no-empty-pattern': 'error',
      'no-eval': 'error',
      'no-irregular-whitespace': ['error', { skipStrings: true, skipTemplates: true, skipRegExps: true }],
      'no-loss-of-precision': 'error',
      'no-misleading-character-class': 'error',
      'no-prototype-builtins': 'error',
      'no-self-assign': 'error',
      'no-self-compare': 'error',
      'no-sparse-arrays': 'error',
      'no-template-curly-in-string': 'error',
      'no-unsafe-finally': 'error',
      'no-unsafe-optional-chaining': 'error',
      'no-useless-catch': 'error',
      'no-useless-escape': 'error',
      'no-var': 'error',
      'prefer-const': 'error',
      'no-restricted-properties': [
        'error',
        { object: 'process', property: 'env', message: 'The environment is parsed once, in server/env.ts.' },
      ],
      '@typescript-eslint/no-restricted-imports': ['error', { patterns: ANYWHERE }],
      'no-restricted-syntax': ['error', ...SYNTAX],
    },
  },
  {
    name: 'who may read the environment',
    files: ['server/env.ts', '*.config.{js,ts,mjs}', 'tests/support/**'],
    rules: {
      // env.ts is the one place of the product; config files and the test harness run outside it.
      'no-restricted-properties': 'off',
    },
  },

  // -- Boundaries, the narrower zone after the wider ---------------------------------------------------------------------
  boundary('pages'),
  boundary('screen'),
  boundary('server'),
  boundary('feature'),
  boundary('service'),
  boundary('router'),
  boundary('rules', IMPURE_SYNTAX),
  boundary('contentSchema'),
  {
    name: 'rules are pure',
    files: BOUNDARIES.rules.files,
    rules: {
      'no-restricted-globals': [
        'error',
        ...IMPURE_GLOBALS.map((name) => ({
          name,
          message: 'A rule is a pure function: no clock, no chance, no I/O.',
        })),
      ],
    },
  },

  // -- Docstrings --------------------------------------------------------------------------------------------------------
  {
    name: 'docstrings',
    files: ['server/**/rules.ts', 'server/**/service.ts'],
    plugins: { jsdoc },
    settings: { jsdoc: { mode: 'typescript' } },
    rules: {
      'jsdoc/require-jsdoc': [
        'error',
        {
          publicOnly: { esm: true, cjs: false, window: false },
          enableFixer: false,
          require: {
            FunctionDeclaration: true,
            ArrowFunctionExpression: true,
            FunctionExpression: true,
            ClassDeclaration: true,
          },
        },
      ],
      'jsdoc/require-description': [
        'error',
        { contexts: ['FunctionDeclaration', 'ArrowFunctionExpression'] },
      ],
      'jsdoc/check-tag-names': ['error', { definedTags: ['source'] }],
      'jsdoc/check-param-names': 'error',
      'jsdoc/no-types': 'error',
    },
  },

  {
    name: 'tests',
    files: TESTS,
    rules: {
      // `expect.any()`, parsed replies and broken files are untyped on purpose.
      '@typescript-eslint/no-unsafe-assignment': 'off',
      '@typescript-eslint/no-unsafe-member-access': 'off',
      '@typescript-eslint/no-unsafe-argument': 'off',
    },
  },
);
