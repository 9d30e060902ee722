/** How far a plan is from instability, by STAB, over all eigenpairs that its constants allow. */
import { stabilityVerdict, type RateConstants, type StabilityInput } from '../../spec/theorems/index.js';
import { liftDouble, nearestDouble, type Ratio, ratioField } from '../exact/index.js';
import { radixFieldFor } from '../problems/arithmetic.js';
import { roundDown } from '../problems/simple-number.js';
import { doubleField } from '../theorems/scenarios/double-field.js';
import { mapNumbers, type Plan } from './plan.js';
import { addRatios, multiplyRatios, wholeRatio } from './ratio-arithmetic.js';

/** What {@link stabilityMargin} found. */
export interface StabilityMargin {
  /** η may grow by this factor before a pair becomes unstable; two digits, rounded down; 0 where one is unstable already. */
  readonly factor: Ratio;
  /** The pair that becomes unstable first; absent where none does within the greatest factor tried. */
  readonly critical?: { readonly targetEigenvalue: Ratio; readonly auxiliaryEigenvalue: Ratio };
  /** Whether STAB holds, decided over ratios, for every pair of the grid at this factor. */
  readonly isStable: boolean;
  /** Pairs of eigenvalues tried. */
  readonly pairCount: number;
}

/** The grid: λ_f = L i/8, λ_h = λ_f + δ j/4. */
const targetParts = 8;
const differenceParts = 4;

/** Factors of η tried: 1, 1.02, 1.02², … */
const ratio = 1.02;
const greatestFactor = 100;

interface EigenPair {
  readonly targetEigenvalue: Ratio;
  readonly auxiliaryEigenvalue: Ratio;
}

/**
 * The factor by which η may be multiplied before deterministic AuxMOM with commuting Hessians becomes unstable.
 *
 * The eigenpairs are those that the constants allow: 0 < λ_f ≤ L and |λ_f − λ_h| ≤ δ, on a grid that has the corners. The
 * search is in doubles; that STAB holds at the factor it gives is then decided over ratios. Deterministic AuxMVR has the
 * error mᵗ − ∇D(x^{t−1}) shrink by 1 − a a round whatever x does, so it is stable iff AuxMOM is with a = 1.
 *
 * @param plan - a plan of `aux-mom` or `aux-mvr`.
 * @param constants - L and δ of it.
 */
export function stabilityMargin(plan: Plan<Ratio>, constants: RateConstants<Ratio>): StabilityMargin {
  const pairs = eigenPairs(constants);
  const { stepSize, localStepCount } = plan.parameters;
  const momentumWeight = plan.variant === 'aux-mvr' ? ratioField.one : plan.parameters.momentumWeight;
  const inputs = pairs.map((pair) => ({ ...pair, stepSize, momentumWeight, localStepCount }));
  const doubles = inputs.map((input) => mapInput(input, nearestDouble));
  const unstableAt = (factor: number): number =>
    doubles.findIndex((input) => {
      const scaled = { ...input, stepSize: input.stepSize * factor };
      return stabilityVerdict(doubleField, scaled) !== 'true';
    });
  let factor = 1;
  while (factor < greatestFactor && unstableAt(factor) < 0) factor *= ratio;
  const isLimited = factor < greatestFactor;
  if (factor === 1)
    return { factor: wholeRatio(0), ...critical(unstableAt(1)), isStable: false, pairCount: pairs.length };
  let [lower, upper] = [factor / ratio, factor];
  while (isLimited && upper - lower > 1e-6 * upper) {
    const middle = (lower + upper) / 2;
    if (unstableAt(middle) < 0) lower = middle;
    else upper = middle;
  }
  const rounded = roundDown(liftDouble(lower), 2);
  const isStable = inputs.every((input) => isStableExactly(input, rounded));
  return {
    factor: rounded,
    ...(isLimited ? critical(unstableAt(upper)) : {}),
    isStable,
    pairCount: pairs.length,
  };

  function critical(index: number): Pick<StabilityMargin, 'critical'> {
    const pair = pairs[index];
    return pair === undefined ? {} : { critical: pair };
  }
}

/** STAB with η multiplied, decided in numbers n/qᵉ: ratios would grow with the square of K. */
function isStableExactly(input: StabilityInput<Ratio>, factor: Ratio): boolean {
  const scaled = { ...input, stepSize: multiplyRatios(input.stepSize, factor) };
  const { localStepCount: _count, ...numbers } = scaled;
  const field = radixFieldFor(Object.values(numbers));
  return stabilityVerdict(field, mapInput(scaled, field.fromRatio)) === 'true';
}

/** The grid of eigenpairs; several steps of equal size where δ = 0 are one. */
function eigenPairs({ smoothness, hessianSimilarity }: RateConstants<Ratio>): readonly EigenPair[] {
  const parts = hessianSimilarity.numerator === 0n ? 0 : differenceParts;
  return Array.from({ length: targetParts }, (_, i) => {
    const targetEigenvalue = multiplyRatios(smoothness, fraction(i + 1, targetParts));
    return Array.from({ length: 2 * parts + 1 }, (__, j) => ({
      targetEigenvalue,
      auxiliaryEigenvalue: addRatios(
        targetEigenvalue,
        multiplyRatios(hessianSimilarity, fraction(j - parts, differenceParts)),
      ),
    }));
  }).flat();
}

function fraction(numerator: number, denominator: number): Ratio {
  return { numerator: BigInt(numerator), denominator: BigInt(denominator) };
}

/** The input with its numbers in another field. */
function mapInput<S>(
  { localStepCount, ...numbers }: StabilityInput<Ratio>,
  to: (value: Ratio) => S,
): StabilityInput<S> {
  return { ...mapNumbers(numbers, to), localStepCount };
}
