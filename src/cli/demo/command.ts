/** `auxopt demo` (= `npm start`): the main job in ten seconds, all of it with --full; exit 0 only where everything holds. */
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { Command, Option } from 'commander';
import { type ScenarioName, scenarioNames } from '../../problems/scenario-examples.js';
import { demonstrateFastAgainstExact } from './fast-against-exact.js';
import { demonstrateRealData } from './real-data.js';
import { demonstrateSampledRuns } from './sampled-runs.js';
import { demonstrateSettings } from './settings.js';
import { demonstrateTheorems } from './theorems.js';
import { demonstrateToy } from './toy.js';
import { demonstrateVerification } from './verification.js';
import { doesNotHold, holds } from '../exit-codes.js';
import { exampleFolder, examplePath } from '../package.js';
import { loadProblem } from '../read-file.js';
import { writeTextFile } from '../write-file.js';
import { createProgress } from '../progress.js';
import { print } from '../text.js';
import { OutputOption } from '../output-option.js';

interface DemoOptions {
  readonly plot: string;
  readonly full?: true;
  readonly settings?: true | ScenarioName;
}

/** The command. */
export function createDemoCommand(): Command {
  return new Command('demo')
    .description(
      'show the gain on real data with what is proved of it, the published toy computed exactly, and the theorems (npm start)',
    )
    .addOption(
      new OutputOption('--plot <out.svg>', 'where to write the plot of the real data set').default(
        'auxopt-demo.svg',
      ),
    )
    .option('--full', 'also run twenty seeds, and every algorithm on every example in doubles, judged')
    .addOption(
      new Option(
        '--settings [name]',
        'instead, show the four settings of the paper on real data, or one of them',
      )
        .choices(scenarioNames)
        .conflicts(['full', 'plot', 'force']),
    )
    .action(async ({ plot, full, settings }: DemoOptions) => {
      process.exitCode =
        settings === undefined
          ? await demonstrate(plot, full === true)
          : demonstrateSettings(settings === true ? undefined : settings);
    });
}

async function demonstrate(plot: string, isFull: boolean): Promise<number> {
  const load = (file: string) => loadProblem(join(exampleFolder, file));
  print(
    'auxopt: minimise f, whose gradients are expensive, with the help of h, whose',
    'gradients are cheap and whose Hessian is within δ of that of f.',
    '',
  );
  const real = { deterministic: load('iris.json'), stochastic: load('iris-stochastic.json') };
  const { svg, failures: realFailures } = demonstrateRealData(real, createProgress);
  const failures = [...realFailures];
  writeTextFile(plot, svg);
  print(`Plot: ${plot}`);
  print();
  if (isFull) {
    failures.push(...demonstrateToy(load, createProgress));
    print();
  }
  failures.push(...(await demonstrateVerification()));
  print();
  if (isFull) {
    failures.push(...demonstrateSampledRuns(real.stochastic, createProgress));
    print();
    const files = readdirSync(exampleFolder).filter((file) => file.endsWith('.json'));
    failures.push(...demonstrateFastAgainstExact(files.map(load), createProgress));
    print();
  }
  failures.push(...(await demonstrateTheorems(createProgress)));
  print();
  if (failures.length > 0) {
    failures.forEach((failure) => {
      print(`DOES NOT HOLD: ${failure}`);
    });
    return doesNotHold;
  }
  print('Everything holds. Next:');
  if (!isFull) print('  npx auxopt demo --full                   all of it');
  print(`  npx auxopt run ${examplePath('iris.json')}   a problem file, exactly`);
  print('  npx auxopt verify -- python3 mine.py     your own implementation');
  return holds;
}
