/** Advice: whether an auxiliary is worth it, and what to run. */
export {
  adviseOnProblem,
  applyPlan,
  type ExpectedGradients,
  type ProblemAdvice,
  type ProblemAdviceRequest,
} from './advise-on-problem.js';
export { adviseRun, type Advice, type AdviceRequest, type BoundedPlan, type Verdict } from './advise.js';
export { costOf, type AdvisedVariant, type Budget, type GradientCounts } from './budget.js';
export type { GainRange } from './comparison.js';
export {
  constantSymbols,
  exactly,
  type AdviceConstants,
  type Constant,
  type ConstantKind,
  type ConstantName,
} from './constant.js';
export { constantsOfProblem } from './constants-of-problem.js';
export {
  completeConstants,
  constantsFormat,
  parseConstants,
  type ConstantsFile,
  type ConstantText,
  type ConstantTexts,
  type KnownConstants,
  type ParsedConstants,
} from './constants-file.js';
export { rateConstants, type ConstantEnd, type Plan, type PlannedStart } from './plan.js';
export { pairsToSettle } from './settle.js';
export { settleVerdict, type SettledVerdict } from './settle.js';
export { separate, type Separation } from './separate.js';
export type { SeparationQuestion, SeparationStart } from './separation-question.js';
export { type GradientDraw, type GradientFunction, type GradientSource } from './measure/gradient-source.js';
export { measureConstants } from './measure/measure-constants.js';
export type { MeasureOptions } from './measure/measure-settings.js';
export { meanInterval, type Interval, type IntervalRequest } from './measure/mean-interval.js';
export { measureNoise, type NoiseAtPoint, type NoiseRequest } from './measure/noise.js';
export { followPlan } from './pilot/follow-plan.js';
export { advisedPlan, pilotSchedule, type PilotGain } from './pilot/outcome.js';
export type { PilotPlan } from './pilot/plan.js';
export { runPilot, type PilotReport, type PilotRequest } from './pilot/run-pilot.js';
