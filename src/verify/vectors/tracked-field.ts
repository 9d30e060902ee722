/** Numbers that know how large a format must be so that a program rounds nothing, in whatever order it takes its sums. */
import type { Field } from '../../../spec/algebra/index.js';
import { AuxoptError } from '../../errors.js';

/** A double with the sum of the absolute values of its terms, multiplied out; both are multiples of 2^grid. */
export interface Tracked {
  readonly value: number;
  readonly size: number;
  readonly grid: number;
}

/** A quotient that no binary format holds. */
export class NotDyadicError extends AuxoptError {}

/**
 * The field of dyadic numbers.
 *
 * Sums and products of the terms of a number, regrouped in any way and partly made, are multiples of 2^grid of at most its size. So a
 * format of p bits holds all of them if size ≤ 2^(grid + p), and a program that computes in it by + − · makes no error. Quotients are by
 * powers of two alone, which are exact in their turn. As long as p ≤ 53, the doubles here are exact too.
 *
 * @param see - is told size/2^grid of every sum and product, which is to be at most 2^p.
 */
export function createTrackedField(see: (count: number) => void): Field<Tracked> {
  const made = (value: number, size: number, grid: number): Tracked => {
    if (size > 0) see(size * 2 ** -grid);
    return { value, size, grid };
  };
  const add = (left: Tracked, right: Tracked): Tracked =>
    made(left.value + right.value, left.size + right.size, Math.min(left.grid, right.grid));
  const negate = ({ value, size, grid }: Tracked): Tracked => ({ value: -value, size, grid });
  return {
    name: 'dyadic numbers',
    zero: track(0),
    one: track(1),
    add,
    negate,
    subtract: (left, right) => add(left, negate(right)),
    multiply: (left, right) => made(left.value * right.value, left.size * right.size, left.grid + right.grid),
    divide: (left, right) => {
      const shift = Math.round(Math.log2(Math.abs(right.value)));
      if (Math.abs(right.value) !== 2 ** shift) throw new NotDyadicError(`a quotient by ${right.value}`);
      return made(left.value / right.value, left.size * 2 ** -shift, left.grid - shift);
    },
    compare: (left, right) => left.value - right.value,
    fromString: (text) => track(Number(text)),
    format: ({ value }) => String(value),
  };
}

/** A double as one term. */
export function track(value: number): Tracked {
  const size = Math.abs(value);
  if (size === 0) return { value, size, grid: Infinity };
  let grid = 0;
  while (!Number.isInteger(size * 2 ** -grid)) grid -= 1;
  while (Number.isInteger(size * 2 ** -(grid + 1))) grid += 1;
  return { value, size, grid };
}
