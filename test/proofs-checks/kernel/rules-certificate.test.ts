/** What a certificate may add up: every refusal stands beside the same certificate done right. */
import { describe, expect, it } from 'vitest';
import { RefusedError } from '../../../proofs-checks/kernel/index.js';
import { certified, factOf, next, prove, w, x, y, squareOf, premise } from './small-documents.js';

describe('CERT', () => {
  it('adds squares, premises and numbers, each times something nonnegative', () => {
    const statement = ['-', ['+', ['norm2', x], ['norm2', y]], ['*', '2', ['inner', x, y]]];
    const fact = prove(statement, { terms: [squareOf('1', ['-', x, y])] });
    expect(fact).toEqual({ name: 'P', statement, premises: [], noises: [], rules: ['CERT'] });
    // with the factor 3 it is false
    const false3 = ['-', ['+', ['norm2', x], ['norm2', y]], ['*', '3', ['inner', x, y]]];
    expect(() => prove(false3, { terms: [squareOf('1', ['-', x, y])] })).toThrow(
      new RefusedError(`P: the certificate leaves -1*<x[1*t]|y[1*+1*t,1*k]>`),
    );
    const bounded = ['+', ['*', '2', ['-', 'L', ['norm2', w]]], 'a'];
    const terms = [premise('2', 'variance'), { multiplier: 'a' }];
    expect(prove(bounded, { terms })).toMatchObject({
      premises: ['variance'],
      rules: ['CERT', 'HYPOTHESIS'],
    });
    for (const at of [0, 1])
      expect(() => prove(bounded, { terms: terms.toSpliced(at, 1) })).toThrow(/leaves/);
  });

  it('says what is left in at most 300 characters', () => {
    const long = ['+', ...Array.from({ length: 60 }, (_, at) => ['value', 'S', String(at)])];
    const refused = (): unknown => prove(long, {});
    expect(refused).toThrow(/^P: the certificate leaves .{300}$/);
    expect(() => prove(['+', 'eta', 'a'], { terms: [{ multiplier: 'a' }] })).toThrow('leaves 1*eta');
  });

  it.each(
    [
      '2',
      '1/2',
      'a',
      'abar',
      'k',
      'J',
      'K',
      ['+', 'a', '1'],
      ['*', 'a', 'L', 'k'],
      ['^', 'L', '3'],
      ['^', 'a', '0'],
    ].map((node) => [node]),
  )('takes the multiplier %j', (multiplier) => {
    expect(prove(['*', multiplier, ['norm2', x]], { terms: [squareOf(multiplier, x)] }).rules).toEqual([
      'CERT',
    ]);
  });

  it.each(
    [
      '-1',
      '-1/2',
      'theta',
      ['-', '1', 'a'],
      ['-', 'a'],
      ['+', 'a', '-1'],
      ['+', 'a', 'theta'],
      ['*', 'a', 'theta'],
      ['^', 'theta', '2'],
      ['^', '-1', '3'],
      ['value', 'F', 't'],
      ['value', 'c', 'k'],
      ['norm2', ['vector', 'x', 't']],
      ['use', 'twice', 't'],
    ].map((node) => [node]),
  )('refuses the multiplier %j, which is not nonnegative by its form', (multiplier) => {
    expect(() => prove('0', { terms: [squareOf(multiplier, x)] })).toThrow(
      'P: a multiplier is not nonnegative by its form',
    );
  });

  it('refuses a term that is idle, mixed or an instance of nothing', () => {
    const refuse = (term: object, reason: string) => {
      expect(() => prove('0', { terms: [term] })).toThrow(new RefusedError(`P: ${reason}`));
    };
    refuse({ multiplier: '0' }, 'a term with multiplier 0 is idle');
    refuse({ multiplier: ['*', 'a', '0'] }, 'a term with multiplier 0 is idle');
    refuse({ multiplier: '1', premise: 'variance', square: x }, 'a term has a premise or a square');
    refuse({ multiplier: '1', at: {} }, 'an instance of nothing');
    refuse({ multiplier: '1', scalarAt: {} }, 'an instance of nothing');
    refuse({ multiplier: '1', premise: 'P' }, 'nothing before this is called P');
    refuse({ multiplier: '1', premise: 'induction hypothesis' }, 'there is no induction hypothesis here');
    refuse({ multiplier: '1', premise: 'step' }, 'nothing before this is called step');
    refuse({ multiplier: '1', premise: ['variance'] }, 'a premise is not a text');
    refuse({ multiplier: '1', more: '1' }, 'a term has an unknown key more');
    refuse({ square: x }, 'a term has no multiplier');
  });

  it('multiplies a premise or a square by a number that is known to be nonnegative', () => {
    const bounded = ['*', ['-', '1', ['*', '2', 'L', 'eta']], ['-', 'L', ['norm2', w]]];
    const term = { multiplier: '1', premise: 'variance', scalar: 'small' };
    expect(prove(bounded, { terms: [term] }).premises).toEqual(['small', 'variance']);
    expect(
      prove(['*', ['-', '1', ['*', '2', 'L', 'eta']], ['norm2', x]], {
        terms: [{ multiplier: '1', square: x, scalar: 'small' }],
      }).premises,
    ).toEqual(['small']);
    expect(() => prove('0', { terms: [{ ...term, scalar: 'variance' }] })).toThrow(
      'P: a scalar premise contains numbers only',
    );
    const far = { name: 'far', assumption: 'A', title: 'k ≥ a', statement: ['-', 'k', 'a'] };
    const scalarAt = { indices: { k: ['+', 't', '2'] } };
    expect(
      prove(
        ['*', ['-', ['+', 't', '2'], 'a'], ['norm2', x]],
        { terms: [{ multiplier: '1', square: x, scalar: 'far', scalarAt }] },
        { hypotheses: [far] },
      ).premises,
    ).toEqual(['far']);
  });

  it('refuses a statement that is not linear in inner products and values', () => {
    const reason = 'P: a statement is linear in inner products and values';
    for (const statement of [
      ['^', ['norm2', x], '2'],
      ['*', ['norm2', x], ['norm2', y]],
      ['*', ['value', 'F', 't'], ['value', 'F', 't']],
    ]) {
      expect(() => prove(statement, {})).toThrow(new RefusedError(reason));
    }
    // a deterministic value is a number
    const number = ['*', ['value', 'c', 'k'], ['value', 'c', 'k']];
    expect(() => prove(['-', number, number], {})).not.toThrow();
    expect(() => prove(['*', number, ['norm2', x]], {})).toThrow(/leaves/);
  });
});

