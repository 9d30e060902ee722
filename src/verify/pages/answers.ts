/** The gradients of a round, as the program has them: what it was answered, or what it computed itself. */
import type { Vector } from '../../../spec/algebra/index.js';
import type { Gradient, Use } from '../../../spec/language/index.js';
import { ratioField, type Ratio } from '../../exact/index.js';
import { exactly, type Known, type PageRun } from './page-run.js';
import { errorOfMean } from './way-errors.js';
import type { PageDraw } from './question-book.js';

/** The gradients of one round. A gradient without a sample has no draw. */
export interface Answers {
  readonly keep: (gradient: Gradient<Use>, draw: PageDraw | undefined, known: Known) => void;
  readonly valueOf: (gradient: Gradient<Use>, draw: PageDraw | undefined) => Vector<Ratio>;
  /** How far the mean of the draws may be off in a coordinate; undefined where it is not. */
  readonly errorOf: (
    gradient: Gradient<Use>,
    draws: readonly (PageDraw | undefined)[],
    i: number,
  ) => Ratio | undefined;
  /** Whether the program may have anything in place of it. */
  readonly isUnknown: (gradient: Gradient<Use>, draw: PageDraw | undefined) => boolean;
}

/** A book without answers. */
export function createAnswers({ page, arithmetic }: Pick<PageRun, 'page' | 'arithmetic'>): Answers {
  const answers = new Map<string, Known>();
  const numbers = new Map<PageDraw | undefined, number>();
  const keyOf = (gradient: Gradient<Use>, draw: PageDraw | undefined): string => {
    if (!numbers.has(draw)) numbers.set(draw, numbers.size);
    return `${page.askedOf(gradient)} ${numbers.get(draw)}`;
  };
  const get = (gradient: Gradient<Use>, draw: PageDraw | undefined): Known =>
    answers.get(keyOf(gradient, draw)) ?? exactly([]);
  return {
    keep: (gradient, draw, known) => {
      answers.set(keyOf(gradient, draw), known);
    },
    valueOf: (gradient, draw) => get(gradient, draw).value,
    errorOf: (gradient, draws, i) => {
      const parts = draws.map((draw) => get(gradient, draw));
      const values = parts.map(({ value }) => value[i] ?? ratioField.zero);
      const offs = parts.map(({ errors }) => errors[i] ?? ratioField.zero);
      return errorOfMean(values, offs, arithmetic);
    },
    isUnknown: (gradient, draw) => get(gradient, draw).errors.includes(undefined),
  };
}
