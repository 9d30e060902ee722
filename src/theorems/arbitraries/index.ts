/** Random problems as fast-check arbitraries, and single draws of them. */
export * from './dyadic-case.js';
export * from './draw-at.js';
export { arbitraryProblemCase, type ArbitraryCaseOptions } from './quadratic-case.js';
export * from './rational-case.js';
