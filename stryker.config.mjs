/** One area at a time, in one of two passes, as test/mutation/run.mjs asks for it. */
import { readArea } from './test/mutation/areas.mjs';

const { AUXOPT_MUTATION_AREA, AUXOPT_MUTATION_AGAIN, AUXOPT_MUTATION_WORKERS } = process.env;
const { name, folder } = readArea(AUXOPT_MUTATION_AREA);
const report = `reports/mutation/${name}`;
const isFirst = AUXOPT_MUTATION_AGAIN === undefined;

/** @type {import('@stryker-mutator/api/core').PartialStrykerOptions} */
export default {
  testRunner: 'vitest',
  vitest: { configFile: 'vitest.mutation.config.ts', related: false },
  mutate: isFirst ? [`${folder}/**/*.ts`] : AUXOPT_MUTATION_AGAIN.split(' '),
  coverageAnalysis: 'perTest',
  // What only runs while a module loads is tested by loading it again within a test; what no test loads again lives.
  ignoreStatic: true,
  // In the second pass a loop has to last for a minute: a busy machine does not kill a mutant.
  timeoutMS: isFirst ? 8_000 : 60_000,
  timeoutFactor: 4,
  incremental: isFirst,
  incrementalFile: `${report}.incremental.json`,
  concurrency: Number(AUXOPT_MUTATION_WORKERS ?? 2),
  ignorePatterns: ['dist', 'docs/site', 'docs/api', 'docs/.build', 'reports', 'coverage'],
  tempDirName: `.stryker-tmp/${name}`,
  reporters: ['json', 'progress-append-only'],
  jsonReporter: { fileName: isFirst ? `${report}.json` : `${report}.again.json` },
};
