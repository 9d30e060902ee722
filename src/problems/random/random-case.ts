/** Random quadratic cases whose constants are known exactly, each from its seed and index alone. */
import { buildRandomCase } from './build-case.js';
import { buildProblem } from './build-problem.js';
import type { CaseBlueprint, RandomCase } from './case-blueprint.js';
import { oneRatio, zeroRatio } from './decimal-ratio.js';
import { drawNoise } from './random-noise.js';
import { checkOptions, type RandomProblemOptions } from './random-options.js';
import { drawRotations } from './random-rotations.js';
import { drawPoints, drawRun } from './random-run.js';
import { drawShape } from './random-shape.js';
import { drawSpectra } from './random-spectra.js';

/**
 * Case `index` of the random quadratics of `seed`.
 *
 * $$A = Q\,\mathrm{diag}(\lambda)\,Q^\top,\quad B = A - R\,\mathrm{diag}(\Delta)\,R^\top,\quad L = \max\lambda,\quad
 * \delta = \max\lvert\Delta\rvert$$
 *
 * Q and R are products of Givens turns by Pythagorean angles, at most two in all, so every number is a finite decimal and
 * L, δ, the minimiser, F₀ and, for additive noise, all variances are exact. d = 1 … 4, K = 1 … 20, T = 1 … 50 within a
 * budget of work, δ/L = 0 and 10⁻⁴ … 2, η ≤ 1/(2L), every variant and every initialisation.
 *
 * @param seed - a whole number within ±(2⁵³ − 1).
 * @param index - a whole number; the case does not depend on how many others were drawn.
 * @param options - wishes; what is left out is drawn. A wish leaves the draws of the other parts as they are.
 * @returns the case, which passes `checkProblem` and satisfies A1, A2 and A5 with its constants.
 * @throws InputError for wishes that no case fulfils, for example a non-commuting one in one dimension.
 * @example
 * ```ts
 * import { createRandomProblem } from 'auxopt/problems';
 *
 * const { problemCase, constants } = createRandomProblem(1, 0, { dimension: 2, snapshotNoise: 'additive-correlated' });
 * problemCase.problem.dimension; // 2
 * constants.snapshotVariance !== undefined; // true
 * ```
 */
export function createRandomProblem(
  seed: number,
  index: number,
  options: RandomProblemOptions = {},
): RandomCase {
  checkOptions(options);
  const shape = drawShape(seed, index, options);
  const spectra = drawSpectra(seed, index, shape);
  const rotations = drawRotations(seed, index, shape, spectra);
  const points = drawPoints(seed, index, shape);
  const noise = drawNoise(seed, index, shape, options);
  const draft: CaseBlueprint = {
    name: `random quadratic ${seed}/${index}`,
    dimension: shape.dimension,
    targetSpectrum: spectra.target,
    differenceSpectrum: spectra.difference,
    ...rotations,
    ...points,
    snapshotNoise: noise.snapshot,
    localNoise: noise.local,
    variant: 'sgd',
    parameters: { stepSize: zeroRatio, momentumWeight: oneRatio, localStepCount: 1, roundCount: 1 },
    initialization: { kind: 'none' },
    seed: 0,
  };
  return buildRandomCase({ ...draft, ...drawRun(seed, index, shape, buildProblem(draft), options) });
}
