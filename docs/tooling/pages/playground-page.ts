/** The page about the playground, with its measured size. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { PlaygroundSize } from '../../playground/build.js';

/** Pages by path. */
export function playgroundPages(
  root: string,
  { files, bytes, gzipBytes }: PlaygroundSize,
): ReadonlyMap<string, string> {
  const template = readFileSync(join(root, 'docs/tooling/pages/playground.template.md'), 'utf8');
  const kilobytes = (count: number): string => (count / 1000).toFixed(0);
  const text = template
    .replace('FILES', String(files))
    .replace('BYTES', kilobytes(bytes))
    .replace('GZIP', kilobytes(gzipBytes));
  return new Map([['guide/playground.md', text]]);
}
