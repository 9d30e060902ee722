/** What reads the equations of a page above the language: the sums that programs make of a line, and how far rounding may carry them. */
export { choicesOf } from './choices.js';
export { editsOf } from './edits.js';
export { inRounds } from './at-times.js';
export { bitsOfChoice, epochOf, guardsOf, necessary, type Feature, type Guard } from './guards.js';
export { createFormulas, type FoundFormula, type Leaf, type SeenNumber } from './formulas.js';
export { holesOf, type Hole } from './holes.js';
export { steppedBy } from './optimizers.js';
export { reportingOf, reportsOf } from './reports.js';
export { begunAnew, openStarts } from './counts-and-starts.js';
export { memoriesOf } from './memory.js';
export {
  andWords,
  named,
  openNumber,
  put,
  saying,
  withBody,
  withParameters,
  withoutAuxiliary,
  type Edit,
} from './edited-page.js';
export { tidied, usesIn, withSample } from './edit-scopes.js';
export { roundoff } from './formula-parts.js';
export { apply, numeral, replaced } from './parts.js';
export { compileBounds, type Bounded, type BoundLine } from './bounds.js';
export type { ErrorOf } from './weights.js';
export { isLinear, isOpaque } from './chains.js';
export { bitsOf as coarseBits } from './coarse.js';
export { createWrittenLines } from './as-written.js';
export { createLineBounds, irrationalPart } from './line-bounds.js';
export { rowName } from './batches.js';
export { presentationsOf, type Presentation, type SignedLeaf } from './presentations.js';
export type { Rounding } from './weights.js';
export {
  assertLinear,
  createOrderedNames,
  createQuestionNames,
  genericRun,
  type ParametersAt,
} from './generic-run.js';
export { memoized } from './memoized.js';
export { keptName, writtenThrough } from './through.js';
