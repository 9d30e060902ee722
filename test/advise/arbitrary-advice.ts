/** Random constants and budgets for advice. */
import fc from 'fast-check';
import { exactly, type AdviceConstants, type Budget, type Constant } from '../../src/advise/index.js';
import { decimalRatio } from '../../src/problems/constructed/decimal-ratio.js';
import type { Ratio } from '../../src/exact/index.js';

/** m·10^−places over several orders of magnitude. */
function arbitraryPositive(): fc.Arbitrary<Ratio> {
  return fc
    .record({ digits: fc.integer({ min: 1, max: 99 }), places: fc.integer({ min: 0, max: 4 }) })
    .map(({ digits, places }) => decimalRatio(digits, places));
}

/** Positive, or 0 a fifth of the time. */
function arbitraryVariance(): fc.Arbitrary<Constant> {
  return fc
    .oneof(
      { weight: 1, arbitrary: fc.constant(decimalRatio(0, 0)) },
      { weight: 4, arbitrary: arbitraryPositive() },
    )
    .map((value) => exactly(value));
}

/** Exact constants; A5's δ is not below A2's. */
export const arbitraryConstants: fc.Arbitrary<AdviceConstants> = fc
  .record({
    smoothness: arbitraryPositive().map((value) => exactly(value)),
    similarity: fc.integer({ min: 1, max: 300 }),
    places: fc.integer({ min: 2, max: 4 }),
    apart: fc.constantFrom(1, 2, 5),
    suboptimality: arbitraryPositive().map((value) => exactly(value)),
    correctionError: fc.option(arbitraryVariance(), { nil: undefined }),
    targetVariance: arbitraryVariance(),
    snapshotVariance: arbitraryVariance(),
    localVariance: arbitraryVariance(),
    affineDifference: fc.boolean(),
  })
  .map(({ similarity, places, apart, correctionError, ...rest }) => {
    const times = (factor: number): Constant => {
      const { numerator, denominator } = decimalRatio(similarity * factor, places);
      const { value } = rest.smoothness;
      return exactly({
        numerator: numerator * value.numerator,
        denominator: denominator * value.denominator,
      });
    };
    return {
      ...rest,
      hessianSimilarity: times(1),
      meanSquareSimilarity: times(apart),
      ...(correctionError !== undefined && { correctionError }),
    };
  });

/** Budgets of both kinds. */
export const arbitraryBudget: fc.Arbitrary<Budget> = fc.oneof(
  fc.integer({ min: 2, max: 400 }).map((count): Budget => ({ kind: 'target-gradients', count })),
  fc
    .record({ total: fc.integer({ min: 20, max: 400 }), auxiliary: fc.integer({ min: 0, max: 30 }) })
    .map(({ total, auxiliary }): Budget => ({
      kind: 'cost',
      total: decimalRatio(total, 0),
      targetCost: decimalRatio(1, 0),
      auxiliaryCost: decimalRatio(auxiliary, 2),
    })),
);
