/** What a case costs in exact arithmetic, from the digits of its data alone. */
import type { Parameters, QuadraticProblem } from '../../../spec/model/index.js';
import { type Ratio } from '../../exact/index.js';
import { subtractRatios } from '../../exact/exact-number.js';
import type { ResolvedProblem } from '../problem-case.js';
import { mostPlaces } from './decimal-ratio.js';

/** Decimal places that one local step and one round add to a second moment. */
interface PlacesPerStep {
  readonly step: number;
  readonly round: number;
}

/**
 * The decimal places that E[z zᵀ] gains: a local step multiplies twice by η·B_i and once by q_i, a round twice by
 * a·(A_j − B_j) and once by p_j.
 */
function placesPerStep(
  problem: QuadraticProblem<Ratio>,
  stepSize: Ratio,
  momentumWeight: Ratio,
): PlacesPerStep {
  const { snapshotAtoms, localAtoms } = problem;
  const local = mostPlaces(localAtoms.flatMap(({ auxiliary }) => auxiliary.matrix.flat()));
  const snapshot = mostPlaces(
    snapshotAtoms.flatMap(({ target, auxiliary }) => {
      const other = auxiliary.matrix.flat();
      return target.matrix.flat().map((value, i) => subtractRatios(value, other[i] ?? value));
    }),
  );
  return {
    step: 2 * (mostPlaces([stepSize]) + local) + mostPlaces(localAtoms.map(({ probability }) => probability)),
    round:
      2 * (mostPlaces([momentumWeight]) + snapshot) +
      mostPlaces(snapshotAtoms.map(({ probability }) => probability)),
  };
}

/**
 * The work of the exact expectation of a case, in units of about 3·10⁻⁵ ms: K·T·places·(d² + places/300).
 *
 * Each local step multiplies some d² moments by short numbers, and brings the few that are reported to lowest terms, which
 * takes time that grows with the square of their digits.
 */
export function estimateWork({ problem, parameters }: ResolvedProblem): number {
  return workOf(
    problem.dimension,
    placesPerStep(problem, parameters.stepSize, parameters.momentumWeight),
    parameters,
  );
}

function workOf(
  dimension: number,
  { step, round }: PlacesPerStep,
  { localStepCount, roundCount }: Pick<Parameters<Ratio>, 'localStepCount' | 'roundCount'>,
): number {
  const places = roundCount * (localStepCount * step + round);
  return localStepCount * roundCount * places * (dimension ** 2 + places / 300);
}

/** The work that a random case may take by default: some 0.15 s. */
export const defaultWorkBudget = 5_000_000;

/**
 * The parameters with K and T shortened, T first, until the work fits the budget; one round of one step is always kept.
 *
 * @param workBudget - greatest {@link estimateWork}, ≥ 1.
 */
export function fitCounts(
  problem: QuadraticProblem<Ratio>,
  wished: Parameters<Ratio>,
  workBudget: number = defaultWorkBudget,
): Parameters<Ratio> {
  const places = placesPerStep(problem, wished.stepSize, wished.momentumWeight);
  let { localStepCount, roundCount } = wished;
  const isTooLong = (): boolean =>
    workOf(problem.dimension, places, { localStepCount, roundCount }) > workBudget;
  while (roundCount > 1 && isTooLong()) roundCount -= 1;
  while (localStepCount > 1 && isTooLong()) localStepCount -= 1;
  return { ...wished, localStepCount, roundCount };
}
