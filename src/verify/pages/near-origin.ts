/** Runs whose points and gradients are small: an ε of 10⁻⁸ shows in no other, and neither does a program that stops at a small gradient. */
import type { Vector } from '../../../spec/algebra/index.js';
import { partsOf, type Method, type Use } from '../../../spec/language/index.js';
import type { AffineGradient, QuadraticProblem } from '../../../spec/model/index.js';
import { powerOfTwo } from '../../exact/binary-ratio.js';
import { createRatio, ratioField, type FloatFormat, type Ratio } from '../../exact/index.js';

const one = createRatio(1n, 1n);

/** About 10⁻⁹: programs stop at less. */
const small = 2 ** -30;

/**
 * A power of two about as large as the smallest number that is written on a page, or about 10⁻⁹ where all are larger than 10⁻³; 1 where the format
 * has no digits to spare below it.
 */
export function smallestNumber({ lines }: Method, format: FloatFormat | undefined): Ratio {
  const all = partsOf<Use>(...lines.map(({ value }) => value)).flatMap((part) =>
    part.kind === 'number' && Number(part.text) > 0 ? [Number(part.text)] : [],
  );
  const written = Math.min(1, ...all);
  const exponent = Math.round(Math.log2(written > 2 ** -10 ? small : written));
  const least = format === undefined ? -Infinity : format.minimumExponent + 2 * format.precision;
  return exponent < least ? one : ratioField.toRatio(powerOfTwo(exponent));
}

/** A vector that many times as long. */
export const scaled = (vector: Vector<Ratio>, by: Ratio): Vector<Ratio> =>
  vector.map((value) => ratioField.multiply(value, by));

/** The problem with points and gradients that many times as large. */
export function nearOrigin(problem: QuadraticProblem<Ratio>, by: Ratio): QuadraticProblem<Ratio> {
  const affine = <A extends AffineGradient<Ratio>>(of: A): A => ({ ...of, vector: scaled(of.vector, by) });
  return {
    ...problem,
    target: affine(problem.target),
    auxiliary: affine(problem.auxiliary),
    snapshotAtoms: problem.snapshotAtoms.map((atom) => ({
      ...{ ...atom, target: affine(atom.target), auxiliary: affine(atom.auxiliary) },
    })),
  };
}
