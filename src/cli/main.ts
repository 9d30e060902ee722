#!/usr/bin/env node
/** The command line tool: parses, dispatches, and turns every error into one clear message and an exit code. */
import { Command, CommanderError } from 'commander';
import { AuxoptError } from '../errors.js';
import { createAdapterCommand } from './commands/adapter.js';
import { createCheckCommand } from './commands/check.js';
import { createDemoCommand } from './commands/demo.js';
import { createFiguresCommand } from './commands/figures.js';
import { createProofsCommand } from './commands/proofs.js';
import { createRunCommand } from './commands/run.js';
import { createSchemaCommand } from './commands/schema.js';
import { createServeCommand } from './commands/serve.js';
import { createReplayCommand } from './commands/replay.js';
import { createTightnessCommand } from './commands/tightness.js';
import { createVectorsCommand } from './commands/vectors.js';
import { createVerifyCommand } from './commands/verify.js';
import { packageVersion } from './package-version.js';
import { badInput, holds } from './exit-codes.js';

/** The whole program; commands are added here and nowhere else. */
function createProgram(): Command {
  const program = new Command('auxopt');
  program
    .description(
      'Reference implementation of optimization with access to auxiliary information (AuxMOM and AuxMVR).',
    )
    .version(packageVersion)
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
    createVerifyCommand(),
    createReplayCommand(),
    createVectorsCommand(),
    createSchemaCommand(),
    createAdapterCommand(),
    createServeCommand(),
  ]) {
    program.addCommand(command);
  }
  for (const command of [program, ...program.commands]) command.exitOverride();
  return program;
}

async function main(): Promise<void> {
  // A reader such as `head` that stops reading is no error of ours.
  process.stdout.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code !== 'EPIPE') throw error;
    process.exit();
  });
  try {
    await createProgram().parseAsync();
  } catch (error) {
    if (error instanceof CommanderError) {
      // commander has printed its message; help and version are not failures
      process.exitCode = error.exitCode === 0 ? holds : badInput;
    } else if (error instanceof AuxoptError) {
      process.stderr.write(`auxopt: ${error.message}\n`);
      process.exitCode = badInput;
    } else {
      throw error;
    }
  }
}

await main();
