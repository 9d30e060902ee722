/** The exact recursions satisfy the relation exactly, in every field, and agree with one another. */
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { algorithms, compareTrace, residual, variantNames } from '../../spec/algorithms/index.js';
import { isZero } from '../../spec/algebra/index.js';
import {
  createDecimalField,
  createRadixField,
  createRationalField,
  formatRatio,
  runExact,
  type ExactField,
} from '../../src/exact/index.js';
import { judgeTrace } from '../../src/judge/index.js';
import { arbitraryCase, instantiate, type TestCase } from '../support/cases.js';
import { firstSuites } from '../support/some-of.js';

/** Every component of every equation of every round is 0. */
function expectRelation<S>(field: ExactField<S>, testCase: TestCase): void {
  const request = instantiate(field, testCase);
  const trace = runExact(field, testCase.variant, request);
  let compared = 0;
  for (const comparison of compareTrace(field, algorithms[testCase.variant], request, trace)) {
    const values = residual(field, comparison);
    compared += values.length;
    const broken = values.findIndex((value) => !isZero(field, value));
    if (broken >= 0) throw new Error(`${comparison.equation} is broken in round ${comparison.round}`);
  }
  expect(compared).toBeGreaterThan(testCase.parameters.roundCount * testCase.parameters.localStepCount);
}

/** All iterates as exact texts. */
function iterates<S>(field: ExactField<S>, testCase: TestCase): string[][] {
  const trace = runExact(field, testCase.variant, instantiate(field, testCase));
  return trace.rounds.map((round) => round.iterate.map((value) => formatRatio(field.toRatio(value))));
}

firstSuites(1, variantNames)('%s, exactly', (variant) => {
  const cases = arbitraryCase({ variants: [variant] });
  it('satisfies every equation with residual 0 in decimals', () => {
    const field = createDecimalField();
    fc.assert(
      fc.property(cases, (testCase) => {
        expectRelation(field, testCase);
      }),
      { numRuns: 150 },
    );
  });
  it('is the same run in decimals, in rationals and in the radix ring', () => {
    fc.assert(
      fc.property(cases, (testCase) => {
        const decimal = iterates(createDecimalField(), testCase);
        expect(iterates(createRationalField(), testCase)).toEqual(decimal);
        expect(iterates(createRadixField(10n), testCase)).toEqual(decimal);
      }),
      { numRuns: 40 },
    );
  });
  it('passes the judge as exact arithmetic', () => {
    const field = createDecimalField();
    fc.assert(
      fc.property(cases, (testCase) => {
        const trace = runExact(field, variant, instantiate(field, testCase));
        const report = judgeTrace({ ...testCase, arithmetic: 'exact' }, trace, field.toRatio);
        expect(report.violations).toEqual([]);
        expect(report.verdict).toBe('pass');
        expect(report.worst?.fraction).toBe(0);
      }),
      { numRuns: 60 },
    );
  });
});
