/**
 * out ← M x − v for any d×d matrix, in the order of `writeAffine` (../../row-product.ts), so with its very bits.
 *
 * M is packed into panels of two rows, each column by column (../pack.ts): the two lanes of a v128 are two rows, and each
 * row has the two sums that it has in plain JavaScript, that of the even and that of the odd columns. Eight rows go
 * through memory in four streams side by side, which the processor fetches ahead better than one. A lane beyond the
 * last row holds zeros; what comes of it is overwritten by 0.
 */

/** @param d - the number of entries of x, v and out; v and out have room for one more, and that of out is left 0. */
export function dense(matrix: usize, vector: usize, x: usize, out: usize, d: usize): void {
  const end = out + d * 8;
  while (out + 56 <= end) {
    panelsOf8(matrix, vector, x, out, d);
    matrix += d * 64;
    vector += 64;
    out += 64;
  }
  if (out + 24 <= end) {
    panelsOf4(matrix, vector, x, out, d);
    matrix += d * 32;
    vector += 32;
    out += 32;
  }
  while (out < end) {
    panelOf2(matrix, vector, x, out, d);
    matrix += d * 16;
    vector += 16;
    out += 16;
  }
  if (out > end) store<f64>(end, 0);
}

/** sum + m·x of two rows. */
function addTerm(sum: v128, m: usize, x: v128): v128 {
  return f64x2.add(sum, f64x2.mul(v128.load(m), x));
}

/** out ← (even + odd) − v of two rows. */
function finish(even: v128, odd: v128, vector: usize, out: usize): void {
  v128.store(out, f64x2.sub(f64x2.add(even, odd), v128.load(vector)));
}

function panelsOf8(m0: usize, vector: usize, x: usize, out: usize, d: usize): void {
  let m1 = m0 + d * 16;
  let m2 = m1 + d * 16;
  let m3 = m2 + d * 16;
  let even0 = f64x2.splat(0);
  let even1 = f64x2.splat(0);
  let even2 = f64x2.splat(0);
  let even3 = f64x2.splat(0);
  let odd0 = f64x2.splat(0);
  let odd1 = f64x2.splat(0);
  let odd2 = f64x2.splat(0);
  let odd3 = f64x2.splat(0);
  const pairsEnd = x + (d & ~1) * 8;
  while (x < pairsEnd) {
    const xEven = v128.load_splat<f64>(x);
    const xOdd = v128.load_splat<f64>(x, 8);
    even0 = addTerm(even0, m0, xEven);
    even1 = addTerm(even1, m1, xEven);
    even2 = addTerm(even2, m2, xEven);
    even3 = addTerm(even3, m3, xEven);
    odd0 = addTerm(odd0, m0 + 16, xOdd);
    odd1 = addTerm(odd1, m1 + 16, xOdd);
    odd2 = addTerm(odd2, m2 + 16, xOdd);
    odd3 = addTerm(odd3, m3 + 16, xOdd);
    m0 += 32;
    m1 += 32;
    m2 += 32;
    m3 += 32;
    x += 16;
  }
  if (d & 1) {
    const last = v128.load_splat<f64>(x);
    even0 = addTerm(even0, m0, last);
    even1 = addTerm(even1, m1, last);
    even2 = addTerm(even2, m2, last);
    even3 = addTerm(even3, m3, last);
  }
  finish(even0, odd0, vector, out);
  finish(even1, odd1, vector + 16, out + 16);
  finish(even2, odd2, vector + 32, out + 32);
  finish(even3, odd3, vector + 48, out + 48);
}

function panelsOf4(m0: usize, vector: usize, x: usize, out: usize, d: usize): void {
  let m1 = m0 + d * 16;
  let even0 = f64x2.splat(0);
  let even1 = f64x2.splat(0);
  let odd0 = f64x2.splat(0);
  let odd1 = f64x2.splat(0);
  const pairsEnd = x + (d & ~1) * 8;
  while (x < pairsEnd) {
    const xEven = v128.load_splat<f64>(x);
    const xOdd = v128.load_splat<f64>(x, 8);
    even0 = addTerm(even0, m0, xEven);
    even1 = addTerm(even1, m1, xEven);
    odd0 = addTerm(odd0, m0 + 16, xOdd);
    odd1 = addTerm(odd1, m1 + 16, xOdd);
    m0 += 32;
    m1 += 32;
    x += 16;
  }
  if (d & 1) {
    const last = v128.load_splat<f64>(x);
    even0 = addTerm(even0, m0, last);
    even1 = addTerm(even1, m1, last);
  }
  finish(even0, odd0, vector, out);
  finish(even1, odd1, vector + 16, out + 16);
}

function panelOf2(m: usize, vector: usize, x: usize, out: usize, d: usize): void {
  let even = f64x2.splat(0);
  let odd = f64x2.splat(0);
  const pairsEnd = x + (d & ~1) * 8;
  while (x < pairsEnd) {
    even = addTerm(even, m, v128.load_splat<f64>(x));
    odd = addTerm(odd, m + 16, v128.load_splat<f64>(x, 8));
    m += 32;
    x += 16;
  }
  if (d & 1) even = addTerm(even, m, v128.load_splat<f64>(x));
  finish(even, odd, vector, out);
}
