/** A run of one of the paper's variants, as it was seen, as a run of the page of that variant. */
import type { Vector } from '../../../spec/algebra/index.js';
import type { Method } from '../../../spec/language/index.js';
import {
  createQuadraticOracle,
  parametersAt,
  sampleFor,
  valueAt,
  type AffineGradient,
  type DrawKind,
} from '../../../spec/model/index.js';
import { ratioField, type Ratio } from '../../exact/index.js';
import type { DiagnosisInput } from '../diagnosis/index.js';
import { newEpoch } from './features.js';
import { createPages } from './compile-page.js';
import { meanOfRows } from './row-weights.js';
import type { PageRun, ParameterValues, SeenRound } from './page-run.js';
import { drawnLocals } from '../session/prepared-case.js';
import type { AskedQuestion } from './question-book.js';
import { computedBy, type SampleOf } from './tape.js';

const { one, zero } = ratioField;

/** A program that has a tape makes its gradients itself: those of larger matrices take too long for a search. */
const widestTape = 16;

/** What an estimate is held to that is the first sample. */
export type FirstEstimate = 'one' | 'stands' | 'own';

/**
 * The run, where its page has all of it: every gradient was seen, and what the estimate starts from was told. An estimate that starts from
 * gradients stands for itself. A minibatch is one draw.
 *
 * @param first - an estimate that is the first sample is that of a = 1 (`one`); or it stands for itself, because its line may be another one than
 *   that of the rounds after it; or it is held to the page as it is (`own`).
 */
