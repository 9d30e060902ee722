import { defineConfig } from 'vitest/config';
import { reporters } from './test/support/reporters.js';

/** Measurements side by side: one at a time, so that they do not disturb one another. */
export default defineConfig({
  test: {
    include: ['test/slow/**/*.test.ts'],
    setupFiles: ['test/support/setup.ts'],
    reporters,
    fileParallelism: false,
    testTimeout: 600_000,
    hookTimeout: 600_000,
  },
});
