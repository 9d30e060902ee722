/** Exact expectations: the second-moment recursion, and the enumeration of every sequence of draws. */
export type { ExpectationCase } from './start-moment.js';
export type {
  ExpectationResult,
  ExpectedRound,
  ExpectedStep,
  Moments,
  VarianceSummary,
} from './expectation-result.js';
export { expectRun, type ExpectationOptions } from './expect-run.js';
export {
  enumerateOracleRun,
  enumerateRun,
  type EnumeratedMoments,
  type EnumeratedStep,
  type EnumerationResult,
  type OracleRun,
} from './enumerate-run.js';
export { countTapes, enumerateTapes, type TapeSpace, type WeightedTape } from './enumerate-tapes.js';
