/** Schedules of η and a: an array of equal values is the constant, in every form; the forms agree on random schedules; shifts show. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { variantNames, type RunRequest } from '../../spec/algorithms/index.js';
import {
  createQuadraticOracle,
  mapInitialization,
  mapParameters,
  isSchedule,
  mapProblem,
  mapSchedule,
  scheduledNames,
  valueAt,
  valuesOf,
  type PerStep,
  type RunParameters,
  type Trace,
  type VariantName,
} from '../../spec/model/index.js';
import {
  createRadixField,
  floatFormats,
  nearestDouble,
  runExact,
  type Ratio,
} from '../../src/exact/index.js';
import { createFastQuadraticOracle, recordFastTrace, toFastProblem } from '../../src/fast/index.js';
import { judgeTrace, readDouble, type JudgeReport, type JudgeRequest } from '../../src/judge/index.js';
import { brokenEquations } from '../support/broken-equations.js';
import { arbitraryCase, type TestCase } from '../support/cases.js';
import { firstOf, firstSuites } from '../support/some-of.js';
import { forAll } from '../support/for-all.js';

type Scheduled = Omit<TestCase, 'parameters'> & { readonly parameters: RunParameters<Ratio> };

const field = createRadixField(10n);
type Radix = typeof field.zero;

const requestOf = ({ problem, parameters, initialization, startingPoint, tape }: Scheduled) =>
  ({
    parameters: mapParameters(parameters, field.fromRatio),
    initialization: mapInitialization(initialization, field.fromRatio),
    startingPoint: startingPoint.map(field.fromRatio),
    tape,
    oracle: createQuadraticOracle(field, mapProblem(problem, field.fromRatio)),
  }) satisfies RunRequest<Radix>;

const exactly = (given: Scheduled): Trace<Radix> => runExact(field, given.variant, requestOf(given));

const inDoubles = ({ variant, problem, parameters, initialization, startingPoint, tape }: Scheduled) =>
  recordFastTrace(
    variant,
    {
      oracle: createFastQuadraticOracle(toFastProblem(mapProblem(problem, nearestDouble))),
      parameters: mapParameters(parameters, nearestDouble),
      initialization: mapInitialization(initialization, nearestDouble),
      startingPoint: startingPoint.map(nearestDouble),
      tape,
    },
    { gradients: true },
  );

const binary64: JudgeRequest['arithmetic'] = { format: floatFormats.binary64, subnormals: 'gradual' };
const judgeDoubles = (given: Scheduled, trace: Trace<number>): JudgeReport =>
  judgeTrace({ ...given, arithmetic: binary64 }, trace, readDouble);

/** The value of round t, by T; and the entry of η, by T and K. */
type Values = (roundCount: number) => readonly Ratio[];
type Rates = (roundCount: number, localStepCount: number) => readonly PerStep<Ratio>[];

const withSchedules = (given: TestCase, stepSize: Rates, momentumWeight: Values): Scheduled => {
  const { roundCount, localStepCount } = given.parameters;
  return {
    ...given,
    parameters: {
      ...given.parameters,
      stepSize: stepSize(roundCount, localStepCount),
      momentumWeight: momentumWeight(roundCount),
    },
  };
};

/** A tenth in (0, 1]. */
const tenth = fc.integer({ min: 1, max: 10 }).map((n): Ratio => ({ numerator: BigInt(n), denominator: 10n }));
const four = { minLength: 4, maxLength: 4 };
/** At least the greatest K of the cases. */
const mostSteps = 8;
const tenths = fc.array(tenth, four).map(
  (values): Values =>
    (count) =>
      values.slice(0, count),
);
/** For each round one value, or one a local step. */
const rates = fc
  .array(fc.oneof(tenth, fc.array(tenth, { minLength: mostSteps, maxLength: mostSteps })), four)
  .map(
    (entries): Rates =>
      (roundCount, localStepCount) =>
        entries
          .slice(0, roundCount)
          .map((entry) => (isSchedule(entry) ? entry.slice(0, localStepCount) : entry)),
  );

const scheduled = (variant: VariantName): fc.Arbitrary<Scheduled> =>
  fc
    .tuple(arbitraryCase({ variants: [variant] }), rates, tenths)
    .map(([given, etas, weights]) => withSchedules(given, etas, weights));

