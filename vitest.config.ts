import { readdirSync, readFileSync } from 'node:fs';
import { defineConfig, type TestProjectInlineConfiguration } from 'vitest/config';
import { reporters } from './test/support/reporters.js';
import { tags } from './test/support/tags.js';

/**
 * Tests that leave something behind, state or processes, or that use what is compiled once for a file (test/support/compile-c.ts). All
 * others share what is loaded, which saves most of the loading.
 */
const programs = [
  'test/docs/{examples,guides,workflows}.test.ts',
  'test/verify/{c-adapter,c-adapter-hostile,chaos,escaped-process,kit-killed,real-optimizers,start-gate}.test.ts',
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
 * The files that have long tests; the others need not be loaded. They are also in the projects `unit` and `programs`, so these projects exist
 * only where they are asked for: a file that is run by itself runs once.
 */
function createLongProjects(): TestProjectInlineConfiguration[] {
  if (!process.argv.includes('--project=long')) return [];
  const include = readdirSync('test', { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.test.ts') && !file.includes('node_modules'))
    .map((file) => `test/${file.replaceAll('\\', '/')}`)
    .filter((file) => /'long'|\bfirst(?:Of|Suites)\b/.test(readFileSync(file, 'utf8')));
  return [
    createProject('long', { include, exclude: programs, isolate: false }),
    createProject('long-programs', { include: programs }),
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
      ...createLongProjects(),
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
