/** `auxopt verify` in shards, killed, merged, and asked of those who lie, die and hang: the report is always the same. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import type { VerifyReport } from '../../src/verify/index.js';
import { countLines, killCampaign } from '../support/kill-campaign.js';
import { processesOf } from '../support/processes.js';
import { auxopt, main, type Finished } from '../support/run-cli.js';
import { temporaryFolder } from '../support/temporary-folder.js';

const parent = temporaryFolder();

const chaos = fileURLToPath(new URL('../verify/adapters/chaos.mjs', import.meta.url));
const served = (...args: string[]): string[] => ['--', process.execPath, main, 'serve', ...args];
const momentum = served('--variant', 'aux-mom');
const mutant = served('--mutant', 'weights-swapped', '--variant', 'aux-mom');
const some = ['--only', 'L2/*/planar/*', 'L5/*/callback'];
const options = ['--level', '5', '--cases', '4', '--seed', '3', ...some];

function verify(...args: string[]): Finished {
  const seed = args.includes('--seed') ? [] : ['--seed', '1'];
  return auxopt(['verify', ...seed, ...args], parent);
}

it('two shards merge to what the whole prints', { tags: 'long' }, () => {
  const few = ['--only', 'L2/*/planar/*', '--json'];
  const folders = ['half-1', 'half-2'];
  for (const [index, folder] of folders.entries()) {
    const shard = ['--shard', `${index + 1}/2`, '--out', folder, '--workers', '1'];
    expect(verify(...few, ...shard, ...mutant).stderr).toBe('');
  }
  const whole = verify(...few, ...mutant);
  expect(whole.code).toBe(1);
  expect(auxopt(['merge', ...folders, '--json'], parent)).toEqual(whole);
  expect(auxopt(['merge', 'half-1', '--json'], parent).code).toBe(2);
});

it(
  'no campaign begins with a program that goes on after goodbye, and nothing is written',
  { tags: 'long' },
  () => {
    for (const [name, said] of [
      ['talks-after-goodbye', /after "bye": /],
      ['none', /^$/],
    ] as const) {
      const asked = ['--only', 'L2/*/planar/*', '--out', name];
      const { code, stderr } = verify(...asked, '--', process.execPath, chaos, name);
      expect([name, code, existsSync(join(parent, name))]).toEqual(
        name === 'none' ? [name, 0, true] : [name, 3, false],
      );
      expect(stderr).toMatch(said);
    }
  },
);

it('without a seed has a new one, which its folder keeps', { tags: 'long' }, () => {
  const seedsOf = (...folders: string[]): readonly (number | undefined)[] =>
    folders.map((folder) => {
      const asked = ['verify', '--only', 'L2/*/planar/tape', '--out', folder, '--json', ...momentum];
      return (JSON.parse(auxopt(asked, parent).stdout) as VerifyReport).seed;
    });
  const [first, again, other] = seedsOf('drawn', 'drawn', 'drawn-anew');
  expect(again).toBe(first);
  expect(other).not.toBe(first);
});

describe.each([
  ['an honest implementation', momentum, 0],
  ['a planted mistake', mutant, 1],
])('of %s', { tags: 'long' }, (name, command, code) => {
  const id = name.replaceAll(' ', '-');
  const folders = [1, 2, 3].map((index) => `${id}-${index}`);
  const outputs = ['json', 'junit', 'markdown'] as const;
  const written = (which: string): string[] =>
    outputs.slice(1).flatMap((output) => [`--${output}`, join(parent, `${id}-${which}.${output}`)]);

  it('three shards merge to what the whole prints, in every form', () => {
    const whole = verify(...options, '--json', ...written('whole'), ...command);
    expect([whole.code, whole.stderr]).toEqual([code, '']);
    const said = JSON.parse(whole.stdout) as VerifyReport;
    expect(said.levels).toEqual([2, 5]);
    let failing = 0;
    for (const [index, folder] of folders.entries()) {
      const shard = ['--shard', `${index + 1}/3`, '--out', folder, '--workers', String(index + 1)];
      const done = verify(...options, ...shard, '--json', ...command);
      expect(done.stderr).toBe('');
      const { unexpected, ...status } = JSON.parse(done.stdout) as { unexpected: number[] };
      expect(status).toMatchObject({
        format: 'auxopt-shard/1',
        kind: 'verify',
        options: { level: 5, cases: 4, seed: 3 },
        allCases: 2 + 4,
      });
      expect(done.code).toBe(unexpected.length === 0 ? 0 : 1);
      failing += unexpected.length;
      expect(readdirSync(join(parent, folder))).toEqual(['journal.jsonl']);
    }
    expect(failing > 0).toBe(code === 1);
    const [first = '', second = '', third = ''] = folders;
    const merged = auxopt(['merge', second, third, first, '--json', ...written('merged')], parent);
    expect(merged).toEqual(whole);
    for (const output of outputs.slice(1)) {
      const [one, other] = ['whole', 'merged'].map((which) =>
        readFileSync(join(parent, `${id}-${which}.${output}`), 'utf8'),
      );
      expect(other).toBe(one);
      expect(one).toMatch(/aux\\?-mom/);
    }
    const text = auxopt(['merge', ...folders], parent);
    expect(text.stdout).toContain(code === 0 ? 'PASS: ' : 'FAIL: ');
  });

  it('merge saves the smallest problems that fail', () => {
    const saved = join(parent, `${folders[0] ?? ''}-problems`);
    expect(auxopt(['merge', ...folders, '--save-failures', saved], parent).code).toBe(code);
    // a folder that nothing was written into does not stay
    const files = existsSync(saved) ? readdirSync(saved) : [];
    expect(files.length > 0).toBe(code === 1);
    const [file] = files;
    if (file === undefined) return;
    const again = ['--level', '2', '--problem', join(saved, file), '--only', 'L2/*'];
    expect(verify(...again, ...mutant).code).toBe(1);
    expect(verify(...again, ...momentum).code).toBe(0);
    // a problem file in a campaign gives what it gives in one process
    const alone = verify(...again, '--json', ...mutant);
    const out = `${folders[0] ?? ''}-file`;
    expect(verify(...again, '--out', out, '--json', ...mutant)).toEqual(alone);
    // and merged, the command that makes its first failure again names the file
    expect(auxopt(['merge', out], parent).stdout).toContain(` --problem ${join(saved, file)} --only L2/`);
  });
});

