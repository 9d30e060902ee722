import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { mapProblem, type QuadraticProblem } from '../../spec/model/index.js';
import { createRationalField } from '../../src/exact/index.js';
import { checkProblem } from '../../src/problems/check-problem.js';

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
    const probability = (j: number) => `${weights[j] ?? 0}/${total}`;
    const atoms = weights.map((_, j) => entries.slice(12 * j, 12 * (j + 1)));
    const mean = (i: number) => atoms.reduce((sum, atom, j) => sum + (weights[j] ?? 0) * (atom[i] ?? 0), 0);
    // The off-diagonal means have to be equal, so the second atom entry mirrors the first.
    const sample = (value: (i: number) => string, from: number) => ({
      matrix: [
        [value(from), value(from + 1)],
        [value(from + 1), value(from + 2)],
      ],
      vector: [value(from + 3), value(from + 4)],
    });
    const target = { ...sample((i) => `${mean(i)}/${total}`, 0), constant: '0' };
    const auxiliary = { ...sample((i) => `${mean(i)}/${total}`, 6), constant: '1' };
    const samples = atoms.map((atom, j) => ({
      probability: probability(j),
      target: sample((i) => String(atom[i]), 0),
      auxiliary: sample((i) => String(atom[i]), 6),
    }));
    return { dimension: 2, target, auxiliary, snapshotAtoms: samples, localAtoms: samples };
  });

const check = (problem: QuadraticProblem<string>) => {
  checkProblem(field, mapProblem(problem, field.fromString), 'a.json');
};

/** Adds 1/1000 to the n-th number of a problem, counted as `mapProblem` meets them. */
const nudged = (problem: QuadraticProblem<string>, n: number): QuadraticProblem<string> => {
  let met = 0;
  return mapProblem(problem, (text) => {
    met += 1;
    if (met - 1 !== n) return text;
    return field.format(field.add(field.fromString(text), field.fromString('1/1000')));
  });
};

const countNumbers = (problem: QuadraticProblem<string>): number => {
  let met = 0;
  mapProblem(problem, () => (met += 1));
  return met;
};

describe('checkProblem', () => {
  it('accepts every problem whose means are the means of its atoms', () => {
    fc.assert(fc.property(problems, check));
  });

  it('refuses it when any one number but a constant is off by a thousandth', () => {
    fc.assert(
      fc.property(problems, fc.nat(), (problem, seed) => {
        const n = seed % countNumbers(problem);
        // Per function: 4 matrix entries, 2 vector entries, then the constant, which no oracle sees.
        if (n === 6 || n === 13) expect(() => { check(nudged(problem, n)); }).not.toThrow(); // prettier-ignore
        else expect(() => { check(nudged(problem, n)); }).toThrow(/^a\.json at \$\./); // prettier-ignore
      }),
      { numRuns: 300 },
    );
  });

  it('takes atoms that only average to a symmetric matrix', () => {
    const skew = (sign: string) => ({
      probability: '1/2',
      target: { matrix: [['1', `${sign}1`], [`${sign}0`, '1']], vector: ['0', '0'] }, // prettier-ignore
      auxiliary: { matrix: [['0', '0'], ['0', '0']], vector: ['0', '0'] }, // prettier-ignore
    });
    const zero = { matrix: [['0', '0'], ['0', '0']], vector: ['0', '0'], constant: '0' }; // prettier-ignore
    check({
      dimension: 2,
      target: { ...zero, matrix: [['1', '0'], ['0', '1']] }, // prettier-ignore
      auxiliary: zero,
      snapshotAtoms: [skew(''), skew('-')],
      localAtoms: [{ probability: '1', auxiliary: zero }],
    });
  });
});
