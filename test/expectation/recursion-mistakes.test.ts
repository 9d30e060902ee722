/** Mistakes in the recursion against enumeration: each is seen. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { algorithms, variantNames } from '../../spec/algorithms/index.js';
import type { Initialization, VariantName } from '../../spec/model/index.js';
import type { Ratio } from '../../src/exact/index.js';
import { enumerateRun } from '../../src/expectation/index.js';
import { arbitraryCase } from '../support/cases.js';
import {
  denseExpectation,
  numbersOf,
  type ConstantCase,
  type DenseExpectation,
  type Mistake,
} from './dense-recursion.js';

const estimating = variantNames.filter((variant) => algorithms[variant].estimates !== 'nothing');

/** What enumeration says of a case; the same cases are asked about several mistakes. */
const enumerated = new Map<string, DenseExpectation>();
function enumerateOnce(given: ConstantCase): DenseExpectation {
  const key = JSON.stringify(given, (_key, value: unknown) =>
    typeof value === 'bigint' ? `${value}n` : value,
  );
  const known = enumerated.get(key) ?? numbersOf(enumerateRun({ name: 'case', seed: 1, ...given }));
  enumerated.set(key, known);
  return known;
}

/** How many of 24 random noisy cases tell a recursion with this mistake from the enumeration. */
function countSeen(
  mistake: Mistake | undefined,
  variants: readonly VariantName[],
  initialization?: Initialization<Ratio>,
): number {
  const shape = { variants, maximumDimension: 2, maximumRounds: 3, maximumSteps: 2 };
  const cases = fc
    .sample(arbitraryCase(shape), { numRuns: 300, seed: 5 })
    .filter(({ problem, parameters }) => problem.snapshotAtoms.length > 1 && parameters.roundCount === 3)
    .slice(0, 24);
  expect(cases).toHaveLength(24);
  return cases.filter((testCase) => {
    const given: ConstantCase = initialization === undefined ? testCase : { ...testCase, initialization };
    const wrong = denseExpectation(given, mistake);
    return !isSame(wrong, enumerateOnce(given));
  }).length;
}

function isSame(left: DenseExpectation, right: DenseExpectation): boolean {
  const text = ({ squaredGradients, correctionErrors }: DenseExpectation): string =>
    [...squaredGradients, ...correctionErrors]
      .map(({ numerator, denominator }) => `${numerator}/${denominator}`)
      .join(' ');
  return text(left) === text(right);
}

describe('a mistake in the recursion', () => {
  it('is not seen where there is none', { tags: 'long' }, () => {
    expect(countSeen(undefined, estimating)).toBe(0);
  });
  type Planted = readonly [Mistake, readonly VariantName[], Initialization<Ratio> | undefined];
  const isSeen = (...[mistake, variants, initialization]: Planted): void => {
    expect(countSeen(mistake, variants, initialization)).toBeGreaterThan(8);
  };
  it.each<Planted>([
    ['no cross moment', estimating, undefined],
    ['independent samples', ['aux-mvr', 'aux-mvr-target'], undefined],
  ])('is seen: %s', { tags: 'long' }, isSeen);
  it.each<Planted>([
    ['first snapshot as batch', estimating, { kind: 'first-snapshot' }],
    ['no noise', variantNames, undefined],
    ['certain batch', estimating, { kind: 'batch', size: 2 }],
  ])('is seen: %s', { tags: 'long' }, isSeen);
});
