/** The letters of the proofs, as a table in Markdown. */
import type { IndexExpression, Scalar } from '../derivation/schema.js';
import { abbreviations, families } from '../notation/families.js';
import { declared } from '../notation/steps.js';
import { texOf } from './tex.js';

/** What a letter stands for: a formula, and words or another formula. */
interface LetterText {
  readonly latex: string;
  readonly meaning: string;
}

/** Every letter: what is declared in words, sums by their recursion, abbreviations by what they abbreviate. */
function letterTexts(): readonly LetterText[] {
  const recursions = new Map([...declared.definitions.values()].map((one) => [one.family, one] as const));
  const named = [...families.values()].map(({ name, kind, indices, meaning }): LetterText => {
    const recursion = recursions.get(name);
    const own = recursion?.at ?? indices;
    const latexAt = (value: IndexExpression): string =>
      texOf([kind, name, ...own.map((index) => (index === recursion?.over ? value : index))]).latex;
    if (recursion === undefined) return { latex: latexAt('0'), meaning };
    const [zero, next] = [recursion.zero, recursion.successor].map((value) => texOf(value as Scalar).latex);
    const { over } = recursion;
    return {
      latex: latexAt(over),
      meaning: `${meaning}: $${latexAt('0')} = ${zero ?? ''}$, $${latexAt(['+', over, '1'])} = ${next ?? ''}$`,
    };
  });
  const short = [...abbreviations.values()].map(({ name, indices, vector, scalar }): LetterText => ({
    latex: texOf(['use', name, ...indices]).latex,
    meaning: `$${texOf(vector ?? scalar ?? '0').latex}$`,
  }));
  // two proofs may call one thing by the same letter
  const all = new Map([...named, ...short].map((one) => [`${one.latex} ${one.meaning}`, one]));
  return [...all.values()].sort((one, other) => (keyOf(one) < keyOf(other) ? -1 : 1));
}

/** By letters, whatever accents and fonts they have: modules declare theirs in an order that depends on how they are loaded. */
const keyOf = ({ latex, meaning }: LetterText): string =>
  `${latex.replace(/\\(?:mathcal|bar|overline|tfrac)|[^A-Za-z]/g, '').toLowerCase()} ${latex} ${meaning}`;

/**
 * What the proofs call by which letter, line by line.
 *
 * @param constants - where the page of the constants is.
 */
export const letterLines = (constants: string): readonly string[] => [
  `The parameters and constants are [those of the theorems](${constants}), and $D = f - h$. The proofs use these letters besides. A member with the index 0 is that before the first round or step.`,
  '',
  '| symbol | stands for |',
  '| --- | --- |',
  ...letterTexts().map(({ latex, meaning }) => `| $${latex}$ | ${meaning} |`),
  '',
];
