/** Explains the failures of one of the paper's variants by its page. */
import {
  parsePage,
  resolveNames,
  resolvePage,
  type Expression,
  type Method,
  type Use,
} from '../../../spec/language/index.js';
import { variantNames } from '../../../spec/algorithms/index.js';
import type { VariantName } from '../../../spec/model/index.js';
import { nothing, type Explanation, type JudgedCase } from '../diagnosis/index.js';
import { named, withBody, withoutAuxiliary, withParameters } from '../../equations/index.js';
import { isZeroAuxiliary } from '../session/reported-run.js';
import { explainRuns } from './explain-page.js';
import { judgePageRun } from './judge-page-run.js';
import type { OtherPage } from './other-pages.js';
import { otherTasks } from './other-tasks.js';
import type { PageRun } from './page-run.js';
import { asRunsOf, attempt } from './as-runs.js';
import { nearness } from './try-page.js';
import type { Suspicion } from '../report/verify-report.js';
import { joinedRounds } from './joined-rounds.js';
import { otherIndices } from './other-index.js';
import { rowPages } from './row-pages.js';
import { newEpoch } from './features.js';
import { variantRun } from './variant-run.js';
import { askingStarts, startOf, startRun, type AskingStart } from './variant-start.js';

/**
 * What a program computes in place of a variant.
 *
 * @param cases - of that variant.
 * @param textOf - the text of the page of a variant.
 * @param pages - the texts of all pages there are.
 */
export function explainVariant(
  variant: VariantName,
  cases: readonly JudgedCase[],
  textOf: (variant: VariantName) => string | undefined,
  pages: () => readonly string[] = () => [],
): Explanation {
  const [text, whole] = [textOf(variant), textOf('aux-mom')];
  if (text === undefined || whole === undefined) return nothing;
  const isSampled = cases.some(({ input: { sampling } }) => sampling !== undefined);
  const joint = withAllParameters(text, whole, isSampled ? [newEpoch] : []);
  const all = cases.every(({ input: { drawsApart } }) => drawsApart === true) ? withDrawsApart(joint) : joint;
  const isPlain = cases.every(
    ({ input: { request } }) => request.problem && isZeroAuxiliary(request.problem),
  );
  const method = isPlain ? resolveNames(withoutAuxiliary(all)) : all;
  const ofRun = new Map<PageRun['rounds'], JudgedCase>();
  const roughly = asRunsOf(method, true);
  // what is wrong within wide bounds is wrong
  const isWrong = (run: PageRun): boolean =>
    attempt(() => nearness(roughly(run))) === 'wrong' || judgePageRun(run, true).verdict === 'fail';
  const runs = cases.flatMap((one) => {
    const run = variantRun(method, one.input, 'stands') ?? variantRun(method, one.input);
    if (run === undefined) return [];
    ofRun.set(run.rounds, one);
    // what else is wrong with a run is no matter of its equations
    return [{ id: one.id, isFailing: one.isFailing && isWrong(run), run }];
  });
  const inputOf = (run: PageRun): JudgedCase['input'] | undefined => ofRun.get(run.rounds)?.input;
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
          const input = inputOf(run);
          const asIts = input && (variantRun(other, input, 'stands') ?? variantRun(other, input));
          return { ...run, ...asIts };
        },
      },
    ];
  };
  const rounds = () =>
    explainRuns(
      {
        method,
        others: () => [
          ...otherIndices(method, runs, placeIn(method)),
          ...joinedRounds(),
          ...otherTasks(method, inputOf),
          ...rowPages(cases.map(({ input }) => input)),
          ...variantNames.flatMap(othersOf),
        ],
        placeOf: placeIn(method),
        fixOf: (should) => `Compute ${should}.`,
        optimizers: () => pages().map((page) => resolvePage(parsePage(page))),
      },
      runs,
    );
  // a first round that is wrong as all others are says nothing of the start
  const failsLater = runs.some(({ isFailing }) => isFailing);
  const starts = askingStarts.filter((kind) => kind !== 'first-snapshot' || !failsLater);
  const ofStarts = starts.map((kind) => () => explainStart(method, kind, cases));
  // what cannot be followed is not explained
  const found = [rounds, ...ofStarts].map((explain) => attempt(explain) ?? nothing);
  return joined(found.toSorted((left, right) => right.byCase.size - left.byCase.size));
}

/** What a program computes in place of a start. */
function explainStart(all: Method, kind: AskingStart, cases: readonly JudgedCase[]): Explanation {
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

/** The method with the parameters that every task has, and with more: a program may use one where its page does not. */
function withAllParameters(text: string, all: string, more: readonly string[]): Method {
  const [page, whole] = [parsePage(text), parsePage(all)];
  const own = new Set(page.parameters.map(({ name }) => name.name));
  const others = whole.parameters.filter(({ name }) => !own.has(name.name));
  return resolveNames(withParameters({ ...page, parameters: [...page.parameters, ...others] }, more));
}

/** The method whose auxiliary gradients of a round have a sample of their own. */
function withDrawsApart(method: Method): Method {
  const statement = method.body.find((one) => one.kind === 'sample');
  if (statement === undefined) return method;
  const { name } = statement.target;
  const apart = (e: Expression<Use>): Expression<Use> => {
    if (e.kind === 'apply') return { ...e, operands: e.operands.map(apart) };
    const isApart = e.kind === 'gradient' && e.function === 'h' && e.sample?.name === name;
    return isApart ? { ...e, sample: named(`${name}′`) } : e;
  };
  return resolveNames(
    withBody(method, (one) => {
      if (one === statement) return [one, { ...statement, target: named(`${name}′`) }];
      return one.kind === 'line' ? [{ ...one, value: apart(one.value), also: one.also.map(apart) }] : [one];
    }),
  );
}

/** The number of an equation, or the line of the page. */
const placeIn =
  ({ name, lines }: Method) =>
  (line: number): string => {
    const number = lines.find(({ span }) => span.line === line)?.number;
    return number === undefined ? `line ${line} of the page ${name}` : `${name.toUpperCase()}.${number}`;
  };
