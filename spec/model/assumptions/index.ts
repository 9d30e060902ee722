export * from './assumption.js';
export * from './hessian-similarity.js';
export * from './mean-square-similarity.js';
export * from './noise.js';
export * from './smoothness.js';
