/** The fast exact engine: whole numbers over one shared power of one base, no gcd, no decimals. */
import { algorithms } from '../../spec/algorithms/index.js';
import { mapProblem, type AtomTape, type RoundDraws, type VariantName } from '../../spec/model/index.js';
import type { Matrix } from '../../spec/algebra/index.js';
import { assertRunInput, assertTape } from '../run-input.js';
import { toIntegerMaps } from './integer-map.js';
import type { RadixNumber } from './radix-field.js';
import { createVariantMaps } from './shared-scale-maps.js';
import { batchCorrection, deterministicCorrection } from './shared-scale-start.js';
import { augmentedState, createSharedState, type SharedState } from './shared-scale-state.js';
import { usedDraws } from './record-run.js';
import { ratioField } from './ratio-field.js';
import { advance, toStepFamily, type StepFamily } from './shared-scale-steps.js';
import { baseOfRun, createSharedScale, type SharedScaleInputs, type SharedVector } from './shared-scale.js';

/** Everything a shared-scale run needs: a problem in ratios, not an oracle, because its matrices become integers. */
export interface SharedScaleRun extends SharedScaleInputs {
  readonly tape: AtomTape;
}

/** One round. */
export interface SharedScaleRound {
  /** mᵗ, or uᵗ for the -target variants; absent for `naive` and `sgd`. */
  readonly correction?: SharedVector;
  /** y^{t,1}, …, y^{t,K}; absent where they were not asked for. */
  readonly points?: readonly SharedVector[];
  /** xᵗ. */
  readonly iterate: SharedVector;
}

/** A whole run. */
export interface SharedScaleTrace {
  /** q. */
  readonly base: bigint;
  /** m⁰, where the initialisation sets one. */
  readonly initialCorrection?: SharedVector;
  /** Rounds t = 1 … T. */
  readonly rounds: readonly SharedScaleRound[];
}

/** What to keep of a run. */
export interface SharedScaleOptions {
  /**
   * Whether to keep the local points; true by default.
   */
  readonly recordPoints?: boolean;
}

/**
 * Runs a variant on a quadratic problem exactly, in whole numbers.
 *
 * $$ q^{s+p}\, z' = (q^p M)\,(q^s z) $$
 *
 * All entries of the state z = (y, m, x_prev, 1) are whole numbers over one power q^s of one base q; a step multiplies by
 * the integer matrix q^p M of its atom and raises s by p. Nothing is reduced on the way, so a step costs a few products
 * of a long and a short whole number. The result equals that of `runExact` to the last digit.
 *
 * @equation of the variant, as in `runExact`
 * @param variant - which algorithm.
 * @param run - problem, η > 0 (point²/value), a ∈ (0, 1], K ≥ 1 (1 for `sgd`), T ≥ 1, x⁰ and a given m⁰ in ℚᵈ, an
 *   initialisation that the variant has, and a tape that is long enough. Any denominators.
 * @returns every mᵗ, xᵗ and, where asked for, y^{t,k}, exactly; {@link sharedRatios} makes ratios of them.
 * @throws InputError for whatever of this does not hold.
 * @example
 * ```ts
 * import { parseExactNumber, runSharedScale, sharedRatios } from 'auxopt/exact';
 *
 * const number = parseExactNumber;
 * const target = { matrix: [[number('1')]], vector: [number('0')], constant: number('0') };
 * const auxiliary = { matrix: [[number('2')]], vector: [number('0')], constant: number('0') };
 * const trace = runSharedScale('aux-mom', {
 *   problem: {
 *     dimension: 1,
 *     target,
 *     auxiliary,
 *     snapshotAtoms: [{ probability: number('1'), target, auxiliary }],
 *     localAtoms: [{ probability: number('1'), auxiliary }],
 *   },
 *   parameters: { stepSize: number('0.1'), momentumWeight: number('1'), localStepCount: 2, roundCount: 1 },
 *   initialization: { kind: 'zero' },
 *   startingPoint: [number('1')],
 *   tape: { initial: [], rounds: [{ snapshot: 0, local: [0, 0] }] },
 * });
 * trace.rounds.map(({ iterate }) => sharedRatios(iterate)); // [[{ numerator: 41n, denominator: 50n }]], that is 0.82
 * ```
 */
