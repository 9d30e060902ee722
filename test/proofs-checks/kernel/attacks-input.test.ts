/** Attacks on what is given to the kernel: each is refused, or proves nothing. */
import { describe, expect, it } from 'vitest';
import { checkDerivation } from '../../../proofs-checks/kernel/index.js';
import { openDerivation } from '../../../proofs-checks/mutation/open-derivation.js';
import {
  certified,
  check,
  document,
  head,
  hypothesis,
  inductive,
  notProved,
  number,
  one,
  premise,
  prove,
  refused,
  squareOf,
} from './small-documents.js';

describe('−1 ≥ 0', () => {
  it.each([
    ...['1/-1', '-1/1', '-1/-1', '1/0', '+1', '1.5', '0x1', '1e3', ' 1', '', '--1', '∞', 'NaN', '１'],
    { numerator: '1', denominator: '-1' },
  ])('is not proved by a number that is written otherwise: %j', (multiplier) => {
    notProved('-1', [{ multiplier }]);
  });

  it.each([-1, 1, 0, -0, 2 ** 53, 1e400, NaN])(
    'is not proved by a number that is no text: %d',
    (multiplier) => {
      notProved('-1', [{ multiplier }], /cannot stand in a document/);
    },
  );

  it('is not 1, which 2/2 is (control)', () => {
    expect(prove('1', [number('2/2')]).name).toBe('P');
  });

  it('is not proved by a term that is left out, empty, or not there', () => {
    notProved('-1', [], /leaves -1/);
    notProved('-1', { cancel: '0' }, /strictly positive/);
    notProved('-1', { cancel: ['*', 'K', 'J'] }, /strictly positive/);
    notProved('-1', [squareOf('1', '(zero)')], /leaves/);
    notProved('-1', { terms: [undefined] }, /cannot stand/);
    notProved('-1', { terms: [, number('1')] }, /cannot stand/);
  });

  it('is not proved by itself, by a later step, or by a circle of steps', () => {
    const use = (name: string, by: string) => certified('-1', [premise('1', by)], name);
    for (const steps of [[use('P', 'P')], [use('P', 'Q'), use('Q', 'P')]])
      refused(() => check(steps), /nothing before this/);
    refused(() => check([inductive('-1', [], [premise('1', 'induction hypothesis')])]), /base/);
    for (const name of ['constructor', '__proto__', 'toString', 'hasOwnProperty'])
      notProved('-1', [premise('1', name)], /nothing before this/);
  });

  it.each(['-1', '- t 1', '- 1', '* t -1', '^ t 1', '1/2', 'theta', 'abar', 'inner x x'])(
    'is not proved at t = %s: indices are natural',
    (t) => {
      const hypotheses = [hypothesis('h', 't')];
      notProved('- 0 1', [premise('1', 'h', { t })], /index/, { hypotheses });
    },
  );

  it('is not proved at K = 0 or a > 1', () => {
    // K·(K − 1) ≥ 0 has the form of a nonnegative number, K − 1 > 0 has not that of a positive one
    expect(prove('* K J', [number('* K J')]).name).toBe('P');
    notProved('- K 2', [number('- K 2')], /nonnegative/);
    notProved('- 1 a', [number('eta')], /leaves/);
    // 1 − a ≥ 0 because ā says so, and in no other way
    expect(prove('- 1 a', [number('abar')]).name).toBe('P');
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
      ...{ name: 'P', rule: 'certificate', certificate: { terms: [number('1')] } },
      get statement() {
        reads += 1;
        return reads === 1 ? '1' : '-1';
      },
    };
    expect(checkDerivation(document({ steps: [lying] })).facts.get('P')?.statement).toBe('1');
    expect(reads).toBe(1);
    const get = (target: object, key: PropertyKey): unknown =>
      key === 'statement' ? '-1' : Reflect.get(target, key);
    const proxy = new Proxy({ ...one }, { get });
    refused(() => checkDerivation(document({ steps: [proxy] })), /leaves -2/);
    const disguised = { ...one, toJSON: () => ({ ...one, statement: '-1' }) };
    refused(() => checkDerivation(document({ steps: [disguised] })), /leaves -2/);
  });

  it('has no prototype: what is inherited is not there, and __proto__ is no key', () => {
    const inherited = Object.create({ premise: 'variance', at: {} }) as Record<string, unknown>;
    inherited['multiplier'] = '1';
    notProved('-1', [inherited], /leaves/);
    const text = JSON.stringify(document());
    for (const key of ['"multiplier":', '"indices":['])
      refused(() => checkDerivation(text.replace(key, `"__proto__":{},${key}`)), /__proto__/);
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
      ...[undefined, null, 1, 1n, 'x', '', '{', '[]', 'null', '"a"', true, [], {}, Symbol('s'), () => 1],
      ...[new Map(), new Date(0), cycle, throwing, deep],
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
    for (const twice of ['"statement":"-1","statement":"1"', String.raw`"statement":"\u0031"`])
      refused(() => checkDerivation(text.replace('"statement":"1"', twice)), /twice/);
    const conclusions = ['C', 'C'].map((name) => ({ name, step: 'P' }));
    refused(() => checkDerivation(document({ conclusions })), /two things/);
    for (const name of ['a', 'J']) {
      const indices = [...head.indices, name];
      refused(() => checkDerivation(document({ indices })), `two things are called ${name}`);
    }
  });

  it.each([
    ...(['families', 'definitions', 'hypotheses', 'equations'] as const),
    ...(['parameters', 'abbreviations', 'operators', 'indices'] as const),
  ])('has no two %s of one name', (part) => {
    refused(() => checkDerivation(document({ [part]: [...head[part], head[part][0]] })), /two|twice/);
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
      ...{ name: 'x', rule: 'certificate', certificate: { terms: [] } },
      get statement() {
        reads += 1;
        return reads < 2 ? '0' : '-1';
      },
    };
    expect(open.accept(step)).toBe('0');
    (open.polynomial('K') as Map<string, unknown>).clear();
    refused(() => open.accept(certified('-1', { cancel: 'K' })), /leaves/);
  });
});
