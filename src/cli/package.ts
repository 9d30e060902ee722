/** This package: its version, and where it is. */
import { existsSync, readFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';

/** The nearest folder above with a package.json: so it holds in a checkout, from dist, and under any name it is installed by. */
function findRoot(folder: string): string {
  return existsSync(join(folder, 'package.json')) ? folder : findRoot(dirname(folder));
}

/** The folder of its package.json. */
export const packageRoot: string = findRoot(dirname(fileURLToPath(import.meta.url)));

/** For example `0.2.0`. */
export const { version } = JSON.parse(readFileSync(join(packageRoot, 'package.json'), 'utf8')) as {
  readonly version: string;
};

/** The problem files and tables that ship with it. */
export const exampleFolder = join(packageRoot, 'docs/examples');

/** An example as a user would type it: its path from the working folder. */
export const examplePath = (file: string): string => relative('', join(exampleFolder, file));
