/**
 * Finds the code blocks of the documentation. In a `console` block, `$ ` begins a command and what follows must be printed. A block may be
 * preceded by comments that say how to treat it:
 *
 * - `<!-- no-run: reason -->`: it cannot run here, and why;
 * - `<!-- exit: 2 -->`: the commands of a shell block end with this code instead of 0;
 * - `<!-- setup: command -->`: what somebody who reads the page has done before;
 * - `<!-- file: name -->`: the block is a file that later blocks of the page use;
 * - `<!-- repository: path -->`: the block is a file of the repository, or a change of one (`diff`), which a test of its own applies;
 * - `<!-- output -->`: a text block whose lines the shell block before it must print, where `…` stands for anything.
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
  readonly setup?: string;
  readonly isOutput: boolean;
}

/** Languages whose blocks run. */
export const runnable: readonly string[] = ['sh', 'console', 'ts', 'js', 'python'];

/** Folders of pages that people read; decisions are history, and the rest of docs/ is generated or run by tests of its own. */
const folders = ['guide', 'learn', 'formats', 'theory', 'faq', 'experiments', 'gallery'];

/** Every block of every page. */
export function findBlocks(): readonly MarkdownBlock[] {
  const pages = folders.flatMap((folder) =>
    readdirSync(join(root, 'docs', folder), { recursive: true, encoding: 'utf8' })
      .filter((file) => file.endsWith('.md') && !file.includes('node_modules'))
      .map((file) => `docs/${folder}/${file}`),
  );
  return ['README.md', 'SECURITY.md', 'CONTRIBUTING.md', 'docs/index.md', ...pages]
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
    const [noRun, file, setup] = [mark('no-run'), mark('file'), mark('setup')];
    return {
      name: `${page}:${line}`,
      page,
      language,
      code: code.replaceAll(new RegExp(`^${indent}`, 'gm'), ''),
      ...(noRun === undefined ? {} : { noRun }),
      ...(file === undefined ? {} : { file }),
      ...(setup === undefined ? {} : { setup }),
      exit: Number(mark('exit') ?? '0'),
      isOutput: mark('output') !== undefined,
    };
  });
}

/** Lines that were to be printed and were not; `…` stands for anything. */
export function missingLines(expected: string, printed: string): readonly string[] {
  const lines = expected.split('\n').filter((line) => line.trim() !== '');
  return lines.filter((line) => {
    const parts = line
      .trimEnd()
      .split('…')
      .map((part) => part.replaceAll(/[$()*+.?[\\\]^{|}]/g, '\\$&'));
    return !new RegExp(parts.join('.*'), 'u').test(printed);
  });
}

/** What a `console` block runs, and what that must print. */
export function readConsole(code: string): { readonly commands: string; readonly printed: string } {
  const commands = [...code.matchAll(/^\$ ((?:.*\\\n)*.*)$/gm)].map(([, command = '']) => command);
  return { commands: commands.join('\n'), printed: code.replaceAll(/^\$ (?:.*\\\n)*.*$/gm, '') };
}

/** The scripts of package.json that the commands name, where nothing else is run than the tools of a clone. */
export function scriptsOfClone(code: string): readonly string[] | undefined {
  const commands = code
    .split(/\n|&&/)
    .map((line) => line.replace(/#.*/, '').trim())
    .filter(Boolean);
  if (!commands.every((command) => /^(?:npm|npx vitest|apt-get|node docs\/)/.test(command))) return undefined;
  return commands.flatMap((command) => /^npm (?:run (?:-s )?)?([\w:]+)/.exec(command)?.[1] ?? []);
}
