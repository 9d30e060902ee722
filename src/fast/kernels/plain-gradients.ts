/** The kernels in JavaScript: row arrays, to whose bits the others are held, and ml-matrix. They run everywhere. */
import { Matrix } from 'ml-matrix';
import type { AffineGradients, AffineRows } from './affine-gradients.js';
import { rowProduct, writeAffine } from './row-product.js';

/** The gradients as they are, evaluated in JavaScript. */
export function createPlainGradients(gradients: readonly AffineRows[]): AffineGradients {
  return {
    write: (index, at, out) => {
      const { rows, vector } = gradients[index] as AffineRows;
      writeAffine(rows, vector, at, out);
    },
    multiply: (index, at, out) => {
      const { rows } = gradients[index] as AffineRows;
      for (let i = 0; i < rows.length; i += 1) out[i] = rowProduct(rows[i] as Float64Array, at);
    },
  };
}

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
