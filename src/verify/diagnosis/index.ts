/** Which mistake was made: known mistakes scored against a failed run. */
export type { DiagnosisInput } from './case-evidence.js';
export { diagnoseDomain } from './diagnose-domain.js';
export { diagnose } from './diagnose.js';
export { diagnoseEvidence, inputOf } from './diagnose-evidence.js';
export { explainCases, type Explanation, type JudgedCase } from './explain.js';
export { mergeDiagnoses } from './merge-diagnoses.js';
export type { LoggedQuestion } from './question-log.js';
