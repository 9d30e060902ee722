/** STAB, CORR and NAIVE: the examples of theory, the edges, and the counterexample that must stay one. */
import { describe, expect, it } from 'vitest';
import { rationalField as field } from '../../../proofs-checks/theorems/rational-field.js';
import { checkNaive } from '../../../proofs-checks/theorems/baselines.js';
import { checkStability } from '../../../proofs-checks/theorems/stab.js';
import type { Rational } from '../../../proofs-checks/kernel/rational.js';
import { multiplyMatrices, type Matrix } from '../../../spec/algebra/index.js';
import {
  combineVerdicts,
  isCorrelationIncrease,
  naiveLimit,
  naiveRound,
  roundFactors,
  roundMatrix,
  scalarCounterexample,
  stabilityVerdict,
  type StabilityInput,
} from '../../../spec/theorems/index.js';
import { differenceCovariance } from '../../theorems/correlation/responses.js';
import { number, text } from './rational.js';

const pair = (
  targetEigenvalue: string,
  auxiliaryEigenvalue: string,
  stepSize = '1/10',
  momentumWeight = '1/2',
  localStepCount = 3,
): StabilityInput<Rational> => ({
  stepSize: number(stepSize),
  momentumWeight: number(momentumWeight),
  localStepCount,
  targetEigenvalue: number(targetEigenvalue),
  auxiliaryEigenvalue: number(auxiliaryEigenvalue),
});

describe('STAB', () => {
  it.each([
    ['true', 'a mild pair', pair('1', '1')],
    ['true', 'a concave h', pair('1', '-1')],
    ['true', 'a flat h', pair('1', '0')],
    ['true', 'a pair that converges to a maximiser', pair('-0.1', '2.2', '1', '0.9', 2)],
    ['boundary', 'λ_f = 0', pair('0', '1')],
    ['boundary', 'S = 0: ηλ_h = 2 with K even freezes x', pair('1', '2', '1', '1/2', 2)],
    ['boundary', 'S = 0 and a = 1', pair('1', '2', '1', '1', 2)],
    ['boundary', 'an inequality that is an equality: a = 1, K = 1, ηλ_f = 2', pair('2', '1', '1', '1', 1)],
    ['true', 'a little inside of it', pair('1.99', '1', '1', '1', 1)],
    ['false', 'a little outside of it', pair('2.01', '1', '1', '1', 1)],
    ['false', 'a large K and a concave h', pair('1', '-1', '1/2', '1/2', 10)],
    ['false', 'a concave f', pair('-1', '1')],
  ])('is %s for %s', (verdict, _what, input) => {
    expect(stabilityVerdict(field, input)).toBe(verdict);
  });

  it('has Q and S of the local steps, by a few products for any number of them', () => {
    let products = 0;
    const multiply: typeof field.multiply = (left, right) => {
      products += 1;
      return field.multiply(left, right);
    };
    for (let count = 1; count <= 40; count += 1) {
      const { decay, reach } = roundFactors({ ...field, multiply }, pair('1', '3', '1/10', '1/2', count));
      let [Q, S] = [field.one, field.zero];
      for (let step = 0; step < count; step += 1) {
        S = field.add(S, field.multiply(number('1/10'), Q));
        Q = field.multiply(number('7/10'), Q);
      }
      expect([text(decay), text(reach)]).toEqual([text(Q), text(S)]);
    }
    products = 0;
    roundFactors({ ...field, multiply }, pair('1', '0', '1/10', '1/2', 10_000));
    expect(products).toBeLessThan(50);
  });

  it('has the eigenvalues 1 and āQ for λ_f = 0', () => {
    const [[p, q], [r, s]] = roundMatrix(field, pair('0', '1'));
    const determinant = field.subtract(field.multiply(p, s), field.multiply(q, r));
    const trace = field.add(p, s);
    expect(text(determinant)).toBe('729/2000'); // āQ = ½·0.9³
    expect(text(field.subtract(trace, determinant))).toBe('1');
  });

  it('combines: false over boundary over true', () => {
    expect(combineVerdicts(['true', 'boundary', 'false'])).toBe('false');
    expect(combineVerdicts(['true', 'boundary'])).toBe('boundary');
    expect(combineVerdicts(['true', 'true'])).toBe('true');
  });

  it('checks out by Jury', () => {
    expect(checkStability()).toBe(true);
  });
});

const parse = (matrix: Matrix<string>): Matrix<Rational> => matrix.map((row) => row.map(number));
const traceOf = (matrix: Matrix<Rational>): Rational =>
  matrix.map((row, i) => row[i] ?? field.zero).reduce(field.add);

describe('CORR', () => {
  const lower = parse(scalarCounterexample.lower);
  const higher = parse(scalarCounterexample.higher);
  const marginal = parse(scalarCounterexample.marginal);

  it('keeps the counterexample to the scalar form', () => {
    const A = parse(scalarCounterexample.targetMatrix);
    const covariances = [lower, higher].map((cross) =>
      differenceCovariance(field, marginal, marginal, cross),
    );
    expect(covariances.map((covariance) => text(traceOf(covariance)))).toEqual(
      scalarCounterexample.snapshotVariances.map((value) => text(number(value))),
    );
    const square = multiplyMatrices(field, A, A);
    expect(
      covariances.map((covariance) => text(traceOf(multiplyMatrices(field, square, covariance)))),
    ).toEqual(scalarCounterexample.weightedVariances.map((value) => text(number(value))));
    // The scalar correlation rises, the Loewner order says nothing, and the weighted variance rises too.
    expect(field.compare(traceOf(lower), traceOf(higher))).toBeLessThan(0);
    expect(isCorrelationIncrease(field, lower, higher)).toBe(false);
    expect(isCorrelationIncrease(field, higher, lower)).toBe(false);
  });

  it('orders by the symmetric part', () => {
    const skew = parse([
      ['0.2', '0.5'],
      ['-0.5', '0'],
    ]);
    expect(isCorrelationIncrease(field, lower, skew)).toBe(true);
    expect(isCorrelationIncrease(field, skew, lower)).toBe(true);
    expect(isCorrelationIncrease(field, lower, marginal)).toBe(true);
    expect(isCorrelationIncrease(field, marginal, lower)).toBe(false);
  });
});

it('NAIVE contracts to the wrong point', () => {
  const { factor, shift } = naiveRound(field);
  expect(text(factor)).toBe(text(number('0.1207959552')));
  expect(text(shift)).toBe(text(number('0.432891136')));
  const { numerator, denominator } = naiveLimit(field);
  const limit = field.divide(numerator, denominator);
  expect(field.compare(limit, number('0.121212675067'))).toBeGreaterThan(0);
  expect(field.compare(limit, number('0.121212675068'))).toBeLessThan(0);
  expect(checkNaive()).toBe(true);
});
