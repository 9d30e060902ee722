/** A problem together with the run to make on it, in one arithmetic. */
import type { Vector } from '../../spec/algebra/index.js';
import {
  mapInitialization,
  mapParameters,
  mapProblem,
  type AffineGradient,
  type Initialization,
  type Parameters,
  type QuadraticProblem,
  type VariantName,
} from '../../spec/model/index.js';
import type { Ratio } from '../exact/index.js';

/** A problem, the algorithm, and everything else that a run needs except the draws. */
export interface ProblemCase<S> {
  /** A short name for reports. */
  readonly name: string;
  readonly variant: VariantName;
  readonly problem: QuadraticProblem<S>;
  readonly parameters: Parameters<S>;
  readonly initialization: Initialization<S>;
  /** x⁰. */
  readonly startingPoint: Vector<S>;
  /** Seed of the draws, a whole number within ±(2⁵³ − 1). */
  readonly seed: number;
}

export { mapProblem };

/** A checked case whose numbers are ratios: what a problem file means, before an arithmetic is chosen. */
export type ResolvedProblem = ProblemCase<Ratio>;

/** The same case with every number mapped. */
export function mapCase<S, R>(problemCase: ProblemCase<S>, to: (value: S) => R): ProblemCase<R> {
  const { parameters, initialization } = problemCase;
  return {
    name: problemCase.name,
    variant: problemCase.variant,
    problem: mapProblem(problemCase.problem, to),
    parameters: mapParameters(parameters, to),
    initialization: mapInitialization(initialization, to),
    startingPoint: problemCase.startingPoint.map(to),
    seed: problemCase.seed,
  };
}

/** Every number of a problem, in no particular order. */
export function* numbersOf<S>(problem: QuadraticProblem<S>): Generator<S> {
  for (const mean of [problem.target, problem.auxiliary]) {
    yield* affineNumbers(mean);
    yield mean.constant;
  }
  for (const atom of problem.snapshotAtoms) {
    yield atom.probability;
    yield* affineNumbers(atom.target);
    yield* affineNumbers(atom.auxiliary);
  }
  for (const atom of problem.localAtoms) {
    yield atom.probability;
    yield* affineNumbers(atom.auxiliary);
  }
}

function* affineNumbers<S>({ matrix, vector }: AffineGradient<S>): Generator<S> {
  for (const row of matrix) yield* row;
  yield* vector;
}
