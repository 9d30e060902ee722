/** h = 0 and K = 1: the optimizers that the variants are, each written out once more; and where two variants are the same algorithm. */
import fc from 'fast-check';
import { expect, it, describe } from 'vitest';
import type { Ratio } from '../../src/exact/index.js';
import { arbitraryCase, type TestCase } from '../support/cases.js';
import { combine, gradientAt, minus, ratio, times, plus } from '../support/plain-ratios.js';
import {
  exactIterates,
  oneRatio,
  reshape,
  targetOfRound,
  textsOf,
  withoutAuxiliary,
  exactPoints,
  withoutAuxiliaryNoise,
} from '../support/reshape-case.js';
import { firstOf } from '../support/some-of.js';
import type { AffineGradient } from '../../spec/model/index.js';
import { forAll } from '../support/for-all.js';

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
  forAll(numRuns, [arbitrary(variant, start)], (testCase) => {
    const { stepSize, momentumWeight } = testCase.parameters;
    expect(exactIterates(testCase)).toEqual(
      iterates(testCase, rate(stepSize, momentumWeight), create(momentumWeight)),
    );
  });
});

it.each(['aux-mvr', 'aux-mvr-target'] as const)('%s is plain SGD at a = 1', (variant) => {
  forAll(60, [arbitrary(variant, 'first-snapshot')], (testCase) => {
    const full = reshape(testCase, { parameters: { momentumWeight: oneRatio } });
    const sgd = reshape(full, { variant: 'sgd', initialization: { kind: 'none' } });
    expect(exactIterates(full)).toEqual(exactIterates(sgd));
  });
});

it('sgd is one step along the sampled target gradient a round', () => {
  forAll(100, [arbitraryCase({ variants: ['sgd'], maximumRounds: 6 })], (testCase) => {
    const { stepSize } = testCase.parameters;
    expect(exactIterates(testCase)).toEqual(iterates(testCase, stepSize, (x, gradient) => gradient(x)));
  });
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

const arbitraryOfTarget = arbitraryCase({ variants: ['aux-mom'] });
const asTarget = (testCase: TestCase): TestCase => reshape(testCase, { variant: 'aux-mom-target' });

/** A case on the line: g_f = A x − b, and samples of g_h for the snapshot and for the local draw. */
function onTheLine(
  samples: Record<'target' | 'auxiliary' | 'snapshot' | 'local', AffineGradient<Ratio>>,
  parameters: TestCase['parameters'],
): TestCase {
  const { target, auxiliary, snapshot, local } = samples;
  return {
    variant: 'aux-mom',
    problem: {
      dimension: 1,
      target: { ...target, constant: ratio(0) },
      auxiliary: { ...auxiliary, constant: ratio(0) },
      snapshotAtoms: [{ probability: oneRatio, target, auxiliary: snapshot }],
      localAtoms: [{ probability: oneRatio, auxiliary: local }],
    },
    parameters,
    initialization: { kind: 'exact' },
    startingPoint: [oneRatio],
    tape: {
      initial: [],
      rounds: Array.from({ length: parameters.roundCount }, () => ({ snapshot: 0, local: [0] })),
    },
  };
}

const line = (slope: number, shift = 0): AffineGradient<Ratio> => ({
  matrix: [[ratio(slope)]],
  vector: [ratio(shift)],
});

describe('aux-mom and aux-mom-target', () => {
  it('agree at a = 1 where h has no noise', () => {
    forAll(150, [arbitraryOfTarget], (testCase) => {
      const quiet = reshape(testCase, {
        problem: withoutAuxiliaryNoise,
        parameters: { momentumWeight: oneRatio },
      });
      expect(exactPoints(quiet)).toEqual(exactPoints(asTarget(quiet)));
    });
  });

  it('agree where h = 0', () => {
    forAll(150, [arbitraryOfTarget], (testCase) => {
      const alone = reshape(testCase, { problem: withoutAuxiliary });
      expect(exactPoints(alone)).toEqual(exactPoints(asTarget(alone)));
    });
  });

  it('differ at a = ½, even without noise', () => {
    // f = x²/2, h = x², η = 1/10, x⁰ = 1, exact start. Both reach x¹ = 0.9. Then
    // m² = ½(−1) + ½(0.9 − 1.8) = −0.95 and d = 1.8 − 0.95, against u² = ½·1 + ½·0.9 = 0.95 = d.
    const testCase = onTheLine(
      { target: line(1), auxiliary: line(2), snapshot: line(2), local: line(2) },
      { stepSize: ratio(1, 10), momentumWeight: ratio(1, 2), localStepCount: 1, roundCount: 2 },
    );
    expect(exactIterates(testCase)).toEqual([['1'], ['0.9'], ['0.815']]);
    expect(exactIterates(asTarget(testCase))).toEqual([['1'], ['0.9'], ['0.805']]);
  });

  it('differ at a = 1 where h has noise', () => {
    // g_f = x; the snapshot sees g_h = x + 1 and the local step g_h = x − 1: d = 0 + (1 − 2) against 0 − 0 + 1
    const testCase = onTheLine(
      { target: line(1), auxiliary: line(1), snapshot: line(1, -1), local: line(1, 1) },
      { stepSize: ratio(1, 10), momentumWeight: oneRatio, localStepCount: 1, roundCount: 1 },
    );
    expect(exactIterates(testCase)).toEqual([['1'], ['1.1']]);
    expect(exactIterates(asTarget(testCase))).toEqual([['1'], ['0.9']]);
  });
});

describe.each(['aux-mom-target', 'aux-mvr-target'] as const)('%s', (variant) => {
  it('sees nothing of additive local noise, and nothing of the noise of h in the snapshot', () => {
    const cases = arbitraryCase({ variants: [variant] });
    const shifts = fc.array(fc.integer({ min: -20, max: 20 }), { minLength: 3, maxLength: 3 });
    forAll(100, [cases, shifts], (testCase, shift) => {
      const moved = <A extends { readonly auxiliary: AffineGradient<Ratio> }>(atom: A): A => ({
        ...atom,
        auxiliary: {
          ...atom.auxiliary,
          vector: atom.auxiliary.vector.map((value, i) => plus(value, ratio(shift[i] ?? 0, 10))),
        },
      });
      const noisy = reshape(testCase, {
        problem: (problem) => ({
          ...problem,
          localAtoms: problem.localAtoms.map(moved),
          snapshotAtoms: problem.snapshotAtoms.map(moved),
        }),
      });
      expect(exactPoints(noisy)).toEqual(exactPoints(testCase));
    });
  });
});
