export * from './assumptions/index.js';
export * from './oracle.js';
export * from './problem.js';
export * from './run.js';
export * from './trace.js';
