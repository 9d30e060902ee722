/**
 * Fills in what an implementation did not report, from what it did: gradients from the oracle, everything else from the
 * equations. Over an error field the filled-in values carry their own rounding bounds, so nothing is assumed exact that
 * the implementation had to compute.
 */
import { createVectorSpace, type Field, type Vector } from '../../spec/algebra/index.js';
import {
  prescribedDraws,
  isPreviousUnused,
  localPoint,
  queryForRole,
  startQueries,
  sumOfStartSamples,
  type Algorithm,
  type GradientRole,
  type RoundContext,
  type RunRequest,
} from '../../spec/algorithms/index.js';
import { parametersAt, valueAt } from '../../spec/model/index.js';
import type {
  GradientQuery,
  GradientRecord,
  Oracle,
  RoundRecord,
  StartRecord,
  StepRecord,
  Trace,
} from '../../spec/model/index.js';
import type { ReportedRound, ReportedTrace } from './reported-trace.js';

/** A run to judge: its oracle may be unknown, then every gradient must have been reported. */
export interface CompletionRequest<S> extends RunRequest<S> {
  /** 1/B of the initialisation `batch`. */
  readonly reciprocalBatchSize: S;
  /** What a point that only a question tells stands for, given the sum of the moves that lead there from where the round began; itself if left out. */
  readonly askedPoint?: (point: Vector<S>, way: Vector<S>) => Vector<S>;
}

/**
 * The trace with every gap filled that can be. Gaps that remain break the equations that need them.
 *
 * For reports that leave states out.
 */
export function completeTrace<S>(
  field: Field<S>,
  algorithm: Algorithm,
  request: CompletionRequest<S>,
  reported: ReportedTrace<S>,
): Trace<S> {
  const start = completeStart(field, algorithm, request, reported.start);
  const rounds: RoundRecord<S>[] = [];
  let previous: Pick<RoundRecord<S>, 'iterate' | 'correction'> = start;
  let previousSnapshot = start.iterate;
  reported.rounds.forEach((round, index) => {
    const completed = completeRound(field, algorithm, request, round, {
      roundNumber: index + 1,
      snapshot: previous.iterate,
      previousSnapshot,
      ...(previous.correction === undefined ? {} : { previousCorrection: previous.correction }),
    });
    rounds.push(completed);
    previousSnapshot = previous.iterate;
    previous = completed;
  });
  return { start, rounds };
}

function answer<S>(oracle: Oracle<S> | undefined, query: GradientQuery<S>): GradientRecord<S> | undefined {
  return oracle === undefined || oracle.canAnswer?.(query) === false
    ? undefined
    : { ...query, value: oracle.gradient(query) };
}

/** x⁰ as reported, and m⁰ as reported or as the initialisation makes it. */
function completeStart<S>(
  field: Field<S>,
  algorithm: Algorithm,
  request: CompletionRequest<S>,
  reported: ReportedTrace<S>['start'],
): StartRecord<S> {
  const { iterate } = reported;
  if (algorithm.estimates === 'nothing') return { iterate, gradients: [] };
  const { initialization, tape, startingPoint } = request;
  // No gradients at all means that they were not reported; where they are needed, the oracle answers again.
  const known = reported.gradients ?? [];
  const gradients =
    known.length > 0
      ? known
      : startQueries(algorithm.estimates, { initialization, draws: tape.initial, startingPoint }).map(
          (roles) =>
            Object.fromEntries(
              Object.entries(roles).flatMap(([role, query]) => {
                const record = answer(request.oracle, query);
                return record === undefined ? [] : [[role, record]];
              }),
            ),
        );
  const { scale, zero } = createVectorSpace(field);
  const estimate = (): Vector<S> | undefined => {
    switch (initialization.kind) {
      case 'given':
        return initialization.correction;
      case 'zero':
        return zero(startingPoint.length);
      case 'exact':
        return sumOfStartSamples(field, gradients, startingPoint.length);
      case 'batch':
        return scale(request.reciprocalBatchSize, sumOfStartSamples(field, gradients, startingPoint.length));
      case 'first-snapshot':
      case 'none':
        return undefined;
    }
  };
  const correction = reported.correction ?? estimate();
  return { iterate, gradients, ...(correction === undefined ? {} : { correction }) };
}

/** The states that a round starts from. */
export type RoundStart<S> = Pick<
  RoundContext<S>,
  'roundNumber' | 'snapshot' | 'previousSnapshot' | 'previousCorrection'
>;

/** Round t from the states before it, with every gap filled that can be. Its last point is xᵗ where that was not reported. */
export function completeRound<S>(
  field: Field<S>,
  algorithm: Algorithm,
  request: CompletionRequest<S>,
  reported: ReportedRound<S>,
  before: RoundStart<S>,
): RoundRecord<S> {
  const { initialization, tape, oracle } = request;
  const parameters = parametersAt(request.parameters, before.roundNumber);
  const draws = prescribedDraws(tape, before.roundNumber);
  const contextOf = (round: RoundRecord<S>): RoundContext<S> => ({
    ...before,
    parameters,
    initialization,
    draws,
    round,
  });
  /** The gradients of `roles`, reported or recomputed. */
  const gradientsOf = <Role extends string>(
    roles: readonly GradientRole<Role>[],
    known: { readonly [R in Role]?: GradientRecord<S> },
    context: RoundContext<S>,
    step: number,
  ): { readonly [R in Role]?: GradientRecord<S> } => {
    const filled = roles.flatMap((role) => {
      if (known[role.name] !== undefined) return [];
      if (role.point === 'previous-snapshot' && isPreviousUnused(field, context)) return [];
      const record = answer(oracle, queryForRole(context, role, step));
      return record === undefined ? [] : [[role.name, record] as const];
    });
    return { ...known, ...(Object.fromEntries(filled) as { readonly [R in Role]?: GradientRecord<S> }) };
  };

  const steps: StepRecord<S>[] = [];
  let round: RoundRecord<S> = { gradients: {}, steps, iterate: reported.iterate };
  const gradients = gradientsOf(algorithm.roundGradients, reported.gradients ?? {}, contextOf(round), 1);
  round = { ...round, gradients };
  const correction = reported.correction ?? algorithm.correction?.(field, contextOf(round));
  if (correction !== undefined) round = { ...round, correction };

  const { add, subtract, scale } = createVectorSpace(field);
  // the sum of the moves is only made where somebody asks for it
  const isAsked = request.askedPoint !== undefined && reported.steps.some(({ asked }) => asked !== undefined);
  let way: Vector<S> | undefined;
  const stepCount = reported.steps.length === 0 ? parameters.localStepCount : reported.steps.length;
  for (let k = 1; k <= stepCount; k += 1) {
    const record = reported.steps[k - 1] ?? {};
    const before = contextOf(round);
    const taken = gradientsOf(algorithm.stepGradients(k), record.gradients ?? {}, before, k);
    const from = localPoint(before, k);
    // The rule of the direction reads this step's gradients; its point is not known yet.
    steps.push({ gradients: taken, point: from });
    const direction = record.direction ?? algorithm.direction(field, before, k);
    const move = direction && scale(valueAt(parameters.stepSize, k), direction);
    if (isAsked) way = way === undefined || move === undefined ? move : add(way, move);
    const asked = record.asked && way ? request.askedPoint?.(record.asked, way) : undefined;
    steps[k - 1] = {
      gradients: taken,
      ...(direction === undefined ? {} : { direction }),
      point: record.point ?? asked ?? record.asked ?? (move === undefined ? from : subtract(from, move)),
    };
  }
  return round;
}
