#!/usr/bin/env node
/** The command line tool. */
import { readFileSync, readlinkSync } from 'node:fs';
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
// What the system refuses anywhere, such as one more open file, is no mistake of ours, and no verdict. Node words
// some refusals as its own: a package that it cannot open is not found, a thread not begun.
process.on('uncaughtExceptionMonitor', (error: NodeJS.ErrnoException) => {
  const isOfNode = /^ERR_(?:MODULE_NOT_FOUND|WORKER_INIT_FAILED)$/.test(error.code ?? '');
  if (error.syscall === undefined && !isOfNode) return;
  process.stderr.write(
    `auxopt: the system does not let it go on (${error.message}). See what it lacks (ulimit -a; room on the disk), and try again.\n`,
  );
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
/**
 * Whether a standard stream was closed from the start (`>&-`): Node opens /dev/null in its place, for reading too, which `> /dev/null` does
 * not. Seen on Linux alone.
 */
function isClosed(descriptor: 1 | 2): boolean {
  try {
    const flags = /^flags:\s*([0-7]+)$/m.exec(readFileSync(`/proc/self/fdinfo/${descriptor}`, 'utf8'))?.[1];
    const isForReading = (Number.parseInt(flags ?? '0', 8) & 3) === 2;
    return isForReading && readlinkSync(`/proc/self/fd/${descriptor}`) === '/dev/null';
  } catch {
    return false;
  }
}

// Whoever starts it without both wants the exit code alone: child_process with stdio 'ignore', and Python's DEVNULL, open /dev/null in the very
// same way, so nothing tells `>&- 2>&-` from them, and it is taken for them.
if (isClosed(1) && !isClosed(2)) {
  process.stderr.write(
    'auxopt: standard output is closed, and the result would be lost. Send it to a file or, for the exit code alone, to > /dev/null.\n',
  );
  process.exit(couldNotStart);
}
if (onDeno === undefined) {
  const { runProgram } = await import('./program.js');
  await runProgram(process.argv.slice(2));
} else {
  process.stderr.write(`auxopt: ${onDeno}\n`);
  process.exit(badInput);
}
