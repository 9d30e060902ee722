/** MOM-2 and MOM-3: AuxMOM where the gradient of the difference is affine, as for all quadratics, and for any f and D. */
import {
  descentNoiseTerm,
  driftNoiseTerm,
  simpleCondition,
  suboptimalityTerm,
  usedByDescent,
} from './common-terms.js';
import { condition, minus, numbers, over, plus, square, times, type Formula } from './formula.js';
import { createInitialError, momentumFirstWeight } from './initial-error.js';
import { constantsNote, type RateTheorem } from './theorem.js';

const { a, abar, delta, eta, K, L, start, stepsBefore, stepSimilaritySquare, T, varD, varh } = numbers;

const similaritySquare = square(times(delta, eta, K));
const shared = { variants: ['aux-mom'], kind: 'upper', source: 'auxopt' } as const;

/** MOM-2 as data. The exact condition is Lη + 2δ²η²K(K−1) + 2xā²(1+a)/a² ≤ 1, without local noise Lη + δ²η²K(K−1) + 2xā²/a² ≤ 1, x = δ²η²K², both times a². */
export const mom2: RateTheorem = {
  ...shared,
  id: 'MOM-2',
  title: 'AuxMOM, affine gradient of the difference',
  assumptions: ['A1', 'A2', 'A3', 'A4', 'affine difference'],
  note: `${constantsNote} It covers every quadratic problem. Without local noise its condition is MOM-1's, which holds for any D.`,
  simpleCondition: simpleCondition(4),
  exactCondition: condition(
    'L\\eta + 2\\delta^2\\eta^2K(K-1) + 2\\delta^2\\eta^2K^2\\bar a^2(1+a)/a^2 \\le 1',
    minus(times(square(a), minus(1, usedByDescent(2))), times(2, similaritySquare, square(abar), plus(1, a))),
  ),
  quietCondition: condition(
    '\\sigma_h = 0,\\quad L\\eta + \\delta^2\\eta^2K(K-1) + 2\\delta^2\\eta^2K^2\\bar a^2/a^2 \\le 1',
    times(-1, varh),
    minus(times(square(a), minus(1, usedByDescent(1))), times(2, similaritySquare, square(abar))),
  ),
  boundLatex:
    '\\frac{2F_0}{\\eta KT} + \\frac{2\\bar a^2e_0}{aT} + 2a\\sigma_D^2 + ' +
    '\\Bigl(L\\eta + 2\\delta^2\\eta^2(K-1) + \\frac{4\\bar a^2\\delta^2\\eta^2K}{a}\\Bigr)\\sigma_h^2',
  terms: [
    suboptimalityTerm,
    {
      id: 'initial-error',
      latex: '\\frac{2\\bar a^2 e_0}{a T}',
      value: over(times(2, start.numerator), times(start.denominator, a, T)),
    },
    { id: 'snapshot-noise', latex: '2a\\,\\sigma_D^2', value: over(times(2, a, varD)) },
    descentNoiseTerm,
    driftNoiseTerm,
    {
      id: 'lag-noise',
      latex: '\\frac{4\\bar a^2\\delta^2\\eta^2K}{a}\\sigma_h^2',
      value: over(times(4, square(abar), stepSimilaritySquare, K, varh), a),
    },
  ],
  initialError: createInitialError(momentumFirstWeight),
};

const pairs = times(K, stepsBefore);

/** 2a²κ, κ = (K−1)Kā/a + K(K−1)/2 + āK²/a² + āK(K−1)/(2a) + ā²K²/a². */
const twiceScaledKappa = plus(
  times(2, pairs, abar, a),
  times(pairs, square(a)),
  times(2, abar, square(K)),
  times(abar, pairs, a),
  times(2, square(abar), square(K)),
);

/** a²(1 − Lη) − 2·factor·δ²η²·a²κ; the factor is 2, or 1 without local noise. */
const scaledSlack = (factor: 1 | 2): Formula =>
  minus(times(square(a), minus(1, times(L, eta))), times(factor, stepSimilaritySquare, twiceScaledKappa));

/** MOM-3 as data. The exact condition is Lη + 4δ²η²κ ≤ 1, without local noise Lη + 2δ²η²κ ≤ 1, both times a². */
export const mom3: RateTheorem = {
  ...shared,
  id: 'MOM-3',
  title: 'AuxMOM, any target and difference, sharper in the local noise',
  assumptions: ['A1', 'A2', 'A3', 'A4'],
  note: constantsNote,
  simpleCondition: simpleCondition(16),
  exactCondition: condition(
    'L\\eta + 4\\delta^2\\eta^2\\kappa \\le 1,\\quad \\kappa = \\tfrac{\\bar a K(K-1)}{a} + \\tfrac{K(K-1)}{2} + ' +
      '\\tfrac{\\bar a K^2}{a^2} + \\tfrac{\\bar a K(K-1)}{2a} + \\tfrac{\\bar a^2K^2}{a^2}',
    scaledSlack(2),
  ),
  quietCondition: condition(
    '\\sigma_h = 0,\\quad L\\eta + 2\\delta^2\\eta^2\\kappa \\le 1',
    times(-1, varh),
    scaledSlack(1),
  ),
  boundLatex:
    '\\frac{2F_0}{\\eta KT} + \\frac{2\\bar a^2e_0}{a(2-a)T} + \\frac{2a}{2-a}\\sigma_D^2 + ' +
    '\\Bigl(L\\eta + 2\\delta^2\\eta^2(K-1) + \\frac{4\\bar a\\delta^2\\eta^2K}{a}\\Bigr)\\sigma_h^2',
  terms: [
    suboptimalityTerm,
    {
      id: 'initial-error',
      latex: '\\frac{2\\bar a^2 e_0}{a(2-a)T}',
      value: over(times(2, start.numerator), times(start.denominator, a, minus(2, a), T)),
    },
    {
      id: 'snapshot-noise',
      latex: '\\frac{2a}{2-a}\\sigma_D^2',
      value: over(times(2, a, varD), minus(2, a)),
    },
    descentNoiseTerm,
    driftNoiseTerm,
    {
      id: 'lag-noise',
      latex: '\\frac{4\\bar a\\delta^2\\eta^2K}{a}\\sigma_h^2',
      value: over(times(4, abar, stepSimilaritySquare, K, varh), a),
    },
  ],
  initialError: createInitialError(momentumFirstWeight),
};
