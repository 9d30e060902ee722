/** Places of files: what other programs put there meanwhile is not followed, and what is there is not lost. */
import {
  existsSync,
  lstatSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { checkOutputs, makeFolder, writeAndPrint, writeTextFile } from '../../src/cli/write-file.js';
import { auxopt, main } from '../support/run-cli.js';
import { temporaryFolder } from '../support/temporary-folder.js';

const folder = temporaryFolder();
const path = (name: string): string => join(folder, name);
afterEach(() => vi.unstubAllEnvs());

/** What a program that runs meanwhile can do to the place of a file, and what is there of `precious` and of the text afterwards. */
describe.skipIf(process.platform === 'win32')('a place that is changed after the command began', () => {
  type Change = (at: (name: string) => string) => void;
  let number = 0;
  /** A folder with `out/file`, and `elsewhere/file`, which is not to be touched. */
  function lay(meanwhile: Change = () => undefined, before: Change = () => undefined) {
    const base = path(`swap-${(number += 1)}`);
    const at = (name: string): string => join(base, name);
    for (const name of ['out', 'elsewhere']) mkdirSync(at(name), { recursive: true });
    for (const name of ['out/file', 'elsewhere/file']) writeFileSync(at(name), 'precious');
    before(at);
    checkOutputs(new Map([['--out', at('out/file')]]), true);
    meanwhile(at);
    const write = writeTextFile.bind(undefined, at('out/file'), 'new');
    return { at, write, kept: () => readFileSync(at('elsewhere/file'), 'utf8') };
  }
  const link: Change = (at) => {
    rmSync(at('out/file'));
    symlinkSync('../elsewhere/file', at('out/file'));
  };
  const moveFolder: Change = (at) => {
    renameSync(at('out'), at('old'));
    symlinkSync('elsewhere', at('out'));
  };

  it('is not followed where a link was put there: the link is replaced', () => {
    const { at, write, kept } = lay(link);
    write();
    expect([kept(), lstatSync(at('out/file')).isFile(), readFileSync(at('out/file'), 'utf8')]).toEqual(['precious', true, 'new']);
  }); // prettier-ignore

  it('is refused where the folder is another one', () => {
    const { write, kept, at } = lay(moveFolder);
    expect(write).toThrow('/out: something else has taken its place since the command began');
    expect([kept(), readFileSync(at('old/file'), 'utf8')]).toEqual(['precious', 'precious']);
  });

  it('is written to, and not waited for, where a named pipe was put there', () => {
    const { at, write } = lay((name) => {
      rmSync(name('out/file'));
      expect(spawnSync('mkfifo', [name('out/file')]).status).toBe(0);
    });
    write();
    expect(readFileSync(at('out/file'), 'utf8')).toBe('new');
  });

  it('counts for a folder of files of unknown names as well', () => {
    const { at, kept } = lay();
    makeFolder(at('out'));
    moveFolder(at);
    const fresh = writeTextFile.bind(undefined, at('out/fresh'), 'new');
    expect(fresh).toThrow('something else has taken its place');
    expect([kept(), existsSync(at('elsewhere/fresh'))]).toEqual(['precious', false]);
  });

  it.each([['a link', link], ['a link to its folder', moveFolder]])('the control: %s that was there before is followed, and stays', (_name, before) => {
    const { at, write, kept } = lay(undefined, before);
    write();
    expect(kept()).toBe('new');
    expect([lstatSync(at('out/file')), lstatSync(at('out'))].some((one) => one.isSymbolicLink())).toBe(true);
  }); // prettier-ignore

  it('by the program that is verified: none of its outputs is led elsewhere', { tags: 'long' }, () => {
    const home = path('attacked');
    const outputs = ['--junit', '--markdown', '--badge', '--certificate', '--transcript'].flatMap((option) => [option, join(home, option)]);
    mkdirSync(home);
    writeFileSync(path('target'), 'precious');
    const swap = `for f in ${home}/--*; do ln -sf ${path('target')} "$f"; done; exec "$@"`;
    for (const file of outputs.filter((word) => word.startsWith(home))) writeFileSync(file, 'old');
    const ran = auxopt(['verify', '--level', '1', ...outputs, '--force', '--', 'sh', '-c', swap, 'sh', process.execPath, main, 'serve', '--variant', 'sgd']);
    expect([ran.code, readFileSync(path('target'), 'utf8')]).toEqual([0, 'precious']);
    for (const file of readdirSync(home)) expect(lstatSync(join(home, file)).isFile()).toBe(true);
  }); // prettier-ignore
});

describe('writing', () => {
  it('prints the result where a file cannot be written after all, and fails', async () => {
    const printed: string[] = [];
    const say = (word: string) => () => void printed.push(word);
    const write = writeTextFile.bind(undefined, path('none/x'), '');
    const done = writeAndPrint([write, say('another file')], say('result'));
    await expect(done).rejects.toThrow('cannot be written');
    expect(printed).toEqual(['another file', 'result']);
  });

  it('leaves a file alone that appeared meanwhile, and follows no link that was put in its way', () => {
    checkOutputs(new Map([['--out', path('late')]]), false);
    symlinkSync(path('precious'), path('late'));
    writeFileSync(path('precious'), 'precious');
    expect(writeTextFile.bind(undefined, path('late'), 'new')).toThrow('the file exists');
    expect(readFileSync(path('precious'), 'utf8')).toBe('precious');
  });

  it('takes a file that has the same text already as written', () => {
    writeTextFile(path('same'), 'text');
    const before = statSync(path('same')).ino;
    writeTextFile(path('same'), 'text');
    expect(statSync(path('same')).ino).toBe(before);
    expect(writeTextFile.bind(undefined, path('same'), 'other')).toThrow('the file exists');
  });

  it('adds to the summary of a CI job, and to no other file', () => {
    const check = checkOutputs.bind(undefined, new Map([['--markdown', path('summary')]]), false);
    writeFileSync(path('summary'), 'before\n');
    expect(check).toThrow('the file exists');
    vi.stubEnv('GITHUB_STEP_SUMMARY', path('summary'));
    check();
    for (const line of ['one\n', 'two\n']) writeTextFile(path('summary'), line);
    expect(readFileSync(path('summary'), 'utf8')).toBe('before\none\ntwo\n');
  });

  it('uses a draft that nobody can guess', () => {
    // whoever knows the number of the process could put a link there
    symlinkSync(path('precious'), path(`guess.${process.pid}.part`));
    writeTextFile(path('guess'), 'new');
    const texts = ['precious', 'guess'].map((name) => readFileSync(path(name), 'utf8'));
    expect(texts).toEqual(['precious', 'new']);
  });
});

const hasProc = existsSync('/proc/self/fd');
it.runIf(hasProc).each(['/proc/x', '/proc/self/x'])('%s: an error names the place, and no draft', (place) => {
  const { code, stderr } = auxopt(['adapter', 'c', '--out', place]);
  expect([code, stderr.startsWith(`auxopt: ${place}: the file cannot be written (`)]).toEqual([2, true]);
  expect(stderr).toMatch(/ \([A-Z]+: [a-z ]+\); expected a folder[^\n]*\n$/);
});
