/** Leaps are the steps that they stand for, and are made where they save work. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ContractError } from '../../src/errors.js';
import { variantNames } from '../../spec/algorithms/index.js';
import { prepareSharedScale, type IntegerRow } from '../../src/exact/index.js';
import { createLeaps, type LeapPlan } from '../../src/exact/shared-scale-leaps.js';
import { advance, type StepFamily } from '../../src/exact/shared-scale-steps.js';
import { slowCase } from '../slow/slow-case.js';

/** A family on a state with `changed` moving entries in front; row r of atom i is coefficients[i][r]. */
function familyOf(changed: number, atoms: readonly (readonly (readonly number[])[])[]): StepFamily {
  const size = atoms[0]?.[0]?.length ?? 0;
  const entries = Array.from({ length: size }, (_, i) => i);
  const rows = (part: (column: number) => boolean): IntegerRow[][] =>
    atoms.map((matrix) =>
      matrix.map((row, r) => {
        const columns = entries.filter((column) => part(column) && row[column] !== 0);
        return { row: r, columns, coefficients: columns.map((column) => BigInt(row[column] ?? 0)) };
      }),
    );
  return {
    places: 2,
    factor: 100n,
    changed: entries.slice(0, changed),
    unchanged: entries.slice(changed),
    moving: rows((column) => column < changed),
    forcing: rows((column) => column >= changed),
  };
}

const always = { roundCount: Infinity, stepCount: 0 };
const stateOf = (numerators: readonly bigint[]) => ({ numerators: [...numerators], places: 3 });

function bySteps(family: StepFamily, start: readonly bigint[], atoms: readonly number[]) {
  const state = stateOf(start);
  advance(state, family, atoms, 'local');
  return state;
}

function byLeaps(
  family: StepFamily,
  start: readonly bigint[],
  atoms: readonly number[],
  plan: Partial<LeapPlan> = {},
) {
  const state = stateOf(start);
  const leaps = createLeaps(family, { ...always, stepCount: atoms.length, ...plan });
  leaps?.(state, atoms);
  return { state, isMade: leaps !== undefined };
}

/** Two dense moving entries, three others, two or three atoms with the same moving part. */
const entry = fc.integer({ min: -150, max: 150 });
const nonzero = entry.filter((value) => value !== 0);
const arbitraryLeap = fc
  .record({
    moving: fc.array(fc.tuple(nonzero, nonzero), { minLength: 2, maxLength: 2 }),
    forcings: fc.array(fc.array(fc.tuple(entry, entry, entry), { minLength: 2, maxLength: 2 }), {
      minLength: 1,
      maxLength: 3,
    }),
    start: fc.array(fc.bigInt({ min: -(10n ** 40n), max: 10n ** 40n }), { minLength: 5, maxLength: 5 }),
    draws: fc.array(fc.nat(), { minLength: 3, maxLength: 25 }),
  })
  .map(({ moving, forcings, start, draws }) => ({
    family: familyOf(
      2,
      forcings.map((forcing) => forcing.map((row, r) => [...(moving[r] ?? []), ...row])),
    ),
    start,
    atoms: draws.map((draw) => draw % forcings.length),
  }));

describe('leaps', () => {
  it.each([18, 64, 1024])(
    'with coefficients of %i bits are the steps, to the last digit',
    (coefficientBits) => {
      fc.assert(
        fc.property(arbitraryLeap, ({ family, start, atoms }) => {
          const { state, isMade } = byLeaps(family, start, atoms, { coefficientBits });
          expect(isMade).toBe(true);
          expect(state).toEqual(bySteps(family, start, atoms));
        }),
      );
    },
  );

  it('add up what differs between atoms in one row only', () => {
    const family = familyOf(2, [
      [
        [3, 1, 7],
        [2, 5, 11],
      ],
      [
        [3, 1, 7],
        [2, 5, -11],
      ],
    ]);
    const atoms = [0, 1, 1, 0, 1];
    const { state } = byLeaps(family, [1n, 2n, 3n], atoms);
    expect(state).toEqual(bySteps(family, [1n, 2n, 3n], atoms));
    expect(Object.keys(state.numerators)).toEqual(['0', '1', '2']);
  });

  it('are not the steps of other atoms', () => {
    const family = familyOf(1, [[[50, 25]], [[50, -25]]]);
    const { state } = byLeaps(family, [1n, 1n], [0, 0, 1]);
    expect(state).toEqual(bySteps(family, [1n, 1n], [0, 0, 1]));
    expect(state).not.toEqual(bySteps(family, [1n, 1n], [0, 1, 0]));
  });

  it('by hand: y ← (2y + 3u)/100 twice', () => {
    // 4y + (2·3 + 100·3) u over 10⁴
    expect(byLeaps(familyOf(1, [[[2, 3]]]), [7n, 5n], [0, 0]).state).toEqual({
      numerators: [28n + 306n * 5n, 50_000n],
      places: 3 + 2 * 2,
    });
  });

  it('refuse an atom that is not there', () => {
    expect(() => byLeaps(familyOf(1, [[[2, 3]]]), [7n, 5n], [0, 1])).toThrow(
      new ContractError('the local oracle has no atom 1'),
    );
  });
});

