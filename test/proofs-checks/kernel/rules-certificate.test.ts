/** What a certificate may add up: every refusal stands beside the same certificate done right. */
import { describe, expect, it } from 'vitest';
import {
  certified,
  factOf,
  hypothesis,
  notProved,
  number,
  orthogonal,
  premise,
  prove,
  read,
  refused,
  squareOf,
} from './small-documents.js';

const rows = (...texts: readonly string[]) => texts.map((text) => [text]);

describe('CERT', () => {
  it('adds squares, premises and numbers, each times something nonnegative', () => {
    const square = [squareOf('1', '- x y')];
    const statement = read('- (+ (norm2 x) (norm2 y)) (* 2 (inner x y))');
    const fact = prove(statement, square);
    expect(fact).toEqual({ name: 'P', statement, premises: [], noises: [], rules: ['CERT'] });
    // with the factor 3 it is false
    const left = 'the certificate leaves -1*<x[1*t]|y[1*+1*t,1*k]>';
    notProved('- (+ (norm2 x) (norm2 y)) (* 3 (inner x y))', square, left);
    const bounded = '+ (* 2 (- L (norm2 w))) a';
    const terms = [premise('2', 'variance'), number('a')];
    const rules = ['CERT', 'HYPOTHESIS'];
    expect(prove(bounded, terms)).toMatchObject({ premises: ['variance'], rules });
    for (const at of [0, 1]) notProved(bounded, terms.toSpliced(at, 1), /leaves/);
  });

  it('says what is left in at most 300 characters', () => {
    const long = ['+', ...Array.from({ length: 60 }, (_, at) => ['value', 'S', String(at)])];
    notProved(long, {}, /^P: the certificate leaves .{300}$/);
    notProved('+ eta a', [number('a')], /leaves 1\*eta/);
  });

  it.each(rows('2', '1/2', 'a', 'abar', 'k', 'J', 'K', '+ a 1', '* a L k', '^ L 3', '^ a 0'))(
    'takes the multiplier %s',
    (multiplier) => {
      const statement = ['*', read(multiplier), read('norm2 x')];
      expect(prove(statement, [squareOf(multiplier, 'x')]).rules).toEqual(['CERT']);
    },
  );

  it.each([
    ...rows('-1', '-1/2', 'theta', '- 1 a', '- a', '+ a -1', '+ a theta', '* a theta', '^ theta 2', '^ -1 3'),
    ...rows('F{t}', 'c{k}', 'norm2 x', 'use twice t'),
  ])('refuses the multiplier %s, which is not nonnegative by its form', (multiplier) => {
    notProved('0', [squareOf(multiplier, 'x')], 'a multiplier is not nonnegative by its form');
  });

  it.each([
    [{ multiplier: '0' }, 'a term with multiplier 0 is idle'],
    [number('* a 0'), 'a term with multiplier 0 is idle'],
    [squareOf('1', 'x', { premise: 'variance' }), 'a term has a premise or a square'],
    [{ multiplier: '1', at: {} }, 'an instance of nothing'],
    [{ multiplier: '1', scalarAt: {} }, 'an instance of nothing'],
    [premise('1', 'P'), 'nothing before this is called P'],
    [premise('1', 'induction hypothesis'), 'there is no induction hypothesis here'],
    [premise('1', 'step'), 'nothing before this is called step'],
    [{ multiplier: '1', premise: ['variance'] }, 'a premise is not a text'],
    [{ multiplier: '1', more: '1' }, 'a term has an unknown key more'],
    [{ square: read('x') }, 'a term has no multiplier'],
  ])('refuses the term %j, which is idle, mixed or an instance of nothing: %s', (term, reason) => {
    notProved('0', [term], reason);
  });

  it('multiplies a premise or a square by a number that is known to be nonnegative', () => {
    const term = { ...premise('1', 'variance'), scalar: 'small' };
    const bounded = '* (- 1 (* 2 L eta)) (- L (norm2 w))';
    expect(prove(bounded, [term]).premises).toEqual(['small', 'variance']);
    const square = squareOf('1', 'x', { scalar: 'small' });
    expect(prove('* (- 1 (* 2 L eta)) (norm2 x)', [square]).premises).toEqual(['small']);
    notProved('0', [{ ...term, scalar: 'variance' }], 'a scalar premise contains numbers only');
    const later = squareOf('1', 'x', { scalar: 'far', scalarAt: { indices: { k: read('t+2') } } });
    const hypotheses = [hypothesis('far', '- k a')];
    expect(prove('* (- t+2 a) (norm2 x)', [later], { hypotheses }).premises).toEqual(['far']);
  });

  it.each(rows('^ (norm2 x) 2', '* (norm2 x) (norm2 y)', '* F{t} F{t}'))(
    'refuses %s, which is not linear in inner products and values',
    (statement) => {
      notProved(statement, {}, 'a statement is linear in inner products and values');
    },
  );

  it('takes a deterministic value for a number', () => {
    expect(prove('- (* c{k} c{k}) (* c{k} c{k})', {}).name).toBe('P');
    notProved('* c{k} c{k} (norm2 x)', {}, /leaves/);
  });
});

