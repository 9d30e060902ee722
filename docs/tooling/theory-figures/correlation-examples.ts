/** Two problems of the docs: where correlation alone decides against SGD, and where the scalar form of CORR fails. */
import type { VariantName } from '../../../spec/model/index.js';
import { scalarCounterexample } from '../../../spec/theorems/index.js';
import { parseExactNumber, ratioField, type Ratio } from '../../../src/exact/index.js';
import { expectRun } from '../../../src/expectation/index.js';
import {
  problemFormat,
  resolveProblemFile,
  withVariant,
  type ProblemCase,
} from '../../../src/problems/index.js';
import { coupleFactors, rationals, withNoise } from './noise.js';

/**
 * f = x²/2, h = x²/4 − x (L = 1, δ = 1/2), snapshot noises ±1 of correlation ρ in g_f and g_h, no local noise; η = 0.05,
 * a = 0.5, K = 5, T = 20, x⁰ = 2, started by the first snapshot.
 *
 * @param correlation - ρ ∈ [−1, 1].
 * @returns a case of `aux-mom`, whose σ_D² is 2(1 − ρ) while σ_f² = 1.
 */
export function createCorrelationExample(correlation: Ratio): ProblemCase<Ratio> {
  const silent = resolveProblemFile(
    {
      format: problemFormat,
      name: 'worse than SGD',
      dimension: 1,
      target: { matrix: [['1']], vector: ['0'] },
      auxiliary: { matrix: [['0.5']], vector: ['1'] },
      variant: 'aux-mom',
      parameters: { stepSize: '0.05', momentumWeight: '0.5', localStepCount: 5, roundCount: 20 },
      initialization: { kind: 'first-snapshot' },
      startingPoint: ['2'],
      seed: 1,
    },
    () => '',
  );
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

/** The grid of the docs that a method is tuned over. */
const grid = {
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
 * The least G of a variant over η, a and K of the grid, at the same T and so, for `aux-mom` and `sgd`, the same number of
 * target gradients.
 *
 * @returns the exact minimum over the grid; `sgd` has one K and no a.
 */
export function tune(given: ProblemCase<Ratio>, variant: VariantName): Tuned {
  const isSgd = variant === 'sgd';
  const points = grid.stepSizes.flatMap((stepSize) =>
    (isSgd ? ['1'] : grid.momentumWeights).flatMap((momentumWeight) =>
      (isSgd ? [1] : grid.localStepCounts).map((localStepCount) => ({
        stepSize,
        momentumWeight,
        localStepCount,
      })),
    ),
  );
  return points
    .map((point): Tuned => {
      const [stepSize, momentumWeight] = [
        parseExactNumber(point.stepSize),
        parseExactNumber(point.momentumWeight),
      ];
      const parameters = { ...given.parameters, ...point, stepSize, momentumWeight };
      return { ...point, value: averageSquaredGradient(withVariant({ ...given, parameters }, variant)) };
    })
    .reduce((best, tried) => (isBelow(tried.value, best.value) ? tried : best));
}

/** left < right. */
export function isBelow(left: Ratio, right: Ratio): boolean {
  return ratioField.compare(left, right) < 0;
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
  const silent = resolveProblemFile(
    {
      format: problemFormat,
      name: `correlation: the scalar form, ${side}`,
      dimension: 2,
      target: { matrix: targetMatrix, vector: ['0', '0'] },
      auxiliary: { matrix: [['0.5', '0'], ['0', '0.005']], vector: ['0', '0'] }, // prettier-ignore
      variant: 'aux-mom',
      parameters: { stepSize: '0.5', momentumWeight: '1', localStepCount: 1, roundCount },
      initialization: { kind: 'zero' },
      startingPoint: ['1', '1'],
      seed: 1,
    },
    () => '',
  );
  // With probability 1/4 each, noise ±2eᵢ: covariance I.
  const factors = [0, 1].map((axis) => {
    const direction = [0, 1].map((i) => rationals.fromString(i === axis ? '2' : '0'));
    const correlation = rationals.fromString(cross[axis]?.[axis] ?? '0');
    return { probability: rationals.fromString('1/4'), target: direction, auxiliary: direction, correlation };
  });
  return withNoise(silent, coupleFactors(rationals, factors));
}
