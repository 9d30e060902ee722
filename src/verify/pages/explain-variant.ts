/** Explains the failures of one of the paper's variants by its page. */
import { parsePage, resolveNames, resolvePage, type Method } from '../../../spec/language/index.js';
import { variantNames } from '../../../spec/algorithms/index.js';
import type { VariantName } from '../../../spec/model/index.js';
import { nothing, type Explanation, type JudgedCase } from '../diagnosis/index.js';
import { withoutAuxiliary } from '../../equations/index.js';
import { isZeroAuxiliary } from '../session/reported-run.js';
import { explainRuns, type Effort } from './explain-page.js';
import { judgePageRun } from './judge-page-run.js';
import type { OtherPage } from './other-pages.js';
import type { PageRun } from './page-run.js';
import { attempt } from './try-page.js';
import type { Suspicion } from '../report/verify-report.js';
import { variantRun } from './variant-run.js';
import { askingStarts, startOf, startRun, type AskingStart } from './variant-start.js';

/**
 * What a program computes in place of a variant.
 *
 * @param cases - of that variant.
 * @param textOf - the text of the page of a variant.
 * @param effort - how much is tried.
 * @param pages - the texts of all pages there are.
 */
export function explainVariant(
  variant: VariantName,
  cases: readonly JudgedCase[],
  textOf: (variant: VariantName) => string | undefined,
  effort: Effort,
  pages: () => readonly string[] = () => [],
): Explanation {
  const [text, whole] = [textOf(variant), textOf('aux-mom')];
  if (text === undefined || whole === undefined) return nothing;
  const all = withParameters(text, whole);
  const isPlain = cases.every(
    ({ input: { request } }) => request.problem && isZeroAuxiliary(request.problem),
  );
  const method = isPlain ? resolveNames(withoutAuxiliary(all)) : all;
  const ofRun = new Map<PageRun['rounds'], JudgedCase>();
  const runs = cases.flatMap((one) => {
    const run = variantRun(method, one.input, 'stands') ?? variantRun(method, one.input);
    if (run === undefined) return [];
    ofRun.set(run.rounds, one);
    // what else is wrong with a run is no matter of its equations
    return [{ id: one.id, isFailing: one.isFailing && judgePageRun(run, true).verdict === 'fail', run }];
  });
  const othersOf = (name: VariantName): readonly OtherPage[] => {
    const page = name === variant ? undefined : textOf(name);
    if (page === undefined) return [];
    const other = resolvePage(parsePage(page));
    return [
      {
        suspicion: {
          id: `${name}-as-${variant}`,
          mistake: `${name} runs in place of ${variant}`,
          fix: `Run ${variant}.`,
        },
        size: other.states.length + other.lines.length,
        asItsRun: (run) => {
          const input = ofRun.get(run.rounds)?.input;
          const asIts = input && variantRun(other, input, 'stands');
          return { ...run, ...asIts };
        },
      },
    ];
  };
  const rounds = () =>
    explainRuns(
      {
        method,
        others: () => variantNames.flatMap(othersOf),
        placeOf: placeIn(method),
        fixOf: (should) => `Compute ${should}.`,
        optimizers: () => pages().map((page) => resolvePage(parsePage(page))),
      },
      runs,
      effort,
    );
  // a first round that is wrong as all others are says nothing of the start
  const failsLater = runs.some(({ isFailing }) => isFailing);
  const starts = askingStarts.filter((kind) => kind !== 'first-snapshot' || !failsLater);
  const ofStarts = starts.map((kind) => () => explainStart(method, kind, cases, effort));
  // what cannot be followed is not explained
  const found = [rounds, ...ofStarts].map((explain) => attempt(explain) ?? nothing);
  return joined(found.toSorted((left, right) => right.byCase.size - left.byCase.size));
}

/** What a program computes in place of a start. */
function explainStart(
  all: Method,
  kind: AskingStart,
  cases: readonly JudgedCase[],
  effort: Effort,
): Explanation {
  const method = startOf(all, kind);
  const runs = cases.flatMap((one) => {
    const run = method && startRun(method, kind, one.input);
    if (run === undefined) return [];
    const [wrong] = judgePageRun(run, true).violations;
    // the steps of a first round are those of all rounds
    const isOfStart = kind !== 'first-snapshot' || wrong?.quantity === method?.states[1]?.name.name;
    return [{ id: one.id, isFailing: one.isFailing && wrong !== undefined && isOfStart, run }];
  });
  const place = `the start "${kind}"`;
  if (method === undefined) return nothing;
  return explainRuns(
    {
      ...{ method, others: () => [], placeOf: () => place },
      fixOf: (should) => `With ${place} compute ${should}.`,
    },
    runs,
    effort,
  );
}

/** What explains several parts of runs, the first of them first. */
function joined(all: readonly Explanation[]): Explanation {
  const found = all.filter(({ suspicions }) => suspicions.length > 0);
  const [first = all[0] ?? nothing] = found;
  const byCase = new Map<string, readonly Suspicion[]>();
  for (const one of found)
    for (const [id, own] of one.byCase) byCase.set(id, [...(byCase.get(id) ?? []), ...own]);
  return { ...first, suspicions: found.flatMap(({ suspicions }) => suspicions), byCase };
}

/** The method with the parameters that every task has: a program may use one where its page does not. */
function withParameters(text: string, all: string): Method {
  const [page, whole] = [parsePage(text), parsePage(all)];
  const own = new Set(page.parameters.map(({ name }) => name.name));
  const others = whole.parameters.filter(({ name }) => !own.has(name.name));
  return resolveNames({ ...page, parameters: [...page.parameters, ...others] });
}

/** The number of an equation, or the line of the page. */
const placeIn =
  ({ name, lines }: Method) =>
  (line: number): string => {
    const number = lines.find(({ span }) => span.line === line)?.number;
    return number === undefined ? `line ${line} of the page ${name}` : `${name.toUpperCase()}.${number}`;
  };
