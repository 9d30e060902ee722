/**
 * Honest floating-point implementations, written independently of the library: any format, any order of sums, with or
 * without fused multiply-add, with any usual grouping of the estimate. Only states are reported.
 */
import type { ReportedTrace } from '../../src/judge/index.js';
import {
  createRatio,
  liftDouble,
  roundRatio,
  roundToFormat,
  type FloatFormat,
  type Ratio,
} from '../../src/exact/index.js';
import type { AffineGradient } from '../../spec/model/index.js';
import type { TestCase } from './cases.js';

/** How an honest implementation may differ from the formula as written. */
export interface HonestStyle {
  readonly format: FloatFormat;
  readonly fused: boolean;
  /** (1−a)m + ag, m + a(g−m), or the form with the fewest operations for variance reduction. */
  readonly grouping: 'average' | 'lerp';
  /** Sorts the terms of a sum; a permutation drawn per sum makes every order possible. */
  readonly order: (length: number) => readonly number[];
  readonly flushes?: boolean;
  /** Whether a round keeps its snapshot and the displacement from it, and rounds their sum for each point. */
  readonly isDisplaced?: boolean;
}

interface Arithmetic {
  readonly round: (value: number) => number;
  readonly add: (x: number, y: number) => number;
  readonly mul: (x: number, y: number) => number;
  /** x·y + z with one rounding, or with two. */
  readonly mulAdd: (x: number, y: number, z: number) => number;
}

function arithmeticOf({ format, fused, flushes = false }: HonestStyle): Arithmetic {
  const smallestNormal = 2 ** format.minimumExponent;
  const flush = (value: number): number => (flushes && Math.abs(value) < smallestNormal ? 0 : value);
  const round = (value: number): number => flush(roundToFormat(format, value));
  const add = (x: number, y: number): number => round(flush(x) + flush(y));
  const mul = (x: number, y: number): number => round(flush(x) * flush(y));
  const mulAdd = (x: number, y: number, z: number): number => {
    if (!fused || ![x, y, z].every(Number.isFinite)) return add(mul(x, y), z);
    const [a, b, c] = [liftDouble(flush(x)), liftDouble(flush(y)), liftDouble(flush(z))];
    const exact = createRatio(
      a.numerator * b.numerator * c.denominator + c.numerator * a.denominator * b.denominator,
      a.denominator * b.denominator * c.denominator,
    );
    return flush(roundRatio(format, exact));
  };
  return { round, add, mul, mulAdd };
}

/** Runs `testCase` honestly in the given style. */
export function runHonestly(testCase: TestCase, style: HonestStyle): ReportedTrace<number> {
  const { add, mul, mulAdd } = arithmeticOf(style);
  const datum = (ratio: Ratio): number => {
    const value = roundRatio(style.format, ratio);
    return style.flushes === true && Math.abs(value) < 2 ** style.format.minimumExponent ? 0 : value;
  };
  const { variant, parameters, initialization, problem, tape } = testCase;
  const eta = datum(parameters.stepSize);
  const a = datum(parameters.momentumWeight);
  const d = problem.dimension;

  const gradient = ({ matrix, vector }: AffineGradient<Ratio>, at: readonly number[]): number[] =>
    matrix.map((row, i) => {
      // −vᵢ is one more term of the sum, at any place of it
      const terms = style.order(d + 1);
      let sum: number | undefined;
      for (const j of terms) {
        const [factor, value] =
          j === d ? [-1, datum(vector[i] as Ratio)] : [datum(row[j] as Ratio), at[j] as number];
        if (j === d) sum = sum === undefined ? -value : add(sum, -value);
        else sum = sum === undefined ? mul(factor, value) : mulAdd(factor, value, sum);
      }
      return sum ?? 0;
    });
  const minus = (x: readonly number[], y: readonly number[]): number[] =>
    x.map((value, i) => add(value, -(y[i] as number)));
  const plus = (x: readonly number[], y: readonly number[]): number[] =>
    x.map((value, i) => add(value, y[i] as number));

  const isTarget = variant.endsWith('-target');
  const sampleAt = (atom: number, at: readonly number[]): number[] => {
    const { target, auxiliary } = problem.snapshotAtoms[atom] as (typeof problem.snapshotAtoms)[number];
    return isTarget ? gradient(target, at) : minus(gradient(target, at), gradient(auxiliary, at));
  };
  const average = (m: readonly number[], g: readonly number[]): number[] =>
    m.map((value, i) => {
      const sample = g[i] as number;
      return style.grouping === 'lerp'
        ? mulAdd(a, add(sample, -value), value)
        : mulAdd(a, sample, mul(add(1, -a), value));
    });

  let x = testCase.startingPoint.map(datum);
  let xOld = x;
  const start = startEstimate();
  let m = start;

  function startEstimate(): number[] | undefined {
    switch (initialization.kind) {
      case 'given':
        return initialization.correction.map(datum);
      case 'zero':
        return x.map(() => 0);
      case 'exact':
        return isTarget
          ? gradient(problem.target, x)
          : minus(gradient(problem.target, x), gradient(problem.auxiliary, x));
      case 'batch': {
        const sum = tape.initial.map((atom) => sampleAt(atom, x)).reduce(plus);
        return sum.map((value) => mul(value, datum(createRatio(1n, BigInt(initialization.size)))));
      }
      case 'first-snapshot':
      case 'none':
        return undefined;
    }
  }

  const rounds = tape.rounds.map(({ snapshot, local }, index) => {
    const { target } = problem.snapshotAtoms[snapshot] as (typeof problem.snapshotAtoms)[number];
    if (variant !== 'naive' && variant !== 'sgd') {
      const sample = sampleAt(snapshot, x);
      if (m === undefined || a === 1) m = sample;
      else if (variant === 'aux-mom' || variant === 'aux-mom-target') m = average(m, sample);
      else {
        const error = minus(m, index === 0 ? sample : sampleAt(snapshot, xOld));
        m = sample.map((value, i) => mulAdd(add(1, -a), error[i] as number, value));
      }
    }
    let y = x;
    let displacement = x.map(() => 0);
    const steps = Array.from({ length: parameters.localStepCount }, (_, k) => {
      const { auxiliary } = problem.localAtoms[local[k] ?? 0] as (typeof problem.localAtoms)[number];
      let direction: number[];
      if (variant === 'sgd' || (variant === 'naive' && k === 0)) direction = gradient(target, x);
      else if (variant === 'naive') direction = gradient(auxiliary, y);
      else if (isTarget)
        direction = plus(minus(gradient(auxiliary, y), gradient(auxiliary, x)), m as number[]);
      else direction = plus(gradient(auxiliary, y), m as number[]);
      if (style.isDisplaced === true) {
        displacement = displacement.map((value, i) => mulAdd(-eta, direction[i] as number, value));
        y = plus(x, displacement);
      } else y = y.map((value, i) => mulAdd(-eta, direction[i] as number, value));
      return { point: y };
    });
    xOld = x;
    x = y;
    return { ...(m === undefined ? {} : { correction: m }), steps, iterate: x };
  });
  return {
    start: {
      iterate: testCase.startingPoint.map(datum),
      ...(start === undefined ? {} : { correction: start }),
    },
    rounds,
  };
}
