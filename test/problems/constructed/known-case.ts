/** What the tests of random cases share: the cases, their problems in decimals, and numbers just below a constant. */
import { mapProblem, type QuadraticProblem } from '../../../spec/model/index.js';
import { createRadixField, createRatio, type RadixNumber, type Ratio } from '../../../src/exact/index.js';
import type { RandomCase } from '../../../src/problems/index.js';
import { arbitraryProblemCase, drawAt, type ArbitraryCaseOptions } from '../../../src/theorems/index.js';

export const decimals = createRadixField(10n);

/** The first `count` cases of a seed. */
export function firstCases(
  count: number,
  options: ArbitraryCaseOptions = {},
  seed = 1,
): readonly RandomCase[] {
  const arbitrary = arbitraryProblemCase(options);
  return Array.from({ length: count }, (_, index) => {
    const { value } = drawAt(arbitrary, seed, index);
    return { ...value, problemCase: { ...value.problemCase, name: `random quadratic ${seed}/${index}` } };
  });
}

/** The problem of a case in decimals. */
export function problemOf({ problemCase }: RandomCase): QuadraticProblem<RadixNumber> {
  return mapProblem(problemCase.problem, decimals.fromRatio);
}

/** value·(1 − 10⁻⁹). */
export function justBelow({ numerator, denominator }: Ratio): Ratio {
  return createRatio(numerator * 999_999_999n, denominator * 1_000_000_000n);
}

/** left ≤ right. */
export function isAtMost(left: Ratio, right: Ratio): boolean {
  return left.numerator * right.denominator <= right.numerator * left.denominator;
}

/** count·value. */
export function times(count: bigint, { numerator, denominator }: Ratio): Ratio {
  return createRatio(count * numerator, denominator);
}
