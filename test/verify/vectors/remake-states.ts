/** Every state of a run made anew from the states before it, over any field. */
import type { Field, Vector } from '../../../spec/algebra/index.js';
import type { Algorithm } from '../../../spec/algorithms/index.js';
import type { Trace } from '../../../spec/model/index.js';
import { ContractError } from '../../../src/errors.js';
import { completeTrace, type CompletionRequest, type ReportedTrace } from '../../../src/judge/index.js';

/** The states of one round. */
export interface RoundState<S> {
  /** xᵗ. */
  readonly x: Vector<S>;
  /** y^{t,1}, …, y^{t,K−1}. */
  readonly y: readonly Vector<S>[];
  /** mᵗ, where there is one. */
  readonly m?: Vector<S>;
}

/** The states of all rounds, from 0, in the form of the other numbers. */
export function mapStates<S, R>(
  states: readonly RoundState<S>[],
  map: (value: S) => R,
): readonly RoundState<R>[] {
  return states.map(({ x, y, m }) => ({
    x: x.map(map),
    y: y.map((point) => point.map(map)),
    ...(m === undefined ? {} : { m: m.map(map) }),
  }));
}

/** The states of a trace. */
export function statesOfTrace<S>({ start, rounds }: Trace<S>): readonly RoundState<S>[] {
  const estimateOf = ({ correction }: { readonly correction?: Vector<S> }) =>
    correction === undefined ? {} : { m: correction };
  return [
    { x: start.iterate, y: [], ...estimateOf(start) },
    ...rounds.map((round) => ({
      x: round.iterate,
      y: round.steps.slice(0, -1).map(({ point }) => point),
      ...estimateOf(round),
    })),
  ];
}

/**
 * The states of `given`, each made by the equations from those that come before it in `given`: mᵗ from m^{t−1} and the
 * snapshots, y^{t,k} from mᵗ and y^{t,k−1}. Nothing accumulates.
 */
export function remakeStates<S>(
  field: Field<S>,
  algorithm: Algorithm,
  request: CompletionRequest<S>,
  given: readonly RoundState<S>[],
): readonly RoundState<S>[] {
  const stepCount = request.parameters.localStepCount;
  /** The trace with a gap, which is filled by the equations. */
  const fill = (isGap: (round: number, step: number) => boolean): Trace<S> => {
    const estimateOf = ({ m }: RoundState<S>, round: number) =>
      m === undefined || isGap(round, 0) ? {} : { correction: m };
    const [start, ...rounds] = given;
    if (start === undefined) throw new ContractError('there is no round 0');
    const reported: ReportedTrace<S> = {
      start: { iterate: start.x, ...estimateOf(start, 0) },
      rounds: rounds.map((state, index) => ({
        iterate: state.x,
        ...estimateOf(state, index + 1),
        steps: [...state.y, state.x].map((point, k) => (isGap(index + 1, k + 1) ? {} : { point })),
      })),
    };
    return completeTrace(field, algorithm, request, reported);
  };
  // neighbouring estimates must not be gaps at once: one would be made from the other
  const estimates = [0, 1].map((parity) =>
    statesOfTrace(fill((round, step) => step === 0 && round % 2 === parity)),
  );
  const steps = Array.from({ length: stepCount }, (_, index) => fill((_round, step) => step === index + 1));
  return given.map(({ x }, round) => {
    const m = estimates[round % 2]?.[round]?.m;
    const points = steps.flatMap(({ rounds }, index) => rounds[round - 1]?.steps[index]?.point ?? []);
    return {
      x: round === 0 ? x : points.slice(-x.length),
      y: round === 0 ? [] : steps.slice(0, -1).map((_, k) => points.slice(k * x.length, (k + 1) * x.length)),
      ...(m === undefined ? {} : { m }),
    };
  });
}
