/** What is proved against SGD, in words. */
import type { Separation } from '../../advise/index.js';
import type { Ratio } from '../../exact/index.js';
import { formatSignificant } from '../text.js';

const text = (value: Ratio): string => formatSignificant(value, 4);

/** The answer in a few sentences: against every iterate first, where a theorem speaks of it. */
export function describeSeparation(found: Separation): string {
  const { factor, atMost, everyIterateFactor, targetGradientCount, theorems } = found;
  const by = theorems.join(', ');
  const each = `Either method takes ${targetGradientCount} target gradients, the start included.`;
  switch (found.verdict) {
    case 'better': {
      const iterates =
        everyIterateFactor === undefined
          ? ''
          : `Against every iterate of SGD the factor is at least ${text(everyIterateFactor)}. `;
      return `Provably better (${by}). ${iterates}Against the average over its iterates, x⁰ among them, it is at least ${text(factor)}, and by LOW-MOM and SGD-1 at most ${text(atMost)}. So much lower is the average squared gradient that AuxMOM guarantees than what SGD can guarantee with its best constant step size. ${each}`;
    }
    case 'not-better':
      return `Provably not better (${by}): whatever its parameters, what AuxMOM can guarantee is at least what SGD guarantees. The factor is at most ${text(atMost)}. ${each}`;
    case 'open':
      return `Open (${by}): no theorem promises a benefit, and none excludes it. AuxMOM guarantees a factor of ${text(factor)} against the average over the iterates of SGD, and no parameters give more than ${text(atMost)}. ${each}`;
  }
}
