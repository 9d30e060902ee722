#!/usr/bin/env node
/** The command line tool. */
import { badInput, couldNotStart } from './exit-codes.js';

// Node opens its inspector for whoever sends this, and code could be run in the kit through it: first of all, before the rest is loaded.
process.on('SIGUSR1', () => undefined);

process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  // Nobody has the result, so no exit code may say what it is. A reader such as `head` that stops reading knows by itself.
  if (error.code !== 'EPIPE') {
    process.stderr.write(
      `auxopt: standard output cannot be written (${error.message}). Make room, or send it elsewhere.\n`,
    );
  }
  process.exit(couldNotStart);
});
// Errors of standard error itself cannot be reported anywhere.
process.stderr.on('error', () => undefined);
// Deno lacks what workers and the adapters need, and reads tables only where objects have __proto__ as everywhere else.
const command = process.argv[2] ?? '';
const onDeno = !('Deno' in globalThis)
  ? undefined
  : ['check', 'verify', 'serve'].includes(command) || (command === 'advise' && process.argv.includes('--'))
    ? `auxopt ${command} is not supported on Deno: use Node or Bun.`
    : '__proto__' in {}
      ? undefined
      : 'on Deno, start with: deno run -A --unstable-unsafe-proto …';
if (onDeno === undefined) {
  const { runProgram } = await import('./program.js');
  await runProgram(process.argv.slice(2));
} else {
  process.stderr.write(`auxopt: ${onDeno}\n`);
  process.exit(badInput);
}
