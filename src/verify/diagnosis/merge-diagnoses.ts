/** One diagnosis of an implementation out of those of its failed cases. */
import type { Suspicion } from '../report/verify-report.js';

/** The same limit as for one case. */
const longestList = 5;

/**
 * The mistakes that explain most of the failed cases, best first. One case alone may not tell two mistakes apart: in round 1,
 * for example, aux-mvr is aux-mom.
 *
 * @param diagnoses - those of the failed cases, each best first.
 */
export function mergeDiagnoses(diagnoses: readonly (readonly Suspicion[])[]): readonly Suspicion[] {
  const candidates = new Map<string, { suspicion: Suspicion; cases: number; places: number }>();
  for (const diagnosis of diagnoses) {
    diagnosis.forEach((suspicion, place) => {
      const known = candidates.get(suspicion.id) ?? { suspicion, cases: 0, places: 0 };
      known.cases += 1;
      known.places += place;
      candidates.set(suspicion.id, known);
    });
  }
  return [...candidates.values()]
    .sort((left, right) => right.cases - left.cases || left.places / left.cases - right.places / right.cases)
    .slice(0, longestList)
    .map(({ suspicion }) => suspicion);
}
