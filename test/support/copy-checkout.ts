/** A copy of the checkout, to change at will. */
import { cpSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { root } from './run-cli.js';
import { temporaryFolder } from './temporary-folder.js';

/** What is built, installed, or not the project's own. */
const left = /[\\/](node_modules|dist|\.git|\.stryker-tmp|reports|docs[\\/](site|api|\.build))$/;

/** Copies the checkout, without what is built, into a folder of its own; what is installed is linked. */
export function copyCheckout(): string {
  const folder = temporaryFolder();
  cpSync(root, folder, { recursive: true, filter: (path) => !left.test(path) });
  symlinkSync(join(root, 'node_modules'), join(folder, 'node_modules'));
  return folder;
}
