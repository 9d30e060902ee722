/** The computation, off the page's own thread: one part after another, with a breath between for newer questions. */
import type { OwnQuestion, WorkerMessage } from './model/answer.js';
import { jobsFor } from './model/compute.js';
import { answerOwn } from './model/own-page.js';
import type { PlaygroundState } from './model/state.js';

/** What the page asks. */
export interface WorkerRequest {
  readonly id: number;
  readonly state: PlaygroundState;
}

/** What the box for a page of one's own asks. */
export interface OwnRequest {
  readonly id: number;
  readonly own: OwnQuestion;
}

const post = (message: WorkerMessage): void => {
  self.postMessage(message);
};

let newest = 0;

self.addEventListener('message', ({ data }: MessageEvent<WorkerRequest | OwnRequest>) => {
  newest = data.id;
  if ('state' in data) void answer(data);
  else post({ id: data.id, kind: 'own', answer: answerOwn(data.own) });
});

async function answer({ id, state }: WorkerRequest): Promise<void> {
  // Only computing counts, not the breaths between.
  let spent = 0;
  const timed = <R>(work: () => R): R => {
    const start = performance.now();
    const result = work();
    spent += performance.now() - start;
    return result;
  };
  try {
    const jobs = timed(() => jobsFor(state));
    for (const [index, job] of jobs.entries()) {
      post({ id, kind: 'progress', done: index, total: jobs.length, next: job.title });
      const part = timed(job.run);
      if (part !== undefined) post({ id, kind: 'part', part, milliseconds: spent });
      await breathe();
      if (newest !== id) return;
    }
    post({ id, kind: 'done', milliseconds: spent });
  } catch (error) {
    post({ id, kind: 'error', message: error instanceof Error ? error.message : String(error) });
  }
}

/** Lets a message in; timers of 0 wait 4 ms, a channel does not. */
function breathe(): Promise<void> {
  return new Promise((resolve) => {
    const { port1, port2 } = new MessageChannel();
    port1.onmessage = () => {
      port1.close();
      resolve();
    };
    port2.postMessage(null);
  });
}
