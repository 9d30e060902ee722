/** Inductions, instances, rewritings and steps: every refusal stands beside the same step done right. */
import { describe, expect, it } from 'vitest';
import { RefusedError } from '../../../proofs-checks/kernel/index.js';
import {
  certified,
  check,
  factOf,
  hypothesis,
  inductive,
  notProved,
  number,
  one,
  orthogonal,
  premise,
  prove,
  read,
  refused,
  squareOf,
} from './small-documents.js';

const assumed = premise('1', 'induction hypothesis');

describe('IND', () => {
  const statement = read('D{t+1,k}');
  const base = { rewrite: [{ equation: 'D', case: 'zero' }] };
  const rewrite = [{ equation: 'D', case: 'successor', at: { indices: { n: 'k' } } }];
  const step = { terms: [assumed, squareOf('1', 'y')], rewrite };

  it('needs a base and a step', () => {
    const fact = factOf([inductive(statement, base, step)]);
    expect(fact).toEqual({ name: 'P', statement, premises: [], noises: [], rules: ['CERT', 'IND'] });
    const left = 'P: base: the certificate leaves 1*D[1*+1*t,0]';
    refused(() => check([inductive(statement, {}, step)]), left);
    const short = { ...step, terms: step.terms.slice(1) };
    refused(() => check([inductive(statement, base, short)]), /^P: step: .* leaves/);
  });

  it('collects what base and step rest on', () => {
    const noises = inductive(
      '- (* k L) (norm2 N[t+1,k])',
      { rewrite: [{ equation: 'N', case: 'zero' }] },
      {
        terms: [assumed, premise('1', 'variance')],
        ...orthogonal('N[t+1,k]', 'w', '-2'),
        rewrite: [{ ...rewrite[0], equation: 'N' }],
      },
    );
    const rules = ['CERT', 'FRESH', 'HYPOTHESIS', 'IND'];
    expect(factOf([noises])).toMatchObject({ premises: ['variance'], noises: ['w'], rules });
  });

  it('has its hypothesis at the current index only, but at all values of the others', () => {
    const ahead = [premise('1', 'induction hypothesis', { k: 'k+1' })];
    refused(() => check([inductive(statement, base, ahead)]), /unknown key k/);
    const hypotheses = [hypothesis('F0', 'F{t}'), hypothesis('F at 0', 'F{0}')];
    // F(t) ≥ 0 for all t, from F(k) ≥ 0 for all t at a later t
    const moved = [premise('1', 'induction hypothesis', { t: 't+1' })];
    const fact = factOf([inductive('F{t+k}', [premise('1', 'F0')], moved)], { hypotheses });
    expect(fact.premises).toEqual(['F0']);
    // P(k): F(k) ≥ 0 for this k only
    for (const at of [{ t: 'k+1' }, {}]) {
      const given = [premise('1', 'induction hypothesis', at)];
      const attempt = inductive('F{k}', [premise('1', 'F at 0')], given);
      refused(() => check([attempt], { hypotheses }), /leaves/);
    }
  });

  it('is over an index, not over K, and its hypothesis is not there in the base', () => {
    const plain = inductive('1', [number('1')], [number('1')]);
    const message = 'P: an induction is over an index of the document';
    for (const over of ['J', 'K', 'a', 'q', 'F']) refused(() => check([{ ...plain, over }]), message);
    const none = 'P: base: there is no induction hypothesis here';
    refused(() => check([inductive('1', [assumed], {})]), none);
  });

  it('does not prove a statement about k + 1 from k alone where the base fails', () => {
    // k² ≤ k fails from k = 2 on; the step cannot be certified, nor can a false base be
    refused(() => check([inductive('- k (* k k)', {}, [assumed])]), /^P: step: /);
    refused(() => check([inductive('- k 1', {}, [assumed, number('1')])]), /^P: base: /);
  });
});

describe('an instance', () => {
  it.each([
    ['- L (norm2 w[t+1,j+3])', { k: 'j+2' }],
    ['- L (norm2 w[t+1,K])', { k: 'J' }],
    ['- L (norm2 w[t+1,t*k+1])', { k: 'k*t' }],
    ['- L (norm2 w[k+1,t+1])', { k: 't', t: 'k' }],
  ])('puts natural numbers for all indices at once: %s', (statement, at) => {
    expect(prove(statement, [premise('1', 'variance', at)]).premises).toEqual(['variance']);
  });

  it.each<[Readonly<Record<string, string>>, string]>([
    ...['-1', '1/2', 'a', 'theta', 'q'].map((k): [{ k: string }, string] => [{ k }, `${k} is no index here`]),
    [{ k: '- k 1' }, 'an index is a number, a name, a sum or a product'],
    [{ k: '+ k -1' }, '-1 is no index here'],
    [{ k: 'c{k}' }, 'an index is a number, a name, a sum or a product'],
    [{ k: '(+)' }, '+ has the wrong number of parts'],
    [{ J: 'k' }, 'the indices of an instance has an unknown key J'],
    [{ K: 'k' }, 'the indices of an instance has an unknown key K'],
    [{ a: 'k' }, 'the indices of an instance has an unknown key a'],
  ])('refuses %j', (indices, reason) => {
    notProved('- L (norm2 w[t+1,k])', [premise('1', 'variance', indices)], reason);
  });

  it('puts operators for the arbitrary one, in statements of steps', () => {
    const P = certified('norm2 (apply V x)', [squareOf('1', 'apply V x')]);
    const use = (operator: unknown, statement: string) =>
      factOf([P, certified(statement, [{ ...premise('1', 'P'), at: { operator } }], 'Q')]);
    expect(use(['H', 'V'], 'norm2 (apply H (apply V x))').name).toBe('Q');
    expect(use([], 'norm2 x').name).toBe('Q');
    refused(() => use(['H', 'V'], 'norm2 (apply V (apply H x))'), /leaves/);
    for (const operator of [['G'], ['V·V'], 'H', [['H']]]) refused(() => use(operator, 'norm2 x'));
    refused(() => check([P], { arbitraryOperator: undefined }), 'V is no operator here');
  });
});

