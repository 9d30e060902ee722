import { defineConfig } from 'vitest/config';

/** The built site in a real browser: one file at a time, because they share the machine with the browser. */
export default defineConfig({
  test: {
    include: ['test/browser/**/*.test.ts'],
    fileParallelism: false,
    testTimeout: 170_000,
    hookTimeout: 60_000,
  },
});
