/** Letters that stand for something are italic on the site, and words of one letter are not. */
import MarkdownIt from 'markdown-it';
import { describe, expect, it } from 'vitest';
import { partsOf, setLetters } from '../../docs/tooling/letters.js';

describe('letters in prose', () => {
  const lettersOf = (text: string): string =>
    partsOf(text)
      .flatMap((part) => (typeof part === 'string' ? [] : [`${part.letter}_${part.index}^${part.raised}`]))
      .join(' ')
      .replaceAll(/_(?=\^)|\^(?= |$)/g, '');

  it.each([
    ['a gradient of f, and h is cheap', 'f h'],
    ['A step of size η in K steps', 'η K'],
    ['small a, large a; the weight a is 1. At a = 1 and a ≤ 1', 'a a a a a'],
    ['g_f − g_h has the variance σ_D² at xᵗ, x⁰ and x₁', 'g_f g_h σ_D^2 x^t x^0 x_1'],
    ['at the rate η·a, a from 0 to 1', 'η a a'],
    ['y^{t,k} and x^{t−1}', 'y^t,k x^t−1'],
    ['at most σ_{D,1}²', 'σ_D,1^2'],
    ['f(x) = ½xᵀAx − bᵀx, A − δM', 'f x x^T A x b^T x A δ M'],
    ["SGD's, don't, e.g. i.e. A1 v1.5 x-axis 3 s", ''],
    ['I write C and R, E f(x)', 'f x'],
    ['by E. M. Chayti and S. P. Karimireddy, O. Shamir and T. Zhang', ''],
    ['as large as K. When L is small', 'K L'],
    ['a', 'a'],
    ['1/L, L/K, δ/L, (1 + L)/T and of/h, /a, docs/x', 'L L K δ L L T'],
    ['x_prev and g_foo', ''],
    ['a = 2δKη, δηKT, ηK and 2L + 4δσ_D²; 1/η = L', 'a δ K η δ η K T η K L δ σ_D^2 η L'],
    ['(1 + η|λ_h|)ᴷ and 1 − ηa', 'η λ_h η a'],
    ['in 2D, MOM-1H, RATE-MVR-2P, A2b, 10x and 0x1F', ''],
  ])('%s', (text, letters) => {
    expect(lettersOf(text)).toBe(letters);
  });

  it('are set in italics with their indices, outside code', () => {
    const parser = new MarkdownIt();
    setLetters(parser as unknown as Parameters<typeof setLetters>[0]);
    expect(parser.renderInline('`f` and g_f < σ₀² of and/or')).toBe(
      '<code>f</code> and <i class="letter">g</i><sub><i>f</i></sub> &lt; <i class="letter">σ</i><sub>0</sub><sup>2</sup> of and/<wbr>or',
    );
    expect(parser.renderInline('16^{1/3}(2)^{2/3}')).toBe('16<sup>1/3</sup>(2)<sup>2/3</sup>');
  });
});
