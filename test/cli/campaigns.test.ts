/** `auxopt check` in shards, killed, merged, and misused: the report is always the same, or there is one clear error. */
import { chmodSync, existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
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
  it('print byte for byte what the whole prints, of one theorem', () => {
    const few = ['check', '--cases', '3', '--seed', '3', '--theorem', 'SGD-1', '--json'];
    for (const index of [1, 2]) {
      const shard = ['--shard', `${index}/2`, '--out', `f${index}`, '--workers', '1'];
      expect(auxopt([...few, ...shard], parent)).toMatchObject({ code: 0, stderr: '' });
    }
    expect(auxopt(['merge', 'f2', 'f1', '--json'], parent)).toEqual(auxopt(few));
    for (const [folders, message] of [
      [['f1'], /^auxopt: merge: 2\/2 is missing;[^\n]*\n$/],
      [['f1', 'f2', 'f1'], /^auxopt: f1 and f1: both hold shard 1\/2;[^\n]*\n$/],
    ] as const) {
      const { code, stdout, stderr } = auxopt(['merge', ...folders, '--json'], parent);
      expect([code, stdout]).toEqual([2, '']);
      expect(stderr).toMatch(message);
    }
  });

  it('print byte for byte what the whole prints', { tags: 'long' }, () => {
    const folders = ['s1', 's2', 's3'];
    for (const [index, folder] of folders.entries()) {
      const { code, stdout, stderr } = check(
        folder,
        '--shard',
        `${index + 1}/3`,
        '--workers',
        String(index + 1),
        '--json',
      );
      expect([code, stderr]).toEqual([0, '']);
      expect(JSON.parse(stdout)).toMatchObject({
        format: 'auxopt-shard/1',
        kind: 'check',
        options: { cases: 18, seed: 3 },
        shard: { index: index + 1, count: 3 },
        allCases: allCases(),
        unexpected: [],
      });
      expect(readdirSync(join(parent, folder))).toEqual(['journal.jsonl']);
    }
    expect(auxopt(['merge', 's2', 's3', 's1', '--json'], parent)).toEqual(whole());
    const shown = auxopt(['check', ...options, '--markdown', 'whole.md'], parent);
    expect(shown.stdout).toContain('Theorems against exact expectations');
    expect(auxopt(['merge', ...folders, '--markdown', 'merged.md'], parent)).toEqual(shown);
    const [one, other] = ['whole.md', 'merged.md'].map((name) => readFileSync(join(parent, name), 'utf8'));
    expect(one).toBe(other);
    expect(one).toContain(`## auxopt check: pass\n\n${allCases()} cases`);
    expect(one).toContain('| MOM-1 | 0 | ');
  });

  it('are refused where one is missing, twice, foreign or none', { tags: 'long' }, () => {
    expect(
      auxopt(['check', '--cases', '17', '--seed', '3', '--shard', '3/3', '--out', 'foreign'], parent).code,
    ).toBe(0);
    for (const [folders, message] of [
      [['s1', 's2'], /^auxopt: merge: 3\/3 is missing;[^\n]*\n$/],
      [['s1', 's2', 's3', 's1'], /^auxopt: s1 and s1: both hold shard 1\/3;[^\n]*\n$/],
      [
        ['s1', 's2', 'foreign'],
        /^auxopt: foreign: it belongs to another campaign than s1 \(cases: 18 there, 17 here;[^\n]*\n$/,
      ],
      [['nowhere'], /^auxopt: nowhere: there is no journal\.jsonl;[^\n]*\n$/],
    ] as const) {
      const { code, stdout, stderr } = auxopt(['merge', ...folders, '--json'], parent);
      expect([code, stdout]).toEqual([2, '']);
      expect(stderr).toMatch(message);
    }
  });

  it('of an unknown kind are refused', () => {
    mkdirSync(join(parent, 'odd'));
    const [header = ''] = unsealJournal(readFileSync(join(parent, 'f1/journal.jsonl'), 'utf8'));
    writeFileSync(
      join(parent, 'odd/journal.jsonl'),
      sealJournal([header.replace('"check"', '"constructor"').replace('"count":2', '"count":1')]),
    );
    const { code, stderr } = auxopt(['merge', 'odd'], parent);
    expect([code, stderr]).toEqual([
      2,
      expect.stringMatching(/^auxopt: odd: a campaign of the kind "constructor" is unknown;/),
    ]);
  });

  it.each<[string, RegExp, string, RegExp]>([
    [
      'another version',
      /"version":"[^"]+"/,
      '"version":"9.9.9"',
      /it was run by auxopt 9\.9\.9, and this is/,
    ],
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

describe('a killed campaign', () => {
  it('goes on where it stopped and prints what the whole prints', { tags: 'long' }, async () => {
    const folder = join(parent, 'killed');
    const args = ['check', ...options, '--out', folder, '--json'];
    const known: number[] = [];
    for (const kill of [1, 2, 3]) {
      const { wasKilled, lines } = await killCampaign(args, folder, () => countLines(folder) >= 20 * kill);
      expect(wasKilled).toBe(true);
      known.push(lines);
    }
    // every run went on from the one before, and none came to the end
    expect(known).toEqual(known.toSorted((a, b) => a - b));
    expect(new Set(known).size).toBe(3);
    expect(known[2]).toBeLessThan(116);
    expect(check(folder, '--json')).toEqual(whole());
    // all cases and a header: nothing lost, nothing twice
    const cases = readFileSync(join(folder, 'journal.jsonl'), 'utf8').trimEnd().split('\n').slice(1);
    expect(new Set(cases.map((line) => (JSON.parse(line) as { case: number }).case)).size).toBe(allCases());
    expect(cases).toHaveLength(allCases());
    expect(readdirSync(folder)).toEqual(['journal.jsonl']);
  });
});

describe('a campaign that is asked to end', () => {
  it.each([['SIGTERM'], ['SIGINT']] as const)(
    'by %s leaves the folder free at once',
    { tags: 'long' },
    async (signal) => {
      const folder = join(parent, signal);
      const args = ['check', ...options, '--out', folder];
      const { wasKilled, lines } = await killCampaign(args, folder, () => countLines(folder) >= 3, signal);
      expect(wasKilled).toBe(true);
      expect(lines).toBeLessThan(116);
      expect(readdirSync(folder)).toEqual(['journal.jsonl']);
    },
  );

  it('is not resumed with other options', { tags: 'long' }, async () => {
    const folder = join(parent, 'other-options');
    await killCampaign(
      ['check', ...options, '--out', folder],
      folder,
      () => countLines(folder) >= 3,
      'SIGTERM',
    );
    const { code, stdout, stderr } = auxopt(
      ['check', '--cases', '18', '--seed', '4', '--out', 'other-options'],
      parent,
    );
    expect([code, stdout]).toEqual([2, '']);
    expect(stderr).toMatch(
      /^auxopt: other-options\/journal\.jsonl: it belongs to another campaign \(seed: 3 there, 4 here\);[^\n]*\n$/,
    );
  });

  it('by no signal that can be caught does not', { tags: 'long' }, async () => {
    const folder = join(parent, 'SIGKILL');
    await killCampaign(['check', ...options, '--out', folder], folder, () => countLines(folder) >= 3);
    expect(readdirSync(folder)).toEqual([expect.stringMatching(/^claim-/), 'journal.jsonl']);
  });
});

describe('misuse', () => {
  it.each(['4/3', '0/3', 'a/b', '1/2/3'])('--shard %s is one clear error', (shard) => {
    const { code, stdout, stderr } = auxopt([
      'check',
      ...options,
      '--out',
      join(parent, 'unused'),
      '--shard',
      shard,
    ]);
    expect([code, stdout]).toEqual([2, '']);
    expect(stderr).toMatch(
      /^auxopt: option '--shard <i\/n>' argument '[^\n]* expected i\/n with 1 ≤ i ≤ n[^\n]*\n$/,
    );
    expect(existsSync(join(parent, 'unused'))).toBe(false);
  });

  it.each([
    [['--shard', '1/2'], /^auxopt: --shard: a shard needs a folder;[^\n]*\n$/],
    [
      ['--shard', '1/2', '--out', 'unused', '--markdown', 'r.md'],
      /^auxopt: --markdown: one shard has no report[^\n]*\n$/,
    ],
    [
      ['--shard', '1/999', '--out', 'unused'],
      /^auxopt: shard 1\/999: there are 999 shards for \d+ cases;[^\n]*\n$/,
    ],
    [['--workers', '0'], /^auxopt: option '--workers <number>' argument '0' is invalid[^\n]*\n$/],
    [['--out', 'others'], /^auxopt: others: it contains other files \(mine\.txt\);[^\n]*\n$/],
    [['--out', 'others/mine.txt'], /^auxopt: others\/mine\.txt: the folder cannot be used \([^\n]*\n$/],
    [
      ['--out', 'others/mine.txt/below'],
      /^auxopt: others\/mine\.txt\/below: the folder cannot be used \(ENOTDIR[^\n]*\n$/,
    ],
  ])('%j is one clear error, and nothing is written', (args, message) => {
    mkdirSync(join(parent, 'others'), { recursive: true });
    writeFileSync(join(parent, 'others/mine.txt'), 'mine');
    const { code, stdout, stderr } = auxopt(['check', ...options, ...args], parent);
    expect([code, stdout]).toEqual([2, '']);
    expect(stderr).toMatch(message);
    expect(existsSync(join(parent, 'unused'))).toBe(false);
    expect(readdirSync(join(parent, 'others'))).toEqual(['mine.txt']);
  });

  it.each([['locked'], ['locked/below']])(
    'a folder without permission, %s, is one clear error',
    { tags: 'long' },
    (folder) => {
      mkdirSync(join(parent, 'locked'), { recursive: true });
      chmodSync(join(parent, 'locked'), 0o555);
      chmodSync(parent, 0o755);
      // root may write everywhere, so that it has to be somebody else
      const isRoot = process.getuid?.() === 0;
      const { status, stdout, stderr } = spawnSync(
        process.execPath,
        [main, 'check', ...options, '--out', folder],
        {
          cwd: parent,
          encoding: 'utf8',
          ...(isRoot && { uid: 65_534, gid: 65_534 }),
        },
      );
      expect([status, stdout]).toEqual([2, '']);
      expect(stderr).toMatch(/^auxopt: locked[^\n]*EACCES[^\n]*\n$/);
      expect(readdirSync(join(parent, 'locked'))).toEqual([]);
    },
  );
});
