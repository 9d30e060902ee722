/** The proofs: the check that runs them all, and their text. */
export * from './print/proof-text.js';
export * from './run.js';
