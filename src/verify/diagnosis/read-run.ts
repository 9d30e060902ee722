/** A run that the kit saw, in doubles: states, and the gradients that were really asked for, by rounds and local steps. */
import { nearestDouble, type Ratio } from '../../exact/index.js';
import { planOf, type Plan } from '../mutants/index.js';
import type { DiagnosisInput } from './case-evidence.js';
import type { LoggedQuestion } from './question-log.js';

/** A vector of doubles. */
export type Doubles = readonly number[];

/** One gradient that was asked for. */
export type Asked = Omit<LoggedQuestion<number>, 'isFresh'> & { readonly isFresh: boolean };

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
  readonly steps: readonly SeenStep[];
  /** The local points that were reported; none where the program reports none. */
  readonly points: readonly Doubles[];
  readonly xNew: Doubles;
}

/** What is the same for a whole run. */
export interface SeenRun {
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
  /** The gradient of a sample, for questions that should have been asked. */
  readonly gradient: (
    name: 'f' | 'h',
    draw: 'snapshot' | 'local' | 'mean',
    atom: number,
    at: Doubles,
  ) => Doubles;
}

/** The run in doubles; undefined where it holds numbers that are not finite, or was not made by questions. */
export function readRun<V>(input: DiagnosisInput<V>): SeenRun | undefined {
  const { request, trace, read, questions, isSingleRound = false } = input;
  const { parameters, initialization, arithmetic, problem, startingPoint, variant } = request;
  if (problem === undefined) return undefined;
  const exact = (value: Ratio): number => nearestDouble(value);
  const number = (value: V): number => {
    if (arithmetic !== 'exact' && typeof value === 'string') return Number(value);
    const ratio = read(value);
    return ratio === undefined ? NaN : nearestDouble(ratio);
  };
  const vector = (values: readonly V[]): Doubles => values.map(number);
  const plan = planOf(variant);
  const eta = exact(parameters.stepSize);
  const affine = ({
    matrix,
    vector: offset,
  }: {
    matrix: readonly (readonly Ratio[])[];
    vector: readonly Ratio[];
  }) => {
    const rows = matrix.map((row) => row.map(exact));
    const shift = offset.map(exact);
    return (at: Doubles): Doubles =>
      rows.map((row, i) => row.reduce((sum, entry, j) => sum + entry * (at[j] ?? 0), -(shift[i] ?? 0)));
  };
  const cache = new Map<string, (at: Doubles) => Doubles>();
  const gradient: SeenRun['gradient'] = (name, draw, atom, at) => {
    const key = `${name} ${draw} ${draw === 'mean' ? 0 : atom}`;
    const known = cache.get(key);
    if (known !== undefined) return known(at);
    const sample =
      draw === 'mean'
        ? name === 'f'
          ? problem.target
          : problem.auxiliary
        : draw === 'local'
          ? problem.localAtoms[atom]?.auxiliary
          : name === 'f'
            ? problem.snapshotAtoms[atom]?.target
            : problem.snapshotAtoms[atom]?.auxiliary;
    const evaluate = sample === undefined ? (point: Doubles) => point.map(() => NaN) : affine(sample);
    cache.set(key, evaluate);
    return evaluate(at);
  };
  const asked = (list: readonly LoggedQuestion<V>[] = []): readonly Asked[] =>
    list.map((question) => ({ ...question, at: vector(question.at), value: vector(question.value) }));
  const x0 = startingPoint.map(exact);
  const start = {
    x: vector(trace.start.iterate),
    ...(trace.start.correction === undefined ? {} : { m: vector(trace.start.correction) }),
  };
  const rounds: SeenRound[] = [];
  let [x, xOld] = [start.x, start.x];
  let mOld: Doubles | undefined = start.m;
  trace.rounds.forEach((reported, index) => {
    const round = index + 1;
    const xNew = vector(reported.iterate);
    const m = reported.correction === undefined ? undefined : vector(reported.correction);
    const isGiven = isSingleRound && round < trace.rounds.length;
    if (!isGiven) {
      const points = reported.steps.flatMap(({ point }) => (point === undefined ? [] : [vector(point)]));
      const tape = request.tape.rounds[index];
      const all =
        questions === undefined
          ? askAsPrescribed(
              gradient,
              plan,
              variant,
              { round, x, xOld, points, K: parameters.localStepCount },
              tape,
            )
          : asked(questions[round]);
      const { before, local } = splitRound(all, plan, parameters.localStepCount);
      rounds.push({
        round,
        x,
        xOld,
        ...(mOld === undefined ? {} : { mOld }),
        ...(m === undefined ? {} : { m }),
        all,
        asked: before,
        localCount: local.length,
        steps: stepsOf(local, points, xNew),
        points,
        xNew,
      });
    }
    [x, xOld, mOld] = [xNew, x, m];
  });
  const seen: SeenRun = {
    variant,
    plan,
    eta,
    a: exact(parameters.momentumWeight),
    K: parameters.localStepCount,
    T: input.asked?.roundCount ?? parameters.roundCount,
    d: problem.dimension,
    startKind: initialization.kind,
    batchSize: initialization.kind === 'batch' ? initialization.size : 0,
    isSingleRound,
    ...(isSingleRound ? { singleRound: input.asked?.round ?? trace.rounds.length } : {}),
    roundoff: arithmetic === 'exact' ? 2 ** -52 : 2 ** -arithmetic.format.precision,
    isExact: arithmetic === 'exact',
    hasQuestions: questions !== undefined,
    drawsApart: input.drawsApart === true,
    x0,
    reportedStart: start,
    ...(initialization.kind === 'given' ? { givenM: initialization.correction.map(exact) } : {}),
    askedAtStart: asked(questions?.[0]),
    rounds,
    gradient,
  };
  return isFinite(seen) ? seen : undefined;
}

