/** A run that the kit saw, in doubles: states, and the gradients that were really asked for, by rounds and local steps. */
import { nearestDouble, type Ratio } from '../../exact/index.js';
import type { Vector } from '../../../spec/algebra/index.js';
import { mapInitialization, type AtomTape, type Initialization } from '../../../spec/model/index.js';
import type { JudgeRequest, ReportedTrace } from '../../judge/index.js';
import { planOf, type Plan } from '../mutants/index.js';
import { readGradients, type Gradients } from './gradients.js';
import { traceSamples, type LoggedQuestion, type TracedQuestion } from './question-log.js';
import { askAsPrescribed, splitRound, stepsOf } from './read-round.js';

/** What the kit hands over. */
export interface DiagnosisInput<V> {
  /** What was asked, with the problem. */
  readonly request: JudgeRequest;
  /** The states that were told. Gradients in it are not read: `questions` says more. */
  readonly trace: ReportedTrace<V>;
  /** The exact value of a number; undefined where it is not finite. */
  readonly read: (value: V) => Ratio | undefined;
  /** Callback mode: the questions of each round, 0 for the start. */
  readonly questions?: readonly (readonly LoggedQuestion<V>[])[];
  /** Only the last round was made by the implementation; the states before it were given. */
  readonly isSingleRound?: boolean;
  /** t of that round, and the T of the task, where they are not what the trace shows. */
  readonly asked?: { readonly round: number; readonly roundCount: number };
  /** Whether the implementation declared that it samples f and h of a round apart. */
  readonly drawsApart?: boolean;
}

/** A vector of doubles. */
export type Doubles = readonly number[];

/** One gradient that was asked for. */
export type Asked = LoggedQuestion<number>;

/** One local step, as it was made. */
export interface SeenStep {
  /** y^{t,k−1} and y^{t,k}. */
  readonly from: Doubles;
  readonly to: Doubles;
  /** Its gradients in the order of the questions; of `naive` and `sgd` too. */
  readonly asked: readonly Asked[];
  /** Whether `to` is what the program reported as its local point or its iterate, and not a point of a question. */
  readonly isReported: boolean;
}

/** One round, as it was made. */
export interface SeenRound {
  readonly round: number;
  readonly x: Doubles;
  readonly xOld: Doubles;
  /** m^{t−1} and mᵗ, as far as they were reported. */
  readonly mOld?: Doubles;
  readonly m?: Doubles;
  /** All gradients, and those before the local steps. */
  readonly all: readonly Asked[];
  readonly asked: readonly Asked[];
  /** How many local steps the questions show. */
  readonly localCount: number;
  /** Whether the snapshot sample was drawn before in this run. */
  readonly isSeenAtom: boolean;
  /** Whether a local gradient was asked at the end of the round that no step uses. */
  readonly hasExtra: boolean;
  readonly steps: readonly SeenStep[];
  /** The local points that were reported; none where the program reports none. */
  readonly points: readonly Doubles[];
  readonly xNew: Doubles;
}

/** What was reported at the end of a round; of round 0, the start. */
export interface SeenState {
  readonly x: Doubles;
  readonly m?: Doubles;
  /** y^{t,1}, …, where they are reported. */
  readonly points: readonly Doubles[];
}

/** A run, with what is the same for all its rounds. */
export interface SeenRun extends Gradients {
  readonly variant: DiagnosisInput<unknown>['request']['variant'];
  readonly plan: Plan;
  readonly eta: number;
  readonly a: number;
  readonly K: number;
  readonly T: number;
  readonly d: number;
  readonly startKind: string;
  readonly batchSize: number;
  readonly isSingleRound: boolean;
  /** t of a single round. */
  readonly singleRound?: number;
  /** The unit roundoff of the declared arithmetic; that of doubles where it is exact. */
  readonly roundoff: number;
  readonly isExact: boolean;
  /** Whether the questions are those of the program. */
  readonly hasQuestions: boolean;
  readonly drawsApart: boolean;
  readonly x0: Doubles;
  readonly reportedStart: { readonly x: Doubles; readonly m?: Doubles };
  readonly givenM?: Doubles;
  readonly askedAtStart: readonly Asked[];
  readonly rounds: readonly SeenRound[];
  /** All states, those included that were given. */
  readonly states: readonly SeenState[];
  readonly initialization: Initialization<number>;
  readonly tape: AtomTape;
  readonly atomCounts: { readonly snapshot: number; readonly local: number };
  /** The questions with the samples that they may have seen. */
  readonly log?: readonly (readonly TracedQuestion[])[];
}

/** The run in doubles, up to the first number that is not finite; undefined where there is nothing before that. */
export function readRun<V>(input: DiagnosisInput<V>): SeenRun | undefined {
  const { request, trace, read, questions, isSingleRound = false } = input;
  const { parameters, initialization, arithmetic, problem, startingPoint, variant, tape } = request;
  if (problem === undefined) return undefined;
  const number = (value: V): number => {
    if (arithmetic !== 'exact' && typeof value === 'string') return Number(value);
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
  const seenAtoms = new Set<number>();
  const isSeen = (all: readonly Asked[]): boolean => {
    const atom = all.find(({ draw }) => draw === 'snapshot')?.atom;
    if (atom === undefined || !seenAtoms.has(atom)) {
      if (atom !== undefined) seenAtoms.add(atom);
      return false;
    }
    return true;
  };
  const rounds = states.slice(1).flatMap(({ x: xNew, m, points }, index): SeenRound[] => {
    const round = index + 1;
    // a given round was not made by the program
    if (isSingleRound && round < states.length - 1) return [];
    const { x, m: mOld } = states[index] ?? start;
    const xOld = states[index - 1]?.x ?? start.x;
    const all =
      asked === undefined
        ? askAsPrescribed(
            gradients.gradient,
            plan,
            variant,
            { round, x, xOld, points, K },
            tape.rounds[index],
          )
        : (asked[round] ?? []);
    const { before, local, hasExtra } = splitRound(all, plan, { K, x, xNew });
    return [
      {
        round,
        x,
        xOld,
        ...(mOld === undefined ? {} : { mOld }),
        ...(m === undefined ? {} : { m }),
        all,
        asked: before,
        localCount: local.length,
        hasExtra,
        isSeenAtom: isSeen(all),
        steps: stepsOf(local, points, xNew),
        points,
        xNew,
      },
    ];
  });
  return {
    ...gradients,
    variant,
    plan,
    eta: nearestDouble(parameters.stepSize),
    a: nearestDouble(parameters.momentumWeight),
    K,
    T: input.asked?.roundCount ?? parameters.roundCount,
    d: problem.dimension,
    startKind: initialization.kind,
    batchSize: initialization.kind === 'batch' ? initialization.size : 0,
    isSingleRound,
    ...(isSingleRound ? { singleRound: input.asked?.round ?? trace.rounds.length } : {}),
    roundoff: arithmetic === 'exact' ? 2 ** -52 : 2 ** -arithmetic.format.precision,
    isExact: arithmetic === 'exact',
    hasQuestions: asked !== undefined,
    drawsApart: input.drawsApart === true,
    x0: startingPoint.map(nearestDouble),
    reportedStart: start,
    ...(startNumbers.kind === 'given' ? { givenM: startNumbers.correction } : {}),
    askedAtStart: asked?.[0] ?? [],
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
