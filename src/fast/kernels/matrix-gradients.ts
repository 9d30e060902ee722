/** The ml-matrix kernel: the products and differences of the library, nothing else. Portable, and slower than the others. */
import { Matrix } from 'ml-matrix';
import type { AffineGradients, AffineRows } from './affine-gradients.js';

/**
 * The gradients by `mmul` and `sub` of ml-matrix. Columns are summed in ascending order, one after the other, so the last
 * bits differ from those of the other kernels. Each gradient allocates its vectors.
 */
export function createMatrixGradients(gradients: readonly AffineRows[]): AffineGradients {
  const matrices = new Map<AffineRows['rows'], Matrix>();
  for (const { rows } of gradients) if (!matrices.has(rows)) matrices.set(rows, new Matrix([...rows]));
  const vectors = gradients.map(({ vector }) => Matrix.columnVector(vector));
  const product = (index: number, at: Float64Array): Matrix =>
    (matrices.get((gradients[index] as AffineRows).rows) as Matrix).mmul(Matrix.columnVector(at));
  return {
    write: (index, at, out) => {
      out.set(
        product(index, at)
          .sub(vectors[index] as Matrix)
          .to1DArray(),
      );
    },
    multiply: (index, at, out) => {
      out.set(product(index, at).to1DArray());
    },
  };
}
