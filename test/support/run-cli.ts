/** Runs the built command line tool the way a user does. */
import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';

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

/** `auxopt …args` in the checkout's root (or `folder`), without a terminal. */
export function auxopt(args: readonly string[], folder: string = root): Finished {
  const { status, stdout, stderr } = spawnSync(process.execPath, [main, ...args], {
    cwd: folder,
    encoding: 'utf8',
    maxBuffer: 256 * 1024 * 1024,
  });
  return { code: status, stdout, stderr };
}
