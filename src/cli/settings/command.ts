/** `auxopt settings`: the paper's four scenarios measured exactly, their problem files and their figures. */
import { join } from 'node:path';
import { Command, Option } from 'commander';
import {
  readScenarioExamples,
  scenarioFiles,
  type ScenarioName,
  scenarioNames,
} from '../../problems/index.js';
import { compareScenario, type ScenarioComparison } from '../../theorems/index.js';
import { doesNotHold, holds } from '../exit-codes.js';
import { exampleFolder } from '../package.js';
import { readTextFile } from '../read-file.js';
import { OutputFolderOption } from '../output-option.js';
import { writeAndPrint, writeTextFile } from '../write-file.js';
import { createProgress } from '../progress.js';
import { print, printJson } from '../text.js';
import { findScenarioFailures, printScenarios, scenariosDocument } from './present-scenarios.js';

interface SettingsOptions {
  readonly setting?: ScenarioName;
  readonly examples?: string;
  readonly figures?: string;
  readonly json?: true;
}

/** The command. */
export function createSettingsCommand(): Command {
  return new Command('settings')
    .description(
      'compare the algorithms on the four settings (batch re-use, transfer, federated, compressed), exactly',
    )
    .addOption(new Option('--setting <name>', 'one setting only').choices(scenarioNames))
    .addOption(
      new OutputFolderOption(
        '--examples <dir>',
        'only write the problem files setting-….json to a folder',
        (options) => scenarioFiles((options as SettingsOptions).setting),
      ).conflicts(['figures', 'json']),
    )
    .addOption(
      new OutputFolderOption(
        '--figures <dir>',
        'also write a figure for each setting to a folder',
        (options) => {
          const { setting } = options as SettingsOptions;
          return [gainsName, ...(setting === undefined ? scenarioNames : [setting]).map(figureName)];
        },
      ),
    )
    .option('--json', 'print one JSON document (docs/formats/settings.md) instead of tables')
    .action(async (options: SettingsOptions) => {
      process.exitCode =
        options.examples === undefined ? await compare(options) : write(options, options.examples);
    });
}

const gainsName = 'setting-gains.svg';
const figureName = (scenario: ScenarioName): string => `setting-${scenario}.svg`;
const readExample = (file: string): string => readTextFile(join(exampleFolder, file));

/** Writes the problem files, and measures nothing. */
function write(options: SettingsOptions, folder: string): number {
  for (const file of scenarioFiles(options.setting)) {
    const path = join(folder, file);
    writeTextFile(path, readExample(file));
    print(`Written: ${path}`);
  }
  return holds;
}

async function compare(options: SettingsOptions): Promise<number> {
  const examples = readScenarioExamples(readExample, options.setting);
  const progress = createProgress('settings', examples.length);
  const comparisons = examples.map((example) => {
    const comparison = compareScenario(example);
    progress.advance();
    return comparison;
  });
  progress.finish();
  const failures = comparisons.flatMap(findScenarioFailures);
  const { figures, json } = options;
  let written: readonly string[] = [];
  const draw = async (folder: string): Promise<void> => {
    written = await drawFigures(comparisons, folder);
  };
  await writeAndPrint(figures === undefined ? [] : [() => draw(figures)], () => {
    if (json === true) {
      printJson(scenariosDocument(comparisons));
      return;
    }
    printScenarios(comparisons);
    for (const file of written) print(`Written: ${file}`);
    for (const failure of failures) print(`DOES NOT HOLD: ${failure}`);
  });
  return failures.length === 0 ? holds : doesNotHold;
}

/** One file with all gains, and one a scenario; what draws is loaded where it is needed, because it takes long to load. */
async function drawFigures(
  comparisons: readonly ScenarioComparison[],
  folder: string,
): Promise<readonly string[]> {
  const { drawGains, drawScenario } = await import('./scenario-figure.js');
  const gains = join(folder, gainsName);
  writeTextFile(gains, drawGains(comparisons));
  const others = scenarioNames.flatMap((scenario) => {
    const shown = comparisons.filter(({ example }) => example.scenario === scenario);
    if (shown.length === 0) return [];
    const file = join(folder, figureName(scenario));
    writeTextFile(file, drawScenario(shown));
    return [file];
  });
  return [gains, ...others];
}
