/** A fast run as a trace of the specification, for a checker. */
import { algorithms } from '../../spec/algorithms/index.js';
import type {
  RoundGradients,
  RoundRecord,
  StartRecord,
  StepRecord,
  Trace,
  VariantName,
} from '../../spec/model/index.js';
import { assertRunRequest } from './check-run.js';
import { createGradientLog } from './gradient-log.js';
import type { FastObserver } from './fast-round.js';
import { runFast } from './run.js';
import type { FastRunRequest } from './run-request.js';
import { withWorkspace, type FastWorkspace } from './workspace.js';

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
