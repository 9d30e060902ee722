/** Gains in words: how far one guarantee is from another, always as a factor above 1. */
import type { Ratio } from '../exact/index.js';
import { compareRatios, divideRatios, oneRatio } from './ratio-arithmetic.js';
import type { Separation } from './separate.js';

/** How to write a gain, a step size or a weight as a short text. */
export type FormatNumber = (value: Ratio) => string;

/**
 * A gain as a factor of at least 1, before what it is compared with.
 *
 * @param gain - ≥ 0: the other number over the own one.
 * @param words - of a gain above 1, below 1, and of 1. Of 3/7 they make "7/3 times higher than".
 */
export function describeGain(
  gain: Ratio,
  format: FormatNumber,
  [ahead, behind, equal]: readonly [string, string, string] = ['lower than', 'higher than', 'the same as'],
): string {
  const order = compareRatios(gain, oneRatio);
  if (order === 0) return equal;
  if (gain.numerator === 0n) return 'without limit above';
  return order > 0
    ? `${format(gain)} times ${ahead}`
    : `${format(divideRatios(oneRatio, gain))} times ${behind}`;
}

/** What is proved against SGD: the answer in one line, and what it rests on. */
export function describeSeparation(
  { verdict, theorems, factor, filters, atMost, everyIterateFactor, targetGradientCount }: Separation,
  format: FormatNumber,
): { readonly headline: string; readonly details: string } {
  const rival = 'SGD with its best constant step size';
  const by = theorems.join(', ');
  const each = `Either method takes ${targetGradientCount} target gradients, the start included.`;
  switch (verdict) {
    case 'better': {
      const isAhead = everyIterateFactor !== undefined && compareRatios(everyIterateFactor, oneRatio) > 0;
      const iterates = isAhead
        ? ` against the least of them, x⁰ left out, ${format(everyIterateFactor)};`
        : '';
      return {
        headline: `Provably better than ${rival} (${by}): AuxMOM guarantees a mean squared gradient at least ${describeGain(factor, format)} what SGD can guarantee. ${againstFilters(filters, format)}`,
        details: `Against the average over the iterates of SGD, x⁰ among them, the factor is at least ${format(factor)};${iterates} by LOW-MOM and SGD-1 it is at most ${format(atMost)}, whatever the parameters. ${each}`,
      };
    }
    case 'not-better':
      return {
        headline: `Provably not better than ${rival} (${by}), whatever the parameters of AuxMOM are.`,
        details: `What AuxMOM can guarantee is at best ${describeGain(atMost, format)} what SGD guarantees. ${each}`,
      };
    case 'open': {
      const proved =
        factor.numerator === 0n
          ? ''
          : `AuxMOM guarantees a mean squared gradient ${describeGain(factor, format)} the least that SGD can guarantee. `;
      return {
        headline: `Whether it is provably better than ${rival} is open (${by}): no theorem promises a benefit, and none excludes it.`,
        details: `${proved}No parameters make AuxMOM's guarantee more than ${format(atMost)} times lower than that of SGD. ${each}`,
      };
    }
  }
}

/** The same against momentum, with what it does not cover in the same breath. */
function againstFilters({ factor, theorems }: Separation['filters'], format: FormatNumber): string {
  if (compareRatios(factor, oneRatio) <= 0) return 'Against momentum nothing is proved.';
  return `Against every SGD, heavy-ball or Nesterov run with constant coefficients started at rest it is at least ${format(factor)} times lower (${theorems.join(', ')}). Schedules, m⁰ = ∇f(x⁰) and torch's first step with dampening are not covered. The start x⁰ alone adds 2LF₀/T to the average of each of these runs.`;
}
