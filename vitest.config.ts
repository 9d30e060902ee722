import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['test/**/*.test.ts'],
    exclude: ['test/browser/**', 'test/slow/**'],
    setupFiles: ['test/support/setup.ts'],
    // spawned programs share the cores with the workers
    maxWorkers: 2,
    testTimeout: 120_000,
  },
});
