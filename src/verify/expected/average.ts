/** The average of reported runs over all sequences of draws, against the exact expectation. */
import { absolute, createVectorSpace, type Field, type Vector } from '../../../spec/algebra/index.js';
import {
  type AtomTape,
  evaluateGradient,
  evaluateQuadratic,
  mapProblem,
  type QuadraticFunction,
} from '../../../spec/model/index.js';
import { createRatio, formatRatio, nearestDouble, type RadixNumber, type Ratio } from '../../exact/index.js';
import { type ComponentReport } from '../../judge/index.js';
import { createJudgeArithmetic } from '../../judge/judge-arithmetic.js';
import { requireConstants } from '../../problems/problem-case.js';
import { judgeRequestOf } from '../session/judge-run.js';
import type { PreparedCase } from '../session/prepared-case.js';
import { createTrackedRuns } from './tracked-run.js';
import { type ExpectationCase, expectRun } from '../../expectation/index.js';

/** Rules about averages. */
export const expectationRules = {
  'EXPECT.1': 'the average over every sequence of draws is the exact expectation',
  'EXPECT.2': 'the average over every sequence of draws is within the bound of the theorem',
} as const;

/** A number with how far an honest run may be off it. */
export interface AveragedNumber {
  readonly value: Ratio;
  readonly radius: Ratio;
}

/** Averages runs as they come. */
export interface Averager {
  /** Takes a run: x⁰ … x^T as they were reported. */
  readonly add: (probability: Ratio, tape: AtomTape, iterates: readonly Vector<Ratio>[]) => void;
  /** The first average that is off its expectation by more than rounding explains. */
  readonly compare: () => ComponentReport | undefined;
  /** (1/T) Σ_t E‖∇f(x^{t−1})‖², which is G where K = 1. */
  readonly averageSquaredGradient: () => AveragedNumber;
}

/** The averager of a case whose tapes are those of `enumerateTapes`. */
export function createAverager(prepared: PreparedCase): Averager {
  const { case: given } = prepared;
  const { roundCount } = given.parameters;
  const arithmetic = createJudgeArithmetic(judgeRequestOf(prepared));
  const { base } = arithmetic;
  const runs = createTrackedRuns(prepared, arithmetic);
  const { ring } = runs.field;
  const target = mapProblem(given.problem, base.fromRatio).target;
  const tracked = mapProblem(given.problem, ring.fromRatio).target;
  const count = given.problem.dimension + 2;
  const table = () =>
    Array.from({ length: roundCount + 1 }, () => Array.from({ length: count }, () => base.zero));
  const [sums, radii] = [table(), table()];
  const accumulate = (into: RadixNumber[], weight: RadixNumber, values: readonly RadixNumber[]): void => {
    values.forEach((value, index) => {
      into[index] = base.add(into[index] ?? base.zero, base.multiply(weight, value));
    });
  };
  return {
    add: (probability, tape, iterates) => {
      const weight = base.fromRatio(probability);
      runs.iterates(tape).forEach((exact, t) => {
        const reported = (iterates[t] ?? []).map(base.fromRatio);
        accumulate(sums[t] ?? [], weight, measureIterate(base, target, reported));
        const radius = measureIterate(ring, tracked, exact).map((number) => number.radius);
        accumulate(radii[t] ?? [], weight, radius);
      });
    },
    compare: () => {
      const expected = expectMeasures(
        requireConstants({ ...given, name: given.id, seed: 0 }, 'an expectation'),
      );
      for (const [round, values] of sums.entries()) {
        for (const [index, value] of values.entries()) {
          const should = base.fromRatio(expected[round]?.[index] ?? { numerator: 0n, denominator: 1n });
          const error = absolute(base, base.subtract(value, should));
          const bound = radii[round]?.[index] ?? base.zero;
          if (base.compare(error, bound) <= 0) continue;
          return report({
            equation: 'EXPECT.1',
            round,
            quantity: nameOfMeasure(index, round),
            expected: base.toRatio(should),
            actual: base.toRatio(value),
            error: base.toRatio(error),
            bound: base.toRatio(bound),
          });
        }
      }
      return undefined;
    },
    averageSquaredGradient: () => {
      const average = (numbers: readonly (readonly RadixNumber[])[]): Ratio => {
        const total = numbers
          .slice(0, roundCount)
          .reduce((sum, values) => base.add(sum, values[1] ?? base.zero), base.zero);
        const { numerator, denominator } = base.toRatio(total);
        return createRatio(numerator, denominator * BigInt(roundCount));
      };
      return { value: average(sums), radius: average(radii) };
    },
  };
}

/** A broken rule in the form of all violations. */
export function report(broken: {
  readonly equation: keyof typeof expectationRules;
  readonly round: number;
  readonly quantity: string;
  readonly expected: Ratio;
  readonly actual: Ratio;
  readonly error: Ratio;
  readonly bound: Ratio;
}): ComponentReport {
  const { equation, round, quantity } = broken;
  const [error, bound] = [nearestDouble(broken.error), nearestDouble(broken.bound)];
  return {
    equation,
    statement: expectationRules[equation],
    round,
    quantity,
    component: 0,
    expected: formatRatio(broken.expected),
    actual: formatRatio(broken.actual),
    error,
    bound,
    fraction: bound === 0 ? Infinity : Math.max(error / bound, 1 + Number.EPSILON),
    boundInUlps: 0,
  };
}

/** f(x), ‖∇f(x)‖², and the coordinates of x: d + 2 numbers. */
function measureIterate<S>(field: Field<S>, target: QuadraticFunction<S>, x: Vector<S>): readonly S[] {
  const gradient = evaluateGradient(field, target, x);
  return [evaluateQuadratic(field, target, x), createVectorSpace(field).squaredNorm(gradient), ...x];
}

/** The name of a number of {@link measureIterate}, for messages. */
function nameOfMeasure(index: number, round: number): string {
  if (index === 0) return `E f(x^${round})`;
  return index === 1 ? `E‖∇f(x^${round})‖²` : `E x^${round}[${index - 2}]`;
}

/** The expectations of {@link measureIterate} for x⁰, x¹, …, x^T, by the recursion of second moments: no enumeration. */
export function expectMeasures(given: ExpectationCase): readonly (readonly Ratio[])[] {
  const { parameters, startingPoint } = given;
  // a round more: ‖∇f(x^T)‖² is what its first step begins with
  const roundCount = parameters.roundCount + 1;
  const { rounds, initialTargetValue } = expectRun({ ...given, parameters: { ...parameters, roundCount } });
  const zero: Ratio = { numerator: 0n, denominator: 1n };
  return Array.from({ length: roundCount }, (_, t) => [
    t === 0 ? initialTargetValue : (rounds[t - 1]?.steps.at(-1)?.targetValue ?? zero),
    rounds[t]?.steps[0]?.squaredGradient ?? zero,
    ...(t === 0 ? startingPoint : (rounds[t - 1]?.iterate?.mean ?? [])),
  ]);
}
