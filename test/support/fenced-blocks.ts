/** The fenced code blocks of a Markdown page. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { root } from './run-cli.js';

/** A block, and the line it begins on. */
export interface FencedBlock {
  readonly language: string;
  readonly code: string;
  readonly line: number;
}

/** Every fenced block of a page, by its path in the repository. */
export function readBlocks(page: string): readonly FencedBlock[] {
  const text = readFileSync(join(root, page), 'utf8');
  return [...text.matchAll(/^```(\w+)\n(.*?)^```$/gms)].map(({ 1: language = '', 2: code = '', index }) => ({
    language,
    code,
    line: text.slice(0, index).split('\n').length,
  }));
}
