/** Where AuxMOM contracts: the spectral radius of a round without noise, and STAB at the point of the sliders. */
import { combineVerdicts, stabilityVerdict, type StabilityVerdict } from '../../../spec/theorems/stab.js';
import { createRationalField } from '../../../src/exact/index.js';
import type { NumberQuadratic, Stability } from './answer.js';
import { exact } from './exact.js';
import type { EigenPair } from './settings.js';

type Rows = number[][];

const size = 32;

/** The region, and the point in it. */
export function stabilityOf(
  target: NumberQuadratic,
  auxiliary: NumberQuadratic,
  { eta, a, K }: { readonly eta: string; readonly a: string; readonly K: number },
  verdict: StabilityVerdict | undefined,
): Stability {
  const [stepSize, weight] = [Number(eta), Number(a)];
  const A = target.matrix.map((row) => [...row]);
  const B = auxiliary.matrix.map((row) => [...row]);
  const largest = Math.max(...A.flat().map(Math.abs), ...B.flat().map(Math.abs));
  // Twice the present step, and at least beyond where gradient descent would diverge.
  const reach = Math.max(2 * stepSize, 2.5 / Math.max(largest, 1e-3));
  const etas = Array.from({ length: size }, (_, i) => (reach * (i + 0.5)) / size);
  const weights = Array.from({ length: size }, (_, i) => (i + 0.5) / size);
  const columns = etas.map((e) => localSteps(A, B, e, K));
  const radii = weights.flatMap((w) => columns.map((steps) => roundRadius(steps, w)));
  return {
    ...(verdict === undefined ? {} : { verdict }),
    factor: roundRadius(localSteps(A, B, stepSize, K), weight),
    grid: { etas, weights, radii },
    eta: stepSize,
    weight,
  };
}

/** What STAB says of the round, for exact eigenvalues. */
export function exactVerdict(
  pairs: readonly EigenPair[],
  { eta, a, K }: { readonly eta: string; readonly a: string; readonly K: number },
): StabilityVerdict {
  const field = createRationalField();
  return combineVerdicts(
    pairs.map(([targetEigenvalue, auxiliaryEigenvalue]) =>
      stabilityVerdict(field, {
        stepSize: exact(eta),
        momentumWeight: exact(a),
        localStepCount: K,
        targetEigenvalue,
        auxiliaryEigenvalue,
      }),
    ),
  );
}

/** What K local steps with one step size do: x ↦ Q x − S m, and S (A − B). */
interface LocalSteps {
  readonly Q: Rows;
  readonly S: Rows;
  readonly D: Rows;
  readonly SD: Rows;
}

/** Q = (I−ηB)ᴷ and S = η Σ (I−ηB)ʲ. */
function localSteps(A: Rows, B: Rows, eta: number, K: number): LocalSteps {
  const d = A.length;
  const step = B.map((row, i) => row.map((entry, j) => (i === j ? 1 : 0) - eta * entry));
  let Q = identity(d);
  let S = zerosOf(d);
  for (let k = 0; k < K; k += 1) {
    S = S.map((row, i) => row.map((entry, j) => entry + eta * (Q[i]?.[j] ?? 0)));
    Q = times(step, Q);
  }
  const D = A.map((row, i) => row.map((entry, j) => entry - (B[i]?.[j] ?? 0)));
  return { Q, S, D, SD: times(S, D) };
}

/** The spectral radius of (x, m) ↦ (Qx − Sm⁺, m⁺), m⁺ = (1−a)m + a(A−B)x. */
function roundRadius({ Q, S, D, SD }: LocalSteps, a: number): number {
  const d = Q.length;
  const M = new Float64Array(4 * d * d);
  for (let i = 0; i < d; i += 1) {
    for (let j = 0; j < d; j += 1) {
      M[i * 2 * d + j] = (Q[i]?.[j] ?? 0) - a * (SD[i]?.[j] ?? 0);
      M[i * 2 * d + d + j] = -(1 - a) * (S[i]?.[j] ?? 0);
      M[(i + d) * 2 * d + j] = a * (D[i]?.[j] ?? 0);
      M[(i + d) * 2 * d + d + j] = i === j ? 1 - a : 0;
    }
  }
  return spectralRadius(M, 2 * d);
}

const doublings = 10;

/** lim ‖Mⁿ‖^{1/n} by repeated squaring, scaled so that nothing overflows; n = 2¹⁰. Row by row, `size` rows. */
export function spectralRadius(M: Float64Array, size: number): number {
  let power = M;
  let logarithm = 0;
  for (let n = 0; n < doublings; n += 1) {
    const scale = largestEntry(power);
    if (scale === 0) return 0;
    if (!Number.isFinite(scale)) return Infinity;
    logarithm = 2 * (logarithm + Math.log(scale));
    power = square(power, size, scale);
  }
  return Math.exp((logarithm + Math.log(Math.max(largestEntry(power), Number.MIN_VALUE))) / 2 ** doublings);
}

/** (M/scale)². */
function square(M: Float64Array, size: number, scale: number): Float64Array {
  const result = new Float64Array(size * size);
  const factor = 1 / scale / scale;
  for (let i = 0; i < size; i += 1) {
    for (let j = 0; j < size; j += 1) {
      let sum = 0;
      for (let k = 0; k < size; k += 1) sum += (M[i * size + k] as number) * (M[k * size + j] as number);
      result[i * size + j] = sum * factor;
    }
  }
  return result;
}

function largestEntry(M: Float64Array): number {
  let largest = 0;
  for (const entry of M) largest = Math.max(largest, Math.abs(entry));
  return largest;
}

const identity = (d: number): Rows =>
  Array.from({ length: d }, (_, i) => Array.from({ length: d }, (_unused, j) => (i === j ? 1 : 0)));
const zerosOf = (d: number): Rows => Array.from({ length: d }, () => Array.from({ length: d }, () => 0));
const times = (left: Rows, right: Rows): Rows =>
  left.map((row) =>
    (right[0] ?? []).map((_, j) => row.reduce((sum, entry, k) => sum + entry * (right[k]?.[j] ?? 0), 0)),
  );
