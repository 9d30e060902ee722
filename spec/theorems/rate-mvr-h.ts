/** RATE-MVR-H: AuxMVR with local noise, tuned: MVR-2 at a = 5Δ²w² + jΔw, w = ηK, with free numbers r and j. */
import { boundaryTerm, reachTerm, smoothnessTerm } from './common-terms.js';
import { equal, minus, numbers, over, plus, square, times } from './formula.js';
import { move } from './rate-mvr.js';
import { constantsNote, type TunedTheorem } from './theorem.js';
import { createTunedTheorem, tunedByLength } from './tuned.js';

const { a, balance: j, delta, eta, F0, freeNumber, K, L, meanSquare, start, T, varD, varh } = numbers;

/** (9 + 4j)Δ, four times what 1/w has of Δ. */
const slope = times(plus(9, times(4, j)), meanSquare);

/** 5Δ²η²K² + jΔηK. */
const weight = plus(times(5, move), times(times(j, meanSquare), eta, K));

const tuned = tunedByLength(
  '\\frac{1}{\\eta K} = \\frac{2L}{K} + \\Bigl(\\tfrac94 + j\\Bigr)\\Delta + \\frac1r,\\quad ' +
    'a = 5\\Delta^2\\eta^2K^2 + j\\Delta\\eta K',
  plus(times(8, L), times(slope, K)),
  over(weight),
  4,
);

const ofLocal = plus(times(j, plus(L, meanSquare)), times(2, meanSquare));
const ofSnapshot = times(2, j, j, meanSquare, K, varD);

/** RATE-MVR-H as data. */
export const rateMvrH: TunedTheorem = createTunedTheorem({
  id: 'RATE-MVR-H',
  title: 'AuxMVR with local noise, draws of one law, tuned',
  variants: ['aux-mvr'],
  assumptions: ['A1', 'A2', 'A3', 'A4', 'A5', 'one law'],
  note:
    `${constantsNote} Δ ≥ δ, Δ > 0, and j > 0 is any number. V = σ_D² bounds the variance of every round, v₁ is that of round 1. ` +
    'Under `first-snapshot`, (14/13)σ_{D,1}² stands for e₀.',
  terms: [
    smoothnessTerm,
    {
      id: 'similarity',
      latex: '\\Bigl(\\tfrac92 + 2j\\Bigr)\\frac{F_0\\Delta}{T}',
      value: over(times(F0, slope), times(2, T)),
    },
    reachTerm,
    {
      id: 'free-number',
      latex:
        'r\\Bigl(2j\\Delta\\sigma_D^2 + \\bigl(L + \\Delta + \\tfrac{2\\Delta}{j}\\bigr)\\frac{\\sigma_h^2}{K}\\Bigr)',
      value: over(times(freeNumber, plus(ofSnapshot, times(ofLocal, varh))), times(j, K)),
    },
    {
      id: 'snapshot-noise',
      latex: '10\\Delta^2r^2\\sigma_D^2',
      value: over(times(10, square(times(meanSquare, freeNumber)), varD)),
    },
    {
      id: 'initial-error',
      latex: '\\frac{e_0}{aT}',
      value: over(start.numerator, times(start.denominator, a, T)),
    },
    boundaryTerm,
  ],
  tuned,
  conditionLatex: `\\Delta \\ge \\delta,\\quad ${tuned.tuning.latex}`,
  others: [...equal(a, weight), minus(meanSquare, delta)],
  firstSnapshot: [14, 13],
});
