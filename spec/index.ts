/**
 * The specification: what the algorithms are, as relations over any field. It imports nothing.
 *
 * Of its functions those are here that say what is true (equations, assumptions, theorems) and those that whoever checks it
 * needs.
 */
export type { Field } from './algebra/field.js';
export * from './algebra/vector.js';
export { compareTrace, type LocatedComparison, type RunRequest } from './algorithms/check-trace.js';
export * from './algorithms/equation.js';
export * from './algorithms/registry.js';
export * from './methods/index.js';
export type { Assumption } from './model/assumptions/assumption.js';
export { hessianSimilarityAssumption, isHessianSimilar } from './model/assumptions/hessian-similarity.js';
export {
  isMeanSquareSimilar,
  meanSquareSimilarityAssumption,
} from './model/assumptions/mean-square-similarity.js';
export {
  isLocalNoiseBounded,
  isSnapshotNoiseBounded,
  localNoiseAssumption,
  snapshotNoiseAssumption,
} from './model/assumptions/noise.js';
export * from './model/assumptions/smoothness.js';
export {
  createQuadraticOracle,
  type DrawKind,
  type FunctionName,
  type GradientQuery,
  type Oracle,
} from './model/oracle.js';
export * from './model/problem.js';
export {
  checkParameters,
  initializationKinds,
  parametersAt,
  valueAt,
  type AtomTape,
  type DomainViolation,
  type Initialization,
  type Parameters,
  type ParametersOfRound,
  type PerRound,
  type PerStep,
  type RoundDraws,
  type RunParameters,
  type Schedule,
  type VariantName,
} from './model/run.js';
export type * from './model/trace.js';
export * from './references.js';
export * from './symbols.js';
export type { Arithmetic, Fraction } from './theorems/arithmetic.js';
export { isCorrelationIncrease } from './theorems/corr.js';
export * from './theorems/evaluate.js';
export {
  floorOf,
  lowerTheorems,
  reachesFloor,
  type Floor,
  type LowerClaim,
  type LowerInput,
  type LowerQuantity,
  type LowerTheorem,
} from './theorems/lower.js';
export * from './theorems/registry.js';
export { separationTheorems, type SeparationInput } from './theorems/separation.js';
export {
  roundMatrix,
  stabilityVerdict,
  type StabilityInput,
  type StabilityVerdict,
} from './theorems/stab.js';
export * from './theorems/theorem.js';
export * from './version.js';
