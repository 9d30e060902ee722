/** The samples of local steps, where step 1 draws none. */
import { algorithms } from '../../../spec/algorithms/index.js';
import type { RoundDraws, VariantName } from '../../../spec/model/index.js';
import type { WireVector } from '../protocol/message-parts.js';
import type { PreparedCase } from './prepared-case.js';
import type { Recorder } from './recorder.js';

/** Whether the local gradients of step k cancel, whatever the sample: in step 1 of the -target variants both are at x^{t−1}. */
export function isCancelling(variant: VariantName, step: number): boolean {
  const roles = algorithms[variant].stepGradients(step);
  return step === 1 && roles.some(({ point, draw }) => point === 'snapshot' && draw === 'local');
}

/**
 * The case whose step k takes sample k − 1 of the tape, from step 2 on: that of a program that draws none for step 1, whose
 * gradients cancel. On a tape nothing tells which one it is, and both have the same law.
 *
 * @returns undefined where every program draws K samples in a round.
 */
export function withoutFirstDraw(prepared: PreparedCase): PreparedCase | undefined {
  const { case: given, oracleMode } = prepared;
  const { variant, parameters, tape } = given;
  if (oracleMode !== 'tape' || parameters.localStepCount < 2 || !isCancelling(variant, 1)) return undefined;
  return { ...prepared, case: { ...given, tape: { ...tape, rounds: tape.rounds.map(shifted) } } };
}

/** The draws of a round whose first local sample is that of step 2; that of step 1 may be any. */
function shifted(draws: RoundDraws): RoundDraws {
  return { ...draws, local: [draws.local[0] ?? 0, ...draws.local] };
}

/**
 * The case with the local draws as the run used them: a round that draws no sample for step 1, whose gradients cancel, gives its
 * first one to step 2, and so asks it away from x^{t−1} too.
 *
 * @param before - x^{t−1} of a single round; that of a whole run was told.
 */
export function alignDraws(
  prepared: PreparedCase,
  { rounds, keyOf }: Recorder,
  before?: WireVector,
): PreparedCase {
  const { case: given, oracleMode, codec } = prepared;
  const { variant, parameters, tape } = given;
  if (oracleMode === 'tape' || !isCancelling(variant, 1)) return prepared;
  const recorded = rounds();
  const seen = tape.rounds.map((_, index) => {
    const x = before ?? recorded[index]?.x ?? given.startingPoint.map(codec.write);
    const local = recorded[index + 1]?.questions.filter(({ draw }) => draw === 'local') ?? [];
    const drawn = local.filter(({ isFresh }) => isFresh);
    const isFirstAway = local.some(({ atom, at }) => atom === drawn[0]?.atom && keyOf(at) !== keyOf(x));
    return { drawCount: drawn.length, isFirstAway };
  });
  const isShort = ({ drawCount }: (typeof seen)[number]): boolean =>
    drawCount === parameters.localStepCount - 1;
  // a step may round to nothing, and its gradients be at x^{t−1}: what one round shows holds for all
  const leavesOut = seen.some((round) => isShort(round) && round.isFirstAway);
  const aligned = tape.rounds.map((draws, index) => {
    const round = seen[index];
    const isLeftOut = round !== undefined && isShort(round) && (leavesOut || round.drawCount === 0);
    return isLeftOut ? shifted(draws) : draws;
  });
  return { ...prepared, case: { ...given, tape: { ...tape, rounds: aligned } } };
}
