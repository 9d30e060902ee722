/** The fast exact engine: whole numbers over one shared power of one base, no gcd, no decimals. */
import type { AtomTape, VariantName } from '../../spec/model/index.js';
import { mapProblem } from '../../spec/model/index.js';
import { InputError } from '../errors.js';
import { applyIntegerRow, toIntegerMaps, type IntegerMaps } from './integer-map.js';
import { assertSharedScaleInputs } from './shared-scale-door.js';
import { createVariantMaps, type StateLayout } from './shared-scale-maps.js';
import { batchCorrection, deterministicCorrection } from './shared-scale-start.js';
import {
  baseOfRun,
  createSharedScale,
  type SharedScale,
  type SharedScaleInputs,
  type SharedVector,
} from './shared-scale.js';

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
  /** Whether to keep the local points; true by default. */
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
  { recordPoints = true }: SharedScaleOptions = {},
): SharedScaleTrace {
  assertSharedScaleInputs(variant, run);
  const { parameters, initialization, tape } = run;
  const scale = createSharedScale(baseOfRun(run));
  const problem = mapProblem(run.problem, scale.field.fromRatio);
  const variantMaps = createVariantMaps(scale.field, variant, problem, {
    stepSize: scale.field.fromRatio(parameters.stepSize),
    momentumWeight: scale.field.fromRatio(parameters.momentumWeight),
  });
  const { layout, stepsInSnapshot } = variantMaps;
  const snapshotMaps = toIntegerMaps(scale, variantMaps.snapshot);
  const firstMaps =
    initialization.kind === 'first-snapshot' ? toIntegerMaps(scale, variantMaps.firstSnapshot) : snapshotMaps;
  const localMaps = toIntegerMaps(scale, variantMaps.local);

  const state = startState(scale, variant, run, problem, layout);
  const take = (from: number): SharedVector => ({
    numerators: state.numerators.slice(from, from + layout.dimension),
    base: scale.base,
    places: state.places,
  });
  const estimate = (): { readonly correction?: SharedVector } =>
    layout.correction === undefined ? {} : { correction: take(layout.correction) };
  const { correction: initialCorrection } = initialization.kind === 'first-snapshot' ? {} : estimate();

  const rounds: SharedScaleRound[] = [];
  const localSteps = parameters.localStepCount - stepsInSnapshot;
  for (let t = 1; t <= parameters.roundCount; t += 1) {
    const draws = tape.rounds[t - 1];
    if (draws === undefined || draws.local.length < parameters.localStepCount) throw shortTape(t, parameters);
    const maps = t === 1 ? firstMaps : snapshotMaps;
    advance(state, maps, draws.snapshot, 'snapshot');
    mendIdle(state, maps, maps.factor);
    const points: SharedVector[] = [];
    if (recordPoints && stepsInSnapshot === 1) points.push(take(layout.point));
    const correction = estimate();
    for (let k = stepsInSnapshot; k < parameters.localStepCount; k += 1) {
      advance(state, localMaps, draws.local[k] ?? -1, 'local');
      if (recordPoints) points.push(take(layout.point));
    }
    // What no local step read catches up with the scale once a round.
    if (localSteps > 0) mendIdle(state, localMaps, scale.power(localMaps.places * localSteps));
    rounds.push({ ...correction, ...(recordPoints ? { points } : {}), iterate: take(layout.point) });
  }
  return { base: scale.base, ...(initialCorrection === undefined ? {} : { initialCorrection }), rounds };
}

/** The state: z·q^places. */
interface SharedState {
  readonly numerators: bigint[];
  places: number;
}

/** One step with the map of one atom; entries that the step does not read keep their old scale. */
function advance(state: SharedState, family: IntegerMaps, atom: number, draw: string): void {
  const { numerators } = state;
  const rows = family.maps[atom];
  if (rows === undefined) throw new RangeError(`the ${draw} oracle has no atom ${atom}`);
  const made = rows.map((row) => applyIntegerRow(row, numerators));
  for (const entry of family.kept) numerators[entry] = (numerators[entry] as bigint) * family.factor;
  rows.forEach(({ row }, index) => (numerators[row] = made[index] as bigint));
  state.places += family.places;
}

/** Brings the entries that a family never reads to the scale of the others. */
function mendIdle({ numerators }: SharedState, { idle }: IntegerMaps, factor: bigint): void {
  for (const entry of idle) numerators[entry] = (numerators[entry] as bigint) * factor;
}

function startState(
  scale: SharedScale,
  variant: VariantName,
  run: SharedScaleRun,
  problem: ReturnType<typeof mapProblem<Ratio, RadixNumber>>,
  layout: StateLayout,
): SharedState {
  throw new Error(String([scale, variant, run, problem, layout]));
}
