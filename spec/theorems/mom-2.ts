/** MOM-2: AuxMOM where the gradient of the difference is affine, as for all quadratics. */
import {
  decay,
  descentNoiseTerm,
  descentSlack,
  driftNoiseTerm,
  initialErrorTerm,
  quietDescentSlack,
  similaritySquare,
  simpleCondition,
  stepSimilaritySquare,
  suboptimalityTerm,
} from './common-terms.js';
import { createInitialError, momentumFirstWeight } from './initial-error.js';
import { momentumNoiseTerm } from './mom-1.js';
import { constantsNote, type BoundTerm, type RateTheorem } from './theorem.js';

/** 4ā²δ²η²Kσ_h²/a. */
const lagNoiseTerm: BoundTerm = {
  id: 'lag-noise',
  latex: '\\frac{4\\bar a^2\\delta^2\\eta^2K}{a}\\sigma_h^2',
  value: (arithmetic, input) => {
    const { times, square, over } = arithmetic;
    const lag = times(
      4,
      square(decay(arithmetic, input)),
      stepSimilaritySquare(arithmetic, input),
      input.localStepCount,
    );
    return over(times(lag, input.localVariance), input.momentumWeight);
  },
};

/** MOM-2 as data. The exact condition is Lη + 2δ²η²K(K−1) + 2xā²(1+a)/a² ≤ 1, without local noise Lη + δ²η²K(K−1) + 2xā²/a² ≤ 1, both times a². */
export const mom2: RateTheorem = {
  id: 'MOM-2',
  title: 'AuxMOM, affine gradient of the difference',
  variants: ['aux-mom'],
  assumptions: ['A1', 'A2', 'A3', 'A4', 'affine difference'],
  kind: 'upper',
  source: 'auxopt',
  note: `${constantsNote} It covers every quadratic problem. Without local noise its condition is MOM-1's, which holds for any D.`,
  simpleCondition: simpleCondition(4, 'a^2', ({ square }, momentumWeight) => square(momentumWeight)),
  exactCondition: {
    latex: 'L\\eta + 2\\delta^2\\eta^2K(K-1) + 2\\delta^2\\eta^2K^2\\bar a^2(1+a)/a^2 \\le 1',
    slacks: (arithmetic, input) => {
      const { minus, plus, times, square } = arithmetic;
      const lag = times(
        2,
        similaritySquare(arithmetic, input),
        square(decay(arithmetic, input)),
        plus(times(1), input.momentumWeight),
      );
      return [minus(times(square(input.momentumWeight), descentSlack(arithmetic, input)), lag)];
    },
  },
  quietCondition: {
    latex: '\\sigma_h = 0,\\quad L\\eta + \\delta^2\\eta^2K(K-1) + 2\\delta^2\\eta^2K^2\\bar a^2/a^2 \\le 1',
    slacks: (arithmetic, input) => {
      const { minus, times, square } = arithmetic;
      const lag = times(2, similaritySquare(arithmetic, input), square(decay(arithmetic, input)));
      const descent = times(square(input.momentumWeight), quietDescentSlack(arithmetic, input));
      return [times(-1, input.localVariance), minus(descent, lag)];
    },
  },
  boundLatex:
    '\\frac{2F_0}{\\eta KT} + \\frac{2\\bar a^2e_0}{aT} + 2a\\sigma_D^2 + ' +
    '\\Bigl(L\\eta + 2\\delta^2\\eta^2(K-1) + \\frac{4\\bar a^2\\delta^2\\eta^2K}{a}\\Bigr)\\sigma_h^2',
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
