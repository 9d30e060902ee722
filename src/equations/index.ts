/** What reads the equations of a page above the language: the sums that programs make of a line, and how far rounding may carry them. */
export { editsOf } from './edits.js';
export type { Edit } from './edited-page.js';
export { compileCoarseBounds } from './coarse.js';
export { compileBounds, type Bounded, type BoundLine, type ErrorOf } from './bounds.js';
export { compileLineBounds, rowName } from './batches.js';
export { presentationsOf, type Presentation, type SignedLeaf } from './presentations.js';
export { createWeights, gridOf, type Rounding, type Weight, type WeighedFrame } from './weights.js';
export {
  assertLinear,
  createOrderedNames,
  createQuestionNames,
  genericRun,
  type ParametersAt,
} from './generic-run.js';
