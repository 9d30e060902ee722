/** The judge: a trace against the relation, step by step, within the rounding that its declared arithmetic explains. */
import { algorithms, compareTrace, type LocatedComparison } from '../../spec/algorithms/index.js';
import type { Trace, RunParameters } from '../../spec/model/index.js';
import { completeTrace } from './complete-trace.js';
import { isBeyondRange } from '../exact/float-format.js';
import {
  createJudgeArithmetic,
  liftRequest,
  type JudgeArithmetic,
  type JudgeNumber,
} from './judge-arithmetic.js';
import type { ComponentReport, JudgeReport } from './judge-report.js';
import { measureComparison, type MeasuredComponent, boundOf } from './measure-comparison.js';
import { readReportedTrace, type ReadNumber } from './read-reported.js';
import type { AnyTrace, JudgeRequest, ReportedTrace } from './reported-trace.js';
import { absolute } from '../../spec/algebra/index.js';
import type { Ratio } from '../exact/exact-number.js';

/** How many violations a report lists; all of them count. */
const listedViolations = 20;

/**
 * Judges a trace, exact, fast or foreign.
 *
 * Every reported state must be the image of the states *reported before it* under the equations of its variant: exactly
 * for exact arithmetic, otherwise within the bound of the running error analysis for the declared format. Nothing is
 * accumulated over steps and no tolerance is set by hand, so an error of more than twice the bound in any component of any
 * state always fails, and honest arithmetic never does, whatever the order of its sums, with or without fused
 * multiply-add, with gradual underflow (or flushed subnormals, where declared).
 *
 * @param request - variant, parameters, start, draws and declared arithmetic.
 * @param trace - the states, in any representation. What was not reported is filled in from the equations.
 * @param read - the exact value of a reported number, or the values that it is the mean of; undefined where it is not finite.
 * @returns `pass`, `fail`, or `unsupported` where the run honestly leaves the range of its format.
 */
export function judgeTrace<V>(request: JudgeRequest, trace: AnyTrace<V>, read: ReadNumber<V>): JudgeReport {
  const seen: {
    compared: number;
    largestBoundInUlps: number;
    worst?: { readonly fraction: number; readonly describe: () => ComponentReport };
  } = { compared: 0, largestBoundInUlps: 0 };
  const found = findViolations(request, trace, read, (component, describe) => {
    seen.compared += 1;
    seen.largestBoundInUlps = Math.max(seen.largestBoundInUlps, component.boundInUlps());
    const fraction = component.fraction();
    if (seen.worst === undefined || fraction > seen.worst.fraction) seen.worst = { fraction, describe };
  });
  const { worst, ...counts } = seen;
  return {
    ...found,
    ...counts,
    variant: request.variant,
    arithmetic: request.arithmetic === 'exact' ? 'exact' : request.arithmetic.format.name,
    // long numbers are only written out for whoever reads them
    ...(worst === undefined ? {} : { worst: worst.describe() }),
  };
}

/**
 * The verdict alone, and what it is about: {@link judgeTrace} without what it says of the components that are right.
 *
 * @param onComponent - called with every component, and with what makes its report.
 */
export function findViolations<V>(
  request: JudgeRequest,
  trace: AnyTrace<V>,
  read: ReadNumber<V>,
  onComponent?: (component: MeasuredComponent, describe: () => ComponentReport) => void,
): Pick<JudgeReport, 'verdict' | 'violationCount' | 'violations' | 'reason'> {
  const arithmetic = createJudgeArithmetic(request);
  const reading = readReportedTrace(arithmetic, request, trace, read);
  const violations: ComponentReport[] = [];
  let violationCount = 0;

  if (reading.unreadableRound !== 0) {
    const algorithm = algorithms[request.variant];
    const statements = new Map(
      [...algorithm.startEquations, ...algorithm.equations].map(({ id, statement }) => [id, statement]),
    );
    for (const comparison of compareReported(arithmetic, request, reading.trace)) {
      for (const component of measureComparison(arithmetic, request.arithmetic, comparison)) {
        const describe = (): ComponentReport => component.describe(statements.get(comparison.equation) ?? '');
        onComponent?.(component, describe);
        if (component.isWithin) continue;
        violationCount += 1;
        if (violations.length < listedViolations) violations.push(describe());
      }
    }
  }

  const overflow =
    violationCount === 0 && reading.isNotFinite && reading.unreadableRound !== 0
      ? findOverflow(arithmetic, request, completeNextRound(arithmetic, request, reading.trace))
      : undefined;
  const reported = overflow === undefined ? reading.violations : [];
  return {
    verdict: overflow !== undefined ? 'unsupported' : violationCount + reported.length > 0 ? 'fail' : 'pass',
    violationCount: violationCount + reported.length,
    violations: [...violations, ...reported]
      .sort((left, right) => left.round - right.round)
      .slice(0, listedViolations),
    ...(overflow === undefined ? {} : { reason: overflow }),
  };
}

