/** `auxopt verify` in shards, killed, merged, and asked of those who lie, die and hang: the report is always the same. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import type { VerifyReport } from '../../src/verify/index.js';
import { countLines, killCampaign } from '../support/kill-campaign.js';
import { processesOf, until } from '../support/processes.js';
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

it.each([
  ['talks-after-goodbye', [3, false, expect.stringContaining('after "bye": ')]],
  ['none', [0, true, '']],
])('begins with no program that goes on after goodbye: %s', { tags: 'long' }, (kind, expected) => {
  const asked = ['--only', 'L2/*/planar/*', '--out', kind];
  const { code, stderr } = verify(...asked, '--', process.execPath, chaos, kind);
  expect([code, existsSync(join(parent, kind)), stderr]).toEqual(expected);
});

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
  const outputs = ['junit', 'markdown'];
  const place = (which: string, output: string): string => join(parent, `${id}-${which}.${output}`);
  const written = (which: string): string[] =>
    outputs.flatMap((output) => [`--${output}`, place(which, output)]);

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
    expect(auxopt(['merge', second, third, first, '--json', ...written('merged')], parent)).toEqual(whole);
    for (const output of outputs) {
      const [one, other] = ['whole', 'merged'].map((which) => readFileSync(place(which, output), 'utf8'));
      expect(other).toBe(one);
      expect(one).toMatch(/aux\\?-mom/);
    }
    expect(auxopt(['merge', ...folders], parent).stdout).toContain(code === 0 ? 'PASS: ' : 'FAIL: ');
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
    expect([verify(...again, ...mutant).code, verify(...again, ...momentum).code]).toEqual([1, 0]);
    // a problem file in a campaign gives what it gives in one process
    const alone = verify(...again, '--json', ...mutant);
    const out = `${folders[0] ?? ''}-file`;
    expect(verify(...again, '--out', out, '--json', ...mutant)).toEqual(alone);
    // and merged, the command that makes its first failure again names the file
    expect(auxopt(['merge', out], parent).stdout).toContain(` --problem ${join(saved, file)} --only L2/`);
  });
});

describe('a killed campaign', { tags: ['long', 'gate'] }, () => {
  const most = ['--only', 'L1/*', 'L2/*/planar/*', 'L3/*', 'L5/*/callback'];
  const asked = (how: string): readonly string[] => [...how.split(' '), ...most];
  const killed = asked('--level 5 --cases 4 --seed 3');

  it('goes on where it stopped and prints what the whole prints', async () => {
    const folder = join(parent, 'killed');
    const args = ['verify', ...killed, '--out', folder, '--json', ...mutant];
    const { wasKilled, lines } = await killCampaign(args, folder, () => countLines(folder) >= 8);
    expect([wasKilled, lines >= 8]).toEqual([true, true]);
    expect(auxopt(args)).toEqual(verify(...killed, '--json', ...mutant));
    const cases = readFileSync(join(folder, 'journal.jsonl'), 'utf8').trimEnd().split('\n').slice(1);
    expect(lines).toBeLessThan(cases.length + 1);
    const numbers = cases.map((line) => (JSON.parse(line) as { case: number }).case);
    expect(numbers.toSorted((a, b) => a - b)).toEqual(Array.from({ length: cases.length }, (_, i) => i));
    expect(readdirSync(folder)).toEqual(['journal.jsonl']);
  });

  it.each([
    ['another seed', asked('--level 5 --cases 4 --seed 4'), mutant, ' seed: 3 there, 4 here)'],
    ['other cases', asked('--level 5 --cases 5 --seed 3'), mutant, ' cases: 4 there, 5 here; number of '],
    ['another level', asked('--level 3 --seed 3'), mutant, ' level: 5 there, 3 here; '],
    ['variants', [...killed, '--variant', 'aux-mom'], mutant, 'variants: nothing there, ["aux-mom"] here)'],
    ['another command', killed, momentum, '(command: ["'],
  ])('is not resumed with %s', (_name, others, command, message) => {
    const before = readFileSync(join(parent, 'killed/journal.jsonl'));
    const { code, stdout, stderr } = verify(...others, '--out', 'killed', ...command);
    expect([code, stdout]).toEqual([2, '']);
    expect(stderr).toMatch(
      /^auxopt: killed\/journal\.jsonl: it belongs to another campaign \([^\n]* here[^\n]*\n$/,
    );
    expect(stderr).toContain(message);
    expect(readFileSync(join(parent, 'killed/journal.jsonl'))).toEqual(before);
  });
});

describe('whoever', () => {
  const ids = ['L2/sgd/long/*', 'L2/sgd/long-small/*', 'L3/sgd/no-rounds', 'L5/*/callback'];
  const asked = ['--cases', '1', '--only', ...ids];

  it.each([
    ['dies', 'exit-7', '30', 'crash', /exit code 7/],
    ['hangs', 'sleeps-forever', '4', 'timeout', /within 4 s/],
    ['floods', 'state-flood', '30', 'fail', /After round \d+: more than \d+ states were told/],
    ['answers twice', 'two-answers', '30', 'protocol', /each request has one response/],
  ])(
    '%s fails where it does so, by any number of workers',
    { tags: 'long' },
    (_name, kind, limit, verdict, message) => {
      const [one, many] = ['1', '4'].map((workers) => {
        const how = ['--workers', workers, '--limits', `request=${limit}`, '--json'];
        return verify(...asked, ...how, '--', process.execPath, chaos, kind);
      });
      expect([one, one?.code, one?.stderr]).toEqual([many, 1, '']);
      const { results } = JSON.parse(one?.stdout ?? '') as VerifyReport;
      const failed = results.filter((result) => result.verdict !== 'pass');
      expect(failed.map((result) => [result.id, result.verdict, result.message])).toEqual([
        ['L2/sgd/long/callback', verdict, expect.stringMatching(message)],
        ['L2/sgd/long-small/tape', verdict, expect.stringMatching(message)],
      ]);
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
    expect(await until(() => hung().length >= 2)).toBe(true);
    await new Promise((resolve) => setTimeout(resolve, 500));
    const before = hung();
    child.kill('SIGTERM');
    await once(child, 'exit');
    const alive = (): readonly number[] => before.filter((pid) => existsSync(`/proc/${pid}`));
    await until(() => alive().length === 0);
    const left = alive();
    for (const pid of left) process.kill(pid, 'SIGKILL');
    expect([before.length, left]).toEqual([2, []]);
  });
});

it('merge --junit of a check is one clear error', { tags: 'long' }, () => {
  auxopt(['check', '--cases', '1', '--theorem', 'SGD-1', '--out', 'checked', '--workers', '1'], parent);
  const { code, stdout, stderr } = auxopt(['merge', 'checked', '--junit', 'out.xml'], parent);
  expect([code, stdout]).toEqual([2, '']);
  expect(stderr).toMatch(/^auxopt: --junit: a campaign of auxopt check does not have it;[^\n]*\n$/);
});
