/** Properties: arbitraries of problems, and the theorems as checks on exact expectations. */
export * from './arbitraries/draw-at.js';
export * from './arbitraries/dyadic-case.js';
export {
  arbitraryProblemCase,
  arbitraryRationalCase,
  type ArbitraryCaseOptions,
} from './arbitraries/problem-cases.js';
export * from './rates/index.js';
export * from './scenarios/index.js';
