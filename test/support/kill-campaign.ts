/** Kills a running campaign, the hard way, and says how far it was. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { main } from './run-cli.js';

/** How a killed command ended. */
export interface Killed {
  /** Whether the kill came before the end. */
  readonly wasKilled: boolean;
  /** Lines of the journal that are whole. */
  readonly lines: number;
}

/** Whole lines of the journal in a folder, the header among them. */
export function countLines(folder: string): number {
  const path = join(folder, 'journal.jsonl');
  return existsSync(path) ? readFileSync(path, 'utf8').split('\n').length - 1 : 0;
}

/**
 * Starts `auxopt …args` and sends it a signal; SIGKILL is one that no process can catch.
 *
 * @param isTime - asked every two milliseconds; says when.
 */
export async function killCampaign(
  args: readonly string[],
  folder: string,
  isTime: () => boolean,
  signal: NodeJS.Signals = 'SIGKILL',
): Promise<Killed> {
  const child = spawn(process.execPath, [main, ...args], { stdio: ['ignore', 'pipe', 'inherit'] });
  child.stdout.resume();
  const timer = setInterval(() => {
    if (!isTime()) return;
    clearInterval(timer);
    child.kill(signal);
  }, 2);
  const [, end] = (await once(child, 'exit')) as [number | null, NodeJS.Signals | null];
  clearInterval(timer);
  return { wasKilled: end === signal, lines: countLines(folder) };
}
