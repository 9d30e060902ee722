/** Which format the programs of a run get, by hand, and how much room a machine has. */
import { describe, expect, it } from 'vitest';
import { ContractError } from '../../src/errors.js';
import { certifyFormat } from '../../src/expectation/limbs/limb-format.js';
import { createJavaScriptKernel } from '../../src/expectation/limbs/limb-kernel.js';
import { createLimbMachine } from '../../src/expectation/limbs/limb-machine.js';
import { fromLimbs, toLimbs } from '../../src/expectation/limbs/limb-numbers.js';
import { chooseBits, toDigitStages, type LimbProgram } from '../../src/expectation/limbs/limb-program.js';

const program = (coefficients: readonly bigint[], runs = 1): LimbProgram => ({
  runs,
  stages: [[{ target: 1, sources: coefficients.map((_, c) => c), coefficients }]],
});

describe('the format with the fewest terms and carries a bit', () => {
  // A row of one term costs 3.5 a digit, and 1 more for each digit after the first.
  it.each([
    ['fits the widest', [3n], 44],
    ['fits the widest, whatever its sign', [-500n], 44],
    ['of 2¹²: whole in 40 bits (3.5/40), two digits in 44 (8/44)', [2n ** 12n], 40],
    ['of −2¹²', [-(2n ** 12n)], 40],
    ['of 2²⁰: whole in 32 bits (3.5/32), two digits in 36 (8/36)', [2n ** 20n], 32],
    ['of 2⁴⁰: two digits in 28 bits (8/28), three in 36 (12.5/36)', [2n ** 40n], 28],
    ['of 2¹⁵⁰: seven digits in 28 bits (30.5/28), eight in 32 (35/32)', [2n ** 150n], 28],
    ['of 2¹⁹⁰: eight digits of 24 bits, in 28 bits alone', [2n ** 190n], 28],
    ['of many terms, whose sum counts', Array.from({ length: 1000 }, () => 1n), 44],
    ['of more terms', Array.from({ length: 1100 }, () => -1n), 40],
    ['of 2¹⁹⁰ and another term: eight digits of 24 bits', [2n ** 190n, 1n], 28],
    ['of 2¹⁹⁰ and three other terms: nine digits of 23 bits', [2n ** 190n, 1n, 1n, 1n], undefined],
  ] as const)('a row that %s', (_name, coefficients, bits) => {
    expect(chooseBits([program(coefficients)])).toBe(bits);
  });

  it('is never of fewer than 28 bits: what fits there fits in 28', () => {
    for (const bits of [20, 24])
      for (let sum = 1; sum < 2 ** 29; sum = Math.ceil(sum * 1.01))
        if (certifyFormat(bits, sum) !== undefined) expect(certifyFormat(28, sum)).toBeDefined();
  });

  it('is none where a coefficient has more than eight digits in all', () => {
    expect(chooseBits([program([2n ** 191n])])).toBeUndefined();
    expect(chooseBits([program([3n]), program([2n ** 191n])])).toBeUndefined();
  });

  // A short row r times and 2⁴⁰ once: 3.5 r + 8, 12.5, 17 and 26 over 28, 36, 40 and 44.
  it.each([
    [2, 28],
    [6, 36],
    [9, 40],
    [21, 44],
  ])('weighs a short row that runs %i times against a long one that runs once: %i bits', (runs, bits) => {
    expect(chooseBits([program([3n], runs), program([2n ** 40n])])).toBe(bits);
  });

  it('is that of the programs that run most', () => {
    expect(chooseBits([program([3n], 1), program([2n ** 40n], 1)])).toBe(28);
    expect(chooseBits([program([3n], 1000), program([2n ** 40n], 1)])).toBe(44);
  });
});

