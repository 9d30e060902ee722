/**
 * The fast version: every variant in doubles, on vectors of ml-matrix.
 *
 * `runFast` and `recordFastTrace` check everything before they run. The rounds themselves (`fastRounds`) are exported for
 * callers with a loop of their own.
 */
export { createNoiselessOracle, type FastOracle } from './oracle.js';
export {
  toFastProblem,
  type FastAffineGradient,
  type FastLocalAtom,
  type FastQuadraticFunction,
  type FastQuadraticProblem,
  type FastSnapshotAtom,
} from './problem.js';
export type { FastKernel, FastKernelChoice } from './kernels/choose-kernel.js';
export {
  createFastQuadraticOracle,
  type FastQuadraticOracle,
  type FastQuadraticOracleOptions,
} from './quadratic-oracle.js';
export { recordFastTrace, type FastTraceOptions } from './record-trace.js';
export { fastRounds } from './registry.js';
export type { FastObserver, FastRound } from './fast-round.js';
export { runFast, type FastRunResult } from './run.js';
export type { FastRunRequest } from './check-run.js';
export { FastVector } from './vector.js';
export { createWorkspace, type FastWorkspace } from './workspace.js';
