/** What a lower bound is: claims, each with its floor and its members. */
import type { Arithmetic, Fraction } from './arithmetic.js';
import type { LowerTheoremId, RateInput, TheoremHeader } from './theorem.js';

/** What a lower bound depends on. */
export type LowerInput<S> = Pick<
  RateInput<S>,
  | 'smoothness'
  | 'hessianSimilarity'
  | 'suboptimality'
  | 'snapshotVariance'
  | 'localVariance'
  | 'targetVariance'
  | 'localStepCount'
  | 'roundCount'
> & {
  /** N of LOW-LTI, whole and below T; 0 where it is left out. */
  readonly split?: S;
  /** β and M of LOW-HB-ITERATES; 0 and T − 1, as for SGD, where they are left out. */
  readonly momentum?: { readonly decay: S; readonly travel: S };
  /** a and ς of LOW-TGT-MOM and LOW-TGT-MVR; 1 and 0 where they are left out. */
  readonly momentumWeight?: S;
  readonly slopeDeviation?: S;
};

/** min(value, √square), or value alone; or value·√square/(value + √square): so it is compared exactly. */
export interface Floor<S> {
  readonly value: Fraction<S>;
  readonly square?: Fraction<S>;
  readonly isHarmonic?: true;
}

/** What a claim bounds: G, which counts x⁰, or the squared gradient at every one of the T iterates alike. */
export type LowerQuantity = 'G' | 'every iterate';

/** One lower bound. */
export interface LowerClaim {
  readonly id: string;
  readonly latex: string;
  readonly quantity: LowerQuantity;
  /** The members, in words. */
  readonly member: string;
  /** The floor, or its square, for these constants and parameters. */
  readonly floor: <S>(arithmetic: Arithmetic<S>, input: LowerInput<S>) => Floor<S>;
}

/** A theorem of kind `lower`. */
export interface LowerTheorem extends TheoremHeader<LowerTheoremId> {
  readonly kind: 'lower';
  readonly claims: readonly LowerClaim[];
}
