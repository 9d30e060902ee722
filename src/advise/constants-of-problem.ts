/** The constants of a problem file, exact or certified. */
import { createVectorSpace } from '../../spec/algebra/index.js';
import { evaluateGradient, mapProblem, type AffineGradient } from '../../spec/model/index.js';
import { InputError } from '../errors.js';
import type { Ratio } from '../exact/index.js';
import { describeProblem, type CertifiedBound, type ResolvedProblem } from '../problems/index.js';
import { numbersOf } from '../problems/problem-case.js';
import { radixFieldFor } from '../problems/arithmetic.js';
import { exactly, type AdviceConstants, type Constant } from './constant.js';
import { compareRatios, zeroRatio } from './ratio-arithmetic.js';

/**
 * The constants of a problem. For `adviseRun`.
 *
 * L and both δ are themselves or certified upper bounds within 10⁻¹². F₀ and E₀ are exact. Variances are exact where the
 * noise is additive. Where it depends on the point, A3 and A4 ask for the greatest along the run, which starts at x⁰: so the
 * variance there is a lower bound, and `adviseOnProblem` looks for the upper one.
 *
 * @throws InputError where f is not bounded below.
 */
export function constantsOfProblem(resolved: ResolvedProblem): AdviceConstants {
  const description = describeProblem(resolved);
  const { optimum } = description;
  if (optimum === undefined) {
    throw new InputError({
      problem: 'the target is not bounded below',
      where: resolved.name,
      expected: 'a target with a minimum, as A1 requires',
      fix: 'Check the matrix and the vector of the target.',
    });
  }
  const { snapshotAtoms, localAtoms, target, auxiliary } = resolved.problem;
  const isTargetAdditive = snapshotAtoms.every((atom) => hasMatrix(atom.target, target));
  const isSnapshotAdditive =
    isTargetAdditive && snapshotAtoms.every((atom) => hasMatrix(atom.auxiliary, auxiliary));
  const isLocalAdditive = localAtoms.every((atom) => hasMatrix(atom.auxiliary, auxiliary));
  return {
    smoothness: certified(description.smoothness),
    hessianSimilarity: certified(description.hessianSimilarity),
    meanSquareSimilarity: certified(description.meanSquareSimilarity),
    suboptimality: exactly(optimum.suboptimality),
    correctionError: exactly(squaredDifference(resolved)),
    targetVariance: variance(description.targetVariance, isTargetAdditive),
    snapshotVariance: variance(description.snapshotVariance, isSnapshotAdditive),
    localVariance: variance(description.localVariance, isLocalAdditive),
    affineDifference: true,
  };
}

function certified({ upper, exact }: CertifiedBound): Constant {
  return exactly(upper, exact ? 'exact' : 'certified upper bound within 10⁻¹²');
}

function variance(value: Ratio, isAdditive: boolean): Constant {
  if (isAdditive) return exactly(value, 'exact, the noise is additive');
  return { value, lower: value, kind: 'lower-bound', method: 'that at x⁰; the noise depends on the point' };
}

function hasMatrix(atom: AffineGradient<Ratio>, mean: AffineGradient<Ratio>): boolean {
  return atom.matrix.every((row, i) =>
    row.every((entry, j) => compareRatios(entry, mean.matrix[i]?.[j] ?? zeroRatio) === 0),
  );
}

/** ‖∇f(x⁰) − ∇h(x⁰)‖². */
function squaredDifference({ problem: ratios, startingPoint }: ResolvedProblem): Ratio {
  const field = radixFieldFor([...numbersOf(ratios), ...startingPoint]);
  const { target, auxiliary } = mapProblem(ratios, field.fromRatio);
  const start = startingPoint.map(field.fromRatio);
  const { subtract, squaredNorm } = createVectorSpace(field);
  const gradients = [target, auxiliary].map((mean) => evaluateGradient(field, mean, start));
  const [left = [], right = []] = gradients;
  return field.toRatio(squaredNorm(subtract(left, right)));
}
