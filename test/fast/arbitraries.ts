/** Random problems and runs for the tests of the fast version. */
import fc from 'fast-check';
import { algorithms } from '../../spec/algorithms/index.js';
import type {
  AffineGradient,
  AtomTape,
  Initialization,
  Parameters,
  QuadraticFunction,
  QuadraticProblem,
  VariantName,
} from '../../spec/model/index.js';
import type { Matrix } from '../../spec/algebra/index.js';

export const variantNames = Object.keys(algorithms) as readonly VariantName[];

/** A run as data: everything but the oracle. */
export interface RandomRun {
  readonly variant: VariantName;
  readonly problem: QuadraticProblem<number>;
  readonly parameters: Parameters<number>;
  readonly initialization: Initialization<number>;
  readonly startingPoint: readonly number[];
  readonly tape: AtomTape;
}

/** What numbers and sizes a random run has. */
export interface RunShape {
  readonly element: fc.Arbitrary<number>;
  readonly stepSize: fc.Arbitrary<number>;
  readonly momentumWeight: fc.Arbitrary<number>;
  /** [K, T]. */
  readonly counts: fc.Arbitrary<readonly [number, number]>;
  readonly batchSize: fc.Arbitrary<number>;
  /** 17 by default, so that every remainder of the unrolled loops occurs. */
  readonly maximumDimension?: number;
}

/** Doubles with full mantissas, of moderate size. */
export const roundingShape: RunShape = {
  element: fc.double({ min: -2, max: 2, noNaN: true }),
  stepSize: fc.double({ min: 0.01, max: 0.5, noNaN: true }),
  momentumWeight: fc.oneof(fc.double({ min: 0.05, max: 1, noNaN: true }), fc.constant(1)),
  counts: fc.tuple(fc.integer({ min: 1, max: 4 }), fc.integer({ min: 1, max: 4 })),
  batchSize: fc.integer({ min: 1, max: 3 }),
};

/** Small whole numbers and powers of two, few steps: every double operation of such a run is exact. */
export const exactShape: RunShape = {
  element: fc.integer({ min: -1, max: 1 }),
  stepSize: fc.constantFrom(1, 0.5),
  momentumWeight: fc.constantFrom(1, 0.5, 0.25),
  counts: fc.constantFrom([1, 1], [1, 2], [1, 3], [2, 2], [4, 1]),
  batchSize: fc.constantFrom(1, 2, 4),
};

const vectorOf = (dimension: number, element: fc.Arbitrary<number>) =>
  fc.array(element, { minLength: dimension, maxLength: dimension });

const matrixOf = (dimension: number, element: fc.Arbitrary<number>): fc.Arbitrary<Matrix<number>> =>
  fc.array(vectorOf(dimension, element), { minLength: dimension, maxLength: dimension });

const affineOf = (dimension: number, element: fc.Arbitrary<number>): fc.Arbitrary<AffineGradient<number>> =>
  fc.record({ matrix: matrixOf(dimension, element), vector: vectorOf(dimension, element) });

const quadraticOf = (
  dimension: number,
  element: fc.Arbitrary<number>,
): fc.Arbitrary<QuadraticFunction<number>> =>
  fc
    .record({ matrix: matrixOf(dimension, element), vector: vectorOf(dimension, element) })
    .map(({ matrix, vector }) => ({
      // Only the upper triangle counts, so the mean is symmetric bit for bit.
      matrix: matrix.map((row, i) => row.map((_, j) => matrix[Math.min(i, j)]?.[Math.max(i, j)] ?? 0)),
      vector,
      constant: 0,
    }));

/** Two atoms an oracle, with unsymmetric matrices that need not average to the means: a run never asks. */
export const problemOf = (
  dimension: number,
  element: fc.Arbitrary<number>,
): fc.Arbitrary<QuadraticProblem<number>> => {
  const affine = affineOf(dimension, element);
  const probability = fc.constant(0.5);
  const snapshotAtom = fc.record({ probability, target: affine, auxiliary: affine });
  const localAtom = fc.record({ probability, auxiliary: affine });
  return fc.record({
    dimension: fc.constant(dimension),
    target: quadraticOf(dimension, element),
    auxiliary: quadraticOf(dimension, element),
    snapshotAtoms: fc.array(snapshotAtom, { minLength: 2, maxLength: 2 }),
    localAtoms: fc.array(localAtom, { minLength: 2, maxLength: 2 }),
  });
};

const initializationOf = (
  variant: VariantName,
  dimension: number,
  shape: RunShape,
): fc.Arbitrary<Initialization<number>> => {
  if (algorithms[variant].estimates === 'nothing') return fc.constant({ kind: 'none' });
  return fc.oneof(
    fc.constantFrom<Initialization<number>>({ kind: 'zero' }, { kind: 'exact' }, { kind: 'first-snapshot' }),
    vectorOf(dimension, shape.element).map((correction) => ({ kind: 'given' as const, correction })),
    shape.batchSize.map((size) => ({ kind: 'batch' as const, size })),
  );
};

const atom = fc.integer({ min: 0, max: 1 });

/** A run of `variant`. */
export const runOf = (variant: VariantName, shape: RunShape): fc.Arbitrary<RandomRun> =>
  fc
    .record({ dimension: fc.integer({ min: 1, max: shape.maximumDimension ?? 17 }), counts: shape.counts })
    .chain(({ dimension, counts: [chosenSteps, roundCount] }) => {
      const localStepCount = variant === 'sgd' ? 1 : chosenSteps;
      const local = fc.array(atom, { minLength: localStepCount, maxLength: localStepCount });
      const rounds = fc.array(fc.record({ snapshot: atom, local }), {
        minLength: roundCount,
        maxLength: roundCount,
      });
      return initializationOf(variant, dimension, shape).chain((initialization) => {
        const size = initialization.kind === 'batch' ? initialization.size : 0;
        return fc.record({
          variant: fc.constant(variant),
          problem: problemOf(dimension, shape.element),
          parameters: fc.record({
            stepSize: shape.stepSize,
            momentumWeight: shape.momentumWeight,
            localStepCount: fc.constant(localStepCount),
            roundCount: fc.constant(roundCount),
          }),
          initialization: fc.constant(initialization),
          startingPoint: vectorOf(dimension, shape.element),
          tape: fc.record({ initial: fc.array(atom, { minLength: size, maxLength: size }), rounds }),
        });
      });
    });
