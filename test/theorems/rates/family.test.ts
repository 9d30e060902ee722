/** The family between AuxMOM and AuxMVR: its page, its exact expectation for every γ, and its ends. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { compileMethod } from '../../../spec/language/index.js';
import {
  bound,
  conditionSlacks,
  createRateInput,
  leastCarry,
  leastExcess,
  rateTheorems,
  theoremsOf,
} from '../../../spec/theorems/index.js';
import { createRationalField, createRatio, ratioField, runExact } from '../../../src/exact/index.js';
import { enumerateTapes, expectRun } from '../../../src/expectation/index.js';
import { createScalarProblem, measureScalar, type ScalarCase } from '../../../src/theorems/rates/index.js';
import { arbitraryCase, instantiate, type TestCase } from '../../support/cases.js';
import { methodOf, parametersOf, readPage, runPage, worldOf } from '../../support/pages.js';
import { forAll } from '../../support/for-all.js';

const field = createRationalField();
const page = compileMethod(methodOf(readPage('aux-fam')), field);
const number = ratioField.fromString;
const zero = field.zero;

/** The points of the page from which local steps start, round by round, and its iterates. */
function runOfPage(testCase: TestCase, carry: string, startingCorrection: 'zero' | 'first-snapshot') {
  const request = instantiate(field, testCase);
  const { startingPoint } = request;
  const rounds = runPage(
    page,
    request.parameters.roundCount,
    worldOf(request),
    (round) => ({
      ...parametersOf(request, round),
      ...(startingCorrection === 'first-snapshot' && round === 1 ? { a: field.one } : {}),
      γ: field.fromString(carry),
    }),
    { x: startingPoint, m: startingPoint.map(() => zero) },
  );
  let snapshot = startingPoint;
  return rounds.map(({ lines, states }) => {
    const moved = lines.flatMap(({ name, pass, value }) =>
      name === 'y' && pass > 0 ? [value as typeof startingPoint] : [],
    );
    const from = [snapshot, ...moved.slice(0, -1)];
    snapshot = states['x'] as typeof startingPoint;
    return { from, iterate: snapshot };
  });
}

const texts = (vector: readonly (typeof zero)[]): string[] => vector.map(field.format);

it.each([
  ['aux-mom', '0'],
  ['aux-mvr', '1'],
] as const)('the page is %s for γ = %s, exactly', (variant, carry) => {
  forAll(20, [arbitraryCase({ variants: [variant] }), fc.boolean()], (given, isZero) => {
    const kind = isZero ? 'zero' : 'first-snapshot';
    const testCase: TestCase = { ...given, initialization: { kind } };
    const request = instantiate(field, testCase);
    const trace = runExact(field, variant, request);
    expect(runOfPage(testCase, carry, kind).map(({ iterate }) => texts(iterate))).toEqual(
      trace.rounds.map(({ iterate }) => texts(iterate)),
    );
  });
});

describe('the expectation', () => {
  const run: ScalarCase = {
    ...{ name: 'family', curvature: '0.5', difference: '-0.11', stepSize: '1', momentumWeight: '0.3' },
    ...{ localStepCount: 2, roundCount: 3, startingPoint: '1', correction: '0' },
    ...{ snapshotDeviation: '0.7', localDeviation: '0.2' },
  };
  const problemOf = (carry: string) =>
    createScalarProblem('FAM-1', { ...run, family: { carry, share: '1', excess: '1' } });

  it.each(['0', '0.3', '1'])(
    'over all draws of runs of the page is that of second moments, γ = %s',
    (carry) => {
      const given = problemOf('1');
      const { problem, parameters, startingPoint } = given;
      const [first, second] = problem.snapshotAtoms;
      if (first === undefined || second === undefined) throw new RangeError('two atoms');
      // noise that grows with x, so that the two samples of a round do not cancel
      const steeper = (atom: typeof first, change: string) => ({
        ...atom,
        target: { ...atom.target, matrix: [[ratioField.add(number('0.5'), number(change))]] },
      });
      const noisy = { ...problem, snapshotAtoms: [steeper(first, '0.2'), steeper(second, '-0.2')] };
      const initialization = { kind: 'zero' } as const;
      const resolved = { ...given, problem: noisy, initialization };
      const space = {
        variant: 'aux-mvr' as const,
        ...{ parameters, initialization },
        snapshotProbabilities: noisy.snapshotAtoms.map(({ probability }) => probability),
        localProbabilities: noisy.localAtoms.map(({ probability }) => probability),
      };
      const slope = field.fromString('0.5');
      let total = zero;
      for (const { probability, tape } of enumerateTapes(space)) {
        const testCase = { ...resolved, tape, startingPoint } as unknown as TestCase;
        const points = runOfPage(testCase, carry, 'zero').flatMap(({ from }) => from);
        for (const [x = zero] of points) {
          const gradient = field.multiply(slope, x);
          total = field.add(
            total,
            field.multiply(field.fromRatio(probability), field.multiply(gradient, gradient)),
          );
        }
      }
      const { averageSquaredGradient } = expectRun({ ...resolved, carry: number(carry) });
      const { numerator, denominator } = field.toRatio(field.divide(total, field.fromString('6')));
      expect(createRatio(averageSquaredGradient.numerator, averageSquaredGradient.denominator)).toEqual(
        createRatio(numerator, denominator),
      );
    },
  );

  it.each(['0', '0.3', '1'])('of a scalar case is that of second moments, γ = %s', (carry) => {
    const family = { carry, share: '1', excess: '1' };
    const { measurement } = measureScalar('FAM-1', { ...run, family });
    const { averageSquaredGradient } = expectRun({ ...problemOf('1'), carry: number(carry) });
    expect(ratioField.compare(measurement.averageSquaredGradient, averageSquaredGradient)).toBe(0);
  });
});

