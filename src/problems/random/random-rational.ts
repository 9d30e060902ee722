/** Random cases with a non-convex rational target, each from its seed and index alone. */
import { algorithms, variantNames } from '../../../spec/algorithms/index.js';
import type { Vector } from '../../../spec/algebra/index.js';
import type { Initialization, VariantName } from '../../../spec/model/index.js';
import { createRatio, type Ratio } from '../../exact/index.js';
import { drawInteger, type RandomGenerator } from '../draws/index.js';
import { decimalRatio, zeroRatio } from './decimal-ratio.js';
import { pythagoreanAngle, type GivensTurn } from './givens.js';
import { snapshotDeviations, type Deviation, type LocalNoise, type SnapshotNoise } from './noise-law.js';
import { createCaseStream, drawChance, drawNonzeroVector, drawOneOf, drawVector } from './random-draws.js';
import type { EstimateStart } from './random-options.js';
import { buildRationalCase, type RationalBlueprint, type RationalCase } from './rational-case.js';
import { wellSmoothness, type Well } from './rational-wells.js';
import { stepSizeWithin } from './step-limit.js';

/** Wishes; what is left out is drawn. */
export interface RandomRationalOptions {
  /** All six where it is left out. */
  readonly variants?: readonly VariantName[];
  /** d: 1 or 2. */
  readonly dimension?: 1 | 2;
  /** Whether ∇D is affine, which MOM-2 asks for. */
  readonly affineDifference?: boolean;
  /** The kinds of initialisation to draw from; all of them where it is left out. */
  readonly initializations?: readonly EstimateStart[];
  /** Greatest number of atom sequences of the whole run; 1,000 where it is left out. */
  readonly maximumSequences?: number;
}

/** Digits grow by the degree of the gradients at every step, so only a few steps are affordable. */
const stepLimits = { affine: 4, wells: 3, plane: 2 } as const;

/**
 * Case `index` of the random rational functions of `seed`.
 *
 * $$f(x) = \sum_i \alpha_i\,\varphi\bigl(r_i(\langle q_i, x\rangle - s_i)\bigr),\quad \varphi(u) = \frac{u^2}{1 + u^2}$$
 *
 * f is not convex, L = 2 max αᵢrᵢ² and inf f = 0 are exact; h = f − D with D quadratic or a sum of wells and hills. The
 * run is so short that all atom sequences can be enumerated over ℚ: K·T ≤ 4, 3 or 2, less in two dimensions.
 *
 * @param seed - a whole number within ±(2⁵³ − 1).
 * @param index - a whole number; the case does not depend on how many others were drawn.
 * @returns the case, η ≤ 1/(2L), with its oracle.
 * @example
 * ```ts
 * import { createRationalField } from 'auxopt/exact';
 * import { createRandomRational } from 'auxopt/problems';
 *
 * const field = createRationalField();
 * const { createOracle, constants } = createRandomRational(1, 0);
 * const at = constants.minimizer.map(field.fromRatio);
 * createOracle(field).gradient({ function: 'f', draw: 'mean', atom: 0, at }); // 0: the minimiser is known
 * ```
 */
export function createRandomRational(
  seed: number,
  index: number,
  options: RandomRationalOptions = {},
): RationalCase {
  const stream = createCaseStream(seed, index, 'rational');
  const dimensionDraw = drawChance(stream, 4) ? 2 : 1;
  const affineDraw = drawChance(stream, 2);
  const dimension = options.dimension ?? dimensionDraw;
  const isAffine = options.affineDifference ?? affineDraw;
  const target = { turns: drawTurns(stream, dimension), wells: drawWells(stream, dimension, false) };
  const shared = drawChance(stream, 2) ? target.turns : drawTurns(stream, dimension);
  const difference: RationalBlueprint['difference'] = isAffine
    ? { kind: 'quadratic', turns: shared, spectrum: drawNonzeroVector(stream, dimension, 9, drawInteger(stream, 0, 3)), centre: drawVector(stream, dimension, 2, 0) } // prettier-ignore
    : { kind: 'wells', turns: shared, wells: drawWells(stream, dimension, true) };
  const snapshotNoise = drawSnapshot(stream, dimension);
  const localNoise = drawLocal(stream, dimension);
  const variant = drawOneOf(stream, options.variants ?? variantNames);
  const initialization = drawStart(stream, dimension, variant, options.initializations);
  const most = dimension === 2 ? stepLimits.plane : isAffine ? stepLimits.affine : stepLimits.wells;
  const initialDraws = initialization.kind === 'batch' ? initialization.size : 0;
  const snapshotCount = snapshotDeviations(snapshotNoise, dimension).length;
  const affordable = countPairs(most).filter(([steps, rounds]) => {
    const sequences =
      snapshotCount ** (rounds + initialDraws) * localNoise.weights.length ** (steps * rounds);
    return sequences <= (options.maximumSequences ?? 1000) && (variant !== 'sgd' || steps === 1);
  });
  const [localStepCount, roundCount] = affordable.length === 0 ? [1, 1] : drawOneOf(stream, affordable);
  return buildRationalCase({
    name: `random rational ${seed}/${index}`,
    dimension,
    target,
    difference,
    snapshotNoise,
    localNoise,
    variant,
    parameters: {
      stepSize: stepSizeWithin(wellSmoothness(target), drawOneOf(stream, [10, 10, 5, 2]), 1),
      momentumWeight: decimalRatio(drawInteger(stream, 1, 10), 1),
      localStepCount,
      roundCount,
    },
    initialization,
    startingPoint: drawVector(stream, dimension, 3, 0),
  });
}

