/** The stored examples of CORR: the scalar form is false, and an auxiliary that makes things worse than SGD. */
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import type { Matrix } from '../../../spec/algebra/index.js';
import { mapProblem } from '../../../spec/model/index.js';
import { isCorrelationIncrease, scalarCounterexample } from '../../../spec/theorems/index.js';
import { formatRatio, parseExactNumber, type Ratio } from '../../../src/exact/index.js';
import { subtractRatios } from '../../../src/exact/exact-number.js';
import {
  formatProblemFile,
  readProblem,
  toProblemFile,
  withVariant,
  type ResolvedProblem,
} from '../../../src/problems/index.js';
import { rationals } from '../../../docs/tooling/theory-figures/noise.js';
import {
  covarianceDrop,
  differenceCovarianceOf,
  squaredGradients,
  covariancesOf,
  noiseOf,
} from './responses.js';
import {
  averageSquaredGradient,
  createCorrelationExample,
  isBelow,
  tune,
  createScalarCase,
  type ScalarSide,
} from '../../../docs/tooling/theory-figures/correlation-examples.js';

const folder = new URL('../../../docs/examples/', import.meta.url);
const load = (name: string): ResolvedProblem =>
  readProblem(readFileSync(new URL(name, folder), 'utf8'), name, () => '');
const lawOf = (given: ResolvedProblem) => noiseOf(rationals, mapProblem(given.problem, rationals.fromRatio));
type Rational = typeof rationals.one;
const format = (matrix: Matrix<Rational>) => matrix.map((row) => row.map(rationals.format));
const trace = (matrix: Matrix<Rational>): string =>
  rationals.format(matrix.map((row, i) => row[i] ?? rationals.zero).reduce(rationals.add));
const number = (text: string): Ratio => parseExactNumber(text);

describe('the scalar form of CORR is false', () => {
  const sides = (['a', 'b'] as const).map((side) => load(`correlation-scalar-${side}.json`));
  const [first, second] = sides.map(lawOf);

  it.each<ScalarSide>(['a', 'b'])('the file of side %s is the case', (side) => {
    const file = load(`correlation-scalar-${side}.json`);
    expect(formatProblemFile(toProblemFile(file))).toBe(
      formatProblemFile(toProblemFile(createScalarCase(side))),
    );
  });

  it('the marginals are equal, σ_D² falls from 3.6 to 2.2, and the Loewner order does not hold', () => {
    const [lower, higher] = [first, second].map((law) => covariancesOf(rationals, law ?? []));
    for (const covariances of [lower, higher]) {
      expect(format(covariances?.target ?? [])).toEqual(scalarCounterexample.marginal);
      expect(format(covariances?.auxiliary ?? [])).toEqual(scalarCounterexample.marginal);
    }
    expect(format(lower?.cross ?? [])).toEqual(scalarCounterexample.lower);
    expect(format(higher?.cross ?? [])).toEqual(scalarCounterexample.higher);
    const variances = [first, second].map((law) => trace(differenceCovarianceOf(law ?? [])));
    expect(variances).toEqual(scalarCounterexample.snapshotVariances);
    expect(isCorrelationIncrease(rationals, lower?.cross ?? [], higher?.cross ?? [])).toBe(false);
    expect(trace(covarianceDrop(first ?? [], second ?? []))).toBe('1.4');
  });

  it('and yet G rises, by η²(2.00002 − 1.6002)/2', () => {
    const [before, after] = sides.map(averageSquaredGradient);
    expect(formatRatio(subtractRatios(after ?? number('0'), before ?? number('0')))).toBe(
      formatRatio(number('0.0499775')), // 0.25·0.39982/2
    );
    // The noise part of E‖∇f(x¹)‖² is η² tr(A²Σ_D); the deterministic part is ‖∇f(x¹)‖² = 0.5²·1 + 0.01²·0.995².
    const noise = sides.map((side) => rationals.subtract(squaredGradients(side)[1] ?? rationals.zero, rationals.fromString('0.2500990025'))); // prettier-ignore
    expect(noise.map(rationals.format)).toEqual(['0.40005', '0.500005']);
  });

  it('from the second round on only: at T = 1 the two are equal', () => {
    const [before, after] = (['a', 'b'] as const).map((side) =>
      averageSquaredGradient(createScalarCase(side, 1)),
    );
    expect(before).toEqual(after);
  });
});

describe('an auxiliary that makes things worse than SGD', () => {
  const worse = load('worse-than-sgd.json');

  it('is the example of the figure at ρ = −1', () => {
    const expected = createCorrelationExample(number('-1'));
    expect(formatProblemFile(toProblemFile(worse))).toBe(formatProblemFile(toProblemFile(expected)));
  });

  it('G of aux-mom exceeds that of sgd with its best step size, at 20 target gradients each', () => {
    const sgd = tune(worse, 'sgd');
    expect(sgd.stepSize).toBe('0.5');
    expect(isBelow(sgd.value, averageSquaredGradient(worse))).toBe(true);
  });

  it(
    'and no η, a, K of the grid helps; at ρ = 1 the same auxiliary is worth having',
    { tags: 'long' },
    () => {
      const sgd = tune(worse, 'sgd');
      expect(isBelow(sgd.value, tune(worse, 'aux-mom').value)).toBe(true);
      const correlated = createCorrelationExample(number('1'));
      expect(isBelow(averageSquaredGradient(correlated), sgd.value)).toBe(true);
      expect(isBelow(tune(correlated, 'aux-mom').value, sgd.value)).toBe(true);
    },
  );

  it('G is affine in ρ for aux-mom and aux-mvr, and constant for the others', () => {
    for (const variant of [
      'aux-mom',
      'aux-mvr',
      'aux-mom-target',
      'aux-mvr-target',
      'naive',
      'sgd',
    ] as const) {
      const values = ['-1', '-0.5', '0', '0.5', '1'].map((text) =>
        averageSquaredGradient(withVariant(createCorrelationExample(number(text)), variant)),
      );
      const steps = values.slice(1).map((value, i) => formatRatio(subtractRatios(value, values[i] ?? value)));
      expect(new Set(steps).size, variant).toBe(1);
      if (variant === 'aux-mom' || variant === 'aux-mvr') expect(steps[0]).toMatch(/^-0\.\d/);
      else expect(steps[0]).toBe('0');
    }
  });
});
