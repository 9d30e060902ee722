/** One explanation of all failures: the equations as the program computes them. */
import { existsSync, readFileSync } from 'node:fs';
import { methods, type MethodName } from '../../spec/methods/index.js';
import type { VariantName } from '../../spec/model/index.js';
import { keptState, type Explanation, type JudgedCase } from './diagnosis/index.js';
import { pageFile, pageTexts } from './package-root.js';
import { explainVariant } from './pages/explain-variant.js';
import type { Suspicion } from './report/verify-report.js';

/** The page of a variant; a new one may have none yet. */
const textOf = (variant: VariantName): string | undefined =>
  existsSync(pageFile(variant)) ? readFileSync(pageFile(variant), 'utf8') : undefined;

/**
 * What explains the failures of the variants, best first. Where a failing case passes alone, something is kept, and no equation is looked for.
 *
 * @param method - the method that the program is judged as, where one is named: a fix is said in its letters.
 */
export function explainFailures(cases: readonly JudgedCase[], method?: MethodName): Explanation {
  const failing = cases.filter(({ isFailing }) => isFailing);
  const kept = keptState(cases);
  if (kept.best !== undefined) return kept;
  const pages = [...new Set(failing.map(variantOf))].map((variant) => {
    const isOwn = (one: JudgedCase): boolean => variantOf(one) === variant;
    const page = explainVariant(variant, cases.filter(isOwn), textOf, () => [...pageTexts().values()]);
    return { ...page, suspicions: inLetters(page.suspicions, method), own: failing.filter(isOwn) };
  });
  const found = pages.filter(({ suspicions }) => suspicions.length > 0);
  const search = pages.find((page) => page.search !== undefined)?.search;
  const best = found.at(-1)?.best;
  return {
    // several variants may fail for reasons of their own
    suspicions: found.flatMap(({ suspicions }) => suspicions),
    ...(best === undefined ? search && { search } : { best }),
    byCase: new Map(found.flatMap(({ suspicions, own }) => own.map(({ id }) => [id, suspicions] as const))),
  };
}

const variantOf = ({ input }: JudgedCase): VariantName => input.request.variant;

/** With the fix in the letters of a method. */
const inLetters = (found: readonly Suspicion[], method: MethodName | undefined): readonly Suspicion[] =>
  method === undefined
    ? found
    : found.map((one) => ({ ...one, fix: `Make every step ${methods[method].meaning}.` }));
