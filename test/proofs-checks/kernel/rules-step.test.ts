/** Inductions, instances, rewritings and steps: every refusal stands beside the same step done right. */
import { describe, expect, it } from 'vitest';
import { RefusedError } from '../../../proofs-checks/kernel/index.js';
import {
  certified,
  check,
  factOf,
  head,
  inductive,
  next,
  prove,
  w,
  x,
  y,
  squareOf,
  premise,
} from './small-documents.js';

describe('IND', () => {
  const D = (n: unknown) => ['value', 'D', ['+', 't', '1'], n];
  const base = { rewrite: [{ equation: 'D', case: 'zero' }] };
  const step = {
    terms: [premise('1', 'induction hypothesis'), squareOf('1', y)],
    rewrite: [{ equation: 'D', case: 'successor', at: { indices: { n: 'k' } } }],
  };

  it('needs a base and a step', () => {
    const fact = factOf([inductive(D('k'), base, step)]);
    expect(fact).toEqual({ name: 'P', statement: D('k'), premises: [], noises: [], rules: ['CERT', 'IND'] });
    expect(() => check([inductive(D('k'), {}, step)])).toThrow(
      'P: base: the certificate leaves 1*D[1*+1*t,0]',
    );
    expect(() => check([inductive(D('k'), base, { ...step, terms: step.terms.slice(1) })])).toThrow(
      /^P: step: .* leaves/,
    );
  });

  it('collects what base and step rest on', () => {
    const statement = ['-', ['*', 'k', 'L'], ['norm2', ['vector', 'N', ['+', 't', '1'], 'k']]];
    const sum = ['vector', 'N', ['+', 't', '1'], 'k'];
    const fact = factOf([
      inductive(
        statement,
        { rewrite: [{ equation: 'N', case: 'zero' }] },
        {
          terms: [premise('1', 'induction hypothesis'), premise('1', 'variance')],
          orthogonal: [{ weight: '-2', older: sum, noise: w }],
          rewrite: [{ equation: 'N', case: 'successor', at: { indices: { n: 'k' } } }],
        },
      ),
    ]);
    expect(fact).toMatchObject({
      premises: ['variance'],
      noises: ['w'],
      rules: ['CERT', 'FRESH', 'HYPOTHESIS', 'IND'],
    });
  });

  it('has its hypothesis at the current index only, but at all values of the others', () => {
    const ahead = { terms: [premise('1', 'induction hypothesis', { k: ['+', 'k', '1'] })] };
    expect(() => check([inductive(D('k'), base, ahead)])).toThrow(/unknown key k/);
    // F(t) ≥ 0 for all t, from F(k) ≥ 0 for all t at a later t
    const F = ['value', 'F', ['+', 't', 'k']];
    const hypotheses = [{ name: 'F0', assumption: 'A', title: 'F ≥ 0', statement: ['value', 'F', 't'] }];
    const moved = { terms: [premise('1', 'induction hypothesis', { t: ['+', 't', '1'] })] };
    expect(factOf([inductive(F, { terms: [premise('1', 'F0')] }, moved)], { hypotheses }).premises).toEqual([
      'F0',
    ]);
  });

  it('is over an index, not over K, and its hypothesis is not there in the base', () => {
    for (const over of ['J', 'K', 'a', 'q', 'F']) {
      expect(() =>
        check([
          { ...inductive('1', { terms: [{ multiplier: '1' }] }, { terms: [{ multiplier: '1' }] }), over },
        ]),
      ).toThrow('P: an induction is over an index of the document');
    }
    expect(() => check([inductive('1', { terms: [premise('1', 'induction hypothesis')] }, {})])).toThrow(
      'P: base: there is no induction hypothesis here',
    );
  });

  it('does not prove a statement about k + 1 from k alone where the base fails', () => {
    // k² ≤ k fails from k = 2 on; the step cannot be certified, nor can a false base be
    const statement = ['-', 'k', ['*', 'k', 'k']];
    const forged = { terms: [premise('1', 'induction hypothesis')] };
    expect(() => check([inductive(statement, {}, forged)])).toThrow(/^P: step: /);
    expect(() =>
      check([
        inductive(
          ['-', 'k', '1'],
          {},
          { terms: [premise('1', 'induction hypothesis'), { multiplier: '1' }] },
        ),
      ]),
    ).toThrow(/^P: base: /);
  });
});

