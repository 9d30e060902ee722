/** The proofs: the documents, the check that runs them all, and their text. */
export type { CoqStanding } from './coq/record.js';
export { derivationFormat, derivationSchema, type Derivation } from './derivation/schema.js';
export { checkDerivation, RefusedError, type CheckedDerivation, type Fact } from './kernel/index.js';
export { describeProofs, type ProofText } from './print/proof-text.js';
export type { LemmaReport, ProofCheck, TheoremReport, Verdict } from './report.js';
export { checkAllProofs, type ProofReport } from './run.js';
export { createDerivations } from './theorems/registry.js';
