/** Letters that stand for something are italic in prose, as in formulas: `f`, `δ`, `g_f`, `xᵗ`, `σ_D²`. */
import type { MarkdownRenderer } from 'vitepress';

const raised = '⁰¹²³⁴⁵⁶⁷⁸⁹⁻⁺ᵗᵏᵀᴷ';
const lowered = '₀₁₂₃₄₅₆₇₈₉';

/**
 * One letter, with an index after `_` and what is raised or lowered behind it. Not inside a word, a number, a path or an abbreviation; E is an
 * expectation, I a person, C and R are languages. A Greek letter or a raised sign makes a product of what it touches (`δKη`, `xᵀAx`), and so does a
 * number before a letter (`2L`; 2D is a word).
 */
const [product, one] = [`[α-ω${raised}][a-zA-Z]?`, '[a-zA-Zα-ω](?<![EIRC])'];
const letter = new RegExp(
  `(?:(?<=${product}|½)|(?<![\\p{L}\\p{No}_.’'\\-]\\d*|\\d\\s|[\\p{L}\\p{N}_.]{2}/|(?<![\\p{L}\\p{N})])/)(?<!\\d(?=[a-zD])))(${one})(?:_(\\p{L}|\\{[^{}]+\\}))?([${lowered}]*)(?:([${raised}]+)|\\^\\{([^{}]+)\\})?(?:(?=[α-ω])|(?<=${product})(?=[a-zA-Z]{1,2}(?![a-zA-Z\\p{N}]))|(?![\\p{L}\\p{N}_’']|\\.\\p{L}|-\\p{L}))`,
  'gu',
);

/** `a` and `A` are mostly articles: they are letters before a sign, and before a word that no article stands before. */
const isArticle = (before: string, after: string): boolean =>
  !/[·=<>≤≥≈+−×/]\s*$|[α-ω⁰-⁹ᵗᵏᵀᴷ]$/u.test(before) &&
  !/^(?:\s*[=<>≤≥∈≈≠·+−×/^(),;:.!?]|\s(?:and|or|is|are|in|of|at|to|from|with|for|has|must|may|can|as|per|means|holds|takes)\b)/u.test(
    after,
  );

/** An initial of a person: "E. M. Chayti", "O. Shamir and T. Zhang". */
const isInitial = (before: string, after: string): boolean =>
  /^\. \p{Lu}/u.test(after) && /(?:^|[:,(]|\band|\p{Lu}\.)\s?$/u.test(before);

/** A part of a text: as it is, or a letter with its index and what is raised. */
export type Part =
  | string
  | { readonly letter: string; readonly index: string; readonly raised: string; readonly rest: string };

/** The parts of a text. */
export function partsOf(text: string): readonly Part[] {
  const parts: Part[] = [];
  let from = 0;
  for (const match of text.matchAll(letter)) {
    const { 0: whole, 1: one = '', 2: index = '', 3: low = '', 4: high = '', 5: power, index: at } = match;
    const end = at + whole.length;
    if (whole === one && whole !== text) {
      const [before, after] = [text.slice(0, at), text.slice(end)];
      if (/a/i.test(one) && isArticle(before, after)) continue;
      if (/[A-Z]/.test(one) && isInitial(before, after)) continue;
    }
    parts.push(text.slice(from, at), {
      letter: one,
      // the ordinary signs of what is lowered or raised
      index: index.replace(/^\{|\}$/g, '') + low.normalize('NFKC'),
      raised: power ?? high.normalize('NFKC'),
      // both as they were written
      rest: whole.slice(one.length),
    });
    from = end;
  }
  return [...parts, text.slice(from)].filter((part) => part !== '');
}

/** The same in the text of an SVG, which cannot lower or raise anything by itself: what follows a letter stays as it was written. */
export const svgLetters = (text: string): string =>
  partsOf(text)
    .map((part) =>
      typeof part === 'string' ? part : `<tspan class="letter">${part.letter}</tspan>${part.rest}`,
    )
    .join('');

/** Sets letters in the text of paragraphs, lists and tables; code and formulas are left alone. */
export function setLetters(parser: MarkdownRenderer): void {
  const { escapeHtml } = parser.utils;
  const italic = (text: string): string => `<i>${escapeHtml(text)}</i>`;
  const indexed = (text: string): string => (/\p{L}/u.test(text) ? italic(text) : escapeHtml(text));
  parser.renderer.rules.text = (tokens, at) =>
    partsOf(tokens[at]?.content ?? '')
      .map((part) =>
        typeof part === 'string'
          ? // a long path may go on in the next line
            escapeHtml(part)
              .replaceAll(/(?<=\w\w)\/(?=\w\w)/g, '/<wbr>')
              // behind what is no letter: (…)^{2/3}
              .replaceAll(/\^\{([^{}]+)\}/g, '<sup>$1</sup>')
              .replaceAll(/_\{([^{}]+)\}/g, '<sub>$1</sub>')
          : [
              `<i class="letter">${escapeHtml(part.letter)}</i>`,
              part.index && `<sub>${indexed(part.index)}</sub>`,
              part.raised && `<sup>${indexed(part.raised)}</sup>`,
            ].join(''),
      )
      .join('');
}
