/** `auxopt schema`: the formats as JSON Schema. */
import { Argument, Command } from 'commander';
import { formatConstantsFileJsonSchema } from '../../advise/index.js';
import { formatProblemFileJsonSchema } from '../../problems/index.js';

const schemas = { 'problem-file': formatProblemFileJsonSchema, constants: formatConstantsFileJsonSchema };

/** The command. */
export function createSchemaCommand(): Command {
  return new Command('schema')
    .description('print the JSON Schema of a format')
    .addArgument(new Argument('<format>', 'which format').choices(Object.keys(schemas)))
    .action((name: keyof typeof schemas) => {
      process.stdout.write(schemas[name]());
    });
}
