/**
 * The second-moment recursion once more, in the plainest way: S ← Σ_j p_j M_j S M_jᵀ on full matrices, atom by atom. And
 * the same with one deliberate mistake, to see that the agreement tests would notice it.
 */
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
import { createEstimatedSample, deterministicCorrection } from '../../src/exact/start-estimate.js';
import type { ExpectationCase } from '../../src/expectation/index.js';

/** A case with constant η and a. */
export type ConstantCase = ExpectationCase & { readonly parameters: Parameters<Ratio> };

/** A mistake that a recursion of second moments could make. */
export type Mistake =
  /** E y mᵀ is taken to be E y E mᵀ. */
  | 'no cross moment'
  /** Two independent atoms at the two snapshots of a variance-reduced variant. */
  | 'independent samples'
  /** A random m⁰ enters with its mean alone. */
  | 'certain batch'
  /** `first-snapshot` is taken for a batch of one. */
  | 'first snapshot as batch'
  /** The atoms are replaced by their mean map. */
  | 'no noise';

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

/** The expectation of a run, rightly or with a mistake. */
export function denseExpectation(given: ConstantCase, mistake?: Mistake): DenseExpectation {
  const field = createRadixField(baseOfRun(given));
  const { add, scale, subtract, zero } = createVectorSpace(field);
  const problem = mapProblem(given.problem, field.fromRatio);
  const { variant, parameters } = given;
  const isFirstSnapshot = given.initialization.kind === 'first-snapshot';
  const startsByBatch =
    given.initialization.kind === 'batch' || (isFirstSnapshot && mistake === 'first snapshot as batch');
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
  const batchSize = given.initialization.kind === 'batch' ? given.initialization.size : 1;
  const draws = problem.snapshotAtoms.map((atom) => ({
    probability: atom.probability,
    value: sample(atom, at),
  }));
  const mean = draws.map(({ probability, value }) => scale(probability, value)).reduce(add, zero(at.length));
  const outer = (left: Vector<RadixNumber>, right: Vector<RadixNumber>): Matrix<RadixNumber> =>
    left.map((value) => scale(value, right));
  const correction = startsByBatch ? mean : deterministicCorrection(field, variant, problem, given);
  const z = augmentedState(field, layout, at, correction);
  let S = outer(z, z);
  if (startsByBatch && mistake !== 'certain batch') {
    const reciprocal = field.fromRatio({ numerator: 1n, denominator: BigInt(batchSize) });
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
  const rest = field.subtract(field.one, field.fromRatio(parameters.momentumWeight));
  /** −v_j, the value at 0 of atom j's sample. */
  const atZero = problem.snapshotAtoms.map((atom) => sample(atom, zero(at.length)));
  /** The snapshot draw with an atom of its own at the old snapshot: m ← g_j(y) + (1 − a)[m − g_i(x_prev)]. */
  const independent = (family: readonly WeightedMap[]): readonly WeightedMap[] =>
    family.flatMap((current, j) =>
      family.map((old, i) => ({
        probability: field.multiply(current.probability, old.probability),
        map: current.map.map((row, r) => {
          const entry = range(layout.correction).indexOf(r);
          if (entry < 0) return row;
          const own = atZero[j]?.[entry] ?? field.zero;
          const other = field.multiply(rest, atZero[i]?.[entry] ?? field.zero);
          return row.map((value, column) => {
            if (range(layout.previous).includes(column)) return old.map[r]?.[column] ?? value;
            return column === layout.constant ? field.subtract(own, other) : value;
          });
        }),
      })),
    );
  const average = (family: readonly WeightedMap[]): readonly WeightedMap[] => [
    {
      probability: field.one,
      map: family
        .map(({ probability, map }) => scaleMatrix(field, probability, map))
        .reduce((sum, map) => addMatrices(field, sum, map)),
    },
  ];
  const spoil = (family: readonly WeightedMap[]): readonly WeightedMap[] =>
    mistake === 'no noise' ? average(family) : family;
  const plainSnapshot = weigh(maps.snapshot, snapshotProbabilities);
  const snapshot = spoil(mistake === 'independent samples' ? independent(plainSnapshot) : plainSnapshot);
  const firstSnapshot = spoil(weigh(maps.firstSnapshot(), snapshotProbabilities));
  const local = spoil(
    weigh(
      maps.local,
      problem.localAtoms.map(({ probability }) => probability),
    ),
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
    if (mistake !== 'no cross moment') return;
    const meanOf = (i: number): RadixNumber => S[i]?.[layout.constant] ?? field.zero;
    const [points, corrections] = [range(layout.point), range(layout.correction)];
    const isCross = (i: number, j: number): boolean => points.includes(i) && corrections.includes(j);
    S = S.map((row, i) =>
      row.map((value, j) => (isCross(i, j) || isCross(j, i) ? field.multiply(meanOf(i), meanOf(j)) : value)),
    );
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
    const family = t === 1 && isFirstSnapshot && !startsByBatch ? firstSnapshot : snapshot;
    if (maps.stepsInSnapshot === 1) squaredGradients.push(squaredNorm(target.matrix, target.vector, false));
    apply(family);
    if (layout.correction !== undefined) {
      correctionErrors.push(squaredNorm(estimated.matrix, estimated.vector, true));
    }
    for (let k = maps.stepsInSnapshot; k < parameters.localStepCount; k += 1) {
      squaredGradients.push(squaredNorm(target.matrix, target.vector, false));
      apply(local);
    }
  }
  return { squaredGradients, correctionErrors };
}
