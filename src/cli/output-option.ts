/** Options whose value is a file that the command writes. */
import { Option, type Command } from 'commander';

/** An option that names a file to write: it is checked before anything runs, and --force comes with it. */
export class OutputOption extends Option {}

/** The files that a command line asks for, by option; what is there by default is looked at when it is written. */
export function listOutputs(command: Command): ReadonlyMap<string, string> {
  const files = command.options.flatMap((option): [string, string][] => {
    const key = option.attributeName();
    const value: unknown = command.getOptionValue(key);
    const isGiven = option instanceof OutputOption && command.getOptionValueSource(key) === 'cli';
    return isGiven && typeof value === 'string' ? [[option.long ?? key, value]] : [];
  });
  return new Map(files);
}
