/** The judge: one checker for exact, fast and foreign traces. */
export { completeTrace, type CompletionRequest, type RoundStart } from './complete-trace.js';
export type { Arithmetic } from './error-bound.js';
export { formatViolation } from './describe-violation.js';
export { reportingRules, type ComponentReport, type JudgeReport } from './judge-report.js';
export { judgeTrace } from './judge-trace.js';
export { readDouble, readExactText, type Reading } from './read-reported.js';
export type {
  AnyTrace,
  JudgeRequest,
  Minibatches,
  ReportedRound,
  ReportedStep,
  ReportedTrace,
  TracePlace,
} from './reported-trace.js';
