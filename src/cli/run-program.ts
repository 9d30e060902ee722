/** One call of the command line: parses, dispatches, and turns every error into one clear message and an exit code. */
import { CommanderError } from 'commander';
import { InexactError, InputError } from '../errors.js';
import { badInput, holds } from './exit-codes.js';
import { createProgram } from './program.js';

/**
 * Runs `auxopt …args`; the exit code is left in `process.exitCode`, as the commands do.
 *
 * @throws whatever is not an error of ours, because it is a bug.
 */
export async function runProgram(args: readonly string[]): Promise<void> {
  try {
    const program = await createProgram(args[0]);
    await program.parseAsync(args, { from: 'user' });
  } catch (error) {
    if (error instanceof CommanderError) {
      // commander has printed its message; help and version are not failures
      process.exitCode = error.exitCode === 0 ? holds : badInput;
    } else if (error instanceof InputError || error instanceof InexactError) {
      process.stderr.write(`auxopt: ${error.message}\n`);
      process.exitCode = badInput;
    } else {
      throw error;
    }
  }
}
