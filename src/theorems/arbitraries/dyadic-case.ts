/** Cases of small whole numbers and powers of two: whoever computes them in floating point computes them exactly. */
import fc from 'fast-check';
import { algorithms } from '../../../spec/algorithms/index.js';
import type { Matrix, Vector } from '../../../spec/algebra/index.js';
import type { AffineGradient, Initialization, VariantName } from '../../../spec/model/index.js';
import { createRatio, type Ratio } from '../../exact/index.js';
import type { EstimateStart, ResolvedProblem } from '../../problems/index.js';

/** What the cases of {@link arbitraryDyadicCase} may be. */
export interface DyadicOptions {
  readonly variant: VariantName;
  /** Kinds of m⁰, the simplest first. */
  readonly starts: readonly EstimateStart[];
  /** 1 or 2; 2 where it is left out. */
  readonly maximumDimension?: 1 | 2;
  /** Exactly this d; any up to the greatest where it is left out. */
  readonly dimension?: 1 | 2;
  /** Whether the oracles may be noisy; true where it is left out. */
  readonly noise?: boolean;
}

/** A reader of whole numbers, 0 where they end. */
type Next = () => number;

const whole = (value: number): Ratio => createRatio(BigInt(value), 1n);
const half = createRatio(1n, 2n);
const one = whole(1);
const two = 2;

const vectorOf = (dimension: number, next: Next): Vector<Ratio> =>
  Array.from({ length: two }, () => whole(next())).slice(0, dimension);

/** A symmetric matrix with a diagonal from 1 to 3 and 0 or ±1 beside it: positive semidefinite. */
function targetMatrix(dimension: number, next: Next): Matrix<Ratio> {
  const [p, r, q] = [1 + (Math.abs(next()) % 3), 1 + (Math.abs(next()) % 3), Math.sign(next())];
  return [
    [whole(p), whole(q)],
    [whole(q), whole(r)],
  ]
    .slice(0, dimension)
    .map((row) => row.slice(0, dimension));
}

function symmetricMatrix(dimension: number, next: Next): Matrix<Ratio> {
  const [p, r, q] = [next(), next(), next()];
  return [
    [whole(p), whole(q)],
    [whole(q), whole(r)],
  ]
    .slice(0, dimension)
    .map((row) => row.slice(0, dimension));
}

/** The two samples mean ± deviation. */
function around(mean: AffineGradient<Ratio>, deviation: Vector<Ratio>): readonly AffineGradient<Ratio>[] {
  const moved = (sign: bigint): AffineGradient<Ratio> => ({
    matrix: mean.matrix,
    vector: mean.vector.map((value, i) =>
      createRatio(value.numerator + sign * (deviation[i]?.numerator ?? 0n), 1n),
    ),
  });
  return [moved(1n), moved(-1n)];
}

const countOfNumbers = 22;

/**
 * Quadratics in one or two dimensions with whole entries of at most 3, η = 1/8, 1/4 or 1/2, a = 1 or ½, K and T at most 2,
 * equally likely pairs of atoms with opposite noise.
 *
 * Every sum, product, and quotient by η, a, 1 − a, K, T or 2 of such a run is a whole number over a small power of two, so
 * binary64 and binary32 hold it exactly in any order of evaluation: laws can be asked to the last bit. Counterexamples
 * shrink to d = 1, K = 1, T = 1, a = 1, no noise and zeros.
 *
 * @returns an arbitrary of checked cases; f is positive semidefinite, and η may be too large for convergence.
 */
export function arbitraryDyadicCase(options: DyadicOptions): fc.Arbitrary<ResolvedProblem> {
  const { variant, starts, maximumDimension = two, noise = true } = options;
  const { estimates } = algorithms[variant];
  return fc
    .record({
      dimension: fc.integer({ min: options.dimension ?? 1, max: options.dimension ?? maximumDimension }),
      localStepCount: fc.integer({ min: 1, max: variant === 'sgd' ? 1 : two }),
      roundCount: fc.integer({ min: 1, max: two }),
      isHalfWeighted: fc.boolean(),
      stepExponent: fc.integer({ min: 0, max: 2 }),
      hasSnapshotNoise: noise ? fc.boolean() : fc.constant(false),
      hasLocalNoise: noise ? fc.boolean() : fc.constant(false),
      start: fc.constantFrom(...starts),
      numbers: fc.array(fc.integer({ min: -3, max: 3 }), {
        minLength: countOfNumbers,
        maxLength: countOfNumbers,
      }),
      seed: fc.nat({ max: 999 }),
    })
    .map((parts) => {
      const { dimension, start } = parts;
      const next = createNext(parts.numbers);
      const target = { matrix: targetMatrix(dimension, next), vector: vectorOf(dimension, next) };
      const auxiliary = { matrix: symmetricMatrix(dimension, next), vector: vectorOf(dimension, next) };
      const startingPoint = vectorOf(dimension, next);
      const correction = vectorOf(dimension, next);
      const noises = [
        vectorOf(dimension, next),
        vectorOf(dimension, next),
        vectorOf(dimension, next),
      ] as const;
      const targets = around(target, noises[0]);
      const auxiliaries = around(auxiliary, noises[1]);
      const locals = around(auxiliary, noises[2]);
      const initialization: Initialization<Ratio> =
        estimates === 'nothing'
          ? { kind: 'none' }
          : start === 'given'
            ? { kind: start, correction }
            : start === 'batch'
              ? { kind: start, size: two }
              : { kind: start };
      return {
        name: 'small dyadic quadratic',
        variant,
        problem: {
          dimension,
          target: { ...target, constant: whole(0) },
          auxiliary: { ...auxiliary, constant: whole(0) },
          snapshotAtoms: parts.hasSnapshotNoise
            ? targets.map((sample, j) => ({
                probability: half,
                target: sample,
                auxiliary: auxiliaries[j] ?? auxiliary,
              }))
            : [{ probability: one, target, auxiliary }],
          localAtoms: parts.hasLocalNoise
            ? locals.map((sample) => ({ probability: half, auxiliary: sample }))
            : [{ probability: one, auxiliary }],
        },
        parameters: {
          stepSize: createRatio(1n, BigInt(8 >> parts.stepExponent)),
          momentumWeight: parts.isHalfWeighted ? half : one,
          localStepCount: parts.localStepCount,
          roundCount: parts.roundCount,
        },
        initialization,
        startingPoint,
        seed: parts.seed,
      };
    });
}

function createNext(numbers: readonly number[]): Next {
  let index = 0;
  return () => {
    index += 1;
    return numbers[index - 1] ?? 0;
  };
}
