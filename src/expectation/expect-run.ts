/** The exact expectation of a run: second moments, step by step. */
import type { ExpectationResult, ExpectedRound, ExpectedStep } from './expectation-result.js';
import {
  isConstant,
  isSchedule,
  mapParameters,
  mapProblem,
  parametersAt,
  subtractGradients,
  valueAt,
} from '../../spec/model/index.js';
import { type MomentStep, createMomentStep } from './moment-step.js';
import { createMoments, type MomentProblem, type MomentSteps } from './moments.js';
import { type ExpectationCase, createStartMoment } from './start-moment.js';
import { baseOfRun, ratioField } from '../exact/index.js';
import { createLinearSteps, type StateLayout } from '../exact/linear-maps.js';
import { checkProblem } from '../problems/check-problem.js';
import { assertRunInput } from '../run-input.js';
import { createLeastScale } from './least-scale.js';
import { createMeasures, createValueForm } from './measures.js';
import { createGradientMoments } from './noise.js';
import { constantUnit, createSampledGradient } from './sampled-gradient.js';

/** What to compute beside the expectations. */
export interface ExpectationOptions {
  /**
   * Whether to report mean and covariance of xᵗ and mᵗ for every round; true by default. `totals` leaves the d² entries of the
   * covariances out, which in many dimensions take most of the memory.
   */
  readonly moments?: boolean | 'totals';
  /**
   * Whether to report rounds at all; true by default. Without them `rounds` is empty and only G, e₀ and the variance
   * summaries are made, which is several times faster: most of the time goes into bringing numbers to lowest terms.
   */
  readonly rounds?: boolean;
  /** Whether a round reports all its local steps; true by default. Without it `steps` holds the last one alone. */
  readonly localSteps?: boolean;
  /** Called as each round begins. */
  readonly onRound?: () => void;
}

/**
 * The exact expectation of a run over all its draws, without sampling and without rounding.
 *
 * Given the atoms, the augmented state z = (y, m, x_prev, 1) moves linearly, so its second moments obey
 *
 * $$ S \leftarrow \sum_j p_j\, M_j\, S\, M_j^T, \qquad S = \mathbb{E}\, z z^T, \qquad
 *    \mathbb{E}\lVert\nabla f(y)\rVert^2 = \operatorname{tr}(G\,S\,G^T),\quad G = [A, 0, 0, -b] $$
 *
 * Every oracle with finite support is covered: additive noise, multiplicative noise, correlation of g_f and g_h in a
 * snapshot draw; and every initialisation: a random m⁰ (`batch`) enters with its own second moment, `first-snapshot` uses
 * one atom twice. S is kept as whole numbers over one denominator; only +, −, × occur. A local step makes the block of y alone: 2d³
 * to 3d³ products of a long with a short number, and for each atom d² where its Hessian has rank one, as that of a row of least
 * squares; rank r takes about r times that.
 *
 * Standard deviations: those of xᵗ and mᵗ are in the moments (the root of `totalVariance`, and of each diagonal entry of
 * the covariance). That of f(xᵗ) needs fourth moments, which this recursion does not carry: `enumerateRun` has it for
 * tiny runs.
 *
 * @equation of the variant, in expectation
 * @param given - variant; problem with symmetric means and atoms that average to them; η > 0 (point²/value), a ∈ (0, 1],
 *   K ≥ 1 (1 for `sgd`), T ≥ 1, where η (also a local step) and a may be schedules; x⁰ and a given m⁰ in ℚᵈ; an initialisation that the variant has.
 * @returns expectations for every round and step, G, e₀, the oracle variances at the random iterates; all of them exact
 *   ratios in lowest terms.
 * @throws InputError for whatever of this does not hold.
 * @example
 * ```ts
 * import { expectRun } from 'auxopt/expectation';
 * import { parseExactNumber } from 'auxopt/exact';
 *
 * const number = parseExactNumber;
 * const affine = (matrix: string, vector: string) => ({ matrix: [[number(matrix)]], vector: [number(vector)] });
 * const none = { ...affine('0', '0'), constant: number('0') };
 * // g_f = 2x ± 1, h = 0: the momentum estimate takes its own first sample
 * const result = expectRun({
 *   variant: 'aux-mom',
 *   problem: {
 *     dimension: 1,
 *     target: { ...affine('2', '0'), constant: number('0') },
 *     auxiliary: none,
 *     snapshotAtoms: ['1', '-1'].map((noise) => ({
 *       probability: number('1/2'),
 *       target: affine('2', noise),
 *       auxiliary: none,
 *     })),
 *     localAtoms: [{ probability: number('1'), auxiliary: none }],
 *   },
 *   parameters: { stepSize: number('1/7'), momentumWeight: number('2/5'), localStepCount: 1, roundCount: 2 },
 *   initialization: { kind: 'first-snapshot' },
 *   startingPoint: [number('1')],
 * });
 * result.rounds[1]?.steps[0]?.targetValue; // E f(x²) = E (x²)² = 15669/60025
 * ```
 */
