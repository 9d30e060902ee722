/** What an explanation reads and says; the explanations themselves are in `pages`. */
export { diagnoseDomain } from './diagnose-domain.js';
export { inputOf, type DiagnosisInput, type LoggedQuestion } from './diagnosis-input.js';
export { keptState, nothing, type Explanation, type JudgedCase } from './explanation.js';
export { mergeDiagnoses } from './merge-diagnoses.js';