describe('leaps are left to the steps', () => {
  const dense = familyOf(1, [[[2, 3]]]);
  const isMade = (family: StepFamily, plan: Partial<LeapPlan>) =>
    createLeaps(family, { ...always, stepCount: 8, ...plan }) !== undefined;

  it('where the atoms move the state differently', () => {
    expect(isMade(familyOf(1, [[[2, 3]], [[2, 4]]]), {})).toBe(true);
    expect(isMade(familyOf(1, [[[2, 3]], [[4, 3]]]), {})).toBe(false);
    const oneRowOfTwo = [1, 2].map((last) => [
      [1, 1, 0],
      [1, last, 0],
    ]);
    expect(isMade(familyOf(2, oneRowOfTwo), {})).toBe(false);
  });
  it('where there are no atoms', () => {
    expect(isMade(familyOf(1, []), {})).toBe(false);
  });
  it('where a coefficient has no room for two steps', () => {
    expect(isMade(dense, { coefficientBits: 4 })).toBe(true); // 2 has two bits
    expect(isMade(dense, { coefficientBits: 3 })).toBe(false);
  });
  it('where a round has one step', () => {
    expect(isMade(dense, { stepCount: 2 })).toBe(true);
    expect(isMade(dense, { stepCount: 1 })).toBe(false);
  });
  it('where the run is too short to pay for the powers', () => {
    // one leap of 8 saves 7 steps a round, and M⁸ costs the products of 7 · |y| = 28 steps
    const four = familyOf(4, [Array.from({ length: 4 }, () => [1, 1, 1, 1, 0])]);
    expect(isMade(four, { roundCount: 5 })).toBe(true);
    expect(isMade(four, { roundCount: 4 })).toBe(false);
  });
  it('where powers fill in', () => {
    /** The sum of shifts by the offsets, around a circle. */
    const cyclic = (size: number, offsets: readonly number[]) =>
      familyOf(size, [
        Array.from({ length: size }, (_, i) =>
          Array.from({ length: size + 1 }, (__, j) =>
            offsets.some((offset) => j === (i + offset) % size) ? 1 : 0,
          ),
        ),
      ]);
    const two = { stepCount: 2, coefficientBits: 64 };
    expect(isMade(cyclic(9, [0, 1]), two)).toBe(true); // offsets 0, 1, 2: 3 products a row instead of 2 · 2
    expect(isMade(cyclic(11, [0, 1, 4]), two)).toBe(false); // offsets 0, 1, 2, 4, 5, 8: 6 instead of 2 · 3
    expect(isMade(cyclic(14, [0, 1, 4, 6]), two)).toBe(false); // more
  });
});

describe.each(variantNames)('a run of %s without local points', (variant) => {
  it.each([1, 2, 9, 23])('ends where its steps end, K = %i', (localStepCount) => {
    const shape = { roundCount: variant === 'sgd' ? 3 : 40, localStepCount };
    const testCase = slowCase(variant, shape);
    const run = prepareSharedScale(variant, testCase);
    const lean = run(testCase.tape, { recordPoints: false });
    expect(lean.rounds.every((round) => !('points' in round))).toBe(true);
    const full = run(testCase.tape).rounds.map(({ correction, iterate }) => ({ correction, iterate }));
    expect(lean.rounds.map(({ correction, iterate }) => ({ correction, iterate }))).toEqual(full);
  });
});
