/** Small documents to give to the kernel: a few declarations, and one step. */
import { expect } from 'vitest';
import {
  checkDerivation,
  RefusedError,
  type CheckedDerivation,
  type Fact,
} from '../../../proofs-checks/kernel/index.js';

const named = new Map([
  ['x', 'x[t]'],
  ['y', 'y[t+1,k]'],
  ['next', 'y[t+1,k+1]'],
  ['w', 'w[t+1,k+1]'],
]);
const joined = (sign: string, parts: readonly unknown[]): unknown =>
  parts.length === 1 ? parts[0] : [sign, ...parts];

function atom(token: string): unknown {
  const [, name, bracket, at = ''] = /^(\w+)([[{])(.+)[\]}]$/.exec(named.get(token) ?? token) ?? [];
  if (name !== undefined) return [bracket === '[' ? 'vector' : 'value', name, ...at.split(',').map(atom)];
  if (!/^\w+([+*]\w+)+$/.test(token)) return token;
  const summands = token.split('+').map((summand) => joined('*', summand.split('*')));
  return joined('+', summands);
}

/**
 * A node of a document from text: `- L (norm2 w[t+1,k])` is −L‖w‖², with ['vector', 'w', ['+', 't', '1'], 'k'] for the
 * member of a family of vectors, and ['value', 'F', 't'] for F{t}. x, y, next and w are members. What is no text stays.
 */
export function read(text: unknown): unknown {
  if (typeof text !== 'string') return text;
  const stack: unknown[][] = [[]];
  for (const token of text.match(/[()]|[^\s()]+/g) ?? []) {
    if (token === '(') stack.push([]);
    else {
      const done = token === ')' ? stack.pop() : atom(token);
      stack.at(-1)?.push(done);
    }
  }
  const [items = []] = stack;
  return items.length > 1 ? items : (items[0] ?? text);
}

export const x = read('x');

/** A family of values. */
export const value = (name: string, indices: readonly string[], rest: object = {}) => ({
  ...{ name, kind: 'value', indices, latex: name, meaning: name },
  ...rest,
});
/** A family of vectors. */
export const family = (name: string, indices: readonly string[], birth: unknown, rest: object = {}) =>
  value(name, indices, { kind: 'vector', birth, ...rest });

export const definition = (
  name: string,
  at: readonly unknown[],
  zero: unknown,
  successor: unknown,
  rest: object = {},
) => ({
  ...{ name, title: name, family: name, at: at.map(read), over: 'n' },
  ...{ zero: read(zero), successor: read(successor) },
  ...rest,
});
export const abbreviation = (name: string, indices: readonly string[], meaning: object) => ({
  ...{ name, indices, latex: name },
  ...meaning,
});
const assumed = (name: string) => ({ name, assumption: 'A', title: name });
export const hypothesis = (name: string, statement: unknown) => ({
  ...assumed(name),
  statement: read(statement),
});
export const equation = (name: string, left: unknown, right: unknown, kind = 'vector') => ({
  ...assumed(name),
  ...{ kind, left: read(left), right: read(right) },
});

/** A document without steps. F, S are values, c is a number; x, y, z are vectors, w a noise; D and N are defined. */
export const head = {
  ...{ format: 'auxopt-derivation/1', id: 'X', title: 'small', indices: ['j', 'k', 'n', 't'] },
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
    family('x', ['t'], ['t', 'K']),
    family('y', ['t', 'k'], ['t', 'k']),
    family('z', ['t'], ['t', '0']),
    family('N', ['t', 'k'], ['t', 'k']),
    family('w', ['t', 'k'], ['t', 'k'], { noise: 'drawn afresh' }),
  ],
  abbreviations: [
    abbreviation('gap', ['t', 'k'], { vector: read('- x y') }),
    abbreviation('twice', ['t'], { scalar: read('* 2 F{t}') }),
  ],
  definitions: [
    definition('D', ['t+1', 'n'], '0', '+ D{t+1,n} (norm2 y[t+1,n])'),
    definition('N', ['t+1', 'n'], '(zero)', '+ N[t+1,n] w[t+1,n+1]'),
  ],
  hypotheses: [hypothesis('variance', '- L (norm2 w)'), hypothesis('small', '- 1 (* 2 L eta)')],
  equations: [equation('step', 'next', '- y (* eta w)'), equation('value', 'F{t+1}', '+ a F{t}', 'value')],
  steps: [] as readonly unknown[],
  conclusions: [] as readonly unknown[],
};

/** A number as a term. */
export const number = (multiplier: unknown) => ({ multiplier: read(multiplier) });
/** multiplier · ‖square‖². */
export const squareOf = (multiplier: unknown, square: unknown, rest: object = {}) => ({
  ...number(multiplier),
  square: read(square),
  ...rest,
});
/** multiplier · premise, at indices. */
export const premise = (multiplier: unknown, name: string, at?: Readonly<Record<string, unknown>>) => ({
  ...{ ...number(multiplier), premise: name },
  ...(at && {
    at: { indices: Object.fromEntries(Object.entries(at).map(([key, node]) => [key, read(node)])) },
  }),
});
/** weight · ⟨older, noise⟩ is 0. */
export const orthogonal = (older: unknown, noise: unknown = 'w', weight: unknown = '1') => ({
  orthogonal: [{ weight: read(weight), older: read(older), noise: read(noise) }],
});

/** A certificate, or its terms alone. */
type Proof = object | readonly object[];
const isTerms = (proof: Proof): proof is readonly object[] => Array.isArray(proof);
const proofOf = (proof: Proof) => (isTerms(proof) ? { terms: proof } : { terms: [], ...proof });

/** A step that a certificate proves. */
export const certified = (statement: unknown, proof: Proof, name = 'P') => ({
  ...{ name, rule: 'certificate', statement: read(statement) },
  certificate: proofOf(proof),
});

/** A step by induction over k. */
export const inductive = (statement: unknown, base: Proof, step: Proof) => ({
  ...{ name: 'P', rule: 'induction', over: 'k', statement: read(statement) },
  ...{ base: proofOf(base), step: proofOf(step) },
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
export const prove = (statement: unknown, proof: Proof, parts: object = {}): Fact =>
  factOf([certified(statement, proof)], parts);

/** Expects the kernel to refuse; an error is the whole message. */
export const refused = (attempt: () => unknown, reason: RegExp | string | Error = /./): void => {
  expect(attempt).toThrow(RefusedError);
  expect(attempt).toThrow(reason);
};
/** Expects that a statement is not proved: a text is the whole reason. */
export const notProved = (
  statement: unknown,
  proof: Proof,
  reason: RegExp | string = /./,
  parts: object = {},
): void => {
  const message = typeof reason === 'string' ? new RefusedError(`P: ${reason}`) : reason;
  refused(() => prove(statement, proof, parts), message);
};
/** A step that holds. */
export const one = certified('1', [number('1')]);
/** A document with that step. */
export const document = (parts: object = {}) => ({ ...head, steps: [one], ...parts });
