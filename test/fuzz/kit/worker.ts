/** The thread that feeds one subject, and shrinks what it finds. */
import fc from 'fast-check';
import { parentPort, workerData } from 'node:worker_threads';
import type { Finding, WorkerAnswer, WorkerTask } from './runner.js';
import type { Subject } from './subject.js';

const { module, exportName, subject: name, seed, runs, current } = workerData as WorkerTask;
const lists = (await import(module)) as Readonly<Record<string, readonly Subject[]>>;
const found = lists[exportName]?.find((each) => each.name === name);
if (found === undefined) throw new Error(`${module} has no subject ${name}`);
const { inputs, check } = found;

const counter = new Int32Array(current);
let run = -1;
let isShrinking = false;
const property = fc.asyncProperty(inputs, async (input) => {
  // while it shrinks, the run that failed stays the one to make again
  if (!isShrinking) Atomics.store(counter, 0, (run += 1));
  try {
    await check(input);
  } catch (error) {
    isShrinking = true;
    throw error;
  }
});
const details = await fc.check(property, { seed, numRuns: runs, interruptAfterTimeLimit: 600_000 });
const finding: Finding | undefined = details.failed
  ? {
      subject: name,
      seed,
      path: details.counterexamplePath ?? String(run),
      reason: String(details.errorInstance).split('\n')[0] ?? '',
      input: JSON.stringify(details.counterexample?.[0]),
    }
  : undefined;
const answer: WorkerAnswer = { finding };
parentPort?.postMessage(answer);
