/** The verification kit: verify any implementation, in any language, against the equations. */
export {
  UnsupportedError,
  type Implementation,
  type NumberFormat,
  type Prepare,
  type PreparedRun,
  type RoundFunction,
  type RoundInput,
  type RoundResult,
  type Sample,
  type Task,
} from './adapters/implementation.js';
export { describeLoop, type LoopDescription } from './adapters/describe-loop.js';
export {
  describeOptimizer,
  type OptimizerDescription,
  type PlainMethod,
} from './adapters/describe-optimizer.js';
export { serveGradients, type ServedGradients } from './adapters/serve-gradients.js';
export { serveImplementation } from './adapters/serve-implementation.js';
export { defaultLevel, highestLevel } from './levels/all-levels.js';
export type { VerificationCase } from './cases/verification-case.js';
export type { ArithmeticName, InitializationKind, OracleMode } from './protocol/message-parts.js';
export type { Capabilities, ImplementationName } from './protocol/replies.js';
export { protocolVersion } from './protocol/requests.js';
export { formatVerifyText } from './report/format-text.js';
export {
  verdicts,
  verifyFormat,
  type CaseResult,
  type Suspicion,
  type Verdict,
  type VerifyReport,
} from './report/verify-report.js';
export { defaultRandomCases, defaultSeed, type RandomOptions } from './levels/level-5.js';
export { StartError } from './peer/greet.js';
export {
  verifyCommand,
  verifyImplementation,
  type VerifyOptions,
  type VerifyProcessOptions,
} from './run-verification.js';
