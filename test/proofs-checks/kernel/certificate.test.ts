/** What is left of a conclusion, and the reason of every refusal. */
import { describe, expect, it } from 'vitest';
import {
  CertificateError,
  residualOf,
  rewritten,
  type Certificate,
} from '../../../proofs-checks/kernel/certificate.js';
import {
  constant,
  polynomialKey,
  product,
  scale,
  sum,
  type Polynomial,
} from '../../../proofs-checks/kernel/polynomial.js';
import {
  declareValueEquation,
  declareVectorEquation,
  type Equation,
} from '../../../proofs-checks/kernel/premises.js';
import { instantiate } from '../../../proofs-checks/kernel/substitution.js';
import {
  generator,
  indexVariable,
  sequence,
  sequenceValue,
  type SequenceSymbol,
} from '../../../proofs-checks/kernel/symbols.js';
import {
  applyWord,
  atomVector,
  combine,
  createAtom,
  innerProduct,
  type VectorSymbol,
} from '../../../proofs-checks/kernel/vectors.js';

const [zero, one] = [constant(0), constant(1)];
const [a, eta] = ['a', 'eta'].map(generator) as [Polynomial, Polynomial];
const [k, t] = ['k', 't'].map(indexVariable) as [Polynomial, Polynomial];
const s: SequenceSymbol = { name: 'cs', latex: 's', deterministic: false };
const known: VectorSymbol = {
  name: 'cu',
  latex: 'u',
  noise: false,
  birth: ([round = zero]) => [round, zero],
};
const noise: VectorSymbol = { name: 'cn', latex: 'n', noise: true, birth: ([round = zero]) => [round, one] };
const u = (...indices: Polynomial[]) => atomVector(createAtom(known, indices));
const norm = (vector: ReturnType<typeof u>) => innerProduct(vector, vector);

/** Premises are their own statements here. */
const residual = (conclusion: Polynomial, certificate: Certificate<Polynomial>): string =>
  polynomialKey(residualOf(conclusion, certificate, (premise, at) => instantiate(premise, at)));
const refusal = (certificate: Certificate<Polynomial>) => () => residual(zero, certificate);

describe('the residual', () => {
  it('is the conclusion where nothing is accounted for', () => {
    expect(residual(generator('abar'), { terms: [] })).toBe('-1*a^1+1*');
  });

  it('is what terms, squares and premises leave', () => {
    const premise = sum(a, scale(-1, norm(u(t))));
    const conclusion = sum(scale(2, a), scale(-1, norm(u(t))));
    expect(residual(conclusion, { terms: [{ multiplier: one, premise }, { multiplier: a }] })).toBe('0');
    expect(residual(conclusion, { terms: [{ multiplier: one, premise }] })).toBe('1*a^1');
    expect(residual(norm(u(t)), { terms: [{ multiplier: one, square: u(t) }] })).toBe('0');
    const at = { indices: { t: k } };
    expect(residual(sum(a, scale(-1, norm(u(k)))), { terms: [{ multiplier: one, premise, at }] })).toBe('0');
  });

  it('multiplies a term by a number that is known to be nonnegative, at its own values', () => {
    const scalar = sum(t, scale(-1, a));
    const scalarAt = { indices: { t: k } };
    const term = { multiplier: eta, square: u(t), scalar, scalarAt };
    expect(residual(product(eta, sum(k, scale(-1, a)), norm(u(t))), { terms: [term] })).toBe('0');
    expect(
      residual(product(sum(t, scale(-1, a)), norm(u(t))), {
        terms: [{ multiplier: one, square: u(t), scalar }],
      }),
    ).toBe('0');
  });

  it('is of the conclusion times what is cancelled', () => {
    const terms = [{ multiplier: product(a, eta), square: u(t) }];
    expect(residual(product(eta, norm(u(t))), { cancel: a, terms })).toBe('0');
    expect(residual(product(eta, norm(u(t))), { terms })).not.toBe('0');
  });

  it('lets noise be orthogonal to what is older', () => {
    const n = createAtom(noise, [t]);
    const inner = innerProduct(u(t), atomVector(n));
    const orthogonal = [{ weight: scale(-2, eta), older: u(t), noise: n }];
    expect(residual(product(scale(-2, eta), inner), { terms: [], orthogonal })).toBe('0');
    expect(residual(product(scale(-2, eta), inner), { terms: [] })).not.toBe('0');
  });
});

