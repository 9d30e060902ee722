/**
 * Finds the code blocks of the guides. A block may be preceded by comments that say how to treat it:
 *
 * - `<!-- no-run: reason -->`: it cannot run here, and why;
 * - `<!-- exit: 2 -->`: the commands of a shell block end with this code instead of 0;
 * - `<!-- file: name -->`: the block is a file that later blocks of the page use;
 * - `<!-- repository: path -->`: the block is a file of the repository, or a change of one (`diff`), which a test of its own applies;
 * - `<!-- output -->`: a text block whose lines the shell block before it must print, but for lines with `…`.
 */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { root } from './run-cli.js';

/** One fenced block. */
export interface MarkdownBlock {
  /** Page below docs/, and line, for messages. */
  readonly name: string;
  readonly page: string;
  readonly language: string;
  readonly code: string;
  readonly noRun?: string;
  readonly exit: number;
  readonly file?: string;
  readonly isOutput: boolean;
}

/** Languages whose blocks run. */
export const runnable: readonly string[] = ['sh', 'ts', 'js', 'python'];

/** Folders whose pages are guides. */
const guideFolders: readonly string[] = ['docs/guide', 'docs/learn'];

/** Every block of every guide. */
export function findBlocks(folders: readonly string[] = guideFolders): readonly MarkdownBlock[] {
  return folders
    .flatMap((folder) =>
      readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' })
        .filter((file) => file.endsWith('.md'))
        .map((file) => `${folder}/${file}`),
    )
    .sort()
    .flatMap((page) => blocksOf(page, readFileSync(join(root, page), 'utf8')));
}

/** The blocks of one page. */
export function blocksOf(page: string, text: string): readonly MarkdownBlock[] {
  const pattern = /((?:^<!--[^\n]*-->\n\s*)*)^( *)```([a-z]+)[^\n]*\n([^]*?)^\2```/gm;
  return [...text.matchAll(pattern)].map((match) => {
    const [, comments = '', indent = '', language = '', code = ''] = match;
    const line = text.slice(0, match.index + comments.length).split('\n').length;
    const marks = [...comments.matchAll(/<!-- *([a-z-]+)(?:: *(.*?))? *-->/g)];
    const mark = (name: string): string | undefined => {
      const found = marks.find((one) => one[1] === name);
      return found === undefined ? undefined : (found[2] ?? '');
    };
    const [noRun, file] = [mark('no-run'), mark('file')];
    return {
      name: `${page}:${line}`,
      page,
      language,
      code: code.replaceAll(new RegExp(`^${indent}`, 'gm'), ''),
      ...(noRun === undefined ? {} : { noRun }),
      ...(file === undefined ? {} : { file }),
      exit: Number(mark('exit') ?? '0'),
      isOutput: mark('output') !== undefined,
    };
  });
}

/** Lines of an `output` block that were not printed; lines with `…` are not looked for. */
export function missingLines(expected: string, printed: string): readonly string[] {
  return expected
    .split('\n')
    .filter((line) => line.trim() !== '' && !line.includes('…') && !printed.includes(line.trimEnd()));
}