firstSuites(2, variantNames)('%s', (variant) => {
  firstOf(1, [[10], [40]])(
    'with equal values, one a round or one a local step, is the run with the constant, in every form: %i cases',
    (numRuns) => {
      forAll(numRuns, [arbitraryCase({ variants: [variant] }), fc.boolean()], (given, isOfSteps) => {
        const { stepSize, momentumWeight } = given.parameters;
        const repeated = withSchedules(
          given,
          (T, K) => {
            const entry = isOfSteps ? Array.from({ length: K }, () => stepSize) : stepSize;
            return Array.from({ length: T }, () => entry);
          },
          (count) => Array.from({ length: count }, () => momentumWeight),
        );
        expect(exactly(repeated)).toEqual(exactly(given));
        const trace = inDoubles(repeated);
        expect(trace).toStrictEqual(inDoubles(given));
        expect(judgeDoubles(repeated, trace)).toEqual(judgeDoubles(given, trace));
        expect(brokenEquations(field, variant, requestOf(repeated), exactly(given))).toEqual([]);
      });
    },
  );

  firstOf(1, [[15], [60]])(
    'satisfies its equations with random schedules, exactly and in doubles within the bounds: %i cases',
    (numRuns) => {
      forAll(numRuns, [scheduled(variant)], (given) => {
        expect(brokenEquations(field, variant, requestOf(given), exactly(given))).toEqual([]);
        expect(judgeDoubles(given, inDoubles(given)).verdict).toBe('pass');
      });
    },
  );
});

describe('a wrong schedule', () => {
  const shifts = {
    'one round late': <V>(values: readonly V[]) => [values[0] as V, ...values.slice(0, -1)],
    'one round early': <V>(values: readonly V[]) => [...values.slice(1), values.at(-1) as V],
    'the first value for ever': <V>(values: readonly V[]) => values.map(() => values[0] as V),
    'one local step late': <V>(values: readonly PerStep<V>[]) => {
      const all = valuesOf<V>(values);
      let before = 0;
      const next = (): V => all[Math.max(before++ - 1, 0)] as V;
      return values.map((entry) => mapSchedule<V, V>(entry, next));
    },
    'the first local step of a round for all': <V>(values: readonly PerStep<V>[]) =>
      values.map((entry) => valueAt<V>(entry, 1)),
  };

  it.each(Object.entries(shifts))('%s is found by the equations and by the judge', (_name, shift) => {
    let found = 0;
    forAll(60, [scheduled('aux-mom'), fc.constantFrom(...scheduledNames)], (given, name) => {
      const { parameters } = given;
      const wrong = {
        ...given,
        parameters: { ...parameters, [name]: shift<Ratio>(parameters[name] as Ratio[]) },
      };
      const trace = exactly(wrong);
      const isSame = JSON.stringify(trace, text) === JSON.stringify(exactly(given), text);
      expect(brokenEquations(field, 'aux-mom', requestOf(given), trace).length > 0).toBe(!isSame);
      const verdict = judgeTrace({ ...given, arithmetic: 'exact' }, trace, field.toRatio).verdict;
      expect(verdict).toBe(isSame ? 'pass' : 'fail');
      if (!isSame) found += 1;
    });
    expect(found).toBeGreaterThan(10);
  });
});

const text = (_key: string, value: unknown): unknown => (typeof value === 'bigint' ? String(value) : value);

describe('bad schedules', () => {
  const [given] = fc.sample(arbitraryCase({ variants: ['aux-mom'] }), { seed: 1, numRuns: 1 }) as [TestCase];
  const { roundCount } = given.parameters;
  const tenthRatio: Ratio = { numerator: 1n, denominator: 10n };
  const zero: Ratio = { numerator: 0n, denominator: 1n };
  const repeat = (value: Ratio, count: number) => Array.from({ length: count }, () => value);

  it('of another length are refused with the length that is needed', () => {
    const wrong = withSchedules(
      given,
      (count) => repeat(tenthRatio, count + 1),
      (count) => repeat(tenthRatio, count),
    );
    for (const run of [exactly, inDoubles])
      expect(() => run(wrong)).toThrow(
        `parameters.stepSize: the schedule has ${roundCount + 1} values; expected one value, or a schedule of T = ${roundCount} values`,
      );
  });

  it('with another number of local steps are refused with the number that is needed', () => {
    const { localStepCount } = given.parameters;
    const wrong = withSchedules(
      given,
      (count) => [...repeat(tenthRatio, count - 1), repeat(tenthRatio, localStepCount + 1)],
      (count) => repeat(tenthRatio, count),
    );
    for (const run of [exactly, inDoubles])
      expect(() => run(wrong)).toThrow(
        `parameters.stepSize[${roundCount - 1}]: the schedule has ${localStepCount + 1} values; expected one value, or K = ${localStepCount} values`,
      );
  });

  it('with a value outside its domain are refused with its round and its local step', () => {
    const steps = withSchedules(
      given,
      (count, K) => [...repeat(tenthRatio, count - 1), [...repeat(tenthRatio, K - 1), zero]],
      (count) => repeat(tenthRatio, count),
    );
    for (const run of [exactly, inDoubles])
      expect(() => run(steps)).toThrow(
        `parameters.stepSize[${roundCount - 1}][${given.parameters.localStepCount - 1}]`,
      );

    const wrong = withSchedules(
      given,
      (count) => repeat(tenthRatio, count),
      (count) => [...repeat(tenthRatio, count - 1), zero],
    );
    for (const run of [exactly, inDoubles])
      expect(() => run(wrong)).toThrow(`parameters.momentumWeight[${roundCount - 1}]`);
  });
});
