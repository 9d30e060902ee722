/** How large the random problems of level 5 are: drawn log-uniformly, so that small and large ones are equally frequent. */
import fc from 'fast-check';
import type { Matrix, Vector } from '../../../spec/algebra/index.js';
import type { AffineGradient } from '../../../spec/model/index.js';
import { type ResolvedProblem } from '../../problems/index.js';
import { multiplyRatios } from '../../problems/constructed/decimal-ratio.js';
import { createRatio, ratioField, type Ratio } from '../../exact/index.js';
import { mapFunctions } from './verification-case.js';

/** The last of the levels. */
export const highestLevel = 5;

/**
 * Greatest d, K and T, and the work T(K + 2)·max(d², 16) that no problem exceeds: it bounds both the length of messages and, with
 * T(K + 2) ≤ 250, that of exact numbers. T gives way first, then K.
 */
const randomSizes = { dimension: 64, localStepCount: 50, roundCount: 80, work: 4_000 } as const;

/** The sizes in words. */
export function describeRandomSizes(): string {
  const { dimension, localStepCount, roundCount } = randomSizes;
  return `random problems (d to ${dimension}, K to ${localStepCount}, T to ${roundCount}) and every sequence of draws of small ones`;
}

/** Sizes of a problem. */
export interface Sizes {
  /** How often the coordinates of the problem are repeated. */
  readonly copies: number;
  readonly localStepCount: number;
  readonly roundCount: number;
}

/** A whole number from 1 to `most`, whose logarithm is uniform; it shrinks to 1. */
const logUniform = (most: number): fc.Arbitrary<number> =>
  fc.noBias(fc.integer({ min: 0, max: 999 })).map((place) => Math.floor((most + 1) ** (place / 1000)));

/** Sizes; what is too much work is cut by {@link enlarge}. */
export function arbitrarySizes(): fc.Arbitrary<Sizes> {
  return fc.record({
    // half of the problems have few coordinates: a mistake may need exactly four of them
    copies: fc.oneof(fc.constant(1), logUniform(randomSizes.dimension)),
    localStepCount: logUniform(randomSizes.localStepCount),
    roundCount: logUniform(randomSizes.roundCount),
  });
}

/** Starting points of the copies, which would else do the same: x⁰ times these in turn. */
const factors: readonly Ratio[] = [1n, -2n, 3n, -1n, 2n, -3n].map((factor) => createRatio(factor, 1n));

/**
 * The problem with its coordinates repeated, blocks on the diagonal, and with K and T of these sizes (K stays 1 for `sgd`), as far as
 * the work allows.
 */
export function enlarge(
  given: ResolvedProblem,
  { copies: wanted, localStepCount, roundCount }: Sizes,
): ResolvedProblem {
  const { problem, parameters, initialization, startingPoint, variant } = given;
  const { dimension } = problem;
  const copies = Math.max(1, Math.min(wanted, Math.floor(randomSizes.dimension / dimension)));
  const most = Math.floor(randomSizes.work / Math.max((copies * dimension) ** 2, 16));
  const steps = variant === 'sgd' ? 1 : Math.max(1, Math.min(localStepCount, most - 2));
  const rounds = Math.max(1, Math.min(roundCount, Math.floor(most / (steps + 2))));
  const vector = (values: Vector<Ratio>): Vector<Ratio> =>
    Array.from({ length: copies }, () => values).flat();
  const matrix = (rows: Matrix<Ratio>): Matrix<Ratio> =>
    Array.from({ length: copies }, (_, copy) =>
      rows.map((row) =>
        Array.from({ length: copies }, (__, other) =>
          other === copy ? row : row.map(() => ratioField.zero),
        ).flat(),
      ),
    ).flat();
  const affine = (of: AffineGradient<Ratio>): AffineGradient<Ratio> => ({
    matrix: matrix(of.matrix),
    vector: vector(of.vector),
  });
  const times = (values: Vector<Ratio>, copy: number): Vector<Ratio> =>
    values.map((value) => multiplyRatios(factors[copy % factors.length] ?? ratioField.one, value));
  return {
    ...given,
    problem: {
      dimension: copies * dimension,
      ...mapFunctions(problem, affine, (value) => multiplyRatios(createRatio(BigInt(copies), 1n), value)),
    },
    parameters: { ...parameters, localStepCount: steps, roundCount: rounds },
    initialization:
      initialization.kind === 'given'
        ? { ...initialization, correction: vector(initialization.correction) }
        : initialization,
    startingPoint: Array.from({ length: copies }, (_, copy) => times(startingPoint, copy)).flat(),
  };
}
