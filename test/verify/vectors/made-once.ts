/** The vectors made again, once for all tests of a file. */
import { readdirSync, readFileSync } from 'node:fs';
import { makeVectors, type MadeVectors } from '../../../src/verify/vectors/check-vectors.js';
import type { VectorFiles } from '../../../src/verify/vectors/create-vectors.js';

const folder = new URL('../../../spec/vectors/v1/', import.meta.url);

/** The published files by name. */
export function publishedFiles(): VectorFiles {
  return new Map(
    readdirSync(folder)
      .sort()
      .map((name) => [name, readFileSync(new URL(name, folder), 'utf8')]),
  );
}

let made: Promise<MadeVectors> | undefined;

/** What {@link makeVectors} makes: it takes seconds. */
export function madeOnce(): Promise<MadeVectors> {
  return (made ??= makeVectors());
}
