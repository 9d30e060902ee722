/** Folders that are made where there are none. */
import { existsSync, mkdirSync, rmdirSync, statSync } from 'node:fs';
import { dirname, resolve } from 'node:path';

/** Those that were made, each after the one that it is in. */
const made: string[] = [];

/**
 * Makes a folder where there is none, and those above it: one by one, because Node's own recursion does not end where the system has
 * no folders to give, as in /proc.
 *
 * Errors of the file system pass as they are; a file at that path is one.
 */
export function makeFolders(path: string): void {
  const missing: string[] = [];
  for (let folder = resolve(path); !existsSync(folder); folder = dirname(folder)) missing.push(folder);
  for (const folder of missing.reverse()) {
    mkdirSync(folder);
    made.push(folder);
  }
  if (!statSync(path).isDirectory()) throw new Error('it is a file');
}

/** Removes the folders that were made and that nothing is in, as at the end of a command that could not write. */
export function removeEmptyFolders(): void {
  for (const folder of made.splice(0).reverse()) {
    try {
      rmdirSync(folder);
    } catch {
      // something is in it
    }
  }
}
