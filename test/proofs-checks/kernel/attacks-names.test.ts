/** Attacks by names, parameters, operators and instances: each is refused. */
import { describe, expect, it } from 'vitest';
import { checkDerivation } from '../../../proofs-checks/kernel/index.js';
import {
  certified,
  check,
  document,
  family,
  head,
  inductive,
  one,
  prove,
  refused,
  x,
  y,
} from './small-documents.js';

describe('names', () => {
  it.each(['m^1 n', 'V·V', '<x|y>', 'x[1]', 'a b', '', '1a', 'a-b', 'é', 'x\n', 'a'.repeat(41)])(
    '%j is none',
    (name) => {
      refused(() => checkDerivation(document({ indices: [name] })));
      refused(() => checkDerivation(document({ operators: [name] })));
      refused(() => checkDerivation(document({ families: [{ ...family('q', [], ['0', '0']), name }] })));
      refused(() => checkDerivation(document({ parameters: [{ name, domain: 'positive', latex: 'x' }] })));
      refused(() =>
        checkDerivation(document({ abbreviations: [{ name, indices: [], scalar: '1', latex: 'x' }] })),
      );
      refused(() => checkDerivation(document({ arbitraryOperator: name })));
    },
  );

  it('tell members of a family apart, and a member from a product', () => {
    const q = family('q', ['j', 'k'], ['0', '0']);
    const twin = (left: readonly unknown[], right: readonly unknown[]) => () =>
      prove(
        ['-', ['norm2', ['vector', 'q', ...left]], ['norm2', ['vector', 'q', ...right]]],
        {},
        { families: [...head.families, q] },
      );
    expect(twin(['0', ['+', '1', 'k']], ['0', ['+', 'k', '1']])().name).toBe('P');
    for (const [left, right] of [
      [
        ['0', '1'],
        ['1', '0'],
      ],
      [
        ['k', '11'],
        ['k1', '1'],
      ],
      [
        ['t', 'k'],
        ['k', 't'],
      ],
      [
        ['2', 'k'],
        ['k', '2'],
      ],
    ]) {
      refused(twin(left ?? [], right ?? []));
    }
    refused(() => prove(['-', ['value', 'F', '0'], ['value', 'F', '1']], {}), /leaves/);
  });
});

describe('parameters', () => {
  const parameter = (rest: object) => ({ name: 'b', latex: 'b', ...rest });
  const declare =
    (...more: object[]) =>
    () =>
      check([one], { parameters: [...head.parameters, ...more] });

  it('have domains that can be met', () => {
    for (const domain of ['positive', 'nonnegative', 'real'])
      expect(declare(parameter({ domain }))().facts.size).toBe(1);
    expect(declare(parameter({ domain: 'complement', of: 'theta' }))().facts.size).toBe(1);
    refused(declare(parameter({ domain: 'negative' })), /unknown domain/);
    refused(declare(parameter({ domain: 'positive', of: 'a' })), /only a complement and a count/);
    refused(declare(parameter({ domain: 'complement' })), /only a complement and a count/);
    for (const of of ['b', 'q', 'abar', 'K', 'J', 't']) {
      refused(declare(parameter({ domain: 'complement', of })), /complement of no free parameter/);
    }
    for (const of of ['a', 't', 'J', 'K']) refused(declare(parameter({ domain: 'count', of })), /two things/);
    refused(declare({ ...parameter({ domain: 'positive' }), equals: '-1' }), /unknown key equals/);
  });

  it('are positive, nonnegative or neither as declared', () => {
    refused(() => prove('theta', { terms: [{ multiplier: 'theta' }] }), /nonnegative/);
    refused(
      () => prove(['norm2', x], { cancel: 'abar', terms: [{ multiplier: 'abar', square: x }] }),
      /positive/,
    );
    refused(() => prove(['-', 'abar', 'a'], { terms: [{ multiplier: '1' }] }), /leaves/);
    expect(prove(['+', 'a', 'abar'], { terms: [{ multiplier: '1' }] }).name).toBe('P');
    expect(prove(['-', 'K', 'J'], { terms: [{ multiplier: '1' }] }).name).toBe('P');
  });
});

describe('operators', () => {
  it('are the arbitrary one in statements of steps only', () => {
    const statement = ['-', ['norm2', x], ['norm2', ['apply', 'V', x]]];
    const hypothesis = { name: 'h', assumption: 'A', title: 'h', statement };
    refused(() => check([one], { hypotheses: [hypothesis] }), 'V is no operator here');
    const equation = {
      name: 'e',
      assumption: 'A',
      title: 'e',
      kind: 'vector',
      left: x,
      right: ['apply', 'V', ['vector', 'z', 't']],
    };
    refused(() => check([one], { equations: [equation] }), 'V is no operator here');
    refused(
      () =>
        check([one], {
          abbreviations: [{ name: 'b', indices: ['t'], vector: ['apply', 'V', x], latex: 'b' }],
        }),
      'V is no operator here',
    );
    refused(() => prove(statement, { terms: [] }), /leaves/);
    refused(() => check([one], { operators: ['V'] }), /arbitrary operator/);
  });

  it('do not commute, and are no isometries', () => {
    const both = (first: string, second: string) => ['apply', first, ['apply', second, x]];
    refused(() => prove(['-', ['norm2', both('H', 'R')], ['norm2', both('R', 'H')]], {}), /leaves/);
    refused(() => prove(['-', ['norm2', x], ['norm2', ['apply', 'H', x]]], {}), /leaves/);
    refused(
      () => prove(['-', ['inner', ['apply', 'H', x], y], ['inner', x, ['apply', 'H', y]]], {}),
      /leaves/,
    );
  });
});

