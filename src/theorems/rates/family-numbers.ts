/** γ, φ and ω for random cases of the family between AuxMOM and AuxMVR. */
import { leastCarry, leastExcess, type RateTheorem } from '../../../spec/theorems/index.js';
import { nearestDouble, ratioField, type Ratio } from '../../exact/index.js';
import { decimalRatio } from '../../problems/constructed/decimal-ratio.js';
import type { ProblemConstants } from './judge-rate.js';

/** Up to whole hundredths. */
const upToHundredths = ({ numerator, denominator }: Ratio): Ratio =>
  decimalRatio(Number((numerator * 100n + denominator - 1n) / denominator), 2);

/** About the largest r that RATE-FAM allows, rounded down; undefined for other theorems. */
export function largestReach(constants: ProblemConstants): Ratio | undefined {
  const { freeWeight, share, carry, meanSquareSimilarity } = constants;
  if (!freeWeight || !share || !carry || !meanSquareSimilarity) return undefined;
  const [a, φ, γ, Δ] = [freeWeight, share, carry, meanSquareSimilarity].map(nearestDouble) as [number, number, number, number]; // prettier-ignore
  const most = Math.sqrt((a * (1 + (1 - φ) * (1 - a))) / (8 * γ)) / Δ;
  return ratioField.fromString((0.9999 * most).toFixed(8));
}

const shares = [100, 50, 25, 4];
const carries = [0, 25, 50, 75, 90, 100];

/**
 * φ, and γ and ω that the theorem allows for this a and every larger one; nothing for other theorems.
 *
 * @param choice - a whole number, which decides.
 * @param isCarried - whether γ is to be 1: the variant `aux-mvr` itself.
 */
export function familyNumbers(
  { id, page }: RateTheorem,
  constants: ProblemConstants,
  momentumWeight: Ratio,
  choice: number,
  isCarried: boolean,
): Pick<ProblemConstants, 'carry' | 'share' | 'excess' | 'freeWeight'> {
  if (page !== 'aux-fam') return {};
  const share = decimalRatio(shares[choice % shares.length] ?? 100, 2);
  const given = { ...constants, momentumWeight, share };
  const free = id === 'RATE-FAM' ? { freeWeight: momentumWeight } : {};
  if (isCarried) return { ...free, carry: ratioField.one, share, excess: ratioField.zero };
  if (id !== 'FAM-1') return { ...free, carry: upToHundredths(leastCarry(ratioField, given)), share };
  const carry = decimalRatio(carries[Math.floor(choice / shares.length) % carries.length] ?? 0, 2);
  return { carry, share, excess: upToHundredths(leastExcess(ratioField, { ...given, carry })) };
}
