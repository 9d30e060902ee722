/** Cases of small whole numbers and powers of two: whoever computes them in floating point computes them exactly. */
import fc from 'fast-check';
import { algorithms } from '../../../spec/algorithms/index.js';
import { createVectorSpace, type Matrix, type Vector } from '../../../spec/algebra/index.js';
import type { AffineGradient, Initialization, VariantName } from '../../../spec/model/index.js';
import { createRatio, ratioField, type Ratio } from '../../exact/index.js';
import type { EstimateStart, ResolvedProblem } from '../../problems/index.js';

/** What the cases of {@link arbitraryDyadicCase} may be. */
export interface DyadicOptions {
  readonly variant: VariantName;
  /** Kinds of m⁰, the simplest first. */
  readonly starts: readonly EstimateStart[];
  /** Exactly this d; any where it is left out. */
  readonly dimension?: 1 | 2;
}

/** Reads whole numbers. */
type Next = () => number;

const whole = (value: number): Ratio => createRatio(BigInt(value), 1n);
const half = createRatio(1n, 2n);
const two = 2;

const vectorOf = (dimension: number, next: Next): Vector<Ratio> =>
  Array.from({ length: two }, () => whole(next())).slice(0, dimension);

/** (p, q; q, r), or (p). */
function symmetricMatrix(dimension: number, [p, r, q]: readonly [number, number, number]): Matrix<Ratio> {
  const rows = [[p, q], [q, r]]; // prettier-ignore
  return rows.slice(0, dimension).map((row) => row.slice(0, dimension).map(whole));
}

/** A diagonal from 1 to 3 and 0 or ±1 beside it: positive semidefinite. */
function targetMatrix(dimension: number, next: Next): Matrix<Ratio> {
  return symmetricMatrix(dimension, [1 + (Math.abs(next()) % 3), 1 + (Math.abs(next()) % 3), Math.sign(next())]); // prettier-ignore
}

/** The mean itself, or the two equally likely samples mean ± deviation. */
function samplesOf(mean: AffineGradient<Ratio>, deviation: Vector<Ratio>, isNoisy: boolean) {
  if (!isNoisy) return [{ probability: ratioField.one, sample: mean }];
  const { add, subtract } = createVectorSpace(ratioField);
  return [add, subtract].map((move) => ({
    probability: half,
    sample: { ...mean, vector: move(mean.vector, deviation) },
  }));
}

const countOfNumbers = 22;

/**
 * Quadratics in one or two dimensions with whole entries of at most 3, η = 1/8, 1/4 or 1/2, a = 1 or ½, K and T at most 2,
 * equally likely pairs of atoms with opposite noise. For properties of programs in floats.
 *
 * Every sum, product, and quotient by η, a, 1 − a, K, T or 2 of such a run is a whole number over a small power of two, so
 * binary64 and binary32 hold it exactly in any order of evaluation: laws can be asked to the last bit. Counterexamples
 * shrink to d = 1, K = 1, T = 1, a = 1, no noise and zeros.
 *
 * @returns an arbitrary of checked cases; f is positive semidefinite, and η may be too large for convergence.
 */
export function arbitraryDyadicCase(options: DyadicOptions): fc.Arbitrary<ResolvedProblem> {
  const { variant, starts } = options;
  const { estimates } = algorithms[variant];
  return fc
    .record({
      dimension: fc.integer({ min: options.dimension ?? 1, max: options.dimension ?? two }),
      localStepCount: fc.integer({ min: 1, max: variant === 'sgd' ? 1 : two }),
      roundCount: fc.integer({ min: 1, max: two }),
      isHalfWeighted: fc.boolean(),
      stepExponent: fc.integer({ min: 0, max: 2 }),
      hasSnapshotNoise: fc.boolean(),
      hasLocalNoise: fc.boolean(),
      start: fc.constantFrom(...starts),
      numbers: fc.array(fc.integer({ min: -3, max: 3 }), {
        minLength: countOfNumbers,
        maxLength: countOfNumbers,
      }),
      seed: fc.nat({ max: 999 }),
    })
    .map((parts) => {
      const { dimension, start } = parts;
      const numbers = parts.numbers.values();
      const next: Next = () => numbers.next().value ?? 0;
      const vector = () => vectorOf(dimension, next);
      const target = { matrix: targetMatrix(dimension, next), vector: vector() };
      const auxiliary = { matrix: symmetricMatrix(dimension, [next(), next(), next()]), vector: vector() };
      const startingPoint = vector();
      const correction = vector();
      const targets = samplesOf(target, vector(), parts.hasSnapshotNoise);
      const auxiliaries = samplesOf(auxiliary, vector(), parts.hasSnapshotNoise);
      const locals = samplesOf(auxiliary, vector(), parts.hasLocalNoise);
      const startOf = (kind: EstimateStart): Initialization<Ratio> =>
        kind === 'given' ? { kind, correction } : kind === 'batch' ? { kind, size: two } : { kind };
      return {
        name: 'small dyadic quadratic',
        variant,
        problem: {
          dimension,
          target: { ...target, constant: whole(0) },
          auxiliary: { ...auxiliary, constant: whole(0) },
          snapshotAtoms: targets.map(({ probability, sample }, j) => ({
            probability,
            target: sample,
            auxiliary: auxiliaries[j]?.sample ?? auxiliary,
          })),
          localAtoms: locals.map(({ probability, sample }) => ({ probability, auxiliary: sample })),
        },
        parameters: {
          stepSize: createRatio(1n, BigInt(8 >> parts.stepExponent)),
          momentumWeight: parts.isHalfWeighted ? half : ratioField.one,
          localStepCount: parts.localStepCount,
          roundCount: parts.roundCount,
        },
        initialization: estimates === 'nothing' ? { kind: 'none' } : startOf(start),
        startingPoint,
        seed: parts.seed,
      };
    });
}
