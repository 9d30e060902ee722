import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vitest/config';
import { readArea } from './test/mutation/areas.mjs';

/** The tests that judge the mutants of one area. */
export default defineConfig({
  resolve: {
    alias: [
      {
        find: /^fast-check$/,
        replacement: fileURLToPath(new URL('test/mutation/fewer-runs.mjs', import.meta.url)),
      },
    ],
  },
  test: {
    include: readArea(process.env['AUXOPT_MUTATION_AREA']).tests,
    setupFiles: ['test/support/setup.ts'],
    testTimeout: 120_000,
  },
});
