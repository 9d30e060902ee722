/** The proofs: the documents, the check that runs them all, and their text. */
export * from './derivation/schema.js';
export * from './print/proof-text.js';
export * from './run.js';
export { checkDerivation, RefusedError, type CheckedDerivation, type Fact } from './kernel/index.js';
export { createDerivations } from './theorems/registry.js';
