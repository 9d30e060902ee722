/** The proven bound is the specification's: by the kernel, and here once more in numbers at random points. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  addRationals,
  multiplyRationals,
  rational,
  signOf,
  type Polynomial,
  type Rational,
} from '../../proofs-checks/kernel/index.js';
import { evaluateAt } from '../../proofs-checks/mutation/shape.js';
import { totalGradient } from '../../proofs-checks/setting/sums.js';
import { rationalField } from '../../proofs-checks/theorems/rational-field.js';
import { rateProofs } from '../../proofs-checks/theorems/registry.js';
import {
  bound,
  boundTerms,
  conditionSlacks,
  type RateInput,
  type RateTheorem,
} from '../../spec/theorems/index.js';

const positive = fc
  .record({ numerator: fc.integer({ min: 1, max: 40 }), denominator: fc.integer({ min: 1, max: 40 }) })
  .map(({ numerator, denominator }) => rational(numerator, denominator));

const arbitraryPoint = fc.record({
  a: fc.integer({ min: 1, max: 12 }).map((numerator) => rational(numerator, 12)),
  eta: positive,
  J: fc.nat({ max: 9 }).map((steps) => rational(steps)),
  t: fc.nat({ max: 9 }).map((rounds) => rational(rounds)),
  L: positive,
  delta: positive,
  varD: positive,
  varD1: positive,
  varh: positive,
  varf: positive,
  F0: positive,
  e0: positive,
  firstWeight: positive,
});

type Numbers = Record<
  'a' | 'eta' | 'J' | 't' | 'L' | 'delta' | 'varD' | 'varD1' | 'varh' | 'varf' | 'F0' | 'e0' | 'firstWeight',
  Rational
>;

const { add, subtract, multiply, divide, compare, one } = rationalField;

/** The same point as an input of the specification. */
function inputOf(theorem: RateTheorem, numbers: Numbers, initial: Rational): RateInput<Rational> {
  return {
    smoothness: numbers.L,
    hessianSimilarity: numbers.delta,
    suboptimality: numbers.F0,
    snapshotVariance: numbers.varD,
    localVariance: numbers.varh,
    targetVariance: numbers.varf,
    stepSize: numbers.eta,
    momentumWeight: numbers.a,
    localStepCount: theorem.id === 'SGD-1' ? one : add(numbers.J, one),
    roundCount: add(numbers.t, one),
    initialError: { numerator: initial, denominator: one },
  };
}

function initialErrorOf(theorem: RateTheorem, start: string, numbers: Numbers): Rational {
  const square = multiply(numbers.a, numbers.a);
  const abar = subtract(one, numbers.a);
  if (start === 'given') return multiply(multiply(abar, abar), numbers.e0);
  if (start === 'none') return rational(0);
  return multiply(theorem.id === 'MVR-1' ? numbers.firstWeight : subtract(one, square), numbers.varD1);
}

/** The bound on Σ_t g_t that a statement N − M·Σ_t g_t ≥ 0 makes: N/M. */
function provenBound(statement: Polynomial, numbers: Numbers): Rational {
  const form = evaluateAt(new Map(Object.entries(numbers)), statement);
  const gradients = [...form].filter(([name]) => name !== '');
  const [only, ...others] = gradients;
  if (only === undefined || others.length > 0) throw new RangeError('a bound is on one quantity');
  return divide(form.get('') ?? rational(0), multiplyRationals(rational(-1), only[1]));
}

describe.each(rateProofs.flatMap((proof) => proof.rates.map((rate) => ({ proof, rate }))))(
  '$rate.id ($rate.condition, $rate.start)',
  ({ proof: { theorem }, rate }) => {
    it('bounds what the specification says it bounds', () => {
      fc.assert(
        fc.property(arbitraryPoint, (numbers) => {
          const input = inputOf(theorem, numbers, initialErrorOf(theorem, rate.start, numbers));
          const { numerator, denominator } = bound(rationalField, theorem, input);
          const total = multiply(
            multiply(input.localStepCount, input.roundCount),
            divide(numerator, denominator),
          );
          expect(compare(provenBound(rate.bound.fact.statement, numbers), total)).toBe(0);
        }),
        { numRuns: 30 },
      );
    });

    it('would notice a changed summand (control)', () => {
      fc.assert(
        fc.property(arbitraryPoint, fc.nat(), (numbers, choice) => {
          const input = inputOf(theorem, numbers, initialErrorOf(theorem, rate.start, numbers));
          const terms = boundTerms(rationalField, theorem, input);
          const changed = terms[choice % terms.length]?.value;
          if (changed === undefined || signOf(changed.numerator) === 0) return;
          const { numerator, denominator } = bound(rationalField, theorem, input);
          const larger = addRationals(
            divide(numerator, denominator),
            divide(changed.numerator, changed.denominator),
          );
          const total = multiply(multiply(input.localStepCount, input.roundCount), larger);
          expect(compare(provenBound(rate.bound.fact.statement, numbers), total)).not.toBe(0);
        }),
        { numRuns: 30 },
      );
    });
  },
);

