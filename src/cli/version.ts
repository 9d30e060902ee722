/** The version of the package, from the one place that has it. */
import { createRequire } from 'node:module';

const manifest = createRequire(import.meta.url)('auxopt/package.json') as { readonly version: string };

/** For example `0.1.0`. */
export const version: string = manifest.version;
