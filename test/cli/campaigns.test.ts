/** `auxopt check` in shards, killed, merged, and misused: the report is always the same, or there is one clear error. */
import { chmodSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { countLines, killCampaign } from '../support/kill-campaign.js';
import { sealJournal, unsealJournal } from '../support/seal-journal.js';
import { auxopt, main, type Finished } from '../support/run-cli.js';
import { temporaryFolder } from '../support/temporary-folder.js';

const parent = temporaryFolder();

const options = ['--cases', '18', '--seed', '3'];
/** Of each theorem 18 random cases, and the stored ones. */
let printed: Finished | undefined;
/** What the undisturbed whole prints. */
const whole = (): Finished => (printed ??= auxopt(['check', ...options, '--json']));
/** How many cases the whole has. */
const allCases = (): number => {
  const { theorems } = JSON.parse(whole().stdout) as { theorems: readonly { readonly cases: number }[] };
  return theorems.reduce((sum, { cases }) => sum + cases, 0);
};

/** `auxopt check` with the options above in a folder of the test. */
function check(folder: string, ...more: string[]): Finished {
  return auxopt(['check', ...options, '--out', folder, ...more], parent);
}

describe('shards and merge', () => {
  const few = ['check', '--cases', '3', '--seed', '3', '--theorem', 'SGD-1'];
  const alone = ['--workers', '1'];
  const allOfFew = 3 + 4; // random ones, and stored ones

  it('print byte for byte what the whole prints, by any number of workers', () => {
    for (const index of [1, 2]) {
      const shard = ['--shard', `${index}/2`, '--out', `f${index}`, '--workers', String(index), '--json'];
      const { code, stdout, stderr } = auxopt([...few, ...shard], parent);
      expect([code, stderr]).toEqual([0, '']);
      expect(JSON.parse(stdout)).toMatchObject({
        ...{ format: 'auxopt-shard/1', kind: 'check', options: { cases: 3, seed: 3 }, unexpected: [] },
        ...{ shard: { index, count: 2 }, allCases: allOfFew },
      });
      expect(readdirSync(join(parent, `f${index}`))).toEqual(['journal.jsonl']);
    }
    const folders = ['f2', 'f1'];
    expect(auxopt(['merge', ...folders, '--json'], parent)).toEqual(auxopt([...few, ...alone, '--json']));
    const shown = auxopt([...few, ...alone, '--markdown', 'whole.md'], parent);
    expect(shown.stdout).toContain('Theorems against exact expectations');
    expect(auxopt(['merge', ...folders, '--markdown', 'merged.md'], parent)).toEqual(shown);
    const [one, other] = ['whole.md', 'merged.md'].map((name) => readFileSync(join(parent, name), 'utf8'));
    expect(one).toBe(other);
    expect(one).toContain(`## auxopt check: pass\n\n${allOfFew} cases`);
    expect(one).toContain('| SGD-1 | 0 | ');
  });

  it.each([
    ['f1', 'merge: 2/2 is missing;'],
    ['f1 f2 f1', 'f1 and f1: both hold shard 1/2;'],
    ['f1 foreign', 'foreign: it belongs to another campaign than f1 (cases: 3 there, 2 here;'],
    ['nowhere', 'nowhere: there is no journal.jsonl;'],
  ])('are refused where one is missing, twice, foreign or none: %s', (folders, message) => {
    const shard = ['--shard', '2/2', '--out', 'foreign', ...alone];
    if (folders.includes('foreign')) auxopt([...few.with(2, '2'), ...shard], parent);
    const { code, stdout, stderr } = auxopt(['merge', ...folders.split(' '), '--json'], parent);
    expect([code, stdout]).toEqual([2, '']);
    expect(stderr.startsWith(`auxopt: ${message}`), stderr).toBe(true);
    expect(stderr.indexOf('\n')).toBe(stderr.length - 1);
  });

  it('of an unknown kind are refused', () => {
    mkdirSync(join(parent, 'odd'));
    const [header = ''] = unsealJournal(readFileSync(join(parent, 'f1/journal.jsonl'), 'utf8'));
    const odd = header.replace('"check"', '"constructor"').replace('"count":2', '"count":1');
    writeFileSync(join(parent, 'odd/journal.jsonl'), sealJournal([odd]));
    const { code, stderr } = auxopt(['merge', 'odd'], parent);
    expect([code, stderr]).toEqual([
      2,
      expect.stringContaining('odd: a campaign of the kind "constructor" is unknown;'),
    ]);
  });

  it.each<[string, RegExp, string, RegExp]>([
    ['another version', /"version":"[^"]+"/, '"version":"9.9.9"', /it was run by auxopt 9\.9\.9, and /],
    ['a ratio above 1', /"ratio":"0\.\d+"/, '"ratio":"1.500000"', /line 2 is no record of a case/],
    ['a key twice', /"isShown":true/, '"isShown":false,"isShown":true', /line 2 is no record of a case/],
    ['a free name', /"name":"[^"]+"(?=,"purpose")/, '"name":"mine"', /line 2 has a result of another case/],
    ['a long ratio', /"ratio":"0/, `"ratio":"${'0'.repeat(1001)}`, /line 2 is no record of a case/],
  ])('whose checksums are right, with %s, are refused', { tags: 'long' }, (name, from, to, message) => {
    const folder = `edited ${name}`;
    const args = ['check', '--cases', '1', '--theorem', 'MOM-1', '--out', folder];
    expect(auxopt(args, parent).code).toBe(0);
    const journal = join(parent, folder, 'journal.jsonl');
    const [header = '', first = '', ...rest] = unsealJournal(readFileSync(journal, 'utf8'));
    const inHeader = from.test(header);
    const edited = inHeader ? [header.replace(from, to), first] : [header, first.replace(from, to)];
    expect(edited.join()).not.toBe([header, first].join());
    writeFileSync(journal, sealJournal([...edited, ...rest]));
    const { code, stderr } = auxopt(['merge', folder], parent);
    expect(code).toBe(2);
    expect(stderr).toMatch(message);
  });
});

describe('a killed campaign', { tags: 'long' }, () => {
  it('goes on where it stopped and prints what the whole prints', async () => {
    const folder = join(parent, 'killed');
    const args = ['check', ...options, '--out', folder, '--json'];
    const known: number[] = [];
    for (const kill of [1, 2, 3]) {
      const { wasKilled, lines } = await killCampaign(args, folder, () => countLines(folder) >= 20 * kill);
      expect(wasKilled).toBe(true);
      known.push(lines);
    }
    // every run went on from the one before, and none came to the end
    expect([known, new Set(known).size]).toEqual([known.toSorted((a, b) => a - b), 3]);
    expect(known[2]).toBeLessThan(allCases());
    expect(check(folder, '--json')).toEqual(whole());
    // all cases and a header: nothing lost, nothing twice
    const cases = readFileSync(join(folder, 'journal.jsonl'), 'utf8').trimEnd().split('\n').slice(1);
    expect(new Set(cases.map((line) => (JSON.parse(line) as { case: number }).case)).size).toBe(allCases());
    expect(cases).toHaveLength(allCases());
    expect(readdirSync(folder)).toEqual(['journal.jsonl']);
  });
});

describe('a campaign that is asked to end', { tags: 'long' }, () => {
  it('by SIGTERM leaves the folder free at once, for the same options', async () => {
    const folder = join(parent, 'SIGTERM');
    const args = ['check', ...options, '--out', folder];
    const { wasKilled, lines } = await killCampaign(args, folder, () => countLines(folder) >= 3, 'SIGTERM');
    expect(wasKilled).toBe(true);
    expect(lines).toBeLessThan(allCases());
    expect(readdirSync(folder)).toEqual(['journal.jsonl']);
    const other = auxopt(['check', ...options.with(3, '4'), '--out', 'SIGTERM'], parent);
    const message = 'SIGTERM/journal.jsonl: it belongs to another campaign (seed: 3 there, 4 here);';
    expect(other).toEqual({
      code: 2,
      stdout: '',
      stderr: expect.stringContaining(`auxopt: ${message}`) as string,
    });
  });

  it('by no signal that can be caught does not', async () => {
    const folder = join(parent, 'SIGKILL');
    await killCampaign(['check', ...options, '--out', folder], folder, () => countLines(folder) >= 3);
    expect(readdirSync(folder)).toEqual([expect.stringMatching(/^claim-/), 'journal.jsonl']);
  });
});

it.each(['locked', 'locked/below'])(
  '%s, without permission, is one clear error',
  { tags: 'long' },
  (folder) => {
    mkdirSync(join(parent, 'locked'), { recursive: true });
    chmodSync(join(parent, 'locked'), 0o555);
    chmodSync(parent, 0o755);
    // root may write everywhere, so that it has to be somebody else
    const other = process.getuid?.() === 0 ? { uid: 65_534, gid: 65_534 } : {};
    const args = [main, 'check', ...options, '--out', folder];
    const ran = spawnSync(process.execPath, args, { cwd: parent, encoding: 'utf8', ...other });
    expect([ran.status, ran.stdout]).toEqual([2, '']);
    expect(ran.stderr).toMatch(/^auxopt: locked[^\n]*EACCES[^\n]*\n$/);
    expect(readdirSync(join(parent, 'locked'))).toEqual([]);
  },
);