/** All (K, T) with K·T ≤ most. */
function countPairs(most: number): readonly (readonly [steps: number, rounds: number])[] {
  const counts = Array.from({ length: most }, (_, i) => i + 1);
  return counts.flatMap((steps) =>
    counts.filter((rounds) => steps * rounds <= most).map((rounds) => [steps, rounds] as const),
  );
}

function drawTurns(stream: RandomGenerator, dimension: number): readonly GivensTurn<Ratio>[] {
  const isTurned = drawChance(stream, 2);
  return dimension === 2 && isTurned ? [{ plane: [0, 1], ...pythagoreanAngle(1) }] : [];
}

/** Wells of short numbers; of a difference also hills, which are shallower. */
function drawWells(stream: RandomGenerator, dimension: number, isDifference: boolean): readonly Well[] {
  return Array.from({ length: dimension }, () => {
    const sign = isDifference && drawChance(stream, 2) ? -1 : 1;
    return {
      depth: decimalRatio(sign * drawInteger(stream, 1, 5), isDifference ? drawInteger(stream, 0, 2) : 0),
      slope: createRatio(BigInt(drawOneOf(stream, [1, 1, 2])), BigInt(drawOneOf(stream, [1, 1, 2]))),
      centre: decimalRatio(drawInteger(stream, -2, 2), 0),
    };
  });
}

/** Two outcomes: additive noise, or noise that scales the gradient by a matrix (I + E). */
function drawDeviation(stream: RandomGenerator, dimension: number): Deviation {
  const vector = drawNonzeroVector(stream, dimension, 5, 1);
  const entries = drawNonzeroVector(stream, dimension * dimension, 5, 1);
  const isMultiplicative = drawChance(stream, 2);
  const origin = vector.map(() => zeroRatio);
  const rows = vector.map((_, i) => entries.slice(i * dimension, (i + 1) * dimension));
  return isMultiplicative ? { matrix: rows, vector: origin } : { matrix: rows.map(() => origin), vector };
}

function drawSnapshot(stream: RandomGenerator, dimension: number): SnapshotNoise {
  const weights = drawOneOf(stream, [[1], [1, 1], [1, 1], [3, 1]]);
  const own = drawDeviation(stream, dimension);
  const other = drawChance(stream, 3) ? own : drawDeviation(stream, dimension);
  // |ρ| = 1 keeps two atoms, ρ = 0 and ±½ make four.
  const correlation = createRatio(BigInt(drawOneOf(stream, [2, 2, 2, -2, -2, 1, -1, 0])), 2n);
  if (weights.length === 1) return { weights, target: [], auxiliary: [], correlation: zeroRatio };
  return { weights, target: [own], auxiliary: [other], correlation };
}

function drawLocal(stream: RandomGenerator, dimension: number): LocalNoise {
  const weights = drawOneOf(stream, [[1], [1], [1, 1], [3, 1]]);
  const deviation = drawDeviation(stream, dimension);
  return weights.length === 1 ? { weights, deviations: [] } : { weights, deviations: [deviation] };
}

function drawStart(
  stream: RandomGenerator,
  dimension: number,
  variant: VariantName,
  kinds: readonly EstimateStart[] = ['given', 'zero', 'exact', 'batch', 'first-snapshot'],
): Initialization<Ratio> {
  const kind = drawOneOf(stream, kinds);
  const correction: Vector<Ratio> = drawVector(stream, dimension, 9, 1);
  const size = drawInteger(stream, 1, 2);
  if (algorithms[variant].estimates === 'nothing') return { kind: 'none' };
  if (kind === 'given') return { kind, correction };
  return kind === 'batch' ? { kind, size } : { kind };
}
