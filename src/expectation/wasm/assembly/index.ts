// A stage of rows over limbs, in pairs of doubles. Compiled by AssemblyScript into ../kernel-bytes.ts.
//
// rows: 12 bytes each: address of the target, address of the first term, number of terms.
// terms: 16 bytes each: the digit in binary64, the address of the lowest limb that it multiplies, 4 bytes unused.
// Each row is made 8 limbs at a time, so numbers have a multiple of 8 limbs.

/** Every limb keeps its remainder by the base and gives the quotient to the next one. */
export function runStage(rows: usize, rowCount: i32, blockCount: i32, base: f64): void {
  const bases = f64x2.splat(base);
  const inverses = f64x2.splat(1.0 / base);
  const end = (<usize>blockCount) << 6;
  for (let row = rows, last = rows + <usize>rowCount * 12; row < last; row += 12) {
    const target = <usize>load<u32>(row);
    const firstTerm = <usize>load<u32>(row, 4);
    const endTerm = firstTerm + ((<usize>load<u32>(row, 8)) << 4);
    let carry = f64x2.splat(0);
    for (let offset: usize = 0; offset < end; offset += 64) {
      let a = f64x2.splat(0);
      let b = f64x2.splat(0);
      let c = f64x2.splat(0);
      let d = f64x2.splat(0);
      for (let term = firstTerm; term < endTerm; term += 16) {
        const digit = v128.load64_splat(term);
        const source = <usize>load<u32>(term, 8) + offset;
        a = f64x2.add(a, f64x2.mul(digit, v128.load(source)));
        b = f64x2.add(b, f64x2.mul(digit, v128.load(source, 16)));
        c = f64x2.add(c, f64x2.mul(digit, v128.load(source, 32)));
        d = f64x2.add(d, f64x2.mul(digit, v128.load(source, 48)));
      }
      const ah = f64x2.nearest(f64x2.mul(a, inverses));
      const bh = f64x2.nearest(f64x2.mul(b, inverses));
      const ch = f64x2.nearest(f64x2.mul(c, inverses));
      const dh = f64x2.nearest(f64x2.mul(d, inverses));
      const to = target + offset;
      // (last of the pair before, first of this pair): the quotients, one limb up
      v128.store(to, f64x2.add(f64x2.sub(a, f64x2.mul(ah, bases)), v128.shuffle<f64>(carry, ah, 1, 2)));
      v128.store(to, f64x2.add(f64x2.sub(b, f64x2.mul(bh, bases)), v128.shuffle<f64>(ah, bh, 1, 2)), 16);
      v128.store(to, f64x2.add(f64x2.sub(c, f64x2.mul(ch, bases)), v128.shuffle<f64>(bh, ch, 1, 2)), 32);
      v128.store(to, f64x2.add(f64x2.sub(d, f64x2.mul(dh, bases)), v128.shuffle<f64>(ch, dh, 1, 2)), 48);
      carry = dh;
    }
  }
}
