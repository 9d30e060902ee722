/** This package: its version, and its examples. */
import { readFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { packageRoot } from '../verify/package-root.js';

export { packageRoot };

/** For example `0.2.0`. */
export const { version } = JSON.parse(readFileSync(join(packageRoot, 'package.json'), 'utf8')) as {
  readonly version: string;
};

/** The problem files and tables that ship with it. */
export const exampleFolder = join(packageRoot, 'docs/examples');

/** An example as a user would type it: its path from the working folder. */
export const examplePath = (file: string): string => relative('', join(exampleFolder, file));
