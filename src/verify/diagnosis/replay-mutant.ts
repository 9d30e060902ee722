/** A suspected recursion, led along a reported run round by round: which rounds does it explain? */
import { mapInitialization } from '../../../spec/model/index.js';
import { ContractError } from '../../errors.js';
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
import type { Doubles } from './doubles.js';
import type { SeenRun, SeenState } from './seen-run.js';
import { isNearly, toRough, type Rough } from './rough-field.js';

/** What a suspected recursion says of one round. */
export interface RoundReplay {
  /** Every reported state is what it makes of the states reported before. */
  readonly states: boolean;
  /** Every question is one of its own, and none is missing; true where no questions are known. */
  readonly questions: boolean;
}

/** Whether a round is explained in states and questions. */
export function isFull({ states, questions }: RoundReplay): boolean {
  return states && questions;
}

const unexplained: RoundReplay = { states: false, questions: false };
/** A round that was given and not made. */
const given: RoundReplay = { states: true, questions: true };

type Memory = RoundMemory<Rough>;

const rough = (vector: Doubles) => vector.map(toRough);

/**
 * What the mutation explains, by rounds from 0, the start, computed as it is asked for. Each round starts from what was
 * reported before it; nothing is guessed from sizes of errors.
 */
export function* replayMutant(run: SeenRun, mutation: Mutation): Generator<RoundReplay> {
  const { states, isSingleRound } = run;
  const [start, ...rounds] = states;
  if (start === undefined) return;
  const source = createSuspectSource(run, mutation.runs ?? run.variant);
  const estimateOf = ({ m }: SeenState) => (m === undefined ? {} : { correction: rough(m) });
  let memory: Memory = firstMemory(
    { iterate: rough(start.x), ...estimateOf(start), gradients: [] },
    source.drawsOf(1),
  );
  if (isSingleRound) {
    yield given;
  } else {
    const { replay, made } = followStart(run, source, mutation, start);
    yield replay;
    if (start.m === undefined && made?.correction !== undefined)
      memory = { ...memory, estimate: made.correction };
  }
  for (const [index, reported] of rounds.entries()) {
    const isGiven = isSingleRound && index < rounds.length - 1;
    const { replay, made } = isGiven
      ? { replay: given, made: undefined }
      : followRound(run, source, mutation, memory, reported);
    yield replay;
    const iterate = rough(reported.x);
    const correction = reported.m === undefined ? made?.correction : rough(reported.m);
    const points = isGiven ? [iterate] : (made?.points ?? [memory.x, ...reported.points.map(rough)]);
    memory = nextMemory(
      memory,
      { iterate, ...(correction === undefined ? {} : { correction }), points },
      source.drawsOf(index + 2),
    );
  }
}

/** A made vector against a reported one, which may be missing. */
function fits(
  { roundoff }: SeenRun,
  made: readonly Rough[] | undefined,
  reported: Doubles | undefined,
): boolean {
  return reported === undefined || (made !== undefined && isNearly(made, reported, roundoff));
}

/** Follows one round; what cannot be followed is not explained. */
function attempt<Made>(
  source: SuspectSource,
  round: number,
  follow: () => { readonly states: boolean; readonly made: Made },
): { readonly replay: RoundReplay; readonly made?: Made } {
  source.beginRound(round);
  try {
    const { states, made } = follow();
    return { replay: { states, questions: source.areAllAsked() }, made };
  } catch (error) {
    // a ContractError: a gradient that the problem does not have
    if (error instanceof UnaskedError || error instanceof ContractError) return { replay: unexplained };
    throw error;
  }
}

function followStart(run: SeenRun, source: SuspectSource, mutation: Mutation, { x, m }: SeenState) {
  return attempt(source, 0, () => {
    const { initialDraws, setting } = source;
    const input = {
      initialization: mapInitialization(run.initialization, toRough),
      startingPoint: rough(run.x0),
      initialDraws,
      firstDraws: source.drawsOf(1),
    };
    const made = startRecord(setting, run.variant, input, mutation);
    return { states: fits(run, made.iterate, x) && fits(run, made.correction, m), made };
  });
}

function followRound(
  run: SeenRun,
  source: SuspectSource,
  mutation: Mutation,
  memory: Memory,
  { x, m, points }: SeenState,
): { readonly replay: RoundReplay; readonly made?: MadeRound<Rough> } {
  return attempt(source, memory.round, () => {
    const seen = { isRight: true };
    const made = mutatedRound(source.setting, run.variant, mutation, memory, {
      asking: ({ role }) => {
        source.noteRole(role);
      },
      // the round goes on from what was reported, so that one mistake is not counted twice
      estimate: (value) => {
        seen.isRight &&= fits(run, value, m);
        return m === undefined ? value : rough(m);
      },
      point: (value, step) => {
        const point = points[step - 1];
        seen.isRight &&= fits(run, value, point);
        return point === undefined ? value : rough(point);
      },
    });
    const states =
      seen.isRight &&
      (points.length === 0 || made.steps.length === points.length) &&
      (m === undefined || made.correction !== undefined) &&
      fits(run, made.iterate, x);
    return { states, made };
  });
}