export function runSharedScale(
  variant: VariantName,
  run: SharedScaleRun,
  options: SharedScaleOptions = {},
): SharedScaleTrace {
  return prepareSharedScale(variant, run)(run.tape, options);
}

/** A run whose maps are whole numbers already: give it a tape. */
export type PreparedSharedScale = (tape: AtomTape, options?: SharedScaleOptions) => SharedScaleTrace;

/**
 * Does once what runs with different draws share: checks the inputs and makes whole numbers of the maps.
 *
 * @returns a function from a tape to the run that {@link runSharedScale} describes.
 * @throws InputError as {@link runSharedScale} does; for the tape, when it is given.
 */
export function prepareSharedScale(variant: VariantName, inputs: SharedScaleInputs): PreparedSharedScale {
  assertRunInput(ratioField, variant, inputs, inputs.problem.dimension);
  const { parameters, initialization, startingPoint } = inputs;
  const { snapshotAtoms, localAtoms } = inputs.problem;
  const atomCounts = { snapshotAtomCount: snapshotAtoms.length, localAtomCount: localAtoms.length };
  const { localStepCount, roundCount } = parameters;
  const scale = createSharedScale(baseOfRun(inputs));
  const { field } = scale;
  const problem = mapProblem(inputs.problem, field.fromRatio);
  const maps = createVariantMaps(field, variant, problem, {
    stepSize: field.fromRatio(parameters.stepSize),
    momentumWeight: field.fromRatio(parameters.momentumWeight),
  });
  const { layout, stepsInSnapshot } = maps;
  const keepsEstimate = algorithms[variant].estimates !== 'nothing';
  const prepare = (matrices: readonly Matrix<RadixNumber>[]): StepFamily =>
    toStepFamily(toIntegerMaps(scale, matrices));
  const [snapshotSteps, localSteps] = [prepare(maps.snapshot), prepare(maps.local)];
  const isFirstSnapshot = initialization.kind === 'first-snapshot';
  const firstSteps = isFirstSnapshot ? prepare(maps.firstSnapshot()) : snapshotSteps;

  /** z before round 1: x⁰, and m⁰ by the kind of initialisation. */
  const startFor = (tape: AtomTape): SharedState => {
    const correction =
      initialization.kind === 'batch'
        ? batchCorrection(field, variant, problem, startingPoint, tape.initial)
        : deterministicCorrection(field, variant, problem, inputs);
    return createSharedState(
      scale,
      augmentedState(field, layout, startingPoint.map(field.fromRatio), correction),
    );
  };

  return (tape, { recordPoints = true } = {}) => {
    assertTape(usedDraws({ tape, initialization }), parameters, initialization, atomCounts);
    const state = startFor(tape);
    const take = (from: number): SharedVector => ({
      numerators: state.numerators.slice(from, from + layout.dimension),
      base: scale.base,
      places: state.places,
    });
    const estimate = (): { readonly correction?: SharedVector } =>
      layout.correction === undefined || !keepsEstimate ? {} : { correction: take(layout.correction) };
    const { correction: initialCorrection } = isFirstSnapshot ? {} : estimate();

    const rounds: SharedScaleRound[] = [];
    for (let t = 1; t <= roundCount; t += 1) {
      const draws = tape.rounds[t - 1] as RoundDraws;
      const points: SharedVector[] = [];
      const recordPoint = (): void => {
        if (recordPoints) points.push(take(layout.point));
      };
      advance(state, t === 1 ? firstSteps : snapshotSteps, [draws.snapshot], 'snapshot');
      const correction = estimate();
      if (stepsInSnapshot === 1) recordPoint();
      const atoms = draws.local.slice(stepsInSnapshot, localStepCount);
      advance(state, localSteps, atoms, 'local', recordPoint);
      rounds.push({ ...correction, ...(recordPoints ? { points } : {}), iterate: take(layout.point) });
    }
    return { base: scale.base, ...(initialCorrection === undefined ? {} : { initialCorrection }), rounds };
  };
}
