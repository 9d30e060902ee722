/** Runs of a method over every problem at once: gradients are free vectors, so that two methods are equal if their points are. */
import type { Field, Vector } from '../../spec/algebra/index.js';
import {
  compileMethod,
  partsOf,
  printExpression,
  type CompiledMethod,
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
  return [
    ...pointsOf(method, compileMethod(method, field), field.zero, {
      x0: unit(0),
      parametersAt,
      world,
      roundCount,
    }),
  ];
}

/**
 * The points of a run, round by round: the first state, or what the page returns. States that are given are 0, but for x⁰.
 *
 * @param onLine - is called for every line that is computed.
 */
export function* pointsOf<S, Draw>(
  { states: [first, ...others], returns }: Method,
  { start, round }: CompiledMethod<S>,
  zero: S,
  { x0, parametersAt, world, roundCount }: PointsRun<S, Draw>,
  onLine: (round: number) => void = () => undefined,
): Generator<Vector<S>> {
  const point = first?.name.name ?? '';
  const result = returns?.name ?? point;
  const atRest = others.map(
    ({ name, isScalar }) => [name.name, isScalar ? zero : x0.map(() => zero)] as const,
  );
  const states = { [point]: x0, ...Object.fromEntries(atRest) };
  let kept = start({ parameters: parametersAt(1), states, world });
  for (let t = 1; t <= roundCount; t += 1) {
    let returned: unknown;
    kept = round({
      ...{ round: t, parameters: parametersAt(t), states: kept, world },
      observe: ({ target }, value) => {
        onLine(t);
        if (target.name === result) returned = value;
        return undefined;
      },
    });
    yield (kept[result] ?? returned) as Vector<S>;
  }
}

/** What a run is made of beside its page. */
interface PointsRun<S, Draw> {
  readonly x0: Vector<S>;
  readonly parametersAt: ParametersAt<S>;
  readonly world: World<S, Draw>;
  readonly roundCount: number;
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
