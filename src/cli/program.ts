/** The whole program as an object: what the command line parses, and what the reference pages are printed from. */
import { createRequire } from 'node:module';
import { Command } from 'commander';
import { createCheckCommand } from './commands/check.js';
import { createDemoCommand } from './commands/demo.js';
import { createFiguresCommand } from './commands/figures.js';
import { createProofsCommand } from './commands/proofs.js';
import { createRunCommand } from './commands/run.js';
import { createSchemaCommand } from './commands/schema.js';
import { createTightnessCommand } from './commands/tightness.js';

const { version } = createRequire(import.meta.url)('../../../package.json') as { version: string };

/** The whole program; commands are added here and nowhere else. */
export function createProgram(): Command {
  const program = new Command('auxopt');
  program
    .description(
      'Reference implementation of optimization with access to auxiliary information (AuxMOM and AuxMVR).',
    )
    .version(version)
    .showSuggestionAfterError()
    .addHelpText(
      'after',
      '\nExit codes: 0 holds · 1 does not hold · 2 usage or bad input · 3 could not start what should be judged',
    );
  for (const command of [
    createDemoCommand(),
    createRunCommand(),
    createCheckCommand(),
    createTightnessCommand(),
    createProofsCommand(),
    createFiguresCommand(),
    createSchemaCommand(),
  ]) {
    program.addCommand(command);
  }
  for (const command of [program, ...program.commands]) command.exitOverride();
  return program;
}
