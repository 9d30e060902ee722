/** LOW-TGT-MOM and LOW-TGT-MVR: what the authors' code cannot beat, although δ = 0. */
import { numbers, over, plus, square, times, type Formula, type Quotient } from './formula.js';
import type { LowerClaim, LowerTheorem } from './lower-claim.js';

const { a, abar, F0, L, slope, T } = numbers;

/** What every lower bound has. */
export const shared = {
  kind: 'lower',
  source: 'auxopt',
  note: "The constants are this project's, derived here; only the shape is the paper's. Proved for all parameters in Coq, computed exactly for given ones.",
} as const;

/** A value, or the lesser of it and the root of `root`. */
export const least =
  (value: Quotient, root?: Quotient): LowerClaim['floor'] =>
  (arithmetic, input) => ({
    value: value(arithmetic, input),
    ...(root && { square: root(arithmetic, input) }),
  });

/** LOW-TGT-MOM as data. AuxMOM on the same member from m⁰ = 0 has G ≤ 2LF₀/(KT). */
export const lowTgtMom: LowerTheorem = {
  id: 'LOW-TGT-MOM',
  title: "the authors' code with momentum lags behind f, however similar h is",
  variants: ['aux-mom-target'],
  assumptions: ['A1', 'no noise', 'δ = 0', 'T ≥ 2', 'u⁰ = ∇f(x⁰) or first-snapshot'],
  ...shared,
  claims: [
    {
      id: 'target-lag',
      latex: '\\frac25\\,\\bar a^2\\,\\frac{LF_0}{T}',
      quantity: 'G',
      member: 'f = h = ½Lx²',
      floor: least(over(times(2, square(abar), L, F0), times(5, T))),
    },
  ],
};

const slopeSquare = square(slope);

/** 2LF₀ς²/T times numerator/denominator. */
const slopeClaim = (
  id: string,
  latex: string,
  numerator: Formula | number,
  denominator: Formula,
): LowerClaim => ({
  id,
  latex: `\\frac{2LF_0\\varsigma^2}{T}\\cdot${latex}`,
  quantity: 'G',
  member: 'f = h = ½Lx², g_f = g_h = (1 ± ς)Lx in a snapshot, with one sign',
  floor: least(over(times(2, L, F0, slopeSquare, numerator), times(T, denominator))),
});

/** LOW-TGT-MVR as data. AuxMOM and AuxMVR on the same member have G ≤ 2LF₀/(KT). */
export const lowTgtMvr: LowerTheorem = {
  id: 'LOW-TGT-MVR',
  title: "the authors' code with variance reduction pays for noise that f and h share",
  variants: ['aux-mvr-target'],
  assumptions: ['A1', 'no noise of g_D', 'δ = 0', 'T ≥ 2', 'u⁰ = ∇f(x⁰)'],
  ...shared,
  claims: [
    slopeClaim(
      'target-first',
      '\\frac{a^2}{1 + a^2\\varsigma^2}',
      square(a),
      plus(1, times(square(a), slopeSquare)),
    ),
    slopeClaim(
      'target-later',
      '\\frac{\\bar a^2}{1 + 4\\varsigma^2}',
      square(abar),
      plus(1, times(4, slopeSquare)),
    ),
    slopeClaim('target-any', '\\frac{1}{4(1 + 4\\varsigma^2)}', 1, times(4, plus(1, times(4, slopeSquare)))),
  ],
};
