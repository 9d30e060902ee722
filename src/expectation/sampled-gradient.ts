/** A random affine gradient G_j x − v_j in whole numbers: its mean, and factors of its deviations from a reference. */
import type { AffineGradient } from '../../spec/model/index.js';
import type { RadixNumber } from '../exact/index.js';
import { toSparseRow, type FactoredTerm, type SparseRow } from './forms.js';
import { addExponents, greaterExponents, type Exponents, type LeastScale } from './least-scale.js';
import { factorRows } from './low-rank.js';

/** A gradient with the probability of its atom. */
export interface GradientAtom {
  readonly probability: RadixNumber;
  readonly gradient: AffineGradient<RadixNumber>;
}

/**
 * M_j = [G_j, −v_j], acting on (x, 1): its mean M̄, and N_j = M_j − C for a reference C.
 *
 * $$ \sum_j p_j M_j\,\Omega\,M_j^T
 *    = \bar M\,\Omega\,\bar M^T + \sum_j p_j N_j\,\Omega\,N_j^T - (\bar M - C)\,\Omega\,(\bar M - C)^T $$
 *
 * holds for every C. With C = 0 the first and the last term cancel; with C = M̄ the last is absent.
 */
export interface SampledGradient {
  /** d rows of M̄ on d + 1 coordinates. */
  readonly mean: readonly SparseRow[];
  /** Of the denominator of M̄, N_j and C. */
  readonly exponents: Exponents;
  /** Of the denominator of the weights p_j. */
  readonly weightExponents: Exponents;
  /** p_j and N_j; none where all N_j are 0. */
  readonly terms: readonly FactoredTerm[];
  /** M̄ − C, with the negative weight −1 in units of the p_j; absent where it is 0. */
  readonly offset?: FactoredTerm;
  /** Whether C = 0, so that the terms are the whole sum. */
  readonly isWhole: boolean;
}

/**
 * The unit of the constant coordinate: 1/κ in place of 1, so that vectors with more places than the matrices make no number
 * longer, step by step.
 */
export function constantUnit(
  scale: LeastScale,
  gradients: readonly AffineGradient<RadixNumber>[],
): Exponents {
  return gradients
    .map(({ matrix, vector }) => {
      const [matrices, vectors] = [matrix.flat(), vector].map((values) => scale.overLeast(values).exponents);
      return addExponents(vectors as Exponents, matrices as Exponents, -1);
    })
    .reduce(greaterExponents, scale.whole);
}

/**
 * The gradient in whole numbers, its deviations taken from the reference that makes products with them cheapest.
 *
 * For one row z of least squares M_j = z (zᵀ, −r) has rank one as it is (C = 0); noise that is added to a vector has rank one
 * about the mean; rows beside a ridge or a fixed h have low rank about what they share.
 *
 * @param unit - of the constant coordinate, see {@link constantUnit}.
 * @param shared - a gradient that may be part of every atom.
 */
export function createSampledGradient(
  scale: LeastScale,
  unit: Exponents,
  mean: AffineGradient<RadixNumber>,
  atoms: readonly GradientAtom[],
  shared?: AffineGradient<RadixNumber>,
): SampledGradient {
  const { field } = scale;
  const dimension = mean.vector.length;
  const constant = field.negate(field.fromRatio({ numerator: scale.power(unit), denominator: 1n }));
  const entriesOf = ({ matrix, vector }: AffineGradient<RadixNumber>): RadixNumber[] =>
    matrix.flatMap((row, i) => [...row, field.multiply(constant, vector[i] as RadixNumber)]);
  const { numerators, exponents } = scale.overLeast(
    [mean, ...atoms.map(({ gradient }) => gradient), ...(shared === undefined ? [] : [shared])].flatMap(
      entriesOf,
    ),
  );
  const width = dimension + 1;
  const matrixAt = (index: number): bigint[][] =>
    Array.from({ length: dimension }, (_, i) => {
      const from = (index * dimension + i) * width;
      return numerators.slice(from, from + width);
    });
  const weights = scale.overLeast(atoms.map(({ probability }) => probability));
  const limit = Math.floor(dimension / 2);
  const own = matrixAt(0);
  /** N_j = L R, or N_j = I N_j where its rank is not low; nothing where it is 0. */
  const termOf = (j: number, reference?: readonly (readonly bigint[])[]): FactoredTerm[] => {
    const matrix = matrixAt(j + 1);
    const deviation = reference === undefined ? matrix : subtract(matrix, reference);
    if (isZero(deviation)) return [];
    const { left, right = deviation } = factorRows(deviation, limit) ?? {};
    return [
      {
        weight: weights.numerators[j] as bigint,
        ...(left !== undefined && { left: left.map(toSparseRow) }),
        right: right.map(toSparseRow),
      },
    ];
  };
  // Two atoms tell the cheapest reference: the others are like them.
  const sample = [Math.floor(atoms.length / 2), atoms.length - 1];
  const candidates = [
    undefined,
    own,
    matrixAt(1),
    ...(shared === undefined ? [] : [matrixAt(atoms.length + 1)]),
  ].map((reference) => {
    const isWhole = reference === undefined;
    const offset = isWhole ? own : subtract(own, reference);
    const ofMeans = isWhole ? 0 : dimension ** 3 / 2 + (isZero(offset) ? 0 : costOfTerm(dimension));
    const ofSample = sample
      .flatMap((j) => termOf(j, reference))
      .reduce((sum, { left, right }) => sum + costOfTerm(dimension, left && right.length), 0);
    return { reference, isWhole, offset, cost: ofMeans + (atoms.length / sample.length) * ofSample };
  });
  const { reference, offset, isWhole } = candidates.reduce((best, one) =>
    one.cost < best.cost ? one : best,
  );
  const terms = atoms.flatMap((_, j) => termOf(j, reference));
  return {
    mean: own.map(toSparseRow),
    exponents,
    weightExponents: weights.exponents,
    terms,
    ...(!isZero(offset) && {
      offset: { weight: -scale.power(weights.exponents), right: offset.map(toSparseRow) },
    }),
    isWhole,
  };
}

/** About how many products N Ω Nᵀ takes for N of d rows and a rank, or without factors. */
function costOfTerm(dimension: number, rank?: number): number {
  if (rank === undefined) return 1.5 * dimension ** 3;
  return rank === 1 ? dimension ** 2 : 1.5 * rank * dimension ** 2 + 2 * rank ** 2 * dimension;
}

function subtract(
  left: readonly (readonly bigint[])[],
  right: readonly (readonly bigint[])[],
): readonly (readonly bigint[])[] {
  return left.map((row, i) => row.map((value, j) => value - (right[i]?.[j] as bigint)));
}

function isZero(matrix: readonly (readonly bigint[])[]): boolean {
  return matrix.every((row) => row.every((value) => value === 0n));
}
