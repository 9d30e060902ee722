/** Attacks from outside of the document: what every object inherits, and values that are much larger than they look. */
import { afterEach, describe, expect, it } from 'vitest';
import { checkDocuments } from '../../../proofs-checks/run.js';
import { checkDerivation } from '../../../proofs-checks/kernel/index.js';
import {
  certified,
  check,
  document,
  equation,
  head,
  notProved,
  number,
  one,
  prove,
  refused,
  squareOf,
  value as valuesOf,
} from './small-documents.js';
import { firstOf } from '../../support/some-of.js';

const inherited = Object.prototype as unknown as Record<string, unknown>;
const polluted = (name: string, value: unknown): void => {
  Object.defineProperty(inherited, name, { value, configurable: true, writable: true });
};

describe('what every object inherits', () => {
  const others = ['mayUse', 'seen', 'bound', 'of', 'noise', 'premise', 'operator'];
  afterEach(() => {
    for (const name of ['atoms', 'word', ...others]) Reflect.deleteProperty(inherited, name);
  });

  it('makes no inner product of a parameter', () => {
    const atom = { key: 'a', member: 'x[0]', family: 'x', birth: [], word: [] };
    const equations = [equation('zero', 'x[0]', '(zero)')];
    polluted('atoms', [atom, atom]);
    const negative = certified('- a', { rewrite: [{ equation: 'zero' }] });
    refused(() => check([negative], { equations }), /idle/);
  });

  it('puts no operator in the place of the arbitrary one, where it may not occur', () => {
    polluted('word', []);
    const equations = [equation('letter', 'x[0]', 'apply V x[0]')];
    refused(() => check([one], { equations }), /V is no operator here/);
  });

  it.each(others)('%s changes nothing', (name) => {
    polluted(name, name === 'seen' ? new WeakMap() : 5);
    notProved('-1', [number('1')], /leaves -2/);
    expect(checkDerivation(document()).facts.get('P')?.statement).toBe('1');
    expect(prove('norm2 x', [squareOf('1', 'x')]).name).toBe('P');
  });
});

describe('a value that is much larger than it looks', () => {
  it('is refused: shared lists, keys without values, holes, bytes and boxed texts', { tags: 'long' }, () => {
    let tree: unknown = ['a'];
    for (let depth = 0; depth < 50; depth += 1) tree = [tree, tree];
    refused(() => checkDerivation(document({ title: tree })), /too long/);
    const empty = Object.fromEntries(Array.from({ length: 20_000 }, (_, at) => [`k${at}`, undefined]));
    const indices = Array.from({ length: 100_000 }, () => empty);
    refused(() => checkDerivation(document({ indices })), /too long/);
    refused(() => checkDerivation(document({ indices: new Array(100_000_000) })), /undefined cannot stand/);
    for (const bytes of [Buffer.alloc(64_000_000), new Uint8Array(9), new String('a')])
      refused(() => checkDerivation(bytes), /cannot stand in a document/);
  });

  it('is refused: more indices than the format admits, each of them copied for every statement', () => {
    const names = Array.from({ length: 401 }, (_, at) => `i${at}`);
    const withFamily = (indices: readonly string[]) => () =>
      check([one], { families: [...head.families, valuesOf('G', indices)] });
    refused(() => check([one], { indices: [...head.indices, ...names] }), /too many indices/);
    refused(withFamily(names), /too many indices/);
    expect(withFamily(names.slice(1))().facts.size).toBe(1);
  });
});

firstOf(4, [[null], [5], [{}], ['MOM-1'], [undefined]])(
  'checkDocuments(%j) is refused where it is no list of documents',
  (value) => {
    refused(() => checkDocuments(value as never), /a list of documents/);
  },
);