function isFinite({ reportedStart, rounds }: SeenRun): boolean {
  const vectors = [
    reportedStart.x,
    reportedStart.m ?? [],
    ...rounds.flatMap(({ xNew, m = [], points, asked, steps }) => [
      xNew,
      m,
      ...points,
      ...[...asked, ...steps.flatMap((step) => step.asked)].flatMap(({ at, value }) => [at, value]),
    ]),
  ];
  return vectors.every((vector) => vector.every(Number.isFinite));
}

/** The gradients before the local steps, and those of the local steps, a list for each. */
function splitRound(
  all: readonly Asked[],
  { keepsEstimate, isTarget, isReduced }: Plan,
  K: number,
): { readonly before: readonly Asked[]; readonly local: readonly (readonly Asked[])[] } {
  if (!keepsEstimate) return { before: [], local: all.map((question) => [question]) };
  const isLocal = all.some(({ draw }) => draw === 'local');
  const due = (isTarget ? 1 : 2) * (isReduced ? 2 : 1);
  const before = isLocal ? all.filter(({ draw }) => draw !== 'local') : all.slice(0, due);
  const rest = isLocal ? all.filter(({ draw }) => draw === 'local') : all.slice(due);
  const freshCount = rest.filter(({ isFresh }) => isFresh).length;
  const local: Asked[][] = [];
  for (const question of rest) {
    const open = local.at(-1);
    // a fresh sample begins a step; where one sample serves them all, every question (or pair) does
    const isNew =
      open === undefined ||
      (freshCount > 1 || K === 1 ? question.isFresh : open.length === (isTarget ? 2 : 1));
    if (isNew) local.push([question]);
    else open.push(question);
  }
  return { before, local };
}

/** The local steps, from reported points where there are any, else from the points of the questions. */
function stepsOf(
  local: readonly (readonly Asked[])[],
  points: readonly Doubles[],
  xNew: Doubles,
): readonly SeenStep[] {
  const count = points.length > 0 ? points.length : local.length;
  const perStep =
    local.length === count
      ? (k: number) => local[k] ?? []
      : (k: number) => local[Math.min(k, local.length - 1)] ?? [];
  const pointOf = (asked: readonly Asked[]): Doubles | undefined => asked[0]?.at;
  return Array.from({ length: count }, (_, k): SeenStep => {
    const isReported = points.length > 0;
    const from = (isReported && k > 0 ? points[k - 1] : pointOf(perStep(k))) ?? xNew;
    const to = (isReported ? points[k] : pointOf(local[k + 1] ?? [])) ?? xNew;
    return { from, to, asked: perStep(k), isReported: isReported || k === count - 1 };
  });
}

/** In tape mode nobody asks: the gradients that the equations take at the reported points. */
function askAsPrescribed(
  gradient: SeenRun['gradient'],
  { keepsEstimate, isTarget, isReduced }: Plan,
  variant: string,
  states: {
    readonly round: number;
    readonly x: Doubles;
    readonly xOld: Doubles;
    readonly points: readonly Doubles[];
    readonly K: number;
  },
  tape: { readonly snapshot: number; readonly local: readonly number[] } | undefined,
): readonly Asked[] {
  const { round, x, xOld, points, K } = states;
  if (tape === undefined) return [];
  const ask = (name: 'f' | 'h', draw: 'snapshot' | 'local', atom: number, at: Doubles): Asked => ({
    function: name,
    draw,
    atom,
    at,
    value: gradient(name, draw, atom, at),
    isFresh: true,
  });
  const before = !keepsEstimate
    ? []
    : [x, ...(isReduced && round > 1 ? [xOld] : [])].flatMap((at) =>
        (isTarget ? (['f'] as const) : (['f', 'h'] as const)).map((name) =>
          ask(name, 'snapshot', tape.snapshot, at),
        ),
      );
  if (points.length === 0 && K > 1) return before;
  const local = [x, ...points.slice(0, -1)].flatMap((y, k) =>
    variant === 'sgd' || (variant === 'naive' && k === 0)
      ? [ask('f', 'snapshot', tape.snapshot, x)]
      : [y, ...(isTarget ? [x] : [])].map((at) => ask('h', 'local', tape.local[k] ?? 0, at)),
  );
  return [...before, ...local];
}
