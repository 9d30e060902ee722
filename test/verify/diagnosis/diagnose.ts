/** What explains one failed run. */
import type { DiagnosisInput } from '../../../src/verify/diagnosis/index.js';
import { explainFailures } from '../../../src/verify/explain-failures.js';
import type { Suspicion } from '../../../src/verify/report/verify-report.js';
import type { LoggedNumber } from '../../../src/verify/session/recorder.js';

/** Best first; none for an honest run. */
export const diagnose = (input: DiagnosisInput<LoggedNumber>): readonly Suspicion[] =>
  explainFailures([{ id: 'alone', isFailing: true, input }]).suspicions;