/** What every equation of the run makes of the states before it, beside what was reported; what was not is filled in. */
function compareReported(
  arithmetic: JudgeArithmetic,
  request: JudgeRequest,
  trace: ReportedTrace<JudgeNumber>,
): Iterable<LocatedComparison<JudgeNumber>> {
  const { field } = arithmetic;
  const algorithm = algorithms[request.variant];
  const lifted = liftRequest(arithmetic, request);
  return compareTrace(field, algorithm, lifted, completeTrace(field, algorithm, lifted, trace));
}

/** The readable rounds and one more, of which nothing was reported: what an honest run would do next. */
function completeNextRound(
  arithmetic: JudgeArithmetic,
  request: JudgeRequest,
  trace: ReportedTrace<JudgeNumber>,
): Trace<JudgeNumber> {
  // xᵗ is what that round ends in, not what it is made from: any vector stands for it
  const unreported = { steps: [], iterate: trace.start.iterate };
  const lifted = liftRequest(arithmetic, request);
  return completeTrace(arithmetic.field, algorithms[request.variant], lifted, {
    ...trace,
    rounds: [...trace.rounds, unreported],
  });
}

/** Whether the round after the readable ones may honestly leave the range of the format; then a sentence saying so. */
function findOverflow(
  { base, bounds }: JudgeArithmetic,
  request: JudgeRequest,
  completed: Trace<JudgeNumber>,
): string | undefined {
  const { arithmetic } = request;
  const round = completed.rounds.at(-1);
  if (arithmetic === 'exact' || round === undefined) return undefined;
  // Gradients and estimates are terms of directions, with weights whose magnitudes are 1 at least (that of 1 − a is 1 + a).
  const vectors = round.steps.flatMap(({ direction = [], point }) => [direction, point]);
  const mayOverflow = vectors
    .flat()
    .some((value) => isBeyondRange(arithmetic.format, base.toUnreducedRatio(bounds.largest(value))));
  return mayOverflow
    ? `an honest run may leave the range of ${arithmetic.format.name} in round ${completed.rounds.length}; ` +
        'only the rounds before it were judged'
    : undefined;
}

/**
 * Whether a program that computes with other parameters, and is right otherwise, would fail on what this run was asked.
 *
 * The states of a right run stand for the best that rounding lets such a program report. It fails where one of them is right under the
 * equations of `request` and, with the same bound, wrong under those of the other parameters.
 *
 * @param round - the only round whose equations are asked; all where it is left out.
 * @returns a function of the other parameters, whose numbers must be in the ring of the request: dyadic multiples of its own are.
 */
export function createTellApart<V>(
  request: JudgeRequest,
  trace: AnyTrace<V>,
  read: ReadNumber<V>,
  round?: number,
): (other: RunParameters<Ratio>) => boolean {
  const judge = createJudgeArithmetic(request);
  const { base } = judge;
  const reading = readReportedTrace(judge, request, trace, read);
  const compare = (parameters: RunParameters<Ratio>): readonly LocatedComparison<JudgeNumber>[] =>
    [...compareReported(judge, { ...request, parameters }, reading.trace)].filter(
      (comparison) => round === undefined || comparison.round === round,
    );
  const placeOf = ({ equation, round: at, step, quantity }: LocatedComparison<JudgeNumber>): string =>
    [equation, at, step, quantity].join('|');
  const errorOf = (is: JudgeNumber, should: JudgeNumber) =>
    absolute(base, base.subtract(is.value, should.value));
  const right = new Map(compare(request.parameters).map((comparison) => [placeOf(comparison), comparison]));
  return (other) =>
    compare(other).some((wrong) => {
      const known = right.get(placeOf(wrong));
      return known?.expected.some((should, i) => {
        const [is, isOther, shouldOther] = [known.actual[i], wrong.actual[i], wrong.expected[i]];
        if (is === undefined || isOther === undefined || shouldOther === undefined) return false;
        const bound = boundOf(judge, should, known.scale ?? 1);
        return (
          base.compare(errorOf(is, should), bound) <= 0 &&
          base.compare(errorOf(isOther, shouldOther), bound) > 0
        );
      });
    });
}
