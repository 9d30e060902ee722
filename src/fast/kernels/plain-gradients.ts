/** The plain kernel: row arrays and JavaScript. It runs everywhere, and the others are held to its bits. */
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