describe('an instance', () => {
  const at = (indices: object, k: unknown) =>
    prove(['-', 'L', ['norm2', ['vector', 'w', ['+', 't', '1'], k]]], {
      terms: [{ multiplier: '1', premise: 'variance', at: { indices } }],
    });

  it('puts natural numbers for all indices at once', () => {
    expect(at({ k: ['+', 'j', '2'] }, ['+', 'j', '3']).premises).toEqual(['variance']);
    expect(at({ k: 'J' }, 'K').premises).toEqual(['variance']);
    expect(at({ k: ['*', 'k', 't'] }, ['+', ['*', 't', 'k'], '1']).premises).toEqual(['variance']);
    const swapped = ['-', 'L', ['norm2', ['vector', 'w', ['+', 'k', '1'], ['+', 't', '1']]]];
    expect(prove(swapped, { terms: [premise('1', 'variance', { k: 't', t: 'k' })] }).premises).toEqual([
      'variance',
    ]);
  });

  it.each([
    [{ k: '-1' }, '-1 is no index here'],
    [{ k: '1/2' }, '1/2 is no index here'],
    [{ k: 'a' }, 'a is no index here'],
    [{ k: 'theta' }, 'theta is no index here'],
    [{ k: 'q' }, 'q is no index here'],
    [{ k: ['-', 'k', '1'] }, 'an index is a number, a name, a sum or a product'],
    [{ k: ['+', 'k', '-1'] }, '-1 is no index here'],
    [{ k: ['value', 'c', 'k'] }, 'an index is a number, a name, a sum or a product'],
    [{ k: ['+'] }, '+ has the wrong number of parts'],
    [{ J: 'k' }, 'the indices of an instance has an unknown key J'],
    [{ K: 'k' }, 'the indices of an instance has an unknown key K'],
    [{ a: 'k' }, 'the indices of an instance has an unknown key a'],
  ])('refuses %j', (indices, reason) => {
    expect(() => at(indices, 'k')).toThrow(new RefusedError(`P: ${reason}`));
  });

  it('puts operators for the arbitrary one, in statements of steps', () => {
    const P = certified(['norm2', ['apply', 'V', x]], { terms: [squareOf('1', ['apply', 'V', x])] });
    const use = (operator: unknown, statement: unknown) =>
      factOf([
        P,
        certified(statement, { terms: [{ multiplier: '1', premise: 'P', at: { operator } }] }, 'Q'),
      ]);
    expect(use(['H', 'V'], ['norm2', ['apply', 'H', ['apply', 'V', x]]]).name).toBe('Q');
    expect(use([], ['norm2', x]).name).toBe('Q');
    expect(() => use(['H', 'V'], ['norm2', ['apply', 'V', ['apply', 'H', x]]])).toThrow(/leaves/);
    for (const operator of [['G'], ['V·V'], 'H', [['H']]])
      expect(() => use(operator, ['norm2', x])).toThrow(RefusedError);
    const { arbitraryOperator: _left, ...rest } = head;
    expect(() =>
      prove(
        ['norm2', ['apply', 'V', x]],
        { terms: [squareOf('1', ['apply', 'V', x])] },
        { arbitraryOperator: undefined },
      ),
    ).toThrow('V is no operator here');
    expect(rest).not.toHaveProperty('arbitraryOperator');
  });
});

