/** γ, φ and ω for random cases of the family between AuxMOM and AuxMVR. */
import { leastCarry, leastExcess, type RateTheorem } from '../../../spec/theorems/index.js';
import { ratioField, type Ratio } from '../../exact/index.js';
import { decimalRatio } from '../../problems/constructed/decimal-ratio.js';
import type { ProblemConstants } from './judge-rate.js';

/** Up to whole hundredths. */
export const upToHundredths = ({ numerator, denominator }: Ratio): Ratio =>
  decimalRatio(Number((numerator * 100n + denominator - 1n) / denominator), 2);

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
): Pick<ProblemConstants, 'carry' | 'share' | 'excess'> {
  if (page !== 'aux-fam') return {};
  const share = decimalRatio(shares[choice % shares.length] ?? 100, 2);
  const given = { ...constants, momentumWeight, share };
  if (isCarried) return { carry: ratioField.one, share, excess: ratioField.zero };
  if (id !== 'FAM-1') return { carry: upToHundredths(leastCarry(ratioField, given)), share };
  const carry = decimalRatio(carries[Math.floor(choice / shares.length) % carries.length] ?? 0, 2);
  return { carry, share, excess: upToHundredths(leastExcess(ratioField, { ...given, carry })) };
}
