/** The bound on the limbs of a run, by hand: in a base of one bit the number of limbs is the number of bits, and one. */
import { describe, expect, it } from 'vitest';
import type { LimbProgram } from '../../src/expectation/limbs/limb-program.js';
import { roomFor } from '../../src/expectation/limbs/limb-room.js';

/** A program of stages of rows with these coefficients. */
const program = (...stages: (readonly (readonly bigint[])[])[]): LimbProgram => ({
  runs: 1,
  stages: stages.map((rows) =>
    rows.map((coefficients) => ({ target: 0, sources: coefficients.map((_, c) => c), coefficients })),
  ),
});
// log₂(|row sum| + 1): 2 bits, 3 bits, 4 bits
const [two, three, four] = [[[-1n, 2n]], [[7n]], [[-5n, 10n]]];

describe('the room for the numbers of a run', () => {
  const none = { first: 0, snapshot: 0, local: 0 };
  // 1 note: log₂ is 0, and one bit for the sign
  it('is that of the start where nothing is done', () => {
    expect(roomFor(1, [0n], {}, none)).toBe(0 + 1 + 1);
    expect(roomFor(1, [-5n, 2n], {}, none)).toBe(3 + 1 + 1);
    expect(roomFor(1, [2n, -5n], {}, none)).toBe(3 + 1 + 1);
    expect(roomFor(1, [2n, 9n], {}, none)).toBe(4 + 1 + 1);
  });

  it('grows by the bits of every step', () => {
    const programs = { snapshot: program(two, three), local: program(four) };
    // 5 bits for each of 10 rounds, 4 for each of 20 local steps, ⌈log₂ 61⌉ for the notes
    const counts = { first: 0, snapshot: 10, local: 20 };
    expect(roomFor(1, [4n], programs, counts)).toBe(3 + 50 + 80 + 6 + 1 + 1);
    expect(roomFor(10, [4n], programs, counts)).toBe(14 + 1);
    // round 1 is a snapshot as the others, unless it has a program of its own
    const first = { first: 1, snapshot: 9, local: 20 };
    expect(roomFor(1, [4n], programs, first)).toBe(3 + 50 + 80 + 6 + 1 + 1);
    expect(roomFor(1, [4n], { ...programs, first: program(two) }, first)).toBe(3 + 2 + 45 + 80 + 6 + 1 + 1);
  });

  it('has room for the longest form of what is noted', () => {
    const forms = { 'value x': program(three), 'add x': program(four), 'compare x': program(two) };
    expect(roomFor(1, [4n], forms, none)).toBe(3 + 4 + 1 + 1);
    expect(roomFor(1, [4n], forms, { first: 0, snapshot: 0, local: 1 })).toBe(3 + 4 + 2 + 1 + 1);
  });

  it('counts the greatest row of a stage, and no stage as less than the numbers that it reads', () => {
    const rows = { 'value x': program([[1n], [-7n, 8n], [3n]]) };
    expect(roomFor(1, [4n], rows, none)).toBe(3 + 4 + 1 + 1);
    expect(roomFor(1, [4n], { 'value x': program([[]], [[0n]]) }, none)).toBe(3 + 2 + 1 + 1);
    // log₂ 3, rounded up to a hundredth: fifty such stages have 79.5 bits
    const stages = Array.from({ length: 50 }, () => [[2n]]);
    expect(roomFor(1, [4n], { 'value x': program(...stages) }, none)).toBe(3 + 80 + 1 + 1);
  });

  it('knows coefficients beyond doubles', () => {
    expect(roomFor(1, [1n], { 'value x': program([[2n ** 60n - 1n]]) }, none)).toBe(1 + 60 + 1 + 1);
    expect(roomFor(1, [1n], { 'value x': program([[2n ** 2000n - 1n]]) }, none)).toBe(1 + 2000 + 1 + 1);
  });
});