describe('conditions', () => {
  it('assumed by the proofs are those of the specification', () => {
    fc.assert(
      fc.property(arbitraryPoint, (numbers) => {
        for (const { theorem, conditions } of rateProofs) {
          const input = inputOf(theorem, numbers, rational(0));
          const slacks = [theorem.exactCondition, theorem.simpleCondition].flatMap((condition) =>
            conditionSlacks(rationalField, condition, input),
          );
          const point = new Map(Object.entries(numbers));
          for (const [at, hypothesis] of conditions.entries()) {
            const value = evaluateAt(point, hypothesis.statement).get('') ?? rational(0);
            expect(compare(value, slacks[at] ?? rational(-1))).toBe(0);
          }
        }
      }),
      { numRuns: 50 },
    );
  });

  it('are implied, the exact by the simple one', () => {
    const small = fc.integer({ min: 0, max: 60 }).map((numerator) => rational(numerator, 240));
    fc.assert(
      fc.property(arbitraryPoint, small, small, (numbers, smooth, similar) => {
        for (const { theorem } of rateProofs) {
          // Lη and δηK up to 1/4, so that the simple condition holds often.
          const steps = add(numbers.J, one);
          const delta = divide(similar, multiply(numbers.eta, steps));
          const input = inputOf(theorem, { ...numbers, L: divide(smooth, numbers.eta), delta }, rational(0));
          const holds = (which: 'simpleCondition' | 'exactCondition'): boolean =>
            conditionSlacks(rationalField, theorem[which], input).every((slack) => signOf(slack) >= 0);
          if (holds('simpleCondition')) expect(holds('exactCondition')).toBe(true);
        }
      }),
      { numRuns: 300 },
    );
  });

  it('have their parts named completely', () => {
    const point = new Map(
      Object.entries({
        a: rational(1, 3),
        eta: rational(1, 5),
        J: rational(4),
        L: rational(2),
        delta: rational(3),
      }),
    );
    for (const { theorem, conditions, conditionParts } of rateProofs) {
      const [exact] = conditions;
      if (exact === undefined) throw new RangeError('an exact condition');
      const valueOf = (polynomial: Polynomial): Rational =>
        evaluateAt(point, polynomial).get('') ?? rational(0);
      const total = conditionParts.map(({ value }) => valueOf(value)).reduce(add, valueOf(exact.statement));
      const weights: Readonly<Record<string, Rational>> = { 'MVR-1': rational(5, 9), 'SGD-1': rational(1) };
      expect(compare(total, weights[theorem.id] ?? rational(1, 9))).toBe(0);
    }
  });
});

it('speaks of the total gradient', () => {
  const [proof] = rateProofs;
  const statement = proof?.rates[0]?.bound.fact.statement;
  if (statement === undefined) throw new RangeError('MOM-1 is proven');
  const names = [...evaluateAt(new Map(Object.entries(sample)), statement).keys()];
  const [key] = [...totalGradient.at('t+1').terms.values()].flatMap(({ powers }) =>
    powers.map(({ variable }) => variable.key),
  );
  expect(names.sort()).toEqual(['', key].sort());
});

const sample: Numbers = {
  a: rational(1, 2),
  eta: rational(1),
  J: rational(1),
  t: rational(1),
  L: rational(1),
  delta: rational(1),
  varD: rational(1),
  varD1: rational(1),
  varh: rational(1),
  varf: rational(1),
  F0: rational(1),
  e0: rational(1),
  firstWeight: rational(1),
};
