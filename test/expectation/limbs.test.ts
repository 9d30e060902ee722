/** Limbs: their bound, their conversions, and the two kernels at the edge of the bound. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { certifyFormat } from '../../src/expectation/limbs/limb-format.js';
import { createJavaScriptKernel, type LimbKernel } from '../../src/expectation/limbs/limb-kernel.js';
import { createLimbMachine } from '../../src/expectation/limbs/limb-machine.js';
import { fromLimbs, toLimbs, topLimb } from '../../src/expectation/limbs/limb-numbers.js';
import { chooseBits, toDigitStages, type LimbProgram } from '../../src/expectation/limbs/limb-program.js';
import { instantiate, openWasmKernel } from '../../src/expectation/wasm/wasm-kernel.js';

const anyBits = fc.constantFrom(20, 24, 28, 32, 36, 40, 44);
const valueOf = (limbs: readonly number[], bits: number): bigint =>
  limbs.reduceRight((sum, limb) => (sum << BigInt(bits)) + BigInt(limb), 0n);

describe('the certificate', () => {
  it('keeps limbs within their limit, and sums within 2^53, at the worst that a row can do', () => {
    fc.assert(
      fc.property(anyBits, fc.integer({ min: 0, max: 33 }), fc.nat(), (bits, room, extra) => {
        const rowSum = 2 ** room + (extra % 2 ** room);
        const format = certifyFormat(bits, rowSum);
        if (format === undefined) return;
        const [R, L, B] = [BigInt(rowSum), BigInt(format.limit), BigInt(format.base)];
        expect(R * L).toBeLessThan(1n << 53n);
        // ⌈R·L/B + 1/2⌉ is more than any carry; what stays is at most B/2
        const carry = (2n * R * L + B) / (2n * B) + 1n;
        expect(B / 2n + carry).toBeLessThanOrEqual(L + 1n);
        expect(2n * B * (L - B / 2n)).toBeGreaterThanOrEqual(2n * R * L + B); // H ≥ R·L/B + 1/2, exactly
      }),
      { numRuns: 2000 },
    );
  });
  it.each([
    [20, 943_718],
    [20, 2 ** 19],
    [24, 15_000_000],
    [28, 2 ** 24],
  ])('keeps limbs of %i bits within their limit where rows sum to %i, nearly the base', (bits, rowSum) => {
    const format = certifyFormat(bits, rowSum);
    if (format === undefined) throw new RangeError('refused');
    const [R, L, B] = [BigInt(rowSum), BigInt(format.limit), BigInt(format.base)];
    expect(2n * B * (L - B / 2n)).toBeGreaterThanOrEqual(2n * R * L + B);
  });
  it('takes all that fits and refuses a base that is too large', () => {
    expect(certifyFormat(40, 2 ** 13)).toBeDefined();
    expect(certifyFormat(40, 2 ** 14)).toBeUndefined(); // 2^14·(2^39 + …) > 2^53
    expect(certifyFormat(44, 2 ** 13)).toBeUndefined();
    expect(certifyFormat(20, 2 ** 20)).toBeUndefined(); // carries as large as limbs
  });
  it('refuses for a reason: beyond it doubles lose digits', () => {
    const [digit, limb] = [2 ** 13 + 1, 2 ** 43 - 1];
    expect(certifyFormat(44, digit)).toBeUndefined();
    expect(BigInt(digit * limb)).not.toBe(BigInt(digit) * BigInt(limb));
  });
});

describe('limbs of a number', () => {
  const anyNumber = fc.bigInt({ min: -(1n << 700n), max: 1n << 700n });
  it('stand for it, are at most half the base, and come back', () => {
    fc.assert(
      fc.property(anyNumber, anyBits, (value, bits) => {
        const limbs = toLimbs(value, { bits });
        const base = 2 ** bits;
        expect(valueOf(limbs, bits)).toBe(value);
        expect(limbs.every((limb) => Math.abs(limb) <= base / 2)).toBe(true);
        expect(fromLimbs(Float64Array.from([...limbs, 0, 0]), 0, limbs.length + 2, { bits, base })).toBe(
          value,
        );
      }),
    );
  });
  it('end where they are said to end', () => {
    const format = { bits: 20, base: 2 ** 20 };
    const neighbours = Float64Array.from([7, 3, -5, 9]);
    expect(fromLimbs(neighbours, 1, 2, format)).toBe(3n - 5n * 2n ** 20n);
    expect(fromLimbs(neighbours, 2, 0, format)).toBe(0n);
  });
  it('may be of either sign and larger than half the base: the top one has the sign', () => {
    fc.assert(
      fc.property(
        anyBits,
        fc.array(fc.integer({ min: -(2 ** 19 + 999), max: 2 ** 19 + 999 })),
        (bits, parts) => {
          const limbs = parts.map((part) => part * 2 ** (bits - 20));
          const value = valueOf(limbs, bits);
          const numbers = Float64Array.from(limbs);
          expect(fromLimbs(numbers, 0, limbs.length, { bits, base: 2 ** bits })).toBe(value);
          const top = topLimb(numbers, 0, limbs.length);
          expect(Math.sign(top < 0 ? 0 : (numbers[top] as number))).toBe(
            value < 0n ? -1 : value > 0n ? 1 : 0,
          );
        },
      ),
    );
  });
});

const kernels: readonly [string, (byteCount: number) => LimbKernel | undefined][] = [
  ['javascript', createJavaScriptKernel],
  ['wasm', openWasmKernel],
];

describe.each(kernels)('the %s kernel', (name, open) => {
  it('makes the sum of any certified row, with limbs at their limit', () => {
    fc.assert(
      fc.property(
        anyBits,
        fc.array(fc.integer({ min: -99, max: 99 }), { minLength: 1, maxLength: 4 }),
        fc.array(fc.constantFrom(-1, 1, 0.75, 0), { minLength: 1, maxLength: 20 }),
        (bits, digits, shares) => {
          const rowSum = digits.reduce((sum, digit) => sum + Math.abs(digit), 0);
          const format = certifyFormat(bits, rowSum);
          const kernel = open(8 * 1024);
          if (format === undefined || kernel === undefined) throw new Error('no kernel');
          expect(kernel.name).toBe(name);
          const { doubles, words } = kernel;
          const [room, terms, row] = [24, 128, 200]; // in doubles
          const source = (c: number): number => 256 + c * room;
          const target = source(digits.length);
          const limbs = digits.map((digit) =>
            shares.map((share) => Math.trunc(Math.sign(digit) * share * format.limit)),
          );
          digits.forEach((digit, c) => {
            doubles.set(limbs[c] ?? [], source(c));
            doubles[terms + 2 * c] = digit;
            words[2 * (terms + 2 * c) + 2] = 8 * source(c);
          });
          words.set([8 * target, 8 * terms, digits.length], 2 * row);
          kernel.runStage(8 * row, 1, room / 8, format.base);
          const made = [...doubles.slice(target, target + room)];
          const sum = digits.reduce(
            (total, digit, c) => total + BigInt(digit) * valueOf(limbs[c] ?? [], bits),
            0n,
          );
          expect(valueOf(made, bits)).toBe(sum);
          expect(made.every((limb) => Math.abs(limb) <= format.limit)).toBe(true);
        },
      ),
    );
  });
});

describe('a program', () => {
  const program = (coefficients: readonly bigint[]): LimbProgram => ({
    stages: [[{ target: 2, sources: coefficients.map((_, c) => c), coefficients }]],
    runs: 1,
  });
  const anyCoefficients = fc.array(fc.bigInt({ min: -(1n << 90n), max: 1n << 90n }), {
    minLength: 1,
    maxLength: 2,
  });
  it('splits long coefficients into digits that give them back', () => {
    fc.assert(
      fc.property(anyCoefficients, (coefficients) => {
        const bits = chooseBits([program(coefficients)]);
        if (bits === undefined) throw new Error('refused');
        const stages = toDigitStages(program(coefficients).stages[0] ?? [], bits, () => 9);
        // Horner, on the coefficient of each source
        const made = coefficients.map((_, c) => {
          let between = 0n;
          for (const { sources, digits } of stages.flat()) {
            const factor = sources.includes(9) ? BigInt(digits[sources.indexOf(9)] ?? 0) : 0n;
            const own = sources.includes(c) ? BigInt(digits[sources.indexOf(c)] ?? 0) : 0n;
            between = factor * between + own;
          }
          return between;
        });
        expect(made).toEqual(coefficients);
      }),
    );
  });
  it('is refused where coefficients are as long as numbers', () => {
    expect(chooseBits([program([1n << 400n])])).toBeUndefined();
  });
  it('does not run in a base that is too large for its rows', () => {
    const many = program(Array.from({ length: 2 ** 10 }, () => 1n));
    const shape = { entryCount: 2 ** 10, scratchCount: 0, limbCount: 8 };
    expect(createLimbMachine(createJavaScriptKernel, 28, shape, { many })).toBeDefined();
    expect(createLimbMachine(createJavaScriptKernel, 44, shape, { many })).toBeUndefined();
  });
});

describe('the memory of the WebAssembly kernel', () => {
  it('belongs to the last run that opened it', () => {
    const [first, second] = [openWasmKernel(4096), openWasmKernel(4096)];
    expect(() => first?.runStage(0, 0, 0, 2)).toThrow('another run has taken the memory of this one');
    expect(() => second?.runStage(0, 0, 0, 2)).not.toThrow();
  });
  it('is all 0 when it is opened', () => {
    openWasmKernel(8 * 64)?.doubles.fill(1);
    expect(openWasmKernel(8 * 64)?.doubles.every((value) => value === 0)).toBe(true);
  });
});

describe('bytes that are no WebAssembly', () => {
  it('give no kernel', () => {
    expect(instantiate('AAAA')).toBeNull();
    expect(instantiate('not base64!')).toBeNull();
  });
});
