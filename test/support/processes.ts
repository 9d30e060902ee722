/** Which processes there are, by what stands in their environment. Linux only. */
import { readdirSync, readFileSync } from 'node:fs';

/** Process numbers of those whose environment has a text in it. */
export function processesWith(text: string): readonly number[] {
  return readdirSync('/proc')
    .filter((name) => {
      try {
        return /^\d+$/.test(name) && readFileSync(`/proc/${name}/environ`, 'utf8').includes(text);
      } catch {
        return false; // gone, or of somebody else
      }
    })
    .map(Number);
}

/** Waits for a condition, ten seconds at most: a killed process is gone a moment later, a started one there. */
export async function until(condition: () => boolean): Promise<void> {
  for (let tries = 0; tries < 500 && !condition(); tries += 1)
    await new Promise((resolve) => setTimeout(resolve, 20));
}
