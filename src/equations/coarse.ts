/** Wide bounds that are made at once: for whoever tries many pages on a run and wants to leave most of them quickly. */
import {
  createCompiler,
  expressionOf,
  termsOf,
  type Expression,
  type Frame,
  type Use,
} from '../../spec/language/index.js';
import { absolute } from '../../spec/algebra/index.js';
import { powerOfTwo, shortened } from '../exact/binary-ratio.js';
import type { Ratio } from '../exact/exact-number.js';
import { ratioField } from '../exact/ratio-field.js';
import type { BoundLine } from './bounds.js';
import type { Rounding, ErrorOf } from './weights.js';

const { add, multiply, zero } = ratioField;

/** Bits of a term that the bound leaves, fewer than honest rounding does. */
export const bitsOf = ({ format: { precision } }: Rounding): number => Math.min(precision - 5, 20);

/** Bits of the numbers: what they leave is nothing beside the bound. */
const bitsOfNumbers = 64;

/** Whether what a program has of a scalar that a round computes is off by no more than a small part of that share. */
export function isNearlySure(
  scalar: Use,
  { values }: Frame<Ratio>,
  errorOf: ErrorOf<Ratio> | undefined,
  rounding: Rounding,
): boolean {
  const size = absolute(ratioField, values.get(scalar.name) as Ratio);
  const error = errorOf?.(scalar, 0) ?? zero;
  return ratioField.compare(error, multiply(powerOfTwo(-bitsOf(rounding) - 3), size)) <= 0;
}

/** A share of the sum of the absolute terms of a line: larger than its bound, and smaller than what another formula makes of most runs. */
export function compileCoarseBounds(value: Expression<Use>, rounding: Rounding): BoundLine<Ratio> {
  const compiler = createCompiler(ratioField);
  // a copy is not rounded
  const share = value.kind === 'name' ? zero : powerOfTwo(-bitsOf(rounding));
  const terms = termsOf(value).map(({ leaf, ...monomial }) => ({
    leaf,
    coefficient: compiler.scalar(expressionOf([monomial], leaf.span)),
    vector: compiler.vector(leaf),
  }));
  return (frame, errorOf = () => undefined) => {
    const weighed = terms.map(({ leaf, coefficient, vector }) => ({
      ...{ leaf, by: coefficient(frame), at: vector(frame) },
    }));
    const dimension = Math.max(0, ...weighed.map(({ at }) => at.length));
    return Array.from({ length: dimension }, (_, i) => {
      let [sum, reach, inherited] = [zero, zero, zero];
      for (const { leaf, by, at } of weighed) {
        const term = multiply(by, at[i] ?? zero);
        sum = add(sum, term);
        reach = add(reach, absolute(ratioField, term));
        const error = errorOf(leaf, i);
        if (error !== undefined) inherited = add(inherited, multiply(absolute(ratioField, by), error));
      }
      const bound = shortened(add(multiply(share, reach), inherited), bitsOfNumbers);
      const short = value.kind === 'name' ? sum : shortened(sum, bitsOfNumbers);
      return { value: short, bound, least: bound, mayOverflow: false, reach, grid: -Infinity };
    });
  };
}
