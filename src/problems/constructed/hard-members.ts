/**
 * Hard members: functions on the line on which a method does no better than a lower bound says, built for given parameters.
 *
 * Their runs start so far out on Huber(c, 1) that every point stays on the linear part, where the gradient is 1.
 */
import type { Parameters } from '../../../spec/model/index.js';
import { createArithmetic } from '../../../spec/theorems/index.js';
import { runExact, type Ratio } from '../../exact/index.js';
import { drawTapeFor } from '../draws.js';
import { createHuberOracle, type HuberProblem } from '../huber-problem.js';
import { reduced } from './decimal-ratio.js';

/** f = Huber(c, 1), h = ½bx² or f + ½bx², and where the run starts. */
export interface HuberMember {
  /** c > 0, in value/point². */
  readonly curvature: Ratio;
  /** b, in value/point²; SGD does not ask for it. */
  readonly auxiliaryCurvature: Ratio;
  /** Whether h is f + ½bx², so that D = −½bx² and δ = |b|. */
  readonly isAuxiliaryNear?: boolean;
  /** x⁰ > 0, in point. */
  readonly startingPoint: Ratio;
}

const { divide, compare, zero, one } = reduced;
const { plus, minus, times } = createArithmetic(reduced);

/** f(x⁰) − inf f = x⁰ − 1/(2c) on the linear part. */
export function huberSuboptimality({ curvature, startingPoint }: HuberMember): Ratio {
  return minus(startingPoint, divide(one, times(2, curvature)));
}

/** The member on which each of the T iterates of SGD has the gradient 1: x^{T−1} = 1/L. */
export function createSgdMember(smoothness: Ratio, { stepSize, roundCount }: Parameters<Ratio>): HuberMember {
  const startingPoint = plus(divide(one, smoothness), times(roundCount - 1, stepSize));
  return { curvature: smoothness, auxiliaryCurvature: zero, startingPoint };
}

/**
 * The member on which AuxMOM, started with m⁰ = ∇D(x⁰), has the gradient 1 at all points of T rounds: f = Huber(2δ, 1),
 * h = ½δx², ηδ ≤ 1.
 *
 * With ρ = 1 − (1−ηδ)^K, q_t = δx^{t−1} + mᵗ obeys q₁ = 1, q_{t+1} = ā(1−ρ)q_t + a, and round t moves x by ρq_t/δ.
 */
export function createMomentumMember(similarity: Ratio, parameters: Parameters<Ratio>): HuberMember {
  const { momentumWeight, roundCount } = parameters;
  const reach = reachOf(similarity, parameters);
  const kept = times(minus(one, momentumWeight), minus(one, reach));
  let [q, moved] = [one, zero];
  for (let t = 1; t <= roundCount; t += 1) {
    moved = plus(moved, times(reach, q));
    q = plus(times(kept, q), momentumWeight);
  }
  const curvature = times(2, similarity);
  const startingPoint = plus(divide(one, curvature), divide(moved, similarity));
  return { curvature, auxiliaryCurvature: similarity, startingPoint };
}

/** ρ = 1 − (1−ηδ)^K. */
function reachOf(similarity: Ratio, { stepSize, localStepCount }: Parameters<Ratio>): Ratio {
  const kept = minus(one, times(stepSize, similarity));
  return minus(one, times(...new Array<Ratio>(localStepCount).fill(kept)));
}

/**
 * λ of the quadratic member f = ½λx², h = ½δx², on which AuxMOM moves slowly: λ = δ/(3(Tθ + 1 − θ)) with
 * 1/θ = 1/a + 1/ρ − 1, ηδ ≤ 1.
 */
export function slowCurvature(similarity: Ratio, parameters: Parameters<Ratio>): Ratio {
  const { momentumWeight, roundCount } = parameters;
  const reach = reachOf(similarity, parameters);
  const theta = divide(one, minus(plus(divide(one, momentumWeight), divide(one, reach)), one));
  return divide(similarity, times(3, plus(times(roundCount, theta), minus(one, theta))));
}

/** The member as a problem, with the run on it; AuxMOM starts with m⁰ = ∇D(x⁰). */
export function createMemberProblem(
  { curvature, auxiliaryCurvature, isAuxiliaryNear, startingPoint }: HuberMember,
  variant: 'sgd' | 'aux-mom',
  parameters: Parameters<Ratio>,
  name = 'a hard member',
): HuberProblem {
  const term = { curvature, slope: one };
  const affine = (matrix: Ratio) => ({ matrix: [[matrix]], vector: [zero] });
  const [target, auxiliary] = [affine(zero), affine(auxiliaryCurvature)];
  return {
    quadratic: {
      name,
      variant,
      problem: {
        dimension: 1,
        target: { ...target, constant: zero },
        auxiliary: { ...auxiliary, constant: zero },
        snapshotAtoms: [{ probability: one, target, auxiliary }],
        localAtoms: [{ probability: one, auxiliary }],
      },
      parameters,
      initialization: { kind: variant === 'sgd' ? 'none' : 'exact' },
      startingPoint: [startingPoint],
      seed: 0,
    },
    target: term,
    ...(isAuxiliaryNear === true && { auxiliary: term }),
  };
}

/**
 * ∇f² at the points from which the steps of a run start, in their order: one exact run; AuxMOM starts with m⁰ = ∇D(x⁰).
 *
 * @example
 * ```ts
 * import { ratioField } from 'auxopt/exact';
 * import { createSgdMember, squaredGradientsOn } from 'auxopt/problems';
 *
 * const { one } = ratioField;
 * const parameters = { stepSize: one, momentumWeight: one, localStepCount: 1, roundCount: 3 };
 * squaredGradientsOn(createSgdMember(one, parameters), 'sgd', parameters).map(ratioField.format); // ['1', '1', '1']
 * ```
 */
export function squaredGradientsOn(
  member: HuberMember,
  variant: 'sgd' | 'aux-mom',
  parameters: Parameters<Ratio>,
): readonly Ratio[] {
  const problem = createMemberProblem(member, variant, parameters);
  const oracle = createHuberOracle(reduced, problem);
  const tape = drawTapeFor(reduced, problem.quadratic);
  const trace = runExact(reduced, variant, { ...problem.quadratic, tape, oracle });
  const points = trace.rounds.flatMap(({ steps }, t) => [
    t === 0 ? trace.start.iterate : (trace.rounds[t - 1]?.iterate ?? []),
    ...steps.slice(0, -1).map(({ point }) => point),
  ]);
  return points.map((at) => {
    const [slope = zero] = oracle.gradient({ function: 'f', draw: 'mean', atom: 0, at });
    return times(slope, slope);
  });
}

/** Whether ηδ ≤ 1, where the members that move slowly are the hard ones; beyond it 2 ≤ ηL, and ½Lx² is. */
export const isShort = (similarity: Ratio, { stepSize }: Parameters<Ratio>): boolean =>
  compare(times(stepSize, similarity), one) <= 0;
