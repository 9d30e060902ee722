/** The exact states of a run on one sequence of draws, each with how far an honest implementation may be off. */
import { algorithms } from '../../../spec/algorithms/index.js';
import type { Vector } from '../../../spec/algebra/index.js';
import {
  createQuadraticOracle,
  mapProblem,
  type AtomTape,
  type Initialization,
} from '../../../spec/model/index.js';
import { exactRounds, isRepresentable, startState, type Ratio } from '../../exact/index.js';
import type { JudgeArithmetic } from '../../judge/index.js';
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
  const initialization: Initialization<TrackedNumber> =
    given.initialization.kind === 'given'
      ? { kind: 'given', correction: given.initialization.correction.map(lift) }
      : given.initialization;
  const { parameters, variant } = given;
  const setting = {
    oracle,
    parameters: {
      ...parameters,
      stepSize: lift(parameters.stepSize),
      momentumWeight: lift(parameters.momentumWeight),
    },
  };
  return {
    field,
    iterates: (tape) => {
      const startingPoint = given.startingPoint.map(lift).map(collapse);
      const { estimates } = algorithms[variant];
      const start = startState(ring, estimates, { initialization, startingPoint, tape, oracle });
      let x = start.iterate;
      let xOld = x;
      let m = start.correction?.map(collapse);
      return [
        x,
        ...tape.rounds.map((draws, index) => {
          const before = { roundNumber: index + 1, draws, x, xOld, ...(m === undefined ? {} : { m }) };
          const record = exactRounds[variant](ring, setting, before);
          xOld = x;
          x = record.iterate.map(collapse);
          m = record.correction?.map(collapse);
          return x;
        }),
      ];
    },
  };
}
