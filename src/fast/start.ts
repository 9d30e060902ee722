/** The state before round 1: x⁰, and m⁰ for every kind of initialisation. */
import type { Initialization } from '../../spec/model/index.js';
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
 * Nothing is checked: `runFast` has done that.
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
