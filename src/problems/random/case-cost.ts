/** What a case costs in exact arithmetic, from the digits of its data alone. */
import type { Vector } from '../../../spec/algebra/index.js';
import type { AffineGradient, QuadraticProblem } from '../../../spec/model/index.js';
import { subtractRatios, type Ratio } from '../../exact/index.js';
import type { ResolvedProblem } from '../problem-case.js';
import { mostPlaces } from './decimal-ratio.js';

/** Decimal places that one local step and one round add to a second moment. */
export interface PlacesPerStep {
  readonly step: number;
  readonly round: number;
}

/**
 * The decimal places that E[z zᵀ] gains: a local step multiplies twice by η·B_i and once by q_i, a round twice by
 * a·(A_j − B_j) and once by p_j.
 */
export function placesPerStep(
  problem: QuadraticProblem<Ratio>,
  stepSize: Ratio,
  momentumWeight: Ratio,
): PlacesPerStep {
  const { snapshotAtoms, localAtoms } = problem;
  const local = mostPlaces(localAtoms.flatMap(({ auxiliary }) => matrixEntries(auxiliary)));
  const snapshot = mostPlaces(
    snapshotAtoms.flatMap(({ target, auxiliary }) => {
      const other = matrixEntries(auxiliary);
      return matrixEntries(target).map((value, i) => subtractRatios(value, other[i] ?? value));
    }),
  );
  return {
    step: 2 * (mostPlaces([stepSize]) + local) + mostPlaces(localAtoms.map(({ probability }) => probability)),
    round:
      2 * (mostPlaces([momentumWeight]) + snapshot) +
      mostPlaces(snapshotAtoms.map(({ probability }) => probability)),
  };
}

/** T·(K·step + round): the decimal places of a second moment after T rounds, which the cost of a case grows with. */
export function estimateMomentPlaces({ problem, parameters }: ResolvedProblem): number {
  const { stepSize, momentumWeight, localStepCount, roundCount } = parameters;
  const { step, round } = placesPerStep(problem, stepSize, momentumWeight);
  return roundCount * (localStepCount * step + round);
}

/** The work of a case: d²·(places of a second moment). A budget bounds this number. */
export function estimateWork(problemCase: ResolvedProblem): number {
  return problemCase.problem.dimension ** 2 * estimateMomentPlaces(problemCase);
}

function matrixEntries({ matrix }: AffineGradient<Ratio>): Vector<Ratio> {
  return matrix.flat();
}
