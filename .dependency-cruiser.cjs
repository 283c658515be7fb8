/**
 * The graph of imports: no cycles, features meet in rules.ts, nothing lies about unused, nothing ships a development package.
 * What one file may import is ESLint's (eslint.config.js); here stands what only the whole graph shows. `.astro` is not read.
 */
const TEST = '\\.test\\.ts$';
/** Rooms that several features stand on. */
const SHARED = '^server/(scene|image|keys|media|audit|sheet|formats|package|disclosure|generated)/';
/** Files that are started, not imported. */
const STARTED = [
  '^server/main\\.ts$',
  '(^|/)cli\\.ts$',
  '^prisma/[^/]+\\.ts$',
  '^[^/]+\\.config\\.',
  '\\.d\\.ts$',
  '^src/',
];

/** @type {import('dependency-cruiser').IConfiguration} */
module.exports = {
  forbidden: [
    {
      name: 'no-cycles',
      comment:
        'Two files that need each other are one file, or there is a third one between them. Types may go round.',
      severity: 'error',
      from: {},
      to: { circular: true, viaOnly: { dependencyTypesNot: ['type-only'] } },
    },
    {
      name: 'features-meet-in-rules',
      comment: 'A feature takes from another one its rules.ts (pure) or its types.',
      severity: 'error',
      from: { path: '^server/([^/]+)/', pathNot: TEST },
      to: {
        path: '^server/[^/]+/',
        pathNot: ['^server/$1/', '^server/[^/]+/rules\\.ts$', SHARED],
        dependencyTypesNot: ['type-only'],
      },
    },
    {
      name: 'shared-rooms-know-no-feature',
      comment:
        'Scene, image, keys, media, audit, sheet, formats and package are stood on; of a feature they may know rules and types only.',
      severity: 'error',
      from: { path: SHARED, pathNot: TEST },
      to: {
        path: '^server/[^/]+/',
        pathNot: [SHARED, '^server/[^/]+/rules\\.ts$'],
        dependencyTypesNot: ['type-only'],
      },
    },
    {
      name: 'rules-reach-no-io',
      comment: 'Whatever a rules.ts draws on, however far away, is as pure as the rule.',
      severity: 'error',
      from: { path: '^server/[^/]+/rules\\.ts$' },
      to: {
        path: [
          '^server/(main|router|trpc|context|db|env|audit|cache|control)\\.ts$',
          '/(router|service|http|cli)\\.ts$',
        ],
        reachable: true,
      },
    },
    {
      name: 'rules-use-no-packages',
      severity: 'error',
      from: { path: '^server/[^/]+/rules\\.ts$' },
      to: { dependencyTypes: ['core', 'npm', 'npm-dev', 'npm-optional'], dependencyTypesNot: ['type-only'] },
    },
    {
      name: 'no-orphans',
      comment: 'A file that nobody imports and that imports nobody.',
      severity: 'error',
      from: { orphan: true, path: '^(server|content|prisma|tests|tools)/', pathNot: [TEST, ...STARTED] },
      to: {},
    },
    {
      name: 'no-unresolved',
      severity: 'error',
      from: {},
      // Made by `astro build`; server/main.ts loads it at start.
      to: { couldNotResolve: true, pathNot: ['^astro:', 'dist/server/entry\\.mjs$'] },
    },
    {
      name: 'no-development-packages-in-the-product',
      severity: 'error',
      from: { path: '^(server|src|content)/', pathNot: TEST },
      to: { dependencyTypes: ['npm-dev'], dependencyTypesNot: ['type-only'] },
    },
  ],
  options: {
    doNotFollow: { path: ['node_modules', '^server/generated/'] },
    exclude: { path: ['^dist/', '^\\.astro/', '^coverage/'] },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'node', 'default', 'types'],
      extensions: ['.ts', '.tsx', '.mjs', '.js', '.json', '.d.ts'],
    },
    moduleSystems: ['es6', 'cjs'],
  },
};