describe('a rewriting', () => {
  const successor = (n: unknown) => ({ equation: 'D', case: 'successor', at: { indices: { n } } });

  it('uses equations at their values, from left to right, in order, also under operators', () => {
    const moved = ['-', y, ['*', 'eta', w]];
    for (const image of [(v: unknown) => v, (v: unknown) => ['apply', 'H', ['apply', 'V', v]]]) {
      const statement = ['-', ['norm2', image(next)], ['norm2', image(moved)]];
      expect(prove(statement, { rewrite: [{ equation: 'step' }] }).premises).toEqual(['step']);
    }
    const value = ['-', ['value', 'F', '2'], ['value', 'F', '0']];
    const at = (t: string) => ({ equation: 'value', at: { indices: { t } } });
    const terms = [{ multiplier: ['*', '2', 'a'] }];
    expect(prove(value, { terms, rewrite: [at('1'), at('0')] }).premises).toEqual(['value']);
    expect(() => prove(value, { terms, rewrite: [at('0'), at('1')] })).toThrow(
      'P: value: an equation is idle',
    );
    const D2 = ['-', ['value', 'D', ['+', 't', '1'], '1'], ['norm2', ['vector', 'y', ['+', 't', '1'], '0']]];
    const fact = prove(D2, { rewrite: [successor('0'), { equation: 'D', case: 'zero' }] });
    expect(fact).toMatchObject({ premises: [], rules: ['CERT'] });
  });

  it('is refused where it is none', () => {
    const refuse = (rewriting: object, reason: string) => {
      expect(() => prove(['norm2', next], { rewrite: [rewriting] })).toThrow(
        new RefusedError(`P: ${reason}`),
      );
    };
    refuse({ equation: 'nothing' }, 'nothing: there is no such equation');
    refuse({ equation: 'variance' }, 'variance: there is no such equation');
    refuse({ equation: 'step', case: 'zero' }, 'step: a definition has cases, zero and successor');
    refuse({ equation: 'D' }, 'D: a definition has cases, zero and successor');
    refuse({ equation: 'D', case: 'other' }, 'D: a definition has cases, zero and successor');
    refuse({ equation: 'D', case: 'zero' }, 'D: an equation is idle');
    refuse(
      { equation: 'D', case: 'zero', at: { indices: { n: '1' } } },
      'D: the indices of an instance has an unknown key n',
    );
    refuse({ equation: 'step', at: { indices: { k: 'a' } } }, 'step: a is no index here');
    refuse({ equation: 'step', at: { operator: ['H'] } }, 'step: an equation has no arbitrary operator');
  });
});

describe('steps', () => {
  const one = certified('1', { terms: [{ multiplier: '1' }] });

  it('use what is before them, and have names of their own', () => {
    const two = certified('2', { terms: [premise('2', 'P')] }, 'Q');
    expect([...check([one, two]).facts.keys()]).toEqual(['P', 'Q']);
    expect(() => check([two, one])).toThrow('Q: nothing before this is called P');
    for (const name of ['P', 'variance', 'step', 'D', 'induction hypothesis']) {
      expect(() => check([one, { ...one, name }])).toThrow(new RefusedError(`two things are called ${name}`));
    }
  });

  it('have one rule and what it needs', () => {
    const refuse = (step: unknown, reason: string) => {
      expect(() => check([step])).toThrow(new RefusedError(reason));
    };
    refuse({ ...one, rule: 'assumption' }, 'P: a step is proved by a certificate or by induction');
    refuse({ ...one, over: 'k' }, 'P: a step has an unknown key over');
    refuse({ ...one, rule: 'induction' }, 'P: a step has no over');
    refuse({ name: 'P', rule: 'certificate', statement: '1' }, 'P: a step has no certificate');
    refuse({ ...one, certificate: {} }, 'P: a certificate has no terms');
    refuse({ ...one, certificate: { terms: [], more: 'x' } }, 'P: a certificate has an unknown key more');
    refuse('P', 'a step is not a record');
  });

  it('are concluded from by name, and read as bounds', () => {
    const statement = ['-', ['+', 'a', '1'], ['*', 'eta', ['value', 'F', 't']]];
    const hypotheses = [{ name: 'h', assumption: 'A', title: 'h', statement }];
    const step = certified(statement, { terms: [premise('1', 'h')] });
    const bound = { of: ['value', 'F', 't'], numerator: ['+', '1', 'a'], denominator: 'eta' };
    const conclude = (conclusion: object) =>
      check([step], { hypotheses, conclusions: [{ name: 'C', step: 'P', ...conclusion }] }).conclusions.get(
        'C',
      );
    expect(conclude({})).toMatchObject({ fact: { name: 'P' } });
    expect(conclude({})).not.toHaveProperty('bound');
    expect([...(conclude({ bound })?.bound?.denominator.keys() ?? [])]).toEqual(['eta']);
    expect(() => conclude({ step: 'Q' })).toThrow('C: there is no such step');
    expect(() => conclude({ bound: { ...bound, numerator: 'a' } })).toThrow(
      'C: the bound is not what the step says',
    );
    const turned = { of: ['-', ['value', 'F', 't']], numerator: ['+', '1', 'a'], denominator: ['-', 'eta'] };
    expect(() => conclude({ bound: turned })).toThrow(
      'C: the denominator of a bound is not positive by its form',
    );
  });
});
