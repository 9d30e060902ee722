/** What the search of the site puts first. */
import { symbols } from '../../spec/symbols.js';

/** Letters of the table of symbols: who types one asks what it stands for. */
const letters = [...new Set(symbols.flatMap(({ latex }) => /^[A-Za-z](?![a-z])/.exec(latex) ?? []))];

/** Words that people search for, and that the page which answers them does not have in its title. */
export const searchWords: Readonly<Record<string, string>> = {
  'index.md': 'citation, cite, paper, arXiv, authors',
  'article/article.md': 'tutorial, introduction, snapshot, local steps, correction',
  'faq/first-questions.md': 'how to choose K, how to choose a, how to choose the step size, tuning',
  'faq/collapse.md': 'not converging, does not converge, diverges, NaN, explodes',
  'guide/settings.md': 'federated learning, transfer learning, dropout, compression, batch reuse',
  'guide/train.md': 'pytorch, torch, tensorflow, training loop, optimizer',
  'learn/algorithms/aux-mom.md': 'AuxMOM, algorithm, pseudocode',
  'learn/algorithms/aux-mvr.md': 'AuxMVR, algorithm, pseudocode',
  'learn/assumptions/a1-smoothness.md': 'smoothness, Lipschitz gradient, L',
  'learn/symbols.md': `glossary, notation, delta, δ, eta, η, rho, ρ, sigma, σ, σ_D, snapshot, local steps, meaning, ${letters.join(', ')}`,
  'theory/noise-correlation.md': 'correlation, rho, ρ',
};

/** The weight of a section where a term is found: pages before symbols, and before all the page that has the word to be found by. */
type Boost = (id: string, term: string, section?: Readonly<Record<string, unknown>>) => number;

/** Runs in the browser, from its text: it knows nothing but its arguments. */
function boostOf(
  words: Readonly<Record<string, readonly string[]>>,
  [id, term, section]: Parameters<Boost>,
): number {
  const kind = id.includes('/api/') ? 0.02 : id.includes('/decisions/') ? 0.5 : 1;
  const isFirst = Array.isArray(section?.['titles']) && section['titles'].length === 0;
  const page = id.replace(/#.*/, '');
  const isNamed = Object.entries(words).some(([path, terms]) => page.endsWith(path) && terms.includes(term));
  return isFirst && isNamed ? 100 * kind : kind;
}

/** The boost, with the words in its text, because its text is what the browser gets. */
export function createBoost(): Boost {
  const words = Object.fromEntries(
    Object.entries(searchWords).map(([path, text]) => [
      `/${path.replace(/\.md$/, '.html')}`,
      text.toLowerCase().split(/[\s,]+/),
    ]),
  );
  const boost: Boost = (...found) => boostOf(words, found);
  return Object.assign(boost, {
    toString: () => `(...found) => (${boostOf.toString()})(${JSON.stringify(words)}, found)`,
  });
}
