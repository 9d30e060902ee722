/** `auxopt settings`: the four settings measured exactly, their problem files and their figures. */
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { Command, Option } from 'commander';
import {
  createSettingExamples,
  formatSettingExample,
  type SettingExample,
  settingFileName,
  type SettingName,
  settingNames,
} from '../../problems/index.js';
import { compareSetting, type SettingComparison } from '../../theorems/index.js';
import { doesNotHold, holds } from '../exit-codes.js';
import { readTextFile, writeTextFile } from '../files.js';
import { createProgress } from '../progress.js';
import { print } from '../text.js';
import { findSettingFailures, printSettings, settingsToJson } from './present-scenarios.js';

/** The tables that the examples are made of ship with the package. */
const tables = fileURLToPath(new URL('../../../../docs/examples', import.meta.url));

interface SettingsOptions {
  readonly setting?: SettingName;
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
    .addOption(new Option('--setting <name>', 'one setting only').choices(settingNames))
    .option('--examples <dir>', 'only write the problem files setting-….json to a folder')
    .option('--figures <dir>', 'also write a figure for each setting to a folder')
    .option('--json', 'print one JSON document (docs/formats/settings.md) instead of tables')
    .action(async (options: SettingsOptions) => {
      process.exitCode =
        options.examples === undefined ? await compare(options) : write(options, options.examples);
    });
}

function selectExamples({ setting }: SettingsOptions): readonly SettingExample[] {
  const all = createSettingExamples((file) => readTextFile(join(tables, file)));
  return all.filter((example) => setting === undefined || example.setting === setting);
}

/** Writes the problem files, and measures nothing. */
function write(options: SettingsOptions, folder: string): number {
  for (const example of selectExamples(options)) {
    const file = join(folder, settingFileName(example));
    writeTextFile(file, formatSettingExample(example));
    if (options.json !== true) print(`Written: ${file}`);
  }
  return holds;
}

async function compare(options: SettingsOptions): Promise<number> {
  const examples = selectExamples(options);
  const progress = createProgress('settings', examples.length);
  const comparisons = examples.map((example) => {
    const comparison = compareSetting(example);
    progress.advance();
    return comparison;
  });
  progress.finish();
  // Pictures first: where one cannot be written, nothing is printed that looks like success.
  const written = options.figures === undefined ? [] : await drawFigures(comparisons, options.figures);
  const failures = comparisons.flatMap(findSettingFailures);
  if (options.json === true) process.stdout.write(settingsToJson(comparisons));
  else {
    printSettings(comparisons);
    for (const file of written) print(`Written: ${file}`);
    for (const failure of failures) print(`DOES NOT HOLD: ${failure}`);
  }
  return failures.length === 0 ? holds : doesNotHold;
}

/** One file a setting; what draws is loaded where it is needed, because it takes long to load. */
async function drawFigures(
  comparisons: readonly SettingComparison[],
  folder: string,
): Promise<readonly string[]> {
  const { drawSetting } = await import('./scenario-figure.js');
  return settingNames.flatMap((setting) => {
    const shown = comparisons.filter(({ example }) => example.setting === setting);
    if (shown.length === 0) return [];
    const file = join(folder, `setting-${setting}.svg`);
    writeTextFile(file, drawSetting(shown));
    return [file];
  });
}