describe('a killed campaign', { tags: 'long' }, () => {
  const most = ['--only', 'L1/*', 'L2/*/planar/*', 'L3/*', 'L5/*/callback'];
  const killed = ['--level', '5', '--cases', '4', '--seed', '3', ...most];

  it('goes on where it stopped and prints what the whole prints', async () => {
    const folder = join(parent, 'killed');
    const args = ['verify', ...killed, '--out', folder, '--json', ...mutant];
    const { wasKilled, lines } = await killCampaign(args, folder, () => countLines(folder) >= 8);
    expect([wasKilled, lines >= 8]).toEqual([true, true]);
    const resumed = auxopt(args);
    expect(resumed).toEqual(verify(...killed, '--json', ...mutant));
    const cases = readFileSync(join(folder, 'journal.jsonl'), 'utf8').trimEnd().split('\n').slice(1);
    expect(lines).toBeLessThan(cases.length + 1);
    const numbers = cases.map((line) => (JSON.parse(line) as { case: number }).case);
    expect(numbers.toSorted((a, b) => a - b)).toEqual(Array.from({ length: cases.length }, (_, i) => i));
    expect(readdirSync(folder)).toEqual(['journal.jsonl']);
  });

  it.each([
    [
      'another seed',
      ['--level', '5', '--cases', '4', '--seed', '4', ...most],
      mutant,
      / seed: 3 there, 4 here\)/,
    ],
    [
      'other cases',
      ['--level', '5', '--cases', '5', '--seed', '3', ...most],
      mutant,
      / cases: 4 there, 5 here; number of all cases: /,
    ],
    ['another level', ['--level', '3', '--seed', '3', ...most], mutant, / level: 5 there, 3 here; /],
    [
      'other variants',
      [...killed, '--variant', 'aux-mom'],
      mutant,
      /variants: nothing there, \["aux-mom"\] here\)/,
    ],
    ['another command', killed, momentum, /\(command: \["[^\n]*there, \["[^\n]*here/],
  ])('is not resumed with %s', (_name, others, command, message) => {
    const before = readFileSync(join(parent, 'killed/journal.jsonl'));
    const { code, stdout, stderr } = verify(...others, '--out', 'killed', ...command);
    expect([code, stdout]).toEqual([2, '']);
    expect(stderr).toMatch(/^auxopt: killed\/journal\.jsonl: it belongs to another campaign \([^\n]*\n$/);
    expect(stderr).toMatch(message);
    expect(readFileSync(join(parent, 'killed/journal.jsonl'))).toEqual(before);
  });
});

describe('whoever', () => {
  const ids = ['L2/sgd/long/*', 'L2/sgd/long-small/*', 'L3/sgd/no-rounds', 'L5/*/callback'];
  const asked = ['--cases', '1', '--only', ...ids];

  const failsOften = (kind: string, limit: string, verdict: string, message: RegExp): void => {
    const [one, many] = ['1', '4'].map((workers) => {
      const how = ['--workers', workers, '--limits', `request=${limit}`, '--json'];
      return verify(...asked, ...how, '--', process.execPath, chaos, kind);
    });
    expect(one).toEqual(many);
    expect([one?.code, one?.stderr]).toEqual([1, '']);
    const report = JSON.parse(one?.stdout ?? '') as VerifyReport;
    const failed = report.results.filter((result) => result.verdict !== 'pass');
    expect(failed.map((result) => [result.id, result.verdict])).toEqual(
      ['long/callback', 'long-small/tape'].map((id) => [`L2/sgd/${id}`, verdict]),
    );
    for (const result of failed) expect(result.message).toMatch(message);
  };

  it('dies fails the cases in which it does so, by any number of workers', { tags: 'long' }, () => {
    failsOften('exit-7', '30', 'crash', /exit code 7/);
  });
  it.each([
    ['hangs', 'sleeps-forever', '4', 'timeout', /within 4 s/],
    ['floods', 'state-flood', '30', 'fail', /After round \d+: more than \d+ states were told/],
    ['answers twice', 'two-answers', '30', 'protocol', /each request has one response/],
  ])(
    '%s fails the cases in which it does so, by any number of workers',
    { tags: 'long' },
    (_name, kind, limit, verdict, message) => {
      failsOften(kind, limit, verdict, message);
    },
  );

  it('keeps something from one session to the next fails, and it is said', { tags: 'long' }, () => {
    const how = ['--level', '1', '--workers', '1', '--json'];
    const { code, stdout } = verify(...how, '--', process.execPath, chaos, 'exits-after-session');
    expect(code).toBe(1);
    const { first } = JSON.parse(stdout) as VerifyReport;
    expect(first?.verdict).toBe('crash');
    expect(first?.message).toContain('In a process of its own the case passes');
  });

  it('cannot be started leaves no folder', () => {
    expect(verify('--cases', '3', '--out', 'nothing', '--', 'false')).toMatchObject({ code: 3, stdout: '' });
    expect(existsSync(join(parent, 'nothing'))).toBe(false);
  });

  it('is asked by a campaign that is told to end is ended with it', { tags: 'long' }, async () => {
    const folder = join(parent, 'ended');
    const words = ['--', process.execPath, chaos, 'ignores-sigterm'];
    const args = [main, 'verify', '--cases', '3', '--only', 'L2/sgd/long*', '--out', folder, ...words];
    const child = spawn(process.execPath, args, { stdio: 'ignore' });
    // both workers wait for processes that never answer and end for no polite word
    const hung = (): readonly number[] => processesOf(chaos, child.pid ?? 0);
    while (hung().length < 2) await new Promise((resolve) => setTimeout(resolve, 50));
    await new Promise((resolve) => setTimeout(resolve, 500));
    const before = hung();
    child.kill('SIGTERM');
    await once(child, 'exit');
    expect(before.length).toBeGreaterThanOrEqual(2);
    const until = performance.now() + 5000;
    const alive = (): readonly number[] => before.filter((pid) => existsSync(`/proc/${pid}`));
    while (alive().length > 0 && performance.now() < until)
      await new Promise((resolve) => setTimeout(resolve, 20));
    const left = alive();
    for (const pid of left) process.kill(pid, 'SIGKILL');
    expect(left).toEqual([]);
  });
});

describe('misuse', () => {
  it.each([
    [['--cases', 'many'], /--cases: "many" is not a number of cases;/],
    [['--cases', '0'], /--cases: "0" is not a number of cases;/],
    [['--cases', '3', '--level', '2'], /--cases: there are no random problems in level 2;/],
    [['--cases', '3', '--path', '0'], /--path: it has no meaning in a campaign/],
    [
      ['--workers', '2', '--method', 'nesterov-torch'],
      /--method: it has no meaning in a campaign: the runs of a page/,
    ],
    [['--out', 'x', '--transcript', 'y'], /--transcript: it has no meaning in a campaign/],
    [['--workers', '1', '--limits', 'total=5'], /--limits total=…: it has no meaning in a campaign/],
    [['--shard', '1/2'], /--shard: a shard needs a folder;/],
    [['--shard', '1/2', '--out', 'x', '--junit', 'j.xml'], /--junit: one shard has no report of its own;/],
    [
      ['--shard', '1/2', '--out', 'x'],
      /--shard: all shards of a campaign share one seed, and none is given;/,
    ],
    [['--shard', '1/9999', '--seed', '1', '--out', 'x'], /there are 9999 shards for \d+ cases;/],
    [['--out', 'x', '--only', 'L9/*'], /no case fits/],
    [['--out', 'x', '--variant', 'aux-mvr'], /none of the variants/],
  ])('%j is one clear error, and nothing is written', (args, message) => {
    // from the root, where no process has to be started
    const named = args.map((word) => (word === 'x' ? join(parent, word) : word));
    const { code, stdout, stderr } = auxopt(['verify', ...named, ...momentum]);
    expect([code, stdout]).toEqual([2, '']);
    expect(stderr).toMatch(message);
    expect(stderr.trimEnd()).not.toContain('\n');
    expect(existsSync(join(parent, 'x'))).toBe(false);
  });

  it('no command is one clear error', () => {
    const { code, stderr } = auxopt(['verify', '--cases', '3']);
    expect([code, stderr]).toEqual([2, expect.stringMatching(/nothing to verify[^\n]*\n$/)]);
  });

  it('merge --junit of a check is one clear error', { tags: 'long' }, () => {
    auxopt(['check', '--cases', '1', '--theorem', 'SGD-1', '--out', 'checked', '--workers', '1'], parent);
    const { code, stdout, stderr } = auxopt(['merge', 'checked', '--junit', 'out.xml'], parent);
    expect([code, stdout]).toEqual([2, '']);
    expect(stderr).toMatch(/^auxopt: --junit: a campaign of auxopt check does not have it;[^\n]*\n$/);
  });
});
