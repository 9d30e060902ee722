/** MOM-1: AuxMOM for any f and D. */
import { decay, simpleCondition } from './common-terms.js';
import { createInitialError, momentumFirstWeight } from './initial-error.js';
import { createRecursionTheorem } from './recursion.js';
import { constantsNote, type BoundTerm, type RateTheorem } from './theorem.js';

/** 2aσ_D². MOM-2 has the same. */
export const momentumNoiseTerm: BoundTerm = {
  id: 'snapshot-noise',
  latex: '2a\\,\\sigma_D^2',
  value: ({ times, over }, { momentumWeight, snapshotVariance }) =>
    over(times(2, momentumWeight, snapshotVariance)),
};

/** MOM-1 as data: c = a, Λ = ā²δ²/a, n = a². */
export const mom1: RateTheorem = createRecursionTheorem({
  id: 'MOM-1',
  title: 'AuxMOM, any target and difference',
  variants: ['aux-mom'],
  assumptions: ['A1', 'A2', 'A3', 'A4'],
  kind: 'upper',
  source: 'auxopt',
  note: `${constantsNote} With the smallest a it has a floor ā²σ_h²/(2K): it is for σ_h = 0 or larger a.`,
  simpleCondition: simpleCondition(8, 'a^2', ({ square }, momentumWeight) => square(momentumWeight)),
  initialError: createInitialError(momentumFirstWeight),
  recursion: {
    contraction: (_arithmetic, { momentumWeight }) => momentumWeight,
    lag: (arithmetic, input) => {
      const { over, square, times } = arithmetic;
      const moved = times(decay(arithmetic, input), input.hessianSimilarity);
      return over(square(moved), input.momentumWeight);
    },
    noise: ({ square }, { momentumWeight }) => square(momentumWeight),
    latex: {
      contraction: 'a',
      noise: '2a\\,',
      variance: '\\sigma_D^2',
      lag: (factor, move) => `\\frac{${factor}\\bar a^2\\delta^2${move}}{a^2}`,
    },
  },
});
