/** h = 0 and K = 1: AuxMOM is SGD with momentum, in the two forms that frameworks use. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
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

const arbitrary = arbitraryCase({ variants: ['aux-mom'], maximumRounds: 6, maximumSteps: 1 }).map(
  (testCase) => reshape(testCase, { problem: withoutAuxiliary, parameters: { localStepCount: 1 } }),
);
const minusOne = ratio(-1);

/** torch.optim.SGD with dampening: the first buffer is the first gradient, undampened. */
function torchSgd(testCase: TestCase, options: Record<'lr' | 'momentum' | 'dampening', Ratio>): string[][] {
  let p: readonly Ratio[] = testCase.startingPoint;
  let buffer: Ratio[] | undefined;
  const visited = [textsOf(p)];
  for (let step = 1; step <= testCase.parameters.roundCount; step += 1) {
    const grad = gradientAt(targetOfRound(testCase, step), p);
    buffer =
      buffer === undefined
        ? grad
        : combine([options.momentum, buffer], [minus(oneRatio, options.dampening), grad]);
    p = combine([oneRatio, p], [times(minusOne, options.lr), buffer]);
    visited.push(textsOf(p));
  }
  return visited;
}

/** The momentum optimizer of TensorFlow.js and convnetjs: a velocity from rest, v ← μv − lr·g, x ← x + v. */
function heavyBall(testCase: TestCase, options: Record<'lr' | 'momentum', Ratio>): string[][] {
  let x: readonly Ratio[] = testCase.startingPoint;
  let velocity: Ratio[] = x.map(() => ratio(0));
  const visited = [textsOf(x)];
  for (let step = 1; step <= testCase.parameters.roundCount; step += 1) {
    const grad = gradientAt(targetOfRound(testCase, step), x);
    velocity = combine([options.momentum, velocity], [times(minusOne, options.lr), grad]);
    x = combine([oneRatio, x], [oneRatio, velocity]);
    visited.push(textsOf(x));
  }
  return visited;
}

describe('aux-mom with h = 0 and K = 1', () => {
  firstOf(1, [[40], [200]])(
    'and first-snapshot is SGD with momentum = dampening = 1 − a: %i cases',
    (numRuns) => {
      fc.assert(
        fc.property(arbitrary, (testCase) => {
          const started = reshape(testCase, { initialization: { kind: 'first-snapshot' } });
          const { stepSize, momentumWeight } = started.parameters;
          const rest = minus(oneRatio, momentumWeight);
          expect(exactIterates(started)).toEqual(
            torchSgd(started, { lr: stepSize, momentum: rest, dampening: rest }),
          );
        }),
        { numRuns },
      );
    },
  );

  firstOf(1, [[40], [200]])(
    'and m⁰ = 0 is heavy-ball momentum 1 − a at the rate η·a: %i cases',
    (numRuns) => {
      fc.assert(
        fc.property(arbitrary, (testCase) => {
          const started = reshape(testCase, { initialization: { kind: 'zero' } });
          const { stepSize, momentumWeight } = started.parameters;
          const momentum = minus(oneRatio, momentumWeight);
          expect(exactIterates(started)).toEqual(
            heavyBall(started, { lr: times(stepSize, momentumWeight), momentum }),
          );
        }),
        { numRuns },
      );
    },
  );

  it('is neither with the other start', () => {
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
});
