/** What of a run is averaged over all draws, and its exact expectation. */
import { createVectorSpace, type Field, type Vector } from '../../../spec/algebra/index.js';
import { evaluateGradient, evaluateQuadratic, type QuadraticFunction } from '../../../spec/model/index.js';
import type { Ratio } from '../../exact/index.js';
import { expectRun, type ExpectationCase } from '../../expectation/index.js';

/** f(x), ‖∇f(x)‖², and the coordinates of x: d + 2 numbers. */
export function measureIterate<S>(field: Field<S>, target: QuadraticFunction<S>, x: Vector<S>): readonly S[] {
  const gradient = evaluateGradient(field, target, x);
  return [evaluateQuadratic(field, target, x), createVectorSpace(field).squaredNorm(gradient), ...x];
}

/** The name of a number of {@link measureIterate}, for messages. */
export function nameOfMeasure(index: number, round: number): string {
  if (index === 0) return `E f(x^${round})`;
  return index === 1 ? `E‖∇f(x^${round})‖²` : `E x^${round}[${index - 2}]`;
}

/** The expectations of {@link measureIterate} for x⁰, x¹, …, x^T, by the recursion of second moments: no enumeration. */
export function expectMeasures(given: ExpectationCase): readonly (readonly Ratio[])[] {
  const { parameters, startingPoint } = given;
  // a round more: ‖∇f(x^T)‖² is what its first step begins with
  const roundCount = parameters.roundCount + 1;
  const { rounds, initialTargetValue } = expectRun({ ...given, parameters: { ...parameters, roundCount } });
  const zero: Ratio = { numerator: 0n, denominator: 1n };
  return Array.from({ length: roundCount }, (_, t) => [
    t === 0 ? initialTargetValue : (rounds[t - 1]?.steps.at(-1)?.targetValue ?? zero),
    rounds[t]?.steps[0]?.squaredGradient ?? zero,
    ...(t === 0 ? startingPoint : (rounds[t - 1]?.iterate?.mean ?? [])),
  ]);
}
