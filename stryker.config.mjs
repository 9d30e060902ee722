/** One area at a time, as test/mutation/run.mjs names it: its folder is mutated, its tests judge. */
import { readArea } from './test/mutation/areas.mjs';

const area = readArea(process.env['AUXOPT_MUTATION_AREA']);
const report = `reports/mutation/${area.name}`;

/** @type {import('@stryker-mutator/api/core').PartialStrykerOptions} */
export default {
  testRunner: 'vitest',
  vitest: { configFile: 'vitest.mutation.config.ts', related: false },
  mutate: process.env['AUXOPT_MUTATION_RANGES']?.split(' ') ?? [`${area.folder}/**/*.ts`],
  coverageAnalysis: 'perTest',
  // What runs when a module loads is judged by the tests that run it again; the rest has a pass of its own.
  ignoreStatic: process.env['AUXOPT_MUTATION_STATIC'] === undefined,
  incremental: process.env['AUXOPT_MUTATION_RANGES'] === undefined,
  incrementalFile: `${report}.incremental.json`,
  // A loaded machine must not kill: what runs out of time is run again with more of it.
  timeoutMS: Number(process.env['AUXOPT_MUTATION_TIMEOUT'] ?? 8_000),
  timeoutFactor: 4,
  concurrency: Number(process.env['AUXOPT_MUTATION_WORKERS'] ?? 2),
  ignorePatterns: ['dist', 'docs/site', 'docs/api', 'docs/.build', 'reports', 'coverage'],
  tempDirName: `.stryker-tmp/${area.name}`,
  reporters: ['clear-text', 'json', 'progress-append-only'],
  clearTextReporter: { reportTests: false, reportMutants: false, logTests: false },
  jsonReporter: { fileName: `${report}${process.env['AUXOPT_MUTATION_PASS'] ?? ''}.json` },
  allowEmpty: true,
};
