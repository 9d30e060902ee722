/** Applies the blocks of a page that are marked as files of the repository, or as changes of one, to a copy of it. */
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

/** A block of a page that belongs into a file. */
export interface RepositoryBlock {
  readonly path: string;
  readonly language: string;
  readonly code: string;
}

/** The blocks of `markdown` that have the mark `repository`, in order. */
export function repositoryBlocks(markdown: string): readonly RepositoryBlock[] {
  const pattern = /^<!-- repository: (\S+) -->\n\n```([a-z]+)\n([^]*?)^```/gm;
  return [...markdown.matchAll(pattern)].map(([, path = '', language = '', code = '']) => ({
    path,
    language,
    code,
  }));
}

/**
 * A file after a change that is written as a diff without line numbers.
 *
 * @throws Error unless the lines that the change keeps or takes away stand in the file exactly once.
 */
export function applyChange(text: string, diff: string, name: string): string {
  const lines = diff.trimEnd().split('\n');
  const side = (without: string): string =>
    lines.flatMap((line) => (line.startsWith(without) ? [] : [`${line.slice(1)}\n`])).join('');
  const [before, after] = [side('+'), side('-')];
  const [head, tail, ...more] = `\n${text}`.split(`\n${before}`);
  if (head === undefined || tail === undefined || more.length > 0)
    throw new Error(`${name}: expected once, in full lines:\n${before}`);
  return `${head}\n${after}${tail}`.slice(1);
}

/** Applies every block to the files below `folder`: changes, text to add at the end (`md`), and new files. */
export function applyBlocks(blocks: readonly RepositoryBlock[], folder: string): void {
  for (const { path, language, code } of blocks) {
    const file = join(folder, path);
    const isNew = language !== 'diff' && language !== 'md';
    if (isNew === existsSync(file))
      throw new Error(`${path}: ${isNew ? 'exists already' : 'does not exist'}`);
    mkdirSync(dirname(file), { recursive: true });
    const old = isNew ? '' : readFileSync(file, 'utf8');
    const made = language === 'diff' ? applyChange(old, code, path) : isNew ? code : `${old}\n${code}`;
    writeFileSync(file, made);
  }
}
