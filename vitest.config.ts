import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['test/**/*.test.ts'],
    exclude: ['test/browser/**', 'test/slow/**'],
    setupFiles: ['test/support/setup.ts'],
    testTimeout: 60_000,
  },
});
