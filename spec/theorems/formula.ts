/** Formulas: what conditions, bounds and parameters are made of, written as on paper and evaluated over any field. */
import { ContractError } from '../errors.js';
import type { Arithmetic, Fraction } from './arithmetic.js';
import type { Condition, RateInput } from './theorem.js';

/** The numbers of a run and its problem; a formula reads those that it is about. */
type FormulaInput<S> = Partial<RateInput<S>> & { readonly split?: S; readonly slopeDeviation?: S };

/** A formula without a quotient. */
export type Formula = <S>(arithmetic: Arithmetic<S>, input: FormulaInput<S>) => S;

/** A formula that is a quotient. */
export type Quotient = <S>(arithmetic: Arithmetic<S>, input: FormulaInput<S>) => Fraction<S>;

/** A formula, or a whole number. */
type Part = Formula | number;

const valueOf = <S>(part: Part, arithmetic: Arithmetic<S>, input: FormulaInput<S>): S =>
  typeof part === 'number' ? arithmetic.times(part) : part(arithmetic, input);

const factorOf = <S>(part: Part, arithmetic: Arithmetic<S>, input: FormulaInput<S>): S | number =>
  typeof part === 'number' ? part : part(arithmetic, input);

const sumOf =
  (left: Part, right: Part): Formula =>
  (arithmetic, input) =>
    arithmetic.plus(valueOf(left, arithmetic, input), valueOf(right, arithmetic, input));

const productOf =
  (left: Part, right: Part): Formula =>
  (arithmetic, input) =>
    arithmetic.times(factorOf(left, arithmetic, input), factorOf(right, arithmetic, input));

/** Σ parts; two at a time, because a search evaluates them hundreds of thousands of times. */
export const plus = (first: Part, second: Part, ...others: readonly Part[]): Formula =>
  others.reduce<Formula>(sumOf, sumOf(first, second));

/** left − right. */
export const minus =
  (left: Part, right: Part): Formula =>
  (arithmetic, input) =>
    arithmetic.minus(valueOf(left, arithmetic, input), valueOf(right, arithmetic, input));

/** Π parts, two at a time. */
export const times = (first: Part, second: Part, ...others: readonly Part[]): Formula =>
  others.reduce<Formula>(productOf, productOf(first, second));

/** part · part. */
export const square =
  (part: Formula): Formula =>
  (arithmetic, input) =>
    arithmetic.square(part(arithmetic, input));

/** numerator/denominator. */
export const over =
  (numerator: Part, denominator: Part = 1): Quotient =>
  (arithmetic, input) =>
    arithmetic.over(valueOf(numerator, arithmetic, input), valueOf(denominator, arithmetic, input));

/** Every formula is ≥ 0. */
export const condition = (latex: string, ...slacks: readonly Formula[]): Condition => ({
  latex,
  slacks: (arithmetic, input) => slacks.map((slack) => slack(arithmetic, input)),
});

/** Both signs: left = right. */
export const equal = (left: Part, right: Part): readonly Formula[] => [
  minus(left, right),
  minus(right, left),
];

/** One of the numbers, or what stands for it where it is left out. */
const number =
  (name: Exclude<keyof FormulaInput<unknown>, 'initialError'>, otherwise?: Part): Formula =>
  (arithmetic, input) => {
    const value = input[name];
    if (value !== undefined) return value;
    if (otherwise === undefined) throw new ContractError(`the formula needs ${name}`);
    return valueOf(otherwise, arithmetic, input);
  };

const one: Formula = (arithmetic) => arithmetic.times(1);
const delta = number('hessianSimilarity');
const eta = number('stepSize');
const a = number('momentumWeight', 1);
const K = number('localStepCount');
const varD = number('snapshotVariance');

const ofStart =
  (part: 'numerator' | 'denominator'): Formula =>
  (_arithmetic, { initialError }) => {
    if (initialError === undefined) throw new ContractError('the formula needs initialError');
    return initialError[part];
  };

/** The numbers of a run and its problem, and what is made of them everywhere. */
export const numbers = {
  /** 1. */
  one,
  /** L. */
  L: number('smoothness'),
  /** δ. */
  delta,
  /** Δ of A5, or L₂ of A7; δ where it is left out. */
  meanSquare: number('meanSquareSimilarity', delta),
  /** F₀. */
  F0: number('suboptimality'),
  /** η. */
  eta,
  /** a. */
  a,
  /** ā = 1 − a. */
  abar: minus(1, a),
  /** K. */
  K,
  /** K − 1. */
  stepsBefore: minus(K, 1),
  /** T. */
  T: number('roundCount'),
  /** σ_D². */
  varD,
  /** v₁, σ_D² where it is left out. */
  firstVariance: number('firstSnapshotVariance', varD),
  /** σ_h². */
  varh: number('localVariance'),
  /** σ_f². */
  varf: number('targetVariance'),
  /** ℓ², 0 where it is left out. */
  ratio: number('controlledVariance', 0),
  /** λ, 0 where it is left out. */
  control: number('controlReach', 0),
  /** j, 1 where it is left out. */
  balance: number('balance', 1),
  /** γ, 1 where it is left out. */
  carry: number('carry', 1),
  /** φ, 1 where it is left out. */
  share: number('share', 1),
  /** ω, 0 where it is left out. */
  excess: number('excess', 0),
  /** a of RATE-FAM, 1 where it is left out. */
  freeWeight: number('freeWeight', 1),
  /** s or r. */
  freeNumber: number('freeNumber'),
  /** N of LOW-LTI, 0 where it is left out. */
  split: number('split', 0),
  /** ς of LOW-TGT-MVR, 0 where it is left out. */
  slope: number('slopeDeviation', 0),
  /** What stands for ā²e₀, numerator and denominator. */
  start: { numerator: ofStart('numerator'), denominator: ofStart('denominator') },
  /** ηK squared. */
  reachSquare: square(times(eta, K)),
  /** δ²η². */
  stepSimilaritySquare: square(times(delta, eta)),
};
