/**
 * The walls of the house: kernel ← platform ← modules ← app, and web beside them. What may pass a wall is written here;
 * which module may use which other is written in each module.ts and checked by scripts/checks/module-depends.ts.
 *
 * TypeScript 7 has no JavaScript API, so swc parses (docs/adr/0001).
 */
const TEST = '[.](test|fixture)[.]tsx?$';
const CONFIGURATION = '^[^/]+$|[.]config[.]ts$';
/** Files of a module that a browser may load: pages, components, and declarations without I/O. */
const BROWSER_FILES = [
  '^src/modules/.+[.](tsx|module[.]css)$',
  '^src/modules/.+[.](web|register|rules|fields)[.]ts$',
  '^src/modules/.+/errors[.]ts$',
  '^src/modules/.+/web/',
];
const PAGE_FILES = ['^src/modules/.+[.](tsx|module[.]css)$', '^src/modules/.+[.]web[.]ts$', '^src/modules/.+/web/'];
const PACKAGES_WITHOUT_IO = '^node_modules/(zod|decimal[.]js|pinyin-pro)/';

/** @type {import('dependency-cruiser').IConfiguration} */
module.exports = {
  forbidden: [
    {
      name: 'no-circles',
      severity: 'error',
      comment:
        'Two files that need each other are one thought in two places; types may, for they are gone at run time.',
      from: {},
      to: { circular: true, viaOnly: { dependencyTypesNot: ['type-only'] } },
    },
    {
      name: 'no-orphans',
      severity: 'error',
      comment: 'Nobody imports it and it starts nothing.',
      from: {
        orphan: true,
        pathNot: [
          TEST,
          '[.]d[.]ts$',
          '^(src/app|scripts|bench|examples|test)/',
          CONFIGURATION,
          '[.]web[.]tsx?$',
          '/public[.]ts$',
        ],
      },
      to: {},
    },
    {
      name: 'no-unresolvable',
      severity: 'error',
      comment: 'The import leads nowhere.',
      from: {},
      to: { couldNotResolve: true },
    },
    {
      name: 'kernel-is-alone',
      severity: 'error',
      comment: 'The kernel is pure: no other room, and of packages only those without I/O that also run in a browser.',
      from: { path: '^src/kernel/', pathNot: TEST },
      to: { path: '.', pathNot: ['^src/kernel/', PACKAGES_WITHOUT_IO] },
    },
    {
      name: 'kernel-tests-are-pure',
      severity: 'error',
      comment: 'A test of the kernel needs no database and no other room.',
      from: { path: `^src/kernel/.+${TEST}` },
      to: { path: '^(src/(?!kernel/)|test/|scripts/)' },
    },
    {
      name: 'platform-knows-no-business',
      severity: 'error',
      comment: 'Technology must not depend on what it serves.',
      from: { path: '^src/platform/', pathNot: TEST },
      to: { path: '^src/(modules|app|web)/' },
    },
    {
      name: 'modules-do-not-reach-up',
      severity: 'error',
      comment: 'The app puts the modules together, never the other way round.',
      from: { path: '^src/modules/', pathNot: TEST },
      to: { path: '^src/app/' },
    },
    {
      name: 'modules-meet-at-public',
      severity: 'error',
      comment: 'Another module is reached through its public.ts only; its inside may change any day.',
      from: { path: '^src/modules/([^/]+)/', pathNot: [TEST, ...BROWSER_FILES] },
      to: { path: '^src/modules/([^/]+)/', pathNot: ['^src/modules/$1/', '^src/modules/[^/]+/public[.]ts$'] },
    },
    {
      name: 'module-pages-meet-at-public-web',
      severity: 'error',
      comment: 'Of another module, pages use its public.web.ts(x) and its declarations.',
      from: { path: '^src/modules/([^/]+)/', pathNot: TEST },
      to: {
        path: '^src/modules/([^/]+)/',
        pathNot: [
          '^src/modules/$1/',
          '^src/modules/[^/]+/public([.]web)?[.]tsx?$',
          '^src/modules/.+[.](register|rules)[.]ts$',
        ],
      },
    },
    {
      name: 'server-files-load-no-pages',
      severity: 'error',
      comment: 'The server must start without React.',
      from: { path: '^src/(kernel|platform|modules|app)/', pathNot: [TEST, ...BROWSER_FILES] },
      to: {
        path: ['^src/web/', ...PAGE_FILES, '^node_modules/(react|react-dom|antd|echarts|wouter)/'],
      },
    },
    {
      name: 'browser-loads-no-server-files',
      severity: 'error',
      comment: 'What the browser loads is the kernel, web, and the modules’ pages and pure declarations.',
      from: { path: ['^src/web/', ...BROWSER_FILES], pathNot: TEST },
      to: {
        path: '^src/',
        pathNot: ['^src/(kernel|web)/', ...BROWSER_FILES],
        dependencyTypesNot: ['type-only'],
      },
    },
    {
      name: 'browser-loads-no-node',
      severity: 'error',
      comment: 'A browser has no file system.',
      from: { path: ['^src/(web|kernel)/', ...BROWSER_FILES], pathNot: [TEST, CONFIGURATION] },
      to: { dependencyTypes: ['core'], dependencyTypesNot: ['type-only'] },
    },
    {
      name: 'declarations-are-pure',
      severity: 'error',
      comment: 'A declaration and its rules run in the browser too, and in tests without a database.',
      from: { path: '^src/modules/.+([.](register|rules|fields)|/errors)[.]ts$' },
      to: {
        path: '^(src/platform/|node_modules/(pg|kysely|fastify|react|antd)/)',
        dependencyTypesNot: ['type-only'],
      },
    },
    {
      name: 'nobody-uses-tests',
      severity: 'error',
      comment: 'The product must run without its tests.',
      from: { path: '^src/', pathNot: TEST },
      to: { path: ['^test/', TEST] },
    },
    {
      name: 'nobody-uses-development-packages',
      severity: 'error',
      comment: 'They are not there in production.',
      from: { path: '^src/(kernel|platform|modules|app)/', pathNot: [TEST] },
      to: { dependencyTypes: ['npm-dev'], dependencyTypesNot: ['type-only'], pathNot: ['^node_modules/@types/'] },
    },
  ],
  options: {
    parser: 'swc',
    tsPreCompilationDeps: true,
    doNotFollow: { path: 'node_modules' },
    exclude: { path: ['^node_modules/', '^dist/'].map((path) => `${path}.*\\.d\\.ts$`) },
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'require', 'node', 'default', 'types'],
      extensions: ['.ts', '.tsx', '.js', '.mjs', '.cjs', '.json', '.d.ts'],
    },
    skipAnalysisNotInRules: true,
  },
};
