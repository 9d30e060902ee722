/** Attacks by names, parameters, operators and instances: each is refused. */
import { describe, expect, it } from 'vitest';
import {
  abbreviation,
  certified,
  check,
  equation,
  family,
  head,
  hypothesis,
  notProved,
  number,
  one,
  prove,
  read,
  refused,
  x,
} from './small-documents.js';

describe('names', () => {
  it.each(['m^1 n', 'V·V', '<x|y>', 'x[1]', 'a b', '', '1a', 'a-b', 'é', 'x\n', 'a'.repeat(41)])(
    '%j is none',
    (name) => {
      for (const parts of [
        { indices: [name] },
        { operators: [name] },
        { families: [family(name, [], ['0', '0'])] },
        { parameters: [{ name, domain: 'positive', latex: 'x' }] },
        { abbreviations: [abbreviation(name, [], { scalar: '1' })] },
        { arbitraryOperator: name },
      ])
        refused(() => check([one], parts));
    },
  );

  it('tell members of a family apart, and a member from a product', () => {
    const families = [...head.families, family('q', ['j', 'k'], ['0', '0'])];
    const twin = (left: string, right: string) => `- (norm2 q[${left}]) (norm2 q[${right}])`;
    expect(prove(twin('0,1+k', '0,k+1'), {}, { families }).name).toBe('P');
    notProved(twin('0,1', '1,0'), {}, /leaves/, { families });
    notProved(twin('k,11', 'k1,1'), {}, /./, { families });
    notProved(twin('t,k', 'k,t'), {}, /leaves/, { families });
    notProved(twin('2,k', 'k,2'), {}, /leaves/, { families });
    notProved('- F{0} F{1}', {}, /leaves/);
  });
});

describe('parameters', () => {
  const declare = (rest: object) => () =>
    check([one], { parameters: [...head.parameters, { name: 'b', latex: 'b', ...rest }] });

  it('have domains that can be met', () => {
    for (const domain of ['positive', 'nonnegative', 'real'])
      expect(declare({ domain })().facts.size).toBe(1);
    expect(declare({ domain: 'complement', of: 'theta' })().facts.size).toBe(1);
    // no property that every object has is a domain
    for (const domain of ['negative', 'toString', 'constructor', '__proto__', 'hasOwnProperty', 'valueOf'])
      refused(declare({ domain }), /unknown domain/);
    refused(declare({ domain: 'positive', of: 'a' }), /only a complement and a count/);
    refused(declare({ domain: 'complement' }), /only a complement and a count/);
    for (const of of ['b', 'q', 'abar', 'K', 'J', 't'])
      refused(declare({ domain: 'complement', of }), /complement of no free parameter/);
    for (const of of ['a', 't', 'J', 'K']) refused(declare({ domain: 'count', of }), /two things/);
    refused(declare({ domain: 'positive', equals: '-1' }), /unknown key equals/);
  });

  it('are what they are declared as', () => {
    notProved('- abar a', [number('1')], /leaves/);
    expect([prove('+ a abar', [number('1')]).name, prove('- K J', [number('1')]).name]).toEqual(['P', 'P']);
  });
});

describe('operators', () => {
  it('are the arbitrary one in statements of steps only', () => {
    const statement = '- (norm2 x) (norm2 (apply V x))';
    for (const parts of [
      { hypotheses: [hypothesis('h', statement)] },
      { equations: [equation('e', 'x', 'apply V z[t]')] },
      { abbreviations: [abbreviation('b', ['t'], { vector: read('apply V x') })] },
    ])
      refused(() => check([one], parts), 'V is no operator here');
    notProved(statement, {}, /leaves/);
    refused(() => check([one], { operators: ['V'] }), /arbitrary operator/);
  });

  it.each([
    '- (norm2 (apply H (apply R x))) (norm2 (apply R (apply H x)))',
    '- (norm2 x) (norm2 (apply H x))',
    '- (inner (apply H x) y) (inner x (apply H y))',
  ])('do not commute, are no isometries and not symmetric: %s', (statement) => {
    notProved(statement, {}, /leaves/);
  });
});

describe('what a document names', () => {
  it.each(['', ' ', ' a', 'a\nb', 'a  b', 'a\u200bb', 'a'.repeat(201)])(
    'has a name of visible characters, not %j',
    (name) => {
      refused(() => check([one], { hypotheses: [hypothesis(name, '0')] }), /hypothesis is (no name|empty)/);
      refused(() => check([{ ...one, name }]), /step is (no name|empty)/);
      refused(() => check([one], { id: name }), /id is (no name|empty)/);
    },
  );

  it('may have a name in any letters, and an equation no case', () => {
    expect(check([one], { hypotheses: [hypothesis('2a² ≤ 1', '0')] }).facts.get('P')?.statement).toBe('1');
    const rewrite = [{ equation: 'q', case: 'banana' }];
    const equations = [equation('q', 'x[0]', 'z[0]')];
    refused(() => check([certified('0', { rewrite })], { equations }), /a definition has cases/);
  });
});

describe('an abbreviation', () => {
  const pair = abbreviation('pair', ['t', 'k'], { scalar: read('inner z[t] z[k]') });
  const swap = abbreviation('swap', ['k', 't'], { scalar: read('use pair k t') });

  it('captures nothing: it passes on its arguments in their order, not by their names', () => {
    const abbreviations = [...head.abbreviations, pair, swap];
    expect(prove('- (use swap t 3) (inner z[t] z[3])', {}, { abbreviations }).name).toBe('P');
    notProved('- (use swap t t) (use swap t k)', {}, /leaves/, { abbreviations });
    notProved('use pair t', {}, /wrong number of indices/, { abbreviations });
  });

  it.each<[object[], string]>([
    [[{ ...pair, scalar: read('F{j}') }], 'j is no index here'],
    [[{ ...pair, indices: ['t', 't'] }], 'named twice'],
    [[{ ...pair, indices: ['t', 'a'] }], 'a is a parameter'],
    [[swap, pair], 'no such scalar abbreviation: pair'],
    [[{ ...pair, scalar: read('use pair t k') }], 'no such scalar abbreviation'],
    [[{ ...pair, vector: x }], 'a scalar or a vector'],
  ])('is of what is before it, and of its own indices: not %j', (abbreviations, reason) => {
    refused(() => check([one], { abbreviations }), reason);
  });
});
