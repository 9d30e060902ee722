/** MVR-1: AuxMVR under mean-square similarity. */
import {
  decay,
  descentNoiseTerm,
  descentSlack,
  driftNoiseTerm,
  filteredInitialErrorTerm,
  similaritySquare,
  simpleCondition,
  stepSimilaritySquare,
  suboptimalityTerm,
} from './common-terms.js';
import { createInitialError, varianceReducedFirstWeight } from './initial-error.js';
import { constantsNote, type BoundTerm, type RateTheorem } from './theorem.js';

/** 4aσ_D²/(2−a). */
const snapshotNoiseTerm: BoundTerm = {
  id: 'snapshot-noise',
  latex: '\\frac{4a}{2-a}\\sigma_D^2',
  value: ({ times, minus, over }, { momentumWeight, snapshotVariance }) =>
    over(times(4, momentumWeight, snapshotVariance), minus(times(2), momentumWeight)),
};

/** 8ā²δ²η²Kσ_h²/(a(2−a)). */
const lagNoiseTerm: BoundTerm = {
  id: 'lag-noise',
  latex: '\\frac{8\\bar a^2\\delta^2\\eta^2K}{a(2-a)}\\sigma_h^2',
  value: (arithmetic, input) => {
    const { times, minus, square, over } = arithmetic;
    const { momentumWeight } = input;
    const lag = times(
      8,
      square(decay(arithmetic, input)),
      stepSimilaritySquare(arithmetic, input),
      input.localStepCount,
    );
    return over(times(lag, input.localVariance), times(momentumWeight, minus(times(2), momentumWeight)));
  },
};

/** MVR-1 as data. The exact condition is Lη + 2δ²η²K(K−1) + 8xā²/(a(2−a)) ≤ 1, times a(2−a). */
export const mvr1: RateTheorem = {
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
  exactCondition: {
    latex: 'L\\eta + 2\\delta^2\\eta^2K(K-1) + 8\\delta^2\\eta^2K^2\\bar a^2/(a(2-a)) \\le 1',
    slacks: (arithmetic, input) => {
      const { minus, times, square } = arithmetic;
      const { momentumWeight } = input;
      const weight = times(momentumWeight, minus(times(2), momentumWeight));
      const lag = times(8, similaritySquare(arithmetic, input), square(decay(arithmetic, input)));
      return [minus(times(weight, descentSlack(arithmetic, input)), lag)];
    },
  },
  boundLatex:
    '\\frac{2F_0}{\\eta KT} + \\frac{2\\bar a^2e_0}{a(2-a)T} + \\frac{4a}{2-a}\\sigma_D^2 + ' +
    '\\Bigl(L\\eta + 2\\delta^2\\eta^2(K-1) + \\frac{8\\bar a^2\\delta^2\\eta^2K}{a(2-a)}\\Bigr)\\sigma_h^2',
  terms: [
    suboptimalityTerm,
    filteredInitialErrorTerm,
    snapshotNoiseTerm,
    descentNoiseTerm,
    driftNoiseTerm,
    lagNoiseTerm,
  ],
  initialError: createInitialError(varianceReducedFirstWeight),
};
