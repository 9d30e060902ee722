/** Files that commands write: checked before anything runs, never replaced without --force, and the result is printed in any case. */
import {
  chmodSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { createProgram } from '../../src/cli/program.js';
import { OutputFolderOption, OutputOption } from '../../src/cli/output-option.js';
import { checkOutputs, makeFolder } from '../../src/cli/write-file.js';
import { auxopt, main } from '../support/run-cli.js';
import { temporaryFolder } from '../support/temporary-folder.js';

const folder = temporaryFolder();
const path = (name: string): string => join(folder, name);
const sgd = ['--', process.execPath, main, 'serve', '--variant', 'sgd'];
const planar = ['--only', 'L2/sgd/one-step/tape'];
const shard = path('shard');
const certificate = path('certificate');
const level1 = ['--level', '1'];
const tiny = ['--cases', '1', '--theorem', 'SGD-1'];

/** What the commands of these tests read, made where one of them is about to. */
const makers: Readonly<Record<string, readonly string[]>> = {
  [certificate]: ['verify', ...level1, '--certificate', certificate, ...sgd],
  [shard]: ['check', ...tiny, '--out', shard, '--workers', '1'],
};
function makeInputs(args: readonly string[]): void {
  for (const [input, maker] of Object.entries(makers))
    if (args.includes(input) && !existsSync(input)) expect(auxopt(maker).code).toBe(0);
}

/** Every option that names a file to write, with a command line for it; the file comes behind it. */
const writers: readonly (readonly [command: string, option: string, args: readonly string[], end: readonly string[]])[] = [
  ['run', '--plot', ['docs/examples/tiny.json'], []],
  ['verify', '--junit', planar, sgd],
  ['verify', '--markdown', planar, sgd],
  ['verify', '--certificate', level1, sgd],
  ['verify', '--badge', level1, sgd],
  ['verify', '--transcript', planar, sgd],
  ['check', '--markdown', tiny, []],
  ['merge', '--markdown', [shard], []],
  ['adapter', '--out', ['c'], []],
  ['advise', '--save', [], ['--', 'python3', 'docs/examples/federated.py']],
]; // prettier-ignore

/** Options that need another kind of campaign, or minutes; the rule is the one of all. */
const others = [
  ...['merge --badge', 'merge --certificate', 'merge --junit'],
  ...['advise --plot', 'advise --write-training'],
];

it('every such option is in the table, and each has --force beside it', async () => {
  const { commands } = await createProgram();
  const found = commands.flatMap((command) => {
    const outputs = command.options.filter((option) => option instanceof OutputOption);
    if (outputs.length > 0) expect(command.options.map(({ long }) => long)).toContain('--force');
    return outputs.map(({ long }) => `${command.name()} ${long ?? ''}`);
  });
  const listed = writers.map(([command, option]) => `${command} ${option}`);
  expect(found.toSorted()).toEqual([...listed, ...others].toSorted());
});

/** Commands that work for more than a moment, or read what takes one to make; the rule is the one of all. */
const slow = ['check', 'merge'];

describe.each(writers)('auxopt %s %s', (command, option, args, end) => {
  const name = `${command}${option}`;
  const isLong = slow.includes(command) || ['--certificate', '--markdown'].includes(option);
  const run = (file: string, ...more: readonly string[]) => {
    makeInputs(args);
    return auxopt([command, ...args, option, file, ...more, ...end]);
  };

  const tags = isLong ? ['long'] : [];
  it('writes a new file, replaces none without --force, and keeps its permissions with it', { tags }, () => {
    const file = path(name);
    expect(run(file).code).toBe(0);
    const written = readFileSync(file, 'utf8');
    writeFileSync(file, 'mine');
    chmodSync(file, 0o640);
    const { code, stdout, stderr } = run(file);
    expect([code, stdout, readFileSync(file, 'utf8')]).toEqual([2, '', 'mine']);
    expect(stderr).toContain('the file exists; expected a new name. Choose another one, or give --force');
    expect(run(file, '--force').code).toBe(0);
    expect(readFileSync(file, 'utf8').length).toBeGreaterThan(written.length / 2);
    expect(statSync(file).mode & 0o777).toBe(0o640);
    expect(readdirSync(folder).filter((one) => one.endsWith('.part'))).toEqual([]);
  });

  const reads = Object.keys(makers).some((input) => args.includes(input));
  it('runs nothing where the file cannot be written', { tags: reads ? ['long'] : [] }, () => {
    const { code, stdout, stderr } = run(path('none/file'));
    expect([code, stdout]).toEqual([2, '']);
    expect(stderr).toMatch(/^auxopt: [^\n]*none\/file: the file cannot be written[^\n]*\n$/);
  });
});

describe('a command that writes several files to a folder', () => {
  it('is only print schemas', async () => {
    const { commands } = await createProgram();
    const found = commands.filter(({ options }) =>
      options.some(
        (option) => option instanceof OutputFolderOption && option.namesOf({}, ['schemas']).length > 0,
      ),
    );
    expect(found.map((command) => command.name())).toEqual(['print']);
  });

  it('computes nothing where one of the files is there already, or where there can be no folder', () => {
    const place = path('schemas');
    const file = join(place, 'verify.schema.json');
    mkdirSync(place);
    writeFileSync(file, 'mine');
    for (const [where, message] of [
      [place, `${file}: the file exists; expected a new name`],
      [join(file, 'below'), 'verify.schema.json/below: the folder cannot be made'],
    ] as const) {
      const refused = { code: 2, stdout: '', stderr: expect.stringContaining(message) as string };
      expect(auxopt(['print', 'schemas', '--out', where])).toEqual(refused);
      expect([readdirSync(place), readFileSync(file, 'utf8')]).toEqual([['verify.schema.json'], 'mine']);
    }
  });
});

it('keeps no folder that it made and wrote nothing into', () => {
  mkdirSync(path('mine'));
  const asked = ['verify', '--level', '5', '--variant', 'naive', '--save-failures', path('mine/new/below')];
  const { code, stderr } = auxopt([...asked, ...sgd]);
  expect([code, stderr]).toEqual([2, expect.stringContaining('none of the variants')]);
  expect(readdirSync(path('mine'))).toEqual([]);
});

it('gives up at once where the system has no folders to give', { skip: !existsSync('/proc/self') }, () => {
  const [place, message] = ['/proc/none/below', '/proc/none/below: the folder cannot be made'];
  expect(makeFolder.bind(undefined, place)).toThrow(message);
  const { code, stdout, stderr } = auxopt(['check', ...tiny, '--out', place]);
  expect([code, stdout, stderr]).toEqual([2, '', expect.stringContaining('/proc/none')]);
});

it('refuses a named pipe, which may have no reader, and takes that of a shell', () => {
  expect(spawnSync('mkfifo', [path('pipe')]).status).toBe(0);
  const { code, stderr } = auxopt(['adapter', 'c', '--out', path('pipe'), '--force']);
  const message = 'pipe: the file cannot be written (it is a named pipe)';
  expect([code, stderr]).toEqual([2, expect.stringContaining(message)]);
  const { stdout } = spawnSync('bash', ['-c', `"${process.execPath}" "${main}" adapter c --out >(wc -l)`]);
  expect(Number(stdout.toString())).toBeGreaterThan(100);
});

describe('one path', () => {
  it.each([
    ['given twice', path('twice'), path('twice')],
    ['in two spellings', path('twice'), path('../').concat(folder.split('/').at(-1) ?? '', '/./twice')],
  ])('%s is refused', (_name, one, other) => {
    const { code, stderr } = auxopt(['verify', '--junit', one, '--markdown', other, ...planar, ...sgd]);
    expect([code, stderr]).toEqual([2, expect.stringContaining('--junit and --markdown name one file')]);
  });

  it.each([
    ['verify', '--certificate', '--out', ['--workers', '1', ...level1, ...sgd]],
    ['check', '--markdown', '--out', tiny],
  ])('of a file and of a folder is refused before %s runs: %s and %s', (command, file, kept, args) => {
    for (const [one, other] of [['both', 'both'], ['both', 'both/inside'], ['both', './both/']] as const) {
      const { code, stdout, stderr } = auxopt([command, file, path(one), kept, path(other), ...args]);
      expect([code, stdout, existsSync(path(one))]).toEqual([2, '', false]);
      expect(stderr).toContain(`both: ${file} names a file, and ${kept} needs a folder there; expected a place`);
    }
  }); // prettier-ignore

  it('by a link to a folder is refused', () => {
    mkdirSync(path('real'));
    symlinkSync(path('real'), path('linked'));
    const two = new Map([['--junit', path('real/x')], ['--markdown', path('linked/x')]]); // prettier-ignore
    expect(checkOutputs.bind(undefined, two, false)).toThrow('name one file');
  });
});

it.runIf(existsSync('/dev/full'))('a transcript that cannot be written loses nothing else', () => {
  const kept = ['--junit', path('kept.xml'), '--certificate', path('kept.json')];
  const args = ['verify', '--level', '0', '--transcript', '/dev/full', ...kept, ...sgd];
  const { code, stdout, stderr } = auxopt(args);
  expect([code, stdout]).toEqual([2, expect.stringContaining('L0       2 pass')]);
  expect(stderr).toMatch(/^auxopt: \/dev\/full: the file cannot be written/);
  expect([existsSync(path('kept.xml')), existsSync(path('kept.json'))]).toEqual([true, true]);
});
