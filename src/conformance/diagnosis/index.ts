/** Which mistake was made: known mistakes scored against a failed run. */
export type { DiagnosisInput } from './case-evidence.js';
export { diagnoseDomain, type DomainInput } from './diagnose-domain.js';
export { diagnose } from './diagnose.js';
export { mergeDiagnoses } from './merge-diagnoses.js';
export type { LoggedQuestion } from './question-log.js';
