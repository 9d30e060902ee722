/** h = 0 and K = 1: the optimizers that the variants are, each written out once more. */
import fc from 'fast-check';
import { expect, it } from 'vitest';
import type { Ratio } from '../../src/exact/index.js';
import { arbitraryCase, type TestCase } from '../support/cases.js';
import { combine, gradientAt, minus, ratio, times } from '../support/plain-ratios.js';
import {
  exactIterates,
  oneRatio,
  reshape,
  targetOfRound,
  textsOf,
  withoutAuxiliary,
} from '../support/reshape-case.js';
import { firstOf } from '../support/some-of.js';

type Vector = readonly Ratio[];
/** Makes the direction of round t, of which x ← x − η·direction, from x and the gradient of its sample. */
type Direction = (x: Vector, gradient: (at: Vector) => Vector) => Vector;

const minusOne = ratio(-1);

/** x⁰, …, xᵀ of an optimizer at a rate, as texts. */
function iterates(testCase: TestCase, rate: Ratio, direction: Direction): string[][] {
  let x: Vector = testCase.startingPoint;
  const visited = [textsOf(x)];
  for (let t = 1; t <= testCase.parameters.roundCount; t += 1) {
    const sample = targetOfRound(testCase, t);
    x = combine([oneRatio, x], [times(minusOne, rate), direction(x, (at) => gradientAt(sample, at))]);
    visited.push(textsOf(x));
  }
  return visited;
}

/** torch.optim.SGD with dampening: the first buffer is the first gradient, undampened. */
function torchMomentum(momentum: Ratio, dampening: Ratio): Direction {
  let buffer: Vector | undefined;
  return (x, gradient) =>
    (buffer =
      buffer === undefined
        ? gradient(x)
        : combine([momentum, buffer], [minus(oneRatio, dampening), gradient(x)]));
}

/** The momentum optimizer of TensorFlow.js and convnetjs: a velocity from rest. */
function heavyBall(momentum: Ratio): Direction {
  let velocity: Vector | undefined;
  return (x, gradient) =>
    (velocity = combine([momentum, velocity ?? x.map(() => ratio(0))], [oneRatio, gradient(x)]));
}

/** STORM with a constant weight: d₁ = ∇f(x₁, ξ₁), d_t = ∇f(x_t, ξ_t) + (1−a)(d_{t−1} − ∇f(x_{t−1}, ξ_t)). */
function storm(weight: Ratio): Direction {
  let last: { readonly x: Vector; readonly d: Vector } | undefined;
  return (x, gradient) => {
    const bracket = last && combine([oneRatio, last.d], [minusOne, gradient(last.x)]);
    const d =
      bracket === undefined
        ? gradient(x)
        : combine([oneRatio, gradient(x)], [minus(oneRatio, weight), bracket]);
    last = { x, d };
    return d;
  };
}

type Single = 'aux-mom' | 'aux-mvr' | 'aux-mvr-target';
const arbitrary = (variant: Single, kind: 'zero' | 'first-snapshot') =>
  arbitraryCase({ variants: [variant], maximumRounds: 6, maximumSteps: 1 }).map((testCase) =>
    reshape(testCase, {
      problem: withoutAuxiliary,
      parameters: { localStepCount: 1 },
      initialization: { kind },
    }),
  );
const rest = (weight: Ratio): Ratio => minus(oneRatio, weight);

const optimizers: readonly (readonly [
  name: string,
  variant: Single,
  start: 'zero' | 'first-snapshot',
  create: (a: Ratio) => Direction,
  rate: (eta: Ratio, a: Ratio) => Ratio,
])[] = [
  ['SGD with momentum = dampening = 1 − a', 'aux-mom', 'first-snapshot', (a) => torchMomentum(rest(a), rest(a)), (eta) => eta],
  ['heavy-ball momentum 1 − a at the rate η·a', 'aux-mom', 'zero', (a) => heavyBall(rest(a)), times],
  ['STORM', 'aux-mvr', 'first-snapshot', storm, (eta) => eta],
  ['STORM', 'aux-mvr-target', 'first-snapshot', storm, (eta) => eta],
]; // prettier-ignore

firstOf(
  optimizers.length,
  [40, 200].flatMap((numRuns) => optimizers.map((row) => [...row, numRuns] as const)),
)('%s is %s from %s', (_name, variant, start, create, rate, numRuns) => {
  fc.assert(
    fc.property(arbitrary(variant, start), (testCase) => {
      const { stepSize, momentumWeight } = testCase.parameters;
      expect(exactIterates(testCase)).toEqual(
        iterates(testCase, rate(stepSize, momentumWeight), create(momentumWeight)),
      );
    }),
    { numRuns },
  );
});

it.each(['aux-mvr', 'aux-mvr-target'] as const)('%s is plain SGD at a = 1', (variant) => {
  fc.assert(
    fc.property(arbitrary(variant, 'first-snapshot'), (testCase) => {
      const full = reshape(testCase, { parameters: { momentumWeight: oneRatio } });
      const sgd = reshape(full, { variant: 'sgd', initialization: { kind: 'none' } });
      expect(exactIterates(full)).toEqual(exactIterates(sgd));
    }),
    { numRuns: 60 },
  );
});

it('sgd is one step along the sampled target gradient a round', () => {
  fc.assert(
    fc.property(arbitraryCase({ variants: ['sgd'], maximumRounds: 6 }), (testCase) => {
      const { stepSize } = testCase.parameters;
      expect(exactIterates(testCase)).toEqual(iterates(testCase, stepSize, (x, gradient) => gradient(x)));
    }),
    { numRuns: 100 },
  );
});

it('aux-mom with the other start is neither of its two', () => {
  // x⁰ = 1, g = x, η = a = ½: from the first sample x¹ = ½, from zero x¹ = ¾
  const sample = { matrix: [[oneRatio]], vector: [ratio(0)] };
  const testCase: TestCase = {
    variant: 'aux-mom',
    problem: withoutAuxiliary({
      dimension: 1,
      target: { ...sample, constant: ratio(0) },
      auxiliary: { ...sample, constant: ratio(0) },
      snapshotAtoms: [{ probability: oneRatio, target: sample, auxiliary: sample }],
      localAtoms: [{ probability: oneRatio, auxiliary: sample }],
    }),
    parameters: { stepSize: ratio(1, 2), momentumWeight: ratio(1, 2), localStepCount: 1, roundCount: 1 },
    initialization: { kind: 'first-snapshot' },
    startingPoint: [oneRatio],
    tape: { initial: [], rounds: [{ snapshot: 0, local: [0] }] },
  };
  expect(exactIterates(testCase)).toEqual([['1'], ['0.5']]);
  expect(exactIterates(reshape(testCase, { initialization: { kind: 'zero' } }))).toEqual([['1'], ['0.75']]);
});
