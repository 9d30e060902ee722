/** The whole program as an object: what the command line parses, and what the reference pages are printed from. */
import { Command } from 'commander';
import { createAdapterCommand } from './commands/adapter.js';
import { createAdviseCommand } from './commands/advise.js';
import { createCheckCommand } from './commands/check.js';
import { createDemoCommand } from './commands/demo.js';
import { createFiguresCommand } from './commands/figures.js';
import { createMeasureCommand } from './commands/measure.js';
import { createMergeCommand } from './commands/merge.js';
import { createProofsCommand } from './commands/proofs.js';
import { createReplayCommand } from './commands/replay.js';
import { createRunCommand } from './commands/run.js';
import { createSchemaCommand } from './commands/schema.js';
import { createServeCommand } from './commands/serve.js';
import { createSettingsCommand } from './commands/settings.js';
import { createTightnessCommand } from './commands/tightness.js';
import { createVectorsCommand } from './commands/vectors.js';
import { createVerifyCommand } from './commands/verify.js';
import { version } from './version.js';

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
    createVerifyCommand(),
    createReplayCommand(),
    createServeCommand(),
    createAdapterCommand(),
    createVectorsCommand(),
    createCheckCommand(),
    createMergeCommand(),
    createTightnessCommand(),
    createProofsCommand(),
    createSettingsCommand(),
    createMeasureCommand(),
    createAdviseCommand(),
    createFiguresCommand(),
    createSchemaCommand(),
  ]) {
    program.addCommand(command);
  }
  for (const command of [program, ...program.commands]) command.exitOverride();
  return program;
}
