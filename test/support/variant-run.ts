/** A run of one of the paper's variants, as it was seen for a diagnosis, as a run of the page of that variant. */
import type { Vector } from '../../spec/algebra/index.js';
import {
  createQuadraticOracle,
  parametersAt,
  sampleFor,
  valueAt,
  type DrawKind,
} from '../../spec/model/index.js';
import { ratioField, type Ratio } from '../../src/exact/index.js';
import type { DiagnosisInput } from '../../src/verify/diagnosis/index.js';
import { createPages } from '../../src/verify/pages/compile-page.js';
import type { PageRun, ParameterValues, SeenRound } from '../../src/verify/pages/page-run.js';
import type { AskedQuestion } from '../../src/verify/pages/question-book.js';
import { methodOf, readPage } from './pages.js';

const { one, zero } = ratioField;

/**
 * The run, where its page has all of it: every gradient was seen, the samples are single draws, and the estimate starts from a number
 * that is known without gradients.
 */
export function variantRun<V>({
  request,
  trace,
  read,
  questions,
  isSingleRound = false,
  sampling,
  drawsApart = false,
}: DiagnosisInput<V>): PageRun | undefined {
  const { variant, problem, parameters, initialization, arithmetic, startingPoint } = request;
  const { kind } = initialization;
  const isOther =
    isSingleRound || sampling !== undefined || drawsApart || kind === 'exact' || kind === 'batch';
  if (problem === undefined || questions === undefined || isOther) return undefined;
  const method = methodOf(readPage(variant));
  const [, estimate] = method.states.filter(({ from }) => from === undefined).map(({ name }) => name.name);
  const vector = (values: Vector<V> | undefined): Vector<Ratio> | undefined => {
    const all = values?.map(read) ?? [undefined];
    return all.every((value) => value !== undefined) ? all : undefined;
  };
  const draws: { readonly draw: DrawKind; readonly atom: number }[] = [];
  const latest = new Map<string, number>();
  const rounds: SeenRound[] = [];
  for (const [round, told] of [trace.start, ...trace.rounds].entries()) {
    const asked: AskedQuestion[] = [];
    for (const { function: name, draw, atom, at, value, isFresh } of questions[round] ?? []) {
      const [point, answer] = [vector(at), vector(value)];
      if (point === undefined || answer === undefined) return undefined;
      const key = `${draw} ${atom}`;
      if (draw !== 'mean' && (isFresh || !latest.has(key))) latest.set(key, draws.push({ draw, atom }) - 1);
      const drawn = draw === 'mean' ? undefined : latest.get(key);
      const which = { function: name, ...(drawn === undefined ? {} : { draw: drawn }) };
      asked.push({ ...which, at: point, value: answer, isFresh: isFresh && drawn !== undefined });
    }
    const [x, m] = [vector(told.iterate), vector(told.correction)];
    if (x === undefined) break;
    const states = new Map([['x', x]]);
    if (estimate !== undefined && m !== undefined) states.set(estimate, m);
    rounds.push({ states, questions: asked });
  }
  const parametersOf = (round: number): ParameterValues => {
    const { stepSize, momentumWeight } = parametersAt(parameters, round);
    const isWhole = kind === 'first-snapshot' && round === 1;
    return new Map<string, Ratio | number | readonly Ratio[]>([
      // a step of SGD is a round
      ['η', variant === 'sgd' ? valueAt(stepSize, 1) : stepSize],
      ['a', isWhole ? one : momentumWeight],
      ['K', parameters.localStepCount],
    ]);
  };
  const start = new Map([['x', startingPoint]]);
  if (estimate !== undefined)
    start.set(estimate, kind === 'given' ? initialization.correction : startingPoint.map(() => zero));
  const oracle = createQuadraticOracle(ratioField, problem);
  return {
    ...{ arithmetic, rounds, start, late: [], dimension: problem.dimension, parametersAt: parametersOf },
    page: createPages(method, arithmetic)(parametersOf(1)),
    isCut: rounds.length <= trace.rounds.length,
    told: () => false,
    answer: ({ function: name, draw = -1, at }) => {
      const which = { function: name, ...(draws[draw] ?? { draw: 'mean' as const, atom: 0 }) };
      return sampleFor(problem, which) && oracle.gradient({ ...which, at });
    },
  };
}
