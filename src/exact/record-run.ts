/** Traces of the reference: its draws and its steps are recorded from outside, so that it computes and nothing else; and m⁰ of each start. */
import { createVectorSpace, type Field, type Vector } from '../../spec/algebra/index.js';
import { algorithms } from '../../spec/algorithms/index.js';
import {
  parametersAt,
  type AtomTape,
  type DrawKind,
  type FunctionName,
  type GradientRecord,
  type Initialization,
  type Oracle,
  type RoundDraws,
  type RoundGradients,
  type RoundRecord,
  type RunParameters,
  type StartGradients,
  type StartRecord,
  type StepRecord,
  type Trace,
  type VariantName,
  evaluateGradient,
  type AffineGradient,
  type QuadraticProblem,
} from '../../spec/model/index.js';
import { meanOf, reference } from '../reference/index.js';
import { anyAtoms, assertTape } from '../run-input.js';
import type { ExactField } from './exact-field.js';
import type { RunNumbers } from './radix-field.js';

/** Everything an exact run needs. */
export interface ExactRun<S> {
  readonly parameters: RunParameters<S>;
  readonly initialization: Initialization<S>;
  /** x⁰. */
  readonly startingPoint: Vector<S>;
  readonly tape: AtomTape;
  readonly oracle: Oracle<S>;
}

/** The state that round t starts from, and its draws. */
export interface RoundStart<S> {
  /** t, from 1. */
  readonly roundNumber: number;
  readonly draws: RoundDraws;
  /** x^{t−1}. */
  readonly x: Vector<S>;
  /** x^{t−2}; not looked at in round 1. */
  readonly xOld: Vector<S>;
  /** m^{t−1}, or u^{t−1}; absent in round 1 of `first-snapshot`, and where nothing is estimated. */
  readonly m?: Vector<S>;
}

/** The whole run of a variant, which was checked: its start and T rounds. */
export function recordRun<S>(field: Field<S>, variant: VariantName, run: ExactRun<S>): Trace<S> {
  assertTape(usedDraws(run), run.parameters, run.initialization, anyAtoms);
  const start = recordStart(field, variant, run);
  const rounds: RoundRecord<S>[] = [];
  let xOld = start.iterate;
  let { iterate: x, correction: m }: Pick<RoundRecord<S>, 'iterate' | 'correction'> = start;
  for (let t = 1; t <= run.parameters.roundCount; t += 1) {
    const draws = run.tape.rounds[t - 1] as RoundDraws;
    const before = { roundNumber: t, draws, x, xOld, ...(m === undefined ? {} : { m }) };
    const record = recordRound(field, variant, run, before);
    rounds.push(record);
    xOld = x;
    ({ iterate: x, correction: m } = record);
  }
  return { start, rounds };
}

/** The roles of the gradients of a draw: the first that is asked for is at the new point, the second at the old one. */
const snapshotRoles = {
  f: ['targetAtSnapshot', 'targetAtPrevious'],
  h: ['auxiliaryAtSnapshot', 'auxiliaryAtPrevious'],
} as const;
const localRoles = ['auxiliaryAtPoint', 'auxiliaryAtSnapshot'] as const;

/** One round of the reference from any state, unchecked: for whoever hands on each state before the next round. */
export function recordRound<S>(
  field: Field<S>,
  variant: VariantName,
  { parameters, oracle }: Pick<ExactRun<S>, 'parameters' | 'oracle'>,
  { roundNumber, draws, x, xOld, m }: RoundStart<S>,
): RoundRecord<S> {
  let taken: Record<string, GradientRecord<S>> = {};
  const takeFrom = (name: FunctionName, draw: DrawKind, atom: number, roles: readonly string[]) => {
    let asked = 0;
    return (at: Vector<S>): Vector<S> => {
      const record = take(oracle, name, draw, atom, at);
      taken[roles[asked] as string] = record;
      asked += 1;
      return record.value;
    };
  };
  const steps: StepRecord<S>[] = [];
  // A variant whose rounds take no gradients of their own takes that of the snapshot draw in a step.
  const isOfRound = algorithms[variant].roundGradients.length > 0;
  let gradients: RoundGradients<S> = {};
  const endSnapshot = (): void => {
    if (steps.length === 0 && isOfRound) [gradients, taken] = [taken, {}];
  };
  const round = reference[variant](
    field,
    parametersAt(parameters, roundNumber),
    {
      snapshot: () => ({
        f: takeFrom('f', 'snapshot', draws.snapshot, snapshotRoles.f),
        h: takeFrom('h', 'snapshot', draws.snapshot, snapshotRoles.h),
      }),
      local: (k) => {
        endSnapshot();
        return { h: takeFrom('h', 'local', draws.local[k - 1] ?? -1, localRoles) };
      },
    },
    (direction, point) => {
      steps.push({ gradients: taken, direction, point });
      taken = {};
    },
  );
  const after = round({ x, ...(m === undefined ? {} : { m }), ...(roundNumber === 1 ? {} : { xOld }) });
  return {
    gradients,
    ...(after.m === undefined ? {} : { correction: after.m }),
    steps,
    iterate: after.x,
  };
}

