/** The specification: what the algorithms are, as relations over any field. It imports nothing. */
export * from './algebra/index.js';
export * from './algorithms/index.js';
export * from './methods/index.js';
export * from './model/index.js';
export * from './references.js';
export * from './symbols.js';
export * from './theorems/index.js';
export * from './version.js';
