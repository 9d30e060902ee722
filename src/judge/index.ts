/** The judge: one checker for exact, fast and foreign traces. */
export { completeTrace, type CompletionRequest } from './complete-trace.js';
export type { Arithmetic } from './error-bound.js';
export { createBoundCalculator, type BoundCalculator } from './error-bound.js';
export { createErrorField, type ErrorField, type ErrorNumber } from './error-field.js';
export { formatViolation, reportingRules, type ComponentReport, type JudgeReport } from './judge-report.js';
export {
  createJudgeArithmetic,
  liftRequest,
  type JudgeArithmetic,
  type JudgeNumber,
} from './judge-arithmetic.js';
export type { JudgeRequest } from './judge-request.js';
export { judgeTrace } from './judge-trace.js';
export { readReportedTrace, type Reading } from './read-reported.js';
export { readDouble, readExactText } from './read-number.js';
export {
  mapTrace,
  type AnyTrace,
  type ReportedRound,
  type ReportedStep,
  type ReportedTrace,
  type TracePlace,
} from './reported-trace.js';
export { mapProblem } from '../../spec/model/index.js';
