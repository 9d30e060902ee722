/**
 * `npm run mutation [-- AREA…] [--summary]`: mutates the areas, one after the other, and says how many mutants the tests
 * killed. Exit code 1 below 90 % in any area, or where a mutant lives that survivors.json does not explain.
 *
 * `--summary` only reads the reports of the last run.
 */
import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync, rmSync } from 'node:fs';
import { areas, readArea } from './areas.mjs';
import { formatSummary, listMutants, mergeMutants, rangesAgain, summarize } from './summarize.mjs';

const read = (path) => JSON.parse(readFileSync(path, 'utf8'));
const reportOf = (name) => `reports/mutation/${name}.json`;
const againOf = (name) => `reports/mutation/${name}.again.json`;

function stryker(name, env) {
  const { status } = spawnSync('npx', ['stryker', 'run'], {
    stdio: 'inherit',
    env: { ...process.env, AUXOPT_MUTATION_AREA: name, ...env },
  });
  if (status !== 0) throw new Error(`stryker stopped in the area ${name}`);
}

/** Both passes over one area. */
function mutate({ name }) {
  rmSync(againOf(name), { force: true });
  stryker(name, {});
  const again = rangesAgain(listMutants(read(reportOf(name))));
  if (again.length > 0) stryker(name, { AUXOPT_MUTATION_AGAIN: again.join(' ') });
}

const chosen = process.argv.slice(2).filter((argument) => !argument.startsWith('--'));
const wanted = chosen.length === 0 ? areas : chosen.map(readArea);
if (!process.argv.includes('--summary')) wanted.forEach(mutate);

const summaries = wanted.map(({ name, folder }) => {
  const again = existsSync(againOf(name)) ? listMutants(read(againOf(name))) : [];
  const mutants = mergeMutants(listMutants(read(reportOf(name))), again);
  return summarize(folder, mutants, read(new URL('survivors.json', import.meta.url)));
});
console.log(formatSummary(summaries));
process.exitCode = summaries.every(({ isGood }) => isGood) ? 0 : 1;
