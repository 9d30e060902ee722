/** The exact noise of a problem at x⁰: variances, covariance, and the kurtosis of half squared differences. */
import { createVectorSpace, type Vector } from '../../spec/algebra/index.js';
import { evaluateGradient, type AffineGradient } from '../../spec/model/index.js';
import { createRationalField, nearestDouble } from '../../src/exact/index.js';
import { type ResolvedProblem } from '../../src/problems/index.js';
import { instantiate } from '../../src/problems/arithmetic.js';
import type { Ratio } from '../../src/exact/index.js';

/** What the intervals of a measurement should contain. */
export interface ExactNoise {
  readonly target: Ratio;
  readonly auxiliary: Ratio;
  readonly difference: Ratio;
  readonly covariance: Ratio;
  readonly local: Ratio;
  /** The greatest E z²/(E z)² of z = ½‖g − g′‖² over g_f, g_h, g_f − g_h, g_f + g_h and the local g_h. */
  readonly kurtosis: number;
}

/** By finite sums over the atoms. */
export function exactNoise(resolved: ResolvedProblem): ExactNoise {
  const field = createRationalField();
  const { problem, startingPoint } = instantiate(field, resolved);
  const { add, subtract, squaredNorm, dot } = createVectorSpace(field);
  type Element = typeof field.zero;
  interface Outcome {
    readonly probability: Element;
    readonly value: Vector<Element>;
  }
  const at = (gradient: AffineGradient<Element>): Vector<Element> =>
    evaluateGradient(field, gradient, startingPoint);
  const sum = (values: readonly Element[]): Element => values.reduce(field.add, field.zero);
  const moment = (outcomes: readonly Outcome[], power: 1 | 2): Element =>
    sum(
      outcomes.flatMap((left) =>
        outcomes.map((right) => {
          const square = squaredNorm(subtract(left.value, right.value));
          const half = field.divide(square, field.fromString('2'));
          const weight = field.multiply(left.probability, right.probability);
          return field.multiply(weight, power === 1 ? half : field.multiply(half, half));
        }),
      ),
    );
  const snapshots = problem.snapshotAtoms.map(({ probability, target, auxiliary }) => ({
    probability,
    f: at(target),
    h: at(auxiliary),
  }));
  const outcomes = (of: (f: Vector<Element>, h: Vector<Element>) => Vector<Element>): readonly Outcome[] =>
    snapshots.map(({ probability, f, h }) => ({ probability, value: of(f, h) }));
  const laws = {
    target: outcomes((f) => f),
    auxiliary: outcomes((_, h) => h),
    difference: outcomes((f, h) => subtract(f, h)),
    sum: outcomes((f, h) => add(f, h)),
    local: problem.localAtoms.map(({ probability, auxiliary }) => ({ probability, value: at(auxiliary) })),
  };
  const kurtoses = Object.values(laws).map((law) => {
    const mean = moment(law, 1);
    if (field.compare(mean, field.zero) === 0) return 1;
    return nearestDouble(field.toRatio(field.divide(moment(law, 2), field.multiply(mean, mean))));
  });
  const [meanF, meanH] = [at(problem.target), at(problem.auxiliary)];
  const covariance = sum(
    snapshots.map(({ probability, f, h }) =>
      field.multiply(probability, dot(subtract(f, meanF), subtract(h, meanH))),
    ),
  );
  const variance = (name: keyof typeof laws): Ratio => field.toRatio(moment(laws[name], 1));
  return {
    target: variance('target'),
    auxiliary: variance('auxiliary'),
    difference: variance('difference'),
    local: variance('local'),
    covariance: field.toRatio(covariance),
    kurtosis: Math.max(...kurtoses),
  };
}