export function expectRun(
  given: ExpectationCase,
  { moments = true, rounds: keepsRounds = true, localSteps = true, onRound }: ExpectationOptions = {},
): ExpectationResult {
  const { variant, parameters } = given;
  const { roundCount, localStepCount } = parameters;
  const { problem, layout, stepsInSnapshot, hasCorrection } = prepareMoments(given);
  const state = createMoments(problem);

  const initialTargetValue = state.measure('targetValue');
  const hasError = problem.measures.correctionError !== undefined;
  const initialError = hasCorrection && hasError ? { initialError: state.measure('correctionError') } : {};
  const rounds: ExpectedRound[] = [];
  let own = problem.stepsAt(1);
  for (let t = 1; t <= roundCount; t += 1) {
    onRound?.();
    // constants have two kinds of rounds
    if (t === 2 || !isConstant(parameters)) own = problem.stepsAt(t);
    const snapshotVariance = state.note('snapshotVariance', keepsRounds);
    const targetVariance = state.note('targetVariance', keepsRounds);
    const steps: ExpectedStep[] = [];
    const takeStep = (step: number, made: MomentStep): void => {
      const isKept = keepsRounds && (localSteps || step === localStepCount);
      const squaredGradient = state.note('squaredGradient', isKept);
      const localVariance = state.note('localVariance', isKept);
      state.apply(made);
      if (squaredGradient === undefined || localVariance === undefined) return;
      steps.push({ step, squaredGradient, targetValue: state.measure('targetValue'), localVariance });
    };
    const takeSteps = (): void => {
      for (let k = stepsInSnapshot + 1; k <= localStepCount; k += 1) takeStep(k, own.local(k));
    };
    if (stepsInSnapshot === 1) takeStep(1, own.snapshot);
    else state.apply(own.snapshot);
    if (snapshotVariance === undefined || targetVariance === undefined) {
      takeSteps();
      continue;
    }
    const estimate = {
      ...(hasError ? { correctionError: state.measure('correctionError') } : {}),
      ...(hasError && layout.correction !== undefined && moments !== false
        ? { correction: state.moments(layout.correction, moments === true) }
        : {}),
    };
    takeSteps();
    rounds.push({
      round: t,
      steps,
      ...estimate,
      snapshotVariance,
      targetVariance,
      averageSquaredGradient: state.summaries.squaredGradient.average(),
      ...(moments !== false ? { iterate: state.moments(layout.point, moments === true) } : {}),
    });
  }
  const summarize = (name: 'snapshotVariance' | 'targetVariance' | 'localVariance') => ({
    maximum: state.summaries[name].maximum(),
    average: state.summaries[name].average(),
  });
  return {
    variant,
    initialTargetValue,
    ...initialError,
    rounds,
    averageSquaredGradient: state.summaries.squaredGradient.average(),
    snapshotVariance: summarize('snapshotVariance'),
    targetVariance: summarize('targetVariance'),
    localVariance: summarize('localVariance'),
  };
}

/** Second moments that are ready to move. */
interface PreparedMoments {
  readonly problem: MomentProblem;
  readonly layout: StateLayout;
  readonly stepsInSnapshot: 0 | 1;
  /** Whether there is an m⁰. */
  readonly hasCorrection: boolean;
}

/**
 * Checks a case and makes its steps.
 *
 * @throws InputError for what `expectRun` does not take.
 */
export function prepareMoments(given: ExpectationCase): PreparedMoments {
  const { variant, parameters, initialization, carry = ratioField.one } = given;
  assertRunInput(ratioField, variant, given, given.problem.dimension);
  const scale = createLeastScale(baseOfRun(given, [carry.denominator]));
  const { field } = scale;
  const problem = mapProblem(given.problem, field.fromRatio);
  checkProblem(field, problem, 'the problem');
  const { target, auxiliary, snapshotAtoms, localAtoms } = problem;
  const inField = mapParameters(parameters, field.fromRatio);
  const linearAt = (round: number, step: number) => {
    const { stepSize, momentumWeight } = parametersAt(inField, round);
    const parametersOfStep = { stepSize: valueAt(stepSize, step), momentumWeight };
    return createLinearSteps(field, variant, problem.dimension, parametersOfStep, field.fromRatio(carry));
  };
  const { layout, samples, stepsInSnapshot } = linearAt(1, 1);
  const targets = snapshotAtoms.map(({ probability, target: gradient }) => ({ probability, gradient }));
  const locals = localAtoms.map(({ probability, auxiliary: gradient }) => ({ probability, gradient }));
  const unit = constantUnit(scale, [
    ...snapshotAtoms.flatMap((atom) => [atom.target, atom.auxiliary]),
    ...locals.map(({ gradient }) => gradient),
  ]);
  const difference = subtractGradients(field, target, auxiliary);
  const gradients = {
    target: createSampledGradient(scale, unit, target, targets),
    difference: createSampledGradient(
      scale,
      unit,
      difference,
      snapshotAtoms.map((atom) => ({
        probability: atom.probability,
        gradient: subtractGradients(field, atom.target, atom.auxiliary),
      })),
      subtractGradients(field, difference, target), // −∇h, which atoms without noise in h share
    ),
    auxiliary: createSampledGradient(scale, unit, auxiliary, locals),
  };
  const start = createStartMoment(scale, layout, unit, problem, given);
  const noise = {
    snapshot: createGradientMoments(scale, gradients[samples]),
    local: createGradientMoments(scale, gradients.auxiliary),
  };
  const stepsAt = (round: number): MomentSteps => {
    const linear = linearAt(round, 1);
    const isOwnStart = round === 1 && initialization.kind === 'first-snapshot';
    const snapshot = isOwnStart ? linear.firstSnapshot : linear.snapshot;
    const localOf = ({ local }: typeof linear) =>
      createMomentStep(scale, layout, local, gradients.auxiliary, noise.local);
    const first = localOf(linear);
    const isSame = !isSchedule(parametersAt(inField, round).stepSize);
    return {
      snapshot: createMomentStep(scale, layout, snapshot, gradients[samples], noise.snapshot),
      local: (step) => (isSame || step === 1 ? first : localOf(linearAt(round, step))),
    };
  };
  return {
    problem: {
      scale,
      layout,
      unit,
      stepsAt,
      measures: createMeasures(
        scale,
        layout,
        variant,
        gradients,
        createValueForm(scale, layout, target, unit),
      ),
      start: start.entries,
    },
    layout,
    stepsInSnapshot,
    hasCorrection: start.hasCorrection,
  };
}
