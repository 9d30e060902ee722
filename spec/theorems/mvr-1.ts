/** MVR-1 and MVR-2: AuxMVR under mean-square similarity. */
import { decay, simpleCondition } from './common-terms.js';
import { createInitialError, momentumFirstWeight, varianceReducedFirstWeight } from './initial-error.js';
import { createRecursionTheorem, meanSquareOf, type Recursion } from './recursion.js';
import { constantsNote, type RateTheorem } from './theorem.js';

/** a(2 − a). */
const twofold: Recursion['contraction'] = ({ minus, times }, { momentumWeight }) =>
  times(momentumWeight, minus(times(2), momentumWeight));

/** MVR-1 as data: c = a(2−a), Λ = 2ā²δ², n = 2a². */
export const mvr1: RateTheorem = createRecursionTheorem({
  id: 'MVR-1',
  title: 'AuxMVR, mean-square similarity',
  variants: ['aux-mvr'],
  assumptions: ['A1', 'A3', 'A4', 'A5'],
  kind: 'upper',
  source: 'auxopt',
  note:
    `${constantsNote} δ is that of A5 everywhere. With σ_h > 0 and a = 8x it has the floor ā²σ_h²/((2−a)K): ` +
    'choose a larger.',
  simpleCondition: simpleCondition(8, 'a', (_arithmetic, momentumWeight) => momentumWeight),
  initialError: createInitialError(varianceReducedFirstWeight),
  recursion: {
    contraction: twofold,
    lag: (arithmetic, input) => {
      const { over, square, times } = arithmetic;
      return over(times(2, square(times(decay(arithmetic, input), input.hessianSimilarity))));
    },
    noise: ({ square, times }, { momentumWeight }) => times(2, square(momentumWeight)),
    latex: {
      contraction: 'a(2-a)',
      noise: '\\frac{4a}{2-a}',
      variance: '\\sigma_D^2',
      lag: (factor, move) => `\\frac{${2 * factor}\\bar a^2\\delta^2${move}}{a(2-a)}`,
    },
  },
});

/** The error of variance reduction where all draws have one law: c = a(2−a), Λ = āΔ², n = a², b = aā. */
export const exchanged: Omit<Recursion, 'latex'> = {
  contraction: twofold,
  lag: (arithmetic, input) => {
    const { over, square, times } = arithmetic;
    return over(times(decay(arithmetic, input), square(meanSquareOf(arithmetic, input))));
  },
  noise: ({ square }, { momentumWeight }) => square(momentumWeight),
  boundary: (arithmetic, input) => arithmetic.times(input.momentumWeight, decay(arithmetic, input)),
};

/** How it is written, for what is called Δ and σ². */
export const exchangedLatex = (similarity: string, variance: string): Recursion['latex'] => ({
  contraction: 'a(2-a)',
  noise: '\\frac{2a}{2-a}',
  boundary: '\\frac{2\\bar a}{2-a}\\cdot',
  variance,
  lag: (factor, move) => `\\frac{${factor}\\bar a${similarity}^2${move}}{a(2-a)}`,
});

/** MVR-2 as data. */
export const mvr2: RateTheorem = createRecursionTheorem({
  id: 'MVR-2',
  title: 'AuxMVR, mean-square similarity, draws of one law',
  variants: ['aux-mvr'],
  assumptions: ['A1', 'A2', 'A3', 'A4', 'A5', 'one law'],
  kind: 'upper',
  source: 'auxopt',
  note:
    `${constantsNote} δ is that of A2, Δ ≥ δ that of A5; V = σ_D² bounds the variance of every round, v₁ is that of round 1. ` +
    'For a ≤ ½ it has half of the constants of MVR-1, which has no boundary term.',
  simpleCondition: {
    latex: '2L\\eta \\le 1,\\quad a \\ge 5\\,\\Delta^2\\eta^2K^2,\\quad \\Delta \\ge \\delta',
    slacks: (arithmetic, input) => {
      const { minus, square, times } = arithmetic;
      const { smoothness, stepSize, localStepCount, hessianSimilarity, momentumWeight } = input;
      const similarity = meanSquareOf(arithmetic, input);
      return [
        minus(times(1), times(2, smoothness, stepSize)),
        minus(momentumWeight, times(5, square(times(similarity, stepSize, localStepCount)))),
        minus(similarity, hessianSimilarity),
      ];
    },
  },
  initialError: createInitialError(momentumFirstWeight),
  recursion: { ...exchanged, latex: exchangedLatex('\\Delta', '\\sigma_D^2') },
});
