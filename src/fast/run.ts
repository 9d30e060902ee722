/** A run of any variant, by name, with everything checked first. */
import { algorithms } from '../../spec/algorithms/index.js';
import { parametersAt, type VariantName, type Initialization } from '../../spec/model/index.js';
import { fastRounds } from './registry.js';
import type { FastObserver } from './fast-round.js';
import { assertRunRequest, type FastRunRequest } from './check-run.js';
import { withWorkspace, type FastWorkspace } from './workspace.js';
import type { FastOracle } from './oracle.js';

/** The state after the last round, in arrays of its own. */
export interface FastRunResult {
  /** x^T. */
  readonly iterate: Float64Array;
  /** m^T, or u^T for the -target variants; absent for `naive` and `sgd`. */
  readonly correction?: Float64Array;
}

/**
 * Runs a variant in double arithmetic.
 *
 * $$ x^t = y^{t,K}, \qquad y^{t,k} = y^{t,k-1} - \eta\, d^{t,k}, \qquad y^{t,0} = x^{t-1}, \qquad t = 1, \dots, T $$
 *
 * Each operation rounds once, in the order that the round of the variant documents, so equal requests give equal bits.
 * Steps and rounds allocate no vectors; only the validation and the result do.
 *
 * @param variant - which algorithm; see `fastRounds`.
 * @param request - η > 0 (point²/value), a ∈ (0, 1], K ≥ 1 (1 for `sgd`), T ≥ 1, x⁰ and a given m⁰ of the oracle's
 *   dimension, an initialisation that the variant has, and a tape of at least T rounds of at least K local draws.
 * @param observer - sees the live buffers of every step and round.
 * @returns copies of the last iterate and estimate. Values that overflowed are in it as ±Infinity or NaN.
 * @throws InputError, before anything runs, for whatever of this does not hold.
 *
 * @example
 * ```ts
 * import { createNoiselessOracle, runFast } from 'auxopt/fast';
 *
 * const scaledBy = (factor: number) => (at: Float64Array, out: Float64Array) => {
 *   out[0] = factor * (at[0] ?? 0);
 * };
 * const { iterate } = runFast('aux-mom', {
 *   oracle: createNoiselessOracle(1, scaledBy(1), scaledBy(2)),
 *   parameters: { stepSize: 0.25, momentumWeight: 1, localStepCount: 2, roundCount: 1 },
 *   initialization: { kind: 'zero' },
 *   startingPoint: [1],
 *   tape: { initial: [], rounds: [{ snapshot: 0, local: [0, 0] }] },
 * });
 * iterate[0]; // 0.625
 * ```
 */
export function runFast(
  variant: VariantName,
  request: FastRunRequest,
  observer?: FastObserver,
): FastRunResult {
  assertRunRequest(variant, request);
  return withWorkspace(request, (workspace) => runRounds(workspace, variant, request, observer));
}

/** The rounds of a run that was checked. */
function runRounds(
  workspace: FastWorkspace,
  variant: VariantName,
  { oracle, parameters, initialization, startingPoint, tape }: FastRunRequest,
  observer: FastObserver | undefined,
): FastRunResult {
  const { estimates } = algorithms[variant];
  const correction = estimates === 'nothing' ? undefined : workspace.m.buffer;

  const isSet = startRun(workspace, oracle, estimates, initialization, startingPoint, tape.initial);
  observer?.onStart?.(workspace.x.buffer, isSet ? correction : undefined);

  const isFirstTaken = initialization.kind === 'first-snapshot'; // a = 1 in round 1 only
  let roundNumber = 0;
  for (const draws of tape.rounds) {
    if (roundNumber === parameters.roundCount) break;
    roundNumber += 1;
    const ofRound = parametersAt(parameters, roundNumber);
    fastRounds[variant](
      workspace,
      oracle,
      roundNumber === 1 && isFirstTaken ? { ...ofRound, momentumWeight: 1 } : ofRound,
      draws,
      roundNumber,
      observer,
    );
    observer?.onRound?.(roundNumber, correction, workspace.x.buffer);
  }
  return {
    iterate: workspace.x.buffer.slice(),
    ...(correction === undefined ? {} : { correction: correction.slice() }),
  };
}

/** What the state called m estimates: ∇D = ∇f − ∇h, ∇f, or nothing. */
type Estimates = 'difference' | 'target' | 'nothing';

/**
 * Fills the workspace with x⁰, x⁻¹ = x⁰ and m⁰.
 *
 * $$ B\, m^0 = \sum_{i=1}^{B} g(x^0, \xi^{(i)}) $$
 *
 * for `batch`, with g = g_f − g_h or g_f by what m estimates: the samples are summed in the order of the tape and
 * divided by B once. The kinds `first-snapshot` and `none` set no m⁰; the buffer is 0 then.
 *
 * Nothing is checked: `runFast` has done that.
 *
 * @equation START.1, START.3
 * @param initialDraws - the snapshot atoms of the initial batch; read for `batch` only.
 * @returns whether m⁰ was set.
 */
function startRun(
  workspace: FastWorkspace,
  oracle: FastOracle,
  estimates: Estimates,
  initialization: Initialization<number>,
  startingPoint: Float64Array | readonly number[],
  initialDraws: readonly number[],
): boolean {
  const { x, xOld, m, s } = workspace;
  x.buffer.set(startingPoint);
  xOld.copy(x);
  m.buffer.fill(0);
  switch (initialization.kind) {
    case 'none':
    case 'first-snapshot':
      return false;
    case 'zero':
      return true;
    case 'given':
      m.buffer.set(initialization.correction);
      return true;
    case 'exact':
      oracle.writeMeanTarget?.(x.buffer, m.buffer);
      if (estimates === 'difference') {
        oracle.writeMeanAuxiliary?.(x.buffer, s.buffer);
        m.sub(s);
      }
      return true;
    case 'batch':
      averageBatch(workspace, oracle, estimates, initialDraws);
      return true;
  }
}

function averageBatch(
  { x, m, g, s }: FastWorkspace,
  oracle: FastOracle,
  estimates: Estimates,
  atoms: readonly number[],
): void {
  for (const atom of atoms) {
    oracle.writeTarget(atom, x.buffer, g.buffer);
    if (estimates === 'difference') {
      oracle.writeAuxiliary(atom, x.buffer, s.buffer);
      g.sub(s);
    }
    m.add(g);
  }
  m.div(atoms.length);
}
