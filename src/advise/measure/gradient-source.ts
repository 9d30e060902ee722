/** Where gradients come from: a function in this process, or one that answers over pipes. */
import { InputError } from '../../errors.js';

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
}

/** A source that counts what it is asked for, and checks what it answers. */
export interface CountedSource {
  readonly dimension: number;
  /** As in {@link GradientSource}, checked and counted. */
  readonly gradient: (
    of: GradientFunction,
    point: readonly number[],
    draw?: GradientDraw,
  ) => Promise<readonly number[]>;
  /** Gradients so far, means and samples alike. */
  readonly counts: () => Readonly<Record<GradientFunction, number>>;
}

/**
 * Wraps a source.
 *
 * @throws InputError, from `gradient`, for an answer of another length or with a number that is not finite.
 */
export function countGradientsOf(source: GradientSource): CountedSource {
  const counts = { target: 0, auxiliary: 0 };
  return {
    dimension: source.dimension,
    counts: () => ({ ...counts }),
    gradient: async (of, point, draw) => {
      counts[of] += 1;
      const answer = await source.gradient(of, point, draw);
      if (answer.length === source.dimension && answer.every(Number.isFinite)) return answer;
      const wrong = answer.find((value) => !Number.isFinite(value));
      throw new InputError({
        problem:
          answer.length === source.dimension
            ? `${wrong} is among its entries`
            : `it has ${answer.length} entries`,
        where: `gradient ${counts[of]} of the ${of}`,
        expected: `${source.dimension} finite numbers`,
        fix: 'Check the program that answers, and whether the point is inside the domain.',
      });
    },
  };
}
