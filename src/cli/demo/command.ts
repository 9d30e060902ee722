/** `auxopt demo` (= `npm start`): the main job in under a minute, exit 0 only where everything holds. */
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { Command } from 'commander';
import { demonstrateFastAgainstExact } from './fast-against-exact.js';
import { demonstrateRealData } from './real-data.js';
import { demonstrateTheorems } from './theorems.js';
import { demonstrateToy } from './toy.js';
import { doesNotHold, holds } from '../exit-codes.js';
import { loadProblem } from '../read-file.js';
import { writeTextFile } from '../write-file.js';
import { createProgress } from '../progress.js';
import { print } from '../text.js';

/** The example files, which ship with the package. */
const examples = fileURLToPath(new URL('../../../../docs/examples', import.meta.url));

/** The command. */
export function createDemoCommand(): Command {
  return new Command('demo')
    .description('the published toy exactly, a real data set, and fast against exact (npm start)')
    .option('--plot <out.svg>', 'where to write the plot of the real data set', 'auxopt-demo.svg')
    .action(async ({ plot }: { readonly plot: string }) => {
      process.exitCode = await demonstrate(plot);
    });
}

async function demonstrate(plot: string): Promise<number> {
  const load = (file: string) => loadProblem(join(examples, file));
  const files = readdirSync(examples).filter((file) => file.endsWith('.json'));
  const failures = [...demonstrateToy(load, createProgress)];
  print();
  const real = { deterministic: load('iris.json'), stochastic: load('iris-stochastic.json') };
  const { svg, failures: realFailures } = demonstrateRealData(real, createProgress);
  failures.push(...realFailures);
  writeTextFile(plot, svg);
  print(`Plot: ${plot}`);
  print();
  failures.push(...demonstrateFastAgainstExact(files.map(load), createProgress));
  print();
  failures.push(...(await demonstrateTheorems(createProgress)));
  print();
  if (failures.length === 0) print('Everything holds.');
  else
    failures.forEach((failure) => {
      print(`DOES NOT HOLD: ${failure}`);
    });
  return failures.length === 0 ? holds : doesNotHold;
}
