/** Which mistake was made: known mistakes scored against a failed run. */
export type { DiagnosisInput } from './case-evidence.js';
export { diagnose } from './diagnose.js';
export type { LoggedQuestion } from './question-log.js';
