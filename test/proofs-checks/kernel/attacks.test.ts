/**
 * Attempts to make the kernel say something false, or to make it stop in another way than by a refusal. Each is
 * refused; those that stand beside a true twin show that it is the lie that is refused.
 */
import { describe, expect, it } from 'vitest';
import { checkDerivation, openDerivation, RefusedError } from '../../../proofs-checks/kernel/index.js';
import { certified, check, head, inductive, prove, w, x, y } from './small-documents.js';

const refused = (attempt: () => unknown, reason: RegExp | string = /./): void => {
  expect(attempt).toThrow(RefusedError);
  expect(attempt).toThrow(reason);
};
const one = certified('1', { terms: [{ multiplier: '1' }] });
const document = (parts: object = {}) => ({ ...head, steps: [one], ...parts });
const family = (name: string, indices: readonly string[], birth: readonly unknown[], rest: object = {}) => ({
  name,
  kind: 'vector',
  indices,
  birth,
  latex: name,
  meaning: name,
  ...rest,
});
const definition = (
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

describe('−1 ≥ 0', () => {
  it('is not proven by a number with a negative or zero denominator, or by one that is written otherwise', () => {
    for (const multiplier of [
      '1/-1',
      '-1/1',
      '-1/-1',
      '1/0',
      '+1',
      '1.5',
      '0x1',
      '1e3',
      ' 1',
      '',
      '--1',
      '∞',
      'NaN',
      '１',
    ]) {
      refused(() => prove('-1', { terms: [{ multiplier }] }));
    }
    refused(() => prove('-1', { terms: [{ multiplier: { numerator: '1', denominator: '-1' } }] }));
    // −1/−1 is no number of a document; 2/2 is 1
    expect(prove('1', { terms: [{ multiplier: '2/2' }] }).name).toBe('P');
    for (const number of [-1, 1, 0, -0, 2 ** 53, 1e400, NaN]) {
      refused(() => prove('-1', { terms: [{ multiplier: number }] }), /cannot stand in a document/);
    }
  });

  it('is not proven by a term that is left out, empty, or not there', () => {
    refused(() => prove('-1', { terms: [] }), /leaves -1/);
    refused(() => prove('-1', { cancel: '0', terms: [] }), /strictly positive/);
    refused(() => prove('-1', { cancel: ['*', 'K', 'J'], terms: [] }), /strictly positive/);
    refused(() => prove('-1', { terms: [{ multiplier: '1', square: ['zero'] }] }), /leaves/);
    refused(() => prove('-1', { terms: [undefined] }), /cannot stand/);

    refused(() => prove('-1', { terms: [, { multiplier: '1' }] }), /cannot stand/);
  });

  it('is not proven by itself, by a later step, or by a circle of steps', () => {
    const use = (name: string, premise: string) =>
      certified('-1', { terms: [{ multiplier: '1', premise }] }, name);
    refused(() => check([use('P', 'P')]), /nothing before this/);
    refused(() => check([use('P', 'Q'), use('Q', 'P')]), /nothing before this/);
    refused(
      () =>
        check([
          inductive('-1', { terms: [] }, { terms: [{ multiplier: '1', premise: 'induction hypothesis' }] }),
        ]),
      /base/,
    );
    for (const name of ['constructor', '__proto__', 'toString', 'hasOwnProperty'])
      refused(() => check([use('P', name)]), /nothing before this/);
  });

  it('is not proven at K = 0 or at t = −1: K ≥ 1 and indices are natural', () => {
    const minus = (at: unknown) =>
      prove(
        ['-', '0', '1'],
        { terms: [{ multiplier: '1', premise: 'h', at: { indices: { t: at } } }] },
        {
          hypotheses: [{ name: 'h', assumption: 'A', title: 't ≥ 0', statement: 't' }],
        },
      );
    for (const at of [
      '-1',
      ['-', 't', '1'],
      ['-', '1'],
      ['*', 't', '-1'],
      ['^', 't', '1'],
      '1/2',
      'theta',
      'abar',
      ['inner', x, x],
    ]) {
      refused(() => minus(at));
    }
    // K·(K − 1) ≥ 0 has the form of a nonnegative number, K − 1 > 0 has not that of a positive one
    expect(prove(['*', 'K', 'J'], { terms: [{ multiplier: ['*', 'K', 'J'] }] }).name).toBe('P');
    refused(() => prove(['-', 'K', '2'], { terms: [{ multiplier: ['-', 'K', '2'] }] }), /nonnegative/);
    refused(() => prove(['-', '1', 'a'], { terms: [{ multiplier: 'eta' }] }), /leaves/);
    // 1 − a ≥ 0 because ā says so, and in no other way
    expect(prove(['-', '1', 'a'], { terms: [{ multiplier: 'abar' }] }).name).toBe('P');
  });
});

describe('what was given', () => {
  it('cannot change after it was checked: nothing of it is kept', () => {
    const given = structuredClone(document()) as {
      steps: { statement: string }[];
      hypotheses: { statement: unknown }[];
    };
    const checked = checkDerivation(given);
    for (const step of given.steps) step.statement = '-1';
    for (const hypothesis of given.hypotheses) hypothesis.statement = '-1';
    expect(checked.facts.get('P')?.statement).toBe('1');
    expect(JSON.stringify(checked.document)).not.toContain('"-1"');
  });

  it('is read once: a getter, a Proxy or toJSON cannot say two things', () => {
    let reads = 0;
    const lying = {
      name: 'P',
      rule: 'certificate',
      certificate: { terms: [{ multiplier: '1' }] },
      get statement() {
        reads += 1;
        return reads === 1 ? '1' : '-1';
      },
    };
    expect(checkDerivation(document({ steps: [lying] })).facts.get('P')?.statement).toBe('1');
    expect(reads).toBe(1);
    const proxy = new Proxy(
      { ...one },
      { get: (target, key): unknown => (key === 'statement' ? '-1' : Reflect.get(target, key)) },
    );
    refused(() => checkDerivation(document({ steps: [proxy] })), /leaves -2/);
    const disguised = { ...one, toJSON: () => ({ ...one, statement: '-1' }) };
    refused(() => checkDerivation(document({ steps: [disguised] })), /leaves -2/);
  });

  it('has no prototype: what is inherited is not there, and __proto__ is no key', () => {
    const inherited = Object.create({ premise: 'variance', at: {} }) as Record<string, unknown>;
    inherited['multiplier'] = '1';
    refused(() => prove('-1', { terms: [inherited] }), /leaves/);
    const text = JSON.stringify(document()).replace(
      '"multiplier":"1"',
      '"multiplier":"1","__proto__":{"square":["zero"]}',
    );
    refused(() => checkDerivation(text), /__proto__/);
    const polluted = JSON.stringify(document()).replace('"indices":[', '"__proto__":{},"indices":[');
    refused(() => checkDerivation(polluted), /__proto__/);
    expect(Object.isFrozen(checkDerivation(document()).document)).toBe(true);
    expect(Object.getPrototypeOf(checkDerivation(document()).document)).toBe(null);
  });

  it('throws nothing but a refusal', () => {
    const cycle: Record<string, unknown> = { ...document() };
    cycle['id'] = cycle;
    const throwing = {
      get format() {
        throw new TypeError('surprise');
      },
    };
    let deep: unknown = 'a';
    for (let i = 0; i < 100_000; i += 1) deep = ['-', deep];
    const values: unknown[] = [
      undefined,
      null,
      1,
      1n,
      'x',
      '',
      '{',
      '[]',
      'null',
      '"a"',
      true,
      [],
      {},
      Symbol('s'),
      () => 1,
      new Map(),
      new Date(),
      cycle,
      throwing,
      deep,
    ];
    for (const value of values) refused(() => checkDerivation(value));
    refused(() => checkDerivation(document({ title: deep })));
    refused(() => checkDerivation(`${'['.repeat(100_000)}${']'.repeat(100_000)}`));
    refused(() => checkDerivation(' '.repeat(5_000_000)), /too long/);
  });

  it('says nothing twice: no key, no name', () => {
    const text = JSON.stringify(document());
    expect(checkDerivation(text).facts.size).toBe(1);
    expect(checkDerivation(JSON.stringify(document(), null, 4)).facts.size).toBe(1);
    refused(
      () => checkDerivation(text.replace('"statement":"1"', '"statement":"-1","statement":"1"')),
      /twice/,
    );
    refused(
      () => checkDerivation(text.replace('"statement":"1"', String.raw`"statement":"\u0031"`)),
      /twice/,
    );
    const twice = (
      part:
        | 'families'
        | 'definitions'
        | 'hypotheses'
        | 'equations'
        | 'parameters'
        | 'abbreviations'
        | 'operators'
        | 'indices',
    ) => document({ [part]: [...head[part], head[part][0]] });
    for (const part of [
      'families',
      'definitions',
      'hypotheses',
      'equations',
      'parameters',
      'abbreviations',
      'operators',
      'indices',
    ] as const) {
      refused(() => checkDerivation(twice(part)), /two|twice/);
    }
    refused(
      () =>
        checkDerivation(
          document({
            conclusions: [
              { name: 'C', step: 'P' },
              { name: 'C', step: 'P' },
            ],
          }),
        ),
      /two things/,
    );
    refused(() => checkDerivation(document({ indices: [...head.indices, 'a'] })), /two things are called a/);
    refused(() => checkDerivation(document({ indices: [...head.indices, 'J'] })), /two things are called J/);
  });

  it('has every key of the format, and no other', () => {
    for (const key of Object.keys(document())) {
      const { [key as 'id']: _left, ...rest } = document();
      if (key !== 'arbitraryOperator') refused(() => checkDerivation(rest), `a document has no ${key}`);
    }
    refused(() => checkDerivation(document({ more: '1' })), /unknown key more/);
    refused(() => checkDerivation(document({ format: 'auxopt-derivation/2' })), /format/);
    refused(() => checkDerivation(document({ steps: {} })), /not a list/);
  });
});

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

describe('definitions', () => {
  const values = (name: string, indices: readonly string[] = ['n']) => ({
    name,
    kind: 'value',
    indices,
    latex: name,
    meaning: name,
  });
  const define = (
    definitions: readonly unknown[],
    families: readonly unknown[] = [
      values('p'),
      values('q'),
      family('r', ['n'], ['n', '0']),
      family('e', ['n'], ['0', '0']),
    ],
  ) => check([one], { families: [...head.families, ...families], definitions });
  const p = (n: unknown) => ['value', 'p', n];
  const q = (n: unknown) => ['value', 'q', n];

  it('are from the predecessor, once, and not in a circle', () => {
    expect(define([definition('p', ['n'], '0', ['+', p('n'), '1'])]).facts.size).toBe(1);
    refused(
      () => define([definition('p', ['n'], '0', p(['+', 'n', '1']))]),
      'p: successor: p may not be used here',
    );
    refused(() => define([definition('p', ['n'], p('0'), '0')]), 'p: zero: p may not be used here');
    refused(() => define([definition('p', ['n'], '0', ['-', '1', p('0')])]), /may not be used/);
    refused(() => define([definition('p', ['n'], '0', p(['*', '2', 'n']))]), /may not be used/);
    refused(
      () => define([definition('p', ['n'], '0', '1'), definition('p', ['n'], '1', '1', { name: 'again' })]),
      /defined twice/,
    );
    // p by q and q by p
    refused(
      () => define([definition('p', ['n'], '0', q('n')), definition('q', ['n'], '0', ['+', p('n'), '1'])]),
      'p: successor: q may not be used here',
    );
    expect(
      define([definition('p', ['n'], '0', '1'), definition('q', ['n'], p('5'), ['+', q('n'), p('n')])]).facts
        .size,
    ).toBe(1);
    // through an abbreviation
    const abbreviations = [
      ...head.abbreviations,
      { name: 'hidden', indices: ['n'], scalar: p(['+', 'n', '1']), latex: 'x' },
    ];
    refused(
      () =>
        check([one], {
          families: [...head.families, values('p')],
          abbreviations,
          definitions: [definition('p', ['n'], '0', ['use', 'hidden', 'n'])],
        }),
      /may not be used/,
    );
  });

  it('have no free index on the right, at any depth, and no free operator', () => {
    for (const free of [
      'k',
      't',
      p('k'),
      ['value', 'F', 'k'],
      ['norm2', ['vector', 'r', 'k']],
      ['use', 'twice', 'j'],
      ['norm2', ['vector', 'e', ['+', 'n', ['*', 'k', '0']]]],
    ]) {
      refused(() => define([definition('p', ['n'], '0', free)]), /is no (number, parameter or )?index here/);
    }
    refused(
      () => define([definition('p', ['n'], 'n', '0')]),
      /zero: n is no number, parameter or index here/,
    );
    refused(() => define([definition('p', ['n'], p('n'), '0')]), /zero/);
    refused(
      () => define([definition('r', ['n'], ['apply', 'V', ['vector', 'e', '0']], ['zero'])]),
      'r: zero: V is no operator here',
    );
    refused(
      () => define([definition('r', ['n'], ['zero'], ['apply', 'V', ['vector', 'e', '0']])]),
      'V is no operator here',
    );
    // the attack that this guards: u₀ = V u with V := 1 and V := Z would give ‖u‖² = ‖Zu‖²
    expect(define([definition('r', ['n'], ['apply', 'H', ['vector', 'e', '0']], ['zero'])]).facts.size).toBe(
      1,
    );
    // a value is no index, so none hides in one
    refused(() => define([definition('p', ['n'], ['value', 'F', ['value', 'F', 'k']], '0')]), /an index is/);
  });

  it('are well-founded: the recursion runs over an index that stands alone', () => {
    for (const at of [
      [['+', 'n', '2']],
      ['k'],
      [['*', '2', 'n']],
      ['2'],
      [['+', 'n', 'k']],
      [['+', '1', 'n']],
    ]) {
      refused(() => define([definition('p', at, '0', '0')]));
    }
    refused(() => define([definition('D', ['n', 'n'], '0', '0')]), /named twice/);
    refused(() => define([definition('D', [['+', 'n', '1'], 'n'], '0', '0')]), /another name/);
    refused(() => define([definition('D', ['t', 'k'], '0', '0')]), /n is not among the indices/);
    refused(() => define([definition('D', [['+', 't', '-1'], 'n'], '0', '0')]), /another name/);
    refused(() => define([definition('D', ['K', 'n'], '0', '0')]), /K is a parameter/);
    refused(() => define([definition('D', ['J', 'n'], '0', '0')]), /J is a parameter/);
    refused(() => define([definition('D', ['n'], '0', '0')]), /wrong number of indices/);
    expect(
      define([definition('D', [['+', 't', '3'], 'n'], 't', ['value', 'D', ['+', 't', '3'], 'n'])]).facts.size,
    ).toBe(1);
  });

  it('define no noise, nothing that is not declared, and make nothing older than its parts', () => {
    refused(() => define([definition('w', ['t', 'n'], ['zero'], ['zero'])]), /noise is declared/);
    refused(() => define([definition('unknown', ['n'], '0', '0')]));
    refused(
      () => define([definition('e', ['n'], ['zero'], ['vector', 'w', '1', 'n'])]),
      /e is declared older/,
    );
    refused(() => define([definition('e', ['n'], ['vector', 'x', '0'], ['zero'])]), /e is declared older/);
    expect(
      define([
        definition('r', ['n'], ['zero'], ['+', ['vector', 'r', 'n'], ['vector', 'w', ['+', 'n', '1'], '0']]),
      ]).facts.size,
    ).toBe(1);
    refused(() => define([definition('p', ['n'], '0', ['^', ['norm2', x], '2'])]));
  });

  it('cannot be used at another place than they define', () => {
    const definitions = [definition('D', [['+', 't', '1'], 'n'], '0', '0')];
    const at = (t: unknown) =>
      check([certified(['value', 'D', t, '0'], { rewrite: [{ equation: 'D', case: 'zero' }] })], {
        definitions,
      });
    expect(at(['+', 't', '1']).facts.size).toBe(1);
    for (const t of ['0', 't', ['+', 't', '2']]) refused(() => at(t), /idle/);
  });
});

describe('births', () => {
  const late = (birth: readonly unknown[]) => family('u', ['t'], birth);
  it('are data: polynomials in the indices of the family, natural numbers', () => {
    for (const birth of [
      ['t'],
      ['t', '0', '0'],
      ['k', '0'],
      [['-', 't', '1'], '0'],
      ['a', '0'],
      ['1/2', '0'],
      ['-1', '0'],
      ['t', ['value', 'F', 't']],
      '00',
      ['t', ''],
    ]) {
      refused(() =>
        checkDerivation(
          document({
            families: [late(birth as readonly unknown[])],
            definitions: [],
            equations: [],
            hypotheses: [],
            abbreviations: [],
          }),
        ),
      );
    }
    refused(() =>
      checkDerivation(document({ families: [{ ...late(['t', '0']), birth: () => ['0', '0'] }] })),
    );
  });

  it('do not make a noise orthogonal to itself, to its twin, or to what contains it', () => {
    const orthogonal = (older: unknown, noise: unknown = w) =>
      prove(['inner', older, noise], { orthogonal: [{ weight: '1', older, noise }] });
    refused(() => orthogonal(w), /births/);
    const sum = ['vector', 'N', ['+', 't', '1'], ['+', 'k', '1']];
    refused(() => orthogonal(sum), /births/);
    expect(orthogonal(['vector', 'N', ['+', 't', '1'], 'k']).noises).toEqual(['w']);
    const twin = family('v', ['t', 'k'], ['t', 'k'], { noise: 'another' });
    const v = ['vector', 'v', ['+', 't', '1'], ['+', 'k', '1']];
    refused(
      () =>
        prove(
          ['inner', v, w],
          { orthogonal: [{ weight: '1', older: v, noise: w }] },
          { families: [...head.families, twin] },
        ),
      /births/,
    );
    // births that are earlier for some indices only
    refused(() => orthogonal(['vector', 'y', 't', 'k'], ['vector', 'w', 'k', 't']), /births/);
    refused(
      () => orthogonal(['vector', 'y', 't', ['*', 'k', 'k']], ['vector', 'w', 't', ['+', 'k', '1']]),
      /births/,
    );
    expect(
      orthogonal(['vector', 'y', 't', 'k'], ['vector', 'w', 't', ['+', ['*', 't', 'k'], 'k', '1']]).noises,
    ).toEqual(['w']);
  });

  it('cannot be made earlier by an equation, a definition or an abbreviation', () => {
    const equation = (left: unknown, right: unknown) =>
      check([one], { equations: [{ name: 'e', assumption: 'A', title: 'e', kind: 'vector', left, right }] });
    refused(() => equation(['vector', 'z', 't'], ['vector', 'y', 't', '1']), /older/);
    refused(() => equation(['vector', 'y', 't', 'k'], ['vector', 'y', 't', 'j']), /older/);
    refused(() => equation(['vector', 'x', 't'], ['vector', 'w', ['+', 't', '1'], '0']), /older/);
    expect(equation(['vector', 'x', 't'], ['vector', 'w', 't', 'J']).facts.size).toBe(1);
    const image = {
      name: 'early',
      indices: ['t'],
      vector: ['vector', 'w', ['+', 't', '5'], '0'],
      latex: 'x',
    };
    refused(
      () =>
        prove(
          ['inner', ['use', 'early', 't'], w],
          { orthogonal: [{ weight: '1', older: ['use', 'early', 't'], noise: w }] },
          { abbreviations: [...head.abbreviations, image] },
        ),
      /births/,
    );
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

describe('work without end', () => {
  it('is refused: powers of powers, long sums, nested abbreviations, large numbers', () => {
    const sum = ['+', 'a', 'eta', 'L', 'theta', 'k', 't', 'j', 'n'];
    refused(() => prove(['-', ['^', ['^', sum, '12'], '12'], '1'], {}), /too many terms|too high a degree/);
    refused(() => prove(['^', 'a', '13'], {}), /exponent/);
    refused(() => prove(['^', 'a', '-1'], {}), /exponent/);
    refused(() => prove(['^', 'a', 'k'], {}), /exponent/);
    let nested: unknown = 'a';
    for (let i = 0; i < 5; i += 1) nested = ['^', nested, '12'];
    refused(() => prove(nested, {}), /degree/);
    let large: unknown = '9'.repeat(60);
    for (let i = 0; i < 5; i += 1) large = ['^', large, '12'];
    refused(() => prove(large, {}), /too large/);
    refused(() => prove('9'.repeat(61), {}));
    const abbreviations = Array.from({ length: 20 }, (_, at) => ({
      name: `b${at}`,
      indices: [],
      scalar: at === 0 ? 'a' : ['+', ...Array.from({ length: 9 }, () => ['use', `b${at - 1}`])],
      latex: 'b',
    }));
    refused(() => check([one], { abbreviations }), /too much work/);
    const many = Array.from({ length: 22 }, (_, at) => ({
      name: `c${at}`,
      indices: [],
      scalar: 'a',
      latex: 'c',
    }));
    refused(() => check([one], { abbreviations: many }), /too many abbreviations/);
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

describe('a step that is given to an open document', () => {
  it('is read once, and what is read of it is nothing that the kernel uses', () => {
    const open = openDerivation({ ...document(), steps: [], conclusions: [] });
    let reads = 0;
    const step = {
      name: 'x',
      rule: 'certificate',
      get statement() {
        reads += 1;
        return reads < 2 ? '0' : '-1';
      },
      certificate: { terms: [] },
    };
    expect(open.accept(step)).toBe('0');
    (open.polynomial('K') as Map<string, unknown>).clear();
    refused(() => open.accept(certified('-1', { terms: [], cancel: 'K' })), /leaves/);
  });
});

describe('a document that is too much work', () => {
  const many = <Item>(count: number, item: (at: number) => Item) =>
    Array.from({ length: count }, (_, at) => item(at));
  const sumOfLetters = ['+', 'b', 'c', 'd', 'e'];
  const letters = {
    parameters: [
      ...head.parameters,
      ...many(4, (at) => ({ name: 'bcde'[at], domain: 'positive', latex: 'b' })),
    ],
  };
  const families = [
    ...head.families,
    { name: 'val', kind: 'value', indices: ['n'], latex: 'v', meaning: 'v' },
  ];
  const equations = ['0', '1'].map((from) => ({
    name: `q${from}`,
    assumption: 'e',
    title: 'q',
    kind: 'value',
    left: ['value', 'val', from],
    right: ['value', 'val', from === '0' ? '1' : '0'],
  }));
  const back = many(40_000, (at) => ({ equation: `q${at % 2}` }));
  const product = ['*', ['^', sumOfLetters, '11'], ['^', sumOfLetters, '8']];
  it.each<[string, unknown, object, object]>([
    ['a sum', ['+', '-1', ...many(200_000, () => '0')], {}, {}],
    ['a product', ['*', '-1', ...many(200_000, () => '1')], {}, {}],
    ['a norm', ['norm2', ['+', ...many(3_000, (at) => ['vector', 'x', String(at)])]], {}, {}],
    ['a norm of fewer vectors', ['norm2', ['+', ...many(400, (at) => ['vector', 'x', String(at)])]], {}, {}],
    ['products of long sums', ['+', ...many(5_000, () => product)], {}, letters],
    ['terms', '-1', { terms: many(140_000, () => ({ multiplier: '1' })) }, {}],
    [
      'rewritings',
      ['+', ['value', 'val', '0'], ...many(3_000, (at) => ['value', 'val', String(at + 2)])],
      { rewrite: back },
      { families, equations },
    ],
  ])('is refused: %s', (_what, statement, certificate, parts) => {
    const attempt = () => check([certified(statement, { terms: [], ...certificate })], parts);
    refused(attempt, /too much work|too many terms|leaves/);
  });
});
