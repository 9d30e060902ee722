/** `auxopt schema`: the formats as JSON Schema. */
import { Argument, Command } from 'commander';
import { formatProblemFileJsonSchema } from '../../problems/index.js';

const schemas = { 'problem-file': formatProblemFileJsonSchema };

/** The command. */
export function createSchemaCommand(): Command {
  return new Command('schema')
    .description('print the JSON Schema of a format')
    .addArgument(new Argument('<format>', 'which format').choices(Object.keys(schemas)))
    .action((name: keyof typeof schemas) => {
      process.stdout.write(schemas[name]());
    });
}
