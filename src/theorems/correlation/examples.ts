/** Two problems of the docs: where correlation alone decides against SGD, and where the scalar form of CORR fails. */
import type { Matrix, Vector } from '../../../spec/algebra/index.js';
import type { VariantName } from '../../../spec/model/index.js';
import { ContractError } from '../../errors.js';
import { parseExactNumber, type Ratio } from '../../exact/index.js';
import { expectRun } from '../../expectation/index.js';
import { withVariant, type ProblemCase } from '../../problems/index.js';
import { coupleFactors } from './noise.js';
import { rationals, withNoise } from './coefficient.js';
import { scalarCounterexample } from '../../../spec/theorems/index.js';

const number = parseExactNumber;

/**
 * f = x²/2, h = x²/4 − x (L = 1, δ = 1/2), snapshot noises ±1 of correlation ρ in g_f and g_h, no local noise; η = 0.05,
 * a = 0.5, K = 5, T = 20, x⁰ = 2, started by the first snapshot.
 *
 * @param correlation - ρ ∈ [−1, 1].
 * @returns a case of `aux-mom`, whose σ_D² is 2(1 − ρ) while σ_f² = 1.
 */
export function createCorrelationExample(correlation: Ratio): ProblemCase<Ratio> {
  const [matrix, half]: readonly Matrix<Ratio>[] = [[[number('1')]], [[number('0.5')]]];
  const [origin, shift]: readonly Vector<Ratio>[] = [[number('0')], [number('1')]];
  const target = { matrix: matrix ?? [], vector: origin ?? [], constant: number('0') };
  const auxiliary = { matrix: half ?? [], vector: shift ?? [], constant: number('0') };
  const silent: ProblemCase<Ratio> = {
    name: 'worse than SGD',
    variant: 'aux-mom',
    problem: {
      dimension: 1,
      target,
      auxiliary,
      snapshotAtoms: [{ probability: number('1'), target, auxiliary }],
      localAtoms: [{ probability: number('1'), auxiliary }],
    },
    parameters: {
      stepSize: number('0.05'),
      momentumWeight: number('0.5'),
      localStepCount: 5,
      roundCount: 20,
    },
    initialization: { kind: 'first-snapshot' },
    startingPoint: [number('2')],
    seed: 1,
  };
  const { one } = rationals;
  const factor = {
    probability: one,
    target: [one],
    auxiliary: [one],
    correlation: rationals.fromRatio(correlation),
  };
  return withNoise(silent, coupleFactors(rationals, [factor]));
}

/** G of a case, exactly. */
export function averageSquaredGradient(given: ProblemCase<Ratio>): Ratio {
  return expectRun(given, { moments: false }).averageSquaredGradient;
}

/** What a method may be tuned over. */
export interface TuningGrid {
  readonly stepSizes: readonly string[];
  readonly momentumWeights: readonly string[];
  readonly localStepCounts: readonly number[];
}

/** The grid of the docs. */
const tuningGrid: TuningGrid = {
  stepSizes: ['0.02', '0.05', '0.1', '0.2', '0.5', '1'],
  momentumWeights: ['0.1', '0.2', '0.5', '1'],
  localStepCounts: [1, 5],
};

/** The least G on a grid, and where. */
export interface Tuned {
  readonly value: Ratio;
  readonly stepSize: string;
  readonly momentumWeight: string;
  readonly localStepCount: number;
}

/**
 * The least G of a variant over η, a and K of a grid, at the same T and so, for `aux-mom` and `sgd`, the same number of
 * target gradients.
 *
 * @returns the exact minimum over the grid; `sgd` has one K and no a.
 */
export function tune(given: ProblemCase<Ratio>, variant: VariantName, grid: TuningGrid = tuningGrid): Tuned {
  const isSgd = variant === 'sgd';
  let best: Tuned | undefined;
  for (const stepSize of grid.stepSizes) {
    for (const momentumWeight of isSgd ? ['1'] : grid.momentumWeights) {
      for (const localStepCount of isSgd ? [1] : grid.localStepCounts) {
        const parameters = {
          ...given.parameters,
          stepSize: number(stepSize),
          momentumWeight: number(momentumWeight),
          localStepCount,
        };
        const value = averageSquaredGradient(withVariant({ ...given, parameters }, variant));
        const isLess = best === undefined || isBelow(value, best.value);
        if (isLess) best = { value, stepSize, momentumWeight, localStepCount };
      }
    }
  }
  if (best === undefined) throw new ContractError('the grid is empty');
  return best;
}

/** left < right. */
export function isBelow(left: Ratio, right: Ratio): boolean {
  return rationals.compare(rationals.fromRatio(left), rationals.fromRatio(right)) < 0;
}

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
