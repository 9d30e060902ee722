/** One explanation of all failures: known mistakes, and the equation as the program computes it. */
import { existsSync, readFileSync } from 'node:fs';
import { methods, type MethodName } from '../../spec/methods/index.js';
import type { VariantName } from '../../spec/model/index.js';
import { explainCases, type Explanation, type JudgedCase } from './diagnosis/index.js';
import { pageFile, pageTexts } from './package-root.js';
import { explainVariant } from './pages/explain-variant.js';
import type { Suspicion } from './report/verify-report.js';

/** The page of a variant; a new one may have none yet. */
const textOf = (variant: VariantName): string | undefined =>
  existsSync(pageFile(variant)) ? readFileSync(pageFile(variant), 'utf8') : undefined;

/**
 * What explains the failures of the variants, best first. A known mistake that explains all of them gets the formula that the page of the variant
 * has for it. Else what the page says stands alone, because every run was held to it, question by question; the loops of libraries are named where
 * it says nothing, and where draws are minibatches, whose rows it does not know.
 *
 * @param method - the method that the program is judged as, where one is named: a fix is said in its letters.
 */
export function explainFailures(cases: readonly JudgedCase[], method?: MethodName): Explanation {
  const failing = cases.filter(({ isFailing }) => isFailing);
  const known = explainCases(cases);
  const isKnown = known.isWhole === true && known.certainty === 'replayed';
  const effort = isKnown ? 'edits' : 'all';
  const pages = [...new Set(failing.map(variantOf))].map((variant) => {
    const isOwn = (one: JudgedCase): boolean => variantOf(one) === variant;
    const page = explainVariant(variant, cases.filter(isOwn), textOf, effort, () => [
      ...pageTexts().values(),
    ]);
    return { ...page, suspicions: inLetters(page.suspicions, method), own: failing.filter(isOwn) };
  });
  const isLoopOfRows = (of: readonly JudgedCase[]): boolean =>
    known.certainty === 'fitted' && of.some(({ input }) => input.sampling !== undefined);
  const found = pages.filter(({ suspicions, own }) => suspicions.length > 0 && !isLoopOfRows(own));
  const [first] = found;
  const search = pages.find((page) => page.search !== undefined)?.search;
  if (first === undefined) return known.best === undefined && search ? { ...known, search } : known;
  const joined = (of: readonly Suspicion[], ofPage: readonly Suspicion[]): readonly Suspicion[] =>
    isKnown ? withFormula(of, ofPage) : ofPage;
  const best = isKnown ? (known.best ?? first.best) : found.at(-1)?.best;
  return {
    ...known,
    // several variants may fail for reasons of their own
    suspicions: joined(
      known.suspicions,
      found.flatMap(({ suspicions }) => suspicions),
    ),
    ...(best === undefined ? {} : { best }),
    byCase: new Map([
      ...known.byCase,
      ...found.flatMap(({ suspicions, own }) =>
        own.map(({ id }) => [id, joined(known.byCase.get(id) ?? [], suspicions)] as const),
      ),
    ]),
  };
}

const variantOf = ({ input }: JudgedCase): VariantName => input.request.variant;

/** With the fix in the letters of a method. */
const inLetters = (found: readonly Suspicion[], method: MethodName | undefined): readonly Suspicion[] =>
  method === undefined
    ? found
    : found.map((one) => ({ ...one, fix: `Make every step ${methods[method].meaning}.` }));

/** The first suspicion with the formula, alone: what runs cannot tell from it is the same in other words. */
function withFormula(listed: readonly Suspicion[], found: readonly Suspicion[]): readonly Suspicion[] {
  const [[first], [page]] = [listed, found];
  return first === undefined || page?.formula === undefined || first.formula !== undefined
    ? listed
    : [{ ...first, formula: page.formula }];
}
