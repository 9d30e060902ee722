import { defineConfig, type ViteUserConfig } from 'vitest/config';
import { reporters } from './test/support/reporters.js';
import { tags } from './test/support/tags.js';

/** What every group of tests shares. */
export const shared: NonNullable<ViteUserConfig['test']> = {
  setupFiles: ['test/support/setup.ts'],
  tags,
  reporters,
  // spawned programs share the cores with the workers
  maxWorkers: 2,
  testTimeout: 120_000,
  hookTimeout: 120_000,
};

/** Tests of functions: they leave nothing behind, so they share what is loaded, which saves most of the loading. */
const functions = [
  'test/{spec,exact,fast,judge,problems,expectation,laws,theorems,agreement,advise,proofs-checks,fuzz,bench}/**/*.test.ts',
  'test/verify/{diagnosis,levels,mutants,properties,reference,report,vectors}/**/*.test.ts',
];
/** It puts another module in the place of one of ours, which must not have been loaded. */
const replacing = ['test/verify/diagnosis/variant-without-plan.test.ts'];
const elsewhere = ['**/node_modules/**', 'test/browser/**', 'test/slow/**'];

/** Every test in a plain run; `npm test` and `npm run test:long` choose by tags. */
export default defineConfig({
  test: {
    ...shared,
    projects: [
      { extends: true, test: { name: 'functions', include: functions, exclude: replacing, isolate: false } },
      { extends: true, test: { name: 'replacing', include: replacing } },
      {
        extends: true,
        test: { name: 'programs', include: ['test/**/*.test.ts'], exclude: [...elsewhere, ...functions] },
      },
    ],
  },
});
