/** What is read: regular files and standard input, in UTF-8, up to a limit, and tables in the folder of their problem file. */
import { spawnSync } from 'node:child_process';
import { closeSync, copyFileSync, mkdirSync, openSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it, vi } from 'vitest';
import { loadProblem, readTextFile, readTextLines } from '../../src/cli/read-file.js';
import { main, root } from '../support/run-cli.js';
import { temporaryFolder } from '../support/temporary-folder.js';

const examples = join(root, 'docs/examples');
const folder = temporaryFolder();
const write = (name: string, content: string | Buffer): string => {
  const path = join(folder, name);
  writeFileSync(path, content);
  return path;
};

describe('what is no regular file is refused before it is read', () => {
  symlinkSync('/dev/zero', join(folder, 'link'));
  expect(spawnSync('mkfifo', [join(folder, 'pipe')]).status).toBe(0);
  // the pipe has no writer
  const places = ['/dev/zero', '/dev/null', folder, ...['link', 'pipe'].map((name) => join(folder, name))];
  it.each(places)('%s', (path) => {
    expect(() => readTextFile(path)).toThrow('this is not a regular file');
  });

  it('but a link to a regular file is read', () => {
    const path = join(folder, 'regular');
    symlinkSync(write('text', 'text'), path);
    expect(readTextFile(path)).toBe('text');
  });
});

describe('the limit of 64 MiB', { tags: 'long' }, () => {
  const limit = 64 * 1024 * 1024;
  it('is reached, and not exceeded', () => {
    expect(readTextFile(write('full', Buffer.alloc(limit, 'a')))).toHaveLength(limit);
    expect(() => readTextFile(write('large', Buffer.alloc(limit + 1, 'a')))).toThrow('at most 64 MiB');
  });

  it('holds for standard input, which has no size beforehand', () => {
    const zero = openSync('/dev/zero', 'r');
    const stdio = [zero, 'pipe' as const, 'pipe' as const];
    const { status, stderr } = spawnSync(process.execPath, [main, 'run', '-'], { stdio, encoding: 'utf8' });
    closeSync(zero);
    expect([status, stderr]).toEqual([2, expect.stringContaining('at most 64 MiB')]);
  });
});

it('standard input is a problem file where the path is -', () => {
  const input = readTextFile(join(examples, 'toy.json'));
  const { stdout, status } = spawnSync(process.execPath, [main, 'run', '-'], { input, encoding: 'utf8' });
  expect([status, stdout.split('\n')[0]]).toEqual([0, 'published toy, δ = 1, ζ = 1']);
});

describe('bytes that are no UTF-8 are named by their offset', () => {
  it.each<[string, readonly number[], number]>([
    ['a byte that begins nothing', [0x61, 0xff, 0x61], 1],
    ['an end within a character', [0x61, 0xc3], 1],
    ['after two good characters of three bytes', [0xe2, 0x82, 0xac, 0xef, 0xbf, 0xbd, 0x80], 6],
    ['a surrogate', [0x61, 0x61, 0xed, 0xa0, 0x80], 2],
  ])('%s', (_, bytes, offset) => {
    const path = write('bytes', Buffer.from(bytes));
    expect(() => readTextFile(path)).toThrow(`the byte at offset ${offset} is not UTF-8`);
  });

  it('and the replacement character itself is a character', () => {
    expect(readTextFile(write('replacement', '\uFFFD'))).toBe('\uFFFD');
  });
});

describe('lines that a program wrote', () => {
  it('are read as they are asked for, and a longer one than a message is not collected', () => {
    const path = write('lines', 'a\n\nb\r\n');
    expect([...readTextLines(path)].map(({ line, number }) => [number, line])).toEqual([[1, 'a'], [2, ''], [3, 'b\r']]); // prettier-ignore
    const long = write('long', `a\n${'x'.repeat(4 * 2 ** 20)}\n`);
    const lines = readTextLines(long);
    expect(lines.next().value?.line).toBe('a');
    const message = 'line 2: the line is longer than every message; expected at most 4 MiB';
    expect(() => lines.next()).toThrow(`${long}, ${message}`);
    expect([...readTextLines(write('longest', 'x'.repeat(4 * 2 ** 20 - 1)))]).toHaveLength(1);
  });

  it('name the one that is no UTF-8', () => {
    const path = write('bytes', Buffer.from([0x61, 0x0a, 0x61, 0xff]));
    expect(() => [...readTextLines(path)]).toThrow(`${path}, line 2: the byte at offset 1 is not UTF-8`);
  });
});

describe('a table is in the folder of its problem file', () => {
  const iris = readTextFile(join(examples, 'iris.json'));
  const inner = join(folder, 'inner');
  mkdirSync(inner);
  copyFileSync(join(examples, 'iris.csv'), join(inner, 'iris.csv'));
  const withTable = (file: string): string => {
    const path = join(inner, 'iris.json');
    writeFileSync(path, iris.replace('iris.csv', file));
    return path;
  };

  it('there or by a path that comes back to it', () => {
    expect(loadProblem(withTable('iris.csv')).problem.dimension).toBe(4);
    expect(loadProblem(withTable('../inner/iris.csv')).problem.dimension).toBe(4);
  });

  it('not above, and not where a link leads away', () => {
    copyFileSync(join(examples, 'iris.csv'), join(folder, 'above.csv'));
    symlinkSync(join(folder, 'above.csv'), join(inner, 'away.csv'));
    for (const file of ['../above.csv', 'away.csv'])
      expect(() => loadProblem(withTable(file))).toThrow('outside the folder of the problem file');
  });

  it('and a quote that is not closed, or a million lines, are refused', () => {
    const header = 'a,b\n';
    for (const [body, message] of [
      [`"1,${'2,3\n'.repeat(300_000)}`, 'the quote that opens here is never closed'],
      ['1,2\n'.repeat(1_000_000), 'there are 1000002 lines; expected at most 1000000'],
    ] as const) {
      writeFileSync(join(inner, 'iris.csv'), header + body);
      expect(() => loadProblem(withTable('iris.csv'))).toThrow(message);
    }
  });
});

it('a terminal is told of a problem file that takes long, and a pipe is not', () => {
  const text = readTextFile(join(examples, 'tiny.json'));
  const long = write('long.json', text + ' '.repeat(6_000_000));
  const short = write('short.json', text);
  const { isTTY } = process.stderr;
  const said = vi.spyOn(process.stderr, 'write').mockReturnValue(true);
  const loadAll = (isTerminal: boolean): readonly unknown[] => {
    said.mockClear();
    process.stderr.isTTY = isTerminal;
    for (const path of [short, long]) loadProblem(path);
    return said.mock.calls.map(([line]) => line);
  };
  try {
    expect(loadAll(true)).toEqual([`${long} has 6 million characters, which takes about 6 seconds.\n`]);
    expect(loadAll(false)).toEqual([]);
  } finally {
    said.mockRestore();
    process.stderr.isTTY = isTTY;
  }
});
