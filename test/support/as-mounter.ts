/** A script as root of a namespace of its own, which may mount; not every machine allows that. */
import { spawnSync } from 'node:child_process';
import type { Finished } from './run-cli.js';

/** Runs a bash script in a mount namespace of its own. */
export function asMounter(script: string): Finished {
  const { status, stdout, stderr } = spawnSync('unshare', ['-Urm', 'bash', '-c', script], {
    encoding: 'utf8',
    maxBuffer: 1 << 26,
  });
  return { code: status, stdout, stderr };
}

/** Mounts a disk of that size on a folder, which is made. */
export function mountDisk(folder: string, size: string): string {
  return `set -u; mkdir -p ${folder}; mount -t tmpfs -o size=${size} tmpfs ${folder}`;
}
