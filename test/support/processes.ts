/** Which processes there are, by their environment or their parent. Linux only. */
import { readdirSync, readFileSync } from 'node:fs';

/** Process numbers of those of which something holds; `read` gives a file of such a process. */
function processesWhere(holds: (read: (file: string) => string) => boolean): readonly number[] {
  return readdirSync('/proc')
    .filter((name) => {
      try {
        return /^\d+$/.test(name) && holds((file) => readFileSync(`/proc/${name}/${file}`, 'utf8'));
      } catch {
        return false; // gone, or of another user
      }
    })
    .map(Number);
}

/**
 * Process numbers of those whose environment has a text in it. One that is being replaced by another program (execve) has no
 * environment for a moment, so who waits for a program to be there had better name it.
 *
 * @param program - only those that run this program; all where absent.
 */
export function processesWith(text: string, program?: string): readonly number[] {
  return processesWhere(
    (read) =>
      read('environ').includes(text) && (program === undefined || read('cmdline').startsWith(`${program}\0`)),
  );
}

/** Process numbers of the children of a process whose command line names a file. */
export function processesOf(file: string, ancestor: number): readonly number[] {
  return processesWhere((read) => {
    const [, parentId] = /\) \S (\d+)/.exec(read('stat')) ?? [];
    return Number(parentId) === ancestor && read('cmdline').includes(file);
  });
}

/**
 * Waits for a condition, ten seconds at most: a killed process is gone a moment later, a started one there.
 *
 * @returns whether it held, without asking once more.
 */
export async function until(condition: () => boolean): Promise<boolean> {
  for (let tries = 0; tries < 500; tries += 1) {
    if (condition()) return true;
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
  return false;
}
