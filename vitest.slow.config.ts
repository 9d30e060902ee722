import { defineConfig } from 'vitest/config';

/** Measurements side by side: one at a time, so that they do not disturb one another. */
export default defineConfig({
  test: {
    include: ['test/slow/**/*.test.ts'],
    setupFiles: ['test/support/setup.ts'],
    fileParallelism: false,
    testTimeout: 600_000,
  },
});