describe('CANCEL', () => {
  it.each(
    [
      'a',
      'K',
      '3',
      ['*', 'eta', 'K'],
      ['+', 'k', '1'],
      ['+', '1', 'abar'],
      ['+', ['*', ['+', 'j', '1'], 'K'], 'k'],
      ['^', 'a', '2'],
    ].map((node) => [node]),
  )('divides by %j', (cancel) => {
    const fact = prove(['norm2', x], { cancel, terms: [squareOf(cancel, x)] });
    expect(fact.rules).toEqual(['CANCEL', 'CERT']);
  });

  it.each(
    [
      'abar',
      'J',
      'k',
      'L',
      '0',
      'theta',
      '-1',
      ['*', 'L', 'a'],
      ['+', 'L', 'k'],
      ['-', 'a', '-1'],
      ['+', 'a', 'theta'],
      ['^', 'L', '2'],
      ['use', 'twice', 't'],
    ].map((node) => [node]),
  )('refuses to divide by %j', (cancel) => {
    expect(() => prove(['norm2', x], { cancel, terms: [squareOf('1', x)] })).toThrow(
      'P: what is cancelled is not strictly positive by its form',
    );
  });

  it('would otherwise prove something false: ā · (−‖x‖²) ≥ 0 holds where a ≥ 1', () => {
    const hypotheses = [{ name: 'one', assumption: 'A', title: 'a ≥ 1', statement: ['-', 'a', '1'] }];
    const negative = certified(['*', 'abar', ['-', ['norm2', x]]], {
      terms: [{ multiplier: '1', square: x, scalar: 'one' }],
    });
    expect(factOf([negative], { hypotheses }).premises).toEqual(['one']);
    const wrong = certified(['-', ['norm2', x]], { cancel: 'abar', terms: [premise('1', 'P')] }, 'wrong');
    expect(() => factOf([negative, wrong], { hypotheses })).toThrow(/strictly positive/);
  });
});

describe('FRESH', () => {
  const orthogonal = (older: unknown, noise: unknown = w, weight: unknown = '1') => ({
    orthogonal: [{ weight, older, noise }],
  });
  const late = ['vector', 'w', ['+', 't', '2'], '1'];

  it('admits what is born strictly before', () => {
    for (const older of [y, x, ['-', ['+', x, ['*', 'eta', y]]], ['apply', 'H', y], ['zero']]) {
      const fact = prove(['inner', older, w], orthogonal(older));
      expect(fact).toMatchObject({ noises: ['w'], rules: ['CERT', 'FRESH'] });
    }
    expect(
      prove(
        ['inner', ['vector', 'x', ['+', 't', '1']], late],
        orthogonal(['vector', 'x', ['+', 't', '1']], late),
      ).noises,
    ).toEqual(['w']);
    const image = ['apply', 'H', w];
    expect(prove(['inner', x, image], orthogonal(x, image)).noises).toEqual(['w']);
    const twice = ['*', ['-', ['*', '2', 'eta']], ['inner', x, w]];
    expect(prove(twice, orthogonal(x, w, ['-', ['*', '2', 'eta']])).noises).toEqual(['w']);
  });

  it('refuses orthogonality against the order of births', () => {
    const younger = [
      w,
      next,
      ['vector', 'x', ['+', 't', '1']],
      ['vector', 'y', ['+', 't', '1'], 'j'],
      ['vector', 'y', 'j', 'k'],
      ['+', x, ['vector', 'y', ['+', 't', '2'], '0']],
      ['apply', 'H', next],
    ];
    for (const older of younger) {
      expect(() => prove(['inner', older, w], orthogonal(older))).toThrow(
        new RefusedError('P: orthogonality against the order of births'),
      );
    }
  });

  it('refuses what is no noise, and a weight that is no number', () => {
    const refuse = (certificate: object, reason: string) => {
      expect(() => prove('0', certificate)).toThrow(new RefusedError(`P: ${reason}`));
    };
    refuse(orthogonal(x, y), 'y is not declared to have mean zero');
    refuse(orthogonal(x, ['*', '2', w]), 'a noise is one member of a family');
    refuse(orthogonal(x, ['+', w, late]), 'a noise is one member of a family');
    refuse(orthogonal(x, ['zero']), 'a noise is one member of a family');
    refuse(orthogonal(x, w, ['norm2', x]), 'the weight of an orthogonality is a number');
    refuse({ orthogonal: [{ weight: '1', older: x }] }, 'an orthogonality has no noise');
  });
});
