/** The proofs: the documents, the check that runs them all, and their text. */
export * from './derivation/schema.js';
export * from './print/proof-text.js';
export * from './run.js';
export type { LemmaReport, ProofCheck, TheoremReport, Verdict } from './report.js';
export { checkDerivation, RefusedError, type CheckedDerivation, type Fact } from './kernel/index.js';
export { createDerivations } from './theorems/registry.js';
export { describeStanding, standingOf, type CoqStanding } from './coq/record.js';