describe('a refused certificate', () => {
  it('says so by its name', () => {
    expect(refusal({ terms: [{ multiplier: zero }] })).toThrow(CertificateError);
    expect(new CertificateError('why').name).toBe('CertificateError');
  });

  it.each<[string, Certificate<Polynomial>]>([
    ['a term with multiplier 0 is idle', { terms: [{ multiplier: zero }] }],
    [
      'multiplier -1*a^1 is not a nonnegative combination of generators',
      { terms: [{ multiplier: scale(-1, a) }] },
    ],
    [
      'hypothesis × square needs a scalar hypothesis',
      { terms: [{ multiplier: one, premise: a, square: u(t) }] },
    ],
    ['hypothesis × hypothesis', { terms: [{ multiplier: one, premise: a, scalar: norm(u(t)) }] }],
    [
      'the weight of an orthogonality is a number',
      { terms: [], orthogonal: [{ weight: norm(u(t)), older: u(t), noise: createAtom(noise, [t]) }] },
    ],
    [
      'cu is not declared to have conditional mean zero',
      { terms: [], orthogonal: [{ weight: one, older: u(t), noise: createAtom(known, [sum(t, one)]) }] },
    ],
    [
      'orthogonality against birth order',
      { terms: [], orthogonal: [{ weight: one, older: u(sum(t, one)), noise: createAtom(noise, [t]) }] },
    ],
    ['1*L^1 is not a product of strictly positive generators', { cancel: generator('L'), terms: [] }],
  ])('%s', (reason, certificate) => {
    expect(refusal(certificate)).toThrow(new CertificateError(reason));
  });
});

describe('rewriting', () => {
  const value = declareValueEquation('S', 'of s', sequenceValue(s, [t]), sum(a, t));
  const move = declareVectorEquation('M', 'of u', createAtom(known, [sum(t, one)]), combine([a, u(t)]));

  it('uses an equation between numbers at the given values', () => {
    const rewrite = [{ equation: value, at: { indices: { t: sum(k, one) } } }];
    expect(residual(sequence(s, [sum(k, one)]), { terms: [], rewrite })).toBe('1*+1*a^1+1*k^1');
    expect(residual(sequence(s, [t]), { terms: [], rewrite: [{ equation: value }] })).toBe('1*a^1+1*t^1');
  });

  it('uses an equation between vectors, also under operators', () => {
    const rewrite = [{ equation: move, at: { indices: { t: k } } }];
    expect(residual(norm(u(sum(k, one))), { terms: [], rewrite })).toBe(
      polynomialKey(product(a, a, norm(u(k)))),
    );
    const image = (vector: ReturnType<typeof u>) => norm(applyWord(['H'], vector));
    expect(residual(image(u(sum(k, one))), { terms: [], rewrite })).toBe(
      polynomialKey(product(a, a, image(u(k)))),
    );
  });

  it('goes in the order given and writes abbreviations out', () => {
    const bar = declareValueEquation('B', 'of K', sequenceValue(s, [k]), generator('abar'));
    expect(polynomialKey(rewritten(sequence(s, [k]), [{ equation: bar }]))).toBe('-1*a^1+1*');
    expect(polynomialKey(rewritten(generator('K'), []))).toBe('1*+1*J^1');
    const twice = [
      { equation: move, at: { indices: { t: one } } },
      { equation: move, at: { indices: { t: zero } } },
    ];
    expect(polynomialKey(rewritten(norm(u(constant(2))), twice))).toBe(
      polynomialKey(product(a, a, a, a, norm(u(zero)))),
    );
    expect(polynomialKey(rewritten(norm(u(constant(2))), [...twice].reverse()))).toBe(
      polynomialKey(product(a, a, norm(u(one)))),
    );
  });

  it.each<[string, Equation]>([
    ['an equation that was neither declared nor defined', { ...value }],
    ['equation S is idle', value],
    ['equation M is idle', move],
  ])('refuses: %s', (reason, equation) => {
    expect(refusal({ terms: [], rewrite: [{ equation }] })).toThrow(new CertificateError(reason));
  });

  it('refuses values that are not natural numbers', () => {
    const rewrite = [{ equation: value, at: { indices: { t: a } } }];
    expect(refusal({ terms: [], rewrite })).toThrow('index t must stay a natural number');
  });
});
