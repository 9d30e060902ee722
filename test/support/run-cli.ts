/** Runs the built command line tool: in a process of its own, as a user does, or, far faster, in a thread. */
import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { MessageChannel, receiveMessageOnPort, Worker, type MessagePort } from 'node:worker_threads';

/** The built command line tool. */
export const main: string = fileURLToPath(new URL('../../dist/src/cli/main.js', import.meta.url));

/** The root of the checkout. */
export const root: string = fileURLToPath(new URL('../../', import.meta.url));

/** What a finished command left behind. */
export interface Finished {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** `auxopt …args` in a process of its own, in the checkout's root (or `folder`), without a terminal. */
export function auxoptProcess(args: readonly string[], folder: string = root): Finished {
  const { status, stdout, stderr } = spawnSync(process.execPath, [main, ...args], {
    cwd: folder,
    encoding: 'utf8',
    maxBuffer: 256 * 1024 * 1024,
  });
  return { code: status, stdout, stderr };
}

interface Answer {
  readonly call: number;
  readonly finished: Finished;
}

interface Thread {
  readonly worker: Worker;
  readonly port: MessagePort;
  /** The number of the call that was answered last. */
  readonly bell: Int32Array;
}

let thread: Thread | undefined;
let calls = 0;

function startThread(): Thread {
  const bell = new Int32Array(new SharedArrayBuffer(4));
  const { port1, port2 } = new MessageChannel();
  const worker = new Worker(new URL('cli-thread.mjs', import.meta.url), {
    workerData: { bell, port: port2 },
    transferList: [port2],
    execArgv: [],
  });
  worker.unref();
  return { worker, port: port1, bell };
}

/**
 * `auxopt …args` in the checkout's root (or `folder`), without a terminal: in a thread that has loaded the program before, because
 * starting a process takes longer than most commands; `test/cli/processes.test.ts` holds the one to the other.
 */
export function auxopt(args: readonly string[], folder: string = root): Finished {
  thread ??= startThread();
  const { worker, port, bell } = thread;
  const before = process.cwd();
  process.chdir(folder); // the thread has the working folder of the process
  try {
    calls += 1;
    worker.postMessage({ number: calls, args });
    for (let rung = Atomics.load(bell, 0); rung !== calls; rung = Atomics.load(bell, 0))
      Atomics.wait(bell, 0, rung);
  } finally {
    process.chdir(before);
  }
  // an older call may have answered twice
  for (;;) {
    const received = receiveMessageOnPort(port) as { readonly message: Answer } | undefined;
    if (received === undefined) throw new Error(`auxopt ${args.join(' ')} rang the bell and said nothing`);
    if (received.message.call === calls) return received.message.finished;
  }
}
