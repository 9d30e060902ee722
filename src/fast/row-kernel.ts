/** The hot loop of a quadratic oracle: x ↦ M x − v on row arrays. */

/**
 * out ← M x − v.
 *
 * Four rows share every load of x, and two columns are taken at a time: four independent sums keep the processor's
 * adders busy, which a single sum cannot. Each entry is evaluated as
 *
 * $$ \bigl(((0 + (M_{i0}x_0 + M_{i1}x_1)) + (M_{i2}x_2 + M_{i3}x_3)) + \dots\bigr) - v_i, $$
 *
 * an odd last column being added by itself; the order depends on d alone, so a row has the same rounding wherever in
 * the matrix it stands.
 *
 * Lengths are not checked: the oracle checked them at the door. `out` must not be `x`.
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
    let sum0 = 0;
    let sum1 = 0;
    let sum2 = 0;
    let sum3 = 0;
    let j = 0;
    for (; j < pairedColumns; j += 2) {
      const even = x[j] as number;
      const odd = x[j + 1] as number;
      sum0 += (row0[j] as number) * even + (row0[j + 1] as number) * odd;
      sum1 += (row1[j] as number) * even + (row1[j + 1] as number) * odd;
      sum2 += (row2[j] as number) * even + (row2[j + 1] as number) * odd;
      sum3 += (row3[j] as number) * even + (row3[j + 1] as number) * odd;
    }
    if (j < dimension) {
      const last = x[j] as number;
      sum0 += (row0[j] as number) * last;
      sum1 += (row1[j] as number) * last;
      sum2 += (row2[j] as number) * last;
      sum3 += (row3[j] as number) * last;
    }
    out[i] = sum0 - (vector[i] as number);
    out[i + 1] = sum1 - (vector[i + 1] as number);
    out[i + 2] = sum2 - (vector[i + 2] as number);
    out[i + 3] = sum3 - (vector[i + 3] as number);
  }
  for (; i < dimension; i += 1) out[i] = rowProduct(rows[i] as Float64Array, x) - (vector[i] as number);
}

/** ⟨row, x⟩, in the order of {@link writeAffine}. */
export function rowProduct(row: Float64Array, x: Float64Array): number {
  const dimension = row.length;
  const pairedColumns = dimension - (dimension % 2);
  let sum = 0;
  let j = 0;
  for (; j < pairedColumns; j += 2) {
    sum += (row[j] as number) * (x[j] as number) + (row[j + 1] as number) * (x[j + 1] as number);
  }
  if (j < dimension) sum += (row[j] as number) * (x[j] as number);
  return sum;
}
