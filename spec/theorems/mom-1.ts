/** MOM-1: AuxMOM for any f and D. */
import {
  decay,
  descentNoiseTerm,
  descentSlack,
  driftNoiseTerm,
  initialErrorTerm,
  similaritySquare,
  simpleCondition,
  stepSimilaritySquare,
  suboptimalityTerm,
} from './common-terms.js';
import { createInitialError, momentumFirstWeight } from './initial-error.js';
import { constantsNote, type BoundTerm, type RateTheorem } from './theorem.js';

/** 2aσ_D². MOM-2 has the same. */
export const momentumNoiseTerm: BoundTerm = {
  id: 'snapshot-noise',
  latex: '2a\\,\\sigma_D^2',
  value: ({ times, over }, { momentumWeight, snapshotVariance }) =>
    over(times(2, momentumWeight, snapshotVariance)),
};

/** 4ā²δ²η²Kσ_h²/a². */
const lagNoiseTerm: BoundTerm = {
  id: 'lag-noise',
  latex: '\\frac{4\\bar a^2\\delta^2\\eta^2K}{a^2}\\sigma_h^2',
  value: (arithmetic, input) => {
    const { times, square, over } = arithmetic;
    const lag = times(
      4,
      square(decay(arithmetic, input)),
      stepSimilaritySquare(arithmetic, input),
      input.localStepCount,
    );
    return over(times(lag, input.localVariance), square(input.momentumWeight));
  },
};

/** MOM-1 as data. The exact condition is Lη + 2δ²η²K(K−1) + 4xā²/a² ≤ 1, times a². */
export const mom1: RateTheorem = {
  id: 'MOM-1',
  title: 'AuxMOM, any target and difference',
  variants: ['aux-mom'],
  assumptions: ['A1', 'A2', 'A3', 'A4'],
  kind: 'upper',
  source: 'auxopt',
  note: `${constantsNote} With the smallest a it has a floor ā²σ_h²/(2K): it is for σ_h = 0 or larger a.`,
  simpleCondition: simpleCondition(8, 'a^2', ({ square }, momentumWeight) => square(momentumWeight)),
  exactCondition: {
    latex: 'L\\eta + 2\\delta^2\\eta^2K(K-1) + 4\\delta^2\\eta^2K^2\\bar a^2/a^2 \\le 1',
    slacks: (arithmetic, input) => {
      const { minus, times, square } = arithmetic;
      const lag = times(4, similaritySquare(arithmetic, input), square(decay(arithmetic, input)));
      return [minus(times(square(input.momentumWeight), descentSlack(arithmetic, input)), lag)];
    },
  },
  boundLatex:
    '\\frac{2F_0}{\\eta KT} + \\frac{2\\bar a^2e_0}{aT} + 2a\\sigma_D^2 + ' +
    '\\Bigl(L\\eta + 2\\delta^2\\eta^2(K-1) + \\frac{4\\bar a^2\\delta^2\\eta^2K}{a^2}\\Bigr)\\sigma_h^2',
  terms: [
    suboptimalityTerm,
    initialErrorTerm,
    momentumNoiseTerm,
    descentNoiseTerm,
    driftNoiseTerm,
    lagNoiseTerm,
  ],
  initialError: createInitialError(momentumFirstWeight),
};
