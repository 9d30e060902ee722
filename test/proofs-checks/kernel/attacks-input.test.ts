/** Attacks on what is given to the kernel: each is refused, or proves nothing. */
import { describe, expect, it } from 'vitest';
import { checkDerivation } from '../../../proofs-checks/kernel/index.js';
import { openDerivation } from '../../../proofs-checks/mutation/open-derivation.js';
import { certified, check, document, head, inductive, one, prove, refused, x } from './small-documents.js';

describe('−1 ≥ 0', () => {
  it('is not proved by a number with a negative or zero denominator, or by one that is written otherwise', () => {
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

  it('is not proved by a term that is left out, empty, or not there', () => {
    refused(() => prove('-1', { terms: [] }), /leaves -1/);
    refused(() => prove('-1', { cancel: '0', terms: [] }), /strictly positive/);
    refused(() => prove('-1', { cancel: ['*', 'K', 'J'], terms: [] }), /strictly positive/);
    refused(() => prove('-1', { terms: [{ multiplier: '1', square: ['zero'] }] }), /leaves/);
    refused(() => prove('-1', { terms: [undefined] }), /cannot stand/);

    refused(() => prove('-1', { terms: [, { multiplier: '1' }] }), /cannot stand/);
  });

  it('is not proved by itself, by a later step, or by a circle of steps', () => {
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

  it('is not proved at K = 0 or at t = −1: K ≥ 1 and indices are natural', () => {
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
