/** The cases of a theorem, numbered: first the stored ones, then the random ones; each is judged alone. */
import type { BoundTermId, RateTheorem, RateTheoremId } from '../../../spec/theorems/index.js';
import { formatProblemFile, toProblemFile, type ResolvedProblem } from '../../problems/index.js';
import { shrinkFailure } from '../arbitraries/draw-at.js';
import { judgeRate, type RateVerdict, type RateMeasurement } from './judge-rate.js';
import { measureQuadratic } from './measure-quadratic.js';
import { measureRational } from './measure-rational.js';
import {
  drawRateProblem,
  formatRateProblem,
  rateProblemsAt,
  type RateProblem,
  type Regime,
} from './rate-problem.js';
import { createScalarProblem } from './scalar-case.js';
import { checkWitness, describeWitness, witnesses, type Witness, type WitnessPurpose } from './witnesses.js';

interface CaseResult {
  /** G/bound, rounded down to six places, or `infinite`. */
  readonly ratio: string;
  readonly isViolation: boolean;
}

/** What a stored case gave; plain data. */
export interface StoredCaseResult extends CaseResult {
  readonly kind: 'stored';
  readonly name: string;
  readonly purpose: WitnessPurpose['kind'];
  /** The term that is halved, where one is. */
  readonly term?: BoundTermId | undefined;
  /** Whether it still shows what it is stored for. */
  readonly isShown: boolean;
}

/** What a random case gave; plain data. */
export interface RandomCaseResult extends CaseResult {
  readonly kind: 'random';
  readonly index: number;
  readonly regime: Regime;
  /** Whether the target is a quadratic; else it is a rational function that is not convex. */
  readonly isQuadratic: boolean;
}

/** What a case gave, as data that can be written to a file and summed up later. */
export type TheoremCaseResult = StoredCaseResult | RandomCaseResult;

/** A judged case: its result, and the case itself for whoever wants to save it. */
export interface JudgedTheoremCase {
  readonly result: TheoremCaseResult;
  readonly verdict: RateVerdict;
  /** The case, where it is quadratic. */
  readonly problemCase?: ResolvedProblem;
  /** The case as text that can be saved: a problem file where it is quadratic. */
  readonly format: (description: string) => string;
  /** The smallest case to which this violation shrinks, as such text. */
  readonly formatSmallest: () => string;
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
  const problemCase = createScalarProblem(theorem.id, run);
  const format = (description: string): string =>
    formatProblemFile(toProblemFile(problemCase, { description }));
  // stored cases are as small as they can be
  return { result, verdict, problemCase, format, formatSmallest: () => format(describeWitness(witness)) };
}

function judgeRandom({ theorem, seed, measure }: TheoremCaseSource, index: number): JudgedTheoremCase {
  const drawn = drawRateProblem(theorem, seed, index);
  const problem = drawn.value;
  const verdict = judgeRateProblem(theorem, problem, measure);
  const { ratio, isViolation } = verdict;
  const isQuadratic = problem.kind === 'quadratic';
  return {
    result: { kind: 'random', index, regime: problem.regime, isQuadratic, ratio, isViolation },
    verdict,
    ...(isQuadratic && { problemCase: problem.problemCase }),
    format: (description) =>
      formatRateProblem(problem, description, { theorem: theorem.id, seed, case: index }),
    formatSmallest: () => {
      const smallest = shrinkFailure(
        rateProblemsAt(theorem, index),
        drawn,
        (smaller) => judgeRateProblem(theorem, smaller, measure).isViolation,
      );
      const { ratio: found } = judgeRateProblem(theorem, smallest, measure);
      return formatRateProblem(smallest, `G/bound = ${found} for ${theorem.id}`);
    },
  };
}

/** Measures and judges a random case. */
export function judgeRateProblem(
  theorem: RateTheorem,
  problem: RateProblem,
  measure: (problemCase: ResolvedProblem) => RateMeasurement = measureQuadratic,
): RateVerdict {
  const { constants } = problem;
  const isQuadratic = problem.kind === 'quadratic';
  const { parameters, initialization } = isQuadratic ? problem.problemCase : problem.rationalCase;
  const { carry } = constants;
  const measurement = isQuadratic
    ? measure({ ...problem.problemCase, ...(carry && { carry }) })
    : measureRational(problem.rationalCase);
  return judgeRate(theorem, { parameters, initialization, constants, measurement });
}
