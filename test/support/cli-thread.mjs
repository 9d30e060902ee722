/** A thread that runs the built command line tool, one call after another, and says what each left behind. */
import { inspect } from 'node:util';
import { parentPort, workerData } from 'node:worker_threads';
import { runProgram } from '../../dist/src/cli/program.js';

const { bell, port } = workerData;
let written = { stdout: '', stderr: '' };

for (const name of /** @type {const} */ (['stdout', 'stderr'])) {
  process[name].write = (chunk, encoding, callback) => {
    written[name] += typeof chunk === 'string' ? chunk : Buffer.from(chunk).toString();
    const done = typeof encoding === 'function' ? encoding : callback;
    if (done !== undefined) process.nextTick(done);
    return true;
  };
}

/** Answers, and wakes the thread that waits for it. */
function answer(code) {
  port.postMessage({ code, ...written });
  Atomics.store(bell, 0, 1);
  Atomics.notify(bell, 0);
}

// Whatever ends a process of its own ends this thread; the exit code is what counts.
process.on('exit', (code) => {
  answer(code);
});

parentPort?.on('message', async (args) => {
  written = { stdout: '', stderr: '' };
  process.exitCode = undefined;
  try {
    await runProgram(args);
    answer(process.exitCode ?? 0);
  } catch (error) {
    written.stderr += `${inspect(error)}\n`;
    answer(1);
  }
});
