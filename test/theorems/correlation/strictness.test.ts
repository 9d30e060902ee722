/** Cases of CORR in which correlation moves Σ_D without any effect. */
import { describe, expect, it } from 'vitest';
import { multiplyMatrices, type Matrix } from '../../../spec/algebra/index.js';
import { isCorrelationIncrease } from '../../../spec/theorems/index.js';
import { parseExactNumber, type Ratio } from '../../../src/exact/index.js';
import type { ProblemCase } from '../../../src/problems/index.js';
import { rationals, withNoise, coupleFactors } from '../../../docs/tooling/theory-figures/noise.js';
import { covarianceDrop, measureResponses, squaredGradients, covariancesOf } from './responses.js';

type Rational = typeof rationals.one;

const format = (matrix: Matrix<Rational>): string => matrix.flat().map(rationals.format).join(' ');

/** f = x₁²/2 in two dimensions, h likewise with curvature (0.5, 0.3): noise along e₂ never reaches ∇f. */
const flat = ((): ProblemCase<Ratio> => {
  const number = parseExactNumber;
  const diagonal = (...entries: readonly string[]) => ({
    matrix: entries.map((entry, i) => entries.map((_, j) => number(i === j ? entry : '0'))),
    vector: ['0.3', '0'].map(number),
    constant: number('0'),
  });
  const [target, auxiliary] = [diagonal('1', '0'), diagonal('0.5', '0.3')];
  return {
    name: 'flat along the second axis',
    variant: 'aux-mom',
    problem: {
      dimension: 2,
      target,
      auxiliary,
      snapshotAtoms: [{ probability: number('1'), target, auxiliary }],
      localAtoms: [{ probability: number('1'), auxiliary }],
    },
    parameters: { stepSize: number('0.1'), momentumWeight: number('0.5'), localStepCount: 2, roundCount: 3 },
    initialization: { kind: 'zero' },
    startingPoint: [number('1'), number('-1')],
    seed: 1,
  };
})();

/** Noise ±2eᵢ in g_f and g_h with probability ¼ for each axis, of correlation ρᵢ. */
const lawOf = (first: string, second: string) =>
  coupleFactors(
    rationals,
    [first, second].map((correlation, axis) => {
      const direction = [0, 1].map((i) => rationals.fromString(i === axis ? '2' : '0'));
      return {
        probability: rationals.fromString('1/4'),
        target: direction,
        auxiliary: direction,
        correlation: rationals.fromString(correlation),
      };
    }),
  );

const compare = (left: readonly Rational[], right: readonly Rational[]): readonly number[] =>
  left.map((value, point) => Math.sign(rationals.compare(value, right[point] ?? value)));

describe('strictness', () => {
  const base = lawOf('0', '0');
  const before = squaredGradients(withNoise(flat, base));

  it.each(['aux-mom', 'aux-mvr'] as const)(
    '%s: Σ_D moves along a flat direction, and nothing changes',
    (variant) => {
      const given = { ...flat, variant };
      const aside = lawOf('0', '1');
      const drop = covarianceDrop(base, aside);
      const coefficients = measureResponses(given).map(({ coefficient }) => coefficient);
      const moved = coefficients.map((coefficient) => multiplyMatrices(rationals, coefficient, drop));
      expect(format(drop)).toBe('0 0 0 2');
      expect(format(coefficients.at(-1) ?? [])).not.toBe('0 0 0 0');
      expect(moved.map(format)).toEqual(moved.map(() => '0 0 0 0'));
      const [from, to] = [base, aside].map((law) => squaredGradients(withNoise(given, law)));
      expect(from).toEqual(to);
    },
  );

  it('the same amount along the curved direction lowers every point but the start', () => {
    expect(compare(before, squaredGradients(withNoise(flat, lawOf('1', '0'))))).toEqual([0, 1, 1, 1, 1, 1]);
  });

  it('a scalar increase that is none in the Loewner order raises E‖∇f‖²', () => {
    const [less, more] = [lawOf('0.2', '0'), lawOf('0', '0.9')];
    const [lower, higher] = [less, more].map((law) => covariancesOf(rationals, law).cross);
    expect(isCorrelationIncrease(rationals, lower ?? [], higher ?? [])).toBe(false);
    const [from, to] = [less, more].map((law) => squaredGradients(withNoise(flat, law)));
    expect(compare(from ?? [], to ?? [])).toEqual([0, -1, -1, -1, -1, -1]);
  });
});
