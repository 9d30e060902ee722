/** The state before round 1: x⁰, and m⁰ for every kind of initialisation. */
import type { Initialization } from '../../spec/model/index.js';
import { subtractFrom } from './correction.js';
import type { FastOracle } from './oracle.js';
import type { FastWorkspace } from './workspace.js';

/** What the state called m estimates: ∇D = ∇f − ∇h, ∇f, or nothing. */
export type Estimates = 'difference' | 'target' | 'nothing';

/**
 * Fills the workspace with x⁰, x⁻¹ = x⁰ and m⁰.
 *
 * $$ B\, m^0 = \sum_{i=1}^{B} g(x^0, \xi^{(i)}) $$
 *
 * for `batch`, with g = g_f − g_h or g_f by what m estimates: the samples are summed in the order of the tape and
 * divided by B once. The kinds `first-snapshot` and `none` set no m⁰; the buffer is 0 then.
 *
 * Nothing is checked; `runFast` is the door.
 *
 * @equation START.1, START.3
 * @param initialDraws - the snapshot atoms of the initial batch; read for `batch` only.
 * @returns whether m⁰ was set.
 */
export function startRun(
  workspace: FastWorkspace,
  oracle: FastOracle,
  estimates: Estimates,
  initialization: Initialization<number>,
  startingPoint: Float64Array | readonly number[],
  initialDraws: readonly number[],
): boolean {
  const { snapshot, previousSnapshot, correction, scratch } = workspace;
  snapshot.set(startingPoint);
  previousSnapshot.set(snapshot);
  correction.fill(0);
  switch (initialization.kind) {
    case 'none':
    case 'first-snapshot':
      return false;
    case 'zero':
      return true;
    case 'given':
      correction.set(initialization.correction);
      return true;
    case 'exact':
      oracle.writeMeanTarget?.(snapshot, correction);
      if (estimates === 'difference') {
        oracle.writeMeanAuxiliary?.(snapshot, scratch);
        subtractFrom(correction, scratch);
      }
      return true;
    case 'batch':
      averageBatch(workspace, oracle, estimates, initialDraws);
      return true;
  }
}

function averageBatch(
  { snapshot, correction, sample, scratch }: FastWorkspace,
  oracle: FastOracle,
  estimates: Estimates,
  atoms: readonly number[],
): void {
  for (const atom of atoms) {
    oracle.writeTarget(atom, snapshot, sample);
    if (estimates === 'difference') {
      oracle.writeAuxiliary(atom, snapshot, scratch);
      subtractFrom(sample, scratch);
    }
    for (let i = 0; i < correction.length; i += 1) {
      correction[i] = (correction[i] as number) + (sample[i] as number);
    }
  }
  for (let i = 0; i < correction.length; i += 1) correction[i] = (correction[i] as number) / atoms.length;
}
