/** S ↦ Σ_j p_j M_j S M_jᵀ in doubles, the atoms folded into one matrix beforehand. */
import type { Matrix } from '../../../spec/algebra/index.js';

/** to ← the step of `from`, both n×n in one array, row by row. */
export type DoubleStep = (from: Float64Array, to: Float64Array) => void;

/**
 * The step as a function of S.
 *
 * Only entries (i, j) with i ≤ j are computed, each as a sum over the entries of S that it reads.
 *
 * @param matrices - M_j, n×n.
 * @param weights - p_j.
 */
export function createDoubleStep(
  matrices: readonly Matrix<number>[],
  weights: readonly number[],
): DoubleStep {
  const size = matrices[0]?.length ?? 0;
  const upper = Array.from({ length: size }, (_, i) =>
    Array.from({ length: size - i }, (_unused, offset) => [i, i + offset] as const),
  ).flat();
  const forms = upper.map(([i, j]) => {
    const sums = new Float64Array(size * size);
    matrices.forEach((matrix, atom) => {
      const [left, right, weight] = [matrix[i] ?? [], matrix[j] ?? [], weights[atom] ?? 0];
      left.forEach((a, k) => {
        if (a === 0) return;
        right.forEach((b, l) => {
          const position = Math.min(k, l) * size + Math.max(k, l);
          if (b !== 0) sums[position] = (sums[position] ?? 0) + weight * a * b;
        });
      });
    });
    const at = [...sums.keys()].filter((position) => sums[position] !== 0);
    return { i, j, at: Int32Array.from(at), by: Float64Array.from(at, (position) => sums[position] ?? 0) };
  });
  return (from, to) => {
    for (const { i, j, at, by } of forms) {
      let sum = 0;
      for (let c = 0; c < at.length; c += 1) sum += (by[c] as number) * (from[at[c] as number] as number);
      to[i * size + j] = sum;
      to[j * size + i] = sum;
    }
  };
}
