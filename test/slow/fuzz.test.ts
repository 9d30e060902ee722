/** The fuzz as it is run by hand and at night, with faults that it must find and with the readers of the project. */
import { execFileSync } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import type { fuzz as Fuzz } from '../fuzz/kit/campaign.js';
import type { Subject } from '../fuzz/kit/subject.js';
import { root } from '../support/run-cli.js';
import { temporaryFolder } from '../support/temporary-folder.js';

const out = temporaryFolder();
beforeAll(() => {
  execFileSync('npx', ['tsc', '-p', 'test/fuzz/tsconfig.json'], { cwd: root });
}, 300_000);

/** Threads run compiled code only. */
const built = (path: string): string => new URL(`../../dist/test/fuzz/${path}`, import.meta.url).href;

describe('a planted fault', () => {
  it.each([
    ['accepts-nan', /NaN is accepted as a number/],
    ['throws-a-type-error', /TypeError: Cannot read properties of/],
    ['names-the-engine', /the message is the engine's own/],
    ['keeps-the-last-of-two-keys', /a repeated key is read/],
    ['loops', /hangs: no end within 3 s/],
    ['fills-the-memory', /takes more than 200 MB/],
  ])('%s is found for that reason, and its input can be made again', async (name, reason) => {
    const { fuzz, remakeInput } = (await import(built('kit/campaign.js'))) as {
      fuzz: typeof Fuzz;
      remakeInput: (subject: Subject, seed: number, path: string) => string;
    };
    const module = built('planted-faults.js');
    const { plantedFaults } = (await import(module)) as { plantedFaults: readonly Subject[] };
    const subjects = plantedFaults.filter((each) => each.name === name);
    const [report] = await fuzz({
      subjects,
      list: { module, exportName: 'plantedFaults' },
      inputs: 20_000,
      seed: 11,
      limits: { seconds: 3, megabytes: 200 },
    });
    const finding = report?.finding;
    expect(finding?.reason).toMatch(reason);
    const [subject] = subjects;
    expect(subject && remakeInput(subject, finding?.seed ?? 0, finding?.path ?? '')).toBe(finding?.input);
  });
});

describe('the readers of the project', () => {
  it('stand 20 000 inputs, without a finding and without a word on standard error', () => {
    const args = ['dist/test/fuzz/main.js', '--inputs', '20000', '--seed', '220600395', '--out', out];
    const text = execFileSync(process.execPath, args, { cwd: root, encoding: 'utf8' });
    expect(text).toMatch(/^seed 220600395\n/);
    expect(text).toMatch(/\n20\d\d\d inputs, 0 findings\n$/);
    expect(readdirSync(out).map((name) => readFileSync(join(out, name), 'utf8'))).toEqual([]);
  });
});
