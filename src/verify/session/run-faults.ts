/** What is wrong with a message of a run that the kit cannot follow. */
import type { MinibatchQuestion, OracleQuestion, StateRecord } from '../protocol/replies.js';
import type { PreparedCase } from './prepared-case.js';

/** A state that was told out of its order. */
export function explainOrder(
  { round, step }: StateRecord,
  current: number,
  takesStartGradients: boolean,
  roundCount: number,
): string {
  const what =
    step === undefined ? `the state of round ${round}` : `the state of round ${round}, local step ${step}`;
  if (round < current)
    return `${what} arrived in round ${current}: each state is told once, before any gradient of the next round.`;
  if (current === 0 && takesStartGradients) {
    return `${what} arrived before the state of round 0, which tells x⁰ and m⁰ where the initialisation takes gradients.`;
  }
  if (current > roundCount) return `${what} arrived after the last one: the run has ${roundCount} rounds.`;
  return `${what} arrived while round ${current} is not over: its state, with x, was expected first.`;
}

/** A question that has no answer. */
export function explainUnanswered(
  { case: { problem, sampling } }: PreparedCase,
  question: OracleQuestion | MinibatchQuestion,
): string {
  const { function: name, draw, at, atom } = question;
  if (at.length !== problem.dimension) {
    return `a gradient was asked at a point of length ${at.length}; the dimension is ${problem.dimension}.`;
  }
  if (draw === 'local' && name === 'f') {
    return 'a gradient of f was asked from a local draw, which knows h only; f is seen by snapshot draws.';
  }
  if (atom !== undefined && sampling !== undefined) {
    return `the ${draw} minibatch ${atom} does not exist; minibatches are named by the answers to earlier questions.`;
  }
  const count = draw === 'local' ? problem.localAtoms.length : problem.snapshotAtoms.length;
  if (atom !== undefined && atom >= count) {
    return `the ${draw} atom ${atom} does not exist; atoms are named by the answers to earlier questions.`;
  }
  return `a gradient was asked at a point that is not finite, or in no form of the protocol: ${JSON.stringify(at).slice(0, 120)}.`;
}
