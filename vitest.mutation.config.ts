import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vitest/config';
import { readArea } from './test/mutation/areas.mjs';
import { ShortFilesFirst } from './test/mutation/short-files-first.mjs';

const here = (path: string): string => fileURLToPath(new URL(`test/mutation/${path}`, import.meta.url));

/** The tests that judge the mutants of one area. */
export default defineConfig({
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
