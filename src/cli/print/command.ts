/** `auxopt print`: what is published with the program: the JSON Schemas, the vectors, the mistakes that the kit knows. */
import { join } from 'node:path';
import { Argument, Command } from 'commander';
import { refuseInput } from '../../errors.js';
import { OutputFolderOption } from '../output-option.js';
import { printJsonText, printText } from '../text.js';
import { writeTextFile } from '../write-file.js';
import { mutantsToJson, printMutants } from './mutants.js';
import { schemas } from './schemas.js';
import { listVectors, vectorFiles } from './vectors.js';

/** A kind of thing that can be printed. */
interface Printable {
  /** All of it, for people or as JSON. */
  readonly list: (asJson: boolean) => void;
  /** The files of it, by name; absent where it has none. */
  readonly files?: () => ReadonlyMap<string, string>;
  /** The names of those that can be printed alone. */
  readonly names?: readonly string[];
}

const fileOf = (format: string): string => `${format}.schema.json`;

const printables: Readonly<Record<string, Printable>> = {
  schemas: {
    list: (asJson) => {
      const names = Object.keys(schemas);
      if (asJson) printJsonText(`${JSON.stringify(names)}\n`);
      else printText(`${names.join('\n')}\n`);
    },
    files: () => new Map(Object.entries(schemas).map(([name, format]) => [fileOf(name), format()])),
    names: Object.keys(schemas),
  },
  vectors: { list: listVectors, files: vectorFiles },
  mutants: {
    list: (asJson) => {
      if (asJson) printJsonText(mutantsToJson());
      else printMutants();
    },
  },
};

interface PrintOptions {
  readonly json?: true;
  readonly out?: string;
}

/** The command. */
export function createPrintCommand(): Command {
  return new Command('print')
    .description('print JSON Schemas, test vectors, or the mistakes that the kit knows')
    .addArgument(new Argument('<what>', 'what to print').choices(Object.keys(printables)))
    .addArgument(new Argument('[schema]', 'with schemas: the one to print').choices(Object.keys(schemas)))
    .option('--json', 'print the list as JSON; with vectors, their open messages, one per line')
    .addOption(
      new OutputFolderOption(
        '--out <folder>',
        'write all of the files into this folder instead',
        (_, [what]) => [...(printables[what as string]?.files?.().keys() ?? [])],
      ),
    )
    .action((what: string, name: string | undefined, { json, out }: PrintOptions) => {
      const { list, files, names = [] } = printables[what] ?? {};
      const format = name === undefined ? undefined : schemas[name];
      if (name !== undefined && (!names.includes(name) || json === true || out !== undefined)) {
        const fix = 'Leave one of them out.';
        refuseInput(
          name,
          'one schema is printed as it is',
          'auxopt print schemas NAME, without options',
          fix,
        );
      }
      if (format !== undefined) printJsonText(format());
      else if (out === undefined) list?.(json === true);
      else if (files === undefined)
        refuseInput('--out', `${what} have no files`, 'schemas or vectors', 'Use --json.');
      else for (const [file, text] of files()) writeTextFile(join(out, file), text);
    });
}
