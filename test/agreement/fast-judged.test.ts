/** The fast kernels pass the judge as binary64 on thousands of random problems; a kernel run of another variant does not. */
import fc from 'fast-check';
import { expect } from 'vitest';
import { variantNames } from '../../spec/algorithms/index.js';
import { mapProblem, type Trace, type VariantName } from '../../spec/model/index.js';
import { floatFormats, nearestDouble } from '../../src/exact/index.js';
import {
  createFastQuadraticOracle,
  recordFastTrace,
  toFastProblem,
  type FastKernelChoice,
} from '../../src/fast/index.js';
import { formatViolation, judgeTrace, readDouble, type JudgeReport } from '../../src/judge/index.js';
import { arbitraryCase, type TestCase } from '../support/cases.js';
import { present } from '../fast/present.js';
import { firstOf } from '../support/some-of.js';
import { kernels } from '../fast/requests.js';

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
  const portable = judge(traceOf(testCase, variant, gradients, 'ml-matrix'));
  expect(portable.verdict).toBe(report.verdict);
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
    fc.assert(
      fc.property(
        arbitraryCase({ variants: [variant], maximumDimension: 5 }),
        fc.boolean(),
        (testCase, gradients) => {
          const report = judgeFast(testCase, variant, gradients);
          expect(report.violations.map(formatViolation)).toEqual([]);
          expect(report.verdict).toBe('pass');
          worst = Math.max(worst, report.worst?.fraction ?? 0);
        },
      ),
      { numRuns },
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
    fc.assert(
      fc.property(arbitraryCase({ variants: [claimed], maximumRounds: 4 }), (testCase) => {
        const own = judgeFast({ ...testCase, variant: ran }, ran, false);
        expect(own.verdict).toBe('pass');
        if (judgeFast(testCase, ran, false).verdict === 'fail') failed += 1;
      }),
      { numRuns },
    );
    // a = 1, one round, or no noise and h = 0 make some of them the same algorithm
    expect(failed).toBeGreaterThan(0.3 * numRuns);
  },
);
