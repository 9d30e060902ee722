/** The theorems about rates against exact expectations. */
export * from './check-theorem.js';
export * from './choose-weight.js';
export * from './judge-rate.js';
export { measureQuadratic } from './measure-quadratic.js';
export * from './rate-problem.js';
export * from './scalar-case.js';
export * from './summarize-theorem.js';
export * from './theorem-case.js';
export * from './witnesses.js';
