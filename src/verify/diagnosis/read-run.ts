/** From what the kit hands over to the run that it saw. */
import { nearestDouble } from '../../exact/index.js';
import type { Vector } from '../../../spec/algebra/index.js';
import { mapInitialization, mapParameters, parametersAt } from '../../../spec/model/index.js';
import type { ReportedTrace } from '../../judge/index.js';
import { isZeroAuxiliary } from '../session/reported-run.js';
import { parseDouble } from '../protocol/numbers.js';
import type { Doubles } from './doubles.js';
import type { DiagnosisInput, SeenRound, SeenRun, SeenState } from './seen-run.js';
import { planOf } from '../mutants/index.js';
import { readGradients } from './gradients.js';
import { traceSamples, type Asked } from './question-log.js';

/** The run in doubles, up to the first number that is not finite; undefined where there is nothing before that. */
export function readRun<V>(input: DiagnosisInput<V>): SeenRun | undefined {
  const { request, trace, read, questions, isSingleRound = false } = input;
  const { parameters, initialization, arithmetic, problem, startingPoint, variant, tape } = request;
  if (problem === undefined) return undefined;
  const number = (value: V): number => {
    if (arithmetic !== 'exact' && typeof value === 'string') return parseDouble(value) ?? NaN;
    const ratio = read(value);
    return ratio === undefined ? NaN : nearestDouble(ratio);
  };
  const vector = (values: Vector<V>): Doubles => values.map(number);
  const stateOf = ({
    iterate,
    correction,
    steps = [],
  }: Partial<ReportedTrace<V>['rounds'][number]> & { readonly iterate: Vector<V> }): SeenState => ({
    x: vector(iterate),
    ...(correction === undefined ? {} : { m: vector(correction) }),
    points: steps.flatMap(({ point }) => (point === undefined ? [] : [vector(point)])),
  });
  const asked = questions?.map((round) =>
    round.map((question): Asked => ({
      ...question,
      at: vector(question.at),
      value: vector(question.value),
    })),
  );
  const told = [
    stateOf({ iterate: trace.start.iterate, ...pickCorrection(trace.start) }),
    ...trace.rounds.map(stateOf),
  ];
  const end = told.findIndex((state, round) => !isFinite(state, asked?.[round]));
  const states = end < 0 ? told : told.slice(0, end);
  const [start] = states;
  if (start === undefined || (states.length === 1 && end > 0) || (isSingleRound && end > 0)) return undefined;
  const gradients = readGradients(problem);
  const plan = planOf(variant);
  const K = parameters.localStepCount;
  const startNumbers = mapInitialization(initialization, nearestDouble);
  const numbers = mapParameters(parameters, nearestDouble);
  const first = parametersAt(numbers, 1);
  const rounds = states.slice(1).flatMap(({ x: xNew }, index): SeenRound[] => {
    const round = index + 1;
    // a given round was not made by the program
    if (isSingleRound && round < states.length - 1) return [];
    const { x } = states[index] ?? start;
    const atom = tape.rounds[index]?.snapshot ?? NaN;
    const own = { function: 'f', draw: 'snapshot', atom, at: x, isFresh: true } as const;
    const computed = [{ ...own, value: gradients.gradient('f', 'snapshot', atom, x) }];
    return [{ round, x, xNew, all: asked === undefined ? computed : (asked[round] ?? []) }];
  });
  return {
    ...gradients,
    variant,
    plan,
    parameters: numbers,
    eta: first.stepSize,
    a: first.momentumWeight,
    K,
    T: input.asked?.roundCount ?? parameters.roundCount,
    d: problem.dimension,
    startKind: initialization.kind,
    batchSize: initialization.kind === 'batch' ? initialization.size : 0,
    isSingleRound,
    roundoff: arithmetic === 'exact' ? 2 ** -52 : 2 ** -arithmetic.format.precision,
    hasQuestions: asked !== undefined,
    drawsApart: input.drawsApart === true,
    choosesSchedule: input.choosesSchedule === true,
    hasAuxiliary: !isZeroAuxiliary(problem),
    ...(input.sampling === undefined ? {} : { sampling: input.sampling }),
    x0: startingPoint.map(nearestDouble),
    reportedStart: start,
    ...(startNumbers.kind === 'given' ? { givenM: startNumbers.correction } : {}),
    rounds,
    states,
    initialization: startNumbers,
    tape,
    atomCounts: { snapshot: problem.snapshotAtoms.length, local: problem.localAtoms.length },
    ...(asked === undefined ? {} : { log: traceSamples(asked) }),
  };
}

function pickCorrection<V>({ correction }: ReportedTrace<V>['start']) {
  return correction === undefined ? {} : { correction };
}

function isFinite({ x, m = [], points }: SeenState, asked: readonly Asked[] = []): boolean {
  return [x, m, ...points, ...asked.flatMap(({ at, value }) => [at, value])].every((vector) =>
    vector.every(Number.isFinite),
  );
}
