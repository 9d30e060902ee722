/** Random noise laws of a requested kind, at scales that matter: that of L, of δ, and of 1. */
import type { Vector } from '../../../spec/algebra/index.js';
import type { Ratio } from '../../exact/index.js';
import type { RandomGenerator } from '../draws/index.js';
import { decimalExponent, decimalRatio, isZeroRatio, multiplyRatios, zeroRatio } from './decimal-ratio.js';
import type {
  Deviation,
  LocalNoise,
  LocalNoiseKind,
  SnapshotNoise,
  SnapshotNoiseKind,
  Weights,
} from './noise-law.js';
import { createCaseStream, drawChance, drawNonzeroVector, drawOneOf } from './random-draws.js';
import type { RandomProblemOptions } from './random-options.js';
import type { CaseShape } from './random-shape.js';

/** Both noises of a case. */
export interface CaseNoise {
  readonly snapshot: SnapshotNoise;
  readonly local: LocalNoise;
}

/** Even, skewed and rare outcomes; all totals divide a power of 10. */
const pairs: readonly Weights[] = [
  [1, 1],
  [1, 1],
  [3, 1],
  [4, 1],
  [9, 1],
];
/** Three outcomes, whose covariance has rank 2. */
const triples: readonly Weights[] = [
  [2, 1, 1],
  [2, 2, 1],
  [3, 1, 1],
];

const snapshotKinds: readonly SnapshotNoiseKind[] = ['none', 'additive-independent', 'additive-correlated', 'additive-correlated', 'multiplicative', 'multiplicative']; // prettier-ignore
const localKinds: readonly LocalNoiseKind[] = ['none', 'none', 'additive', 'multiplicative'];

const noNoise: LocalNoise = { weights: [1], deviations: [] };

/** Draws the noise laws that the options leave open. */
export function drawNoise(
  seed: number,
  index: number,
  shape: CaseShape,
  options: RandomProblemOptions,
): CaseNoise {
  const stream = createCaseStream(seed, index, 'noise');
  const snapshotDraw = drawOneOf(stream, snapshotKinds);
  const localDraw = drawOneOf(stream, localKinds);
  // ρ ≠ 0 keeps correlated noise correlated.
  const correlation = multiplyRatios(
    decimalRatio(drawOneOf(stream, [1, -1]), 0),
    decimalRatio(drawOneOf(stream, [10, 9, 8, 5, 2]), 1),
  );
  const local = drawLocalNoise(stream, shape, options.localNoise ?? localDraw);
  const kind = options.snapshotNoise ?? snapshotDraw;
  return { local, snapshot: drawSnapshotNoise(stream, shape, kind, options.correlation ?? correlation) };
}

function drawLocalNoise(stream: RandomGenerator, shape: CaseShape, kind: LocalNoiseKind): LocalNoise {
  const weights = drawWeights(stream, shape, 4);
  const scale = drawScale(stream, shape);
  if (kind === 'none') return noNoise;
  const isMultiplicative = kind === 'multiplicative';
  return { weights, deviations: drawDeviations(stream, shape, weights, isMultiplicative, scale) };
}

function drawSnapshotNoise(
  stream: RandomGenerator,
  shape: CaseShape,
  kind: SnapshotNoiseKind,
  correlation: Ratio,
): SnapshotNoise {
  if (kind === 'none') return { weights: [1], target: [], auxiliary: [], correlation: zeroRatio };
  const isMultiplicative = kind === 'multiplicative';
  // Coupled laws have the square of the number of outcomes unless |ρ| = 1: three only now and then.
  const weights = drawWeights(stream, shape, 6);
  const draw = (): readonly Deviation[] =>
    drawDeviations(stream, shape, weights, isMultiplicative, drawScale(stream, shape));
  const target = draw();
  const own = draw();
  // The same noise in both gradients cancels in g_D; one-sided noise is what SGD sees.
  const relation = drawOneOf(stream, ['own', 'own', 'same', 'target-only', 'auxiliary-only'] as const);
  const none = target.map(({ vector }) => zeroDeviation(vector.length));
  const mustBeTwoSided = kind === 'additive-correlated';
  const rho = kind === 'additive-independent' ? zeroRatio : correlation;
  if (relation === 'target-only' && !mustBeTwoSided)
    return { weights, target, auxiliary: none, correlation: rho };
  if (relation === 'auxiliary-only' && !mustBeTwoSided)
    return { weights, target: none, auxiliary: own, correlation: rho };
  return { weights, target, auxiliary: relation === 'same' ? target : own, correlation: rho };
}

function drawWeights(stream: RandomGenerator, { dimension }: CaseShape, triplesOutOf: number): Weights {
  const isTriple = drawChance(stream, triplesOutOf);
  const [pair, triple] = [drawOneOf(stream, pairs), drawOneOf(stream, triples)];
  return isTriple && dimension > 1 ? triple : pair;
}

/** Decimal places of the unit of vectors and of matrices. */
interface Scale {
  readonly vectorPlaces: number;
  readonly matrixPlaces: number;
}

function drawScale(stream: RandomGenerator, { smoothness, similarityRatio }: CaseShape): Scale {
  const large = decimalExponent(smoothness);
  const difference = multiplyRatios(smoothness, similarityRatio);
  const small = isZeroRatio(difference) ? large - 1 : decimalExponent(difference);
  // Entries have one digit, so a unit a tenth or a hundredth of L makes noise that L-sized steps survive.
  return {
    vectorPlaces: drawOneOf(stream, [0, 1, 1, Math.min(3, 1 - small)]),
    matrixPlaces: drawOneOf(stream, [1 - large, 2 - large, 2 - large, 1 - small]),
  };
}

/** One deviation for each weight but the last; of additive noise the matrices are 0, of multiplicative noise none is. */
function drawDeviations(
  stream: RandomGenerator,
  { dimension }: CaseShape,
  weights: Weights,
  isMultiplicative: boolean,
  { vectorPlaces, matrixPlaces }: Scale,
): readonly Deviation[] {
  return weights.slice(1).map(() => {
    const entries = drawNonzeroVector(stream, dimension * dimension, 9, matrixPlaces);
    const shift = drawNonzeroVector(stream, dimension, 9, vectorPlaces);
    const isCentred = drawChance(stream, 3);
    const { matrix: zero, vector: origin } = zeroDeviation(dimension);
    if (!isMultiplicative) return { matrix: zero, vector: shift };
    return { matrix: toRows(entries, dimension), vector: isCentred ? origin : shift };
  });
}

function toRows(entries: Vector<Ratio>, width: number): readonly Vector<Ratio>[] {
  return Array.from({ length: width }, (_, i) => entries.slice(i * width, (i + 1) * width));
}

function zeroDeviation(dimension: number): Deviation {
  const vector = Array.from({ length: dimension }, () => zeroRatio);
  return { matrix: vector.map(() => vector), vector };
}
