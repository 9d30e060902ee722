/** Equality of runs, to the last bit. */
import type { Vector } from '../../../spec/algebra/index.js';
import { createRationalField, formatRatio, type Ratio } from '../../exact/index.js';
import { BrokenLaw } from './property.js';

const field = createRationalField();

/** Whether two numbers are the same. */
export function isSame(left: Ratio, right: Ratio): boolean {
  return field.compare(field.fromRatio(left), field.fromRatio(right)) === 0;
}

/** A number for a message, cut. */
export function show(value: Ratio): string {
  const text = formatRatio(value);
  return text.length <= 40 ? text : `${text.slice(0, 30)}… (${text.length} characters)`;
}

/**
 * Requires that two runs have the same iterates.
 *
 * @param what - what the second run is, for the message.
 * @throws BrokenLaw at the first difference.
 */
export function requireSameIterates(
  actual: readonly Vector<Ratio>[],
  expected: readonly Vector<Ratio>[],
  what: string,
  equation?: string,
): void {
  expected.forEach((vector, t) => {
    vector.forEach((value, i) => {
      const seen = actual[t]?.[i];
      if (seen !== undefined && isSame(seen, value)) return;
      throw new BrokenLaw(
        `x[${i}] after round ${t} is ${seen === undefined ? 'missing' : show(seen)}, expected ${show(value)}: ${what}`,
        equation === undefined ? {} : { equation },
      );
    });
  });
}
