import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vitest/config';
import { readArea } from './areas.mjs';
import { ShortFilesFirst } from './short-files-first.mjs';

const here = (path: string): string => fileURLToPath(new URL(path, import.meta.url));

/** The tests that judge the mutants of one area; Stryker loads it. */
export default defineConfig({
  root: here('../..'),
  resolve: { alias: [{ find: /^fast-check$/, replacement: here('fewer-runs.mjs') }] },
  test: {
    include: readArea(process.env['AUXOPT_MUTATION_AREA']).tests,
    setupFiles: ['test/support/setup.ts'],
    runner: here('loading-runner.mjs'),
    sequence: { sequencer: ShortFilesFirst },
    testTimeout: 120_000,
    isolate: false,
  },
});
