/** A whole run with hooks, on a tape. */
import type { Field } from '../../../spec/algebra/index.js';
import type { RunRequest } from '../../../spec/algorithms/index.js';
import type { GradientQuery, RoundRecord, Trace, VariantName } from '../../../spec/model/index.js';
import {
  createSetting,
  firstMemory,
  mutatedRound,
  nextMemory,
  startRecord,
  type Mutation,
} from '../../../src/verify/mutants/index.js';

/** Runs `claimed`, or what the mutation makes of it. Where a mistake takes another atom, the problem has two. */
export function runMutated<S>(
  field: Field<S>,
  claimed: VariantName,
  request: Required<RunRequest<S>>,
  mutation: Mutation = {},
): Trace<S> {
  const { parameters, tape, oracle, initialization, startingPoint } = request;
  const setting = createSetting(field, parameters, {
    gradient: oracle.gradient,
    otherAtom: ({ atom }: GradientQuery<S>) => 1 - atom,
  });
  const drawsOf = (round: number) => tape.rounds[round - 1] ?? { snapshot: 0, local: [] };
  const start = startRecord(
    setting,
    claimed,
    { initialization, startingPoint, initialDraws: tape.initial, firstDraws: drawsOf(1) },
    mutation,
  );
  const rounds: RoundRecord<S>[] = [];
  let memory = firstMemory(start, drawsOf(1));
  for (let t = 1; t <= parameters.roundCount; t += 1) {
    const { points, ...record } = mutatedRound(setting, claimed, mutation, memory);
    rounds.push(record);
    memory = nextMemory(memory, { ...record, points }, drawsOf(t + 1));
  }
  return { start, rounds };
}
