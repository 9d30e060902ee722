/** One entry to exact runs, by variant name, with the input validated. */
import type { Field } from '../../spec/algebra/index.js';
import type { Trace, VariantName } from '../../spec/model/index.js';
import { assertRunInput } from '../run-input.js';
import { recordRun, type ExactRun } from './record-run.js';

/**
 * Runs a variant exactly.
 *
 * @param field - the arithmetic, for example createDecimalField().
 * @param variant - which algorithm.
 * @param run - parameters in their domains, x⁰ of the oracle's dimension, an initialisation that the variant has, and a
 * tape of draws that is long enough.
 * @returns the whole run: every state and every gradient, exactly.
 * @throws InputError for a parameter outside its domain, a vector of the wrong length, an initialisation that does not
 * fit the variant, or a tape that ends early; InexactError where the field would have to round.
 * @example
 * ```ts
 * import { createDecimalField, runExact } from 'auxopt/exact';
 *
 * const field = createDecimalField();
 * const number = field.fromString;
 * const trace = runExact(field, 'aux-mom', {
 *   parameters: { stepSize: number('0.1'), momentumWeight: field.one, localStepCount: 2, roundCount: 1 },
 *   initialization: { kind: 'zero' },
 *   startingPoint: [number('1')],
 *   tape: { initial: [], rounds: [{ snapshot: 0, local: [0, 0] }] },
 *   // ∇f(x) = x, ∇h(x) = 2x
 *   oracle: {
 *     dimension: 1,
 *     gradient: ({ function: name, at: [x = field.zero] }) => [name === 'f' ? x : field.add(x, x)],
 *   },
 * });
 * trace.rounds[0]?.iterate.map(field.format); // ['0.82']
 * ```
 */
export function runExact<S>(field: Field<S>, variant: VariantName, run: ExactRun<S>): Trace<S> {
  assertRunInput(field, variant, run, run.oracle.dimension);
  return recordRun(field, variant, run);
}
