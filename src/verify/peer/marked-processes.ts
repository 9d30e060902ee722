/**
 * Finds what a program has started by a mark in its environment. A child inherits it, and keeps it when it opens a session of its
 * own (setsid), where no signal to the group gets, and when its parent dies, so that no chain of parents leads to it.
 */
import { randomUUID } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** The variable with the marks of everyone that a process was started by, separated by blanks: kits may start kits. */
export const markVariable = 'AUXOPT_PEER';

/** A mark that no other process on earth has. */
export function createMark(): string {
  return randomUUID();
}

/** The environment of this process, with one more mark. */
export function markedEnvironment(mark: string): NodeJS.ProcessEnv {
  const outer = process.env[markVariable];
  return { ...process.env, [markVariable]: outer === undefined ? mark : `${outer} ${mark}` };
}

/** How often the list is read at most: whoever forks faster than it is read cannot keep the kit for ever. */
const passes = 20;

/**
 * Kills every process that was started with one of the marks, and what those start while it looks. It waits for nothing, so it
 * may be called while this process ends.
 *
 * @param folder - the process file system; where there is none (macOS, Windows), nothing is found.
 */
export function killMarked(marks: readonly string[], folder = '/proc'): void {
  const killed = new Set<number>();
  let quiet = 0;
  // a process that is being replaced (execve) shows no environment for a moment: one quiet pass is not enough
  for (let pass = 0; pass < passes && quiet < 2; pass += 1) {
    const found = findMarked(marks, folder).filter((pid) => !killed.has(pid));
    quiet = found.length === 0 ? quiet + 1 : 0;
    for (const pid of found) {
      kill(pid);
      killed.add(pid);
    }
  }
}

function findMarked(marks: readonly string[], folder: string): readonly number[] {
  if (marks.length === 0) return [];
  return namesIn(folder)
    .filter((name) => {
      const environment = textOf(join(folder, name, 'environ'));
      return environment.includes(markVariable) && marks.some((mark) => environment.includes(mark));
    })
    .map(Number);
}

/** A process of a session that lives, of whatever user and in whatever group: one that is dead and that nobody has asked for does not. */
export function findInSession(leader: number, folder = '/proc'): number | undefined {
  const found = namesIn(folder).find((name) => {
    // the state, the parent, the group and the session come after the name, which may hold anything
    const [, state, session] = / (\S) \d+ \d+ (\d+) [^)]*$/.exec(textOf(join(folder, name, 'stat'))) ?? [];
    return Number(session) === leader && state !== 'Z' && state !== 'X';
  });
  return found === undefined ? undefined : Number(found);
}

function namesIn(folder: string): readonly string[] {
  try {
    return readdirSync(folder).filter((name) => /^\d+$/.test(name));
  } catch {
    return [];
  }
}

function textOf(path: string): string {
  try {
    return readFileSync(path, 'latin1');
  } catch {
    return ''; // gone, or of somebody else
  }
}

function kill(pid: number): void {
  try {
    process.kill(pid, 'SIGKILL');
  } catch {
    // gone, or it has become somebody else
  }
}
