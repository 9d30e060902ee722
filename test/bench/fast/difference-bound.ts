/** How far apart two honest results of a fast workload can be: a bound that is derived, not chosen. */
import type { FastWorkload, PlainAffine } from './workload.js';

const unitRoundoff = 2 ** -53;

/** γₙ = nu/(1 − nu): no sum of products with at most n roundings a term is off by more, in any order, with or without FMA. */
function gamma(operations: number): number {
  return (operations * unitRoundoff) / (1 - operations * unitRoundoff);
}

/** ‖M‖∞, the greatest absolute row sum; `change` of entry (i, j) first. */
function rowSumNorm(
  matrix: Float64Array,
  dimension: number,
  change: (value: number, i: number, j: number) => number = (value) => value,
): number {
  let greatest = 0;
  for (let i = 0; i < dimension; i += 1) {
    let sum = 0;
    for (let j = 0; j < dimension; j += 1) sum += Math.abs(change(matrix[i * dimension + j] as number, i, j));
    greatest = Math.max(greatest, sum);
  }
  return greatest;
}

const largest = (vector: Float64Array): number =>
  vector.reduce((most, value) => Math.max(most, Math.abs(value)), 0);

/**
 * A bound of ‖x̂ − x̃‖∞ for the last iterates of two runs in doubles, however each of them orders its sums.
 *
 * Let e bound the errors of y and ε those of m, and Y ≥ ‖y‖∞, M ≥ ‖m‖∞ for exact and computed states. Then
 *
 * $$ e \leftarrow \lVert I - \eta B\rVert_\infty\, e + \eta\,\varepsilon + \gamma_2\,Y + \gamma_{d+6}\,\eta\,(\lVert B\rVert_\infty Y + \lVert c\rVert_\infty + M) $$
 *
 * and, with e of the snapshot, ε ← (1−a) ε + a‖A−B‖∞ e + γ_{2d+8}((1−a)M + a((‖A‖∞+‖B‖∞)Y + ‖b‖∞ + ‖c‖∞)). Two more
 * roundings a term than the operations have pay for the evaluation of the bound itself.
 */
export function differenceBound(workload: FastWorkload): number {
  const { dimension, roundCount, localStepCount, stepSize: eta, momentumWeight: a } = workload;
  const { target, auxiliary, startingPoint } = workload;
  const [normA, normB] = [target, auxiliary].map(({ matrix }) => rowSumNorm(matrix, dimension)) as [
    number,
    number,
  ];
  const difference = rowSumNorm(
    target.matrix,
    dimension,
    (value, i, j) => value - (auxiliary.matrix[i * dimension + j] as number),
  );
  const contraction = rowSumNorm(
    auxiliary.matrix,
    dimension,
    (value, i, j) => (i === j ? 1 : 0) - eta * value,
  );
  const constants = (part: PlainAffine): number => largest(part.vector);
  const [b, c] = [constants(target), constants(auxiliary)];
  const [stepRoundings, estimateRoundings] = [gamma(dimension + 6), gamma(2 * dimension + 8)];

  let [Y, M] = [largest(startingPoint), 0]; // of the exact run, by the same norms
  let [e, epsilon] = [0, 0];
  for (let t = 0; t < roundCount; t += 1) {
    const [computedM, computedX] = [M + epsilon, Y + e];
    epsilon =
      (1 - a) * epsilon +
      a * difference * e +
      estimateRoundings * ((1 - a) * computedM + a * ((normA + normB) * computedX + b + c));
    M = (1 - a) * M + a * (difference * Y + largestDifference(target.vector, auxiliary.vector));
    for (let k = 0; k < localStepCount; k += 1) {
      const [y, m] = [Y + e, M + epsilon];
      e = contraction * e + eta * epsilon + gamma(2) * y + stepRoundings * eta * (normB * y + c + m);
      Y = contraction * Y + eta * (M + c);
    }
  }
  return 2 * e;
}

/** max |left − right|, NaN where any entry is. */
function largestDifference(left: Float64Array, right: Float64Array): number {
  return left.reduce((most, value, i) => Math.max(most, Math.abs(value - (right[i] as number))), 0);
}

/** Why a result is not that of the workload; undefined where it is within the bound. */
export function fastDisagreement(
  workload: FastWorkload,
): (reference: Float64Array, result: Float64Array) => string | undefined {
  const bound = differenceBound(workload);
  return (reference, result) => {
    if (result.length !== reference.length) return `it gives ${result.length} numbers`;
    const worst = largestDifference(reference, result);
    // NaN is no number below the bound
    return worst <= bound
      ? undefined
      : `its xᵀ differs by ${worst.toExponential(2)}, rounding explains at most ${bound.toExponential(2)}`;
  };
}
