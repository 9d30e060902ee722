/** MVR-1 and MVR-2: AuxMVR under mean-square similarity. */
import { simpleCondition } from './common-terms.js';
import { condition, minus, numbers, square, times } from './formula.js';
import { createInitialError, momentumFirstWeight, varianceReducedFirstWeight } from './initial-error.js';
import { createRecursionTheorem, type Recursion } from './recursion.js';
import { constantsNote, type RateTheorem } from './theorem.js';

const { a, abar, delta, eta, K, L, meanSquare } = numbers;

/** a(2 − a). */
const twofold = times(a, minus(2, a));

/** MVR-1 as data: c = a(2−a), Λ = 2ā²δ², n = 2a². */
export const mvr1: RateTheorem = createRecursionTheorem({
  id: 'MVR-1',
  title: 'AuxMVR, mean-square similarity',
  variants: ['aux-mvr'],
  assumptions: ['A1', 'A3', 'A4', 'A5'],
  note:
    `${constantsNote} δ is that of A5 everywhere. With σ_h > 0 and a = 8x it has the floor ā²σ_h²/((2−a)K): ` +
    'choose a larger.',
  simpleCondition: simpleCondition(8, 'a', a),
  initialError: createInitialError(varianceReducedFirstWeight),
  recursion: {
    contraction: twofold,
    lag: times(2, square(times(abar, delta))),
    noise: times(2, square(a)),
    latex: {
      contraction: 'a(2-a)',
      noise: '\\frac{4a}{2-a}',
      variance: '\\sigma_D^2',
      lag: (factor, move) => `\\frac{${2 * factor}\\bar a^2\\delta^2${move}}{a(2-a)}`,
    },
  },
});

/** The error of variance reduction where all draws have one law, c = a(2−a), Λ = āΔ², n = a², b = aā, for what is called Δ and σ². */
export const exchanged = (similarity: string, variance: string): Recursion => ({
  contraction: twofold,
  lag: times(abar, square(meanSquare)),
  noise: square(a),
  boundary: times(a, abar),
  latex: {
    contraction: 'a(2-a)',
    noise: '\\frac{2a}{2-a}',
    boundary: '\\frac{2\\bar a}{2-a}\\cdot',
    variance,
    lag: (factor, move) => `\\frac{${factor}\\bar a${similarity}^2${move}}{a(2-a)}`,
  },
});

/** MVR-2 as data. */
export const mvr2: RateTheorem = createRecursionTheorem({
  id: 'MVR-2',
  title: 'AuxMVR, mean-square similarity, draws of one law',
  variants: ['aux-mvr'],
  assumptions: ['A1', 'A2', 'A3', 'A4', 'A5', 'one law'],
  note:
    `${constantsNote} δ is that of A2, Δ ≥ δ that of A5; V = σ_D² bounds the variance of every round, v₁ is that of round 1. ` +
    'For a ≤ ½ it has half of the constants of MVR-1, which has no boundary term.',
  simpleCondition: condition(
    '2L\\eta \\le 1,\\quad a \\ge 5\\,\\Delta^2\\eta^2K^2,\\quad \\Delta \\ge \\delta',
    minus(1, times(2, L, eta)),
    minus(a, times(5, square(times(meanSquare, eta, K)))),
    minus(meanSquare, delta),
  ),
  initialError: createInitialError(momentumFirstWeight),
  recursion: exchanged('\\Delta', '\\sigma_D^2'),
});
