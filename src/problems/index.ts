/** Problem files, the problems they mean, and exact certificates of their constants. */
export { chooseArithmetic, withExactCase } from './arithmetic.js';
export type { CertifiedBound } from './certified-bound.js';
export { buildRandomCase } from './constructed/build-case.js';
export type {
  CaseBlueprint,
  EstimateStart,
  KnownConstants,
  RandomCase,
} from './constructed/case-blueprint.js';
export { createSgdMember, squaredGradientsOn, type HuberMember } from './constructed/hard-members.js';
export { describeProblem, type Optimum, type ProblemDescription } from './describe-problem.js';
export { drawTapeFor } from './draws.js';
export { formatProblemFile } from './format-problem-file.js';
export type { DataRow, ReadText } from './least-squares-data.js';
export type { ProblemCase, ResolvedProblem, ResolvedRun, ScheduledCase } from './problem-case.js';
export type * from './problem-file.js';
export { toProblemFile, type ProblemFileNotes } from './problem-file-text.js';
export { problemFileSchema, problemFormat } from './problem-schema.js';
export { parseProblemText, readProblem, resolveProblemFile } from './resolve-problem.js';
export { certifySpectralBound } from './spectral-certificates.js';
export { withVariant } from './with-variant.js';
