/** Campaigns killed at random moments, again and again, until they are done: the report never differs. */
import { checkCampaign, checkedTheoremIds } from '../../src/campaigns/index.js';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { createStream, drawInteger } from '../../src/problems/draws.js';
import { countLines, killCampaign } from '../support/kill-campaign.js';
import { auxopt, main } from '../support/run-cli.js';
import { temporaryFolder } from '../support/temporary-folder.js';

const parent = temporaryFolder();

const options = ['--cases', '10', '--seed', '3'];
const caseCount = checkCampaign.countCases({ theorems: checkedTheoremIds, cases: 10, seed: 3 });
const undisturbed = auxopt(['check', ...options, '--json']);

/** Kills a command at a random moment until it ends by itself; says how far it was at every kill. */
async function killUntilDone(
  args: readonly string[],
  folder: string,
  seed: number,
): Promise<readonly number[]> {
  const kills: number[] = [];
  for (let attempt = 0; attempt < 300; attempt += 1) {
    const stream = createStream(seed, attempt);
    // Some die while they start; the others some cases and some milliseconds later, in the middle of whatever it is.
    const atOnce = drawInteger(stream, 0, 3) === 0;
    const goal = atOnce ? 0 : countLines(folder) + drawInteger(stream, 1, 25);
    const delay = drawInteger(stream, 0, atOnce ? 600 : 30);
    const begin = performance.now();
    let reached: number | undefined;
    const isTime = (): boolean => {
      if (reached === undefined && countLines(folder) >= goal) reached = atOnce ? begin : performance.now();
      return reached !== undefined && performance.now() >= reached + delay;
    };
    const { wasKilled, lines } = await killCampaign(args, folder, isTime);
    if (!wasKilled) return kills;
    kills.push(lines);
  }
  throw new Error('it never came to its end');
}

describe('a campaign that is killed many times', () => {
  it.each([1, 2])('prints the report of an undisturbed one, seed %i', async (seed) => {
    const folder = join(parent, `whole-${seed}`);
    const args = ['check', ...options, '--out', folder, '--json'];
    const kills = await killUntilDone(args, folder, seed);
    expect(kills.length).toBeGreaterThanOrEqual(10);
    expect(kills.filter((lines) => lines > 1 && lines <= caseCount).length).toBeGreaterThanOrEqual(8);
    expect(kills).toEqual(kills.toSorted((a, b) => a - b));
    expect(auxopt(args)).toEqual(undisturbed);
    expect(countLines(folder)).toBe(caseCount + 1);
    expect(readdirSync(folder)).toEqual(['journal.jsonl']);
  });

  it('in shards on one machine merges to the same report', async () => {
    const folders = [1, 2, 3].map((index) => join(parent, `shard-${index}`));
    await Promise.all(
      folders.map((folder, index) =>
        killUntilDone(
          ['check', ...options, '--shard', `${index + 1}/3`, '--out', folder, '--workers', '1'],
          folder,
          index,
        ),
      ),
    );
    expect(auxopt(['merge', ...folders, '--json'])).toEqual(undisturbed);
    const cases = folders.flatMap((folder) =>
      readFileSync(join(folder, 'journal.jsonl'), 'utf8').trimEnd().split('\n').slice(1),
    );
    expect(new Set(cases).size).toBe(caseCount);
  });
});

describe('a verification that is killed many times', () => {
  // one mistake, so that shrinking and new processes are cut off in the middle as well
  const served = ['--', process.execPath, main, 'serve', '--mutant', 'rate-twice', '--variant', 'aux-mom'];
  const only = ['L1/*', 'L2/*', 'L5/*/tape'].flatMap((ids) => ['--only', ids]);
  const asked = ['verify', '--level', '5', '--cases', '15', '--seed', '3', ...only];

  it('prints the report of an undisturbed one', async () => {
    const folder = join(parent, 'verify');
    const args = [...asked, '--out', folder, '--json', ...served];
    const kills = await killUntilDone(args, folder, 1);
    const alone = auxopt([...asked, '--json', ...served]);
    expect([alone.code, alone.stderr]).toEqual([1, '']);
    const total = countLines(folder);
    expect(kills.filter((lines) => lines > 1 && lines < total).length).toBeGreaterThanOrEqual(3);
    expect(kills).toEqual(kills.toSorted((a, b) => a - b));
    expect(auxopt(args)).toEqual(alone);
    const cases = readFileSync(join(folder, 'journal.jsonl'), 'utf8').trimEnd().split('\n').slice(1);
    const numbers = cases.map((line) => (JSON.parse(line) as { case: number }).case);
    expect(numbers.toSorted((a, b) => a - b)).toEqual(Array.from({ length: total - 1 }, (_, i) => i));
    expect(readdirSync(folder)).toEqual(['journal.jsonl']);
  });
});
