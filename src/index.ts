/**
 * auxopt: the reference implementation of optimization with access to auxiliary information.
 *
 * This entry has what most programs need. The whole of each part is under its own path: `auxopt/reference`, `auxopt/spec`, `auxopt/exact`,
 * `auxopt/fast`, `auxopt/judge`, `auxopt/problems`.
 */
export { algorithms, variantNames, type Algorithm, type Equation } from '../spec/algorithms/index.js';
export type {
  AtomTape,
  Initialization,
  Oracle,
  Parameters,
  QuadraticProblem,
  Trace,
  VariantName,
} from '../spec/model/index.js';
export { createQuadraticOracle } from '../spec/model/index.js';
export { AuxoptError, ContractError, InexactError, InputError, type ErrorDetails } from './errors.js';
export {
  createDecimalField,
  createRadixField,
  createRationalField,
  floatFormats,
  runExact,
  type ExactField,
  type ExactRun,
  type Ratio,
} from './exact/index.js';
export {
  createFastQuadraticOracle,
  createNoiselessOracle,
  recordFastTrace,
  runFast,
  toFastProblem,
  type FastOracle,
  type FastRunRequest,
} from './fast/index.js';
export {
  formatViolation,
  judgeTrace,
  readDouble,
  readExactText,
  type Arithmetic,
  type JudgeReport,
  type JudgeRequest,
  type ReportedTrace,
} from './judge/index.js';
export { readProblem, withExactCase, type ProblemCase, type ResolvedProblem } from './problems/index.js';
export { drawTape, type TapeRequest } from './problems/draws.js';
