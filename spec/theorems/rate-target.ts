/** RATE-TGT-MOM: the authors' code with momentum, tuned: TGT-MOM at a = 5Lw/(1 + 5Lw), w = ηK. */
import { controlTerm, freeNumberTerm, smoothnessTerm } from './common-terms.js';
import { equal, numbers, over, plus, times } from './formula.js';
import { controlLatex, controlSlacks } from './rate-mvr.js';
import { constantsNote, type TunedTheorem } from './theorem.js';
import { createTunedTheorem, tunedByNoise } from './tuned.js';

const { a, abar, control, delta, eta, F0, freeNumber, K, L, start, T, varD } = numbers;

/** 5LηK. */
const move = times(5, L, K, eta);

const tuned = tunedByNoise(
  '\\frac{1}{\\eta K} = \\frac{2L}{K} + 4\\delta + \\lambda + \\frac Vs,\\quad a = \\frac{5L\\eta K}{1 + 5L\\eta K},\\quad V = 10L\\sigma_f^2',
  plus(times(2, L), times(plus(times(4, delta), control), K)),
  times(10, L, varD, K),
  over(move, plus(1, move)),
);

/** RATE-TGT-MOM as data. */
export const rateTgtMom: TunedTheorem = createTunedTheorem({
  id: 'RATE-TGT-MOM',
  title: "the authors' code, momentum on the target gradient, tuned",
  variants: ['aux-mom-target'],
  assumptions: ['A1', 'A2', 'A3', 'A6'],
  note: `${constantsNote} L > 0; e₀ = E‖u⁰ − ∇f(x⁰)‖². Under \`first-snapshot\`, 2σ_{f,1}² stands for e₀. λ = 0 where the local noise is additive.`,
  terms: [
    smoothnessTerm,
    { id: 'similarity', latex: '\\frac{8F_0\\delta}{T}', value: over(times(8, F0, delta), T) },
    controlTerm,
    {
      id: 'step-size',
      latex: '\\frac{2F_0V}{sT}',
      value: over(times(20, F0, L, varD), times(freeNumber, T)),
    },
    freeNumberTerm,
    {
      id: 'initial-error',
      latex: '\\frac{2\\bar a e_0}{aT}',
      value: over(times(2, abar, start.numerator), times(start.denominator, a, T)),
    },
  ],
  tuned,
  conditionLatex: `${controlLatex},\\quad ${tuned.tuning.latex}`,
  others: [...equal(a, times(abar, move)), ...controlSlacks],
  firstSnapshot: [2, 1],
});
