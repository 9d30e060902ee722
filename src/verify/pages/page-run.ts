/** A run of a method as the kit saw it, and how one reported vector is compared. */
import { absolute, type Vector } from '../../../spec/algebra/index.js';
import type { Bounded } from '../../equations/index.js';
import { formatRatio, nearestDouble, ratioField, type Ratio } from '../../exact/index.js';
import type { Arithmetic, ComponentReport } from '../../judge/index.js';
import type { CompiledPage } from './compile-page.js';
import type { AskedQuestion } from './question-book.js';

/** One round as it was seen. */
export interface SeenRound {
  /** What was reported after it, by names; a vector with a number that is not finite is not here. */
  readonly states: ReadonlyMap<string, Vector<Ratio>>;
  /** The number that is not finite, or is none. */
  readonly unreadable?: ComponentReport;
  readonly questions: readonly AskedQuestion[];
}

/** The values of the parameters of a round by name: numbers, lists of them by step, counts. */
export type ParameterValues = ReadonlyMap<string, Ratio | number | readonly Ratio[]>;

/** A run of a page. */
export interface PageRun {
  readonly page: CompiledPage;
  readonly arithmetic: Arithmetic;
  readonly dimension: number;
  readonly parametersAt: (round: number) => ParameterValues;
  /** The states that were given. */
  readonly start: ReadonlyMap<string, Vector<Ratio>>;
  /** Entry 0 is what was reported before round 1. */
  readonly rounds: readonly SeenRound[];
  /** What was asked after the last report. */
  readonly late: readonly AskedQuestion[];
  /** What the kit answers to a question; undefined where there is no such draw. */
  readonly answer: (question: Pick<AskedQuestion, 'function' | 'draw' | 'at'>) => Vector<Ratio> | undefined;
}

/** What a program has of a vector: the exact value, and how far it may honestly be off, undefined for any distance. */
export interface Known {
  readonly value: Vector<Ratio>;
  readonly errors: readonly (Ratio | undefined)[];
}

const { compare, subtract, divide, zero } = ratioField;

/** A vector that is known exactly. */
export const exactly = (value: Vector<Ratio>): Known => ({ value, errors: value.map(() => zero) });

/** What a line makes. */
export const madeOf = (made: readonly Bounded<Ratio>[]): Known => ({
  value: made.map(({ value }) => value),
  errors: made.map(({ bound }) => bound),
});

/** The coordinates in which a vector is further from what is known of it than it may be. */
export function compareKnown(
  actual: Vector<Ratio>,
  { value, errors }: Known,
  place: Pick<ComponentReport, 'equation' | 'statement' | 'round' | 'step' | 'quantity'>,
): readonly ComponentReport[] {
  return value.flatMap((expected, component): readonly ComponentReport[] => {
    const [is = zero, bound] = [actual[component], errors[component]];
    const error = absolute(ratioField, subtract(is, expected));
    if (bound === undefined || compare(error, bound) <= 0) return [];
    const isEqual = compare(bound, zero) === 0;
    const fraction = isEqual ? Infinity : nearestDouble(divide(error, bound));
    return [
      {
        ...{ ...place, component, expected: textOf(expected), actual: textOf(is) },
        error: nearestDouble(error),
        bound: nearestDouble(bound),
        fraction: Math.max(fraction, 1 + Number.EPSILON),
        boundInUlps: 0,
      },
    ];
  });
}

const textOf = (value: Ratio): string => formatRatio(ratioField.toRatio(value));
