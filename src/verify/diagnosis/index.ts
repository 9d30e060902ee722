/** Which mistake was made: known mistakes that are replayed, and edits of the equations that are fitted. */
export { diagnoseDomain } from './diagnose-domain.js';
export { diagnoseEvidence, inputOf } from './diagnose-evidence.js';
export { explainCases, type Explanation, type JudgedCase } from './explain.js';
export { mergeDiagnoses } from './merge-diagnoses.js';
export type { LoggedQuestion } from './question-log.js';
export type { DiagnosisInput } from './seen-run.js';