describe('the theorems', () => {
  const parameters = {
    stepSize: number('1/10'),
    momentumWeight: number('1/2'),
    localStepCount: 4,
    roundCount: 5,
  };
  const constants = {
    ...{ smoothness: number('2'), hessianSimilarity: number('1/4'), meanSquareSimilarity: number('1') },
    ...{ suboptimality: number('3'), correctionError: number('8'), snapshotVariance: number('6') },
    ...{ firstSnapshotVariance: number('5'), localVariance: number('7'), targetVariance: number('9') },
  };
  const inputOf = (id: 'FAM-1' | 'FAM-2' | 'MOM-1' | 'MOM-1H', numbers: object = {}) =>
    createRateInput(ratioField, rateTheorems[id], parameters, { kind: 'zero' }, { ...constants, ...numbers });
  const valueOf = (id: 'FAM-1' | 'FAM-2' | 'MOM-1' | 'MOM-1H', numbers: object = {}) => {
    const { numerator, denominator } = bound(ratioField, rateTheorems[id], inputOf(id, numbers));
    return ratioField.format(ratioField.divide(numerator, denominator));
  };
  const momentumWeight = parameters.momentumWeight;

  it.each([
    ['MOM-1', '1'],
    ['MOM-1H', '1/2'],
  ] as const)('FAM-1 at γ = 0 is %s at φ = %s, with the least ω', (id, text) => {
    const [carry, share] = [number('0'), number(text)];
    const excess = leastExcess(ratioField, { momentumWeight, carry, share });
    expect(valueOf('FAM-1', { carry, share, excess })).toBe(valueOf(id));
    const [slack = number('1')] = conditionSlacks(
      ratioField,
      rateTheorems['FAM-1'].exactCondition,
      inputOf('FAM-1', { carry, share, excess }),
    );
    expect(ratioField.compare(slack, number('0'))).toBe(0);
  });

  it('FAM-2 has no smaller bound than FAM-1 at its γ, and its γ is the least', () => {
    const share = number('1/2');
    const { hessianSimilarity, meanSquareSimilarity } = constants;
    const carry = leastCarry(ratioField, { momentumWeight, share, hessianSimilarity, meanSquareSimilarity });
    expect(ratioField.format(carry)).toBe('0.2'); // (1/16)/(1/16 + 1/4)
    const excess = leastExcess(ratioField, { momentumWeight, carry, share });
    const difference = ratioField.subtract(
      number(valueOf('FAM-2', { carry, share })),
      number(valueOf('FAM-1', { carry, share, excess })),
    );
    expect(ratioField.compare(difference, number('0'))).toBeGreaterThan(0);
  });
});

it('the family is about a page: no run of a variant is judged by its theorems', () => {
  const named = (variant: 'aux-mom' | 'aux-mvr') => theoremsOf(variant).map(({ id }) => id);
  expect(named('aux-mvr')).toEqual(['MVR-1', 'MVR-2', 'RATE-MVR', 'RATE-MVR-2', 'RATE-MVR-2P', 'RATE-MVR-H']);
  expect(named('aux-mom').filter((id) => id.includes('FAM'))).toEqual([]);
});
