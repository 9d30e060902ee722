/** What a fast run may ask for: gradients of any functions f and h, written into buffers of the caller. */
import type { FastWorkspace } from './workspace.js';

/**
 * A source of double-precision gradients of a target f and an auxiliary h on ℝᵈ.
 *
 * Every method *writes* a gradient (d doubles, unit value/point) into `out` and returns nothing, so a step allocates
 * nothing. It must overwrite every entry of `out`, must not write to `at`, and must keep neither of them: both are
 * buffers that the next call changes. Nothing is asked of f and h but their gradients; they need not be quadratic.
 *
 * Values are not checked inside a run: a gradient that overflows or is NaN shows in the result.
 *
 * @example
 * ```ts
 * import type { FastOracle } from 'auxopt/fast';
 *
 * // f = x²/(1+x²) in one dimension, h = x²; no noise, so one atom each.
 * const oracle: FastOracle = {
 *   dimension: 1,
 *   snapshotAtomCount: 1,
 *   localAtomCount: 1,
 *   writeTarget: (_atom, at, out) => {
 *     const x = at[0] ?? 0;
 *     out[0] = (2 * x) / (1 + x * x) ** 2;
 *   },
 *   writeAuxiliary: (_atom, at, out) => {
 *     out[0] = 2 * (at[0] ?? 0);
 *   },
 *   writeLocalAuxiliary: (_atom, at, out) => {
 *     out[0] = 2 * (at[0] ?? 0);
 *   },
 * };
 * ```
 */
export interface FastOracle {
  /** d ≥ 1. */
  readonly dimension: number;
  /** Number of snapshot atoms ξ; `Infinity` where an atom is a seed and every whole number ≥ 0 names one. */
  readonly snapshotAtomCount: number;
  /** Number of local atoms ζ; `Infinity` as above. */
  readonly localAtomCount: number;
  /** out ← g_f(at, ξ_atom). */
  readonly writeTarget: (atom: number, at: Float64Array, out: Float64Array) => void;
  /** out ← g_h(at, ξ_atom): the auxiliary gradient of the *snapshot* draw, joint with `writeTarget`. */
  readonly writeAuxiliary: (atom: number, at: Float64Array, out: Float64Array) => void;
  /** out ← g_h(at, ζ_atom): the auxiliary gradient of the *local* draw. */
  readonly writeLocalAuxiliary: (atom: number, at: Float64Array, out: Float64Array) => void;
  /** out ← ∇f(at); only the initialisation `exact` needs it. */
  readonly writeMeanTarget?: (at: Float64Array, out: Float64Array) => void;
  /** out ← ∇h(at); only the initialisation `exact` of the variants that estimate ∇f − ∇h needs it. */
  readonly writeMeanAuxiliary?: (at: Float64Array, out: Float64Array) => void;
  /**
   * Buffers that this oracle reads and writes without copies. A run that is given no workspace borrows it; while it is
   * lent, other runs on the same oracle work in buffers of their own.
   */
  readonly workspace?: FastWorkspace;
}

/**
 * The oracle of functions without noise: one atom each, and every gradient is the exact one.
 *
 * $$ g_f(x, \xi) = \nabla f(x), \qquad g_h(x, \xi) = g_h(x, \zeta) = \nabla h(x) $$
 *
 * @param dimension - d ≥ 1.
 * @param writeTarget - out ← ∇f(at), d doubles, unit value/point.
 * @param writeAuxiliary - out ← ∇h(at), likewise.
 * @returns the oracle; it calls the two functions as they are.
 *
 * @example
 * ```ts
 * import { createNoiselessOracle } from 'auxopt/fast';
 *
 * const halve = (at: Float64Array, out: Float64Array): void => {
 *   for (const [i, x] of at.entries()) out[i] = x / 2;
 * };
 * const oracle = createNoiselessOracle(3, halve, halve);
 * ```
 */
export function createNoiselessOracle(
  dimension: number,
  writeTarget: (at: Float64Array, out: Float64Array) => void,
  writeAuxiliary: (at: Float64Array, out: Float64Array) => void,
): FastOracle {
  const ofAnyAtom =
    (write: typeof writeTarget): FastOracle['writeTarget'] =>
    (_atom, at, out) => {
      write(at, out);
    };
  return {
    dimension,
    snapshotAtomCount: 1,
    localAtomCount: 1,
    writeTarget: ofAnyAtom(writeTarget),
    writeAuxiliary: ofAnyAtom(writeAuxiliary),
    writeLocalAuxiliary: ofAnyAtom(writeAuxiliary),
    writeMeanTarget: writeTarget,
    writeMeanAuxiliary: writeAuxiliary,
  };
}
