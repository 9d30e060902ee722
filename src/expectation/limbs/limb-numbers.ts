/** Between limbs and whole numbers. */
import type { LimbFormat } from './limb-format.js';

const zeroCode = 48; // '0'
const letterCode = 87; // 'a' − 10
const decoder = new TextDecoder('latin1');

/** The limbs of a whole number, lowest first, as many as it has. */
export function toLimbs(value: bigint, { bits }: Pick<LimbFormat, 'bits'>): readonly number[] {
  const digits = (value < 0n ? -value : value).toString(16);
  const [width, sign, half] = [bits / 4, value < 0n ? -1 : 1, 2 ** (bits - 1)];
  const limbs: number[] = [];
  let carry = 0;
  for (let end = digits.length; end > 0; end -= width) {
    const limb = Number.parseInt(digits.slice(Math.max(0, end - width), end), 16) + carry;
    carry = limb > half ? 1 : 0; // at most half the base, of either sign
    limbs.push(sign * (limb - carry * 2 ** bits));
  }
  if (carry > 0) limbs.push(sign);
  return limbs;
}

/** The index of the highest limb that is not 0, or −1. Its sign is the sign of the number: |Σ_{i<t} l_i Bⁱ| < Bᵗ. */
export function topLimb(numbers: Float64Array, from: number, count: number): number {
  let top = count - 1;
  while (top >= 0 && numbers[from + top] === 0) top -= 1;
  return top;
}

/**
 * The whole number Σ_i l_i Bⁱ.
 *
 * Linear: carries are settled so that every limb is in [0, B), limbs are written as hexadecimal digits, and BigInt reads
 * them.
 *
 * @param from - index of l_0 in `numbers`.
 */
export function fromLimbs(
  numbers: Float64Array,
  from: number,
  count: number,
  { bits, base }: Pick<LimbFormat, 'bits' | 'base'>,
): bigint {
  const top = topLimb(numbers, from, count);
  if (top < 0) return 0n;
  const sign = (numbers[from + top] as number) < 0 ? -1 : 1;
  const width = bits / 4;
  const text = new Uint8Array((top + 2) * width + 2);
  text.set([zeroCode, zeroCode + 72]); // 0x
  let position = text.length;
  let carry = 0;
  for (let i = 0; i <= top + 1; i += 1) {
    const limb = i > top ? carry : sign * (numbers[from + i] as number) + carry;
    carry = Math.floor(limb / base);
    let rest = limb - carry * base;
    for (let digits = width; digits > 0;) {
      const count = Math.min(digits, 7);
      const part = 16 ** count;
      let low = digits > 7 ? rest % part : rest;
      if (digits > 7) rest = (rest - low) / part;
      for (let d = 0; d < count; d += 1) {
        const digit = low & 15;
        position -= 1;
        text[position] = digit < 10 ? zeroCode + digit : letterCode + digit;
        low >>= 4;
      }
      digits -= count;
    }
  }
  const magnitude = BigInt(decoder.decode(text));
  return sign < 0 ? -magnitude : magnitude;
}
