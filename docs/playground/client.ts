/** Asks the worker, drops answers that came too late, and can stop a computation at once. */
import type { AnswerPart, WorkerMessage } from './model/answer.js';
import type { PlaygroundState } from './model/state.js';

/** What the page wants to hear. */
export interface Listener {
  readonly onStart: () => void;
  readonly onPart: (part: AnswerPart, milliseconds: number) => void;
  readonly onProgress: (done: number, total: number, next: string) => void;
  readonly onDone: (milliseconds: number) => void;
  readonly onError: (message: string) => void;
}

/** The computation as the page sees it. */
export interface ComputeClient {
  /** Computes for a state; an older computation is dropped. */
  readonly ask: (state: PlaygroundState) => void;
  /** Stops what is being computed. */
  readonly cancel: () => void;
}

/** A part that takes longer than this is not waited for when the question has changed. */
const patience = 250;

/** Starts the worker. */
export function createClient(listener: Listener): ComputeClient {
  let worker = start();
  let id = 0;
  let busySince: number | undefined;
  let timer: ReturnType<typeof setTimeout> | undefined;

  function start(): Worker {
    const created = new Worker(new URL('./worker.ts', import.meta.url), { type: 'module' });
    created.addEventListener('message', ({ data }: MessageEvent<WorkerMessage>) => {
      receive(data);
    });
    created.addEventListener('error', (event) => {
      busySince = undefined;
      listener.onError(
        event.message === '' ? 'the computation could not start in this browser' : event.message,
      );
    });
    return created;
  }

  function receive(message: WorkerMessage): void {
    if (message.id !== id) return;
    switch (message.kind) {
      case 'part':
        busySince = performance.now();
        listener.onPart(message.part, message.milliseconds);
        break;
      case 'progress':
        listener.onProgress(message.done, message.total, message.next);
        break;
      case 'done':
        busySince = undefined;
        listener.onDone(message.milliseconds);
        break;
      case 'error':
        busySince = undefined;
        listener.onError(message.message);
    }
  }

  function stop(): void {
    clearTimeout(timer);
    worker.terminate();
    worker = start();
    busySince = undefined;
  }

  return {
    ask: (state) => {
      id += 1;
      clearTimeout(timer);
      const send = (): void => {
        worker.postMessage({ id, state });
      };
      if (busySince === undefined) {
        busySince = performance.now();
        listener.onStart();
        send();
        return;
      }
      // The worker looks for newer questions between parts; one part may be long.
      listener.onStart();
      send();
      timer = setTimeout(() => {
        if (busySince === undefined || performance.now() - busySince < patience) return;
        stop();
        busySince = performance.now();
        send();
      }, patience);
    },
    cancel: () => {
      id += 1;
      stop();
    },
  };
}
