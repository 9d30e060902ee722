/** What the tests of random cases share: the cases, their problems in decimals, and numbers just below a constant. */
import { mapProblem, type QuadraticProblem } from '../../../spec/model/index.js';
import { createRadixField, createRatio, type RadixNumber, type Ratio } from '../../../src/exact/index.js';
import type { RandomCase } from '../../../src/problems/index.js';
import { arbitraryProblemCase, drawAt, type ArbitraryCaseOptions } from '../../../src/theorems/index.js';

export const decimals = createRadixField(10n);

/** The case of a seed with this number. */
function createCaseAt(options: ArbitraryCaseOptions, seed: number): (index: number) => RandomCase {
  const arbitrary = arbitraryProblemCase(options);
  return (index) => {
    const { value } = drawAt(arbitrary, seed, index);
    return { ...value, problemCase: { ...value.problemCase, name: `random quadratic ${seed}/${index}` } };
  };
}

/** The first `count` cases of a seed. */
export function firstCases(
  count: number,
  options: ArbitraryCaseOptions = {},
  seed = 1,
): readonly RandomCase[] {
  const at = createCaseAt(options, seed);
  return Array.from({ length: count }, (_, index) => at(index));
}

/** The first case of seed 1 that is like this. */
export function firstCase(isLike: (found: RandomCase) => boolean, options: ArbitraryCaseOptions): RandomCase {
  const at = createCaseAt(options, 1);
  for (let index = 0; ; index += 1) {
    const found = at(index);
    if (isLike(found)) return found;
  }
}

/** A value that is made when it is first asked for: what no test of a run needs is not made. */
export function cachedValue<Value extends object>(make: () => Value): () => Value {
  let made: Value | undefined;
  return () => (made ??= make());
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
