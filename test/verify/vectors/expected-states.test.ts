/** Expected states and their bounds: right, met by honest rounds in floating point, and missed by wrong ones. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { algorithms } from '../../../spec/algorithms/index.js';
import { createQuadraticOracle, mapProblem } from '../../../spec/model/index.js';
import { createVerificationCases } from '../../../src/verify/cases/create-cases.js';
import type { ConstantCase } from '../../../src/verify/cases/verification-case.js';
import { linesOf } from '../../../src/problems/text-lines.js';
import { verifyTrace } from '../../../src/verify/trace-files/judge-trace-file.js';
import { createFloatField } from '../../../src/exact/float-field.js';
import { createVector } from './create-vectors.js';
import { expectedStates, formatUpward } from './expected-states.js';
import { mapStates, remakeStates, type RoundState } from './remake-states.js';
import { type BoundedFormat, boundedFormats } from '../../../src/verify/vectors/vector-schema.js';
import {
  createRatio,
  floatFormats,
  liftDouble,
  nearestDouble,
  parseExactNumber,
  type Ratio,
} from '../../../src/exact/index.js';
import { forAll } from '../../support/for-all.js';

const cases = createVerificationCases();
const known = new Map(cases.map((given) => [given, expectedStates(given)]));
const expectedOf = (given: ConstantCase): ReturnType<typeof expectedStates> => known.get(given) ?? [];

const isWithin = (made: number, expected: string, bound: string): boolean => {
  const [is, should, most] = [liftDouble(made), parseExactNumber(expected), parseExactNumber(bound)];
  const error = is.numerator * should.denominator - should.numerator * is.denominator;
  const denominator = is.denominator * should.denominator;
  return (error < 0n ? -error : error) * most.denominator <= most.numerator * denominator;
};

/** How many components are outside their bounds, each state made in floating point from the expected ones before it. */
function countOutside(given: ConstantCase, format: BoundedFormat, stepFactor = 1): number {
  const field = createFloatField(format);
  const read = (value: Ratio): number => field.fromString(`${value.numerator}/${value.denominator}`);
  const { parameters, problem, variant, initialization } = given;
  const expected = expectedOf(given);
  const request = {
    ...given,
    parameters: {
      ...parameters,
      stepSize: field.multiply(read(parameters.stepSize), stepFactor),
      momentumWeight: read(parameters.momentumWeight),
    },
    initialization:
      initialization.kind === 'given'
        ? { kind: 'given' as const, correction: initialization.correction.map(read) }
        : initialization,
    startingPoint: given.startingPoint.map(read),
    oracle: createQuadraticOracle(field, mapProblem(problem, read)),
    reciprocalBatchSize: initialization.kind === 'batch' ? 1 / initialization.size : 1,
  };
  const made = remakeStates(field, algorithms[variant], request, mapStates(expected, field.fromString));
  const flat = <S>({ x, y, m = [] }: RoundState<S>): readonly S[] => [...x, ...y.flat(), ...m];
  return expected.flatMap((state, round) => {
    const bounds = flat(state.bounds[format]);
    const [is, should] = [made[round], flat(state)];
    if (is === undefined) throw new Error('a round is missing');
    return flat(is).filter((value, i) => !isWithin(value, should[i] ?? '', bounds[i] ?? ''));
  }).length;
}

describe.each(boundedFormats)('bounds in %s', (format) => {
  it('are met by every state that is made from the expected ones before it', () => {
    for (const given of cases) expect([given.id, countOutside(given, format)]).toEqual([given.id, 0]);
  });

  it('are broken by a step size that is wrong in the twelfth bit from its end', () => {
    for (const given of cases)
      expect(countOutside(given, format, 1 + 2 ** (12 - floatFormats[format].precision))).toBeGreaterThan(0);
  });

  it('are positive where something is computed, and zero for what is given', () => {
    for (const given of cases) {
      const [start, ...rounds] = expectedOf(given);
      expect(start?.bounds[format].x.every((bound) => bound === '0')).toBe(true);
      for (const { bounds } of rounds)
        expect(bounds[format].x.every((bound) => Number(bound) > 0)).toBe(true);
    }
  });
});

describe('expected states', { tags: 'long' }, () => {
  it('pass as a trace in exact arithmetic, and fail with one digit changed', () => {
    const head = {
      type: 'hello',
      protocol: { major: 1, minor: 0 },
      implementation: { name: 'vectors', version: '1', language: 'none' },
      capabilities: {
        variants: [...new Set(cases.map(({ variant }) => variant))],
        arithmetic: 'rational',
        oracleModes: ['tape'],
        snapshotDraws: 'joint',
      },
    };
    const states = cases.flatMap((given) =>
      expectedOf(given).map(({ round, x, m }) => ({
        type: 'state',
        session: given.id,
        round,
        x,
        ...(m === undefined ? {} : { m }),
      })),
    );
    const trace = (lines: readonly unknown[]) => lines.map((line) => JSON.stringify(line)).join('\n');
    const report = verifyTrace(linesOf(trace([head, ...states])), cases, 'vectors');
    expect(report.counts.pass).toBe(cases.length);
    const changed = states.map((state, index) =>
      index === 3 ? { ...state, x: state.x.map((value) => `${value}1`) } : state,
    );
    expect(verifyTrace(linesOf(trace([head, ...changed])), cases, 'vectors').counts.fail).toBe(1);
  });
});

it('inputs that a double does not hold are refused', () => {
  const [given] = cases;
  if (given === undefined) throw new Error('there are no cases');
  const third = createRatio(1n, 3n);
  const spoiled = { ...given, parameters: { ...given.parameters, stepSize: third } };
  expect(() => createVector(given)).not.toThrow();
  expect(() => createVector(spoiled)).toThrow('aux-mom/planar: 1/3 is not a binary64');
});

it('formatUpward is at least the value, by less than one unit of its third digit', () => {
  const positive = fc.bigInt({ min: 1n, max: 10n ** 30n });
  forAll(100, [positive, positive, fc.constantFrom(0n, 31n)], (numerator, wide, places) => {
    const value = createRatio(numerator, wide * 10n ** places);
    const text = formatUpward(value);
    const shown = parseExactNumber(text);
    const excess = shown.numerator * value.denominator - value.numerator * shown.denominator;
    expect(excess).toBeGreaterThanOrEqual(0n);
    // (shown − value)/value < 1/100
    expect(excess * 100n).toBeLessThan(value.numerator * shown.denominator);
    expect(text.replace(/e.*/, '').replace('.', '').length).toBeLessThanOrEqual(3);
  });
  expect(
    ['9.991e-7', '1e-3', '0', '0.00123456', '10', '123456'].map((text) =>
      formatUpward(parseExactNumber(text)),
    ),
  ).toEqual(['1e-6', '1e-3', '0', '1.24e-3', '1e1', '1.24e5']);
  expect(nearestDouble(parseExactNumber('1e-6'))).toBe(1e-6);
});
