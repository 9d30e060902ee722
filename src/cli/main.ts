#!/usr/bin/env node
/** The command line tool: parses, dispatches, and turns every error into one clear message and an exit code. */
import { CommanderError } from 'commander';
import { AuxoptError } from '../errors.js';
import { badInput, holds } from './exit-codes.js';
import { createProgram } from './program.js';

async function main(): Promise<void> {
  process.stdout.on('error', (error: NodeJS.ErrnoException) => {
    // A reader such as `head` that stops reading is no error of ours.
    if (error.code === 'EPIPE') process.exit();
    process.stderr.write(
      `auxopt: standard output cannot be written (${error.message}). Make room, or send it elsewhere.\n`,
    );
    process.exit(badInput);
  });
  // Where not even errors can be told there is nobody to tell.
  process.stderr.on('error', () => undefined);
  try {
    const program = await createProgram(process.argv[2]);
    await program.parseAsync();
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
