/** Ends a process with everything that it started, also where the kit itself is ended. */
import { BroadcastChannel, isMainThread, receiveMessageOnPort, type MessagePort } from 'node:worker_threads';
import { writeSync } from 'node:fs';
import { setTimeout as pause } from 'node:timers/promises';
import { killMarked, findInSession } from './marked-processes.js';
import { closeGate, openGate } from './start-gate.js';

/** A program that was started as the leader of a process group, with a mark in its environment. */
interface StartedGroup {
  readonly leader: number;
  readonly mark: string;
}

/** What a worker thread tells the main thread, which alone learns that the kit is asked to end. */
interface Notice extends StartedGroup {
  readonly isRunning: boolean;
}

/** The leader of each mark. */
const groups = new Map<string, number>();
let channel: BroadcastChannel | undefined;

/** Kills the process group, and what has left it and still has the mark; nothing happens where all is gone. */
export function killGroup({ leader, mark }: StartedGroup): void {
  signalGroup(leader);
  killMarked([mark]);
}

/** Returns whether it may not be ended: it is of another user or, on macOS, only zombies are left. */
const signalGroup = (leader: number): boolean => signal(-leader);

function signal(pid: number): boolean {
  try {
    process.kill(pid, 'SIGKILL');
    return false;
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code !== 'ESRCH' && code !== 'EPERM') throw error;
    return code === 'EPERM';
  }
}

/** What to say of a process that could not be ended. */
export function describeSurvivor(leader: number, survivor = leader): string {
  return `Process ${survivor} could not be ended, and is still there: it may be of another user. End it with the rights of that user, as in sudo pkill -KILL -s ${leader}.`;
}

/** How long what was killed may take to go. */
const longestEnd = 2000;

/** Waits until a session that was killed is gone, but not for ever; returns a process that is left. */
export async function findSurvivor(leader: number, hasLeft: () => boolean): Promise<number | undefined> {
  const end = Date.now() + longestEnd;
  for (;;) {
    const left = findInSession(leader);
    const survivor = left ?? (hasLeft() ? undefined : leader);
    if (survivor === undefined || Date.now() > end) return survivor;
    if (left !== undefined) signal(left); // a group of its own, and without the mark, as under sudo
    await pause(20);
  }
}

/** Makes sure that the group does not outlive the kit. Returns a function that forgets it again. */
export function killGroupAtExit(group: StartedGroup): () => void {
  watchForTheEnd();
  const tell = (isRunning: boolean): void => {
    const notice: Notice = { ...group, isRunning };
    note(notice);
    if (!isMainThread) channel?.postMessage(notice);
  };
  tell(true);
  return () => {
    tell(false);
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
  openGate();
  if (!isMainThread) return;
  // Node opens its inspector for whoever sends this, and the program could say its own verdict through it
  process.on('SIGUSR1', () => undefined);
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

function note({ leader, mark, isRunning }: Notice): void {
  if (isRunning) groups.set(mark, leader);
  else groups.delete(mark);
}

function killAll(): void {
  if (isMainThread) closeGate();
  // what workers have said and nobody has heard yet
  while (channel !== undefined) {
    // the types of Node 20 do not know that a channel is a port here
    const port = channel as unknown as MessagePort;
    const waiting = receiveMessageOnPort(port) as { readonly message: Notice } | undefined;
    if (waiting === undefined) break;
    note(waiting.message);
  }
  for (const leader of groups.values()) {
    if (signalGroup(leader)) writeSync(2, `auxopt: ${describeSurvivor(leader)}\n`);
  }
  killMarked([...groups.keys()]);
  groups.clear();
}
