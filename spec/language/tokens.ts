/** The words of a line: names, numbers and signs, in Greek or in ASCII; what only looks like one of them is refused. */
import { limits, type Span } from './complaints.js';

import type { Source } from './source.js';

/** A word of a line. */
export interface Token {
  readonly kind: 'name' | 'number' | 'gradient' | 'sign' | 'end';
  /** As it is printed: `η` for `eta`, `←` for `<-`, and of `∇f` the `f`. */
  readonly text: string;
  readonly span: Span;
}

/** What is typed in ASCII, and what is printed; of two spellings of a letter the second is that of TeX. */
// prettier-ignore
export const greek: Readonly<Record<string, string>> = {
  alpha: 'α', beta: 'β', gamma: 'γ', delta: 'δ', eps: 'ε', epsilon: 'ε', zeta: 'ζ', eta: 'η', theta: 'θ', kappa: 'κ', lambda: 'λ', mu: 'μ',
  nu: 'ν', xi: 'ξ', pi: 'π', rho: 'ρ', sigma: 'σ', tau: 'τ', phi: 'φ', chi: 'χ', psi: 'ψ', omega: 'ω', ell: 'ℓ', sqrt: '√',
};
// prettier-ignore
const ascii: Readonly<Record<string, string>> = {
  '<-': '←', '<=': '≤', '>=': '≥', '!=': '≠', '-': '−', '*': '·', '**': '^', '.*': '⊙', './': '⊘', '||': '‖',
};

/** Accents as TeX has them: hat, tilde, bar, dot, two dots, check. */
const marks = '\u0302\u0303\u0304\u0307\u0308\u030c';
// Greek capitals and omicron that look as Latin letters are not among them
const plain = 'abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZαβγδεζηθικλμνξπρστυφχψωΓΔΘΛΞΠΣΦΨΩℓ';
/** They, and those that Unicode has with an accent as one character. */
const letter = Array.from(plain)
  .flatMap((base) => [base, ...Array.from(marks, (mark) => (base + mark).normalize('NFC'))])
  .filter((text) => text.length === 1)
  .join('');
const words: readonly (readonly [Token['kind'], RegExp])[] = [
  ['gradient', /(?:∇ ?|grad )([A-Za-z])(?![A-Za-z])/uy],
  ['name', new RegExp(`[${letter}][${letter}${marks}0-9₀-₉_]*[⁺⁻′']*`, 'uy')],
  ['number', /\d+(?:\.\d+)?/uy],
  ['sign', /<-|<=|>=|!=|\*\*|\|\||\.\.|\.\*|\.\/|[-−+·*⊙⊘/^√=≠<>≤≥←,;:()[\]{}|‖⟨⟩²₁∞]/uy],
];

/** What is often taken for something else, beside the letters that Unicode itself maps to another. */
const lookAlikes = new Map(
  [
    ['авекмнорстухіѕјԁ', 'abekmhopctyxisjd'],
    ['АВЕКМНОРСТУХІЅЈ', 'ABEKMHOPCTYXISJ'],
    ['ΑΒΕΖΗΙΚΜΝΟΡΤΥΧοϲ', 'ABEZHIKMNOPTYXoc'],
    ['–—‒∆⋅∙•∗∥', '−−−Δ····‖'],
  ].flatMap(([from = '', to = '']) => {
    const meant = Array.from(to);
    return Array.from(from, (character, i) => [character, meant[i] ?? ''] as const);
  }),
);

const isInvisible = (character: string): boolean => /[\p{Z}\p{C}]/u.test(character);
const described = (character: string): string =>
  `${isInvisible(character) ? '' : `${character} `}(U+${(character.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0')})`;

/** Says what is wrong with a character that no word begins with. */
function refuseCharacter({ refuse }: Source, character: string, span: Span): never {
  const usual = character.normalize('NFKC');
  const isUsual = new RegExp(`^[${letter}0-9]$`, 'u').test(usual);
  const meant = lookAlikes.get(character) ?? (isUsual ? usual : undefined);
  if (character === '\t') return refuse(span, 'tab');
  if (meant !== undefined) return refuse(span, 'lookAlike', described(character), meant, described(meant));
  return refuse(span, isInvisible(character) ? 'invisible' : 'strange', described(character));
}

/** The words of `text`, which begins in column `column` of a line, and an `end` behind them. */
export function readTokens(source: Source, line: number, text: string, column: number): readonly Token[] {
  const found: Token[] = [];
  const spanOf = (from: number, to: number): Span => ({ line, from: column + from, to: column + to });
  for (let at = 0; at < text.length; at += 1) {
    if (text[at] === ' ') continue;
    const [kind, match] = firstWord(text, at);
    const [word, function_ = ''] = match ?? [String.fromCodePoint(text.codePointAt(at) ?? 0)];
    const span = spanOf(at, at + word.length);
    if (match === null) refuseCharacter(source, word, span);
    if (kind === 'number' && word.length > limits.digits) source.refuse(span, 'longNumber');
    const exponent = kind === 'number' ? /^[eE]([+-]?\d+)/.exec(text.slice(at + word.length)) : null;
    if (exponent !== null)
      source.refuse(
        spanOf(at, at + word.length + exponent[0].length),
        ...(['scientific', word + exponent[0], word, exponent[1] ?? ''] as const),
      );
    const printed =
      kind === 'gradient' ? function_ : kind === 'name' ? printedName(word) : (ascii[word] ?? word);
    found.push({ kind: printed === '√' ? 'sign' : kind, text: printed, span });
    at += word.length - 1;
  }
  const end = text.trimEnd().length;
  return [...found, { kind: 'end', text: '', span: spanOf(end, end + 1) }];
}

function firstWord(text: string, at: number): readonly [Token['kind'], RegExpExecArray | null] {
  for (const [kind, pattern] of words) {
    pattern.lastIndex = at;
    const match = pattern.exec(text);
    if (match !== null) return [kind, match];
  }
  return ['sign', null];
}

/** β1 for beta1, and ′ for an apostrophe. */
export function printedName(text: string): string {
  const [, word = '', rest = ''] = /^([a-z]*)(.*)$/su.exec(text.replaceAll("'", '′')) ?? [];
  return (Object.hasOwn(greek, word) && !/^[A-Z]/.test(rest) ? (greek[word] ?? word) : word) + rest;
}
