/**
 * Lower bounds: for every choice of its parameters, a method does no better than this on some member of the class.
 *
 * The class: f is L-smooth with f(x⁰) − inf f ≤ F₀, ∇(f − h) is δ-Lipschitz, and variances are at most σ_D², σ_h² and, for SGD,
 * σ_f². Each claim names its member, on which the quantity can be computed exactly.
 */
import type { Field } from '../algebra/index.js';
import type { Floor, LowerClaim, LowerInput, LowerTheorem } from './lower-claim.js';
import { least, lowTgtMom, lowTgtMvr, shared } from './lower-target.js';
import { createArithmetic, type Fraction } from './arithmetic.js';
import { minus, numbers, over, plus, square, times } from './formula.js';
import type { LowerTheoremId } from './theorem.js';

export type { Floor, LowerClaim, LowerInput, LowerQuantity, LowerTheorem } from './lower-claim.js';

const { delta, F0, K, L, split, T, varD, varf, varh } = numbers;

/** Whether a quantity ≥ 0 is at least a floor, cross-multiplied. For a measured quantity. */
export function reachesFloor<S>(
  field: Field<S>,
  quantity: S,
  { value, square, isHarmonic }: Floor<S>,
): boolean {
  const isAtLeast = (left: S, { numerator, denominator }: Fraction<S>): boolean =>
    field.compare(field.multiply(left, denominator), numerator) >= 0;
  if (isAtLeast(quantity, value)) return true;
  if (square === undefined) return false;
  const { minus, times, square: squared } = createArithmetic(field);
  if (isHarmonic !== true) return isAtLeast(squared(quantity), square);
  // G ≥ vr/(v + r) iff r(v − G) ≤ Gv, where G < v
  const { numerator: v, denominator: d } = value;
  const rest = minus(v, times(quantity, d));
  return (
    field.compare(
      times(square.numerator, squared(rest)),
      times(square.denominator, squared(times(quantity, v))),
    ) <= 0
  );
}

/** The floor of a claim. For whoever judges a run against it. */
export function floorOf<S>(field: Field<S>, claim: LowerClaim, input: LowerInput<S>): Floor<S> {
  return claim.floor(createArithmetic(field), input);
}

const lowSgdStart: LowerClaim = {
  id: 'start',
  latex: '\\frac{2LF_0}{T}',
  quantity: 'G',
  member: 'f = ½Lx²',
  floor: least(over(times(2, L, F0), T)),
};

/** LOW-SGD as data. */
export const lowSgd: LowerTheorem = {
  id: 'LOW-SGD',
  title: 'SGD with its best step size, on average',
  variants: ['sgd'],
  assumptions: ['A1', 'unbiased target gradients of variance at most σ_f²'],
  ...shared,
  claims: [
    lowSgdStart,
    {
      id: 'noise',
      latex: '\\min\\Bigl(LF_0, \\sqrt{\\frac{LF_0\\sigma_f^2}{2T}}\\Bigr)',
      quantity: 'G',
      member: 'f = ½Lx² with noise ±σ_f',
      floor: least(over(times(L, F0)), over(times(L, F0, varf), times(2, T))),
    },
  ],
};

/** LOW-SGD-ITERATES as data. */
export const lowSgdIterates: LowerTheorem = {
  id: 'LOW-SGD-ITERATES',
  title: 'every iterate of SGD with its best step size',
  variants: ['sgd'],
  assumptions: ['A1', 'no noise'],
  ...shared,
  claims: [
    {
      id: 'iterates',
      latex: '\\frac{2LF_0}{4T-3}',
      quantity: 'every iterate',
      member: 'Huber(L, g) with all T iterates on the linear part where ηL < 2, else ½Lx²',
      floor: least(over(times(2, L, F0), minus(times(4, T), 3))),
    },
  ],
};

/** c·min(δF₀, √(δF₀σ_D²/T)), c = top/bottom. */
const snapshotFloor = (top: number, bottom: number): LowerClaim['floor'] =>
  least(
    over(times(top, times(delta, F0)), bottom),
    over(times(top * top, times(delta, F0), varD), times(bottom * bottom, T)),
  );

