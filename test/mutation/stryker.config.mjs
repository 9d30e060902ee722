/** One area, in one of the two passes of test/mutation/run.mjs. */
import { readArea } from './areas.mjs';

const { AUXOPT_MUTATION_AREA, AUXOPT_MUTATION_PASS, AUXOPT_MUTATION_WORKERS } = process.env;
const { name, folder } = readArea(AUXOPT_MUTATION_AREA);
const report = `reports/mutation/${name}`;

/** @type {import('@stryker-mutator/api/core').PartialStrykerOptions} */
export default {
  testRunner: 'vitest',
  vitest: { configFile: 'test/mutation/vitest.config.ts', related: false },
  mutate: [`${folder}/**/*.ts`],
  coverageAnalysis: 'perTest',
  // What only runs while a module loads is tested by loading it again within a test; what no test loads again survives.
  ignoreStatic: true,
  // A busy machine does not kill: what runs out of time has to do so again, with much more of it.
  timeoutMS: AUXOPT_MUTATION_PASS === 'timeouts' ? 20_000 : 10_000,
  timeoutFactor: 4,
  incremental: true,
  incrementalFile: `${report}.incremental.json`,
  concurrency: Number(AUXOPT_MUTATION_WORKERS ?? 2),
  ignorePatterns: ['dist', 'docs/site', 'docs/api', 'docs/.build', 'reports', 'coverage'],
  tempDirName: `.stryker-tmp/${name}`,
  reporters: ['json', 'progress-append-only'],
  jsonReporter: { fileName: `${report}.json` },
};
