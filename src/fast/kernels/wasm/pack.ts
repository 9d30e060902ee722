/** How a matrix lies in the memory of the WebAssembly kernels: the order in which they read it. */

/** M as rows. */
type Rows = readonly Float64Array[];

/** The doubles of a packed d×d matrix of which all is read: an odd last row gets a row of zeros beside it. */
export function denseSize(dimension: number): number {
  return dimension * (dimension + (dimension % 2));
}

/** The doubles of a packed symmetric d×d matrix of which half is read: d padded to a multiple of 4, panels of 4. */
export function symmetricSize(dimension: number): number {
  const padded = paddedToFour(dimension);
  return (padded * (padded + 4)) / 2;
}

/** d rounded up to a multiple of 4. */
export function paddedToFour(dimension: number): number {
  return 4 * Math.ceil(dimension / 4);
}

/** Writes M for `dense`: panels of two rows, column by column. `into` is 0 before. */
export function packDense(rows: Rows, into: Float64Array): void {
  const dimension = rows.length;
  let place = 0;
  for (let top = 0; top < dimension; top += 2) {
    for (let j = 0; j < dimension; j += 1) {
      into[place] = rows[top]?.[j] ?? 0;
      into[place + 1] = rows[top + 1]?.[j] ?? 0;
      place += 2;
    }
  }
}

/** Writes M for `symmetric`: panels of 4 columns from the diagonal down, two rows at a time. `into` is 0 before. */
export function packSymmetric(rows: Rows, into: Float64Array): void {
  const padded = paddedToFour(rows.length);
  let place = 0;
  for (let left = 0; left < padded; left += 4) {
    for (let i = left; i < padded; i += 2) {
      for (let j = left; j < left + 4; j += 1) {
        into[place] = rows[i]?.[j] ?? 0;
        into[place + 1] = rows[i + 1]?.[j] ?? 0;
        place += 2;
      }
    }
  }
}

/** M = Mᵀ, entry by entry. That 0 = −0 does no harm: no sum of a kernel sees the sign of a zero. */
export function isSymmetric(rows: Rows): boolean {
  return rows.every((row, i) => {
    for (let j = 0; j < i; j += 1) if (row[j] !== rows[j]?.[i]) return false;
    return true;
  });
}
