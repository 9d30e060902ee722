/** The recursion against its plain form, on runs too long to enumerate. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { variantNames } from '../../spec/algorithms/index.js';
import { mapParameters, mapProblem } from '../../spec/model/index.js';
import { createRatio, formatRatio, type Ratio } from '../../src/exact/index.js';
import { expectRun } from '../../src/expectation/index.js';
import { arbitraryCase, type TestCase } from '../support/cases.js';
import { denseExpectation, numbersOf } from './dense-recursion.js';

/** The numbers of a case times a factor that is close to 1 and has the denominator. */
function withDenominator(testCase: TestCase, denominator: bigint): TestCase {
  const change = ({ numerator, denominator: own }: Ratio): Ratio =>
    createRatio(numerator * (denominator + 1n), own * denominator);
  const { problem, parameters, startingPoint } = testCase;
  const changed = mapProblem(problem, change);
  const keep = <A extends { readonly probability: Ratio }>(atoms: readonly A[], from: readonly A[]): A[] =>
    atoms.map((atom, j) => ({ ...atom, probability: from[j]?.probability ?? atom.probability }));
  return {
    ...testCase,
    problem: {
      ...changed,
      snapshotAtoms: keep(changed.snapshotAtoms, problem.snapshotAtoms),
      localAtoms: keep(changed.localAtoms, problem.localAtoms),
    },
    parameters: { ...mapParameters(parameters, change), momentumWeight: parameters.momentumWeight },
    startingPoint: startingPoint.map(change),
  };
}

describe.each(variantNames)('the folded recursion of %s', (variant) => {
  const same = (testCase: TestCase): void => {
    expect(numbersOf(expectRun(testCase, { moments: false }))).toEqual(denseExpectation(testCase));
  };
  it('is the plain one where denominators have large factors, and coefficients many digits', () => {
    fc.assert(
      fc.property(
        arbitraryCase({ variants: [variant], maximumDimension: 2, maximumRounds: 3, maximumSteps: 3 }),
        fc.constantFrom(7n, 97n, 10_403n, 1_000_003n, 2n ** 31n, 3n ** 20n, 10n ** 60n + 7n),
        (testCase, denominator) => {
          same(withDenominator(testCase, denominator));
        },
      ),
      { numRuns: 7 },
    );
  });
  it('is the plain one on a run of 120 steps, in the last of hundreds of digits', () => {
    const [testCase] = fc.sample(arbitraryCase({ variants: [variant], maximumDimension: 1 }), {
      numRuns: 1,
      seed: 12,
    });
    if (testCase === undefined) throw new RangeError('one case');
    const { parameters } = testCase;
    const roundCount = Math.ceil(120 / parameters.localStepCount);
    const long = { ...testCase, parameters: { ...parameters, roundCount } };
    same(long);
    expect(formatRatio(expectRun(long, { rounds: false }).averageSquaredGradient).length).toBeGreaterThan(
      150,
    );
  });
  it('has one average and the same summaries, whatever is reported besides', () => {
    const cases = arbitraryCase({ variants: [variant], maximumRounds: 5, maximumSteps: 5 });
    const options = fc.record({ moments: fc.boolean(), rounds: fc.boolean(), localSteps: fc.boolean() });
    fc.assert(
      fc.property(cases, options, (testCase, asked) => {
        const [{ rounds: every, ...whole }, { rounds, ...part }] = [
          expectRun(testCase),
          expectRun(testCase, asked),
        ];
        expect(part).toEqual(whole);
        const steps = asked.localSteps ? testCase.parameters.localStepCount : 1;
        expect(rounds.map((round) => round.steps)).toEqual(
          asked.rounds ? every.map((round) => round.steps.slice(-steps)) : [],
        );
      }),
      { numRuns: 10 },
    );
  });
  it('is the plain one on runs too long to enumerate', () => {
    const cases = arbitraryCase({ variants: [variant], maximumRounds: 6, maximumSteps: 5 });
    fc.assert(
      fc.property(cases, (testCase) => {
        same(testCase);
      }),
      { numRuns: 25 },
    );
  });
});
