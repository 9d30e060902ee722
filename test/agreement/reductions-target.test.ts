/** Where `aux-mom` and `aux-mom-target` are the same algorithm, and where they are not. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { AffineGradient } from '../../spec/model/index.js';
import type { Ratio } from '../../src/exact/index.js';
import { arbitraryCase, type TestCase } from '../support/cases.js';
import { plus, ratio } from '../support/plain-ratios.js';
import {
  exactIterates,
  exactPoints,
  oneRatio,
  reshape,
  withoutAuxiliary,
  withoutAuxiliaryNoise,
} from '../support/reshape-case.js';

const arbitrary = arbitraryCase({ variants: ['aux-mom'] });
const asTarget = (testCase: TestCase): TestCase => reshape(testCase, { variant: 'aux-mom-target' });

/** A case on the line: g_f = A x − b, and samples of g_h for the snapshot and for the local draw. */
function onTheLine(
  samples: Record<'target' | 'auxiliary' | 'snapshot' | 'local', AffineGradient<Ratio>>,
  parameters: TestCase['parameters'],
): TestCase {
  const { target, auxiliary, snapshot, local } = samples;
  return {
    variant: 'aux-mom',
    problem: {
      dimension: 1,
      target: { ...target, constant: ratio(0) },
      auxiliary: { ...auxiliary, constant: ratio(0) },
      snapshotAtoms: [{ probability: oneRatio, target, auxiliary: snapshot }],
      localAtoms: [{ probability: oneRatio, auxiliary: local }],
    },
    parameters,
    initialization: { kind: 'exact' },
    startingPoint: [oneRatio],
    tape: {
      initial: [],
      rounds: Array.from({ length: parameters.roundCount }, () => ({ snapshot: 0, local: [0] })),
    },
  };
}

const line = (slope: number, shift = 0): AffineGradient<Ratio> => ({
  matrix: [[ratio(slope)]],
  vector: [ratio(shift)],
});

describe('aux-mom and aux-mom-target', () => {
  it('agree at a = 1 where h has no noise', () => {
    fc.assert(
      fc.property(arbitrary, (testCase) => {
        const quiet = reshape(testCase, {
          problem: withoutAuxiliaryNoise,
          parameters: { momentumWeight: oneRatio },
        });
        expect(exactPoints(quiet)).toEqual(exactPoints(asTarget(quiet)));
      }),
      { numRuns: 150 },
    );
  });

  it('agree where h = 0', () => {
    fc.assert(
      fc.property(arbitrary, (testCase) => {
        const alone = reshape(testCase, { problem: withoutAuxiliary });
        expect(exactPoints(alone)).toEqual(exactPoints(asTarget(alone)));
      }),
      { numRuns: 150 },
    );
  });

  it('differ at a = ½, even without noise', () => {
    // f = x²/2, h = x², η = 1/10, x⁰ = 1, exact start. Both reach x¹ = 0.9. Then
    // m² = ½(−1) + ½(0.9 − 1.8) = −0.95 and d = 1.8 − 0.95, against u² = ½·1 + ½·0.9 = 0.95 = d.
    const testCase = onTheLine(
      { target: line(1), auxiliary: line(2), snapshot: line(2), local: line(2) },
      { stepSize: ratio(1, 10), momentumWeight: ratio(1, 2), localStepCount: 1, roundCount: 2 },
    );
    expect(exactIterates(testCase)).toEqual([['1'], ['0.9'], ['0.815']]);
    expect(exactIterates(asTarget(testCase))).toEqual([['1'], ['0.9'], ['0.805']]);
  });

  it('differ at a = 1 where h has noise', () => {
    // g_f = x; the snapshot sees g_h = x + 1 and the local step g_h = x − 1: d = 0 + (1 − 2) against 0 − 0 + 1
    const testCase = onTheLine(
      { target: line(1), auxiliary: line(1), snapshot: line(1, -1), local: line(1, 1) },
      { stepSize: ratio(1, 10), momentumWeight: oneRatio, localStepCount: 1, roundCount: 1 },
    );
    expect(exactIterates(testCase)).toEqual([['1'], ['1.1']]);
    expect(exactIterates(asTarget(testCase))).toEqual([['1'], ['0.9']]);
  });
});

describe.each(['aux-mom-target', 'aux-mvr-target'] as const)('%s', (variant) => {
  it('sees nothing of additive local noise, and nothing of the noise of h in the snapshot', () => {
    const cases = arbitraryCase({ variants: [variant] });
    const shifts = fc.array(fc.integer({ min: -20, max: 20 }), { minLength: 3, maxLength: 3 });
    fc.assert(
      fc.property(cases, shifts, (testCase, shift) => {
        const moved = <A extends { readonly auxiliary: AffineGradient<Ratio> }>(atom: A): A => ({
          ...atom,
          auxiliary: {
            ...atom.auxiliary,
            vector: atom.auxiliary.vector.map((value, i) => plus(value, ratio(shift[i] ?? 0, 10))),
          },
        });
        const noisy = reshape(testCase, {
          problem: (problem) => ({
            ...problem,
            localAtoms: problem.localAtoms.map(moved),
            snapshotAtoms: problem.snapshotAtoms.map(moved),
          }),
        });
        expect(exactPoints(noisy)).toEqual(exactPoints(testCase));
      }),
      { numRuns: 100 },
    );
  });
});
