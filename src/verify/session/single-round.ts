/** Makes one round from a state that the kit gives, and judges it. */
import type { Vector } from '../../../spec/algebra/index.js';
import { isSchedule, parametersAt, scheduledNames } from '../../../spec/model/index.js';
import type { Ratio } from '../../exact/index.js';
import type { VerificationCase } from '../cases/verification-case.js';
import type { Peer } from '../peer/peer.js';
import type { Response } from '../protocol/replies.js';
import { alignDraws } from './align-draws.js';
import { explainRefusal, nextSession, openSession, toOutcome, type CaseOutcome } from './case-outcome.js';
import { judgeSingleRound } from './judge-run.js';
import type { PreparedCase } from './prepared-case.js';
import { createRecorder } from './recorder.js';
import { readParameter } from './reported-parameters.js';
import { findStale, reportRound } from './reported-run.js';

/** The state that a single round starts from. */
export interface RoundState {
  readonly round: number;
  readonly x: Vector<Ratio>;
  readonly xPrevious: Vector<Ratio>;
  readonly m?: Vector<Ratio>;
}

/** Makes one round from a given state and judges it. */
export async function runSingleRound(
  peer: Peer,
  given: PreparedCase,
  state: RoundState,
): Promise<CaseOutcome> {
  const session = nextSession(peer);
  const recorder = createRecorder(given, session, state.round);
  const closed = await openSession(peer, given, session);
  if (closed !== undefined) return closed;
  const { write } = given.codec;
  const [x, xPrevious] = [state.x.map(write), state.xPrevious.map(write)];
  const correction = state.m?.map(write);
  const done = await peer.request(
    {
      type: 'step',
      session,
      state: { round: state.round, x, xPrevious, ...(correction === undefined ? {} : { m: correction }) },
    },
    recorder,
  );
  if (done.type !== 'ok') return explainRefusal(done as Response, 'step');
  await peer.request({ type: 'close', session });

  const prepared = alignDraws(given, recorder, x);
  const recorded = recorder.rounds()[state.round] ?? { questions: [], points: [] };
  if (recorded.x === undefined) {
    return {
      verdict: 'protocol',
      message: `"step" was answered with ok before the state of round ${state.round} was told.`,
    };
  }
  const { reported, extra, missing } = reportRound(prepared, recorder, recorded, state.round, {
    x,
    xPrevious,
  });
  const known = correction === undefined ? {} : { correction };
  // round t stands second, after a round that ends in the given state, or first where t = 1
  const isFirst = state.round === 1;
  const placed = placeSingleRound(prepared.case, state, isFirst);
  const trace = {
    start: { iterate: isFirst ? x : xPrevious, ...known, gradients: [] },
    rounds: [...(isFirst ? [] : [{ iterate: x, ...known, steps: [] }]), reported],
  };
  const toStray = (question: (typeof extra)[number]) => ({ round: trace.rounds.length, question });
  const undrawn = recorded.questions.filter(({ isUndrawn }) => isUndrawn).map(toStray);
  const stale = findStale(prepared, recorded, state.round).map(({ question }) => toStray(question));
  const due = missing.map((expected) => ({ round: trace.rounds.length, expected }));
  const run = { trace, stray: extra.map(toStray), undrawn, stale, missing: due };
  const moved = { ...prepared, case: placed };
  const followed = scheduledNames
    .flatMap((name) => readParameter(given, recorded, state.round, name).violations)
    .map((violation) => ({ ...violation, round: trace.rounds.length }));
  return toOutcome(judgeSingleRound(moved, trace, run, followed), {
    prepared: moved,
    run,
    recorder,
    singleRound: { round: state.round, startingPoint: given.case.startingPoint },
  });
}

/** The case whose second round (first, where t = 1) is round t of the given one. */
function placeSingleRound(
  given: VerificationCase,
  { round, x, xPrevious, m }: RoundState,
  isFirst: boolean,
): VerificationCase {
  const draws = given.tape.rounds[round - 1];
  const ofRound = parametersAt(given.parameters, round);
  const { stepSize } = ofRound;
  const before = isFirst ? [] : [given.tape.rounds[round - 2] ?? draws];
  const rounds = [...before, draws].filter((one) => one !== undefined);
  return {
    ...given,
    parameters: { ...ofRound, stepSize: isSchedule(stepSize) ? [stepSize] : stepSize },
    startingPoint: isFirst ? x : xPrevious,
    ...(m === undefined ? {} : { initialization: { kind: 'given', correction: m } }),
    tape: { initial: [], rounds },
  };
}
