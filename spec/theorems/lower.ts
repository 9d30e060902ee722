/**
 * Lower bounds: for every choice of its parameters, a method does no better than this on some member of the class.
 *
 * The class: f is L-smooth with f(x⁰) − inf f ≤ F₀, ∇(f − h) is δ-Lipschitz, and variances are at most σ_D², σ_h² and, for SGD,
 * σ_f². Each claim names its member, on which the quantity can be computed exactly.
 */
import type { Field } from '../algebra/index.js';
import type { Floor, LowerClaim, LowerInput, LowerTheorem } from './lower-claim.js';
import { lowTgtMom, lowTgtMvr } from './lower-target.js';
import { createArithmetic, type Fraction } from './arithmetic.js';
import type { LowerTheoremId } from './theorem.js';

export type { Floor, LowerClaim, LowerInput, LowerQuantity, LowerTheorem } from './lower-claim.js';

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

const note =
  "The constants are this project's, derived here; only the shape is the paper's. Proved for all parameters in Coq, computed exactly for given ones.";

const lowSgdStart: LowerClaim = {
  id: 'start',
  latex: '\\frac{2LF_0}{T}',
  quantity: 'G',
  member: 'f = ½Lx²',
  floor: ({ times, over }, { smoothness, suboptimality, roundCount }) => ({
    value: over(times(2, smoothness, suboptimality), roundCount),
  }),
};

/** LOW-SGD as data. */
export const lowSgd: LowerTheorem = {
  id: 'LOW-SGD',
  title: 'SGD with its best step size, on average',
  variants: ['sgd'],
  assumptions: ['A1', 'unbiased target gradients of variance at most σ_f²'],
  kind: 'lower',
  source: 'auxopt',
  note,
  claims: [
    lowSgdStart,
    {
      id: 'noise',
      latex: '\\min\\Bigl(LF_0, \\sqrt{\\frac{LF_0\\sigma_f^2}{2T}}\\Bigr)',
      quantity: 'G',
      member: 'f = ½Lx² with noise ±σ_f',
      floor: ({ times, over }, { smoothness, suboptimality, targetVariance, roundCount }) => ({
        value: over(times(smoothness, suboptimality)),
        square: over(times(smoothness, suboptimality, targetVariance), times(2, roundCount)),
      }),
    },
  ],
};

/** LOW-SGD-ITERATES as data. */
export const lowSgdIterates: LowerTheorem = {
  id: 'LOW-SGD-ITERATES',
  title: 'every iterate of SGD with its best step size',
  variants: ['sgd'],
  assumptions: ['A1', 'no noise'],
  kind: 'lower',
  source: 'auxopt',
  note,
  claims: [
    {
      id: 'iterates',
      latex: '\\frac{2LF_0}{4T-3}',
      quantity: 'every iterate',
      member: 'Huber(L, g) with all T iterates on the linear part where ηL < 2, else ½Lx²',
      floor: ({ times, minus, over }, { smoothness, suboptimality, roundCount }) => ({
        value: over(times(2, smoothness, suboptimality), minus(times(4, roundCount), times(3))),
      }),
    },
  ],
};

/** c·min(δF₀, √(δF₀σ_D²/T)), c = numerator/denominator. */
const snapshotFloor =
  (top: number, bottom: number): LowerClaim['floor'] =>
  ({ times, over }, { hessianSimilarity, suboptimality, snapshotVariance, roundCount }) => {
    const product = times(hessianSimilarity, suboptimality);
    return {
      value: over(times(top, product), times(bottom)),
      square: over(times(top * top, product, snapshotVariance), times(bottom * bottom, roundCount)),
    };
  };

/** LOW-MOM as data. */
export const lowMom: LowerTheorem = {
  id: 'LOW-MOM',
  title: 'AuxMOM with its best parameters',
  variants: ['aux-mom'],
  assumptions: ['A1', 'A2', 'A3', 'A4', '2δ ≤ L', 'm⁰ = ∇D(x⁰)'],
  kind: 'lower',
  source: 'auxopt',
  note,
  claims: [
    {
      id: 'similarity',
      latex: '\\frac{\\delta F_0}{T + 1/4}',
      quantity: 'G',
      member: 'f = Huber(2δ, g), h = ½δx² where ηδ ≤ 1, else f = h = ½Lx²',
      floor: ({ times, plus, over }, { hessianSimilarity, suboptimality, roundCount }) => ({
        value: over(times(4, hessianSimilarity, suboptimality), plus(times(4, roundCount), times(1))),
      }),
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
      floor: ({ times, over }, { smoothness, suboptimality, localStepCount, roundCount }) => ({
        value: over(times(2, smoothness, suboptimality), times(localStepCount, roundCount)),
      }),
    },
    {
      id: 'local-noise',
      latex: '\\min\\Bigl(LF_0, \\sqrt{\\frac{LF_0\\sigma_h^2}{2KT}}\\Bigr)',
      quantity: 'G',
      member: 'f = h = ½Lx² with local noise ±σ_h',
      floor: ({ times, over }, { smoothness, suboptimality, localVariance, localStepCount, roundCount }) => ({
        value: over(times(smoothness, suboptimality)),
        square: over(times(smoothness, suboptimality, localVariance), times(2, localStepCount, roundCount)),
      }),
    },
    {
      id: 'similarity-quadratic',
      latex: '\\frac{8}{27}\\cdot\\frac{\\delta F_0}{T}',
      quantity: 'G',
      member: 'f = ½λx², h = ½δx² with λ = δ/(3(Tθ + 1 − θ)) where ηδ ≤ 1, else f = h = ½Lx²',
      floor: ({ times, over }, { hessianSimilarity, suboptimality, roundCount }) => ({
        value: over(times(8, hessianSimilarity, suboptimality), times(27, roundCount)),
      }),
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
  kind: 'lower',
  source: 'auxopt',
  note,
  claims: [
    { ...lowSgdStart, id: 'filter-start' },
    {
      id: 'filter-noise',
      latex: '\\frac12\\min\\Bigl(LF_0, \\sqrt{\\frac{LF_0\\sigma_f^2}{T}}\\Bigr)',
      quantity: 'G',
      member: filterMember,
      floor: ({ times, over }, { smoothness, suboptimality, targetVariance, roundCount }) => ({
        value: over(times(smoothness, suboptimality), times(2)),
        square: over(times(smoothness, suboptimality, targetVariance), times(4, roundCount)),
      }),
    },
    {
      id: 'filter-split',
      latex:
        '\\frac1T\\cdot\\frac{\\kappa M}{\\kappa + M},\\quad \\kappa^2 = 2LF_0\\sigma_f^2(T-N),\\; M = 2LF_0(N+1),\\; 0 \\le N < T',
      quantity: 'G',
      member: filterMember,
      floor: (
        { plus, minus, times, over, square },
        { smoothness, suboptimality, targetVariance, roundCount, split = times(0) },
      ) => {
        const double = times(2, smoothness, suboptimality);
        return {
          value: over(times(double, plus(split, times(1))), roundCount),
          square: over(times(double, targetVariance, minus(roundCount, split)), square(roundCount)),
          isHarmonic: true,
        };
      },
    },
  ],
};

/** LOW-HB-ITERATES as data. */
const lowHbIterates: LowerTheorem = {
  id: 'LOW-HB-ITERATES',
  title: 'every iterate of heavy ball',
  variants: ['sgd'],
  assumptions: ['A1', 'no noise', 'heavy ball from rest with constant η > 0 and 0 ≤ β < 1'],
  kind: 'lower',
  source: 'auxopt',
  note,
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
