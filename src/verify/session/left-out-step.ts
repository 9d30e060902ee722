/** Step 1 of the -target variants: its two local gradients are the same, and a program may leave out both, with their sample. */
import { algorithms } from '../../../spec/algorithms/index.js';
import type { RoundDraws, VariantName } from '../../../spec/model/index.js';
import type { WireVector } from '../protocol/message-parts.js';
import type { PreparedCase } from './prepared-case.js';
import type { LoggedQuestion, Recorder } from './recorder.js';

/** Whether the local gradients of a step cancel, whatever the sample. */
export function cancels(variant: VariantName, step: number): boolean {
  return (
    step === 1 &&
    algorithms[variant]
      .stepGradients(step)
      .some(({ point, draw }) => point === 'snapshot' && draw === 'local')
  );
}

/**
 * Whether a round left them out: it drew one sample too few, and the first one was seen as in a later step, once at a local
 * point and at most once at the snapshot.
 */
export function leavesFirstStepOut(
  { case: { variant, parameters }, oracleMode }: PreparedCase,
  questions: readonly LoggedQuestion[],
  isSnapshot: (at: WireVector) => boolean,
): boolean {
  if (oracleMode === 'tape' || !cancels(variant, 1)) return false;
  const local = questions.filter(({ draw }) => draw === 'local');
  const fresh = local.filter(({ isFresh }) => isFresh).length;
  if (fresh === 0 || fresh !== parameters.localStepCount - 1) return false;
  const second = local.findIndex(({ isFresh }, index) => index > 0 && isFresh);
  const first = second < 0 ? local : local.slice(0, second);
  const elsewhere = first.filter(({ at }) => !isSnapshot(at)).length;
  return elsewhere === 1 && first.length <= 2;
}

/**
 * The case with the draws where the program saw them: where a round left out step 1, its first sample is that of step 2.
 *
 * @param snapshotOf - x^{t−1} by t.
 */
export function withDrawsAsSeen(
  prepared: PreparedCase,
  recorder: Recorder,
  snapshotOf: (round: number) => WireVector,
): PreparedCase {
  const { keyOf, rounds } = recorder;
  if (prepared.oracleMode === 'tape' || !cancels(prepared.case.variant, 1)) return prepared;
  const recorded = rounds();
  const { tape } = prepared.case;
  const shifted = tape.rounds.map((draws, index): RoundDraws => {
    const { questions = [] } = recorded[index + 1] ?? {};
    const key = keyOf(snapshotOf(index + 1));
    return leavesFirstStepOut(prepared, questions, (at) => keyOf(at) === key)
      ? { ...draws, local: [draws.local[0] ?? 0, ...draws.local.slice(0, -1)] }
      : draws;
  });
  return { ...prepared, case: { ...prepared.case, tape: { ...tape, rounds: shifted } } };
}
