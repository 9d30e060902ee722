#!/usr/bin/env node
/** The command line tool. */
import { badInput } from './exit-codes.js';
import { runProgram } from './program.js';

process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  // A reader such as `head` that stops reading is no error of ours.
  if (error.code === 'EPIPE') process.exit();
  process.stderr.write(
    `auxopt: standard output cannot be written (${error.message}). Make room, or send it elsewhere.\n`,
  );
  process.exit(badInput);
});
// Errors of standard error itself cannot be reported anywhere.
process.stderr.on('error', () => undefined);
await runProgram(process.argv.slice(2));
