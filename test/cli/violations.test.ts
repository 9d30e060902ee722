/** A violation is saved as a file that runs, and its message says how to make it again. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { checkCampaign, judgeCheckCase } from '../../src/campaigns/index.js';
import type { CaseRecord, CheckOptions } from '../../src/campaigns/index.js';
import { reportViolations } from '../../src/cli/check/violations.js';
import type { TheoremCaseResult } from '../../src/theorems/rates/index.js';
import { auxopt } from '../support/run-cli.js';
import { temporaryFolder } from '../support/temporary-folder.js';

const folder = temporaryFolder();

const options: CheckOptions = { cases: 7, seed: 3, theorems: ['SGD-1', 'MOM-2'] };

/** The first case that satisfies a condition, declared a violation: the theorems have none to show. */
function plant(matches: (result: TheoremCaseResult) => boolean): CaseRecord<TheoremCaseResult> {
  for (let caseNumber = 0; caseNumber < checkCampaign.countCases(options); caseNumber += 1) {
    const { result } = judgeCheckCase(options, caseNumber);
    if (matches(result)) return { caseNumber, result: { ...result, isViolation: true, ratio: '1.500000' } };
  }
  throw new Error('there is no such case');
}

const quadratic = plant((result) => result.kind === 'random' && result.isQuadratic && result.index === 2);
const rational = plant((result) => result.kind === 'random' && !result.isQuadratic);
const stored = plant((result) => result.kind === 'stored');
const fine = { ...quadratic, result: { ...quadratic.result, isViolation: false } };

describe('violations', () => {
  it('are named, with the command that makes them again', () => {
    expect(reportViolations(options, [fine, quadratic, stored], undefined)).toEqual([
      'SGD-1 is violated by random case 2: G/bound = 1.500000; again: auxopt check --theorem SGD-1 --seed 3 --cases 3',
      'SGD-1 is violated by sgd-1-attained: G/bound = 1.500000',
    ]);
    expect(readdirSync(folder)).toEqual([]);
  });

  it('are saved, each under a name of its own', () => {
    const messages = reportViolations(options, [fine, quadratic, rational, stored], folder);
    const names = ['2', '6', 'sgd-1-attained'].map((name) => `violation-sgd-1-3-${name}.json`);
    expect(readdirSync(folder).toSorted()).toEqual(names);
    for (const [index, name] of names.entries())
      expect(messages[index]).toContain(`saved as ${join(folder, name)}`);
    for (const name of [names[0], names[2]])
      expect(auxopt(['run', join(folder, name ?? ''), '--engine', 'fast']).code).toBe(0);
    const second = JSON.parse(readFileSync(join(folder, names[1] ?? ''), 'utf8')) as unknown;
    expect(second).toMatchObject({ theorem: 'SGD-1', case: 6 });
  });
});
