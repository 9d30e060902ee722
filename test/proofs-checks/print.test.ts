/** Every proof prints: conclusion, certificate, rules and hypotheses, as TeX and as plain text. */
import { describe, expect, it } from 'vitest';
import { describeProofs } from '../../proofs-checks/index.js';
import { toPlainText } from '../../proofs-checks/print/plain-text.js';
import { expandedText } from '../../proofs-checks/notation/expanded-text.js';
import { textOf } from '../../proofs-checks/notation/formula-text.js';
import { expression, readExpression } from '../../proofs-checks/notation/expression.js';
import { difference, isZeroPolynomial } from '../../proofs-checks/kernel/index.js';

const texts = describeProofs();
const textFor = (id: string) => {
  const found = texts.find((text) => text.id === id);
  if (found === undefined) throw new RangeError(`no text for ${id}`);
  return found;
};

describe('proof texts', () => {
  it('cover every lemma and every theorem that the kernel proves', () => {
    expect(texts.map(({ id }) => id)).toEqual([
      'C1',
      'C2',
      'C3',
      'C4',
      'C5',
      'C6',
      'C7',
      'START',
      'MOM-1',
      'MOM-2',
      'MOM-3',
      'MVR-1',
      'SGD-1',
      'CORR',
    ]);
  });

  it('name the rules and the hypotheses that were used', () => {
    expect(textFor('C1').rules).toEqual(['CERT', 'FRESH', 'HYPOTHESIS', 'IND']);
    expect(textFor('C3').rules).toContain('CANCEL');
    expect(textFor('C1').hypotheses).toContain('A1: f is L-smooth');
    expect(textFor('MVR-1').hypotheses.join()).not.toContain('A2');
    for (const { plain, latex } of texts) {
      expect(plain).toContain('Rules: ');
      expect(latex).toContain('Rests on: ');
    }
  });

  it('print C1 with its certificate', () => {
    const { plain } = textFor('C1');
    expect(plain).toContain('times [A4 (the local noise has variance at most σ_h²)]: 1/2 L η²');
    expect(plain).toContain('zero by FRESH: η ⟨∇f(y^(t+1,k)), n^(t+1,k+1)⟩');
  });

  it('leave nothing out and no TeX in the plain text', () => {
    for (const { plain, latex } of texts) {
      expect(latex).not.toMatch(/\\dots|undefined|\[object/);
      expect(plain).not.toMatch(/\\|undefined|\[object/);
      expect((latex.match(/\$/g) ?? []).length % 2).toBe(0);
    }
  });
});

describe('formulas', () => {
  it('keep the text that they were read from', () => {
    expect(textOf(readExpression('a^2*(1-L*eta)/2'))?.latex).toBe(
      '\\tfrac{1}{2}\\,a^2 \\cdot (1 - L\\,\\eta)',
    );
    expect(textOf(expression`0 - ${readExpression('a+eta')}`)?.latex).toBe('-(a + \\eta)');
  });

  it('print what they are: reading and printing agree on every generator and index', () => {
    const written = readExpression('2*a*k - 3*eta + 1/2');
    expect(
      expandedText(written)
        .latex.split(/ [+-] /)
        .sort(),
    ).toEqual(['2\\,a\\,k', '3\\,\\eta', '\\tfrac{1}{2}'].sort());
    expect(expandedText(readExpression('0')).latex).toBe('0');
    expect(isZeroPolynomial(difference(written, readExpression('1/2 + k*2*a - eta*3')))).toBe(true);
  });

  it('become Unicode', () => {
    expect(toPlainText('\\bar a^2\\,\\delta^2\\,\\lVert x \\rVert^2 \\ge 0')).toBe('ā² δ²‖x‖² ≥ 0');
  });
});
