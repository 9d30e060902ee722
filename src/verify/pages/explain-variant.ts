/** Explains the failures of one of the paper's variants by its page. */
import { parsePage, resolveNames, resolvePage, type Method } from '../../../spec/language/index.js';
import { variantNames } from '../../../spec/algorithms/index.js';
import type { VariantName } from '../../../spec/model/index.js';
import type { Explanation, JudgedCase } from '../diagnosis/index.js';
import { explainRuns, type Effort } from './explain-page.js';
import { judgePageRun } from './judge-page-run.js';
import type { OtherPage } from './other-pages.js';
import type { PageRun } from './page-run.js';
import { mostGradients } from './try-page.js';
import { variantRun } from './variant-run.js';

/**
 * What a program computes in place of a variant.
 *
 * @param cases - of that variant.
 * @param textOf - the text of the page of a variant.
 * @param effort - how much is tried.
 */
export function explainVariant(
  variant: VariantName,
  cases: readonly JudgedCase[],
  textOf: (variant: VariantName) => string | undefined,
  effort: Effort,
): Explanation {
  const [text, whole] = [textOf(variant), textOf('aux-mom')];
  if (text === undefined || whole === undefined) return { suspicions: [], byCase: new Map() };
  const method = withParameters(text, whole);
  const ofRun = new Map<PageRun['rounds'], JudgedCase>();
  const runs = cases.flatMap((one) => {
    const run = variantRun(method, one.input, true);
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
          const asIts = input && variantRun(other, input, true);
          return { ...run, ...asIts };
        },
      },
    ];
  };
  return explainRuns(
    {
      method,
      others: () => variantNames.flatMap(othersOf),
      placeOf: placeIn(method),
      fixOf: (should) => `Compute ${should}.`,
      most: mostGradients / 3,
    },
    runs,
    effort,
  );
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
