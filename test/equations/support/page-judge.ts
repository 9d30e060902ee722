/** A recorded run under both judges: the bounds of today's, and those of the page, on the same comparisons. */
import {
  algorithms,
  isPreviousUnused,
  roundContext,
  compareTrace,
  localPoint,
  type RoundContext,
} from '../../../spec/algorithms/index.js';
import { absolute } from '../../../spec/algebra/index.js';
import { printExpression, type Expression, type Frame, type Use } from '../../../spec/language/index.js';
import { valueAt, type VariantName } from '../../../spec/model/index.js';
import {
  compileBounds,
  presentationsOf,
  type BoundLine,
  type Rounding,
} from '../../../src/equations/index.js';
import type { RadixNumber } from '../../../src/exact/index.js';
import { nearestDouble, type Ratio } from '../../../src/exact/index.js';
import { completeTrace } from '../../../src/judge/index.js';
import { createJudgeArithmetic, liftRequest, type JudgeNumber } from '../../../src/judge/judge-arithmetic.js';
import { boundOf } from '../../../src/judge/measure-comparison.js';
import { readReportedTrace } from '../../../src/judge/read-reported.js';
import { judgeRequestOf, readerOf } from '../../../src/verify/session/judge-run.js';
import type { PreparedCase } from '../../../src/verify/session/prepared-case.js';
import type { ReportedRun } from '../../../src/verify/session/reported-run.js';
import { methodOf, readPage } from '../../support/pages.js';

/** One coordinate of an estimate or of a local step. */
export interface Compared {
  readonly quantity: 'm' | 'y';
  readonly place: string;
  readonly isEqual: boolean;
  /** Within today's bound, and within the page's; undefined where an honest run may overflow. */
  readonly isWithin: boolean;
  readonly isWithinPage: boolean | undefined;
  /** The page's bound over today's; NaN where both are 0, ∞ where only today's is. */
  readonly quotient: number;
  readonly isExact: readonly [boolean, boolean];
}

const linesOf = (variant: VariantName) => {
  const method = methodOf(readPage(variant));
  const line = (name: string, reported: readonly string[]) => {
    const found = method.lines.findLast(({ target }) => target.name === name);
    if (found === undefined) throw new Error(`no line sets ${name}`);
    return presentationsOf(found, (version) => !reported.includes(version.name));
  };
  return { m: line('m', ['x', 'w']), y: line('y', ['x', 'm', 'y']) };
};
const pages = { 'aux-mom': linesOf('aux-mom'), 'aux-mvr': linesOf('aux-mvr') };

