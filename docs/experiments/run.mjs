/**
 * The experiments: node docs/experiments/run.mjs --list | NAME… [--tiny] [--out DIR].
 *
 * Writes NAME.json and NAME.svg, to results/ beside this file unless --out says otherwise; --tiny writes only with --out.
 */
import { mkdirSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { join } from 'node:path';
import { drawResults } from './figure.mjs';
import { collapse } from './collapse.mjs';
import { coresets } from './coresets.mjs';
import { dropout } from './dropout.mjs';
import { mislabelled, rotated } from './helpers.mjs';
import { reduction } from './reduction.mjs';
import { semiSupervised } from './semi-supervised.mjs';
import { toy } from './toy.mjs';
import { training } from './training.mjs';

export const experiments = [
  toy,
  rotated,
  mislabelled,
  reduction,
  collapse,
  semiSupervised,
  coresets,
  dropout,
  training,
];

/** One experiment as it is written down. */
export async function runExperiment({ name, title, seeds, run }, isTiny) {
  const command = `npm run experiments -- ${name}${isTiny ? ' --tiny' : ''}`;
  const used = isTiny ? seeds.slice(0, 1) : seeds;
  return { experiment: name, title, command, seeds: used, ...(await run(isTiny, used)) };
}

async function main() {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: { list: { type: 'boolean' }, tiny: { type: 'boolean' }, out: { type: 'string' } },
  });
  if (values.list) {
    for (const { name, title } of experiments) console.log(`${name.padEnd(16)}${title}`);
    return;
  }
  const known = experiments.map(({ name }) => name);
  const unknown = positionals.find((name) => !known.includes(name));
  if (unknown !== undefined || positionals.length === 0)
    throw new Error(
      `${unknown === undefined ? 'no experiment is named' : `there is no experiment "${unknown}"`}; expected one of ${known.join(', ')}`,
    );
  const folder = values.out ?? (values.tiny ? undefined : fileURLToPath(new URL('results', import.meta.url)));
  for (const experiment of experiments.filter(({ name }) => positionals.includes(name))) {
    const before = process.cpuUsage();
    const results = await runExperiment(experiment, values.tiny === true);
    const figure = drawResults(results);
    for (const [title, rows] of Object.entries(results.tables)) {
      console.log(`${results.title}: ${title}`);
      console.table(rows);
    }
    const { user, system } = process.cpuUsage(before);
    console.log(`${experiment.name}: ${((user + system) / 1e6).toFixed(1)} s of processor time`);
    if (folder === undefined) continue;
    mkdirSync(folder, { recursive: true });
    writeFileSync(join(folder, `${experiment.name}.json`), `${JSON.stringify(results)}\n`);
    writeFileSync(join(folder, `${experiment.name}.svg`), figure);
  }
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  try {
    await main();
  } catch (error) {
    console.error(`experiments: ${error instanceof Error ? error.message : String(error)}`);
    process.exitCode = 2;
  }
}
