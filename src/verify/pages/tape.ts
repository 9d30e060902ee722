/** Runs without questions: the program has the problem and its draws, and computes every gradient itself. */
import { absolute, isZero, type Vector } from '../../../spec/algebra/index.js';
import {
  evaluateGradient,
  sampleFor,
  type AffineGradient,
  type QuadraticProblem,
} from '../../../spec/model/index.js';
import { memoized } from '../../equations/index.js';
import { ratioOf, sizeOf } from '../../equations/upward.js';
import { ContractError } from '../../errors.js';
import { floorLog2, shortened } from '../../exact/binary-ratio.js';
import { createFloatField } from '../../exact/float-field.js';
import { liftDouble, nearestDouble, ratioField, type FormatName, type Ratio } from '../../exact/index.js';
import type { Arithmetic } from '../../judge/index.js';
import type { RequestBody } from '../peer/peer.js';
import type { PageCase } from './page-cases.js';
import { exactly, type Known, type PageRun } from './page-run.js';
import { errorOfSum } from './way-errors.js';
import type { AskedQuestion } from './question-book.js';

const { add, multiply, subtract, zero } = ratioField;

/** The problem of a case as `openMethod` sends it, with as many draws as a run may take. */
export function methodProblem(
  { problem: { target, auxiliary, snapshotAtoms }, atoms }: PageCase,
  draws: number,
  write: (value: Ratio) => string,
): NonNullable<Extract<RequestBody, { readonly type: 'openMethod' }>['problem']> {
  const affine = ({ matrix, vector }: AffineGradient<Ratio>) => ({
    matrix: matrix.map((row) => row.map(write)),
    vector: vector.map(write),
  });
  return {
    target: affine(target),
    auxiliary: affine(auxiliary),
    snapshotAtoms: snapshotAtoms.map((atom) => ({
      probability: write(atom.probability),
      target: affine(atom.target),
      auxiliary: affine(atom.auxiliary),
    })),
    tape: Array.from({ length: draws }, (_, draw) => atomOf(atoms, draw)),
  };
}

/** The atom of a draw: after the last one they begin again. Draw −i is that of sample i. */
export const atomOf = (atoms: readonly number[], draw: number): number =>
  draw < 0 ? -draw - 1 : (atoms[draw % atoms.length] ?? 0);

/** Gradients of a run that are kept. */
const mostKept = 500;

/** A sample of a problem by its draw: ∇f or ∇h as A x − b. */
export const sampleAt =
  ({
    problem,
    atoms,
  }: {
    readonly problem: QuadraticProblem<Ratio>;
    readonly atoms: readonly number[];
  }): SampleOf =>
  ({ function: name, draw }) => {
    const which = draw === undefined ? ({ draw: 'mean' } as const) : ({ draw: 'snapshot' } as const);
    return sampleFor<AffineGradient<Ratio>>(problem, {
      function: name,
      atom: atomOf(atoms, draw ?? 0),
      ...which,
    });
  };

/** ∇f or ∇h of a draw; undefined where there is none. */
export type SampleOf = (
  question: Pick<AskedQuestion, 'function' | 'draw'>,
) => AffineGradient<Ratio> | undefined;

/**
 * What a program makes of a gradient itself: A x − b, summed in any order, at a point that is off by as much as is known of it.
 */
export function computedBy(sampleOf: SampleOf, arithmetic: Arithmetic): NonNullable<PageRun['computed']> {
  // many pages ask for the same gradients
  const known = new Map<string, Known>();
  const written = arithmetic === 'exact' ? undefined : writtenGradients(arithmetic.format.name, sampleOf);
  return (question, at, isWritten = false): Known => {
    if (written !== undefined && isWritten) return written(question, at);
    const numbers = [...at.value, ...at.errors].map((one) => one && `${one.numerator}/${one.denominator}`);
    const key = `${question.function} ${question.draw} ${numbers.join()}`;
    const made = known.get(key) ?? make(question, at);
    if (known.size >= mostKept) known.clear();
    known.set(key, made);
    return made;
  };
  function make(question: Parameters<SampleOf>[0], { value, errors }: Known): Known {
    const sample = sampleOf(question);
    if (sample === undefined) throw new ContractError(`there is no draw ${question.draw}`);
    const { matrix, vector } = sample;
    const size = (number: Ratio): Ratio => absolute(ratioField, number);
    const sumOf = (values: Vector<Ratio>): Ratio => values.reduce(add, zero);
    const made = matrix.map((row, i): readonly [Ratio, Ratio | undefined] => {
      const exact = subtract(
        sumOf(row.map((entry, j) => multiply(entry, value[j] ?? zero))),
        vector[i] ?? zero,
      );
      if (arithmetic === 'exact') return [exact, zero];
      if (row.some((entry, j) => !isZero(ratioField, entry) && errors[j] === undefined))
        return [exact, undefined];
      const short = shortened(exact, 160); // exact gradients of points that are not reported get ever longer
      const off = row.map((entry, j) => multiply(size(entry), errors[j] ?? zero));
      const terms = row.map((entry, j) => add(multiply(size(entry), size(value[j] ?? zero)), off[j] ?? zero));
      const rounding = errorOfSum([...terms, size(vector[i] ?? zero)], arithmetic);
      return [short, above(sumOf([...off, rounding, size(subtract(exact, short))]))];
    });
    return { value: made.map(([one]) => one), errors: made.map(([, error]) => error) };
  }
}

/** The gradients of a program that sums row by row in the order of the coordinates; those that leave the range are no fractions. */
function writtenGradients(
  name: FormatName,
  sampleOf: SampleOf,
): (question: Parameters<SampleOf>[0], at: Known) => Known {
  const field = createFloatField(name);
  const doubles = memoized(({ matrix, vector }: AffineGradient<Ratio>): AffineGradient<number> => ({
    matrix: matrix.map((row) => row.map(nearestDouble)),
    vector: vector.map(nearestDouble),
  }));
  return (question, { value }) => {
    const sample = sampleOf(question);
    if (sample === undefined) throw new ContractError(`there is no draw ${question.draw}`);
    const made = evaluateGradient(field, doubles(sample), value.map(nearestDouble));
    return exactly(made.map(liftDouble));
  };
}

/** A number ≥ 0 as a short one that is no smaller. */
function above(value: Ratio): Ratio | undefined {
  const exponent = isZero(ratioField, value) ? 0 : floorLog2(value);
  return ratioOf(sizeOf(value, exponent), exponent);
}