describe('what a document names', () => {
  it('is no property that every object has', () => {
    for (const domain of ['toString', 'constructor', '__proto__', 'hasOwnProperty', 'valueOf']) {
      const parameters = [...head.parameters, { name: 'p', domain, latex: 'p' }];
      refused(
        () => check([certified('p', { terms: [{ multiplier: 'p' }] })], { parameters }),
        /unknown domain/,
      );
    }
  });

  it('has a name of visible characters, and an equation no case', () => {
    const hypothesis = (name: string) => [{ name, assumption: 'h', title: 'h', statement: '0' }];
    for (const name of ['', ' ', ' a', 'a\nb', 'a  b', 'a\u200bb', 'a'.repeat(201)]) {
      refused(() => check([one], { hypotheses: hypothesis(name) }), /hypothesis is (no name|empty)/);
      refused(() => check([{ ...one, name }]), /step is (no name|empty)/);
      refused(() => check([one], { id: name }), /id is (no name|empty)/);
    }
    expect(check([one], { hypotheses: hypothesis('2a² ≤ 1') }).facts.get('P')?.statement).toBe('1');
    const equation = {
      name: 'q',
      assumption: 'e',
      title: 'q',
      kind: 'vector',
      left: ['vector', 'x', '0'],
      right: ['vector', 'z', '0'],
    };
    refused(
      () =>
        check([certified('0', { rewrite: [{ equation: 'q', case: 'banana' }], terms: [] })], {
          equations: [equation],
        }),
      /a definition has cases/,
    );
  });
});

describe('substitution', () => {
  it('captures nothing: an index of an instance keeps its meaning inside abbreviations and definitions', () => {
    const inner = {
      name: 'pair',
      indices: ['t', 'k'],
      scalar: ['inner', ['vector', 'z', 't'], ['vector', 'z', 'k']],
      latex: 'p',
    };
    const swap = { name: 'swap', indices: ['k', 't'], scalar: ['use', 'pair', 'k', 't'], latex: 's' };
    const abbreviations = [...head.abbreviations, inner, swap];
    // swap(k, t) is pair with its arguments in the same order, not its names
    const same = ['-', ['use', 'swap', 't', '3'], ['inner', ['vector', 'z', 't'], ['vector', 'z', '3']]];
    expect(prove(same, {}, { abbreviations }).name).toBe('P');
    refused(
      () => prove(['-', ['use', 'swap', 't', 't'], ['use', 'swap', 't', 'k']], {}, { abbreviations }),
      /leaves/,
    );
    refused(() => prove(['use', 'pair', 't'], {}, { abbreviations }), /wrong number of indices/);
    refused(
      () => check([one], { abbreviations: [{ ...inner, scalar: ['value', 'F', 'j'] }] }),
      'j is no index here',
    );
    refused(() => check([one], { abbreviations: [{ ...inner, indices: ['t', 't'] }] }), /named twice/);
    refused(() => check([one], { abbreviations: [{ ...inner, indices: ['t', 'a'] }] }), /a is a parameter/);
    refused(() => check([one], { abbreviations: [swap, inner] }), /no such scalar abbreviation: pair/);
    refused(
      () => check([one], { abbreviations: [{ ...inner, scalar: ['use', 'pair', 't', 'k'] }] }),
      /no such scalar abbreviation/,
    );
    refused(() => check([one], { abbreviations: [{ ...inner, vector: x }] }), /a scalar or a vector/);
  });

  it('does not let the induction hypothesis speak of another index, hidden or not', () => {
    // P(k): F(k) ≥ 0 for this k only
    const statement = ['value', 'F', 'k'];
    const base = { terms: [{ multiplier: '1', premise: 'h' }] };
    const hypotheses = [{ name: 'h', assumption: 'A', title: 'h', statement: ['value', 'F', '0'] }];
    const attempt = (indices: object) => () =>
      check(
        [
          inductive(statement, base, {
            terms: [{ multiplier: '1', premise: 'induction hypothesis', at: { indices } }],
          }),
        ],
        { hypotheses },
      );
    refused(attempt({ k: ['+', 'k', '1'] }), /unknown key k/);
    refused(attempt({ t: ['+', 'k', '1'] }), /leaves/);
    refused(attempt({}), /leaves/);
  });

  it('puts in all indices at once', () => {
    const hypotheses = [
      {
        name: 'h',
        assumption: 'A',
        title: 'h',
        statement: ['inner', ['vector', 'z', 't'], ['vector', 'y', 'k', '0']],
      },
    ];
    const use = (statement: unknown) => () =>
      prove(
        statement,
        { terms: [{ multiplier: '1', premise: 'h', at: { indices: { t: 'k', k: 't' } } }] },
        { hypotheses },
      );
    expect(use(['inner', ['vector', 'z', 'k'], ['vector', 'y', 't', '0']])().name).toBe('P');
    refused(use(['inner', ['vector', 'z', 't'], ['vector', 'y', 't', '0']]), /leaves/);
    refused(use(['inner', ['vector', 'z', 'k'], ['vector', 'y', 'k', '0']]), /leaves/);
  });
});
