/**
 * `npm run mutation [-- AREA…] [--summary]`: mutates the areas, one after the other, and says how many mutants the tests
 * killed. Exit code 1 below 90 % in any area, or where survivors.json does not explain a survivor.
 *
 * `--summary` only reads the reports of the last run.
 */
import { spawnSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { areas, readArea } from './areas.mjs';
import { forgetTimeouts, formatSummary, listMutants, summarize } from './summarize.mjs';

const program = 'test/mutation/node_modules/@stryker-mutator/core/bin/stryker.js';
const read = (path) => JSON.parse(readFileSync(path, 'utf8'));
const countMutants = ({ files }) => Object.values(files).flatMap(({ mutants }) => mutants).length;

function stryker(name, pass) {
  const env = { ...process.env, AUXOPT_MUTATION_AREA: name, AUXOPT_MUTATION_PASS: pass };
  const { status } = spawnSync(process.execPath, [program, 'run', 'test/mutation/stryker.config.mjs'], {
    stdio: 'inherit',
    env,
  });
  if (status !== 0) throw new Error(`stryker stopped in the area ${name}`);
}

/** All mutants of an area, and then once more, with a long time limit, those that ran out of time. */
function mutate({ name }) {
  stryker(name, 'first');
  const known = `reports/mutation/${name}.incremental.json`;
  const [all, rest] = [read(known), forgetTimeouts(read(known))];
  if (countMutants(rest) === countMutants(all)) return;
  writeFileSync(known, JSON.stringify(rest));
  stryker(name, 'timeouts');
}

const chosen = process.argv.slice(2).filter((argument) => !argument.startsWith('--'));
const wanted = chosen.length === 0 ? areas : chosen.map(readArea);
if (!process.argv.includes('--summary')) wanted.forEach(mutate);

const explanations = read(new URL('survivors.json', import.meta.url));
const summaries = wanted.map(({ name, folder }) =>
  summarize(folder, listMutants(read(`reports/mutation/${name}.json`)), explanations),
);
console.log(formatSummary(summaries));
process.exitCode = summaries.every(({ isGood }) => isGood) ? 0 : 1;
