/** What explains the failures of a report. */
import type { Suspicion, VerifyReport } from '../report/verify-report.js';
import type { LoggedNumber } from '../session/recorder.js';
import type { DiagnosisInput } from './diagnosis-input.js';

/** A case that was judged. */
export interface JudgedCase {
  readonly id: string;
  readonly isFailing: boolean;
  /** Whether it passes in a process of its own. */
  readonly passesAlone?: boolean;
  readonly input: DiagnosisInput<LoggedNumber>;
}

/** What explains the failures. */
export interface Explanation {
  /** Best first. */
  readonly suspicions: readonly Suspicion[];
  /** The failing case that the first suspicion explains, and that shows it in the plainest way. */
  readonly best?: string;
  /** The suspicions that explain a failing case, by its id. */
  readonly byCase: ReadonlyMap<string, readonly Suspicion[]>;
  /** What was tried where nothing explains the failures of a method. */
  readonly search?: VerifyReport['search'];
  /** Where all runs of a method are right: what none of them decides. */
  readonly undecided?: readonly string[];
}

/** Nothing explains anything. */
export const nothing: Explanation = { suspicions: [], byCase: new Map() };

/** Failing cases that pass in a process of their own: no equation explains that, unless it says what is left behind. */
export function keptState(cases: readonly JudgedCase[]): Explanation {
  const failing = cases.filter(({ isFailing }) => isFailing);
  const alone = failing.filter(({ passesAlone }) => passesAlone === true);
  const [first] = alone;
  if (first === undefined) return nothing;
  const suspicions = [
    {
      id: 'kept-state',
      mistake: `something is kept from run to run, or left to chance: a failing case passes in a process of its own (${alone.map(({ id }) => id).join(', ')})`,
      fix: 'Create all state, such as momentum buffers, counters and caches, anew for every run, and keep none in a module or a class; draw no random numbers but those of the task.',
    },
  ];
  return { suspicions, best: first.id, byCase: new Map(failing.map(({ id }) => [id, suspicions])) };
}
