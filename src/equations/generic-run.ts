/** Runs of a method over every problem at once: gradients are free vectors, so that two methods are equal if their points are. */
import type { Field, Vector } from '../../spec/algebra/index.js';
import {
  compileMethod,
  partsOf,
  printExpression,
  type Method,
  type RoundInput,
  type World,
} from '../../spec/language/index.js';
import { ContractError, InputError } from '../errors.js';

/** The parameters of round t. */
export type ParametersAt<S> = (round: number) => RoundInput<S, unknown>['parameters'];

/** What questions a run has asked, by number: two runs with one book give one number to one question. */
export interface QuestionNames<S> {
  /** The number of a question: a coordinate, the first of which is x⁰. */
  readonly of: (what: string, at: Vector<S>) => number;
  /** In words, by number. */
  readonly words: readonly string[];
}

/** Questions that are kept: a linear page of a few rounds asks no more. */
const mostQuestions = 32;

/** A book of questions over `field`. */
export function createQuestionNames<S>(
  field: Field<S>,
  isSame: (left: S, right: S) => boolean,
): QuestionNames<S> {
  const known: { readonly what: string; readonly at: Vector<S> }[] = [];
  const words = ['x⁰'];
  return {
    words,
    of: (what, at) => {
      const place = known.findIndex(
        (one) => one.what === what && one.at.every((value, i) => isSame(value, at[i] ?? field.zero)),
      );
      if (place >= 0) return place + 1;
      if (known.length + 1 >= mostQuestions) throw new ContractError('a run asks too many gradients');
      known.push({ what, at });
      words.push(what);
      return known.length;
    },
  };
}

/** Questions by their order alone, for whoever varies the points: `shared` has those of all runs. */
export function createOrderedNames<S>(
  shared: string[],
): QuestionNames<S> & { readonly points: ReadonlyMap<number, Vector<S>> } {
  const counts = new Map<string, number>();
  const points = new Map<number, Vector<S>>();
  return {
    ...{ words: shared, points },
    of: (what, at) => {
      const count = (counts.get(what) ?? 0) + 1;
      counts.set(what, count);
      const word = `${what}, question ${count}`;
      if (!shared.includes(word)) shared.push(word);
      const place = shared.indexOf(word) + 1;
      points.set(place, at);
      if (place >= mostQuestions) throw new ContractError('a run asks too many gradients');
      return place;
    },
  };
}

/**
 * x¹ to x^T as sums over x⁰ and the gradients that were asked: the coefficients, by the numbers of the questions. States that are given are 0.
 *
 * Two linear methods whose points agree for as many rounds as they have states together agree for ever, on every problem.
 */
export function genericRun<S>(
  method: Method,
  field: Field<S>,
  parametersAt: ParametersAt<S>,
  roundCount: number,
  names: QuestionNames<S>,
): readonly Vector<S>[] {
  const { start, round } = compileMethod(method, field);
  const unit = (place: number): Vector<S> =>
    Array.from({ length: mostQuestions }, (_, i) => (i === place ? field.one : field.zero));
  const draws = { round: 0, count: 0 };
  const world: World<S, string> = {
    draw: ({ round: t }) => {
      Object.assign(draws, { round: t, count: draws.round === t ? draws.count + 1 : 1 });
      return `draw ${draws.count} of round ${t}`;
    },
    gradient: ({ function: of }, at, draw = 'no draw') => unit(names.of(`∇${of}, ${draw}`, at)),
  };
  const [point] = method.states;
  const zero = unit(-1);
  const states = Object.fromEntries(
    method.states.map(({ name, isScalar }) => [
      name.name,
      isScalar ? field.zero : name === point?.name ? unit(0) : zero,
    ]),
  );
  let kept = start({ parameters: parametersAt(1), states, world });
  const result = (method.returns ?? point?.name)?.name ?? '';
  return Array.from({ length: roundCount }, (_, index) => {
    let returned: unknown;
    kept = round({
      ...{ round: index + 1, parameters: parametersAt(index + 1), states: kept, world },
      observe: ({ target }, value) => {
        if (target.name === result) returned = value;
        return undefined;
      },
    });
    return (kept[result] ?? returned) as Vector<S>;
  });
}

const linear = new Set(['+', '−', '·', '/', 'negate']);

/**
 * Refuses a page with a line that is not linear in vectors.
 *
 * @throws InputError with the line.
 */
export function assertLinear({ name, lines }: Method): void {
  for (const part of partsOf(
    ...lines.flatMap(({ target, value }) => (target.version.type === 'vector' ? [value] : [])),
  )) {
    if (
      part.kind !== 'apply' ||
      linear.has(part.operator) ||
      part.operator === '^' ||
      part.operator === 'mod'
    )
      continue;
    throw new InputError({
      problem: `${printExpression(part)} is not linear`,
      where: `line ${part.span.line} of the page of ${name}`,
      expected: 'sums of vectors and gradients, times numbers',
      fix: 'Only linear methods can be compared for all problems at once.',
    });
  }
}
