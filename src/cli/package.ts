/** This package: its version, and where it is. */
import { createRequire } from 'node:module';
import { dirname } from 'node:path';

const require = createRequire(import.meta.url);

/** For example `0.1.0`. */
export const { version } = require('auxopt/package.json') as { readonly version: string };

/** The folder of its package.json: found by name, so it holds in a checkout, from dist, and where it is installed. */
export const packageRoot: string = dirname(require.resolve('auxopt/package.json'));
