/** The exact expectation of a run: second moments, step by step. */
import { mapProblem } from '../../spec/model/index.js';
import {
  assertSharedScaleInputs,
  baseOfRun,
  createSharedScale,
  createVariantMaps,
  type RadixNumber,
  type Ratio,
} from '../exact/index.js';
import type { Matrix } from '../../spec/algebra/index.js';
import { checkProblem } from '../problems/index.js';
import type { ExpectationCase } from './expectation-case.js';
import type { ExpectationResult, ExpectedRound, ExpectedStep } from './expectation-result.js';
import { applyForm, createHalfVectorIndex, type HalfVectorForm } from './half-vector.js';
import { createMeasures } from './measures.js';
import { applyMomentMap, createMomentMap, type MomentMap } from './moment-map.js';
import { readMoments } from './read-moments.js';
import { createSummary, toRatio, type ScaledNumber } from './scaled-number.js';
import { createStartMoment } from './start-moment.js';

/** What to compute beside the expectations. */
export interface ExpectationOptions {
  /** Whether to report mean and covariance of xᵗ and mᵗ for every round; true by default. */
  readonly moments?: boolean;
  /**
   * Whether to report rounds at all; true by default. Without them `rounds` is empty and only G, e₀ and the variance
   * summaries are made, which is several times faster: most of the time goes into bringing numbers to lowest terms.
   */
  readonly rounds?: boolean;
  /** Whether a round reports all its local steps; true by default. Without it `steps` holds the last one alone. */
  readonly localSteps?: boolean;
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
 * one atom twice. S is kept as whole numbers over one power of one base on its upper half; only +, −, × occur.
 *
 * Standard deviations: those of xᵗ and mᵗ are in the moments (the root of `totalVariance`, and of each diagonal entry of
 * the covariance). That of f(xᵗ) needs fourth moments, which this recursion does not carry: `enumerateRun` has it for
 * tiny runs.
 *
 * @equation of the variant, in expectation
 * @param given - variant; problem with symmetric means and atoms that average to them; η > 0 (point²/value), a ∈ (0, 1],
 *   K ≥ 1 (1 for `sgd`), T ≥ 1; x⁰ and a given m⁰ in ℚᵈ; an initialisation that the variant has.
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
  { moments = true, rounds: keepsRounds = true, localSteps = true }: ExpectationOptions = {},
): ExpectationResult {
  const { variant, parameters, initialization } = given;
  assertSharedScaleInputs(variant, given);
  const scale = createSharedScale(baseOfRun(given));
  const { field } = scale;
  const problem = mapProblem(given.problem, field.fromRatio);
  checkProblem(field, problem, 'the problem');
  const maps = createVariantMaps(field, variant, problem, {
    stepSize: field.fromRatio(parameters.stepSize),
    momentumWeight: field.fromRatio(parameters.momentumWeight),
  });
  const { layout, stepsInSnapshot } = maps;
  const index = createHalfVectorIndex(layout.size);
  const measures = createMeasures(scale, index, layout, variant, problem);
  const snapshotProbabilities = problem.snapshotAtoms.map(({ probability }) => probability);
  const momentMap = (matrices: readonly Matrix<RadixNumber>[]): MomentMap =>
    createMomentMap(scale, index, matrices, snapshotProbabilities);
  const snapshotMap = momentMap(maps.snapshot);
  const firstMap = initialization.kind === 'first-snapshot' ? momentMap(maps.firstSnapshot()) : snapshotMap;
  const localMap = createMomentMap(
    scale,
    index,
    maps.local,
    problem.localAtoms.map(({ probability }) => probability),
  );

  const start = createStartMoment(scale, index, layout, problem, given);
  let places = Math.max(
    ...[snapshotMap, firstMap, localMap].map(({ leastPlaces }) => leastPlaces),
    ...start.entries.map(scale.placesOf),
  );
  const values = start.entries.map((value) => scale.over(value, places));
  const apply = (map: MomentMap): void => {
    applyMomentMap(scale, index, map, values, places);
    places += map.places;
  };
  const measure = (form: HalfVectorForm): ScaledNumber => ({
    numerator: applyForm(form, values),
    places: places + form.places,
  });
  const report = (form: HalfVectorForm): Ratio => toRatio(scale, measure(form));
  const momentsFrom = (from: number) => readMoments(scale, index, values, places, from, layout.dimension);

  const summaries = {
    squaredGradient: createSummary(scale),
    snapshotVariance: createSummary(scale),
    targetVariance: createSummary(scale),
    localVariance: createSummary(scale),
  };
  /** Measures and notes it in the summary of that name. */
  const note = (name: keyof typeof summaries): ScaledNumber => {
    const value = measure(measures[name]);
    summaries[name].add(value);
    return value;
  };

  const initialTargetValue = report(measures.targetValue);
  const { correctionError } = measures;
  const initialError =
    start.hasCorrection && correctionError !== undefined ? { initialError: report(correctionError) } : {};
  const rounds: ExpectedRound[] = [];
  for (let t = 1; t <= parameters.roundCount; t += 1) {
    const [snapshotVariance, targetVariance] = [note('snapshotVariance'), note('targetVariance')];
    const steps: ExpectedStep[] = [];
    const takeStep = (step: number, map: MomentMap): void => {
      const [squaredGradient, localVariance] = [note('squaredGradient'), note('localVariance')];
      apply(map);
      if (!keepsRounds || !(localSteps || step === parameters.localStepCount)) return;
      steps.push({
        step,
        squaredGradient: toRatio(scale, squaredGradient),
        targetValue: report(measures.targetValue),
        localVariance: toRatio(scale, localVariance),
      });
    };
    const takeSteps = (): void => {
      for (let k = stepsInSnapshot + 1; k <= parameters.localStepCount; k += 1) takeStep(k, localMap);
    };
    const roundMap = t === 1 ? firstMap : snapshotMap;
    if (stepsInSnapshot === 1) takeStep(1, roundMap);
    else apply(roundMap);
    if (!keepsRounds) {
      takeSteps();
      continue;
    }
    const estimate = {
      ...(correctionError === undefined ? {} : { correctionError: report(correctionError) }),
      ...(correctionError === undefined || layout.correction === undefined || !moments
        ? {}
        : { correction: momentsFrom(layout.correction) }),
    };
    takeSteps();
    rounds.push({
      round: t,
      steps,
      ...estimate,
      snapshotVariance: toRatio(scale, snapshotVariance),
      targetVariance: toRatio(scale, targetVariance),
      averageSquaredGradient: summaries.squaredGradient.average(),
      ...(moments ? { iterate: momentsFrom(layout.point) } : {}),
    });
  }
  const summarize = (name: keyof typeof summaries) => ({
    maximum: summaries[name].maximum(),
    average: summaries[name].average(),
  });
  return {
    variant,
    initialTargetValue,
    ...initialError,
    rounds,
    averageSquaredGradient: summaries.squaredGradient.average(),
    snapshotVariance: summarize('snapshotVariance'),
    targetVariance: summarize('targetVariance'),
    localVariance: summarize('localVariance'),
  };
}
