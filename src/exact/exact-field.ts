/** What the exact fields add to a {@link Field}: values from ratios, and ratios from values. */
import type { Field } from '../../spec/algebra/index.js';
import type { Ratio } from './exact-number.js';

/** A field whose elements are rational numbers, represented without rounding. */
export interface ExactField<S> extends Field<S> {
  /** The element equal to `ratio`; throws InexactError where the field has none. */
  readonly fromRatio: (ratio: Ratio) => S;
  /** The ratio equal to `value`, in lowest terms. */
  readonly toRatio: (value: S) => Ratio;
  /** A ratio equal to `value`, not necessarily in lowest terms: cheaper, for comparison and display. */
  readonly toUnreducedRatio: (value: S) => Ratio;
}

/** The value of `value` in another exact field. For a result that another arithmetic continues. */
export function convert<S, R>(from: ExactField<S>, to: ExactField<R>, value: S): R {
  return to.fromRatio(from.toRatio(value));
}