describe('digits', () => {
  const never = (): number => {
    throw new Error('there is nothing in between');
  };
  it('are the coefficients themselves where these fit', () => {
    const stage = [{ target: 2, sources: [0, 1], coefficients: [2n ** 11n, -3n] }];
    expect(toDigitStages(stage, 40, never)).toEqual([
      [{ target: 2, sources: [0, 1], digits: [2 ** 11, -3] }],
    ]);
  });
  it('are balanced, and those that are 0 are left out', () => {
    // 12 bits a digit: 2²⁴ + 1 is 1, 0, 1; the partial sum times 2¹² in between
    const stage = [{ target: 2, sources: [0], coefficients: [2n ** 24n + 1n] }];
    expect(toDigitStages(stage, 40, () => 9)).toEqual([
      [{ target: 9, sources: [0], digits: [1] }],
      [{ target: 9, sources: [9], digits: [2 ** 12] }],
      [{ target: 2, sources: [0, 9], digits: [1, 2 ** 12] }],
    ]);
  });
});

describe('a machine', () => {
  /** Multiplies a number again and again, and says how many limbs it had when the machine refused. */
  const growUntilRefused = (factor: bigint, limbCount: number, more: Record<string, LimbProgram> = {}) => {
    const bits = 20;
    const grow: LimbProgram = { runs: 1, stages: [[{ target: 1, sources: [0], coefficients: [factor] }]] };
    const shape = { entryCount: 1, scratchCount: 0, limbCount };
    const machine = createLimbMachine(createJavaScriptKernel, bits, shape, { ...more, grow });
    if (machine === undefined) throw new RangeError('refused');
    const { doubles } = machine.kernel;
    let value = -1n;
    doubles.set(toLimbs(value, machine.format), machine.at(0));
    for (let limbs = 1; limbs < 100; limbs += 1) {
      try {
        machine.run('grow');
      } catch (error) {
        expect(error).toEqual(new ContractError('a number has outgrown the room that was reckoned for it'));
        return limbs;
      }
      machine.swap();
      value *= factor;
      expect(fromLimbs(doubles, machine.at(0), machine.limbCount(), machine.format)).toBe(value);
    }
    return Infinity;
  };

  it.each([6, 7, 8, 14, 15, 16])(
    'has room for numbers of %i limbs, and says when they outgrow it',
    (count) => {
      const reached = growUntilRefused(2n ** 19n, count);
      // a factor of 19 bits adds a limb of 20 bits nearly every time
      expect(reached).toBeGreaterThan(Math.floor((20 * count) / 19) + 1);
      expect(reached).toBeLessThan(2 * count + 16);
    },
  );

  it('has room for what the longest of its programs carries', () => {
    // six digits of 17 bits carry up to six limbs
    const other = { shrink: { runs: 1, stages: [[{ target: 1, sources: [0], coefficients: [1n] }]] } };
    expect(growUntilRefused(2n ** 90n, 5, other)).toBeGreaterThan(2);
  });

  it('sees the top limb of every number, also above zeros and beyond the first number', () => {
    // both have seven limbs; the second gets an eighth and a ninth, in another block
    const kept = { target: 2, sources: [0], coefficients: [1n] };
    const grow: LimbProgram = {
      runs: 1,
      stages: [[kept, { target: 3, sources: [1], coefficients: [2n ** 19n] }]],
    };
    const shape = { entryCount: 2, scratchCount: 0, limbCount: 12 };
    const machine = createLimbMachine(createJavaScriptKernel, 20, shape, { grow });
    if (machine === undefined) throw new RangeError('refused');
    const { doubles } = machine.kernel;
    for (const entry of [0, 1]) doubles.set(toLimbs(2n ** 139n, machine.format), machine.at(entry));
    for (const power of [158n, 177n, 196n]) {
      machine.run('grow');
      machine.swap();
      const made = [0, 1].map((entry) =>
        fromLimbs(doubles, machine.at(entry), machine.limbCount(), machine.format),
      );
      expect(made).toEqual([2n ** 139n, 2n ** power]);
    }
  });

  it('does nothing for a program that it does not have', () => {
    const shape = { entryCount: 1, scratchCount: 0, limbCount: 1 };
    const machine = createLimbMachine<string>(createJavaScriptKernel, 20, shape, { one: program([1n]) });
    expect(() => machine?.run('another')).not.toThrow();
  });
});
