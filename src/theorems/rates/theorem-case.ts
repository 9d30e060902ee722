/** The cases of a theorem, numbered: first the stored ones, then the random ones; each is judged alone. */
import type { BoundTermId, RateTheorem, RateTheoremId } from '../../../spec/theorems/index.js';
import type { RationalCase, ResolvedProblem } from '../../problems/index.js';
import { checkWitness } from './check-witness.js';
import { judgeRate, type RateVerdict } from './judge-rate.js';
import { measureQuadratic } from './measure-quadratic.js';
import { measureRational } from './measure-rational.js';
import { createRandomRateCase, type RandomRateCase, type Regime } from './random-rate-case.js';
import type { RateMeasurement } from './rate-case.js';
import { createScalarProblem } from './scalar-case.js';
import { witnesses, type Witness, type WitnessPurpose } from './witnesses.js';

/** What a stored case gave; plain data. */
export interface StoredCaseResult {
  readonly kind: 'stored';
  readonly name: string;
  readonly purpose: WitnessPurpose['kind'];
  /** The term that is halved, where one is. */
  readonly term?: BoundTermId | undefined;
  /** G/bound, rounded down to six places, or `infinite`. */
  readonly ratio: string;
  readonly isViolation: boolean;
  /** Whether it still shows what it is stored for. */
  readonly isShown: boolean;
}

/** What a random case gave; plain data. */
export interface RandomCaseResult {
  readonly kind: 'random';
  readonly index: number;
  readonly regime: Regime;
  /** Whether the target is a quadratic; else it is a rational function that is not convex. */
  readonly isQuadratic: boolean;
  /** G/bound, rounded down to six places, or `infinite`. */
  readonly ratio: string;
  readonly isViolation: boolean;
}

/** What a case gave, as data that can be written to a file and summed up later. */
export type TheoremCaseResult = StoredCaseResult | RandomCaseResult;

/** A judged case: its result, and the case itself for whoever wants to save it. */
export interface JudgedTheoremCase {
  readonly result: TheoremCaseResult;
  readonly verdict: RateVerdict;
  /** The case, where it is quadratic. */
  readonly problemCase?: ResolvedProblem;
  /** The case, where it is not. */
  readonly rationalCase?: RationalCase;
}

/** Where cases come from. */
export interface TheoremCaseSource {
  /** One of `rateTheorems`, or a changed one that should be refuted. */
  readonly theorem: RateTheorem;
  readonly seed: number;
  /** How a quadratic is measured; exact expectation unless a test plants a bug. */
  readonly measure?: ((problemCase: ResolvedProblem) => RateMeasurement) | undefined;
}

/** The stored cases of a theorem. */
export function storedCasesOf(id: RateTheoremId): readonly Witness[] {
  return witnesses.filter(({ theorem }) => theorem === id);
}

/**
 * Judges case `number` of a theorem: the stored cases are 0 … s−1, random case i is s+i.
 *
 * @returns the same for the same theorem, seed and number, whatever was judged before.
 */
export function judgeTheoremCase(source: TheoremCaseSource, number: number): JudgedTheoremCase {
  const stored = storedCasesOf(source.theorem.id);
  const witness = stored[number];
  return witness === undefined
    ? judgeRandom(source, number - stored.length)
    : judgeStored(source.theorem, witness);
}

function judgeStored(theorem: RateTheorem, witness: Witness): JudgedTheoremCase {
  const { purpose, run } = witness;
  const verdict = checkWitness(witness, theorem);
  const { ratio, isViolation, isShown } = verdict;
  const result: StoredCaseResult = {
    kind: 'stored',
    name: run.name,
    purpose: purpose.kind,
    ...(purpose.kind === 'halved-term' && { term: purpose.term }),
    ratio,
    isViolation,
    isShown,
  };
  return { result, verdict, problemCase: createScalarProblem(theorem.id, run) };
}

function judgeRandom({ theorem, seed, measure }: TheoremCaseSource, index: number): JudgedTheoremCase {
  const randomCase = createRandomRateCase(theorem, seed, index);
  const verdict = judgeRandomCase(theorem, randomCase, measure);
  const isQuadratic = randomCase.kind === 'quadratic';
  const { ratio, isViolation } = verdict;
  return {
    result: { kind: 'random', index, regime: randomCase.regime, isQuadratic, ratio, isViolation },
    verdict,
    ...(isQuadratic ? { problemCase: randomCase.problemCase } : { rationalCase: randomCase.rationalCase }),
  };
}

/** Measures and judges a random case. */
export function judgeRandomCase(
  theorem: RateTheorem,
  randomCase: RandomRateCase,
  measure: (problemCase: ResolvedProblem) => RateMeasurement = measureQuadratic,
): RateVerdict {
  const { constants } = randomCase;
  const isQuadratic = randomCase.kind === 'quadratic';
  const { parameters, initialization } = isQuadratic ? randomCase.problemCase : randomCase.rationalCase;
  const measurement = isQuadratic
    ? measure(randomCase.problemCase)
    : measureRational(randomCase.rationalCase);
  return judgeRate(theorem, { parameters, initialization, constants, measurement });
}
