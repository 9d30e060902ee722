/** Reads a reported trace into the judge's numbers and holds it to the rules of reporting. */
import type { Vector } from '../../spec/algebra/index.js';
import { algorithms } from '../../spec/algorithms/index.js';
import type { VariantName } from '../../spec/model/index.js';
import { formatRatio, parseExactNumber, type Ratio } from '../exact/exact-number.js';
import { InexactError, InputError } from '../errors.js';
import { isRepresentable } from '../exact/float-format.js';
import { liftDouble } from '../exact/lift.js';
import { meanOf, type JudgeArithmetic, type JudgeNumber } from './judge-arithmetic.js';
import { reportBroken, type ComponentReport } from './judge-report.js';
import {
  mapTrace,
  type AnyTrace,
  type JudgeRequest,
  type ReportedRound,
  type ReportedTrace,
  type TracePlace,
} from './reported-trace.js';

/** A trace that was read, up to the first round that cannot be. */
export interface Reading {
  readonly trace: ReportedTrace<JudgeNumber>;
  readonly violations: readonly ComponentReport[];
  /** The round (0: the start) that could not be read; the trace ends before it. */
  readonly unreadableRound?: number;
  /** Whether it could not be read because of a number that is not finite. */
  readonly isNotFinite: boolean;
}

/** The exact value of a reported number, or the values that it is the mean of; undefined where one is not a finite number. */
export type ReadNumber<V> = (value: V) => Ratio | readonly Ratio[] | undefined;

/** Reads every number exactly. A vector that cannot be read ends the trace before its round. */
export function readReportedTrace<V>(
  judge: JudgeArithmetic,
  request: JudgeRequest,
  trace: AnyTrace<V>,
  read: ReadNumber<V>,
): Reading {
  const { base, field } = judge;
  const dimension = request.startingPoint.length;
  const { arithmetic, parameters } = request;
  const violations: ComponentReport[] = [];
  let unreadableRound: number | undefined;
  let isNotFinite = false;
  const giveUp = (violation: ComponentReport): void => {
    // Vectors are read in the order of the run: the first that cannot be read ends the trace.
    if (unreadableRound === undefined) {
      unreadableRound = violation.round;
      isNotFinite = violation.equation === 'REPORT.3';
    }
    violations.push(violation);
  };
  /** Numbers without a fault: a state is sent again and again, as the point of each gradient that is taken there. */
  const known = new Map<V, JudgeNumber>();
  const readNumber = (value: V, place: TracePlace, component: number): JudgeNumber => {
    const before = known.get(value);
    if (before !== undefined) return before;
    const exact = read(value);
    if (exact === undefined) {
      giveUp(
        reportBroken(
          'REPORT.3',
          place,
          component,
          'a finite number, in a form of the protocol',
          String(value),
        ),
      );
      return field.zero;
    }
    if (!('numerator' in exact)) {
      const mean = meanOf(
        judge,
        arithmetic,
        exact.map((one) => field.reported(base.fromRatio(one))),
      );
      known.set(value, mean);
      return mean;
    }
    const isHeld = arithmetic === 'exact' || isRepresentable(arithmetic.format, exact);
    if (!isHeld) {
      const { name } = arithmetic.format;
      violations.push(reportBroken('REPORT.4', place, component, `a ${name} number`, formatRatio(exact)));
    }
    try {
      const number = field.reported(base.fromRatio(exact));
      if (isHeld) known.set(value, number);
      return number;
    } catch (error) {
      if (!(error instanceof InexactError)) throw error;
      // Sums and products of the data never have such a denominator.
      giveUp(reportBroken('REPORT.4', place, component, error.expected, formatRatio(exact)));
      return field.zero;
    }
  };
  const readVector = (vector: Vector<V>, place: TracePlace): Vector<JudgeNumber> => {
    if (vector.length !== dimension) {
      giveUp(reportBroken('REPORT.2', place, 0, `length ${dimension}`, `length ${vector.length}`));
      return vector.map(() => field.zero);
    }
    return vector.map((value, component) => readNumber(value, place, component));
  };

  const whole = mapTrace(trace, readVector);
  const readable = unreadableRound ?? Infinity;
  if (trace.rounds.length !== parameters.roundCount) {
    const place = { round: trace.rounds.length, quantity: 'the number of rounds' };
    const [expected, actual] = [String(parameters.roundCount), String(trace.rounds.length)];
    violations.push(reportBroken('REPORT.1', place, 0, expected, actual));
  }
  return {
    trace: {
      ...whole,
      rounds: whole.rounds
        // rounds beyond the last have no equations
        .slice(0, Math.max(Math.min(readable - 1, parameters.roundCount), 0))
        .map((round, index) =>
          localPointsOf(judge, request.variant, round, (whole.rounds[index - 1] ?? whole.start).iterate),
        ),
    },
    violations,
    ...(unreadableRound === undefined ? {} : { unreadableRound }),
    isNotFinite,
  };
}

/**
 * The round with the points inside it, as what they may be: x^{t−1} plus a displacement that the implementation keeps, rounded for
 * the report. A point that was not reported is that of the question of the next step, which is asked there. The last point is
 * xᵗ itself.
 */
function localPointsOf(
  { base, field }: Pick<JudgeArithmetic, 'base' | 'field'>,
  variant: VariantName,
  round: ReportedRound<JudgeNumber>,
  snapshot: Vector<JudgeNumber>,
): ReportedRound<JudgeNumber> {
  const askedAt = (step: number): Vector<JudgeNumber> | undefined => {
    const role = algorithms[variant].stepGradients(step).find(({ point }) => point === 'local-point');
    return role && round.steps[step - 1]?.gradients?.[role.name]?.at;
  };
  return {
    ...round,
    steps: round.steps.map((step, index) => {
      if (index === round.steps.length - 1) return step;
      const asked = askedAt(index + 2);
      if (step.point === undefined) return asked === undefined ? step : { ...step, asked };
      const point = step.point.map(({ value }, i) =>
        field.displaced(value, [base.subtract(value, (snapshot[i] ?? field.zero).value)]),
      );
      return { ...step, point };
    }),
  };
}

/** A double as the exact number it is; undefined for NaN and ±Infinity. */
export function readDouble(value: number): Ratio | undefined {
  return Number.isFinite(value) ? liftDouble(value) : undefined;
}

/** A larger exponent would fill the memory; what an implementation writes out is shorter than that. */
const largestWireExponent = 1_000_000;

/**
 * An exact number as text (`0.25`, `1/3`); undefined for any other text.
 *
 * For traces of an implementation that never rounds.
 */
export function readExactText(text: string): Ratio | undefined {
  try {
    return parseExactNumber(text, largestWireExponent);
  } catch (error) {
    if (error instanceof InputError) return undefined;
    throw error;
  }
}
