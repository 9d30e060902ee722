/** Where gradients come from: a function in this process, or one that answers over pipes. */
import { countOf, InputError } from '../../errors.js';

/** The functions that have gradients. */
export type GradientFunction = 'target' | 'auxiliary';

/**
 * A draw. Equal draws mean the same atom: the gradients of target and auxiliary with one snapshot draw belong together.
 * Draws of different index or oracle are independent.
 */
export interface GradientDraw {
  readonly oracle: 'snapshot' | 'local';
  /** A whole number ≥ 0. */
  readonly index: number;
}

/** A source of gradients; it may answer at once or later. */
export interface GradientSource {
  /** d. */
  readonly dimension: number;
  /**
   * The gradient at a point, d numbers: the sample of `draw`, or the mean ∇f, ∇h where no draw is given. The target is
   * never asked for with a local draw.
   */
  readonly gradient: (
    of: GradientFunction,
    point: readonly number[],
    draw?: GradientDraw,
  ) => readonly number[] | Promise<readonly number[]>;
  /** f at a point, exactly; where it is there, a pilot judges by it. */
  readonly value?: (point: readonly number[]) => number | Promise<number>;
}

/** What is measured of gradients are squares of sums of a few of them, which are to stay finite. */
const largestEntry = 2 ** 500;

/** An answer that is no finite number, or one whose square is none: of a broken program, or of a run that left the domain. */
export class NotFiniteError extends InputError {}

/** A source that counts what it is asked for, and checks what it answers. */
export interface CountedSource {
  readonly dimension: number;
  /** As in {@link GradientSource}, checked and counted. */
  readonly gradient: GradientSource['gradient'];
  /** Gradients so far, means and samples alike. */
  readonly counts: () => Readonly<Record<GradientFunction, number>>;
}

/**
 * Wraps a source. What answers at once is answered at once.
 *
 * @throws NotFiniteError or InputError, from `gradient`, for a number that is not finite or above 2⁵⁰⁰, or an answer of another length.
 */
export function countGradientsOf(source: GradientSource): CountedSource {
  const { dimension } = source;
  const counts = { target: 0, auxiliary: 0 };
  return {
    dimension,
    counts: () => ({ ...counts }),
    gradient: (of, point, draw) => {
      counts[of] += 1;
      const which = counts[of];
      const check = (answer: readonly number[]): readonly number[] =>
        checkGradient(answer, dimension, of, which);
      const answer = source.gradient(of, point, draw);
      return answer instanceof Promise ? answer.then(check) : check(answer);
    },
  };
}

function checkGradient(
  answer: readonly number[],
  dimension: number,
  of: GradientFunction,
  which: number,
): readonly number[] {
  const isWhole = answer.length === dimension;
  const wrong = answer.find((value) => !(Math.abs(value) <= largestEntry));
  if (isWhole && wrong === undefined) return answer;
  throw new (isWhole ? NotFiniteError : InputError)({
    problem: isWhole ? `${wrong} is among its entries` : `it has ${countOf(answer.length, 'entry')}`,
    where: `gradient ${which} of the ${of}`,
    expected: `${dimension} finite numbers${Number.isFinite(wrong) ? ' whose squares are finite' : ''}`,
    fix: 'Check the program that answers, and whether the point is inside the domain.',
  });
}
