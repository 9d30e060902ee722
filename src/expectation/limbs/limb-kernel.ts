/** What runs a stage over limbs: plain JavaScript here, WebAssembly in ../wasm. */

/** Where tables and numbers are, and how to run a stage; addresses are in bytes. */
export interface LimbKernel {
  readonly name: 'javascript' | 'wasm';
  readonly doubles: Float64Array;
  /** The same memory. */
  readonly words: Uint32Array;
  readonly runStage: RunStage;
}

/**
 * Runs `rowCount` rows on 8·blockCount limbs each.
 *
 * @param rows - address of the rows: address of the target, address of the first term, number of terms (32 bits each); a
 *   term is a digit (64 bits), the address of the lowest limb that it multiplies (32 bits) and 32 bits unused.
 */
export type RunStage = (rows: number, rowCount: number, blockCount: number, base: number) => void;

/** Adding and subtracting it rounds to a whole number: doubles of that size have no digits after the point. */
const roundingShift = 1.5 * 2 ** 52;

/** A kernel in plain JavaScript with `byteCount` bytes. */
export function createJavaScriptKernel(byteCount: number): LimbKernel {
  const doubles = new Float64Array(Math.ceil(byteCount / 8));
  const words = new Uint32Array(doubles.buffer);
  return {
    name: 'javascript',
    doubles,
    words,
    runStage: (rows, rowCount, blockCount, base) => {
      runRows(doubles, words, rows, rowCount, blockCount, base);
    },
  };
}

/* eslint-disable @typescript-eslint/no-non-null-assertion -- the innermost loops of the engine: indices are in range */

/** Every limb keeps its remainder by the base and gives the quotient to the next one. */
function runRows(
  doubles: Float64Array,
  words: Uint32Array,
  rows: number,
  rowCount: number,
  blockCount: number,
  base: number,
): void {
  const inverse = 1 / base;
  for (let row = rows >> 2, r = 0; r < rowCount; r += 1, row += 3) {
    const [target, first] = [words[row]! >> 3, words[row + 1]! >> 3];
    const end = first + 2 * words[row + 2]!;
    let carry = 0;
    for (let i = 0; i < 8 * blockCount; i += 4) {
      let [a, b, c, d] = [0, 0, 0, 0];
      for (let term = first; term < end; term += 2) {
        const digit = doubles[term]!;
        const source = (words[2 * term + 2]! >> 3) + i;
        a += digit * doubles[source]!;
        b += digit * doubles[source + 1]!;
        c += digit * doubles[source + 2]!;
        d += digit * doubles[source + 3]!;
      }
      const ah = a * inverse + roundingShift - roundingShift;
      const bh = b * inverse + roundingShift - roundingShift;
      const ch = c * inverse + roundingShift - roundingShift;
      const dh = d * inverse + roundingShift - roundingShift;
      doubles[target + i] = a - ah * base + carry;
      doubles[target + i + 1] = b - bh * base + ah;
      doubles[target + i + 2] = c - ch * base + bh;
      doubles[target + i + 3] = d - dh * base + ch;
      carry = dh;
    }
  }
}
