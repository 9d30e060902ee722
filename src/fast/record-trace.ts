/** A fast run as a trace of the specification, for a checker. */
import { algorithms } from '../../spec/algorithms/index.js';
import type {
  RoundGradients,
  RoundRecord,
  StartRecord,
  StepRecord,
  Trace,
  VariantName,
  GradientRecord,
  StartGradients,
  StepGradients,
} from '../../spec/model/index.js';
import type { FastObserver } from './fast-round.js';
import { runFast } from './run.js';
import { assertRunRequest, type FastRunRequest } from './check-run.js';
import { withWorkspace, type FastWorkspace } from './workspace.js';
import type { FastOracle } from './oracle.js';

/** What a trace holds besides the states. */
export interface FastTraceOptions {
  /** Whether to keep every gradient (question and answer) and every direction. Off by default. */
  readonly gradients?: boolean;
}

/**
 * Runs a variant like `runFast` and keeps what it did.
 *
 * $$ (x^0, m^0), \qquad (m^t, (y^{t,k})_{k \le K}, x^t)_{t \le T} $$
 *
 * @param variant - which algorithm.
 * @param request - as for `runFast`.
 * @param options - states alone by default.
 * @returns the trace, in arrays of its own; its numbers are the very doubles of the run. Gradients and directions are
 *   in it only where asked for: `gradients` are empty otherwise.
 * @throws InputError as `runFast`.
 *
 * @example
 * ```ts
 * import { createNoiselessOracle, recordFastTrace } from 'auxopt/fast';
 *
 * const identity = (at: Float64Array, out: Float64Array): void => {
 *   out.set(at);
 * };
 * const trace = recordFastTrace('sgd', {
 *   oracle: createNoiselessOracle(1, identity, identity),
 *   parameters: { stepSize: 0.5, momentumWeight: 1, localStepCount: 1, roundCount: 2 },
 *   initialization: { kind: 'none' },
 *   startingPoint: [1],
 *   tape: { initial: [], rounds: [{ snapshot: 0, local: [0] }, { snapshot: 0, local: [0] }] },
 * });
 * trace.rounds.map(({ iterate }) => iterate[0]); // [0.5, 0.25]
 * ```
 */
export function recordFastTrace(
  variant: VariantName,
  request: FastRunRequest,
  options: FastTraceOptions = {},
): Trace<number> {
  assertRunRequest(variant, request);
  return withWorkspace(request, (workspace) => recordIn(workspace, variant, request, options));
}

function recordIn(
  workspace: FastWorkspace,
  variant: VariantName,
  request: FastRunRequest,
  options: FastTraceOptions,
): Trace<number> {
  const keepsGradients = options.gradients ?? false;
  const log = createGradientLog(request.oracle, workspace, algorithms[variant].roundGradients.length > 0);
  let start: StartRecord<number> = { iterate: [], gradients: [] };
  const rounds: RoundRecord<number>[] = [];
  let gradients: RoundGradients<number> = {};
  let steps: StepRecord<number>[] = [];

  const observer: FastObserver = {
    onStart: (iterate, correction) => {
      start = {
        iterate: Array.from(iterate),
        ...recorded(correction),
        gradients: keepsGradients ? log.takeStart() : [],
      };
    },
    onStep: (_roundNumber, step, point, direction) => {
      if (keepsGradients && step === 1) gradients = log.takeRound();
      steps.push({
        gradients: keepsGradients ? log.takeStep() : {},
        ...(keepsGradients ? { direction: Array.from(direction) } : {}),
        point: Array.from(point),
      });
    },
    onRound: (_roundNumber, correction, iterate) => {
      rounds.push({ gradients, ...recorded(correction), steps, iterate: Array.from(iterate) });
      steps = [];
    },
  };
  runFast(variant, { ...request, oracle: keepsGradients ? log.oracle : request.oracle, workspace }, observer);
  return { start, rounds };
}

function recorded(correction: Float64Array | undefined): { readonly correction?: readonly number[] } {
  return correction === undefined ? {} : { correction: Array.from(correction) };
}

