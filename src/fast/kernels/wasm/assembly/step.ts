/** The entry-by-entry part of a local step, with the bits of ../../../aux-mom.ts. */

/**
 * direction ← direction + correction, then point ← point − η direction.
 *
 * @param d - their number of entries. Where d is odd, one more is read and written: 0 stays 0.
 */
export function step(direction: usize, correction: usize, point: usize, stepSize: f64, d: usize): void {
  const eta = f64x2.splat(stepSize);
  const end = direction + d * 8;
  while (direction < end) {
    const corrected = f64x2.add(v128.load(direction), v128.load(correction));
    v128.store(direction, corrected);
    v128.store(point, f64x2.sub(v128.load(point), f64x2.mul(eta, corrected)));
    direction += 16;
    correction += 16;
    point += 16;
  }
}
