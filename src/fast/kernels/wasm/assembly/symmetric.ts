/**
 * out ← M x − v for a symmetric matrix of which half is read, again with the bits of `writeAffine`.
 *
 * M is packed into panels of four columns, each from the diagonal down and two rows at a time (../pack.ts). An entry
 * m_ij below the diagonal serves twice: for row i as m_ij x_j, for row j as m_ji x_i. Panels ascend, and so do the rows
 * in them, so every row meets its columns in ascending order, the even ones in one sum and the odd ones in another.
 *
 * While a row waits for its panel, its two sums stand in `sums`: (even, even), (odd, odd) of two rows.
 * d is padded to n, a multiple of 4, with zeros in M and x: they add +0 to a sum, which changes no bit of it.
 */

/**
 * @param sums - scratch of 2n entries.
 * @param d - the number of entries of x, v and out; v and out have room for n, and so has x, where the rest is 0. The
 *   rest of out is left 0.
 */
export function symmetric(matrix: usize, vector: usize, x: usize, out: usize, sums: usize, d: usize): void {
  const n = (d + 3) & ~3;
  const xEnd = x + n * 8;
  const outEnd = out + d * 8;
  memory.fill(sums, 0, n * 16);
  while (x < xEnd) {
    matrix = panel(matrix, vector, x, out, sums, xEnd);
    vector += 32;
    x += 32;
    out += 32;
    sums += 64;
  }
  for (let rest = outEnd; rest < out; rest += 8) store<f64>(rest, 0);
}

/** (sum + m x) + m′ x′: two rows, two even or two odd columns. */
function addTerms(sum: v128, m0: v128, x0: v128, m1: v128, x1: v128): v128 {
  return f64x2.add(f64x2.add(sum, f64x2.mul(m0, x0)), f64x2.mul(m1, x1));
}

/** (even, odd) of each of two rows become their sums, less v. */
function finish(row0: v128, row1: v128, vector: usize, out: usize): void {
  const even = v128.shuffle<f64>(row0, row1, 0, 2);
  const odd = v128.shuffle<f64>(row0, row1, 1, 3);
  v128.store(out, f64x2.sub(f64x2.add(even, odd), v128.load(vector)));
}

/** One panel, after which its four rows are complete; returns where the next one starts. */
function panel(m: usize, vector: usize, x: usize, out: usize, sums: usize, xEnd: usize): usize {
  const x0 = v128.load_splat<f64>(x);
  const x1 = v128.load_splat<f64>(x, 8);
  const x2 = v128.load_splat<f64>(x, 16);
  const x3 = v128.load_splat<f64>(x, 24);
  // the square on the diagonal is stored whole
  const even01 = addTerms(v128.load(sums), v128.load(m), x0, v128.load(m, 32), x2);
  const odd01 = addTerms(v128.load(sums, 16), v128.load(m, 16), x1, v128.load(m, 48), x3);
  const even23 = addTerms(v128.load(sums, 32), v128.load(m, 64), x0, v128.load(m, 96), x2);
  const odd23 = addTerms(v128.load(sums, 48), v128.load(m, 80), x1, v128.load(m, 112), x3);
  let row0 = v128.shuffle<f64>(even01, odd01, 0, 2);
  let row1 = v128.shuffle<f64>(even01, odd01, 1, 3);
  let row2 = v128.shuffle<f64>(even23, odd23, 0, 2);
  let row3 = v128.shuffle<f64>(even23, odd23, 1, 3);
  m += 128;
  sums += 64;
  for (let xBelow = x + 32; xBelow < xEnd; xBelow += 16) {
    const at = v128.load(xBelow);
    const m0 = v128.load(m);
    const m1 = v128.load(m, 16);
    const m2 = v128.load(m, 32);
    const m3 = v128.load(m, 48);
    v128.store(sums, addTerms(v128.load(sums), m0, x0, m2, x2));
    v128.store(sums, addTerms(v128.load(sums, 16), m1, x1, m3, x3), 16);
    row0 = f64x2.add(row0, f64x2.mul(m0, at));
    row1 = f64x2.add(row1, f64x2.mul(m1, at));
    row2 = f64x2.add(row2, f64x2.mul(m2, at));
    row3 = f64x2.add(row3, f64x2.mul(m3, at));
    m += 64;
    sums += 32;
  }
  finish(row0, row1, vector, out);
  finish(row2, row3, vector + 16, out + 16);
  return m;
}
