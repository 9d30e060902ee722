/** What is written into a limb machine: only what is read, in places where nothing else is needed. */
import { describe, expect, it } from 'vitest';
import type { QuadraticProblem } from '../../spec/model/index.js';
import { createFactoredScale, parseExactNumber, type Ratio } from '../../src/exact/index.js';
import { createMoments } from '../../src/expectation/create-moments.js';
import type { ExpectationCase } from '../../src/expectation/index.js';
import { stepRows } from '../../src/expectation/limbs/step-rows.js';
import { prepareMoments } from '../../src/expectation/prepare-moments.js';

const number = parseExactNumber;
const affine = (slope: string, shift: string) => ({ matrix: [[number(slope)]], vector: [number(shift)] });

/** f = ½·slope·x² + 2x with noise ±1 in g_f, h of slope 1/2 with noise ±3 in g_h. */
const problemOf = (slope: string): QuadraticProblem<Ratio> => ({
  dimension: 1,
  target: { ...affine(slope, '-2'), constant: number('0') },
  auxiliary: { ...affine('0.5', '0'), constant: number('0') },
  snapshotAtoms: ['-1', '-3'].map((shift) => ({
    probability: number('0.5'),
    target: affine(slope, shift),
    auxiliary: affine('0.5', '0'),
  })),
  localAtoms: ['3', '-3'].map((shift) => ({ probability: number('0.5'), auxiliary: affine('0.5', shift) })),
});
const runOf = (variant: 'sgd' | 'aux-mom', slope: string, weight = '0.3'): ExpectationCase => ({
  variant,
  problem: problemOf(slope),
  parameters: {
    stepSize: number('0.1'),
    momentumWeight: number(weight),
    localStepCount: variant === 'sgd' ? 1 : 2,
    roundCount: 3,
  },
  initialization: { kind: variant === 'sgd' ? 'none' : 'zero' },
  startingPoint: [number('1.5')],
});

describe('the rows of a step', () => {
  // with a = 1 the new estimate does not read the old one, and nobody asks for the product of both
  it.each([
    ['first', '0.3'],
    ['snapshot', '0.3'],
    ['snapshot', '1'],
    ['local', '1'],
  ] as const)('%s, a = %s: has no product that nothing reads', (kind, weight) => {
    const { problem } = prepareMoments(runOf('aux-mom', '1', weight));
    const { index, maps, scale } = problem;
    const extraCount = 2;
    const [next, products] = [100, 1000];
    const names = {
      now: (entry: number) => entry,
      next: (entry: number) => next + entry,
      product: (row: number, column: number) => products + row * index.size + column,
    };
    const { stages } = stepRows(createFactoredScale(scale.base), index, maps[kind], names, extraCount);
    const [first = [], second = []] = stages;
    const read = new Set(second.flatMap(({ sources }) => sources.filter((source) => source >= products)));
    expect(new Set(first.map(({ target }) => target))).toEqual(read);
    // every entry, and every number that only keeps its scale, once
    expect(second.map(({ target }) => target - next).sort((a, b) => a - b)).toEqual(
      Array.from({ length: index.length + extraCount }, (_, entry) => entry),
    );
  });
});

describe.each(['bigint', 'limbs', 'wasm-limbs'] as const)('moments in %s', (arithmetic) => {
  it('of a step that moves all entries but the last, where nothing is summed', () => {
    // f is linear: its gradient and all variances are constant, and the state is x, 1
    const moments = createMoments(prepareMoments(runOf('sgd', '0')).problem, arithmetic);
    moments.apply('first');
    // x = 1.5 − 0.1·(2 ± 1)
    const { mean, covariance } = moments.moments(0);
    expect([mean, covariance]).toEqual([[number('1.3')], [[number('0.01')]]]);
  });

  it('have no mean and no maximum before something was noted, also of what is constant', () => {
    const moments = createMoments(prepareMoments(runOf('aux-mom', '1')).problem, arithmetic);
    const zero = number('0');
    expect(moments.average('snapshotVariance')).toEqual(zero);
    expect(moments.maximum('snapshotVariance')).toEqual(zero);
    expect(moments.average('squaredGradient')).toEqual(zero);
    expect(moments.note('snapshotVariance', true)).toEqual(number('1'));
    expect(moments.maximum('snapshotVariance')).toEqual(number('1'));
  });
});
