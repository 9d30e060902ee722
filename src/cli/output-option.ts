/** Options whose value is a file that the command writes, or a folder with its files. */
import { join, sep } from 'node:path';
import { Option, type Command } from 'commander';
import { refuseInput } from '../errors.js';
import { forgetFolders, placeOf } from './output-place.js';
import { checkOutputs, makeFolder } from './write-file.js';

/** An option that names a file to write: it is checked before anything runs, and --force comes with it. */
export class OutputOption extends Option {}

/** Of every command that judges. */
export function markdownOption(): Option {
  return new OutputOption('--markdown <out.md>', 'also write a summary for a CI page');
}

/** An option that names a folder to write files to: the folder is made, and its files are checked, before anything runs. */
export class OutputFolderOption extends Option {
  /** The names of the files that are known before anything runs, which may depend on the other options and on the arguments. */
  readonly namesOf: (
    options: Readonly<Record<string, unknown>>,
    args: readonly unknown[],
  ) => readonly string[];

  constructor(flags: string, description: string, namesOf: OutputFolderOption['namesOf'] = () => []) {
    super(flags, description);
    this.namesOf = namesOf;
  }
}

/** An option that names a folder which the command itself makes and keeps, such as a bundle: no file may be written in its place. */
export class KeptFolderOption extends Option {}

/** The options that say where the command writes files, by their keys. */
export function outputKeys(command: Command): readonly string[] {
  return command.options.filter(isOutput).map((option) => option.attributeName());
}

/**
 * Looks at every place that a command line asks to write to.
 *
 * @throws InputError as {@link checkOutputs}.
 */
export function checkOutputOptions(command: Command): void {
  forgetFolders();
  const given = new Map<string, string>();
  for (const option of command.options.filter(isOutput)) {
    const key = option.attributeName();
    const value: unknown = command.getOptionValue(key);
    const name = option.long ?? key;
    if (typeof value !== 'string') continue;
    if (value.startsWith('-')) {
      refuseInput(
        name,
        value === '-'
          ? '- is standard output, and this writes a file of its own'
          : `${JSON.stringify(value)} looks like an option`,
        'the name of a file or a folder',
        `Name one; ./${value} is one of this name.`,
      );
    }
    if (option instanceof OutputFolderOption) {
      makeFolder(value);
      for (const file of option.namesOf(command.opts(), command.processedArgs as readonly unknown[]))
        given.set(`${name} (${file})`, join(value, file));
    } else {
      given.set(name, value);
    }
  }
  refuseFoldersAsFiles(command, given);
  checkOutputs(given, command.getOptionValue('force') === true);
}

/** @throws InputError where a file is to be written in the place of a folder that the command will make, or of one above it. */
function refuseFoldersAsFiles(command: Command, files: ReadonlyMap<string, string>): void {
  for (const option of command.options) {
    const folder: unknown = command.getOptionValue(option.attributeName());
    if (!(option instanceof KeptFolderOption) || typeof folder !== 'string') continue;
    for (const [name, file] of files) {
      if (file === '' || !`${placeOf(folder)}${sep}`.startsWith(`${placeOf(file)}${sep}`)) continue;
      refuseInput(
        file,
        `${name} names a file, and ${option.long ?? option.flags} needs a folder there`,
        'a place of its own for each',
        'Choose another name for one of them.',
      );
    }
  }
}

function isOutput(option: Option): option is OutputOption | OutputFolderOption {
  return option instanceof OutputOption || option instanceof OutputFolderOption;
}
