import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { mapProblem, type QuadraticProblem } from '../../spec/model/index.js';
import { createRationalField, formatRatio } from '../../src/exact/index.js';
import { checkProblem } from '../../src/problems/check-problem.js';
import { explicitFile, resolved } from './fixtures.js';
import { forAll } from '../support/for-all.js';

const field = createRationalField();
const integer = fc.integer({ min: -9, max: 9 });

/** Problems in two dimensions: random atoms with weights w_j/Σw, and the means that they have. */
const problems = fc
  .record({
    weights: fc.array(fc.integer({ min: 1, max: 5 }), { minLength: 1, maxLength: 4 }),
    entries: fc.array(integer, { minLength: 48, maxLength: 48 }),
  })
  .map(({ weights, entries }): QuadraticProblem<string> => {
    const total = weights.reduce((sum, weight) => sum + weight);
    const atoms = weights.map((_, j) => entries.slice(12 * j, 12 * (j + 1)));
    const mean = (i: number) =>
      `${atoms.reduce((sum, atom, j) => sum + (weights[j] ?? 0) * (atom[i] ?? 0), 0)}/${total}`;
    // the entry below the diagonal is the one above it
    const sample = (value: (i: number) => string, from: number) => ({
      matrix: [[value(from), value(from + 1)], [value(from + 1), value(from + 2)]], // prettier-ignore
      vector: [value(from + 3), value(from + 4)],
    });
    const samples = atoms.map((atom, j) => ({
      probability: `${weights[j] ?? 0}/${total}`,
      target: sample((i) => String(atom[i]), 0),
      auxiliary: sample((i) => String(atom[i]), 6),
    }));
    const target = { ...sample(mean, 0), constant: '0' };
    const auxiliary = { ...sample(mean, 6), constant: '1' };
    return { dimension: 2, target, auxiliary, snapshotAtoms: samples, localAtoms: samples };
  });

const check = (problem: QuadraticProblem<string>) => {
  checkProblem(field, mapProblem(problem, field.fromString), 'a.json');
};

/** A problem with 1/1000 added to its n-th number, counted as `mapProblem` meets them. */
const nudged = (problem: QuadraticProblem<string>, n: number): QuadraticProblem<string> => {
  let met = -1;
  const more = (text: string) => field.format(field.add(field.fromString(text), field.fromString('1/1000')));
  return mapProblem(problem, (text) => ((met += 1) === n ? more(text) : text));
};

describe('checkProblem', () => {
  it('accepts every problem whose means are the means of its atoms', () => {
    forAll(100, [problems], check);
  });

  it('refuses it when any one number but a constant is off by a thousandth', () => {
    forAll(300, [problems, fc.nat()], (problem, seed) => {
      let count = 0;
      mapProblem(problem, () => (count += 1));
      const n = seed % count;
      const run = (): void => {
        check(nudged(problem, n));
      };
      // Per function: 4 matrix entries, 2 vector entries, then the constant, which no oracle sees.
      if (n === 6 || n === 13) expect(run).not.toThrow();
      else expect(run).toThrow(/^a\.json at \$\./);
    });
  });

  it('takes atoms that only average to a symmetric matrix', () => {
    const skew = (above: string, below: string) => ({
      probability: '1/2',
      target: { matrix: [['1', above], [below, '2']] }, // prettier-ignore
    });
    const { problem } = resolved({ ...explicitFile, snapshotAtoms: [skew('1', '0'), skew('0', '1')] });
    const [first] = problem.snapshotAtoms;
    expect(first?.target.matrix.flat().map(formatRatio)).toEqual(['1', '1', '0', '2']);
  });
});
