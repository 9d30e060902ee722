/** Attacks from outside of the document: what every object inherits, and values that are much larger than they look. */
import { afterEach, describe, expect, it } from 'vitest';
import { checkProofs } from '../../../proofs-checks/run.js';
import { checkDerivation } from '../../../proofs-checks/kernel/index.js';
import { certified, check, document, head, one, prove, refused, x } from './small-documents.js';
import { firstOf } from '../../support/some-of.js';

const inherited = Object.prototype as unknown as Record<string, unknown>;
const polluted = (name: string, value: unknown): void => {
  Object.defineProperty(inherited, name, { value, configurable: true, writable: true });
};

describe('what every object inherits', () => {
  const names = ['atoms', 'word', 'mayUse', 'seen', 'bound', 'of', 'noise', 'premise', 'operator'];
  afterEach(() => {
    for (const name of names) Reflect.deleteProperty(inherited, name);
  });

  it('makes no inner product of a parameter', () => {
    const key = 'a';
    const atom = { key, member: 'x[0]', family: 'x', birth: [], word: [] };
    const equations = [
      {
        name: 'zero',
        assumption: 'e',
        title: 'e',
        kind: 'vector',
        left: ['vector', 'x', '0'],
        right: ['zero'],
      },
    ];
    polluted('atoms', [atom, atom]);
    const rewrite = [{ equation: 'zero' }];
    refused(() => check([certified(['-', 'a'], { terms: [], rewrite })], { equations }), /idle/);
  });

  it('puts no operator in the place of the arbitrary one, where it may not occur', () => {
    polluted('word', []);
    const equations = [
      {
        name: 'letter',
        assumption: 'e',
        title: 'e',
        kind: 'vector',
        left: ['vector', 'x', '0'],
        right: ['apply', 'V', ['vector', 'x', '0']],
      },
    ];
    refused(() => check([one], { equations }), /V is no operator here/);
  });

  it.each(['mayUse', 'seen', 'bound', 'of', 'noise', 'premise', 'operator'])('%s changes nothing', (name) => {
    polluted(name, name === 'seen' ? new WeakMap() : 5);
    refused(() => prove('-1', { terms: [{ multiplier: '1' }] }), /leaves -2/);
    expect(checkDerivation(document()).facts.get('P')?.statement).toBe('1');
    expect(check([certified(['norm2', x], { terms: [{ multiplier: '1', square: x }] })]).facts.size).toBe(1);
  });
});

describe('a value that is much larger than it looks', () => {
  const many = (count: number, item: unknown): unknown[] => Array.from({ length: count }, () => item);

  it('is refused: shared lists, keys without values, holes, bytes and boxed texts', { tags: 'long' }, () => {
    let tree: unknown = ['a'];
    for (let depth = 0; depth < 50; depth += 1) tree = [tree, tree];
    refused(() => checkDerivation(document({ title: tree })), /too long/);
    const empty = Object.fromEntries(Array.from({ length: 20_000 }, (_, at) => [`k${at}`, undefined]));
    refused(() => checkDerivation(document({ indices: many(100_000, empty) })), /too long/);
    refused(() => checkDerivation(document({ indices: new Array(100_000_000) })), /undefined cannot stand/);
    for (const bytes of [Buffer.alloc(64_000_000), new Uint8Array(9), new String('a')])
      refused(() => checkDerivation(bytes), /cannot stand in a document/);
  });

  it('is refused: more indices than the format admits, each of them copied for every statement', () => {
    const names = Array.from({ length: 401 }, (_, at) => `i${at}`);
    const family = { name: 'G', kind: 'value', indices: names, latex: 'G', meaning: 'G' };
    refused(() => check([one], { indices: [...head.indices, ...names] }), /too many indices/);
    refused(() => check([one], { families: [...head.families, family] }), /too many indices/);
    const few = { ...family, indices: names.slice(1) };
    expect(check([one], { families: [...head.families, few] }).facts.size).toBe(1);
  });
});

firstOf(4, [[null], [5], [{}], ['MOM-1'], [undefined]])(
  'checkProofs(%j) is refused where it is no list of documents',
  (value) => {
    const attempt = () => checkProofs(value as never);
    if (value === undefined) expect(attempt().theorems.length).toBeGreaterThan(0);
    else refused(attempt, /a list of documents/);
  },
);
