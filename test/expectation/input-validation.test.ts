/** Input validation of the exact expectation: one clear error for each kind of bad input. */
import { describe, expect, it } from 'vitest';
import { InputError } from '../../src/errors.js';
import { parseExactNumber as number } from '../../src/exact/index.js';
import { expectRun, type ExpectationCase } from '../../src/expectation/index.js';
import { affine, certain, half, signs } from './scalar-case.js';

const { problem, parameters } = signs;
const { auxiliary } = problem;
const withLocal = (localAtoms: typeof problem.localAtoms) => ({ problem: { ...problem, localAtoms } });
const none = { kind: 'none' } as const;

describe('expectRun', () => {
  it('takes a good case', () => {
    expect(expectRun(signs).rounds).toHaveLength(1);
  });

  it.each<[string, Partial<ExpectationCase>, string]>([
    ['a = 0', { parameters: { ...parameters, momentumWeight: number('0') } }, 'parameters.momentumWeight'],
    ['two steps of sgd', { variant: 'sgd', initialization: none }, 'parameters.localStepCount'],
    ['a point of another dimension', { startingPoint: [] }, 'startingPoint'],
    ['no start for a variant that needs one', { initialization: none }, 'initialization.kind'],
    ['half a batch', { initialization: { kind: 'batch', size: 0.5 } }, 'initialization.size'],
    ['probabilities that do not sum to 1', withLocal([{ probability: half, auxiliary }]), 'localAtoms'],
    ['a biased oracle', withLocal([{ probability: certain, auxiliary: affine('3', '0') }]), 'localAtoms'],
  ])('refuses %s', (_name, change, where) => {
    const broken = { ...signs, ...change };
    expect(() => expectRun(broken)).toThrow(InputError);
    expect(() => expectRun(broken)).toThrow(where);
  });
});