/** LOW-MOM as data. */
export const lowMom: LowerTheorem = {
  id: 'LOW-MOM',
  title: 'AuxMOM with its best parameters',
  variants: ['aux-mom'],
  assumptions: ['A1', 'A2', 'A3', 'A4', '2δ ≤ L', 'm⁰ = ∇D(x⁰)'],
  ...shared,
  claims: [
    {
      id: 'similarity',
      latex: '\\frac{\\delta F_0}{T + 1/4}',
      quantity: 'G',
      member: 'f = Huber(2δ, g), h = ½δx² where ηδ ≤ 1, else f = h = ½Lx²',
      floor: least(over(times(4, delta, F0), plus(times(4, T), 1))),
    },
    {
      id: 'snapshot-noise',
      latex: '\\frac{4}{17}\\min\\Bigl(\\delta F_0, \\sqrt{\\frac{\\delta F_0\\sigma_D^2}{T}}\\Bigr)',
      quantity: 'G',
      member: 'the member of `similarity`, or f = h = ½δx² with noise ±σ_D and x⁰ = 0',
      floor: snapshotFloor(4, 17),
    },
    {
      id: 'smoothness',
      latex: '\\frac{2LF_0}{KT}',
      quantity: 'G',
      member: 'f = h = ½Lx²',
      floor: least(over(times(2, L, F0), times(K, T))),
    },
    {
      id: 'local-noise',
      latex: '\\min\\Bigl(LF_0, \\sqrt{\\frac{LF_0\\sigma_h^2}{2KT}}\\Bigr)',
      quantity: 'G',
      member: 'f = h = ½Lx² with local noise ±σ_h',
      floor: least(over(times(L, F0)), over(times(L, F0, varh), times(2, K, T))),
    },
    {
      id: 'similarity-quadratic',
      latex: '\\frac{8}{27}\\cdot\\frac{\\delta F_0}{T}',
      quantity: 'G',
      member: 'f = ½λx², h = ½δx² with λ = δ/(3(Tθ + 1 − θ)) where ηδ ≤ 1, else f = h = ½Lx²',
      floor: least(over(times(8, delta, F0), times(27, T))),
    },
    {
      id: 'snapshot-noise-quadratic',
      latex: '\\frac{2}{27}\\min\\Bigl(\\delta F_0, \\sqrt{\\frac{\\delta F_0\\sigma_D^2}{T}}\\Bigr)',
      quantity: 'G',
      member: 'the member of `similarity-quadratic`, or f = h = ½δx² with noise ±σ_D and x⁰ = 0',
      floor: snapshotFloor(2, 27),
    },
  ],
};

const filterMember = 'f = ½Lx² with noise ±σ_f, the same for all of them';

/** LOW-LTI as data. */
export const lowLti: LowerTheorem = {
  id: 'LOW-LTI',
  title: 'SGD, heavy ball, Nesterov, any constant coefficients',
  variants: ['sgd'],
  assumptions: [...lowSgd.assumptions, 'xᵗ = x⁰ − Σ_{i<t} c_{t−1−i}gⁱ, any constants c_j'],
  ...shared,
  claims: [
    { ...lowSgdStart, id: 'filter-start' },
    {
      id: 'filter-noise',
      latex: '\\frac12\\min\\Bigl(LF_0, \\sqrt{\\frac{LF_0\\sigma_f^2}{T}}\\Bigr)',
      quantity: 'G',
      member: filterMember,
      floor: least(over(times(L, F0), 2), over(times(L, F0, varf), times(4, T))),
    },
    {
      id: 'filter-split',
      latex:
        '\\frac1T\\cdot\\frac{\\kappa M}{\\kappa + M},\\quad \\kappa^2 = 2LF_0\\sigma_f^2(T-N),\\; M = 2LF_0(N+1),\\; 0 \\le N < T',
      quantity: 'G',
      member: filterMember,
      floor: (arithmetic, input) => ({
        ...least(
          over(times(times(2, L, F0), plus(split, 1)), T),
          over(times(times(2, L, F0), varf, minus(T, split)), square(T)),
        )(arithmetic, input),
        isHarmonic: true,
      }),
    },
  ],
};

/** LOW-HB-ITERATES as data. */
const lowHbIterates: LowerTheorem = {
  id: 'LOW-HB-ITERATES',
  title: 'every iterate of heavy ball',
  variants: ['sgd'],
  assumptions: ['A1', 'no noise', 'heavy ball from rest with constant η > 0 and 0 ≤ β < 1'],
  ...shared,
  claims: [
    {
      id: 'heavy-ball-iterates',
      latex:
        '\\frac{2LF_0}{4(1+\\beta)M + 1},\\quad M = \\sum_{i<T}(1 + \\beta + \\dots + \\beta^{i-1}) \\le \\frac{T-1}{1-\\beta}',
      quantity: 'every iterate',
      member: 'Huber(L, g) with all T iterates on the linear part where ηL < 2(1+β), else ½Lx²',
      floor: ({ plus, minus, times, over }, { smoothness, suboptimality, roundCount, momentum }) => {
        const { decay, travel } = momentum ?? { decay: times(0), travel: minus(roundCount, times(1)) };
        const reach = times(4, plus(times(1), decay), travel);
        return { value: over(times(2, smoothness, suboptimality), plus(reach, times(1))) };
      },
    },
  ],
};

/** The lower bounds, by id. */
export const lowerTheorems: Readonly<Record<LowerTheoremId, LowerTheorem>> = {
  'LOW-SGD': lowSgd,
  'LOW-SGD-ITERATES': lowSgdIterates,
  'LOW-MOM': lowMom,
  'LOW-LTI': lowLti,
  'LOW-HB-ITERATES': lowHbIterates,
  'LOW-TGT-MOM': lowTgtMom,
  'LOW-TGT-MVR': lowTgtMvr,
};
