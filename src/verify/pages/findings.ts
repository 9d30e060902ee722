/** What is found wrong in a round, and whether the rest of it is followed. */
import type { Vector } from '../../../spec/algebra/index.js';
import type { Ratio } from '../../exact/index.js';
import type { ComponentReport } from '../../judge/index.js';
import { compareKnown, type ComparedPlace, type Known, type PageRun } from './page-run.js';

/** The findings of one round. */
export interface Findings {
  readonly violations: readonly ComponentReport[];
  isStopped: boolean;
  lacksDraw?: true;
  readonly report: (violation: ComponentReport) => void;
  /** Holds what was reported or asked to what the page makes of it. */
  readonly held: (actual: Vector<Ratio>, known: Known, place: ComparedPlace) => void;
}

/** None yet; whoever watches the run is told of each. */
export function createFindings({ watch, endsAt }: PageRun): Findings {
  const violations: ComponentReport[] = [];
  const findings: Findings = {
    ...{ violations, isStopped: false },
    report: (violation) => {
      violations.push(violation);
      watch?.found?.(violation);
      findings.isStopped ||= endsAt?.(violation) === true;
    },
    held: (actual, known, place) => {
      findings.isStopped ||= watch?.compared?.(place, known, actual) === true;
      for (const violation of compareKnown(actual, known, place)) findings.report(violation);
    },
  };
  return findings;
}
