/** Small documents to give to the kernel: a few declarations, and one step. */
import { expect } from 'vitest';
import {
  checkDerivation,
  RefusedError,
  type CheckedDerivation,
  type Fact,
} from '../../../proofs-checks/kernel/index.js';

const value = (name: string, indices: readonly string[], rest: object = {}) => ({
  name,
  kind: 'value',
  indices,
  latex: name,
  meaning: name,
  ...rest,
});

const vector = (name: string, indices: readonly string[], birth: readonly unknown[], rest: object = {}) => ({
  name,
  kind: 'vector',
  indices,
  birth,
  latex: name,
  meaning: name,
  ...rest,
});

/** A document without steps. F, S are values, c is a number; x, y, z are vectors, w a noise; D and N are defined. */
export const head = {
  format: 'auxopt-derivation/1',
  id: 'X',
  title: 'small',
  indices: ['j', 'k', 'n', 't'],
  parameters: [
    { name: 'a', domain: 'positive', latex: 'a' },
    { name: 'abar', domain: 'complement', of: 'a', latex: '\\bar a' },
    { name: 'eta', domain: 'positive', latex: '\\eta' },
    { name: 'L', domain: 'nonnegative', latex: 'L' },
    { name: 'theta', domain: 'real', latex: '\\theta' },
    { name: 'K', domain: 'count', of: 'J', latex: 'K' },
  ],
  operators: ['H', 'R'],
  arbitraryOperator: 'V',
  families: [
    value('F', ['t']),
    value('S', ['n']),
    value('D', ['t', 'n']),
    value('c', ['n'], { deterministic: true }),
    vector('x', ['t'], ['t', 'K']),
    vector('y', ['t', 'k'], ['t', 'k']),
    vector('z', ['t'], ['t', '0']),
    vector('N', ['t', 'k'], ['t', 'k']),
    vector('w', ['t', 'k'], ['t', 'k'], { noise: 'drawn afresh' }),
  ],
  abbreviations: [
    {
      name: 'gap',
      indices: ['t', 'k'],
      vector: ['-', ['vector', 'x', 't'], ['vector', 'y', ['+', 't', '1'], 'k']],
      latex: 'g',
    },
    {
      name: 'twice',
      indices: ['t'],
      scalar: ['*', '2', ['value', 'F', 't']],
      latex: 'h',
    },
  ],
  definitions: [
    {
      name: 'D',
      title: 'a sum',
      family: 'D',
      at: [['+', 't', '1'], 'n'],
      over: 'n',
      zero: '0',
      successor: [
        '+',
        ['value', 'D', ['+', 't', '1'], 'n'],
        ['norm2', ['vector', 'y', ['+', 't', '1'], 'n']],
      ],
    },
    {
      name: 'N',
      title: 'a sum of noises',
      family: 'N',
      at: [['+', 't', '1'], 'n'],
      over: 'n',
      zero: ['zero'],
      successor: [
        '+',
        ['vector', 'N', ['+', 't', '1'], 'n'],
        ['vector', 'w', ['+', 't', '1'], ['+', 'n', '1']],
      ],
    },
  ],
  hypotheses: [
    {
      name: 'variance',
      assumption: 'A4',
      title: 'the noise is bounded',
      statement: ['-', 'L', ['norm2', ['vector', 'w', ['+', 't', '1'], ['+', 'k', '1']]]],
    },
    { name: 'small', assumption: 'A0', title: '1 − 2Lη ≥ 0', statement: ['-', '1', ['*', '2', 'L', 'eta']] },
  ],
  equations: [
    {
      name: 'step',
      assumption: 'LOCAL',
      title: 'a step',
      kind: 'vector',
      left: ['vector', 'y', ['+', 't', '1'], ['+', 'k', '1']],
      right: [
        '-',
        ['vector', 'y', ['+', 't', '1'], 'k'],
        ['*', 'eta', ['vector', 'w', ['+', 't', '1'], ['+', 'k', '1']]],
      ],
    },
    {
      name: 'value',
      assumption: 'VALUE',
      title: 'a value',
      kind: 'value',
      left: ['value', 'F', ['+', 't', '1']],
      right: ['+', 'a', ['value', 'F', 't']],
    },
  ],
  steps: [] as readonly unknown[],
  conclusions: [] as readonly unknown[],
};

/** x[t], y[t+1, k], y[t+1, k+1], w[t+1, k+1]. */
export const [x, y, next, w] = [
  ['vector', 'x', 't'],
  ['vector', 'y', ['+', 't', '1'], 'k'],
  ['vector', 'y', ['+', 't', '1'], ['+', 'k', '1']],
  ['vector', 'w', ['+', 't', '1'], ['+', 'k', '1']],
] as const;

/** A step that a certificate proves. */
export const certified = (statement: unknown, certificate: object, name = 'P') => ({
  name,
  rule: 'certificate',
  statement,
  certificate: { terms: [], ...certificate },
});

/** A step by induction over k. */
export const inductive = (statement: unknown, base: object, step: object, name = 'P') => ({
  name,
  rule: 'induction',
  over: 'k',
  statement,
  base: { terms: [], ...base },
  step: { terms: [], ...step },
});

/** Checks the steps, with parts of the head changed. */
export const check = (steps: readonly unknown[], parts: object = {}): CheckedDerivation =>
  checkDerivation({ ...head, ...parts, steps });

/** The fact that the last step proves. */
export function factOf(steps: readonly unknown[], parts: object = {}): Fact {
  const fact = [...check(steps, parts).facts.values()].at(-1);
  if (fact === undefined) throw new RangeError('no step was given');
  return fact;
}

/** The fact of one certificate. */
export const prove = (statement: unknown, certificate: object, parts: object = {}): Fact =>
  factOf([certified(statement, certificate)], parts);

/** Expects the kernel to refuse. */
export const refused = (attempt: () => unknown, reason: RegExp | string = /./): void => {
  expect(attempt).toThrow(RefusedError);
  expect(attempt).toThrow(reason);
};
/** A step that holds. */
export const one = certified('1', { terms: [{ multiplier: '1' }] });
/** A document with that step. */
export const document = (parts: object = {}) => ({ ...head, steps: [one], ...parts });
/** A family of vectors. */
export const family = (
  name: string,
  indices: readonly string[],
  birth: readonly unknown[],
  rest: object = {},
) => ({
  name,
  kind: 'vector',
  indices,
  birth,
  latex: name,
  meaning: name,
  ...rest,
});
/** A definition. */
export const definition = (
  name: string,
  at: readonly unknown[],
  zero: unknown,
  successor: unknown,
  rest: object = {},
) => ({
  name,
  title: name,
  family: name,
  at,
  over: 'n',
  zero,
  successor,
  ...rest,
});

/** multiplier · ‖square‖². */
export const squareOf = (multiplier: unknown, square: unknown) => ({ multiplier, square });

/** multiplier · premise. */
export const premise = (multiplier: unknown, name: string, at?: object) => ({
  multiplier,
  premise: name,
  ...(at === undefined ? {} : { at: { indices: at } }),
});
