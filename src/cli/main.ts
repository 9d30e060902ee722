#!/usr/bin/env node
/** The command line tool. */
import { runProgram } from './run-program.js';

// A reader such as `head` that stops reading is no error of ours.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code !== 'EPIPE') throw error;
  process.exit();
});
await runProgram(process.argv.slice(2));
