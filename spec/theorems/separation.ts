/**
 * Separation: when AuxMOM provably beats SGD with its best constant step size, at equal numbers of target gradients.
 *
 * Both sides are about a class: AuxMOM's is what it guarantees on every member, SGD's what no step size can beat on some member. All
 * of it is for fields with division, such as the rationals; roots are compared by their squares.
 */
import type { Field } from '../algebra/index.js';
import { createArithmetic } from './arithmetic.js';
import { tunedWeight } from './choose.js';
import {
  floorOf,
  lowLti,
  lowSgd,
  lowSgdIterates,
  type Floor,
  type LowerClaim,
  type LowerInput,
} from './lower.js';
import { rateDet } from './rate-mom.js';
import type { RateInput, SeparationTheoremId, TheoremHeader, TunedTheorem } from './theorem.js';

/** The constants of the class, K and T. */
export type SeparationInput<S> = LowerInput<S> & {
  /** e₀ of RATE-MOM, with what stands for it under the initialisation; 0 for m⁰ = ∇D(x⁰). */
  readonly startError: S;
};

/** linear + √square. */
export interface Guarantee<S> {
  readonly linear: S;
  readonly square: S;
}

/** The least bound of RATE-DET: 2F₀(L/K + (5/7)δ)/T. */
export function deterministicGuarantee<S>(field: Field<S>, input: SeparationInput<S>): Guarantee<S> {
  const arithmetic = createArithmetic(field);
  const values = rateDet.terms.map(({ value }) => {
    const { numerator, denominator } = value(arithmetic, { ...input, ...unused(field) });
    return field.divide(numerator, denominator);
  });
  return { linear: arithmetic.plus(...values), square: field.zero };
}

/**
 * The least bound of RATE-MOM or RATE-MOM-G over s: with s → 0 in 4P(L/K + …)/T, then 2√(2PV/(KT)), for δ > 0.
 *
 * $$4P\frac{L/K + \delta}{T} + \sqrt{\frac{8PV}{KT}}$$
 */
export function momentumGuarantee<S>(
  field: Field<S>,
  { tuning, terms }: TunedTheorem,
  input: SeparationInput<S>,
): Guarantee<S> {
  const arithmetic = createArithmetic(field);
  const { plus, times } = arithmetic;
  const { one } = field;
  // e₀/(pδ) does not depend on η: any will do, with its a
  const stepSize = one;
  const momentumWeight = tunedWeight(field, tuning, { ...input, stepSize });
  const at = {
    ...input,
    stepSize,
    momentumWeight,
    initialError: { numerator: input.startError, denominator: one },
    freeNumber: one,
  };
  const [smoothness, similarity, ofStep] = terms.map(({ value }) => {
    const { numerator, denominator } = value(arithmetic, at);
    return field.divide(numerator, denominator);
  });
  // the third term is 2PV/(KT) at s = 1; with s it is least together with s where both are its root
  return {
    linear: plus(smoothness ?? field.zero, similarity ?? field.zero),
    square: times(4, ofStep ?? field.zero),
  };
}

const unused = <S>(
  field: Field<S>,
): Pick<RateInput<S>, 'stepSize' | 'momentumWeight' | 'freeNumber' | 'initialError'> => ({
  stepSize: field.one,
  momentumWeight: field.one,
  freeNumber: field.one,
  initialError: { numerator: field.zero, denominator: field.one },
});

