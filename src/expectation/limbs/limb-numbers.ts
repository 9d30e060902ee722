/** Between limbs and whole numbers. */
import type { LimbFormat } from './limb-format.js';

const digitCodes = Uint8Array.from('0123456789abcdef', (digit) => digit.charCodeAt(0));
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
  const [lowWidth, highWidth] = [width >> 1, width - (width >> 1)];
  const half = 16 ** lowWidth; // the halves of a limb are small enough for the operators on bits
  const text = new Uint8Array((top + 2) * width + 2);
  text[0] = digitCodes[0] as number;
  text[1] = 120; // x
  let position = text.length;
  let carry = 0;
  for (let i = 0; i <= top + 1; i += 1) {
    const limb = i > top ? carry : sign * (numbers[from + i] as number) + carry;
    carry = Math.floor(limb / base);
    const rest = limb - carry * base;
    let high = Math.floor(rest / half);
    let low = rest - high * half;
    for (let d = 0; d < lowWidth; d += 1) {
      position -= 1;
      text[position] = digitCodes[low & 15] as number;
      low >>= 4;
    }
    for (let d = 0; d < highWidth; d += 1) {
      position -= 1;
      text[position] = digitCodes[high & 15] as number;
      high >>= 4;
    }
  }
  const magnitude = BigInt(decoder.decode(text));
  return sign < 0 ? -magnitude : magnitude;
}
