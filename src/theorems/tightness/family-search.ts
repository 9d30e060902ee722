/** γ, φ and ω of the family between AuxMOM and AuxMVR in the search for tight cases: two genes, and the rest as the theorem allows. */
import type { Field } from '../../../spec/algebra/index.js';
import { leastCarry, leastExcess, rateTheorems, type RateTheoremId } from '../../../spec/theorems/index.js';
import { ratioField } from '../../exact/index.js';
import type { ScalarRun } from '../rates/scalar-recursion.js';
import { doubleField } from '../scenarios/double-field.js';

/** The numbers of the family in a scalar run. */
export type FamilyNumbers<S> = NonNullable<ScalarRun<S>['family']>;

/** Genes that a theorem has beside those of every scalar run. */
export const familyGenes = (theorem: RateTheoremId): number =>
  rateTheorems[theorem].page === undefined ? 0 : 2;

/** What a theorem allows for a, γ and φ: the least ω, or the least γ. Scalar cases have Δ = δ. */
function allowed<S>(
  field: Field<S>,
  theorem: RateTheoremId,
  momentumWeight: S,
  { carry, share }: Pick<FamilyNumbers<S>, 'carry' | 'share'>,
): FamilyNumbers<S> {
  const given = { momentumWeight, share, hessianSimilarity: field.one };
  return theorem === 'FAM-1'
    ? { carry, share, excess: leastExcess(field, { ...given, carry }) }
    : { carry: leastCarry(field, given), share, excess: field.zero };
}

/** The numbers from two genes; none for other theorems. */
export function decodeFamily(
  theorem: RateTheoremId,
  momentumWeight: number,
  [first = 0, second = 0]: readonly number[],
): { readonly family?: FamilyNumbers<number> } {
  if (familyGenes(theorem) === 0) return {};
  const genes = { carry: Math.min(1, 1.02 * first), share: Math.max(0.02, Math.min(1, 1.02 * second)) };
  return { family: allowed(doubleField, theorem, momentumWeight, genes) };
}

/** The largest δηK that the simple condition allows. */
export function familyReach(
  theorem: RateTheoremId,
  a: number,
  { carry, share, excess }: FamilyNumbers<number>,
): number {
  const rest = 1 - a;
  const contraction = a * (1 + (1 - share) * rest);
  if (theorem !== 'FAM-1') return Math.sqrt(contraction / (8 * carry));
  const lag = carry * rest * (a + carry * rest) + excess;
  return Math.min(Math.sqrt(1 / 8), Math.sqrt(contraction / (16 * Math.max(lag, 1e-9))));
}

/** The numbers as texts of a few digits that the theorem allows, exactly. */
export function snapFamily(
  theorem: RateTheoremId,
  momentumWeight: string,
  { carry, share }: FamilyNumbers<number>,
  digits: number,
): FamilyNumbers<string> {
  const { format, fromString } = ratioField;
  const given = { carry: fromString(carry.toFixed(digits)), share: fromString(share.toFixed(digits)) };
  const exact = allowed(ratioField, theorem, fromString(momentumWeight), given);
  return { carry: format(exact.carry), share: format(exact.share), excess: format(exact.excess) };
}
