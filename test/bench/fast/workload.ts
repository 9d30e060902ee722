/** The workload of the fast rows: AuxMOM on a deterministic quadratic, as plain numbers that every peer can read. */
import { createStream, drawInteger } from '../../../src/problems/draws.js';

/** An affine gradient x ↦ M x − v, the matrix row by row. */
export interface PlainAffine {
  readonly matrix: Float64Array;
  readonly vector: Float64Array;
}

/** A run of AuxMOM with m⁰ = 0. */
export interface FastWorkload {
  readonly dimension: number;
  readonly roundCount: number;
  readonly localStepCount: number;
  readonly stepSize: number;
  readonly momentumWeight: number;
  readonly target: PlainAffine;
  readonly auxiliary: PlainAffine;
  readonly startingPoint: Float64Array;
}

/**
 * T = 50, K = 20, η = 1/1024: so small that after all steps a run is still under way, and whatever a peer does
 * differently shows in its x^T. B has a diagonal in [1/2, 1] and off-diagonal rows that sum to at most 1/4; A − B is at
 * most 1/10 in the same sense. So ‖I − ηB‖∞ < 1 and rounding errors do not grow, whatever the dimension: the bound that
 * results are compared within stays tight.
 */
export function createFastWorkload(dimension: number, momentumWeight = 0.25): FastWorkload {
  const [roundCount, localStepCount, stepSize] = [50, 20, 1 / 1024];
  const stream = createStream(2206, dimension);
  const draw = (bound: number): number => drawInteger(stream, -1024, 1024) * (bound / 1024);
  const vector = (): Float64Array => Float64Array.from({ length: dimension }, () => draw(1));
  const B = new Float64Array(dimension * dimension);
  const A = new Float64Array(dimension * dimension);
  for (let i = 0; i < dimension; i += 1) {
    for (let j = i; j < dimension; j += 1) {
      const b = i === j ? 0.75 + draw(0.25) : draw(0.25) / dimension;
      const a = b + (i === j ? draw(0.05) : draw(0.05) / dimension);
      B[i * dimension + j] = B[j * dimension + i] = b;
      A[i * dimension + j] = A[j * dimension + i] = a;
    }
  }
  return {
    dimension,
    roundCount,
    localStepCount,
    stepSize,
    momentumWeight,
    target: { matrix: A, vector: vector() },
    auxiliary: { matrix: B, vector: vector() },
    startingPoint: vector(),
  };
}

/** The doubles d, T, K, η, a, A, b, B, c, x⁰ in a row: what peers in other processes read. */
export function encodeFastWorkload(workload: FastWorkload): Uint8Array {
  const { dimension, roundCount, localStepCount, stepSize, momentumWeight } = workload;
  const { target, auxiliary, startingPoint } = workload;
  const parts = [
    [dimension, roundCount, localStepCount, stepSize, momentumWeight],
    target.matrix,
    target.vector,
    auxiliary.matrix,
    auxiliary.vector,
    startingPoint,
  ];
  const all = new Float64Array(parts.reduce((sum, part) => sum + part.length, 0));
  let at = 0;
  for (const part of parts) {
    all.set(part, at);
    at += part.length;
  }
  return new Uint8Array(all.buffer);
}
