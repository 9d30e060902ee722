/** NAIVE: without a correction the method converges, but not to the minimiser. */
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { naiveLimit, naiveRound } from '../../spec/theorems/index.js';
import { createQuadraticOracle, type QuadraticProblem } from '../../spec/model/index.js';
import { createRationalField, runExact } from '../../src/exact/index.js';

const field = createRationalField();
const { add, subtract, multiply, divide, one, zero, compare, fromString } = field;
type Rational = typeof one;

/** xᵗ, t = 0 … T, of the naive method on the toy: f = x²/2, ∇h = 2x − ζ, K = 10, η = 1/10. */
function iteratesOnToy(start: Rational, zeta: Rational, roundCount: number): readonly Rational[] {
  const target = { matrix: [[one]], vector: [zero], constant: zero };
  const auxiliary = { matrix: [[fromString('2')]], vector: [zeta], constant: zero };
  const problem: QuadraticProblem<Rational> = {
    dimension: 1,
    target,
    auxiliary,
    snapshotAtoms: [{ probability: one, target, auxiliary }],
    localAtoms: [{ probability: one, auxiliary }],
  };
  const local = Array.from({ length: 10 }, () => 0);
  const trace = runExact(field, 'naive', {
    parameters: { stepSize: fromString('1/10'), momentumWeight: one, localStepCount: 10, roundCount },
    initialization: { kind: 'none' },
    startingPoint: [start],
    tape: { initial: [], rounds: Array.from({ length: roundCount }, () => ({ snapshot: 0, local })) },
    oracle: createQuadraticOracle(field, problem),
  });
  return [start, ...trace.rounds.map(({ iterate: [x = zero] }) => x)];
}

const arbitraryNumber = fc.integer({ min: -40, max: 40 }).map((tenths) => fromString(`${tenths}/10`));

it('NAIVE: from every start and for every ζ, xᵗ tends to a point with f = cζ², a fixed factor nearer a round', () => {
  const { numerator, denominator } = naiveLimit(field);
  const { factor } = naiveRound(field);
  const { shift } = naiveRound(field);
  const reach = divide(shift, subtract(one, factor)); // the limit is reach·ζ
  expect(compare(multiply(factor, factor), one)).toBe(-1);
  fc.assert(
    fc.property(arbitraryNumber, arbitraryNumber, (start, zeta) => {
      const limit = multiply(reach, zeta);
      const half = multiply(fromString('1/2'), multiply(limit, limit));
      expect(compare(multiply(half, denominator), multiply(numerator, multiply(zeta, zeta)))).toBe(0);
      const iterates = iteratesOnToy(start, zeta, 3);
      iterates.slice(1).forEach((x, t) => {
        const before = subtract(iterates[t] ?? zero, limit);
        expect(compare(x, add(limit, multiply(factor, before)))).toBe(0);
      });
    }),
  );
});

it('and for ζ ≠ 0 that is not the minimiser: the claim that f tends to 0 shrinks to ζ = 0.1', () => {
  const details = fc.check(
    fc.property(arbitraryNumber, (zeta) => compare(multiply(naiveLimit(field).numerator, zeta), zero) === 0),
    { numRuns: 100 },
  );
  const [zeta = zero] = details.counterexample ?? [];
  expect(field.format(multiply(zeta, zeta))).toBe('0.01');
});
