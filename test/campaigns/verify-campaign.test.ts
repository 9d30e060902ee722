/** The campaign `verify` gives the report of a verification in one process, and its results survive a journal. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import {
  failingProblems,
  mergeShards,
  openShards,
  runCampaign,
  verifyCampaign,
  type VerifyCampaignOptions,
} from '../../src/campaigns/index.js';
import { verifyCommand } from '../../src/verify/index.js';
import { createMatcher } from '../../src/verify/report/expectations.js';
import { combineProblems } from '../../src/verify/report/summarize.js';
import { type CaseResult, formatVerifyJson } from '../../src/verify/report/verify-report.js';
import { greetCommand } from '../../src/verify/run-verification.js';
import { readProblem } from '../../src/problems/index.js';
import { main, root } from '../support/run-cli.js';
import { openHere, newFolder, removeFolders } from './tiny-kind.js';

afterAll(removeFolders);

const only = ['L0/*', 'L1/*/callback', 'L2/*/planar/*', 'L3/*', 'L5/*'];
const served = (...args: string[]): [string, ...string[]] => [process.execPath, main, 'serve', ...args];

async function optionsFor(command: [string, ...string[]]): Promise<VerifyCampaignOptions> {
  const limits = { startSeconds: 60, requestSeconds: 30 };
  const { implementation, capabilities } = await greetCommand(command, limits);
  const asked = { command, files: [], level: 5, only, cases: 8, seed: 5 } as const;
  return { ...asked, startLimit: 60, requestLimit: 30, implementation, capabilities };
}

const sentence = /\d+ of \d+ random problems? fails?\. The first of them: /g;

describe('the campaign verify', () => {
  const saysTheSame = async (args: readonly string[], verdict: 'pass' | 'fail'): Promise<void> => {
    const command = served(...args);
    const options = await optionsFor(command);
    const folder = newFolder();
    const records = await runCampaign({
      kind: verifyCampaign,
      options,
      version: '0',
      openRunner: openHere,
      folder,
    });
    const report = await verifyCampaign.reduce(
      options,
      records.map(({ result }) => result),
    );
    expect(report.verdict).toBe(verdict);
    const matchers = only.map(createMatcher);
    // a campaign does not measure what its runs can see
    const { resolution: _, ...alone } = await verifyCommand(command, {
      level: 5,
      only: (id) => matchers.some((fits) => fits(id)),
      randomCases: options.cases,
      seed: options.seed,
    });
    const text = formatVerifyJson(report);
    // one process stops a search at its first failure, so it does not know how many fail
    expect(text.replaceAll(sentence, '')).toBe(formatVerifyJson(alone));
    expect(sentence.test(text)).toBe(verdict === 'fail');
    // and again from the journal
    const read = mergeShards(verifyCampaign, openShards([folder]));
    expect(read.records).toEqual(records);
    expect(
      formatVerifyJson(
        await verifyCampaign.reduce(
          read.options,
          read.records.map(({ result }) => result),
        ),
      ),
    ).toBe(text);
    const problems = failingProblems(read.options, read.records);
    expect(problems.length > 0).toBe(verdict === 'fail');
    for (const { name, text: problem } of problems) {
      expect(name).toMatch(/^L5-aux-mom-random-(callback|tape)-[0-7]$/);
      expect(readProblem(problem, name, () => '').problem.dimension).toBe(1);
    }
    expect(new Set(problems.map(({ name }) => name)).size).toBe(problems.length);
    if (args.includes('rational'))
      expect(readFileSync(join(folder, 'journal.jsonl'), 'utf8')).toContain('"Infinity"');
  };

  it('says of an honest implementation what one process says', { tags: 'long' }, async () => {
    await saysTheSame(['--variant', 'aux-mom'], 'pass');
  });
  it.each([
    ['a planted mistake', ['--mutant', 'weights-swapped', '--variant', 'aux-mom']],
    [
      'one in exact numbers',
      ['--mutant', 'weights-swapped', '--arithmetic', 'rational', '--variant', 'aux-mom'],
    ],
  ])('says of %s what one process says', { tags: 'long' }, async (_name, args) => {
    await saysTheSame(args, 'fail');
  });

  it('names every case', async () => {
    const options = await optionsFor(served('--variant', 'sgd'));
    const count = verifyCampaign.countCases(options);
    const names = Array.from({ length: count }, (_, index) => verifyCampaign.describeCase(options, index));
    expect(names[0]).toBe('L0/handshake');
    expect(names.slice(-8)).toContain('L5/sgd/random/tape, problem 8 of 8');
    expect(new Set(names).size).toBe(count);
    expect(() => verifyCampaign.describeCase(options, count)).toThrow(`there is no case ${count}`);
  });
});

describe('the problems of a search', () => {
  const result = (verdict: CaseResult['verdict'], message?: string): CaseResult => ({
    id: 'L5/sgd/random/tape',
    level: 5,
    verdict,
    ...(message === undefined ? {} : { message }),
  });

  it('are the first that fails, with the number of all that do', () => {
    const results = [result('pass'), result('crash', 'b'), result('unsupported', 'c'), result('fail', 'd')];
    expect(combineProblems(results)).toEqual(
      result('crash', '2 of 4 random problems fail. The first of them: b'),
    );
  });

  it('pass where one passes, and are a gap where none can be asked', () => {
    expect(combineProblems([result('unsupported', 'a'), result('pass'), result('unsupported', 'b')])).toEqual(
      result('pass'),
    );
    expect(combineProblems([result('unsupported', 'a'), result('unsupported', 'b')])).toEqual(
      result('unsupported', 'b'),
    );
  });
});

it('has every option of its journal on the page of the format', () => {
  const page = readFileSync(join(root, 'docs/formats/campaign.md'), 'utf8');
  const [, table = ''] = /## The kind `verify`\n([^]*?)\n\n[^|]/.exec(page) ?? [];
  const listed = [...table.matchAll(/^\| `(\w+)`/gm)].map(([, name]) => name);
  const { shape } = verifyCampaign.options as unknown as { readonly shape: object };
  expect(listed).toEqual(Object.keys(shape));
});
