/** What every variant is here: one round on a workspace; and who may watch it. */
import type { ParametersOfRound, RoundDraws } from '../../spec/model/index.js';
import type { FastOracle } from './oracle.js';
import type { FastWorkspace } from './workspace.js';

/**
 * Watches a run. Every array is a *live buffer* of the workspace: read it during the call, copy what must last, and
 * do not write to it.
 */
export interface FastObserver {
  /** Before round 1: x⁰, and m⁰ where the initialisation sets one. */
  readonly onStart?: (iterate: Float64Array, correction: Float64Array | undefined) => void;
  /** After local step k of round t: y^{t,k}, and the direction d^{t,k} that led there. */
  readonly onStep?: (roundNumber: number, step: number, point: Float64Array, direction: Float64Array) => void;
  /** After round t: mᵗ (or uᵗ; undefined for `naive` and `sgd`), and xᵗ. */
  readonly onRound?: (
    roundNumber: number,
    correction: Float64Array | undefined,
    iterate: Float64Array,
  ) => void;
}

/**
 * One round t of a variant: (x^{t−1}, x^{t−2}, m^{t−1}) in the workspace become (xᵗ, x^{t−1}, mᵗ).
 *
 * Checks nothing, `runFast` has done that, and allocates no vectors. Of the observer it calls `onStep` only. In a round that
 * prescribes `first-snapshot` the caller passes `momentumWeight: 1`.
 */
export type FastRound = (
  workspace: FastWorkspace,
  oracle: FastOracle,
  parameters: ParametersOfRound<number>,
  draws: RoundDraws,
  roundNumber: number,
  observer?: FastObserver,
) => void;