/** Whether factor·(linear + √square) is at most a floor: a number, or the lesser of it and a root. */
export function isBelowFloor<S>(
  field: Field<S>,
  guarantee: Guarantee<S>,
  factor: S,
  floor: Floor<S>,
): boolean {
  const { times, minus, plus, square: squared } = createArithmetic(field);
  const linear = times(factor, guarantee.linear);
  const root = times(squared(factor), guarantee.square);
  const isNonnegative = (value: S): boolean => field.compare(value, field.zero) >= 0;
  const value = field.divide(floor.value.numerator, floor.value.denominator);
  const left = minus(value, linear);
  if (!isNonnegative(left) || !isNonnegative(minus(squared(left), root))) return false;
  if (floor.square === undefined) return true;
  // linear + √root ≤ √g iff W = g − linear² − root ≥ 0 and W² ≥ 4·linear²·root
  const g = field.divide(floor.square.numerator, floor.square.denominator);
  const W = minus(g, plus(squared(linear), root));
  return isNonnegative(W) && isNonnegative(minus(squared(W), times(4, squared(linear), root)));
}

/** SGD's floors for G: one of them is enough to lie below. */
export function sgdFloors<S>(field: Field<S>, input: SeparationInput<S>): readonly Floor<S>[] {
  return lowSgd.claims.map((claim) => floorOf(field, claim, input));
}

/** The floors of every method with constant coefficients that starts at rest: one of them is enough to lie below. */
export function filterFloors<S>(field: Field<S>, input: SeparationInput<S>): readonly Floor<S>[] {
  // the third is sharper, but it is no minimum
  return lowLti.claims.slice(0, 2).map((claim) => floorOf(field, claim, input));
}

/** The floor of every iterate of SGD, without noise. */
export function sgdIterateFloor<S>(field: Field<S>, input: SeparationInput<S>): Floor<S> {
  return floorOf(field, lowSgdIterates.claims[0] as LowerClaim, input);
}

/** Whether AuxMOM's guarantee is provably at most 1/factor of one of the floors, such as {@link sgdFloors}. */
export function isProvablyBetter<S>(
  field: Field<S>,
  guarantee: Guarantee<S>,
  factor: S,
  floors: readonly Floor<S>[],
): boolean {
  return floors.some((floor) => isBelowFloor(field, guarantee, factor, floor));
}

/** The numbers of SEP-CORR, and those of SEP-LTI in the same places. */
export const correlationNumbers = {
  'SEP-CORR': [8, 128, 512, 256],
  'SEP-LTI': [16, 256, 1024, 1024],
} as const;

/**
 * The slacks of SEP-CORR's or SEP-LTI's condition on 1 − ρ; the noises of g_f and g_h have the same variance σ_f² and the
 * correlation ρ.
 */
export function correlationSlacks<S>(
  field: Field<S>,
  input: Omit<SeparationInput<S>, 'snapshotVariance' | 'startError' | 'localVariance'>,
  decorrelation: S,
  id: keyof typeof correlationNumbers,
): readonly S[] {
  const { times, minus, plus, square } = createArithmetic(field);
  const { smoothness: L, hessianSimilarity: delta, suboptimality: F, targetVariance: variance } = input;
  const { localStepCount: K, roundCount: T } = input;
  const [rounds, noise, similar, long] = correlationNumbers[id];
  const reach = plus(L, times(delta, K)); // K(L/K + δ)
  return [
    minus(times(T, K, L), times(rounds, reach)),
    minus(times(L, T, variance, square(K)), times(noise, F, square(reach))),
    minus(L, times(similar, delta, decorrelation)),
    minus(times(square(L), F, T), times(long, delta, variance, decorrelation)),
  ];
}

const constants = "The constants are this project's, derived here; only the shape is the paper's.";

const shared = { variants: ['aux-mom', 'sgd'], kind: 'separation', source: 'auxopt' } as const;

