/** Properties: ready suites for any test runner, arbitraries of problems, and the theorems as checks on exact expectations. */
export { arbitraryDyadicCase, type DyadicOptions } from '../../theorems/arbitraries/dyadic-case.js';
export { arbitraryProblemCase, type ArbitraryCaseOptions } from '../../theorems/arbitraries/problem-cases.js';
export { drawAt, type Drawn } from '../../theorems/arbitraries/draw-at.js';
export {
  checkTheorem,
  type Refutation,
  type TheoremCheck,
  type TheoremCheckRequest,
} from '../../theorems/rates/check-theorem.js';
export {
  judgeRate,
  type ProblemConstants,
  type RateCase,
  type RateMeasurement,
  type RateVerdict,
} from '../../theorems/rates/judge-rate.js';
export { measureQuadratic } from '../../theorems/rates/measure-quadratic.js';
export { measureScalar, type ScalarCase } from '../../theorems/rates/scalar-case.js';
export type { ScalarRun } from '../../theorems/rates/scalar-recursion.js';
export {
  checkWitness,
  witnesses,
  type Witness,
  type WitnessPurpose,
  type WitnessVerdict,
} from '../../theorems/rates/witnesses.js';
export { optimizerProperties, type OptimizerPropertyOptions } from './optimizer-properties.js';
export type { OptimizerProperty } from './property.js';
export type { CommandSubject } from './subject.js';
