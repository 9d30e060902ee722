/** Other pages as explanations of failures: the program may be right, and another method. */
import {
  parsePage,
  printStatement,
  resolvePage,
  type Line,
  type Method,
  type Use,
} from '../../../spec/language/index.js';
import { AuxoptError } from '../../errors.js';
import type { Suspicion } from '../report/verify-report.js';
import { createPages, type CompiledPage } from './compile-page.js';
import type { PageRun } from './page-run.js';

type OfRun = Pick<PageRun, 'arithmetic' | 'parametersAt'>;

/** A page that the program may be of. */
export interface OtherPage {
  readonly suspicion: Suspicion;
  /** How many states it has, and lines: of several pages the one with fewer is the plainest. Left out where they are those of the page itself. */
  readonly size?: number;
  /** The run as one of that page; what is reported and that page does not have is left out. */
  readonly asItsRun: (run: PageRun) => PageRun;
}

/**
 * The pages whose parameters and given states all have the names of this page: a run of this page is one of them too.
 *
 * @param texts - of pages.
 */
export function* otherPages(texts: readonly string[], method: Method, run: OfRun): Generator<OtherPage> {
  const types = new Map(method.parameters.map(({ name }) => [name.name, name.version.type]));
  const states = new Map(method.states.map(({ name, from }) => [name.name, from === undefined]));
  for (const text of texts) {
    const other = resolvePage(parsePage(text));
    const [point, otherPoint] = [method, other].map(({ states: [first] }) => first?.name.name);
    const isGiven =
      other.name !== method.name &&
      point === otherPoint &&
      other.parameters.every(({ name }) => types.get(name.name) === name.version.type) &&
      other.states.every(({ name, from }) => from !== undefined || states.get(name.name) === true);
    const page = isGiven ? compiled(other, run) : undefined;
    if (page === undefined) continue;
    const lines = difference(method, other);
    yield {
      size: other.states.length + other.lines.length,
      suspicion: {
        id: `page/${other.name}`,
        mistake: `this is ${titleOf(text) ?? other.name}${lines === undefined ? '' : `, which has ${lines.is} where ${method.name} has ${lines.should}`}`,
        fix: `verify it with --method ${other.name}, or compute what ${method.name} says.`,
      },
      asItsRun: (run) => ({
        ...{ ...run, page: page(run) },
        rounds: run.rounds.map((round) => ({
          ...round,
          states: new Map([...round.states].filter(([name]) => page(run).names.includes(name))),
        })),
      }),
    };
  }
}

function compiled(
  method: Method,
  run: OfRun,
): ((run: Pick<PageRun, 'parametersAt'>) => CompiledPage) | undefined {
  const pageFor = createPages(method, run.arithmetic);
  const pageOf = ({ parametersAt }: Pick<PageRun, 'parametersAt'>): CompiledPage => pageFor(parametersAt(1));
  try {
    pageOf(run);
    return pageOf;
  } catch (error) {
    if (error instanceof AuxoptError) return undefined; // it cannot be judged in this arithmetic
    throw error;
  }
}

const titleOf = (text: string): string | undefined => /^# (.+)$/mu.exec(text)?.[1]?.trim();

/** The first line of the other page that this one does not have, and the one that sets its name here. */
function difference(method: Method, other: Method): Record<'should' | 'is', string> | undefined {
  const shown = ({ target, value }: Line<Use>): string => printStatement({ ...bare, target, value });
  const [own, others] = [method, other].map(({ lines }) =>
    lines.map((line) => ({ line, text: shown(line) })),
  );
  const has = (all: typeof own, text: string): boolean => all?.some((one) => one.text === text) === true;
  const pairs = (others ?? [])
    .filter(({ text }) => !has(own, text))
    .map((is) => [
      is,
      own?.find(({ line, text }) => line.target.name === is.line.target.name && !has(others, text)),
    ]);
  const [is, should] = pairs.find(([, should]) => should !== undefined) ?? [];
  return is && should && { should: should.text, is: is.text };
}

const bare = { kind: 'line', also: [], span: { line: 1, from: 1, to: 2 } } as const;
