/** One explanation of all failures: known mistakes and what can be fitted, with the equation as the program computes it. */
import { readFileSync } from 'node:fs';
import type { MethodName } from '../../spec/methods/index.js';
import type { VariantName } from '../../spec/model/index.js';
import { explainCases, type Explanation, type JudgedCase } from './diagnosis/index.js';
import { pageFile } from './package-root.js';
import { explainVariant } from './pages/explain-variant.js';
import type { Suspicion } from './report/verify-report.js';

const textOf = (variant: VariantName): string => readFileSync(pageFile(variant), 'utf8');

/**
 * What explains the failures of the variants, best first. Where a known mistake or a fit explains all of them, the page adds the formula; else what the page
 * says comes first, because every run was held to it.
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
  const isWhole = all.isWhole === true;
  const { best, suspicions: found, search } = explainVariant(variant, own, textOf, isWhole);
  if (best === undefined) return all.best === undefined && search ? { ...all, search } : all;
  const joined = (listed: readonly Suspicion[]): readonly Suspicion[] =>
    isWhole ? withFormula(listed, found) : [...listed, ...found];
  const failing = own.filter(({ isFailing }) => isFailing);
  return {
    ...all,
    // several variants may fail for reasons of their own
    suspicions: joined(all.suspicions.filter(({ id }) => isWhole || id.startsWith('page/'))),
    best: isWhole ? (all.best ?? best) : best,
    byCase: new Map([
      ...all.byCase,
      ...failing.map(({ id }) => [id, isWhole ? joined(all.byCase.get(id) ?? []) : found] as const),
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
