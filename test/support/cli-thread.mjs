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

/** The number of the call that runs. */
let call = 0;

/** Answers, and wakes the thread that waits for it. */
function answer(code, number = call) {
  port.postMessage({ call: number, finished: { code, ...written } });
  Atomics.store(bell, 0, number);
  Atomics.notify(bell, 0);
}

// Whatever ends a process of its own ends this thread; the exit code is what counts.
process.on('exit', (code) => {
  answer(code);
});

parentPort?.on('message', async ({ number, args }) => {
  call = number;
  written = { stdout: '', stderr: '' };
  process.exitCode = undefined;
  try {
    await runProgram(args);
    answer(process.exitCode ?? 0, number);
  } catch (error) {
    written.stderr += `${inspect(error)}\n`;
    answer(1, number);
  }
});
