/** From a candidate in doubles to an exact case of few digits that satisfies the condition. */
import { rateTheorems, type RateTheoremId } from '../../../spec/theorems/index.js';
import {
  isConditionMet,
  judgeRate,
  measureScalar,
  type RateVerdict,
  type ScalarCase,
} from '../rates/index.js';
import type { ScalarNumbers } from './scalar-moments.js';

/** A candidate with its exact verdict. */
export interface ExactCandidate {
  readonly scalarCase: ScalarCase;
  readonly verdict: RateVerdict;
}

/**
 * The candidate with every number cut to so many significant digits, judged exactly. A and Δ are cut towards 0 and a away
 * from it, which keeps a condition that holds.
 *
 * @returns undefined where the condition does not hold exactly.
 */
export function snapCase(
  theorem: RateTheoremId,
  condition: 'simple' | 'exact',
  numbers: ScalarNumbers,
  digits: number,
): ExactCandidate | undefined {
  const scalarCase: ScalarCase = {
    name: `${theorem.toLowerCase()}-tightness`,
    curvature: cutTowardsZero(numbers.curvature, digits),
    difference: cutTowardsZero(numbers.difference, digits),
    stepSize: '1',
    momentumWeight: cutUp(numbers.momentumWeight, digits),
    localStepCount: numbers.localStepCount,
    roundCount: numbers.roundCount,
    startingPoint: round(numbers.startingPoint, digits),
    correction: round(numbers.correction, digits),
    snapshotDeviation: round(numbers.snapshotDeviation, digits),
    localDeviation: round(numbers.localDeviation, digits),
  };
  const { simpleCondition, exactCondition } = rateTheorems[theorem];
  const measured = measureScalar(theorem, scalarCase);
  const wanted = condition === 'simple' ? simpleCondition : exactCondition;
  if (!isConditionMet(wanted, measured.constants, measured.parameters)) return undefined;
  return { scalarCase, verdict: judgeRate(rateTheorems[theorem], measured) };
}

/** Decimal places that leave so many significant digits. */
function placesFor(value: number, digits: number): number {
  return Math.min(20, Math.max(0, digits - 1 - Math.floor(Math.log10(Math.abs(value) || 1))));
}

function round(value: number, digits: number): string {
  return value.toFixed(placesFor(value, digits));
}

function cutTowardsZero(value: number, digits: number): string {
  const unit = 10 ** placesFor(value, digits);
  return (Math.trunc(value * unit) / unit).toFixed(placesFor(value, digits));
}

function cutUp(value: number, digits: number): string {
  const unit = 10 ** placesFor(value, digits);
  return Math.min(1, Math.ceil(value * unit) / unit).toFixed(placesFor(value, digits));
}
