/** Ends a process with everything that it started, also where the kit itself is ended. */
import { BroadcastChannel, isMainThread, receiveMessageOnPort, type MessagePort } from 'node:worker_threads';

/** What a worker thread tells the main thread, which alone learns that the kit is asked to end. */
interface Notice {
  readonly leader: number;
  readonly isRunning: boolean;
}

const groups = new Set<number>();
let channel: BroadcastChannel | undefined;

/** Kills the process group of `leader`; nothing happens where it is gone. */
export function killGroup(leader: number): void {
  try {
    process.kill(-leader, 'SIGKILL');
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    // gone, or (macOS) only zombies are left
    if (code !== 'ESRCH' && code !== 'EPERM') throw error;
  }
}

/** Makes sure that the group does not outlive the kit. Returns a function that forgets it again. */
export function killGroupAtExit(leader: number): () => void {
  watchForTheEnd();
  note({ leader, isRunning: true });
  if (!isMainThread) channel?.postMessage({ leader, isRunning: true } satisfies Notice);
  return () => {
    note({ leader, isRunning: false });
    if (!isMainThread) channel?.postMessage({ leader, isRunning: false } satisfies Notice);
  };
}

/**
 * Kills all groups when this thread ends; in the main thread, those that worker threads have started as well. A main thread
 * calls it before its workers start anything.
 */
export function watchForTheEnd(): void {
  if (channel !== undefined) return;
  channel = new BroadcastChannel('auxopt-process-groups');
  channel.unref();
  process.on('exit', killAll);
  if (!isMainThread) return;
  channel.onmessage = ({ data }) => {
    note(data as Notice);
  };
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
    process.once(signal, () => {
      killAll();
      process.kill(process.pid, signal); // once: now the default applies
    });
  }
}

function note({ leader, isRunning }: Notice): void {
  if (isRunning) groups.add(leader);
  else groups.delete(leader);
}

function killAll(): void {
  // what workers have said and nobody has heard yet
  while (channel !== undefined) {
    // the types of Node 20 do not know that a channel is a port here
    const port = channel as unknown as MessagePort;
    const waiting = receiveMessageOnPort(port) as { readonly message: Notice } | undefined;
    if (waiting === undefined) break;
    note(waiting.message);
  }
  for (const leader of groups) killGroup(leader);
  groups.clear();
}