/** The separation theorems, by id. */
export const separationTheorems: Readonly<Record<SeparationTheoremId, TheoremHeader<SeparationTheoremId>>> = {
  'SEP-DET': {
    id: 'SEP-DET',
    title: 'AuxMOM provably beats SGD, without noise',
    ...shared,
    assumptions: ['A1', 'A2', 'A4', 'no noise'],
    note: `${constants} From RATE-DET, LOW-SGD and LOW-SGD-ITERATES.`,
  },
  'SEP-NOISE': {
    id: 'SEP-NOISE',
    title: 'AuxMOM provably beats SGD, with noise',
    ...shared,
    assumptions: ['A1', 'A2', 'A3', 'A4', 'affine difference'],
    note: `${constants} From RATE-MOM and LOW-SGD.`,
  },
  'SEP-CORR': {
    id: 'SEP-CORR',
    title: 'AuxMOM provably beats SGD where the noises are correlated enough',
    ...shared,
    assumptions: ['A1', 'A2', 'A3', 'affine difference', 'σ_h = 0', 'σ_D² = 2(1−ρ)σ_f²', 'm⁰ = ∇D(x⁰)'],
    note: `${constants} Sufficient for SEP-NOISE, and rational.`,
  },
  'SEP-LTI': {
    id: 'SEP-LTI',
    title: 'AuxMOM provably beats SGD, heavy ball and Nesterov',
    ...shared,
    assumptions: ['A1', 'A2', 'A3', 'A4', 'affine difference where there is noise'],
    note: `${constants} From RATE-DET or RATE-MOM, and LOW-LTI.`,
  },
};

/** The separation theorems in TeX. */
export const separationLatex: Readonly<Record<SeparationTheoremId, string>> = {
  'SEP-DET':
    '\\begin{gathered} \\frac1K + \\frac57\\cdot\\frac{\\delta}{L} \\le \\frac1c \\;\\Rightarrow\\; ' +
    'G_{\\mathrm{AuxMOM}} \\le \\frac1c\\min_\\eta\\max_f G_{\\mathrm{SGD}} \\\\[1ex] ' +
    '\\frac1K + \\frac57\\cdot\\frac{\\delta}{L} \\le \\frac1{4c} \\;\\Rightarrow\\; ' +
    '\\text{the same against every iterate of SGD} \\end{gathered}',
  'SEP-NOISE':
    '4P\\frac{L/K + \\delta}{T} + \\sqrt{\\frac{8PV}{KT}} \\le \\frac1c\\max\\Bigl\\lbrace \\frac{2LF_0}{T},\\,' +
    '\\min\\Bigl(LF_0, \\sqrt{\\frac{LF_0\\sigma_f^2}{2T}}\\Bigr)\\Bigr\\rbrace',
  'SEP-CORR':
    'T \\ge 8\\Bigl(\\frac1K + \\frac{\\delta}{L}\\Bigr),\\quad LT\\sigma_f^2 \\ge 128F_0\\Bigl(\\frac LK + \\delta\\Bigr)^2,\\quad ' +
    '1 - \\rho \\le \\min\\Bigl\\lbrace \\frac{L}{512\\delta}, \\frac{L^2F_0T}{256\\delta\\sigma_f^2}\\Bigr\\rbrace',
  'SEP-LTI':
    '\\frac1K + \\frac57\\cdot\\frac{\\delta}{L} \\le \\frac1c \\text{ without noise, or}\\quad ' +
    '4P\\frac{L/K + \\delta}{T} + \\sqrt{\\frac{8PV}{KT}} \\le \\frac1c\\max\\Bigl\\lbrace \\frac{2LF_0}{T},\\,' +
    '\\frac12\\min\\Bigl(LF_0, \\sqrt{\\frac{LF_0\\sigma_f^2}{T}}\\Bigr)\\Bigr\\rbrace,\\quad\\text{such as}\\quad ' +
    'T \\ge 16\\Bigl(\\frac1K + \\frac{\\delta}{L}\\Bigr),\\; LT\\sigma_f^2 \\ge 256F_0\\Bigl(\\frac LK + \\delta\\Bigr)^2,\\; ' +
    '1 - \\rho \\le \\min\\Bigl\\lbrace \\frac{L}{1024\\delta}, \\frac{L^2F_0T}{1024\\delta\\sigma_f^2}\\Bigr\\rbrace',
};
