/** Whoever loses standard output has no result, and no exit code says what it is. */
import { spawnSync } from 'node:child_process';
import { closeSync, existsSync, openSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { createProgram } from '../../src/cli/program.js';
import { main, root } from '../support/run-cli.js';
import { temporaryFolder } from '../support/temporary-folder.js';

const shard = temporaryFolder();
const served = `-- ${process.execPath} ${main} serve --variant sgd`;
const tiny = ['check', '--cases', '1', '--theorem', 'SGD-1'];

/** Exit code and standard error of a command whose standard output is full, or thrown away. */
function run(args: readonly string[], device = '/dev/full'): readonly [number | null, string] {
  const output = openSync(device, 'w');
  try {
    const { status, stderr } = spawnSync(process.execPath, [main, ...args], {
      cwd: root,
      encoding: 'utf8',
      stdio: ['ignore', output, 'pipe'],
    });
    return [status, stderr];
  } finally {
    closeSync(output);
  }
}

/** One call a command, which prints something. */
const calls: readonly string[] = [
  'demo --settings batch-reuse',
  'run docs/examples/tiny.json',
  `verify --level 1 ${served}`,
  'translate --from sgd --to sgd-ema η=1',
  'adapter',
  'print vectors',
  'check --cases 1 --theorem SGD-1',
  `merge ${shard}`,
  'proofs',
  'advise --problem docs/examples/toy.json',
];

describe.runIf(existsSync('/dev/full'))('a command whose standard output is lost', () => {
  const lost = [3, expect.stringMatching(/^auxopt: standard output cannot be written \(ENOSPC[^\n]*\n$/)];

  it.each([['print', 'schemas'], ['--help'], ['--version'], []])('ends with 3: %s %s', (...args) => {
    expect(run(args)).toEqual(lost);
  });

  it('is asked of every command', async () => {
    const { commands } = await createProgram();
    // serve says nothing before it is asked
    const asked = commands.map((command) => command.name()).filter((name) => name !== 'serve');
    expect(calls.map((call) => call.split(' ')[0])).toEqual(asked);
  });

  it.each(calls)('ends with 3: %s', { tags: 'long' }, (call) => {
    if (call.endsWith(shard)) expect(run([...tiny, '--out', shard], '/dev/null')).toEqual([0, '']);
    expect(run(call.split(' '))).toEqual(lost);
  });
});

describe.runIf(process.platform === 'linux')('standard output that is closed from the start', () => {
  const start = (end: string, args = 'print schemas problem-file') =>
    spawnSync('sh', ['-c', `"${process.execPath}" "${main}" ${args} ${end}`], { encoding: 'utf8' });

  it.each(['print schemas problem-file', '--version', `verify ${served}`])('ends with 3: %s', (args) => {
    const { status, stdout, stderr } = start('>&-', args);
    expect([status, stdout]).toEqual([3, '']);
    expect(stderr).toMatch(/^auxopt: standard output is closed[^\n]*\n$/);
  });

  it.each(['> /dev/null', '> /dev/null 2> /dev/null', '| cat', '>&- 2>&-'])(
    'the control: %s does what it did',
    (end) => {
      expect(start(end)).toMatchObject({ status: 0, stderr: '' });
    },
  );
});

describe.runIf(process.platform === 'linux')('what the system refuses is one line, and no verdict', () => {
  const limited = (files: number, args: readonly string[]): readonly [number | null, string] => {
    const script = `ulimit -n ${files}; exec "$@"`;
    const words = ['-c', script, 'sh', process.execPath, main, ...args];
    const { status, stderr } = spawnSync('sh', words, { cwd: root, encoding: 'utf8' });
    return [status, stderr];
  };

  // with 88, Node says that there is no such package
  it.each([20, 64, 88])('with %i open files', (files) => {
    expect(limited(files, tiny)).toEqual([
      3,
      expect.stringMatching(/^auxopt: the system does not let it go on \([^\n]*\n$/),
    ]);
  });

  it('with enough of them there is a verdict: the control', () => {
    expect(limited(1024, tiny)).toEqual([0, '']);
  });
});
