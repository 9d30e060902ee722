/** A theorem against its stored cases and many random ones, everything decided exactly. */
import type { BoundTermId, RateTheorem, RateTheoremId } from '../../../spec/theorems/index.js';
import type { RationalCase, ResolvedProblem } from '../../problems/index.js';
import { checkWitness } from './check-witness.js';
import { judgeRate, type RateVerdict } from './judge-rate.js';
import { measureQuadratic } from './measure-quadratic.js';
import { measureRational } from './measure-rational.js';
import { createRandomRateCase, type RandomRateCase, type Regime } from './random-rate-case.js';
import type { RateMeasurement } from './rate-case.js';
import { createScalarProblem } from './scalar-case.js';
import { witnesses } from './witnesses.js';

/** What to check. */
export interface TheoremCheckRequest {
  /** One of `rateTheorems`, or a changed one that should be refuted. */
  readonly theorem: RateTheorem;
  readonly seed: number;
  /** How many random cases, indices 0 … N−1. */
  readonly cases: number;
  /** Called after every case, stored ones included. */
  readonly onCase?: () => void;
  /** How a quadratic is measured; exact expectation unless a test plants a bug. */
  readonly measure?: (problemCase: ResolvedProblem) => RateMeasurement;
}

/** A case that refutes the theorem, or a stored one that no longer shows what it should. */
export interface Refutation {
  /** Name of a stored case, or the index of a random one. */
  readonly source: string | number;
  readonly verdict: RateVerdict;
  /** The case, where it is quadratic. */
  readonly problemCase?: ResolvedProblem;
  /** The case, where it is not. */
  readonly rationalCase?: RationalCase;
}

/** What {@link checkTheorem} found. */
export interface TheoremCheck {
  readonly id: RateTheoremId;
  /** Judged cases: random + stored. */
  readonly cases: number;
  readonly random: number;
  readonly stored: number;
  /** Random cases with a target that is not convex. */
  readonly nonConvex: number;
  /** Random cases by regime. */
  readonly regimes: Readonly<Record<Regime, number>>;
  /** Cases inside a condition with G > bound. */
  readonly violations: number;
  /** Greatest G/bound inside the conditions, rounded down. */
  readonly worstRatio: string;
  /** Where it comes from: the name of a stored case, or `random <index>`. */
  readonly worstCase: string;
  /** Greatest G/bound of the random cases. */
  readonly worstRandomRatio: string;
  /** Terms that cannot be halved, by stored cases. */
  readonly neededTerms: readonly BoundTermId[];
  /** Stored cases outside the conditions that exceed the bound. */
  readonly outside: number;
  /** Stored cases that do not show what they are stored for. */
  readonly unshown: number;
  readonly refutations: readonly Refutation[];
}

/** The greatest ratio so far; ratios are decimals of six places, so the longer or lexically later one is greater. */
function createWorst(): { note: (ratio: string, source: string) => void; ratio: string; source: string } {
  const worst = {
    ratio: '0.000000',
    source: 'none',
    note: (ratio: string, source: string): void => {
      if (Number(ratio) < Number(worst.ratio)) return;
      worst.ratio = ratio;
      worst.source = source;
    },
  };
  return worst;
}

/**
 * Checks a theorem: every stored case of it, then random cases, each made from (seed, theorem, index) alone.
 *
 * G, e₀, and the variances of the assumptions are exact expectations, conditions and bound are compared exactly.
 *
 * @returns counts, the worst ratio rounded down, and every refutation with its case.
 * @example
 * ```ts
 * import { checkTheorem } from 'auxopt/properties';
 * import { rateTheorems } from 'auxopt/spec';
 *
 * const { violations, worstRatio } = checkTheorem({ theorem: rateTheorems['SGD-1'], seed: 1, cases: 5 });
 * [violations, worstRatio]; // [0, '1.000000']
 * ```
 */
export function checkTheorem(request: TheoremCheckRequest): TheoremCheck {
  const { theorem, seed, cases, onCase, measure = measureQuadratic } = request;
  const [worst, worstRandom] = [createWorst(), createWorst()];
  const refutations: Refutation[] = [];
  const neededTerms: BoundTermId[] = [];
  const stored = witnesses.filter((witness) => witness.theorem === theorem.id);
  let [outside, unshown] = [0, 0];
  for (const witness of stored) {
    const { purpose, run } = witness;
    const verdict = checkWitness(witness, theorem);
    if (purpose.kind === 'outside') outside += 1;
    else worst.note(verdict.ratio, run.name);
    if (purpose.kind === 'halved-term' && verdict.isShown) neededTerms.push(purpose.term);
    if (!verdict.isShown) unshown += 1;
    if (verdict.isViolation) {
      refutations.push({ source: run.name, verdict, problemCase: createScalarProblem(theorem.id, run) });
    }
    onCase?.();
  }
  const regimes: Record<Regime, number> = { inside: 0, 'simple-edge': 0, 'exact-edge': 0 };
  let nonConvex = 0;
  for (let index = 0; index < cases; index += 1) {
    const randomCase = createRandomRateCase(theorem, seed, index);
    const verdict = judgeRandomCase(theorem, randomCase, measure);
    regimes[randomCase.regime] += 1;
    if (randomCase.kind === 'rational') nonConvex += 1;
    worst.note(verdict.ratio, `random ${index}`);
    worstRandom.note(verdict.ratio, `random ${index}`);
    if (verdict.isViolation) refutations.push({ source: index, verdict, ...casesOf(randomCase) });
    onCase?.();
  }
  return {
    id: theorem.id,
    cases: cases + stored.length,
    random: cases,
    stored: stored.length,
    nonConvex,
    regimes,
    violations: refutations.length,
    worstRatio: worst.ratio,
    worstCase: worst.source,
    worstRandomRatio: worstRandom.ratio,
    neededTerms,
    outside,
    unshown,
    refutations,
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

function casesOf(randomCase: RandomRateCase): Pick<Refutation, 'problemCase' | 'rationalCase'> {
  return randomCase.kind === 'quadratic'
    ? { problemCase: randomCase.problemCase }
    : { rationalCase: randomCase.rationalCase };
}
