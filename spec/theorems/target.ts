/** TGT-MOM and TGT-MVR: the -target variants of the authors' code, which keep an estimate of ∇f instead of ∇f − ∇h. */
import { condition, minus, numbers, square, times } from './formula.js';
import { createInitialError, momentumFirstWeight } from './initial-error.js';
import { exchanged } from './mvr-1.js';
import { createRecursionTheorem, type Recursion } from './recursion.js';
import { constantsNote, type Condition, type RateTheorem } from './theorem.js';

const { a, abar, delta, eta, K, L, one, ratio, reachSquare } = numbers;

/** 2Lη ≤ 1, δ and ℓ² small, and 56η²K²Λ ≤ 3c. */
const simpleCondition = ({ contraction, lag, lagDivisor = one, latex }: Recursion): Condition =>
  condition(
    '2L\\eta \\le 1,\\quad 16\\,\\delta^2\\eta^2K^2 \\le 1,\\quad 8\\,\\ell^2\\eta^2K \\le 1,\\quad ' +
      `16L\\ell^2\\eta^3K^2 \\le 1,\\quad ${latex.lag(4, '\\eta^2K^2')} \\le \\tfrac{3}{14}`,
    minus(1, times(2, L, eta)),
    minus(1, times(16, reachSquare, square(delta))),
    minus(1, times(8, square(eta), K, ratio)),
    minus(1, times(16, L, eta, reachSquare, ratio)),
    minus(times(3, contraction, lagDivisor), times(56, reachSquare, lag)),
  );

const kept: Recursion = {
  contraction: a,
  lag: square(times(abar, L)),
  lagDivisor: a,
  noise: square(a),
  isControlled: true,
  latex: {
    contraction: 'a',
    noise: '2a\\,',
    variance: '\\sigma_f^2',
    lag: (factor, move) => `\\frac{${factor}\\bar a^2L^2${move}}{a^2}`,
  },
};

const reduced: Recursion = { ...exchanged('L_2', '\\sigma_f^2'), isControlled: true };

const note = `${constantsNote} e₀ = E‖u⁰ − ∇f(x⁰)‖². The drift of a round has δ, the lag of the estimate that of ∇f itself. σ_h is not needed.`;

const initialError = createInitialError(momentumFirstWeight);

/** TGT-MOM as data: c = a, Λ = ā²L²/a, n = a². */
export const tgtMom: RateTheorem = createRecursionTheorem({
  id: 'TGT-MOM',
  title: "the authors' code, momentum on the target gradient",
  variants: ['aux-mom-target'],
  assumptions: ['A1', 'A2', 'A3', 'A6'],
  note,
  initialError,
  simpleCondition: simpleCondition(kept),
  recursion: kept,
});

/** TGT-MVR as data: c = a(2−a), Λ = āL₂², n = a², b = aā. */
export const tgtMvr: RateTheorem = createRecursionTheorem({
  id: 'TGT-MVR',
  title: "the authors' code, variance reduction of the target gradient",
  variants: ['aux-mvr-target'],
  assumptions: ['A1', 'A2', 'A3', 'A6', 'A7', 'one law'],
  note: `${note} V = σ_f² bounds the variance of every round, v₁ is that of round 1.`,
  initialError,
  simpleCondition: simpleCondition(reduced),
  recursion: reduced,
});
