/** TGT-MOM and TGT-MVR: the -target variants of the authors' code, which keep an estimate of ∇f instead of ∇f − ∇h. */
import type { Arithmetic } from './arithmetic.js';
import { decay } from './common-terms.js';
import { createInitialError, momentumFirstWeight } from './initial-error.js';
import { exchanged, exchangedLatex } from './mvr-1.js';
import { controlOf, createRecursionTheorem, type Recursion } from './recursion.js';
import { constantsNote, type Condition, type RateInput, type RateTheorem } from './theorem.js';

/** 2Lη ≤ 1, δ and ℓ² small, and 56η²K²Λ ≤ 3c. */
function simpleCondition(recursion: Recursion): Condition {
  return {
    latex:
      '2L\\eta \\le 1,\\quad 16\\,\\delta^2\\eta^2K^2 \\le 1,\\quad 8\\,\\ell^2\\eta^2K \\le 1,\\quad ' +
      `16L\\ell^2\\eta^3K^2 \\le 1,\\quad ${recursion.latex.lag(4, '\\eta^2K^2')} \\le \\tfrac{3}{14}`,
    slacks: <S>(arithmetic: Arithmetic<S>, input: RateInput<S>) => {
      const { minus, square, times } = arithmetic;
      const { smoothness, stepSize, localStepCount, hessianSimilarity } = input;
      const ratio = controlOf(arithmetic, input);
      const move = square(times(stepSize, localStepCount));
      const { numerator, denominator } = recursion.lag(arithmetic, input);
      const below = (value: S): S => minus(times(1), value);
      return [
        below(times(2, smoothness, stepSize)),
        below(times(16, move, square(hessianSimilarity))),
        below(times(8, square(stepSize), localStepCount, ratio)),
        below(times(16, smoothness, stepSize, move, ratio)),
        minus(times(3, recursion.contraction(arithmetic, input), denominator), times(56, move, numerator)),
      ];
    },
  };
}

const kept: Recursion = {
  contraction: (_arithmetic, { momentumWeight }) => momentumWeight,
  lag: (arithmetic, input) => {
    const { over, square, times } = arithmetic;
    return over(square(times(decay(arithmetic, input), input.smoothness)), input.momentumWeight);
  },
  noise: ({ square }, { momentumWeight }) => square(momentumWeight),
  isControlled: true,
  latex: {
    contraction: 'a',
    noise: '2a\\,',
    variance: '\\sigma_f^2',
    lag: (factor, move) => `\\frac{${factor}\\bar a^2L^2${move}}{a^2}`,
  },
};

const reduced: Recursion = {
  ...exchanged,
  isControlled: true,
  latex: exchangedLatex('L_2', '\\sigma_f^2'),
};

const note = `${constantsNote} e₀ = E‖u⁰ − ∇f(x⁰)‖². The drift of a round has δ, the lag of the estimate that of ∇f itself. σ_h is not needed.`;

const shared = {
  kind: 'upper',
  source: 'auxopt',
  initialError: createInitialError(momentumFirstWeight),
} as const;

/** TGT-MOM as data: c = a, Λ = ā²L²/a, n = a². */
export const tgtMom: RateTheorem = createRecursionTheorem({
  ...shared,
  id: 'TGT-MOM',
  title: "the authors' code, momentum on the target gradient",
  variants: ['aux-mom-target'],
  assumptions: ['A1', 'A2', 'A3', 'A6'],
  note,
  simpleCondition: simpleCondition(kept),
  recursion: kept,
});

/** TGT-MVR as data: c = a(2−a), Λ = āL₂², n = a², b = aā. */
export const tgtMvr: RateTheorem = createRecursionTheorem({
  ...shared,
  id: 'TGT-MVR',
  title: "the authors' code, variance reduction of the target gradient",
  variants: ['aux-mvr-target'],
  assumptions: ['A1', 'A2', 'A3', 'A6', 'A7', 'one law'],
  note: `${note} V = σ_f² bounds the variance of every round, v₁ is that of round 1.`,
  simpleCondition: simpleCondition(reduced),
  recursion: reduced,
});
