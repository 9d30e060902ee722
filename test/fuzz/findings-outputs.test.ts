/** What attacks on the files of a command found: places that no file can have, and outputs that were inputs. */
import { chmodSync, copyFileSync, mkdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { checkOutputs, writeTextFile } from '../../src/cli/write-file.js';
import { cleanXmlText, html } from '../../src/verify/report/foreign-text.js';
import { auxopt, main } from '../support/run-cli.js';
import { temporaryFolder } from '../support/temporary-folder.js';

const folder = temporaryFolder();
const path = (name: string): string => join(folder, name);
writeFileSync(path('file'), '');
symlinkSync('loop', path('loop'));
symlinkSync('nowhere', path('dangling'));
const serve = ['--', process.execPath, main, 'serve', '--variant', 'sgd'];
const one = ['--cases', '1', '--theorem', 'SGD-1', '--workers', '1'];

describe('a place that no file can have is one error before anything runs', () => {
  it.each([
    ['below a file', path('file/x.svg'), 'ENOTDIR'],
    ['a loop of links', path('loop'), 'ELOOP'],
    ['below a loop of links', path('loop/x.svg'), 'ELOOP'],
    ['a link that leads nowhere', path('dangling'), 'a link that leads nowhere'],
    ['a long name', path('n'.repeat(300)), 'ENAMETOOLONG'],
    ['no name', '', '--plot: the file cannot be written (its name is empty)'],
  ])('%s', (_name, place, reason) => {
    const { code, stdout, stderr } = auxopt(['run', 'docs/examples/tiny.json', '--plot', place]);
    expect([code, stdout, stderr]).toEqual([2, '', expect.stringContaining(reason)]);
    expect(stderr).toMatch(/^auxopt: [^\n]*the file cannot be written[^\n]*\n$/);
  });

  it.runIf(process.getuid?.() === 0)('in a folder that may not be searched', () => {
    mkdirSync(path('locked'));
    chmodSync(path('locked'), 0);
    const script = `import { checkOutputs } from ${JSON.stringify(new URL('../../dist/src/cli/write-file.js', import.meta.url).href)};
      process.setuid('nobody');
      try { checkOutputs(new Map([['--plot', ${JSON.stringify(path('locked/x'))}]]), false); } catch (e) { console.log(e.message); }`;
    chmodSync(folder, 0o755);
    const { stdout } = spawnSync(process.execPath, ['--input-type=module', '-e', script], {
      encoding: 'utf8',
    });
    expect(stdout).toContain('the file cannot be written (EACCES');
  });

  it('but the longest name that a file can have is one', () => {
    writeTextFile(path('m'.repeat(255)), 'text');
    expect(readFileSync(path('m'.repeat(255)), 'utf8')).toBe('text');
  });

  it('and so is a working folder that is gone', () => {
    const script = 'mkdir gone && cd gone && rmdir ../gone && exec "$@"';
    for (const args of [[], ['run', join(process.cwd(), 'docs/examples/tiny.json')]]) {
      const { status, stdout, stderr } = spawnSync(
        'sh',
        ['-c', script, 'sh', process.execPath, main, ...args],
        { cwd: folder, encoding: 'utf8' },
      );
      expect([status, stdout]).toEqual([2, '']);
      expect(stderr).toMatch(/^auxopt: the working folder: it no longer exists[^\n]*\n$/);
    }
  });
});

describe('--force does not replace what the command uses itself', () => {
  copyFileSync('docs/examples/tiny.json', path('tiny.json'));
  copyFileSync('docs/examples/iris.json', path('iris.json'));
  copyFileSync('docs/examples/iris.csv', path('iris.csv'));
  writeFileSync(path('expectations.json'), '{"format":"auxopt-expectations/1","expectations":[]}');
  writeFileSync(path('program.py'), '');
  expect(auxopt(['check', ...one, '--out', path('campaign')]).code).toBe(0);
  const journal = path('campaign/journal.jsonl');

  it.each([
    ['a problem file', path('tiny.json'), ['run', path('tiny.json'), '--plot']],
    ['a table', path('iris.csv'), ['run', path('iris.json'), '--plot']],
    ['expectations', path('expectations.json'), ['verify', '--expectations', path('expectations.json'), '--junit']],
    ['a program', path('program.py'), ['verify', '--junit'], ['--', 'python3', path('program.py')]],
    ['a journal that is resumed', journal, ['check', ...one, '--out', path('campaign'), '--markdown']],
    ['a journal that is merged', journal, ['merge', path('campaign'), '--markdown']],
  ])('%s', (_name, file, args, end: readonly string[] = serve) => {
    const before = readFileSync(file, 'utf8');
    const command = args[0] === 'verify' ? end : [];
    const { code, stdout, stderr } = auxopt([...args, file, '--force', ...command]);
    expect([code, stdout, stderr]).toEqual([2, '', expect.stringContaining('the command uses this file itself')]);
    expect(readFileSync(file, 'utf8')).toBe(before);
  });

  it('whatever it is called', () => {
    symlinkSync(path('tiny.json'), path('other.json'));
    const { stderr } = auxopt(['run', path('tiny.json'), '--plot', path('other.json'), '--force']);
    expect(stderr).toContain('--plot would replace it');
    checkOutputs(new Map(), false);
  });
}); // prettier-ignore

describe('a command that no system can start', () => {
  it.each([
    ['verify', []],
    ['verify', ['--cases', '2', '--seed', '1', '--out', path('unstarted')]],
    ['advise', []],
    ['advise', ['--pilot', '50']],
  ])('is said to be one: %s %j', (command, options) => {
    const { code, stdout, stderr } = auxopt([command, ...options, '--', '']);
    expect([code, stdout]).toEqual([3, '']);
    expect(stderr).toBe(
      'auxopt: the command "" could not be started: it is empty, or one of its words has a NUL character.\n',
    );
  });

  it('nor one whose words are too long', () => {
    const { code, stderr } = auxopt(['verify', '--', 'echo', 'x'.repeat(200_000)]);
    expect([code, stderr]).toEqual([3, expect.stringContaining('its words are too long')]);
  });
});

it('HTML and XML show what could move a cursor or reorder text', () => {
  const hostile = 'a\u001b[31m\u202eb';
  expect(html`<i title="${hostile}">${hostile}</i>`.markup).not.toMatch(/[\u001b\u202e]/u);
  expect(html`${hostile}`.markup).toBe('a\\u{1b}[31m\\u{202e}b');
  expect(cleanXmlText(hostile)).toBe('a[31m\\u{202e}b');
});
