/** Every table that a command prints (for the demo, see demo.test.ts) fits a terminal of 80 columns, loses nothing where it is only stacked, and in a pipe COLUMNS says the width. */
import { join } from 'node:path';
import { stripVTControlCharacters } from 'node:util';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { createProgram, runProgram } from '../../dist/src/cli/program.js';
import { table } from '../../src/cli/text.js';
import { firstOf } from '../support/some-of.js';
import { writtenOn } from '../support/terminal.js';
import { temporaryFolder } from '../support/temporary-folder.js';

const folder = temporaryFolder();

afterEach(() => {
  vi.unstubAllEnvs();
});

/** What a command prints on a terminal of so many columns, or into a pipe. */
async function printed(args: readonly string[], columns?: number): Promise<string> {
  const before = process.exitCode;
  const text = await writtenOn(columns, () => runProgram(args));
  process.exitCode = before;
  return text;
}

/** The lines of its tables. */
async function tableLines(args: readonly string[], columns?: number): Promise<readonly string[]> {
  const text = await printed(args, columns);
  return text.split('\n').filter((line) => /^[┌│├└]/u.test(line));
}

const longest = (lines: readonly string[]): number => Math.max(...lines.map((line) => line.length));
/** All words of the cells, without repetition. */
const wordsOf = (lines: readonly string[]): ReadonlySet<string> =>
  new Set(lines.filter((line) => line.startsWith('│')).flatMap((line) => line.split(/[│\s]+/u)));

const tiny = 'docs/examples/tiny.json';

describe('on a terminal of 80 columns', () => {
  firstOf(2, [
    [['run', 'docs/examples/tiny.json', '--engine', 'enumeration']],
    [['print', 'mutants']],
    [['run', 'docs/examples/noisy-correlated.json', '--engine', 'expectation']],
    [['run', 'docs/examples/iris.json', '--engine', 'fast']],
    [['run', 'docs/examples/iris.json']],
    [['check', '--cases', '1', '--seed', '3']],
    [['check', '--search', 'simple', '--theorem', 'MOM-2', '--seconds', '0.2', '--out', folder, '--force']],
    [['demo', '--settings', 'compressed-model']],
    [['advise', '--problem', tiny]],
    [['advise', '--', 'python3', 'docs/examples/federated.py']],
    [['proofs']],
  ])('auxopt %j fits', async (args) => {
    const lines = await tableLines(args, 80);
    expect(lines.length).toBeGreaterThan(3);
    expect(longest(lines)).toBeLessThanOrEqual(80);
  });

  it.each([
    [['demo', '--settings', 'compressed-model']],
    [['advise', '--problem', tiny]],
    [['run', 'docs/examples/setting-federated-server.json']],
  ])('auxopt %j would not fit as it is where there is room', { tags: 'long' }, async (args) => {
    vi.stubEnv('COLUMNS', '200');
    expect(longest(await tableLines(args))).toBeGreaterThan(80);
  });

  it('advise shows every word of the wide table', { tags: 'long' }, async () => {
    const args = ['advise', '--problem', tiny];
    vi.stubEnv('COLUMNS', '200');
    const [wide, narrow] = [wordsOf(await tableLines(args)), wordsOf(await tableLines(args, 80))];
    expect([...wide].filter((word) => !narrow.has(word))).toEqual([]);
  });
});

describe('words on a terminal of 80 columns', () => {
  const widest = (text: string): number => longest(text.split('\n'));

  it('auxopt alone fits, and starts every command as it can be started', async () => {
    const text = await printed([], 80);
    expect(widest(text)).toBeLessThanOrEqual(80);
    const starts = text.match(/^ +(?:npx )?auxopt .*$/gm);
    expect(starts?.filter((line) => !line.startsWith('  npx auxopt '))).toEqual([]);
  });

  it('the help of the program and of every command fits', { tags: 'long' }, async () => {
    const { commands } = await createProgram();
    for (const args of [['--help'], ...commands.map((command) => [command.name(), '--help'])]) {
      const text = await printed(args, 80);
      expect(text).toContain('Usage: auxopt');
      expect([args, widest(text)]).toEqual([args, Math.min(80, widest(text))]);
    }
  });

  it('run says where the plot is, and not within JSON', { tags: 'long' }, async () => {
    const plot = join(folder, 'f.svg');
    const run = (...more: readonly string[]) => printed(['run', tiny, '--plot', plot, '--force', ...more]);
    expect(await run()).toContain(`\nPlot: ${plot}\n`);
    expect(await run('--engine', 'expectation')).toContain(`\nPlot: ${plot}\n`);
    expect(await run('--json')).not.toContain('Plot:');
  });

  it('what a verification covered is wrapped, and is one line in a pipe', { tags: 'long' }, async () => {
    const args = ['verify', '--only', 'L1/sgd/*', '--', process.execPath, 'dist/src/cli/main.js', 'serve'];
    expect(widest(stripVTControlCharacters(await printed(args, 80)))).toBeLessThanOrEqual(80);
    expect(await printed(args)).toMatch(/^Covered.{60,}\.$/m);
  });
});

describe('a table', () => {
  const head = ['name', 'a long heading of a number', 'another long heading', 'words'];
  const rows = [
    ['first', '1', '22', 'some words that may be wrapped where there is little room'],
    ['second', '333', '4444', 'a-word-without-any-place-to-wrap-it-that-is-longer-than-the-terminal'],
  ];
  it.each([20, 30, 40, 60, 80, 100, 120, 200])('of everything fits %i columns', async (columns) => {
    const show = () => process.stdout.write(table(head, rows, [1, 2]));
    const lines = (await writtenOn(columns, show)).split('\n');
    if (columns >= 40) expect(longest(lines)).toBeLessThanOrEqual(columns);
    for (const value of ['22', '333', '4444']) expect(wordsOf(lines)).toContain(value);
  });

  it.each([[undefined, 80], ['many', 80], ['40', 40], ['120', 120]])('takes, in a pipe with COLUMNS=%s, %i columns, and loses nothing', async (told, limit) => {
    vi.stubEnv('COLUMNS', told);
    const show = () => process.stdout.write(table(head, rows, [1, 2], [0, 1, 2, 3]));
    const lines = (await writtenOn(undefined, show)).split('\n');
    expect(longest(lines)).toBeLessThanOrEqual(limit);
    expect(longest(lines)).toBeGreaterThan(limit / 2);
    for (const value of ['22', '333', '4444', 'words']) expect(wordsOf(lines)).toContain(value);
  }); // prettier-ignore
});
