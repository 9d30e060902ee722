/** The pieces of the demo; the whole of it is `npm start`, which CI runs. */
import { describe, expect, it } from 'vitest';
import { withinBudget } from '../../src/problems/with-variant.js';
import { demonstrateRealData } from '../../src/cli/demo/real-data.js';
import { demonstrateVerification } from '../../src/cli/demo/command.js';
import { loadProblem } from '../../src/cli/read-file.js';
import { silentProgress } from '../../src/cli/progress.js';
import { formatSignificant } from '../../src/exact/short-number.js';
import { createRatio, parseExactNumber } from '../../src/exact/index.js';
import { writtenOn } from '../support/terminal.js';

const load = (file: string) => loadProblem(`docs/examples/${file}`);

describe('what is printed', { tags: ['long', 'gate'] }, () => {
  const widest = (text: string): number => Math.max(...text.split('\n').map((line) => line.length));
  const real = { deterministic: load('iris.json'), stochastic: load('iris-stochastic.json') };
  const showReal = () => {
    expect(demonstrateRealData(real, silentProgress)).toEqual([]);
  };

  it('has what is measured beside what is proved, with the theorem', async () => {
    const text = await writtenOn(80, showReal);
    expect(widest(text)).toBeLessThanOrEqual(80);
    expect(text).toMatch(/AuxMOM .*2\.65e-7 .*0\.00456 │ 0\.00707 │ RATE-DET/);
    expect(text).toMatch(
      /Provably better [\s\S]*\(SEP-DET\)[\s\S]*x⁰\samong\sthem,\sthe\sfactor\sis\sat\sleast\s4\.06/,
    );
    expect(text).toMatch(/is\sopen\s\(SEP-NOISE/);
    expect(text).toMatch(/naive .*nothing/);
  });

  it('promises nothing with 3h in place of h', async () => {
    const { problem, ...rest } = real.deterministic;
    const { matrix } = problem.auxiliary;
    const tripled = matrix.map((row) => row.map((value) => ({ ...value, numerator: 3n * value.numerator })));
    const [auxiliary, probability] = [{ ...problem.auxiliary, matrix: tripled }, createRatio(1n, 1n)];
    const snapshotAtoms = [{ probability, target: problem.target, auxiliary }];
    const far = { ...problem, auxiliary, snapshotAtoms, localAtoms: [{ probability, auxiliary }] };
    const changed = { ...real, deterministic: { ...rest, problem: far } };
    const text = await writtenOn(80, () => demonstrateRealData(changed, silentProgress));
    expect(text).not.toContain('Provably better');
  });
});

describe('the verification', () => {
  it('passes what is right, and names the planted mistake', async () => {
    expect(await demonstrateVerification()).toEqual([]);
  });

  it('says so where no mistake is planted', { tags: 'long' }, async () => {
    expect(await demonstrateVerification((a) => 1 - a)).toEqual(['a planted mistake is not named']);
  });
});

describe('equal numbers of target gradients', () => {
  it.each([
    ['aux-mom', 40, 40],
    ['aux-mvr', 40, 20],
    ['aux-mvr', 41, 21],
    ['sgd', 7, 7],
  ] as const)('%s gets within %i target gradients %i rounds', (variant, budget, rounds) => {
    expect(withinBudget(load('iris.json'), variant, budget).parameters.roundCount).toBe(rounds);
  });
});

it.each([
  ['0', 3, '0'],
  ['0.0204287', 3, '0.0204'],
  ['9.9996', 4, '10.00'],
  ['-1234.56', 6, '-1234.56'],
  ['123456789', 3, '1.23e8'],
  ['1/3', 6, '0.333333'],
  ['2.248276288e-52', 6, '2.24828e-52'],
  ['1e-400', 2, '1.0e-400'],
  ['99999.9', 3, '100000'],
  ['999999.9', 3, '1.00e6'],
])('formatSignificant %s to %i digits is %s', (text, digits, expected) => {
  expect(formatSignificant(parseExactNumber(text), digits)).toBe(expected);
});