describe('a rewriting', () => {
  it('uses equations at their values, from left to right, in order, also under operators', () => {
    for (const moved of [
      '- (norm2 next) (norm2 (- y (* eta w)))',
      '- (norm2 (apply H (apply V next))) (norm2 (apply H (apply V (- y (* eta w)))))',
    ])
      expect(prove(moved, { rewrite: [{ equation: 'step' }] }).premises).toEqual(['step']);
    const rewrite = ['1', '0'].map((t) => ({ equation: 'value', at: { indices: { t } } }));
    const terms = [number('* 2 a')];
    expect(prove('- F{2} F{0}', { terms, rewrite }).premises).toEqual(['value']);
    const reversed = { terms, rewrite: rewrite.toReversed() };
    notProved('- F{2} F{0}', reversed, 'value: an equation is idle');
    const cases = [
      { equation: 'D', case: 'successor', at: { indices: { n: '0' } } },
      { equation: 'D', case: 'zero' },
    ];
    const fact = prove('- D{t+1,1} (norm2 y[t+1,0])', { rewrite: cases });
    expect(fact).toMatchObject({ premises: [], rules: ['CERT'] });
  });

  it.each([
    [{ equation: 'nothing' }, 'nothing: there is no such equation'],
    [{ equation: 'variance' }, 'variance: there is no such equation'],
    [{ equation: 'step', case: 'zero' }, 'step: a definition has cases, zero and successor'],
    [{ equation: 'D' }, 'D: a definition has cases, zero and successor'],
    [{ equation: 'D', case: 'other' }, 'D: a definition has cases, zero and successor'],
    [{ equation: 'D', case: 'zero' }, 'D: an equation is idle'],
    [
      { equation: 'D', case: 'zero', at: { indices: { n: '1' } } },
      'D: the indices of an instance has an unknown key n',
    ],
    [{ equation: 'step', at: { indices: { k: 'a' } } }, 'step: a is no index here'],
    [{ equation: 'step', at: { operator: ['H'] } }, 'step: an equation has no arbitrary operator'],
  ])('is refused where it is none: %j', (rewriting, reason) => {
    notProved('norm2 next', { rewrite: [rewriting] }, reason);
  });
});

describe('steps', () => {
  it('use what is before them, and have names of their own', () => {
    const two = certified('2', [premise('2', 'P')], 'Q');
    expect([...check([one, two]).facts.keys()]).toEqual(['P', 'Q']);
    refused(() => check([two, one]), 'Q: nothing before this is called P');
    for (const name of ['P', 'variance', 'step', 'D', 'induction hypothesis'])
      refused(() => check([one, { ...one, name }]), new RefusedError(`two things are called ${name}`));
  });

  it.each([
    [{ ...one, rule: 'assumption' }, 'P: a step is proved by a certificate or by induction'],
    [{ ...one, over: 'k' }, 'P: a step has an unknown key over'],
    [{ ...one, rule: 'induction' }, 'P: a step has no over'],
    [{ name: 'P', rule: 'certificate', statement: '1' }, 'P: a step has no certificate'],
    [{ ...one, certificate: {} }, 'P: a certificate has no terms'],
    [{ ...one, certificate: { terms: [], more: 'x' } }, 'P: a certificate has an unknown key more'],
    ['P', 'a step is not a record'],
  ])('have one rule and what it needs, so not %j', (step, reason) => {
    refused(() => check([step]), new RefusedError(reason));
  });

  it('are concluded from by name, and read as bounds', () => {
    const hypotheses = [hypothesis('h', '- (+ a 1) (* eta F{t})')];
    const step = certified('- (+ a 1) (* eta F{t})', [premise('1', 'h')]);
    const bound = { of: read('F{t}'), numerator: read('+ 1 a'), denominator: 'eta' };
    const conclude = (conclusion: object) => {
      const conclusions = [{ name: 'C', step: 'P', ...conclusion }];
      return check([step], { hypotheses, conclusions }).conclusions.get('C');
    };
    expect(conclude({})).toMatchObject({ fact: { name: 'P' } });
    expect(conclude({})).not.toHaveProperty('bound');
    expect([...(conclude({ bound })?.bound?.denominator.keys() ?? [])]).toEqual(['eta']);
    refused(() => conclude({ step: 'Q' }), 'C: there is no such step');
    const other = { ...bound, numerator: 'a' };
    refused(() => conclude({ bound: other }), 'C: the bound is not what the step says');
    const turned = { ...bound, of: read('- F{t}'), denominator: read('- eta') };
    refused(() => conclude({ bound: turned }), 'C: the denominator of a bound is not positive by its form');
  });
});
