/** The comparisons of the relation as lines of text, over the hand-computed vectors. */
import {
  algorithms,
  residual,
  type Algorithm,
  type LocatedComparison,
  type RunRequest,
} from '../../spec/algorithms/index.js';
import type { Trace } from '../../spec/model/index.js';
import { createRationalField, type ExactField } from '../../src/exact/index.js';
import { handVectors, readHandVector, type HandVector } from './hand-vectors.js';

/** A number of these tests. */
export type Rational = ReturnType<typeof createRationalField>['zero'];
/** The arithmetic of these tests. */
export const field: ExactField<Rational> = createRationalField();

/** Exact texts in parentheses. */
export const texts = (values: readonly Rational[]): string => `(${values.map(field.format).join(', ')})`;
/** One comparison: equation, place, quantity and both sides. */
export const lineOf = (comparison: LocatedComparison<Rational>): string => {
  const { equation, round, step, quantity, actual, expected, scale } = comparison;
  const place = step === undefined ? `round ${round}` : `round ${round}, step ${step}`;
  const factor = scale === undefined ? '' : ` times ${scale}`;
  return `${equation}, ${place}: ${quantity} ${texts(actual)} = ${texts(expected)}${factor}`;
};
/** Whether the residual is 0 in every component. */
export const holds = (comparison: LocatedComparison<Rational>): boolean =>
  residual(field, comparison).every(({ n }) => n === 0n);

/** The hand-computed vectors by name. */
export const vectors: ReadonlyMap<string, HandVector> = new Map(handVectors);

/** A hand-computed run. */
interface HandRun {
  readonly algorithm: Algorithm;
  readonly request: Required<RunRequest<Rational>>;
  readonly trace: Trace<Rational>;
}

/** The hand-computed run called `name`. */
export function read(name: string): HandRun {
  const vector = vectors.get(name) as HandVector;
  return { algorithm: algorithms[vector.variant], ...readHandVector(field, vector) };
}
