/** Small dyadic data for the cases of the kit: every number is held exactly by every format that the kit knows. */
import { createStream, drawInteger, type RandomGenerator } from '../../problems/draws.js';
import { createRatio, type Ratio } from '../../exact/index.js';
import type { AffineGradient, QuadraticFunction, QuadraticProblem } from '../../../spec/model/index.js';

type RatioVector = readonly Ratio[];
type RatioMatrix = readonly RatioVector[];

/** n/8. */
const eighths = (numerator: number): Ratio => createRatio(BigInt(numerator), 8n);

/** The shape of a problem. */
export interface DataShape {
  readonly dimension: number;
  /** Atoms of ξ; 1 is no noise. A power of two, so that their equal probabilities and means are dyadic. */
  readonly snapshotAtoms: number;
  readonly localAtoms: number;
}

/** Draws numbers for cases. */
export interface DataSource {
  readonly vector: (length: number, bound: number) => RatioVector;
  readonly problem: (shape: DataShape) => QuadraticProblem<Ratio>;
  /** An atom that differs from the one before, where there are two. */
  readonly atoms: (support: number, count: number) => readonly number[];
}

/** The source of one seed. */
export function createDataSource(seed: number): DataSource {
  const stream = createStream(seed, 5);
  /** Never 0: a zero would hide what multiplies it. */
  const entry = (bound: number): Ratio => {
    const value = drawInteger(stream, 1, bound);
    return eighths(drawInteger(stream, 0, 1) === 0 ? value : -value);
  };
  const vector = (length: number, bound: number): RatioVector => Array.from({ length }, () => entry(bound));
  const matrix = (size: number, bound: number): RatioMatrix =>
    Array.from({ length: size }, () => vector(size, bound));
  return {
    vector,
    problem: (shape) => createProblem(shape, stream, vector, matrix),
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

/** f strongly convex, h another Hessian and another minimiser; samples are not symmetric and their mean is exact. */
function createProblem(
  { dimension, snapshotAtoms, localAtoms }: DataShape,
  stream: RandomGenerator,
  vector: DataSource['vector'],
  matrix: (size: number, bound: number) => RatioMatrix,
): QuadraticProblem<Ratio> {
  const symmetric = (): RatioMatrix => {
    const rows = matrix(dimension, 3);
    return rows.map((row, i) =>
      row.map((value, j) =>
        i === j ? eighths(drawInteger(stream, 9, 16)) : i < j ? value : (rows[j]?.[i] ?? value),
      ),
    );
  };
  const quadratic = (): QuadraticFunction<Ratio> => ({
    matrix: symmetric(),
    vector: vector(dimension, 16),
    constant: eighths(0),
  });
  const target = quadratic();
  const auxiliary = quadratic();
  /** Deviations that sum to zero: d₁, …, d_{n−1} and minus their sum. */
  const deviations = (count: number): readonly AffineGradient<Ratio>[] => {
    const free = Array.from({ length: count - 1 }, () => ({
      matrix: asymmetric(matrix(dimension, 3)),
      vector: vector(dimension, 6),
    }));
    const last = free.reduce((sum, part) => combine(sum, part, -1n), zeroLike(target));
    return [...free, last];
  };
  const around = (mean: AffineGradient<Ratio>, count: number) =>
    deviations(count).map((deviation) => combine(mean, deviation, 1n));
  const [targets, auxiliaries] = [around(target, snapshotAtoms), around(auxiliary, snapshotAtoms)];
  const weight = (count: number): Ratio => createRatio(1n, BigInt(count));
  return {
    dimension,
    target,
    auxiliary,
    snapshotAtoms: targets.map((sample, j) => ({
      probability: weight(snapshotAtoms),
      target: sample,
      auxiliary: auxiliaries[j] ?? auxiliary,
    })),
    localAtoms: around(auxiliary, localAtoms).map((sample) => ({
      probability: weight(localAtoms),
      auxiliary: sample,
    })),
  };
}

/** The matrix with a sign changed above the diagonal where two entries are equal: no chance hides a transposed matrix. */
function asymmetric(rows: RatioMatrix): RatioMatrix {
  return rows.map((row, i) =>
    row.map((value, j) => {
      const mirrored = rows[j]?.[i];
      const isEqual = value.numerator === mirrored?.numerator && value.denominator === mirrored.denominator;
      return i < j && isEqual ? { ...value, numerator: -value.numerator } : value;
    }),
  );
}

function zeroLike({ matrix, vector }: AffineGradient<Ratio>): AffineGradient<Ratio> {
  return { matrix: matrix.map((row) => row.map(() => eighths(0))), vector: vector.map(() => eighths(0)) };
}

/** left + sign·right; all entries are eighths. */
function combine(
  left: AffineGradient<Ratio>,
  right: AffineGradient<Ratio>,
  sign: bigint,
): AffineGradient<Ratio> {
  const sum = (a: Ratio, b: Ratio | undefined): Ratio =>
    b === undefined
      ? a
      : createRatio(
          a.numerator * b.denominator + sign * b.numerator * a.denominator,
          a.denominator * b.denominator,
        );
  return {
    matrix: left.matrix.map((row, i) => row.map((value, j) => sum(value, right.matrix[i]?.[j]))),
    vector: left.vector.map((value, i) => sum(value, right.vector[i])),
  };
}
