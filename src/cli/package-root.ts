/** Where this package is. */
import { createRequire } from 'node:module';
import { dirname } from 'node:path';

/** The folder of its package.json: found by name, so it holds in a checkout, from dist, and where it is installed. */
export const packageRoot: string = dirname(createRequire(import.meta.url).resolve('auxopt/package.json'));
