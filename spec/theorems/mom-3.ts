/** MOM-3: AuxMOM for any f and D, with a sharper dependence on the local noise than MOM-1. */
import type { Arithmetic } from './arithmetic.js';
import {
  decay,
  descentNoiseTerm,
  driftNoiseTerm,
  filteredInitialErrorTerm,
  simpleCondition,
  stepsBefore,
  stepSimilaritySquare,
  suboptimalityTerm,
} from './common-terms.js';
import { createInitialError, momentumFirstWeight } from './initial-error.js';
import { constantsNote, type BoundTerm, type RateInput, type RateTheorem } from './theorem.js';

/** 2aσ_D²/(2−a). */
const filteredNoiseTerm: BoundTerm = {
  id: 'snapshot-noise',
  latex: '\\frac{2a}{2-a}\\sigma_D^2',
  value: ({ times, minus, over }, { momentumWeight, snapshotVariance }) =>
    over(times(2, momentumWeight, snapshotVariance), minus(times(2), momentumWeight)),
};

/** 4āδ²η²Kσ_h²/a. */
const lagNoiseTerm: BoundTerm = {
  id: 'lag-noise',
  latex: '\\frac{4\\bar a\\delta^2\\eta^2K}{a}\\sigma_h^2',
  value: (arithmetic, input) => {
    const { times, over } = arithmetic;
    const lag = times(
      4,
      decay(arithmetic, input),
      stepSimilaritySquare(arithmetic, input),
      input.localStepCount,
    );
    return over(times(lag, input.localVariance), input.momentumWeight);
  },
};

/** 2a²κ, κ = (K−1)Kā/a + K(K−1)/2 + āK²/a² + āK(K−1)/(2a) + ā²K²/a². */
function twiceScaledKappa<S>(arithmetic: Arithmetic<S>, input: RateInput<S>): S {
  const { plus, times, square } = arithmetic;
  const { momentumWeight: a, localStepCount: K } = input;
  const abar = decay(arithmetic, input);
  const pairs = times(K, stepsBefore(arithmetic, input));
  return plus(
    times(2, pairs, abar, a),
    times(pairs, square(a)),
    times(2, abar, square(K)),
    times(abar, pairs, a),
    times(2, square(abar), square(K)),
  );
}

/** a²(1 − Lη) − 2·factor·δ²η²·a²κ; the factor is 2, or 1 without local noise. */
function scaledSlack<S>(arithmetic: Arithmetic<S>, input: RateInput<S>, factor: 1 | 2): S {
  const { minus, times, square } = arithmetic;
  const descent = minus(times(1), times(input.smoothness, input.stepSize));
  const lag = times(factor, stepSimilaritySquare(arithmetic, input), twiceScaledKappa(arithmetic, input));
  return minus(times(square(input.momentumWeight), descent), lag);
}

/** MOM-3 as data. The exact condition is Lη + 4δ²η²κ ≤ 1, without local noise Lη + 2δ²η²κ ≤ 1, both times a². */
export const mom3: RateTheorem = {
  id: 'MOM-3',
  title: 'AuxMOM, any target and difference, sharper in the local noise',
  variants: ['aux-mom'],
  assumptions: ['A1', 'A2', 'A3', 'A4'],
  kind: 'upper',
  source: 'auxopt',
  note: constantsNote,
  simpleCondition: simpleCondition(16, 'a^2', ({ square }, momentumWeight) => square(momentumWeight)),
  exactCondition: {
    latex:
      'L\\eta + 4\\delta^2\\eta^2\\kappa \\le 1,\\quad \\kappa = \\tfrac{\\bar a K(K-1)}{a} + \\tfrac{K(K-1)}{2} + ' +
      '\\tfrac{\\bar a K^2}{a^2} + \\tfrac{\\bar a K(K-1)}{2a} + \\tfrac{\\bar a^2K^2}{a^2}',
    slacks: (arithmetic, input) => [scaledSlack(arithmetic, input, 2)],
  },
  quietCondition: {
    latex: '\\sigma_h = 0,\\quad L\\eta + 2\\delta^2\\eta^2\\kappa \\le 1',
    slacks: (arithmetic, input) => [
      arithmetic.times(-1, input.localVariance),
      scaledSlack(arithmetic, input, 1),
    ],
  },
  boundLatex:
    '\\frac{2F_0}{\\eta KT} + \\frac{2\\bar a^2e_0}{a(2-a)T} + \\frac{2a}{2-a}\\sigma_D^2 + ' +
    '\\Bigl(L\\eta + 2\\delta^2\\eta^2(K-1) + \\frac{4\\bar a\\delta^2\\eta^2K}{a}\\Bigr)\\sigma_h^2',
  terms: [
    suboptimalityTerm,
    filteredInitialErrorTerm,
    filteredNoiseTerm,
    descentNoiseTerm,
    driftNoiseTerm,
    lagNoiseTerm,
  ],
  initialError: createInitialError(momentumFirstWeight),
};
