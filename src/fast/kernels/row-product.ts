/** The hot loop of a quadratic oracle in plain JavaScript: x ↦ M x − v on row arrays. */

/**
 * out ← M x − v.
 *
 * Every row has two sums, so that the processor's adders overlap, and four rows share every load of x. Each entry is
 * evaluated as
 *
 * $$ \Bigl[\bigl((0 + M_{i0}x_0) + M_{i2}x_2\bigr) + \dots\Bigr] +
 *    \Bigl[\bigl((0 + M_{i1}x_1) + M_{i3}x_3\bigr) + \dots\Bigr] - v_i, $$
 *
 * every product rounded before it is added. The order depends on d alone, so a row has the same rounding wherever in
 * the matrix it stands. The WebAssembly kernels keep this order: which kernel ran shows in no bit of a result.
 *
 * Lengths are not checked: the oracle did that when it was made. `out` must not be `x`.
 *
 * @param rows - M as d rows of d doubles.
 * @param vector - v, d doubles.
 * @param x - the point, d doubles.
 * @param out - receives the d doubles of the result.
 */
export function writeAffine(
  rows: readonly Float64Array[],
  vector: Float64Array,
  x: Float64Array,
  out: Float64Array,
): void {
  const dimension = vector.length;
  const pairedColumns = dimension - (dimension % 2);
  const blockedRows = dimension - (dimension % 4);
  let i = 0;
  for (; i < blockedRows; i += 4) {
    const row0 = rows[i] as Float64Array;
    const row1 = rows[i + 1] as Float64Array;
    const row2 = rows[i + 2] as Float64Array;
    const row3 = rows[i + 3] as Float64Array;
    let even0 = 0;
    let even1 = 0;
    let even2 = 0;
    let even3 = 0;
    let odd0 = 0;
    let odd1 = 0;
    let odd2 = 0;
    let odd3 = 0;
    let j = 0;
    for (; j < pairedColumns; j += 2) {
      const xEven = x[j] as number;
      const xOdd = x[j + 1] as number;
      even0 += (row0[j] as number) * xEven;
      even1 += (row1[j] as number) * xEven;
      even2 += (row2[j] as number) * xEven;
      even3 += (row3[j] as number) * xEven;
      odd0 += (row0[j + 1] as number) * xOdd;
      odd1 += (row1[j + 1] as number) * xOdd;
      odd2 += (row2[j + 1] as number) * xOdd;
      odd3 += (row3[j + 1] as number) * xOdd;
    }
    if (j < dimension) {
      const last = x[j] as number;
      even0 += (row0[j] as number) * last;
      even1 += (row1[j] as number) * last;
      even2 += (row2[j] as number) * last;
      even3 += (row3[j] as number) * last;
    }
    out[i] = even0 + odd0 - (vector[i] as number);
    out[i + 1] = even1 + odd1 - (vector[i + 1] as number);
    out[i + 2] = even2 + odd2 - (vector[i + 2] as number);
    out[i + 3] = even3 + odd3 - (vector[i + 3] as number);
  }
  for (; i < dimension; i += 1) out[i] = rowProduct(rows[i] as Float64Array, x) - (vector[i] as number);
}

/** ⟨row, x⟩, in the order of {@link writeAffine}. */
export function rowProduct(row: Float64Array, x: Float64Array): number {
  const dimension = row.length;
  const pairedColumns = dimension - (dimension % 2);
  let even = 0;
  let odd = 0;
  let j = 0;
  for (; j < pairedColumns; j += 2) {
    even += (row[j] as number) * (x[j] as number);
    odd += (row[j + 1] as number) * (x[j + 1] as number);
  }
  if (j < dimension) even += (row[j] as number) * (x[j] as number);
  return even + odd;
}
