/** Eigenpairs with a run, at random and exactly on the boundary of STAB. */
import fc from 'fast-check';
import { fromInteger } from '../../../spec/algebra/index.js';
import { roundFactors, type StabilityInput } from '../../../spec/theorems/index.js';
import {
  createRationalField,
  createRatio,
  parseExactNumber,
  type ExactField,
  type RadixNumber,
  type Ratio,
} from '../../../src/exact/index.js';
import { subtractRatios } from '../../../src/exact/exact-number.js';
import { radixFieldFor } from '../../../src/problems/arithmetic.js';

/** The inequality of STAB that is an equality. */
export type BoundaryKind = 'zero-curvature' | 'frozen' | 'determinant' | 'upper-weight';

const tenths = (min: number, max: number) => fc.integer({ min, max });

/** λη before η is known, in tenths: a tenth of the draws have 2 < ηλ_h < 2.4, where S < 0 for even K. */
const arbitraryTenths: fc.Arbitrary<{ readonly target: number; readonly auxiliary: number }> = fc.oneof(
  { weight: 9, arbitrary: fc.record({ target: tenths(-10, 40), auxiliary: tenths(-10, 40) }) },
  { weight: 1, arbitrary: fc.record({ target: tenths(-4, 4), auxiliary: tenths(21, 24) }) },
);

/** Any eigenpair: ηλ_f and ηλ_h from −1 to 4 and of other denominators, 0 among them; K = 1 … 12. */
export const arbitraryStabilityInput: fc.Arbitrary<StabilityInput<Ratio>> = fc
  .record({
    inverseStepSize: fc.constantFrom(1n, 2n, 6n, 20n),
    // a ∈ (0, 1], 1 among them
    momentumWeight: fc.integer({ min: 1, max: 24 }).map((part) => createRatio(BigInt(part), 24n)),
    localStepCount: fc.integer({ min: 1, max: 12 }),
    scaled: arbitraryTenths,
    shift: fc.constantFrom(createRatio(0n, 1n), createRatio(1n, 3n), createRatio(-1n, 7n)),
  })
  .map(({ inverseStepSize, scaled, shift, ...run }) => ({
    ...run,
    stepSize: createRatio(1n, inverseStepSize),
    targetEigenvalue: createRatio(BigInt(scaled.target) * inverseStepSize, 10n),
    // The shift brings primes that are not in the step size.
    auxiliaryEigenvalue: subtractRatios(createRatio(BigInt(scaled.auxiliary) * inverseStepSize, 10n), shift),
  }));

/**
 * The nearest input on the boundary, or undefined where this kind has none near.
 *
 * - `zero-curvature`: λ_f = 0, so a S λ_f = 0.
 * - `frozen`: ηλ_h = 2 and K even, so S = 0.
 * - `determinant`: a = 1 − 1/|Q|, so |Q|ā = 1; there is one where |Q| > 1.
 * - `upper-weight`: λ_f = λ_h + (2−a)(1+Q)/(aS), so the third inequality is an equality; S ≠ 0.
 */
export function moveToBoundary(
  input: StabilityInput<Ratio>,
  kind: BoundaryKind,
): StabilityInput<Ratio> | undefined {
  const field = createRationalField();
  const { add, subtract, multiply, divide, one, compare, zero } = field;
  const given = inField(field, input);
  const two = fromInteger(field, 2);
  const { decay, reach } = roundFactors(field, given);
  switch (kind) {
    case 'zero-curvature':
      return { ...input, targetEigenvalue: field.toRatio(zero) };
    case 'frozen':
      return {
        ...input,
        localStepCount: 2 * input.localStepCount,
        auxiliaryEigenvalue: field.toRatio(divide(two, given.stepSize)),
      };
    case 'determinant': {
      const size = compare(decay, zero) < 0 ? field.negate(decay) : decay;
      if (compare(size, one) <= 0) return undefined;
      return { ...input, momentumWeight: field.toRatio(subtract(one, divide(one, size))) };
    }
    case 'upper-weight': {
      if (compare(reach, zero) === 0) return undefined;
      const { momentumWeight: a } = given;
      const gap = divide(multiply(subtract(two, a), add(one, decay)), multiply(a, reach));
      return { ...input, targetEigenvalue: field.toRatio(add(given.auxiliaryEigenvalue, gap)) };
    }
  }
}

/** An eigenpair with a run, from texts. */
export const pair = (
  targetEigenvalue: string,
  auxiliaryEigenvalue: string,
  stepSize: string,
  localStepCount: number,
  momentumWeight: string,
): StabilityInput<Ratio> => ({
  stepSize: parseExactNumber(stepSize),
  momentumWeight: parseExactNumber(momentumWeight),
  localStepCount,
  targetEigenvalue: parseExactNumber(targetEigenvalue),
  auxiliaryEigenvalue: parseExactNumber(auxiliaryEigenvalue),
});

export const inField = <S>(
  { fromRatio }: ExactField<S>,
  input: StabilityInput<Ratio>,
): StabilityInput<S> => ({
  stepSize: fromRatio(input.stepSize),
  momentumWeight: fromRatio(input.momentumWeight),
  localStepCount: input.localStepCount,
  targetEigenvalue: fromRatio(input.targetEigenvalue),
  auxiliaryEigenvalue: fromRatio(input.auxiliaryEigenvalue),
});

/** A ring that contains the input, and the input in it. */
export function inRing(given: StabilityInput<Ratio>): {
  readonly field: ExactField<RadixNumber>;
  readonly input: StabilityInput<RadixNumber>;
} {
  const { localStepCount: _, ...numbers } = given;
  const field = radixFieldFor(Object.values(numbers));
  return { field, input: inField(field, given) };
}
