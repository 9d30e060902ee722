/** The counterexample to the scalar form of CORR, as a run. */
import type { Matrix } from '../../../spec/algebra/index.js';
import { scalarCounterexample } from '../../../spec/theorems/index.js';
import { parseExactNumber, type Ratio } from '../../exact/index.js';
import type { ProblemCase } from '../../problems/index.js';
import { rationals, withNoise } from './coefficient.js';
import { coupleFactors } from './noise.js';

const number = parseExactNumber;

/** The two cross-covariances: `a` has the smaller E⟨noise_f, noise_h⟩. */
export type ScalarSide = 'a' | 'b';

/**
 * A = diag(1, 0.01), B = A/2, b = c = 0, both noises with covariance I and the cross-covariance of
 * {@link scalarCounterexample}; a = 1, K = 1, T = 2, η = 0.5, x⁰ = (1, 1), m⁰ = 0, no local noise.
 *
 * @param side - `a`: diag(0.2, 0), σ_D² = 3.6; `b`: diag(0, 0.9), σ_D² = 2.2.
 * @param roundCount - T; noise reaches G from the second round on.
 */
export function createScalarCase(side: ScalarSide, roundCount = 2): ProblemCase<Ratio> {
  const { targetMatrix, lower, higher } = scalarCounterexample;
  const cross = side === 'a' ? lower : higher;
  const quadratic = (matrix: Matrix<string>) => ({
    matrix: matrix.map((row) => row.map((text) => number(text))),
    vector: [number('0'), number('0')],
    constant: number('0'),
  });
  const target = quadratic(targetMatrix);
  const auxiliary = quadratic([
    ['0.5', '0'],
    ['0', '0.005'],
  ]);
  const silent: ProblemCase<Ratio> = {
    name: `correlation: the scalar form, ${side}`,
    variant: 'aux-mom',
    problem: {
      dimension: 2,
      target,
      auxiliary,
      snapshotAtoms: [{ probability: number('1'), target, auxiliary }],
      localAtoms: [{ probability: number('1'), auxiliary }],
    },
    parameters: { stepSize: number('0.5'), momentumWeight: number('1'), localStepCount: 1, roundCount },
    initialization: { kind: 'zero' },
    startingPoint: [number('1'), number('1')],
    seed: 1,
  };
  // With probability 1/4 each, noise ±2eᵢ: covariance I.
  const factors = [0, 1].map((axis) => {
    const direction = [0, 1].map((i) => rationals.fromString(i === axis ? '2' : '0'));
    const correlation = rationals.fromString(cross[axis]?.[axis] ?? '0');
    return { probability: rationals.fromString('1/4'), target: direction, auxiliary: direction, correlation };
  });
  return withNoise(silent, coupleFactors(rationals, factors));
}
