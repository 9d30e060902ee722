/** The second-moment recursion once more, in the plainest way: S ← Σ_j p_j M_j S M_jᵀ on full matrices, atom by atom. */
import {
  addMatrices,
  createVectorSpace,
  multiplyMatrices,
  scaleMatrix,
  subtractMatrices,
  transpose,
  type Matrix,
  type Vector,
} from '../../spec/algebra/index.js';
import { algorithms } from '../../spec/algorithms/index.js';
import { mapProblem, type Parameters } from '../../spec/model/index.js';
import { baseOfRun, createRadixField, type RadixNumber, type Ratio } from '../../src/exact/index.js';
import { augmentedState, createVariantMaps } from '../../src/exact/linear-maps.js';
import { createEstimatedSample, deterministicCorrection } from '../../src/exact/record-run.js';
import type { ExpectationCase } from '../../src/expectation/index.js';

/** A case with constant η and a. */
export type ConstantCase = ExpectationCase & { readonly parameters: Parameters<Ratio> };

/** E‖∇f(y^{t,k−1})‖² for all steps in order, and the error of the estimate round by round. */
export interface DenseExpectation {
  readonly squaredGradients: readonly Ratio[];
  readonly correctionErrors: readonly Ratio[];
}

/** What the plain recursion reports, out of another report. */
export function numbersOf(report: {
  readonly rounds: readonly {
    readonly correctionError?: Ratio;
    readonly steps: readonly { readonly squaredGradient: Ratio }[];
  }[];
}): DenseExpectation {
  return {
    squaredGradients: report.rounds.flatMap(({ steps }) =>
      steps.map(({ squaredGradient }) => squaredGradient),
    ),
    correctionErrors: report.rounds.flatMap(({ correctionError }) =>
      correctionError === undefined ? [] : [correctionError],
    ),
  };
}

interface WeightedMap {
  readonly probability: RadixNumber;
  readonly map: Matrix<RadixNumber>;
}

/** The expectation of a run. */
export function denseExpectation(given: ConstantCase): DenseExpectation {
  const field = createRadixField(baseOfRun(given));
  const { add, scale, subtract, zero } = createVectorSpace(field);
  const problem = mapProblem(given.problem, field.fromRatio);
  const { variant, parameters } = given;
  const isFirstSnapshot = given.initialization.kind === 'first-snapshot';
  const maps = createVariantMaps(field, variant, problem, {
    stepSize: field.fromRatio(parameters.stepSize),
    momentumWeight: field.fromRatio(parameters.momentumWeight),
  });
  const { layout } = maps;
  const range = (from: number | undefined): number[] =>
    from === undefined ? [] : Array.from({ length: layout.dimension }, (_, i) => from + i);

  // S⁰
  const sample = createEstimatedSample(field, variant);
  const at = given.startingPoint.map(field.fromRatio);
  const batch = given.initialization.kind === 'batch' ? given.initialization : undefined;
  const draws = problem.snapshotAtoms.map((atom) => ({
    probability: atom.probability,
    value: sample(atom, at),
  }));
  const mean = draws.map(({ probability, value }) => scale(probability, value)).reduce(add, zero(at.length));
  const outer = (left: Vector<RadixNumber>, right: Vector<RadixNumber>): Matrix<RadixNumber> =>
    left.map((value) => scale(value, right));
  const correction = batch ? mean : deterministicCorrection(field, variant, problem, given);
  const z = augmentedState(field, layout, at, correction);
  let S = outer(z, z);
  if (batch !== undefined) {
    const reciprocal = field.fromRatio({ numerator: 1n, denominator: BigInt(batch.size) });
    for (const { probability, value } of draws) {
      const deviation = zero(z.length).map((none, i) => {
        const entry = range(layout.correction).indexOf(i);
        return entry < 0 ? none : field.subtract(value[entry] ?? none, mean[entry] ?? none);
      });
      const share = scaleMatrix(field, field.multiply(probability, reciprocal), outer(deviation, deviation));
      S = addMatrices(field, S, share);
    }
  }

  const weigh = (
    matrices: readonly Matrix<RadixNumber>[],
    probabilities: readonly RadixNumber[],
  ): readonly WeightedMap[] =>
    matrices.map((map, j) => ({ probability: probabilities[j] ?? field.zero, map }));
  const snapshotProbabilities = problem.snapshotAtoms.map(({ probability }) => probability);
  const snapshot = weigh(maps.snapshot, snapshotProbabilities);
  const firstSnapshot = weigh(maps.firstSnapshot(), snapshotProbabilities);
  const local = weigh(
    maps.local,
    problem.localAtoms.map(({ probability }) => probability),
  );

  const apply = (family: readonly WeightedMap[]): void => {
    S = family
      .map(({ probability, map }) =>
        scaleMatrix(
          field,
          probability,
          multiplyMatrices(field, multiplyMatrices(field, map, S), transpose(map)),
        ),
      )
      .reduce((sum, term) => addMatrices(field, sum, term));
  };
  /** E‖R z‖² for R z = M y − v − (m where `minusCorrection`). */
  const squaredNorm = (
    matrix: Matrix<RadixNumber>,
    vector: Vector<RadixNumber>,
    minusCorrection: boolean,
  ): Ratio => {
    const R = matrix.map((row, i) =>
      Array.from({ length: layout.size }, (_, column) => {
        if (column < layout.dimension) return row[column] ?? field.zero;
        if (column === layout.constant) return field.negate(vector[i] ?? field.zero);
        const entry = range(layout.correction).indexOf(column);
        return minusCorrection && entry === i ? field.negate(field.one) : field.zero;
      }),
    );
    const product = multiplyMatrices(field, multiplyMatrices(field, R, S), transpose(R));
    return field.toRatio(product.map((row, i) => row[i] ?? field.zero).reduce(field.add));
  };

  const { target, auxiliary } = problem;
  const { estimates } = algorithms[variant];
  const estimated =
    estimates === 'target'
      ? target
      : {
          matrix: subtractMatrices(field, target.matrix, auxiliary.matrix),
          vector: subtract(target.vector, auxiliary.vector),
        };
  const squaredGradients: Ratio[] = [];
  const correctionErrors: Ratio[] = [];
  for (let t = 1; t <= parameters.roundCount; t += 1) {
    const family = t === 1 && isFirstSnapshot ? firstSnapshot : snapshot;
    if (maps.stepsInSnapshot === 1) squaredGradients.push(squaredNorm(target.matrix, target.vector, false));
    apply(family);
    if (layout.correction !== undefined)
      correctionErrors.push(squaredNorm(estimated.matrix, estimated.vector, true));
    for (let k = maps.stepsInSnapshot; k < parameters.localStepCount; k += 1) {
      squaredGradients.push(squaredNorm(target.matrix, target.vector, false));
      apply(local);
    }
  }
  return { squaredGradients, correctionErrors };
}
