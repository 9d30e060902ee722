/** The version of this package. */
import { createRequire } from 'node:module';

const require = createRequire(import.meta.url);

export const packageVersion: string = (require('auxopt/package.json') as { version: string }).version;