/** The gradients taken since they were last collected. */
interface GradientLog {
  /** The oracle to run with: it answers as the original does. */
  readonly oracle: FastOracle;
  /** The gradients of the initialisation, one entry a draw. */
  readonly takeStart: () => readonly StartGradients<number>[];
  /** The gradients that the round took before its local steps, once the first step has been taken. */
  readonly takeRound: () => RoundGradients<number>;
  /** The gradients of the local step just taken. */
  readonly takeStep: () => StepGradients<number>;
}

/** A question, its answer, and which buffer held the point: that, not the value, tells x^{t−1} from x^{t−2}. */
interface LoggedGradient {
  readonly record: GradientRecord<number>;
  readonly isAtPrevious: boolean;
  readonly isAtSnapshot: boolean;
}

/**
 * A log of what a run on `workspace` asks of `oracle`.
 *
 * @param hasRoundGradients - whether the variant takes gradients before its local steps; if so its snapshot draws belong to
 *   the round, otherwise to the step.
 */
function createGradientLog(
  oracle: FastOracle,
  workspace: FastWorkspace,
  hasRoundGradients: boolean,
): GradientLog {
  let pending: LoggedGradient[] = [];
  const keep: Keep = (question, at, out) => {
    pending.push({
      record: { ...question, at: Array.from(at), value: Array.from(out) },
      isAtPrevious: at === workspace.xOld.buffer,
      isAtSnapshot: at === workspace.x.buffer,
    });
  };
  const takeWhere = (isWanted: (gradient: LoggedGradient) => boolean): readonly LoggedGradient[] => {
    const taken = pending.filter(isWanted);
    pending = pending.filter((gradient) => !isWanted(gradient));
    return taken;
  };
  const isOfRound = ({ record }: LoggedGradient): boolean => hasRoundGradients && record.draw === 'snapshot';
  return {
    oracle: listenTo(oracle, keep),
    takeStart: () => groupDraws(takeWhere(() => true).map(({ record }) => record)),
    takeRound: () =>
      Object.fromEntries(
        takeWhere(isOfRound).map(({ record, isAtPrevious }) => [
          `${record.function === 'f' ? 'target' : 'auxiliary'}At${isAtPrevious ? 'Previous' : 'Snapshot'}`,
          record,
        ]),
      ),
    takeStep: () =>
      Object.fromEntries(
        takeWhere((gradient) => !isOfRound(gradient)).map(({ record, isAtSnapshot }) => [
          record.function === 'f' ? 'targetAtSnapshot' : `auxiliaryAt${isAtSnapshot ? 'Snapshot' : 'Point'}`,
          record,
        ]),
      ),
  };
}

type Keep = (
  question: Pick<GradientRecord<number>, 'function' | 'draw' | 'atom'>,
  at: Float64Array,
  out: Float64Array,
) => void;

/** The same oracle, which passes every gradient to `keep` after it was written. */
function listenTo(oracle: FastOracle, keep: Keep): FastOracle {
  const { writeMeanTarget, writeMeanAuxiliary } = oracle;
  const sample =
    (
      name: 'f' | 'h',
      draw: 'snapshot' | 'local',
      write: FastOracle['writeTarget'],
    ): FastOracle['writeTarget'] =>
    (atom, at, out) => {
      write(atom, at, out);
      keep({ function: name, draw, atom }, at, out);
    };
  const mean =
    (name: 'f' | 'h', write: (at: Float64Array, out: Float64Array) => void) =>
    (at: Float64Array, out: Float64Array): void => {
      write(at, out);
      keep({ function: name, draw: 'mean', atom: 0 }, at, out);
    };
  return {
    ...oracle,
    writeTarget: sample('f', 'snapshot', oracle.writeTarget),
    writeAuxiliary: sample('h', 'snapshot', oracle.writeAuxiliary),
    writeLocalAuxiliary: sample('h', 'local', oracle.writeLocalAuxiliary),
    ...(writeMeanTarget && { writeMeanTarget: mean('f', writeMeanTarget) }),
    ...(writeMeanAuxiliary && { writeMeanAuxiliary: mean('h', writeMeanAuxiliary) }),
  };
}

/** Every draw of the initialisation asks for g_f first. */
function groupDraws(records: readonly GradientRecord<number>[]): readonly StartGradients<number>[] {
  const draws: StartGradients<number>[] = [];
  for (const record of records) {
    if (record.function === 'f') draws.push({ target: record });
    else draws.push({ ...draws.pop(), auxiliary: record });
  }
  return draws;
}
