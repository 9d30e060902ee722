import { defineConfig } from 'vitest/config';
import { reporters } from './test/support/reporters.js';
import { tags } from './test/support/tags.js';

/** Every test in a plain run; `npm test` and `npm run test:long` choose by tags. */
export default defineConfig({
  test: {
    include: ['test/**/*.test.ts'],
    exclude: ['**/node_modules/**', 'test/browser/**', 'test/slow/**'],
    setupFiles: ['test/support/setup.ts'],
    tags,
    reporters,
    // spawned programs share the cores with the workers
    maxWorkers: 2,
    testTimeout: 120_000,
    hookTimeout: 120_000,
  },
});