/**
 * The state before round 1: x⁰, and m⁰ by the kind of initialisation. m⁰ estimates ∇D(x⁰) = ∇f(x⁰) − ∇h(x⁰), or ∇f(x⁰)
 * for the -target variants. For `first-snapshot` there is no m⁰.
 */
export function recordStart<S>(
  field: Field<S>,
  variant: VariantName,
  run: Pick<ExactRun<S>, 'initialization' | 'startingPoint'> & {
    readonly oracle: Pick<Oracle<S>, 'gradient'>;
    readonly tape: Pick<AtomTape, 'initial'>;
  },
): StartRecord<S> {
  const { subtract, zero } = createVectorSpace(field);
  const { initialization, startingPoint: iterate, tape, oracle } = run;
  const { estimates } = algorithms[variant];
  if (estimates === 'nothing') return { iterate, gradients: [] };
  const sample = (draw: DrawKind, atom: number): { gradients: StartGradients<S>; value: Vector<S> } => {
    const target = take(oracle, 'f', draw, atom, iterate);
    if (estimates === 'target') return { gradients: { target }, value: target.value };
    const auxiliary = take(oracle, 'h', draw, atom, iterate);
    return { gradients: { target, auxiliary }, value: subtract(target.value, auxiliary.value) };
  };
  switch (initialization.kind) {
    case 'given':
      return { iterate, correction: initialization.correction, gradients: [] };
    case 'zero':
      return { iterate, correction: zero(iterate.length), gradients: [] };
    case 'exact': {
      const { gradients, value } = sample('mean', 0);
      return { iterate, correction: value, gradients: [gradients] };
    }
    case 'batch': {
      const samples = tape.initial.slice(0, initialization.size).map((atom) => sample('snapshot', atom));
      const correction = meanOf(
        field,
        samples.map(({ value }) => value),
      );
      return { iterate, correction, gradients: samples.map(({ gradients }) => gradients) };
    }
    case 'first-snapshot':
    case 'none':
      return { iterate, gradients: [] };
  }
}

/** The tape of a run without initial draws that its initialisation has no use for: a tape may serve several starts. */
function usedDraws({ tape, initialization }: Pick<ExactRun<unknown>, 'tape' | 'initialization'>): AtomTape {
  return initialization.kind === 'batch' ? tape : { ...tape, initial: [] };
}

function take<S>(
  oracle: Pick<Oracle<S>, 'gradient'>,
  name: FunctionName,
  draw: DrawKind,
  atom: number,
  at: Vector<S>,
): GradientRecord<S> {
  const query = { function: name, draw, atom, at };
  return { ...query, value: oracle.gradient(query) };
}

/** A gradient of f and one of h. */
interface GradientPair<S> {
  readonly target: AffineGradient<S>;
  readonly auxiliary: AffineGradient<S>;
}

/** The function at ↦ g(at) that m averages: g_f − g_h, or g_f for the -target variants. */
export function createEstimatedSample<S>(
  field: ExactField<S>,
  variant: VariantName,
): (pair: GradientPair<S>, at: Vector<S>) => Vector<S> {
  const { subtract } = createVectorSpace(field);
  const { estimates } = algorithms[variant];
  return ({ target, auxiliary }, at) => {
    const sample = evaluateGradient(field, target, at);
    return estimates === 'target' ? sample : subtract(sample, evaluateGradient(field, auxiliary, at));
  };
}

/**
 * m⁰ where it is not random: `given`, `zero`, `exact`; undefined for the other kinds.
 *
 * @param problem - the problem in the field.
 */
export function deterministicCorrection<S>(
  field: ExactField<S>,
  variant: VariantName,
  problem: QuadraticProblem<S>,
  { initialization, startingPoint }: Pick<RunNumbers, 'initialization' | 'startingPoint'>,
): Vector<S> | undefined {
  switch (initialization.kind) {
    case 'given':
      return initialization.correction.map(field.fromRatio);
    case 'zero':
      return startingPoint.map(() => field.zero);
    case 'exact':
      return createEstimatedSample(field, variant)(problem, startingPoint.map(field.fromRatio));
    case 'batch':
    case 'first-snapshot':
    case 'none':
      return undefined;
  }
}
