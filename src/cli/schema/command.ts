/** `auxopt schema`: the formats as JSON Schema. */
import { join } from 'node:path';
import { Argument, Command } from 'commander';
import { formatDerivationJsonSchema } from '../../../proofs-checks/derivation/schema.js';
import { verificationSchemas } from '../../verify/report/published-schemas.js';
import { InputError } from '../../errors.js';
import { formatConstantsFileJsonSchema } from '../../advise/index.js';
import { formatProblemFileJsonSchema } from '../../problems/index.js';
import { OutputFolderOption } from '../output-option.js';
import { writeTextFile } from '../write-file.js';
import { printJsonText } from '../text.js';

/** The text of every published schema by the name of its format. */
export const schemas: Readonly<Record<string, () => string>> = {
  'problem-file': formatProblemFileJsonSchema,
  constants: formatConstantsFileJsonSchema,
  ...verificationSchemas,
  derivation: formatDerivationJsonSchema,
};

/** The command. */
export function createSchemaCommand(): Command {
  return new Command('schema')
    .description('print the JSON Schema of a format, or write all of them')
    .addArgument(new Argument('[format]', 'which format').choices(Object.keys(schemas)))
    .addOption(
      new OutputFolderOption(
        '--write <folder>',
        'write every schema into this folder, as <format>.schema.json',
        () => Object.keys(schemas).map(fileOf),
      ),
    )
    .action((name: string | undefined, { write }: { write?: string }) => {
      const format = name === undefined ? undefined : schemas[name];
      if ((format === undefined) === (write === undefined)) {
        throw new InputError({
          problem: format === undefined ? 'neither is given' : 'both are given',
          where: 'auxopt schema',
          expected: 'either a format or --write FOLDER',
          fix: `Formats are ${Object.keys(schemas).join(', ')}.`,
        });
      }
      if (format !== undefined) printJsonText(format());
      if (write !== undefined) writeAll(write);
    });
}

const fileOf = (format: string): string => `${format}.schema.json`;

function writeAll(folder: string): void {
  for (const [name, format] of Object.entries(schemas)) {
    writeTextFile(join(folder, fileOf(name)), format());
  }
}
