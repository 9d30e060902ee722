/** The exact recursions satisfy the relation in every field, and the fast kernels pass the judge; a kernel run of another variant does not. */
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
  floatFormats,
  nearestDouble,
} from '../../src/exact/index.js';
import { judgeTrace, formatViolation, readDouble, type JudgeReport } from '../../src/judge/index.js';
import { arbitraryCase, instantiate, type TestCase } from '../support/cases.js';
import { firstSuites, firstOf } from '../support/some-of.js';
import { mapProblem, type Trace, type VariantName } from '../../spec/model/index.js';
import {
  createFastQuadraticOracle,
  recordFastTrace,
  toFastProblem,
  type FastKernelChoice,
} from '../../src/fast/index.js';
import { present } from '../fast/present.js';
import { kernels } from '../fast/requests.js';
import { forAll } from '../support/for-all.js';

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
    forAll(150, [cases], (testCase) => {
      expectRelation(field, testCase);
    });
  });
  it('is the same run in decimals, in rationals and in the radix ring', () => {
    forAll(40, [cases], (testCase) => {
      const decimal = iterates(createDecimalField(), testCase);
      expect(iterates(createRationalField(), testCase)).toEqual(decimal);
      expect(iterates(createRadixField(10n), testCase)).toEqual(decimal);
    });
  });
  it('passes the judge as exact arithmetic', () => {
    const field = createDecimalField();
    forAll(60, [cases], (testCase) => {
      const trace = runExact(field, variant, instantiate(field, testCase));
      const report = judgeTrace({ ...testCase, arithmetic: 'exact' }, trace, field.toRatio);
      expect([report.violations, report.verdict, report.worst?.fraction]).toEqual([[], 'pass', 0]);
    });
  });
});

const arithmetic = { format: floatFormats.binary64, subnormals: 'gradual' } as const;

/** The fast run of `variant` on the doubles of a case, on one kernel. */
function traceOf(
  testCase: TestCase,
  variant: VariantName,
  gradients: boolean,
  kernel: FastKernelChoice,
): Trace<number> {
  const { problem, parameters, initialization, startingPoint, tape } = testCase;
  return recordFastTrace(
    variant,
    {
      oracle: createFastQuadraticOracle(toFastProblem(mapProblem(problem, nearestDouble)), { kernel }),
      parameters: {
        ...parameters,
        stepSize: nearestDouble(parameters.stepSize),
        momentumWeight: nearestDouble(parameters.momentumWeight),
      },
      initialization:
        initialization.kind === 'given'
          ? { kind: 'given', correction: initialization.correction.map(nearestDouble) }
          : initialization,
      startingPoint: startingPoint.map(nearestDouble),
      tape,
    },
    { gradients },
  );
}

/** That run, the same on every kernel but ml-matrix, which is judged besides, as the run of the case's own variant. */
function judgeFast(testCase: TestCase, variant: VariantName, gradients: boolean): JudgeReport {
  const [trace, ...others] = kernels.map((kernel) => traceOf(testCase, variant, gradients, kernel));
  for (const other of others) expect(other).toStrictEqual(trace);
  const judge = (judged: Trace<number>): JudgeReport =>
    judgeTrace({ ...testCase, arithmetic }, judged, readDouble);
  const report = judge(present(trace, 'the trace'));
  expect(judge(traceOf(testCase, variant, gradients, 'ml-matrix')).verdict).toBe(report.verdict);
  return report;
}

/** Counts of random problems, and the variants that run on them. */
const runs: readonly (readonly [VariantName, number])[] = [
  ['aux-mom', 25],
  ['sgd', 25],
  ...variantNames.map((variant) => [variant, 500] as const),
];
firstOf(2, runs)(
  'fast %s passes on %i random problems, on every kernel, states alone and with every gradient',
  (variant, numRuns) => {
    let worst = 0;
    forAll(
      numRuns,
      [arbitraryCase({ variants: [variant], maximumDimension: 5 }), fc.boolean()],
      (testCase, gradients) => {
        const report = judgeFast(testCase, variant, gradients);
        expect([report.violations.map(formatViolation), report.verdict]).toEqual([[], 'pass']);
        worst = Math.max(worst, report.worst?.fraction ?? 0);
      },
    );
    // the bounds are not idle: something was rounded, and rounding comes within two orders of its bound
    expect(worst).toBeGreaterThan(0.01);
    expect(worst).toBeLessThanOrEqual(1);
  },
);

firstOf(1, [
  ['aux-mom', 'aux-mvr', 20],
  ['aux-mom', 'aux-mvr', 100],
  ['aux-mvr', 'aux-mom', 100],
  ['aux-mom', 'aux-mom-target', 100],
  ['aux-mvr-target', 'aux-mom-target', 100],
] as const)(
  'a fast %s run passed off as %s fails whenever the two differ: %i cases',
  (ran, claimed, numRuns) => {
    let failed = 0;
    forAll(numRuns, [arbitraryCase({ variants: [claimed], maximumRounds: 4 })], (testCase) => {
      expect(judgeFast({ ...testCase, variant: ran }, ran, false).verdict).toBe('pass');
      if (judgeFast(testCase, ran, false).verdict === 'fail') failed += 1;
    });
    // a = 1, one round, or no noise and h = 0 make some of them the same algorithm
    expect(failed).toBeGreaterThan(0.3 * numRuns);
  },
);
