/** Advice: whether an auxiliary is worth it, and what to run. */
export {
  advisedWorkLimit,
  adviseOnProblem,
  applyPlan,
  expectationWork,
  type ExpectedGradients,
  type ProblemAdvice,
  type ProblemAdviceRequest,
} from './advise-on-problem.js';
export { adviseRun, type Advice, type AdviceRequest, type BoundedPlan, type Verdict } from './advise.js';
export {
  affordableRounds,
  costOf,
  countGradients,
  type AdvisedVariant,
  type Budget,
  type GradientCounts,
  type RunShape,
} from './budget.js';
export type { GainRange } from './comparison.js';
export {
  constantSymbols,
  namesOf as constantNamesOf,
  exactly,
  type AdviceConstants,
  type Constant,
  type ConstantKind,
  type ConstantName,
} from './constant.js';
export { describeGain, describeSeparation, type FormatNumber } from './describe-gain.js';
export { constantsOfProblem } from './constants-of-problem.js';
export { differenceVariance, type NoiseParts } from './difference-variance.js';
export {
  completeConstants,
  constantsFileSchema,
  constantsFormat,
  formatConstantsFileJsonSchema,
  parseConstants,
  readConstants,
  type ConstantsFile,
  type ConstantText,
  type ConstantTexts,
  type KnownConstants,
  type ParsedConstants,
} from './constants-file.js';
export {
  boundOf,
  isCovered,
  rateConstants,
  rateInput,
  theoremOf,
  type ConstantEnd,
  type Plan,
  type PlannedStart,
} from './plan.js';
export { gradientsOfPairs, pairsToSettle } from './pairs-to-settle.js';
export { describePlan, explainVerdict, settleVerdict, type SettledVerdict } from './settle.js';
export {
  separate,
  separatePlan,
  separateRuns,
  type Separation,
  type SeparationQuestion,
  type SeparationStart,
} from './separate.js';
export { ratioOf } from './ratio-arithmetic.js';
export { stabilityMargin, type StabilityMargin } from './stability-margin.js';
export {
  countGradientsOf,
  type CountedSource,
  type GradientDraw,
  type GradientFunction,
  type GradientSource,
} from './measure/gradient-source.js';
export { measureConstants } from './measure/measure-constants.js';
export type { MeasureOptions } from './measure/measure-settings.js';
export {
  meanInterval,
  sampleKurtosis,
  type Interval,
  type IntervalRequest,
} from './measure/mean-interval.js';
export { measureNoise, type NoiseAtPoint, type NoiseRequest } from './measure/noise.js';
export {
  advisedPlan,
  medianOf,
  pilotGain,
  pilotSchedule,
  promiseOf,
  type PilotGain,
} from './pilot/outcome.js';
export { weightAt, type TiedWeight } from './pilot/methods.js';
export { auxiliaryPriceOf, describeRounds, type GradientRows } from './pilot/round-units.js';
export { runPilot, type PilotPlan, type PilotReport, type PilotRequest } from './pilot/run-pilot.js';