/** Every reported estimate and local point of a run of aux-mom or aux-mvr in floating point. */
export function compareBounds(prepared: PreparedCase, run: ReportedRun): readonly Compared[] {
  const request = judgeRequestOf(prepared);
  const { arithmetic } = request;
  if (arithmetic === 'exact') return [];
  const rounding: Rounding = arithmetic;
  const judge = createJudgeArithmetic(request);
  const { base, field } = judge;
  const algorithm = algorithms[request.variant];
  const reading = readReportedTrace(judge, request, run.trace, readerOf(prepared));
  if (reading.unreadableRound !== undefined) return [];
  const lifted = liftRequest(judge, request);
  const trace = completeTrace(field, algorithm, lifted, reading.trace);
  const compiled = new Map<unknown, BoundLine<RadixNumber>>();
  const boundsOf = (line: ReturnType<typeof presentationsOf>): BoundLine<RadixNumber> => {
    const found = compiled.get(line) ?? compileBounds(line, base, rounding);
    compiled.set(line, found);
    return found;
  };
  const found: Compared[] = [];
  for (const comparison of compareTrace(field, algorithm, lifted, trace)) {
    const { quantity, round, step, actual, expected } = comparison;
    if ((quantity !== 'm' && quantity !== 'y') || round === 0) continue;
    const told = reading.trace.rounds[round - 1];
    const taken = told?.steps[(step ?? 0) - 1];
    if (quantity === 'm' ? told?.correction === undefined : (taken?.point ?? taken?.asked) === undefined)
      continue;
    const context = roundContext(lifted, trace, round) as RoundContext<JudgeNumber>;
    const isFirst = round === 1 && request.initialization.kind === 'first-snapshot';
    // what is asked twice has one value: then the line is that of aux-mom
    const isMoved = request.variant === 'aux-mvr' && !isPreviousUnused(field, context);
    const line = pages[isMoved ? 'aux-mvr' : 'aux-mom'][quantity];
    const { frame, errorOf } = frameOf(context, step ?? 0, isFirst);
    const made = boundsOf(line)(frame, errorOf);
    for (const [i, should] of expected.entries()) {
      const is = actual[i] as JudgeNumber;
      const page = made[i] as (typeof made)[number];
      if (base.compare(page.value, should.value) !== 0) throw new Error('the page says something else');
      const error = absolute(base, base.subtract(is.value, should.value));
      const [today, own] = [boundOf(judge, should, comparison.scale ?? 1), page.bound];
      const within = (bound: RadixNumber): boolean => base.compare(error, bound) <= 0;
      const isEqual = error.coefficient === 0n;
      found.push({
        quantity,
        place: `round ${round}, step ${step ?? 0}, coordinate ${i}`,
        isEqual,
        isWithin: within(today),
        isWithinPage:
          page.mayOverflow || own === undefined
            ? isEqual || undefined
            : isEqual || isAtMost(base.toUnreducedRatio(error), own),
        quotient: own === undefined ? Infinity : quotientOf(own, base.toUnreducedRatio(today)),
        isExact: [today.coefficient === 0n, own?.numerator === 0n],
      });
    }
  }
  return found;

  /** A round as a frame of its page. */
  function frameOf(
    context: RoundContext<JudgeNumber>,
    step: number,
    isFirst: boolean,
  ): { frame: Frame<RadixNumber>; errorOf: (leaf: Expression<Use>, i: number) => RadixNumber | undefined } {
    const { round, parameters, snapshot, previousSnapshot, previousCorrection } = context;
    const { targetAtSnapshot, auxiliaryAtSnapshot, targetAtPrevious, auxiliaryAtPrevious } = round.gradients;
    const estimate = step === 0 ? (previousCorrection ?? snapshot.map(() => field.zero)) : round.correction;
    const vectors: Record<string, readonly JudgeNumber[] | undefined> = {
      ...{ x: snapshot, w: previousSnapshot, m: estimate },
      'f x': targetAtSnapshot?.value,
      'h x': auxiliaryAtSnapshot?.value,
      'f w': targetAtPrevious?.value,
      'h w': auxiliaryAtPrevious?.value,
      ...(step > 0 && {
        y: localPoint(context, step),
        'h y': round.steps[step - 1]?.gradients.auxiliaryAtPoint?.value,
      }),
    };
    const keyOf = (leaf: Expression<Use>): string =>
      leaf.kind === 'gradient' ? `${leaf.function} ${printExpression(leaf.point)}` : printExpression(leaf);
    const of = (key: string): readonly JudgeNumber[] => {
      const vector = vectors[key];
      if (vector === undefined) throw new Error(`${key} is not known`);
      return vector;
    };
    const plain = (vector: readonly JudgeNumber[]): readonly RadixNumber[] =>
      vector.map(({ value }) => value);
    const values = new Map<string, unknown>(
      Object.entries(vectors).flatMap(([key, vector]) =>
        vector === undefined ? [] : [[key, plain(vector)]],
      ),
    );
    for (const sample of ['ξ', 'ζ']) values.set(sample, ['a draw']);
    values.set('a', isFirst ? base.one : parameters.momentumWeight.value);
    values.set('η', step === 0 ? base.one : valueAt(parameters.stepSize, step).value);
    return {
      frame: { values, passes: step === 0 ? [] : [step], gradient: (gradient) => plain(of(keyOf(gradient))) },
      // a reported number is what the program has; what flushing may make of it is in the page's bound already
      errorOf: (leaf, i) => {
        const number = of(keyOf(leaf))[i];
        return number === undefined || number.operations === 0 ? undefined : boundOf(judge, number, 1);
      },
    };
  }
}

const isAtMost = (left: Ratio, right: Ratio): boolean =>
  left.numerator * right.denominator <= right.numerator * left.denominator;

function quotientOf(above: Ratio, below: Ratio): number {
  if (below.numerator === 0n) return above.numerator === 0n ? NaN : Infinity;
  return nearestDouble({
    numerator: above.numerator * below.denominator,
    denominator: above.denominator * below.numerator,
  });
}
