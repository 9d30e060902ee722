/** A suspected recursion, led along a reported run round by round: which rounds does it explain? */
import type { Vector } from '../../../spec/algebra/index.js';
import { ContractError } from '../../errors.js';
import type { JudgeNumber, ReportedRound } from '../../judge/index.js';
import {
  firstMemory,
  mutatedRound,
  nextMemory,
  startRecord,
  type MadeRound,
  type Mutation,
  type RoundMemory,
} from '../mutants/index.js';
import { createSuspectSource, UnaskedError, type SuspectSource } from './answer-suspect.js';
import { isWithin, type CaseEvidence } from './case-evidence.js';

/** What a suspected recursion says of one round. */
export interface Explanation {
  /** Every reported state is what it makes of the states reported before. */
  readonly states: boolean;
  /** Every question is one of its own, and none is missing; true where no questions are known. */
  readonly questions: boolean;
}

/** Whether a round is explained in states and questions. */
export function isFull({ states, questions }: Explanation): boolean {
  return states && questions;
}

const unexplained: Explanation = { states: false, questions: false };
/** A round that was given and not made. */
const given: Explanation = { states: true, questions: true };

type Memory = RoundMemory<JudgeNumber>;

/** What the mutation explains, by rounds from 0, the start. Each round starts from what was reported before it. */
export function replayMutant(evidence: CaseEvidence, mutation: Mutation): readonly Explanation[] {
  const { trace, isSingleRound } = evidence;
  const source = createSuspectSource(evidence);
  const explanations: Explanation[] = [];

  let memory: Memory = firstMemory({ ...trace.start, gradients: [] }, source.drawsOf(1));
  if (isSingleRound) {
    explanations.push(given);
  } else {
    const { explanation, estimate } = explainStart(evidence, source, mutation);
    explanations.push(explanation);
    if (estimate !== undefined) memory = { ...memory, estimate };
  }
  trace.rounds.forEach((reported, index) => {
    const round = index + 1;
    const isGiven = isSingleRound && round < trace.rounds.length;
    const { explanation, made } = isGiven
      ? { explanation: given, made: undefined }
      : explainRound(evidence, source, mutation, memory, reported);
    explanations.push(explanation);
    const correction = reported.correction ?? made?.correction;
    const told = [memory.x, ...reported.steps.flatMap(({ point }) => (point === undefined ? [] : [point]))];
    const next = {
      iterate: reported.iterate,
      ...(correction === undefined ? {} : { correction }),
      points: isGiven ? [reported.iterate] : (made?.points ?? told),
    };
    memory = nextMemory(memory, next, source.drawsOf(round + 1));
  });
  return explanations;
}

/** A made vector against a reported one, which may be missing. */
function fits(
  { arithmetic }: CaseEvidence,
  made: Vector<JudgeNumber> | undefined,
  reported: Vector<JudgeNumber> | undefined,
): boolean {
  return reported === undefined || (made !== undefined && isWithin(arithmetic, made, reported));
}

/** Follows one round; what cannot be followed is not explained. */
function attempt<Made>(
  source: SuspectSource,
  round: number,
  follow: () => { readonly states: boolean; readonly made: Made },
): { readonly explanation: Explanation; readonly made?: Made } {
  source.beginRound(round);
  try {
    const { states, made } = follow();
    return { explanation: { states, questions: source.areAllAsked() }, made };
  } catch (error) {
    // a ContractError: a gradient that the problem does not have
    if (error instanceof UnaskedError || error instanceof ContractError) return { explanation: unexplained };
    throw error;
  }
}

function explainStart(evidence: CaseEvidence, source: SuspectSource, mutation: Mutation) {
  const { lifted, request, trace } = evidence;
  const { iterate, correction } = trace.start;
  const { explanation, made } = attempt(source, 0, () => {
    const { initialization, startingPoint } = lifted;
    const { initialDraws, setting } = source;
    const input = { initialization, startingPoint, initialDraws, firstDraws: source.drawsOf(1) };
    const start = startRecord(setting, request.variant, input, mutation);
    const states = fits(evidence, start.iterate, iterate) && fits(evidence, start.correction, correction);
    return { states, made: start };
  });
  return { explanation, estimate: correction ?? made?.correction };
}

function explainRound(
  evidence: CaseEvidence,
  source: SuspectSource,
  mutation: Mutation,
  memory: Memory,
  { iterate, correction, steps }: ReportedRound<JudgeNumber>,
): { readonly explanation: Explanation; readonly made?: MadeRound<JudgeNumber> } {
  return attempt(source, memory.round, () => {
    const areStepsTold = steps.length > 0;
    // by step; 0 is the estimate
    const wrong: number[] = [];
    const made = mutatedRound(source.setting, evidence.request.variant, mutation, memory, {
      asking: ({ role }) => {
        source.noteRole(role);
      },
      // the round goes on from what was reported, so that one mistake is not counted twice
      estimate: (value) => {
        if (!fits(evidence, value, correction)) wrong.push(0);
        return correction ?? value;
      },
      point: (value, step) => {
        const point = steps[step - 1]?.point;
        if (!fits(evidence, value, point)) wrong.push(step);
        return point ?? value;
      },
    });
    const states =
      wrong.length === 0 &&
      (!areStepsTold || made.steps.length === steps.length) &&
      (correction === undefined || made.correction !== undefined) &&
      fits(evidence, made.iterate, iterate);
    return { states, made };
  });
}
