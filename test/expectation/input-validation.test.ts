/** Input validation of the exact expectation: one clear error for each kind of bad input. */
import { describe, expect, it } from 'vitest';
import { InputError } from '../../src/errors.js';
import { parseExactNumber as number } from '../../src/exact/index.js';
import { expectRun, type ExpectationCase } from '../../src/expectation/index.js';

const affine = (matrix: string, vector: string) => ({ matrix: [[number(matrix)]], vector: [number(vector)] });
const target = { ...affine('1', '0'), constant: number('0') };
const auxiliary = { ...affine('2', '0'), constant: number('0') };
const good: ExpectationCase = {
  variant: 'aux-mom',
  problem: {
    dimension: 1,
    target,
    auxiliary,
    snapshotAtoms: [{ probability: number('1'), target, auxiliary }],
    localAtoms: [{ probability: number('1'), auxiliary }],
  },
  parameters: { stepSize: number('0.1'), momentumWeight: number('1/3'), localStepCount: 2, roundCount: 2 },
  initialization: { kind: 'zero' },
  startingPoint: [number('1')],
};
const { problem, parameters } = good;

describe('expectRun', () => {
  it('takes a good case', () => {
    expect(expectRun(good).rounds).toHaveLength(2);
  });
  it.each<[string, ExpectationCase, string]>([
    [
      'a = 0',
      { ...good, parameters: { ...parameters, momentumWeight: number('0') } },
      'parameters.momentumWeight',
    ],
    [
      'two steps of sgd',
      { ...good, variant: 'sgd', initialization: { kind: 'none' } },
      'parameters.localStepCount',
    ],
    ['a point of another dimension', { ...good, startingPoint: [] }, 'startingPoint'],
    [
      'no start for a variant that needs one',
      { ...good, initialization: { kind: 'none' } },
      'initialization.kind',
    ],
    ['half a batch', { ...good, initialization: { kind: 'batch', size: 0.5 } }, 'initialization.size'],
    [
      'probabilities that do not sum to 1',
      { ...good, problem: { ...problem, localAtoms: [{ probability: number('1/2'), auxiliary }] } },
      'localAtoms',
    ],
    [
      'a biased oracle',
      {
        ...good,
        problem: { ...problem, localAtoms: [{ probability: number('1'), auxiliary: affine('3', '0') }] },
      },
      'localAtoms',
    ],
  ])('refuses %s', (_name, broken, where) => {
    expect(() => expectRun(broken)).toThrow(InputError);
    expect(() => expectRun(broken)).toThrow(where);
  });
});
