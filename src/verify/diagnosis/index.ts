/** Which mistake was made: known mistakes, which are replayed, and the loops of libraries. */
export { diagnoseDomain } from './diagnose-domain.js';
export { inputOf } from './diagnose-evidence.js';
export { explainCases, nothing, type Explanation, type JudgedCase } from './explain.js';
export { mergeDiagnoses } from './merge-diagnoses.js';
export type { LoggedQuestion } from './question-log.js';
export type { DiagnosisInput } from './seen-run.js';
