/** What is proved against SGD, in words. */
import type { Separation } from '../../advise/index.js';
import type { Ratio } from '../../exact/index.js';
import { formatSignificant } from '../text.js';

/** The answer in one or two sentences. */
export function describeSeparation(found: Separation): string {
  const { factor, atMost, everyIterateFactor, theorems } = found;
  const text = (value: Ratio): string => formatSignificant(value, 4);
  const by = theorems.join(', ');
  switch (found.verdict) {
    case 'better': {
      const iterates =
        everyIterateFactor === undefined
          ? ''
          : ` Against every iterate of SGD the factor is at least ${text(everyIterateFactor)}.`;
      return `Provably better (${by}): AuxMOM guarantees an average squared gradient at least ${text(factor)} times lower than what SGD can guarantee with its best constant step size.${iterates} By LOW-MOM and SGD-1 the factor is at most ${text(atMost)}.`;
    }
    case 'not-better':
      return `Provably not better (${by}): whatever its parameters, what AuxMOM can guarantee is at least what SGD guarantees. The factor is at most ${text(atMost)}.`;
    case 'open':
      return `Open (${by}): no theorem promises a benefit, and none excludes it. AuxMOM guarantees a factor of ${text(factor)}, and no parameters give more than ${text(atMost)}.`;
  }
}
