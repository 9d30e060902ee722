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
 * has for it. Else what the page says stands alone, because every run was held to it, question by question; a fit that has all states is left
 * where no plain edit of the page does.
 *
 * @param method - the method that the program is judged as, where one is named: its letters are not those of the pages.
 */
export function explainFailures(cases: readonly JudgedCase[], method?: MethodName): Explanation {
  const listed = explainCases(cases, method);
  if (method !== undefined) return listed;
  const variants = new Set(
    cases.flatMap(({ isFailing, input }) => (isFailing ? [input.request.variant] : [])),
  );
  return [...variants].reduce((all, variant) => withPage(all, variant, cases), listed);
}

/** An explanation with that of the page of a variant. */
function withPage(all: Explanation, variant: VariantName, cases: readonly JudgedCase[]): Explanation {
  const own = cases.filter(({ input }) => input.request.variant === variant);
  const { isWhole = false } = all;
  const certainty = isWhole ? all.certainty : undefined;
  const { best, suspicions: found, search } = explainVariant(variant, own, textOf, certainty !== undefined);
  if (best === undefined || found.length === 0)
    return all.best === undefined && search ? { ...all, search } : all;
  const isKnown = certainty === 'replayed';
  const failing = own.filter(({ isFailing }) => isFailing);
  // a page knows single draws: a fit that is about minibatches as well says more
  if (all.certainty === 'fitted' && failing.some(({ input }) => input.sampling !== undefined)) return all;
  return {
    ...all,
    // several variants may fail for reasons of their own
    suspicions: isKnown
      ? withFormula(all.suspicions, found)
      : [...all.suspicions.filter(({ id }) => id.startsWith('page/')), ...found],
    best: isKnown ? (all.best ?? best) : best,
    byCase: new Map([
      ...all.byCase,
      ...failing.map(
        ({ id }) => [id, isKnown ? withFormula(all.byCase.get(id) ?? [], found) : found] as const,
      ),
    ]),
  };
}

/** The first suspicion with the formula, alone: what runs cannot tell from it is the same in other words. */
function withFormula(listed: readonly Suspicion[], found: readonly Suspicion[]): readonly Suspicion[] {
  const [[first], [page]] = [listed, found];
  return first === undefined || page?.formula === undefined || first.formula !== undefined
    ? listed
    : [{ ...first, formula: page.formula }];
}
