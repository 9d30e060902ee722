/** The rules: what a fact says, what it rests on, and the reason of every refusal. */
import { describe, expect, it } from 'vitest';
import { CertificateError } from '../../../proofs-checks/kernel/certificate.js';
import {
  constant,
  polynomialKey,
  product,
  scale,
  sum,
  type Polynomial,
} from '../../../proofs-checks/kernel/polynomial.js';
import {
  declareHypothesis,
  declareValueEquation,
  defineSequence,
} from '../../../proofs-checks/kernel/premises.js';
import {
  assume,
  certify,
  induct,
  inductionHypothesis,
  isFact,
  statementAt,
  type Fact,
} from '../../../proofs-checks/kernel/rules.js';
import {
  generator,
  indexVariable,
  sequence,
  sequenceValue,
  type SequenceSymbol,
} from '../../../proofs-checks/kernel/symbols.js';
import {
  atomVector,
  createAtom,
  innerProduct,
  type VectorSymbol,
} from '../../../proofs-checks/kernel/vectors.js';

const [zero, one] = [constant(0), constant(1)];
const [a, eta] = ['a', 'eta'].map(generator) as [Polynomial, Polynomial];
const [k, n, t] = ['k', 'n', 't'].map(indexVariable) as [Polynomial, Polynomial, Polynomial];
const value = (name: string): SequenceSymbol => ({ name, latex: name, deterministic: false });
const [s, S, e] = ['rs', 'rS', 're'].map(value) as [SequenceSymbol, SequenceSymbol, SequenceSymbol];
const noise: VectorSymbol = { name: 'rw', latex: 'w', noise: true, birth: ([at = zero]) => [at, one] };
const old: VectorSymbol = { name: 'ro', latex: 'o', noise: false, birth: ([at = zero]) => [at, zero] };

const bounded = declareHypothesis('H1', 's ≤ a', sum(a, scale(-1, sequence(s, [k]))));
const sign = declareHypothesis('H2', 'η ≤ 1', sum(one, scale(-1, eta)));
const equal = declareValueEquation('E1', 'e = s', sequenceValue(e, [k]), sequence(s, [k]));
/** S_n = Σ_{j<n} s_j. */
const total = defineSequence(S, {
  title: 'sum of s',
  indices: [n],
  position: 0,
  zero,
  successor: sum(sequence(S, [n]), sequence(s, [n])),
});

const rests = ({ hypotheses, rules }: Fact) => ({
  on: [...hypotheses].map(({ id }) => id),
  by: [...rules].sort(),
});

describe('an assumption', () => {
  it('is a fact that rests on itself', () => {
    const fact = assume(bounded);
    expect(isFact(fact)).toBe(true);
    expect(fact.statement).toBe(bounded.statement);
    expect(rests(fact)).toEqual({ on: ['H1'], by: ['HYPOTHESIS'] });
  });

  it('is linear in the symbols', () => {
    const square = { ...bounded, statement: product(sequence(s, [k]), sequence(s, [k])) };
    expect(() => assume(square)).toThrow(new CertificateError('a statement is linear in the symbols'));
  });
});

describe('a certified conclusion', () => {
  it('rests on its premises, its scalars and the equations that are no definitions', () => {
    const premise = assume(bounded);
    const conclusion = product(sum(one, scale(-1, eta)), sum(a, scale(-1, sequence(e, [k]))));
    const fact = certify(conclusion, {
      terms: [{ multiplier: one, premise, scalar: assume(sign) }],
      rewrite: [{ equation: equal }],
    });
    expect(rests(fact)).toEqual({ on: ['H1', 'H2', 'E1'], by: ['CERT', 'HYPOTHESIS'] });
    const sumOfNone = certify(sequence(S, [zero]), { terms: [], rewrite: [{ equation: total.zero }] });
    expect(rests(sumOfNone)).toEqual({ on: [], by: ['CERT'] });
    expect(fact.statement).toBe(conclusion);
  });

  it('names CANCEL and FRESH where they were used', () => {
    const n1 = createAtom(noise, [t]);
    const older = atomVector(createAtom(old, [t]));
    const inner = innerProduct(older, atomVector(n1));
    const fresh = certify(inner, { terms: [], orthogonal: [{ weight: one, older, noise: n1 }] });
    expect(rests(fresh).by).toEqual(['CERT', 'FRESH']);
    expect(rests(certify(zero, { terms: [], orthogonal: [] })).by).toEqual(['CERT']);
    const cancelled = certify(one, { cancel: a, terms: [{ multiplier: a }] });
    expect(rests(cancelled).by).toEqual(['CANCEL', 'CERT']);
    const both = certify(sum(one, inner), {
      terms: [
        { multiplier: one, premise: fresh },
        { multiplier: one, premise: cancelled },
      ],
    });
    expect(rests(both).by).toEqual(['CANCEL', 'CERT', 'FRESH']);
  });

  it('leaves nothing open', () => {
    expect(() => certify(sum(eta, a), { terms: [{ multiplier: a }] })).toThrow(
      new CertificateError('the certificate leaves 1*eta^1'),
    );
  });

  it('says what it leaves in at most 300 characters', () => {
    const long = sum(...Array.from({ length: 60 }, (_, i) => sequence(s, [constant(i)])));
    expect(() => certify(long, { terms: [] })).toThrow(
      new CertificateError(`the certificate leaves ${polynomialKey(long).slice(0, 300)}`),
    );
    expect(polynomialKey(long).length).toBeGreaterThan(300);
  });

  it('is refused with a premise that is no fact, at no natural number, or with an induction hypothesis', () => {
    const premise = assume(bounded);
    const use = (term: object) => () => certify(zero, { terms: [{ multiplier: one, ...term }] });
    expect(use({ premise: { ...premise } })).toThrow(
      new CertificateError('not a fact: no rule of the kernel made it'),
    );
    expect(use({ premise, at: { indices: { k: a } } })).toThrow('index k must stay a natural number');
    expect(use({ premise: inductionHypothesis })).toThrow(
      new CertificateError('there is no induction hypothesis here'),
    );
    expect(() => certify(product(sequence(s, [k]), sequence(s, [k])), { terms: [] })).toThrow(
      new CertificateError('a statement is linear in the symbols'),
    );
  });
});

