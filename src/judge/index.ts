/** The judge: one checker for exact, fast and foreign traces. */
export { completeRound, completeTrace, type CompletionRequest, type RoundStart } from './complete-trace.js';
export { createBoundCalculator, type Arithmetic, type BoundCalculator } from './error-bound.js';
export { createErrorField, type ErrorField, type ErrorNumber } from './error-field.js';
export { describeViolation, formatViolation, plainMath } from './describe-violation.js';
export { reportingRules, type ComponentReport, type JudgeReport } from './judge-report.js';
export {
  createJudgeArithmetic,
  liftRequest,
  type JudgeArithmetic,
  type JudgeNumber,
} from './judge-arithmetic.js';
export { findViolations, judgeTrace } from './judge-trace.js';
export { createTellApart } from './tell-apart.js';
export { readDouble, readExactText, readReportedTrace, type Reading } from './read-reported.js';
export {
  mapTrace,
  type AnyTrace,
  type JudgeRequest,
  type Minibatches,
  type ReportedRound,
  type ReportedStep,
  type ReportedTrace,
  type TracePlace,
} from './reported-trace.js';
export { mapProblem } from '../../spec/model/index.js';
