/** Whether a run shows that other parameters were used than these. */
import type { LocatedComparison } from '../../spec/algorithms/index.js';
import { absolute } from '../../spec/algebra/index.js';
import type { RunParameters } from '../../spec/model/index.js';
import type { Ratio } from '../exact/exact-number.js';
import { createJudgeArithmetic, type JudgeNumber } from './judge-arithmetic.js';
import { compareReported } from './judge-trace.js';
import { boundOf } from './measure-comparison.js';
import { readReportedTrace, type ReadNumber } from './read-reported.js';
import type { AnyTrace, JudgeRequest } from './reported-trace.js';

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