describe('induction', () => {
  // Σ_{j<k} s_j ≤ k a
  const statement = sum(product(k, a), scale(-1, sequence(S, [k])));
  const base = { terms: [], rewrite: [{ equation: total.zero }] };
  const step = {
    terms: [
      { multiplier: one, premise: inductionHypothesis },
      { multiplier: one, premise: assume(bounded) },
    ],
    rewrite: [{ equation: total.successor, at: { indices: { n: k } } }],
  } as const;
  const induction = { variable: 'k', statement, base, step };

  it('states P(0) and P(n + 1)', () => {
    expect(polynomialKey(statementAt(induction, 'base'))).toBe('-1*rS[0]^1');
    expect(polynomialKey(statementAt(induction, 'step'))).toBe(
      polynomialKey(sum(product(sum(k, one), a), scale(-1, sequence(S, [sum(k, one)])))),
    );
  });

  it('rests on what base and step rest on', () => {
    const fact = induct(induction);
    expect(isFact(fact)).toBe(true);
    expect(rests(fact)).toEqual({ on: ['H1'], by: ['CERT', 'HYPOTHESIS', 'IND'] });
    expect(fact.statement).toBe(statement);
  });

  it('needs base and step', () => {
    expect(() => induct({ ...induction, base: { terms: [] } })).toThrow('the certificate leaves -1*rS[0]^1');
    expect(() => induct({ ...induction, step: { ...step, terms: [] } })).toThrow('the certificate leaves');
  });

  it('is refused over K, with a nonlinear statement, and with the hypothesis ahead of itself', () => {
    expect(() => induct({ ...induction, variable: 'J' })).toThrow(
      new CertificateError('K is fixed: there is no induction over it'),
    );
    const square = product(sequence(s, [k]), sequence(s, [k]));
    expect(() => induct({ ...induction, statement: square })).toThrow(
      new CertificateError('a statement is linear in the symbols'),
    );
    const ahead = {
      multiplier: one,
      premise: inductionHypothesis,
      at: { indices: { k: sum(k, one) } },
    } as const;
    expect(() => induct({ ...induction, step: { terms: [ahead] } })).toThrow(
      new CertificateError('the induction hypothesis is known for the current index only'),
    );
  });

  it('knows its hypothesis for all values of the other indices', () => {
    // t + Σ_{j<k} s_j ≤ t + k a, with t moved by one in the step
    const shifted = sum(statement, t);
    const moved = {
      multiplier: one,
      premise: inductionHypothesis,
      at: { indices: { t: sum(t, one) } },
    } as const;
    const fact = induct({
      variable: 'k',
      statement: shifted,
      base: { terms: [{ multiplier: t }], rewrite: base.rewrite },
      step: {
        ...step,
        terms: [{ multiplier: one, premise: inductionHypothesis }, step.terms[1]],
      },
    });
    expect(isFact(fact)).toBe(true);
    expect(() =>
      induct({
        ...induction,
        statement: shifted,
        base: { ...base, terms: [{ multiplier: t }] },
        step: { ...step, terms: [moved, step.terms[1]] },
      }),
    ).toThrow(new CertificateError('the certificate leaves -1*'));
  });
});
