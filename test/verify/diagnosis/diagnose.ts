/** The known mistakes that explain one failed run. */
import { replayCatalogue } from '../../../src/verify/diagnosis/catalogue-replay.js';
import type { DiagnosisInput } from '../../../src/verify/diagnosis/index.js';
import { readRun } from '../../../src/verify/diagnosis/read-run.js';
import { hasPlan } from '../../../src/verify/mutants/index.js';
import type { Suspicion } from '../../../src/verify/report/verify-report.js';

/** Best first; none for an honest run. */
export function diagnose<V>(input: DiagnosisInput<V>): readonly Suspicion[] {
  const run = hasPlan(input.request.variant) ? readRun(input) : undefined;
  return run === undefined
    ? []
    : replayCatalogue([{ id: 'alone', isFailing: true, run }])
        .slice(0, 5)
        .map(({ suspicion }) => suspicion);
}
