/** One explanation of all failures: known mistakes and what can be fitted, with the equation as the program computes it. */
import { existsSync, readFileSync } from 'node:fs';
import type { MethodName } from '../../spec/methods/index.js';
import type { VariantName } from '../../spec/model/index.js';
import { explainCases, type Explanation, type JudgedCase } from './diagnosis/index.js';
import { pageFile } from './package-root.js';
import { explainVariant } from './pages/explain-variant.js';
import type { Suspicion } from './report/verify-report.js';

/** The page of a variant; a new one may have none yet. */
const textOf = (variant: VariantName): string | undefined =>
  existsSync(pageFile(variant)) ? readFileSync(pageFile(variant), 'utf8') : undefined;

/**
 * What explains the failures of the variants, best first. A known mistake that explains all of them gets the formula that the page of the variant
 * has for it. Else what the page says stands alone, because every run was held to it, question by question. Single rounds are fitted where the
 * page says nothing, and where draws are minibatches, which it does not know.
 *
 * @param method - the method that the program is judged as, where one is named: its letters are not those of the pages.
 */
export function explainFailures(cases: readonly JudgedCase[], method?: MethodName): Explanation {
  const failing = cases.filter(({ isFailing }) => isFailing);
  const variants = method === undefined ? [...new Set(failing.map(variantOf))] : [];
  const known = explainCases(cases, method, false);
  const isKnown = known.isWhole === true && known.certainty === 'replayed';
  const pages = variants.map((variant) => {
    const isOwn = (one: JudgedCase): boolean => variantOf(one) === variant;
    const page = explainVariant(variant, cases.filter(isOwn), textOf, isKnown ? 'edits' : 'all');
    return { ...page, own: failing.filter(isOwn) };
  });
  const isFound = ({ suspicions }: Explanation): boolean => suspicions.length > 0;
  const isOfRows = failing.some(({ input }) => input.sampling !== undefined);
  const isLeft = !isKnown && (isOfRows || pages.length === 0 || !pages.every(isFound));
  const listed = isLeft ? explainCases(cases, method) : known;
  // a fit that is about minibatches as well says more
  const isFitOfMore = (of: readonly JudgedCase[]): boolean =>
    listed.certainty === 'fitted' && of.some(({ input }) => input.sampling !== undefined);
  const found = pages.filter((page) => isFound(page) && !isFitOfMore(page.own));
  const [first] = found;
  const search = pages.find((page) => page.search !== undefined)?.search;
  if (first === undefined) return listed.best === undefined && search ? { ...listed, search } : listed;
  const joined = (of: readonly Suspicion[], ofPage: readonly Suspicion[]): readonly Suspicion[] =>
    isKnown ? withFormula(of, ofPage) : ofPage;
  const best = isKnown ? (listed.best ?? first.best) : found.at(-1)?.best;
  return {
    ...listed,
    // several variants may fail for reasons of their own
    suspicions: joined(
      listed.suspicions,
      found.flatMap(({ suspicions }) => suspicions),
    ),
    ...(best === undefined ? {} : { best }),
    byCase: new Map([
      ...listed.byCase,
      ...found.flatMap(({ suspicions, own }) =>
        own.map(({ id }) => [id, joined(listed.byCase.get(id) ?? [], suspicions)] as const),
      ),
    ]),
  };
}

const variantOf = ({ input }: JudgedCase): VariantName => input.request.variant;

/** The first suspicion with the formula, alone: what runs cannot tell from it is the same in other words. */
function withFormula(listed: readonly Suspicion[], found: readonly Suspicion[]): readonly Suspicion[] {
  const [[first], [page]] = [listed, found];
  return first === undefined || page?.formula === undefined || first.formula !== undefined
    ? listed
    : [{ ...first, formula: page.formula }];
}
