/** The second moments before round 1, and the error of m⁰. */
import { createVectorSpace, type Vector } from '../../spec/algebra/index.js';
import type { QuadraticProblem } from '../../spec/model/index.js';
import { type RadixNumber, type Ratio } from '../exact/index.js';
import { augmentedState, type StateLayout } from '../exact/linear-maps.js';
import { createEstimatedSample, deterministicCorrection } from '../exact/record-run.js';
import type { ResolvedRun } from '../problems/index.js';
import type { Exponents, LeastScale } from './least-scale.js';

/** What an exact expectation is taken of: the draws are what it is over, so there is no seed. */
export type ExpectationCase = Omit<ResolvedRun, 'name' | 'seed'> & {
  /** γ of the page `aux-fam`, for the variant `aux-mvr`, which it is where γ = 1. */
  readonly carry?: Ratio;
};

/** E z zᵀ before round 1. */
export interface StartMoment {
  /** Its n×n entries in one list. */
  readonly entries: Vector<RadixNumber>;
  /** Whether there is an m⁰. */
  readonly hasCorrection: boolean;
}

/**
 * E z zᵀ for z = (x⁰, m⁰, x⁰, 1/κ).
 *
 * x⁰ is deterministic. For `batch` of size B, m⁰ is the mean of B independent samples: its mean is that of one sample and
 * its covariance a B-th of that of one sample, and with nothing else is it correlated. For every other kind z is
 * deterministic. Without an m⁰ (`first-snapshot`) its entries are 0, and round 1 does not read them.
 */
export function createStartMoment(
  { field, power }: LeastScale,
  layout: StateLayout,
  unit: Exponents,
  problem: QuadraticProblem<RadixNumber>,
  given: Pick<ExpectationCase, 'variant' | 'initialization' | 'startingPoint'>,
): StartMoment {
  const { variant, initialization } = given;
  const startingPoint = given.startingPoint.map(field.fromRatio);
  const isBatch = initialization.kind === 'batch';
  const batch = isBatch
    ? batchMoments(field, createEstimatedSample(field, variant), problem, startingPoint)
    : undefined;
  const correction = batch?.mean ?? deterministicCorrection(field, variant, problem, given);
  const one = field.fromRatio({ numerator: 1n, denominator: power(unit) });
  const z = [...augmentedState(field, layout, startingPoint, correction).slice(0, -1), one];
  const entries = z.flatMap((left) => z.map((right) => field.multiply(left, right)));
  if (batch !== undefined && isBatch && layout.correction !== undefined) {
    const reciprocal = field.fromRatio({ numerator: 1n, denominator: BigInt(initialization.size) });
    for (let i = 0; i < layout.dimension; i += 1) {
      for (let j = 0; j < layout.dimension; j += 1) {
        const position = (layout.correction + i) * layout.size + layout.correction + j;
        const share = field.multiply(reciprocal, batch.covariance[i]?.[j] as RadixNumber);
        entries[position] = field.add(entries[position] as RadixNumber, share);
      }
    }
  }
  return { entries, hasCorrection: layout.correction !== undefined && correction !== undefined };
}

/** Mean and covariance of one sample g(x⁰, ξ). */
function batchMoments(
  field: LeastScale['field'],
  sample: ReturnType<typeof createEstimatedSample<RadixNumber>>,
  { snapshotAtoms }: QuadraticProblem<RadixNumber>,
  at: Vector<RadixNumber>,
): { readonly mean: Vector<RadixNumber>; readonly covariance: readonly Vector<RadixNumber>[] } {
  const { add, subtract, scale, zero } = createVectorSpace(field);
  const samples = snapshotAtoms.map((atom) => sample(atom, at));
  const average = (vectors: readonly Vector<RadixNumber>[]): Vector<RadixNumber> =>
    vectors
      .map((vector, j) => scale(snapshotAtoms[j]?.probability as RadixNumber, vector))
      .reduce(add, zero(vectors[0]?.length ?? 0));
  const mean = average(samples);
  const deviations = samples.map((value) => subtract(value, mean));
  const covariance = mean.map((_, i) =>
    average(deviations.map((deviation) => scale(deviation[i] as RadixNumber, deviation))),
  );
  return { mean, covariance };
}
