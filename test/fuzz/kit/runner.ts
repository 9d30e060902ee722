/** Feeds subjects in a thread of its own, which is ended where an input takes too long or too much memory. */
import { Worker } from 'node:worker_threads';
import type { Subject } from './subject.js';

/** What a thread is told. */
export interface WorkerTask {
  /** Module and name of the list of subjects. */
  readonly module: string;
  readonly exportName: string;
  readonly subject: string;
  readonly seed: number;
  readonly runs: number;
  /** The run that has begun: one number, shared. */
  readonly current: SharedArrayBuffer;
}

/** An input that breaks a property. */
export interface Finding {
  readonly subject: string;
  /** The two that make the input again: `fc.sample(inputs, {seed, path, numRuns: 1})`. */
  readonly seed: number;
  readonly path: string;
  /** In one line. */
  readonly reason: string;
  /** As JSON, shrunk where the thread lived to do so. */
  readonly input: string;
}

/** The last word of a thread. */
export interface WorkerAnswer {
  readonly finding: Finding | undefined;
}

/** Limits of one input: seconds of the processor, and megabytes of the heap. */
export interface Limits {
  readonly seconds: number;
  readonly megabytes: number;
}

/** Long for a machine that does other things too; a right answer takes milliseconds. */
export const defaultLimits: Limits = { seconds: 20, megabytes: 1024 };

/** Where the list of subjects is. */
export interface SubjectList {
  readonly module: string;
  readonly exportName: string;
}

/** Processor time of this process: of the thread, for the rest of it sleeps. */
function cpuSeconds(): number {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1e6;
}

/** How one subject is fed. */
export interface Feed {
  readonly subject: Subject;
  readonly list: SubjectList;
  readonly seed: number;
  readonly runs: number;
  readonly limits?: Limits;
  /** Called now and then with the number of inputs that are done. */
  readonly onProgress?: (done: number) => void;
}

/**
 * Feeds one subject.
 *
 * @param remake - makes the input of a seed and a path again, as JSON, without checking it.
 * @returns the first finding.
 */
export async function feedSubject(
  { subject, list, seed, runs, limits = defaultLimits, onProgress }: Feed,
  remake: (subject: Subject, seed: number, path: string) => string,
): Promise<Finding | undefined> {
  const current = new SharedArrayBuffer(4);
  const counter = new Int32Array(current).fill(-1);
  const task: WorkerTask = { ...list, subject: subject.name, seed, runs, current };
  const worker = new Worker(new URL('./worker.js', import.meta.url), {
    workerData: task,
    resourceLimits: { maxOldGenerationSizeMb: limits.megabytes },
  });
  /** The thread is gone, or will be: what it was at is the finding. */
  const lost = (reason: string): Finding => {
    const path = String(Math.max(Atomics.load(counter, 0), 0));
    return { subject: subject.name, seed, path, reason, input: remake(subject, seed, path) };
  };
  return new Promise((resolve) => {
    let [last, since, spent] = [-1, performance.now(), cpuSeconds()];
    const watch = setInterval(() => {
      const now = Atomics.load(counter, 0);
      if (now !== last) [last, since, spent] = [now, performance.now(), cpuSeconds()];
      onProgress?.(Math.max(now, 0));
      // before the first input the thread loads its modules, and on a busy machine it waits for its turn
      const isWorkedOn = now >= 0 && cpuSeconds() - spent > limits.seconds;
      const isWaiting = performance.now() - since > 20_000 * limits.seconds;
      if (isWorkedOn || isWaiting) end(lost(`hangs: no end within ${limits.seconds} s`));
    }, 250);
    const end = (finding: Finding | undefined): void => {
      clearInterval(watch);
      void worker.terminate().then(() => {
        resolve(finding);
      });
    };
    worker.once('message', ({ finding }: WorkerAnswer) => {
      end(finding);
    });
    worker.once('error', (error: NodeJS.ErrnoException) => {
      end(lost(error.code === 'ERR_WORKER_OUT_OF_MEMORY' ? `takes more than ${limits.megabytes} MB` : String(error)));
    });
  });
} // prettier-ignore
