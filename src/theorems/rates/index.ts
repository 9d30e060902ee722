/** The theorems about rates against exact expectations. */
export {
  checkTheorem,
  type Refutation,
  type TheoremCheck,
  type TheoremCheckRequest,
} from './check-theorem.js';
export {
  judgeRateProblem,
  judgeTheoremCase,
  storedCasesOf,
  type JudgedTheoremCase,
  type RandomCaseResult,
  type StoredCaseResult,
  type TheoremCaseResult,
  type TheoremCaseSource,
} from './theorem-case.js';
export { isExpected, sourceOf, summarizeTheorem, type TheoremSummary } from './summarize-theorem.js';
export { checkWitness, type WitnessVerdict } from './witness-checks.js';
export { isConditionMet, leastWeight, shrinkStepSize } from './choose-weight.js';
export { halveTerm } from './witness-checks.js';
export { judgeRate, rateInputOf, type RateVerdict } from './judge-rate.js';
export { measureQuadratic } from './measure-quadratic.js';
export { measureRational } from './measure-rational.js';
export {
  arbitraryRateProblem,
  drawRateProblem,
  formatRateProblem,
  type RateProblem,
  type RateProblemOptions,
  type Regime,
} from './rate-problem.js';
export type { ProblemConstants, RateCase, RateMeasurement } from './judge-rate.js';
export { formatRoundedDown, quotientOf } from './judge-rate.js';
export { createScalarProblem, measureScalar, variantOf, type ScalarCase } from './scalar-case.js';
export { witnesses, type Witness, type WitnessPurpose } from './witnesses.js';
export { describeWitness, formatWitness, witnessFileName } from './witness-checks.js';
export { sumSquaredGradients, type ScalarInput } from './scalar-recursion.js';
