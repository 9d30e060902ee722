import { readdirSync, readFileSync } from 'node:fs';
import { defineConfig, type TestProjectInlineConfiguration } from 'vitest/config';
import { reporters } from './test/support/reporters.js';
import { tags } from './test/support/tags.js';

/**
 * Tests that leave something behind, state or processes, or that use what is compiled once for a file (test/support/compile-c.ts). All
 * others share what is loaded, which saves most of the loading.
 */
const programs = [
  ...['examples', 'guides', 'workflows'].map((name) => `test/docs/${name}.test.ts`),
  ...[
    'c-adapter',
    'c-adapter-hostile',
    'chaos',
    'escaped-process',
    'kit-killed',
    'real-optimizers',
    'start-gate',
  ].map((name) => `test/verify/${name}.test.ts`),
];
/** The tools of a folder have packages of their own (.ci/tools.mjs), and some of those come with tests. */
const packages = 'test/**/node_modules/**';
/** Tests that measure seconds or memory, which must not disturb one another. */
const measured = [
  'test/slow/{expectation-growth,expectation-speed,fuzz,large-problems,python-adapter-speed}.test.ts',
];
// a hang ends, and a busy machine does not fail
const limits = { testTimeout: 1_800_000, hookTimeout: 600_000 };

const createProject = (
  name: string,
  test: TestProjectInlineConfiguration['test'],
): TestProjectInlineConfiguration => ({ extends: true, test: { name, ...test } });

/**
 * The files that have tests with a tag; the others need not be loaded. They are also in the projects `unit` and `programs`, so these projects
 * exist only where they are asked for: a file that is run by itself runs once.
 */
function createTagged(tag: 'gate' | 'long', words: RegExp): TestProjectInlineConfiguration[] {
  if (!process.argv.includes(`--project=${tag}`)) return [];
  const files = readdirSync('test', { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.test.ts') && !/node_modules|^browser/.test(file))
    .map((file) => `test/${file.replaceAll('\\', '/')}`)
    .filter((file) => words.test(readFileSync(file, 'utf8')));
  const isApart = (file: string): boolean => programs.includes(file) || file.startsWith('test/slow/');
  return [
    createProject(tag, { include: files.filter((file) => !isApart(file)), isolate: false }),
    createProject(`${tag}-programs`, { include: files.filter(isApart), ...limits }),
  ];
}

/** The scripts of package.json choose from these projects; mutation runs have a configuration of their own, which Stryker loads. */
export default defineConfig({
  test: {
    setupFiles: ['test/support/setup.ts'],
    tags,
    reporters,
    // spawned programs share the cores with the workers
    maxWorkers: 2,
    // what has not changed is not compiled again
    experimental: { fsModuleCache: true },
    testTimeout: 120_000,
    hookTimeout: 120_000,
    projects: [
      createProject('unit', {
        include: ['test/**/*.test.ts'],
        exclude: ['test/slow/**', 'test/browser/**', packages, ...programs],
        isolate: false,
      }),
      createProject('programs', { include: programs }),
      ...createTagged('long', /'long'|\bfirst(?:Of|Suites)\b/),
      ...createTagged('gate', /'gate'/),
      createProject('slow', {
        include: ['test/slow/**/*.test.ts'],
        exclude: [packages, ...measured],
        ...limits,
      }),
      createProject('measured', {
        include: measured,
        fileParallelism: false,
        sequence: { groupOrder: 1 }, // after all others
        ...limits,
      }),
      // the built site in a real browser, which needs the machine
      createProject('browser', {
        include: ['test/browser/**/*.test.ts'],
        exclude: [packages],
        fileParallelism: false,
        testTimeout: 170_000,
      }),
    ],
  },
});
