/** Installs the JavaScript peers of test/bench/package.json where they are absent. */
import { spawnSync } from 'node:child_process';
import { existsSync, rmSync } from 'node:fs';
import { join } from 'node:path';

/** `npm ci` in the folder, unless it has its packages. What cannot be installed is reported as absent, row by row. */
export function installPeers(folder: string, say: (text: string) => void): void {
  const modules = join(folder, 'node_modules');
  // npm writes this file when everything else is there
  if (existsSync(join(modules, '.package-lock.json'))) return;
  say('bench: installing the peers of test/bench (npm ci, once)');
  const { status, error, stderr } = spawnSync('npm', ['ci'], { cwd: folder, encoding: 'utf8' });
  if (status === 0) return;
  const reason = error?.message ?? stderr.trim().split('\n')[0] ?? '';
  say(`bench: npm ci failed in test/bench (${reason}); its packages are reported as absent`);
  rmSync(modules, { recursive: true, force: true });
}
