/** What was judged: failures are explained by it, and a passing run says what it can show. */
import type { Vector } from '../../../spec/algebra/index.js';
import type { Ratio } from '../../exact/index.js';
import type { PreparedCase } from './prepared-case.js';
import type { Recorder } from './recorder.js';
import type { ReportedRun } from './reported-run.js';

/** A run with everything that was seen of it. */
export interface Evidence {
  readonly prepared: PreparedCase;
  readonly run: ReportedRun;
  readonly recorder: Recorder;
  /** Where one round alone was asked, and stands last in the run: t, and the x⁰ of its task, where the run has the state before it. */
  readonly singleRound?: { readonly round: number; readonly startingPoint: Vector<Ratio> };
}