export function variantRun<V>(
  method: Method,
  input: DiagnosisInput<V>,
  first: FirstEstimate = 'one',
): PageRun | undefined {
  const { request, trace, read, readRows, questions, isSingleRound = false, asked, sampling } = input;
  const { problem, parameters, initialization, arithmetic, startingPoint, tape } = request;
  if (problem === undefined) return undefined;
  if (questions === undefined && (sampling !== undefined || problem.dimension > widestTape)) return undefined;
  const { kind } = initialization;
  const hasAuxiliary = method.questions.some(({ gradient }) => gradient.function === 'h');
  const [, estimate] = method.states.filter(({ from }) => from === undefined).map(({ name }) => name.name);
  const vector = (values: Vector<V> | undefined): Vector<Ratio> | undefined => {
    const all = values?.map(read) ?? [undefined];
    return all.every((value) => value !== undefined) ? all : undefined;
  };
  // nobody asked for more
  const made = isSingleRound ? trace.rounds : trace.rounds.slice(0, parameters.roundCount);
  const { length } = made;
  const isGiven = (round: number): boolean => isSingleRound && round < length;
  // a variant without an estimate has no start of one: another that it is taken for begins with its first sample
  const isUntold = kind === 'none' && estimate !== undefined;
  // and nothing that stands for itself
  if (isUntold && first === 'stands') return undefined;
  const isFirst = (round: number): boolean =>
    isSingleRound ? isUntold && round === length : (isUntold || kind === 'first-snapshot') && round === 1;
  const draws: { readonly draw: DrawKind; readonly atom: number }[] = [];
  const latest = new Map<string, number>();
  const rounds: SeenRound[] = [];
  for (const [round, told] of [trace.start, ...made].entries()) {
    const all: AskedQuestion[] = [];
    for (const { function: name, draw, atom, at, value, isFresh } of questions?.[round] ?? []) {
      if (name === 'h' && !hasAuxiliary && first !== 'own') continue;
      const point = vector(at);
      const isLocal = draw === 'local';
      const { batchSize = 1, localBatchSize = 1 } = sampling ?? {};
      const [full, other] = isLocal ? [localBatchSize, batchSize] : [batchSize, localBatchSize];
      const coordinates = value.map(readRows);
      if (point === undefined || !coordinates.every((one) => one !== undefined)) return undefined;
      const answer = meanOfRows(coordinates, arithmetic);
      const key = `${draw} ${atom}`;
      if (draw !== 'mean' && (isFresh || !latest.has(key))) latest.set(key, draws.push({ draw, atom }) - 1);
      const drawn = draw === 'mean' ? undefined : latest.get(key);
      const which = { function: name, ...(drawn === undefined ? {} : { draw: drawn }) };
      const rows = { isLocal, coordinates, full, other };
      all.push({ ...which, at: point, ...answer, isFresh: isFresh && drawn !== undefined, rows });
    }
    const [x, m] = [vector(told.iterate), vector(told.correction)];
    if (x === undefined) break;
    if (
      m === undefined &&
      estimate !== undefined &&
      !isUntold &&
      (isGiven(round) || (isFirst(round) && first === 'stands'))
    )
      return undefined;
    const states = new Map([['x', x]]);
    if (estimate !== undefined && m !== undefined) states.set(estimate, m);
    rounds.push({
      ...{ states, questions: all, gradients: parameters.localStepCount + 2 },
      ...(isGiven(round) && { isGiven: true }),
      ...(estimate !== undefined && isFirst(round) && first === 'stands' && { stands: estimate }),
    });
  }
  const start = new Map([['x', startingPoint]]);
  // what an edit keeps from the start of a run (`ofStart`) is not the state before a single round
  if (asked !== undefined) start.set('x⁰', asked.startingPoint);
  if (estimate !== undefined) {
    const first = kind === 'given' ? initialization.correction : startingPoint.map(() => zero);
    const told = kind === 'exact' || kind === 'batch' ? rounds[0]?.states.get(estimate) : first;
    if (told === undefined) return undefined;
    start.set(estimate, told);
  }
  const beginsEpoch = (round: number): boolean =>
    round > 1 && (round - 1) % (sampling?.epochLength ?? parameters.roundCount) === 0;
  // a step of SGD is a round
  const isByStep = method.parameters.some(({ name, each }) => name.name === 'η' && each === 'step');
  const parametersOf = (round: number): ParameterValues => {
    const { stepSize, momentumWeight } = parametersAt(parameters, round);
    return new Map<string, Ratio | number | readonly Ratio[]>([
      ['η', isByStep ? stepSize : valueAt(stepSize, 1)],
      ['a', isFirst(round) && first === 'one' ? one : momentumWeight],
      ['K', parameters.localStepCount],
      [newEpoch, beginsEpoch(round) ? one : zero],
    ]);
  };
  const oracle = createQuadraticOracle(ratioField, problem);
  const atomsOf = (round: number): readonly number[] => {
    const { snapshot, local } = tape.rounds[round - 1] ?? { snapshot: NaN, local: [] };
    return [snapshot, ...local];
  };
  /** The draws of a tape, those of a round one after another. */
  const firstOf = (round: number): number => (round - 1) * (parameters.localStepCount + 1);
  /** The local draws that the program was sent. */
  const locals = drawnLocals(
    request.variant,
    Array.from({ length: parameters.localStepCount }, (_, place) => place),
  );
  const sampleOf: SampleOf = ({ function: name, draw }) => {
    if (draw === undefined)
      return sampleFor<AffineGradient<Ratio>>(problem, { function: name, atom: 0, draw: 'mean' });
    const round = Math.floor(draw / (parameters.localStepCount + 1)) + 1;
    const place = draw - firstOf(round);
    const atom = atomsOf(round)[place];
    const kind = place === 0 ? 'snapshot' : 'local';
    return atom === undefined
      ? undefined
      : sampleFor<AffineGradient<Ratio>>(problem, { function: name, atom, draw: kind });
  };
  return {
    roundCount: asked?.roundCount ?? parameters.roundCount,
    ...{ arithmetic, rounds, start, late: [], dimension: problem.dimension },
    ...{ parametersAt: parametersOf, ofFirst: new Map([['a', one]]) },
    page: createPages(method, arithmetic)(parametersOf(1)),
    isCut: rounds.length <= length,
    told: () => false,
    ...(input.choosesSchedule === true && { choosesSchedule: true as const }),
    ...(questions === undefined && {
      computed: computedBy(sampleOf, arithmetic),
      hasSample: (question) => sampleOf(question) !== undefined,
      drawAt: (round: number, isOfPass: boolean, place: number) =>
        (isOfPass ? locals.includes(place) : place === 0)
          ? firstOf(round) + (isOfPass ? 1 : 0) + place
          : undefined,
    }),
    ...(asked && { counterAt: (round) => asked.round - length + round }),
    answer: ({ function: name, draw = -1, at }) => {
      const which = { function: name, ...(draws[draw] ?? { draw: 'mean' as const, atom: 0 }) };
      return sampleFor(problem, which) && oracle.gradient({ ...which, at });
    },
  };
}
