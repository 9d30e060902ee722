/** The exact states of a run on one sequence of draws, each with how far an honest implementation may be off. */
import { algorithms } from '../../../spec/algorithms/index.js';
import type { Vector } from '../../../spec/algebra/index.js';
import {
  mapInitialization,
  mapParameters,
  createQuadraticOracle,
  mapProblem,
  type AtomTape,
  type Initialization,
} from '../../../spec/model/index.js';
import { isRepresentable, type Ratio } from '../../exact/index.js';
import { completeRound, completeTrace, type JudgeArithmetic } from '../../judge/index.js';
import type { PreparedCase } from '../session/prepared-case.js';
import { createTrackedField, type TrackedField, type TrackedNumber } from './tracked-field.js';

/** Runs of one case, for one tape after the other. */
export interface TrackedRuns {
  readonly field: TrackedField;
  /** x⁰, x¹, …, x^T with their radii. */
  readonly iterates: (tape: AtomTape) => readonly Vector<TrackedNumber>[];
}

/**
 * The runs of a prepared case. After every round the state is a state of its own: an implementation holds it in numbers of
 * its format, whether it tells them or not, so a round's rounding errors are those of one round, and what came before moves
 * the state that the round starts from.
 */
export function createTrackedRuns(
  { case: given, arithmetic }: PreparedCase,
  { base, field: errors, bounds }: JudgeArithmetic,
): TrackedRuns {
  const field = createTrackedField(base, errors, bounds);
  const { ring, collapse } = field;
  const isHeld = (value: Ratio): boolean =>
    arithmetic === 'exact' || isRepresentable(arithmetic.format, value);
  const lift = (value: Ratio): TrackedNumber => field.datum(base.fromRatio(value), isHeld(value));
  const oracle = createQuadraticOracle(ring, mapProblem(given.problem, lift));
  const initialization: Initialization<TrackedNumber> = mapInitialization(given.initialization, lift);
  const { parameters, variant } = given;
  const reciprocal = initialization.kind === 'batch' ? BigInt(initialization.size) : 1n;
  const common = {
    oracle,
    initialization,
    startingPoint: given.startingPoint.map(lift),
    reciprocalBatchSize: lift({ numerator: 1n, denominator: reciprocal }),
    parameters: mapParameters(parameters, lift),
  };
  const algorithm = algorithms[variant];
  return {
    field,
    iterates: (tape) => {
      const request = { ...common, tape };
      const startingPoint = common.startingPoint.map(collapse);
      const { start } = completeTrace(ring, algorithm, request, {
        start: { iterate: startingPoint },
        rounds: [],
      });
      let [x, xOld] = [startingPoint, startingPoint];
      let m = start.correction?.map(collapse);
      const after = tape.rounds.map((_draws, index) => {
        // nothing is reported: every gradient, estimate and point is what the equations make of the state before
        const { steps, correction } = completeRound(
          ring,
          algorithm,
          request,
          { steps: [], iterate: [] },
          {
            roundNumber: index + 1,
            snapshot: x,
            previousSnapshot: xOld,
            ...(m === undefined ? {} : { previousCorrection: m }),
          },
        );
        xOld = x;
        x = (steps.at(-1)?.point ?? []).map(collapse);
        m = correction?.map(collapse);
        return x;
      });
      return [startingPoint, ...after];
    },
  };
}
