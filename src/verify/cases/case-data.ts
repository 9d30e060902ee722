/** Small dyadic data for the cases of the kit: every number is held exactly by every format that the kit knows. */
import { createStream, drawInteger } from '../../problems/draws.js';
import { createRatio, type Ratio } from '../../exact/index.js';
import type { AffineGradient, QuadraticProblem } from '../../../spec/model/index.js';

/** n/8: the same object for the same n, so that what is made of a number is made once for all its places. */
const known = new Map<number, Ratio>();
function eighths(numerator: number): Ratio {
  const before = known.get(numerator);
  if (before !== undefined) return before;
  const made = createRatio(BigInt(numerator), 8n);
  known.set(numerator, made);
  return made;
}

/** The shape of a problem. */
export interface DataShape {
  readonly dimension: number;
  /** Atoms of ξ; 1 is no noise. A power of two, so that their equal probabilities and means are dyadic. */
  readonly snapshotAtoms: number;
  readonly localAtoms: number;
}

/** Draws numbers for cases. */
export interface DataSource {
  /** Coordinates n/8 with 1 ≤ |n| ≤ bound: never 0, which would hide what multiplies it. */
  readonly vector: (length: number, bound: number) => readonly Ratio[];
  readonly problem: (shape: DataShape) => QuadraticProblem<Ratio>;
  /** An atom that differs from the one before, where there are two. */
  readonly atoms: (support: number, count: number) => readonly number[];
}

/** x ↦ (Mx − v)/8 in whole numbers. */
interface Affine {
  readonly matrix: readonly (readonly number[])[];
  readonly vector: readonly number[];
}

/** From this dimension on matrices are sparse: on the diagonal, beside it, and {@link farBand} beside it. */
const leastSparse = 9;
const farBand = 65;
/** Whole numbers up to here are exact in every format, and there are more of them than a case has coordinates. */
const largestWhole = 255;

/**
 * The source of a family.
 *
 * @param label - says which family.
 * @param seed - another seed, other data of the same shape; without one, the data of the published vectors.
 */
export function createDataSource(label: number, seed?: number): DataSource {
  const stream = seed === undefined ? createStream(label, 5) : createStream(seed, 5, label);
  const entry = (bound: number): number => {
    const value = drawInteger(stream, 1, bound);
    return drawInteger(stream, 0, 1) === 0 ? value : -value;
  };
  const row = (length: number, bound: number): readonly number[] =>
    Array.from({ length }, () => entry(bound));
  /** Coordinates of different sizes: one in the place of another shows. */
  const distinct = (length: number, bound: number): readonly number[] => {
    if (seed === undefined) return row(length, bound);
    const sizes = new Set<number>();
    return Array.from({ length }, () => {
      let value = entry(length > bound / 2 ? largestWhole : bound);
      while (sizes.has(Math.abs(value))) value = entry(length > bound / 2 ? largestWhole : bound);
      sizes.add(Math.abs(value));
      return value;
    });
  };
  const matrix = (size: number): Affine['matrix'] =>
    size < leastSparse
      ? Array.from({ length: size }, () => row(size, 3))
      : Array.from({ length: size }, (_, i) => {
          const entries = Array.from({ length: size }, () => 0);
          for (const band of [0, 1, farBand]) entries[(i + band) % size] = entry(3);
          return entries;
        });
  const symmetric = (size: number): Affine['matrix'] => {
    const rows = matrix(size);
    return rows.map((entries, i) =>
      entries.map((value, j) => {
        if (i === j) return drawInteger(stream, 9, 16);
        return size < leastSparse ? (i < j ? value : at(rows, j, i)) : value + at(rows, j, i);
      }),
    );
  };
  const quadratic = (size: number): Affine => ({ matrix: symmetric(size), vector: distinct(size, 16) });
  /** Deviations that sum to zero: d₁, …, d_{n−1} and minus their sum, around the mean. */
  const around = (mean: Affine, count: number, size: number): readonly Affine[] => {
    const free = Array.from({ length: count - 1 }, (): Affine => ({
      matrix: asymmetric(matrix(size)),
      vector: distinct(size, 6),
    }));
    const last = free.reduce((rest, part) => combine(rest, part, -1), combine(mean, mean, -1));
    return [...free, last].map((deviation) => combine(mean, deviation, 1));
  };
  return {
    vector: (length, bound) => distinct(length, bound).map(eighths),
    problem: ({ dimension, snapshotAtoms, localAtoms }) => {
      // f strongly convex, h another Hessian and another minimiser; samples are not symmetric and their mean is exact
      const [target, auxiliary] = [quadratic(dimension), quadratic(dimension)];
      const targets = around(target, snapshotAtoms, dimension).map(toRatios);
      const auxiliaries = around(auxiliary, snapshotAtoms, dimension).map(toRatios);
      const locals = around(auxiliary, localAtoms, dimension).map(toRatios);
      const [f, h] = [toRatios(target), toRatios(auxiliary)];
      const weight = (count: number): Ratio => createRatio(1n, BigInt(count));
      return {
        dimension,
        target: { ...f, constant: eighths(0) },
        auxiliary: { ...h, constant: eighths(0) },
        snapshotAtoms: targets.map((sample, j) => ({
          probability: weight(snapshotAtoms),
          target: sample,
          auxiliary: auxiliaries[j] ?? h,
        })),
        localAtoms: locals.map((sample) => ({ probability: weight(localAtoms), auxiliary: sample })),
      };
    },
    atoms: (support, count) => {
      if (support === 1) return Array.from({ length: count }, () => 0);
      const drawn: number[] = [];
      for (let i = 0; i < count; i += 1) {
        const before = drawn.at(-1);
        const shift = drawInteger(stream, before === undefined ? 0 : 1, support - 1);
        drawn.push(((before ?? 0) + shift) % support);
      }
      return drawn;
    },
  };
}

function at(rows: Affine['matrix'], i: number, j: number): number {
  return rows[i]?.[j] ?? 0;
}

/** The matrix with a sign changed above the diagonal where two entries are equal: no chance hides a transposed matrix. */
function asymmetric(rows: Affine['matrix']): Affine['matrix'] {
  return rows.map((row, i) =>
    row.map((value, j) => (i < j && value !== 0 && value === at(rows, j, i) ? -value : value)),
  );
}

/** left + sign·right. */
function combine(left: Affine, right: Affine, sign: number): Affine {
  return {
    matrix: left.matrix.map((row, i) => row.map((value, j) => value + sign * at(right.matrix, i, j))),
    vector: left.vector.map((value, i) => value + sign * (right.vector[i] ?? 0)),
  };
}

function toRatios({ matrix, vector }: Affine): AffineGradient<Ratio> {
  return { matrix: matrix.map((row) => row.map(eighths)), vector: vector.map(eighths) };
}
