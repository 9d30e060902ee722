/** The exact states of a run on one sequence of draws, each with how far an honest implementation may be off. */
import { algorithms } from '../../../spec/algorithms/index.js';
import { absolute, type Vector } from '../../../spec/algebra/index.js';
import {
  type AtomTape,
  createQuadraticOracle,
  type Initialization,
  mapInitialization,
  mapParameters,
  mapProblem,
} from '../../../spec/model/index.js';
import { type ExactField, isRepresentable, type RadixNumber, type Ratio } from '../../exact/index.js';
import { completeTrace } from '../../judge/index.js';
import { type BoundCalculator } from '../../judge/error-bound.js';
import { completeRound } from '../../judge/complete-trace.js';
import { type ErrorField, type ErrorNumber } from '../../judge/error-field.js';
import { type JudgeArithmetic } from '../../judge/judge-arithmetic.js';
import type { PreparedCase } from '../session/prepared-case.js';

/**
 * An exact value v, its honest evaluation v̂ since the last state, and the states it was made of:
 *
 * $$|\hat v - v| \le r + [(1+u)^{W} - 1]\,M + (1+u)^{W}\,\omega\,U$$
 *
 * M is made of |state| + r, because the rounding errors grow with the state that was really there.
 */
export interface TrackedNumber extends ErrorNumber<RadixNumber> {
  /** r: what the errors of the states before can change, to the last digit (not to first order). */
  readonly radius: RadixNumber;
}

/** The field of {@link TrackedNumber}s. */
export interface TrackedField {
  readonly ring: ExactField<TrackedNumber>;
  /** Data of the case, with the rounding of its conversion unless the format holds it exactly. */
  readonly datum: (value: RadixNumber, isHeldExactly: boolean) => TrackedNumber;
  /** A state v whose honest value is off by at most `radius`. */
  readonly state: (value: RadixNumber, radius: RadixNumber) => TrackedNumber;
  /** The number as a state: what rounding made of it is from now on an error of the state. */
  readonly collapse: (number: TrackedNumber) => TrackedNumber;
}

/**
 * The tracked field over the judge's two.
 *
 * @param base - the ring of exact values.
 * @param errors - the error analysis of one step.
 * @param bounds - its bounds in the declared format; for exact arithmetic every radius stays 0.
 */
function createTrackedField(
  base: ExactField<RadixNumber>,
  errors: ErrorField<RadixNumber>,
  bounds: BoundCalculator,
): TrackedField {
  const { add, multiply, zero } = base;
  const with0 = (number: ErrorNumber<RadixNumber>): TrackedNumber => ({ ...number, radius: zero });
  const size = ({ value }: TrackedNumber): RadixNumber => absolute(base, value);
  const state = (value: RadixNumber, radius: RadixNumber): TrackedNumber => {
    const reported = errors.reported(value);
    return { ...reported, magnitude: add(reported.magnitude, radius), radius };
  };
  const ring: ExactField<TrackedNumber> = {
    name: `${errors.name} of a whole run`,
    zero: with0(errors.zero),
    one: with0(errors.one),
    add: (left, right) => ({ ...errors.add(left, right), radius: add(left.radius, right.radius) }),
    subtract: (left, right) => ({ ...errors.subtract(left, right), radius: add(left.radius, right.radius) }),
    // |v̂₁v̂₂ − v₁v₂| ≤ |v₁|r₂ + r₁|v₂| + r₁r₂
    multiply: (left, right) => ({
      ...errors.multiply(left, right),
      radius: add(
        add(multiply(size(left), right.radius), multiply(left.radius, size(right))),
        multiply(left.radius, right.radius),
      ),
    }),
    negate: (number) => ({ ...number, value: base.negate(number.value) }),
    // by a count B alone: exact in the ring, one rounding of 1/B and one of the product in floating point
    divide: (left, right) => {
      const share = (value: RadixNumber): RadixNumber => base.divide(value, size(right));
      return {
        ...errors.divide(left, right),
        magnitude: share(left.magnitude),
        operations: left.operations + 2,
        underflow: add(add(share(left.underflow), left.magnitude), base.one),
        radius: share(left.radius),
      };
    },
    compare: (left, right) => base.compare(left.value, right.value),
    fromString: (text) => with0(errors.fromString(text)),
    format: ({ value }) => base.format(value),
    fromRatio: (ratio) => with0(errors.reported(base.fromRatio(ratio))),
    toRatio: ({ value }) => base.toRatio(value),
    toUnreducedRatio: ({ value }) => base.toUnreducedRatio(value),
  };
  return {
    ring,
    datum: (value, isHeldExactly) => with0(errors.datum(value, isHeldExactly)),
    state,
    collapse: (number) => state(number.value, add(number.radius, bounds.bound(number, 1))),
  };
}

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