describe('CANCEL', () => {
  it.each(rows('a', 'K', '3', '* eta K', '+ k 1', '+ 1 abar', '+ (* (+ j 1) K) k', '^ a 2'))(
    'divides by %s',
    (cancel) => {
      const fact = prove('norm2 x', { cancel: read(cancel), terms: [squareOf(cancel, 'x')] });
      expect(fact.rules).toEqual(['CANCEL', 'CERT']);
    },
  );

  it.each([
    ...rows('abar', 'J', 'k', 'L', '0', 'theta', '-1', '* L a', '+ L k', '- a -1', '+ a theta', '^ L 2'),
    ...rows('use twice t'),
  ])('refuses to divide by %s', (cancel) => {
    const proof = { cancel: read(cancel), terms: [squareOf('1', 'x')] };
    notProved('norm2 x', proof, 'what is cancelled is not strictly positive by its form');
  });

  it('would otherwise prove something false: ā · (−‖x‖²) ≥ 0 holds where a ≥ 1', () => {
    const hypotheses = [hypothesis('one', '- a 1')];
    const negative = certified('* abar (- (norm2 x))', [squareOf('1', 'x', { scalar: 'one' })]);
    expect(factOf([negative], { hypotheses }).premises).toEqual(['one']);
    const wrong = certified('- (norm2 x)', { cancel: 'abar', terms: [premise('1', 'P')] }, 'wrong');
    refused(() => factOf([negative, wrong], { hypotheses }), /strictly positive/);
  });
});

describe('FRESH', () => {
  it.each([
    ...rows('y', 'x', '- (+ x (* eta y))', 'apply H y', '(zero)', 'N[t+1,k]'),
    ['x[t+1]', 'w[t+2,1]'],
    ['x', 'apply H w'],
    ['y[t,k]', 'w[t,t*k+k+1]'],
  ])('admits %s, which is born strictly before', (older = '', noise = 'w') => {
    const fact = prove(['inner', read(older), read(noise)], orthogonal(older, noise));
    expect(fact).toMatchObject({ noises: ['w'], rules: ['CERT', 'FRESH'] });
  });

  it('takes any number as a weight', () => {
    expect(prove('* (- (* 2 eta)) (inner x w)', orthogonal('x', 'w', '- (* 2 eta)')).noises).toEqual(['w']);
  });

  it.each([
    ...rows('w', 'next', 'x[t+1]', 'y[t+1,j]', 'y[j,k]', '+ x y[t+2,0]', 'apply H next'),
    // what contains the noise, and births that are earlier for some indices only
    ...[['N[t+1,k+1]'], ['y[t,k]', 'w[k,t]'], ['y[t,k*k]', 'w[t,k+1]']],
  ])('refuses %s, against the order of births', (older = '', noise = 'w') => {
    const statement = ['inner', read(older), read(noise)];
    notProved(statement, orthogonal(older, noise), 'orthogonality against the order of births');
  });

  it.each([
    [orthogonal('x', 'y'), 'y is not declared to have mean zero'],
    [orthogonal('x', '* 2 w'), 'a noise is one member of a family'],
    [orthogonal('x', '+ w w[t+2,1]'), 'a noise is one member of a family'],
    [orthogonal('x', '(zero)'), 'a noise is one member of a family'],
    [orthogonal('x', 'w', 'norm2 x'), 'the weight of an orthogonality is a number'],
    [{ orthogonal: [{ weight: '1', older: read('x') }] }, 'an orthogonality has no noise'],
  ])('refuses %j: %s', (certificate, reason) => {
    notProved('0', certificate, reason);
  });
});
