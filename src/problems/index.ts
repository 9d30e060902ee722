/** Problem files, the problems they mean, and exact certificates of their constants. */
export * from './arithmetic.js';
export type { CertifiedBound } from './certified-bound.js';
export { checkProblem } from './check-problem.js';
export { describeProblem, type Optimum, type ProblemDescription } from './describe-problem.js';
export { drawTapeFor } from './draws.js';
export type { ReadText } from './least-squares-data.js';
export { atomLimit } from './least-squares-problem.js';
export { parseProblemText } from './resolve-problem.js';
export {
  mapCase,
  mapProblem,
  numbersOf,
  requireConstants,
  type ProblemCase,
  type ResolvedProblem,
  type ResolvedRun,
  type ScheduledCase,
} from './problem-case.js';
export type * from './problem-file.js';
export * from './problem-schema.js';
export { checkRunCost, defaultTimeBudget, estimateRun, type RunCost, type RunKind } from './run-cost.js';
export { readAnyProblem, readProblem, readRun, resolveProblemFile } from './resolve-problem.js';
export {
  createHuberOracle,
  describeHuberProblem,
  huberValue,
  toHuberFile,
  type HuberDescription,
  type HuberProblem,
  type HuberTerm,
} from './huber-problem.js';
export { solveLinear, type LinearSolution } from './solve-linear.js';
export { certifyRootSpectralBound, certifySpectralBound } from './spectral-certificates.js';
export * from './with-variant.js';
export type { DataRow } from './least-squares-data.js';
export * from './scenarios/index.js';
export * from './constructed/build-case.js';
export type * from './constructed/case-blueprint.js';
export * from './constructed/case-cost.js';
export * from './constructed/givens.js';
export type {
  Deviation,
  LocalNoise,
  LocalNoiseKind,
  SnapshotNoise,
  SnapshotNoiseKind,
  Weights,
} from './constructed/noise-law.js';
export { formatProblemFile } from './format-problem-file.js';
export { toProblemFile, type ProblemFileNotes } from './problem-file-text.js';
export * from './constructed/hard-members.js';
export { decimalRatio, multiplyRatios, reduced } from './constructed/decimal-ratio.js';
export * from './constructed/rational-case.js';
export { wellSmoothness, type Well, type WellSum } from './constructed/rational-wells.js';
export { stepSizeWithin } from './simple-number.js';
