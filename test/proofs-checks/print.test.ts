/** Every proof prints: conclusion, certificate, rules and assumptions, as TeX. */
import { describe, expect, it } from 'vitest';
import { createDerivations, describeProofs } from '../../proofs-checks/index.js';
import { checkDocuments } from '../../proofs-checks/run.js';
import { expression, readExpression } from '../../proofs-checks/notation/expression.js';
import { correctionError, point } from '../../proofs-checks/premises/process.js';
import { texOf } from '../../proofs-checks/print/tex.js';

const texts = describeProofs(checkDocuments(createDerivations()));
const textFor = (id: string) => {
  const found = texts.find((text) => text.id === id);
  if (found === undefined) throw new RangeError(`no text for ${id}`);
  return found;
};

describe('proof texts', () => {
  it('cover every lemma and every theorem that the kernel proves', () => {
    expect(texts.map(({ id }) => id).join(' ')).toBe(
      'C1 C2 C3 C4 C5 C6 C7 C8 C9 START MOM-1 MOM-1H MOM-2 MOM-3 MVR-1 MVR-2 FAM-1 FAM-2 TGT-MOM TGT-MVR SGD-1 ' +
        'RATE-DET RATE-MOM RATE-MOM-G RATE-MVR RATE-MVR-2 RATE-MVR-2P RATE-MVR-H RATE-FAM RATE-TGT-MOM ' +
        'RATE-TGT-MVR SEP-DET NAIVE CORR',
    );
  });

  it('name the rules and the assumptions that were used', () => {
    expect(textFor('C1').rules).toEqual(['CERT', 'FRESH', 'HYPOTHESIS', 'IND']);
    expect(textFor('C3').rules).toContain('CANCEL');
    expect(textFor('C1').assumptions).toContain('A1: f is L-smooth');
    expect(textFor('C1').assumptions.join()).toContain('ζ^{t,k} is independent');
    expect(textFor('MVR-1').assumptions.join()).not.toContain('A2');
  });

  it('print C1 with its certificate', () => {
    const certificate = textFor('C1').steps[0]?.certificate;
    expect(certificate).toContain(
      'times [A4 (the local noise has variance at most σ_h²)]: $\\tfrac{1}{2}\\,L\\,\\eta^2$',
    );
    expect(certificate).toContain(
      'zero by FRESH: $\\eta\\,\\langle \\nabla f(y^{t+1,k}),\\, n^{t+1,k+1} \\rangle$',
    );
  });

  it('leave nothing out', () => {
    for (const { rules, assumptions, steps } of texts) {
      expect(rules.length * assumptions.length).toBeGreaterThan(0);
      const latex = steps.map(({ statement, certificate }) => `${statement}\n${certificate}`).join('\n');
      expect(latex).not.toMatch(/\\dots|undefined|\[object|#\d/);
      expect((latex.match(/\$/g) ?? []).length % 2).toBe(0);
    }
  });

  it('are reduced: no number stands twice in an index, and no factor twice in a product', () => {
    for (const { statement } of texts.flatMap(({ steps }) => steps))
      expect(statement).not.toMatch(/\+1\+1|\\delta\\,\\eta\\,\\delta|K\\,K(?!\w)/);
  });
});

describe('formulas', () => {
  it.each([
    ['a^2*(1-L*eta)/2', '\\tfrac{1}{2}\\,a^2\\,(1 - L\\,\\eta)'],
    ['0 - (a+eta)', '-(a + \\eta)'],
    ['delta*eta*delta*eta*K*K', '\\delta^2\\,\\eta^2\\,K^2'],
    ['t+1+1', 't + 2'],
    ['2*(3-a)*2 - 1*0', '4\\,(3 - a)'],
    ['2*3*5', '30'],
    ['varD^2', '(\\sigma_D^2)^2'],
  ])('are reduced and keep their order: %s', (text, latex) => {
    expect(texOf(readExpression(text).node).latex).toBe(latex);
  });

  it('fill in indices, one more where the notation says so', () => {
    expect(texOf(point.at('t+1', 'k').node).latex).toBe('y^{t+1,k}');
    const errors = ['t', 't+1', '0'].map((at) => texOf(correctionError(at).node).latex);
    expect(errors).toEqual(['E^{t+1}', 'E^{t+2}', 'E^{1}']);
  });

  it('refuse text that is none', () => {
    for (const text of ['', '(a', 'a)', 'a b', 'zeta', '2^a', '?', 'a/eta'])
      expect(() => readExpression(text)).toThrow(RangeError);
    expect(() => expression`1 + ${point.at('t', 'k')}`).toThrow(/do not add/);
    expect(() => point.at('t-1', 'k')).toThrow(/not an index/);
  });
});
