/** Runs for a method of which nothing is known but its page: sizes, starts and parameters from its `given` and `state` lines. */
import type { Vector } from '../../../spec/algebra/index.js';
import {
  createWriter,
  everyStatement,
  holds,
  isTold,
  rangesOf,
  type Expression,
  type Line,
  type Method,
  type Sampling,
  type Statement,
  type Use,
} from '../../../spec/language/index.js';
import type { QuadraticProblem } from '../../../spec/model/index.js';
import { ContractError, InputError } from '../../errors.js';
import {
  createRatio,
  floatFormats,
  liftDouble,
  parseExactNumber,
  ratioField,
  roundRatio,
  type FloatFormat,
  type Ratio,
} from '../../exact/index.js';
import { createStream, drawInteger, type RandomGenerator } from '../../problems/draws.js';
import { createDataSource } from '../cases/case-data.js';
import type { ScheduleKind } from '../protocol/message-parts.js';
import type { Capabilities } from '../protocol/replies.js';
import { formatOf } from '../protocol/numbers.js';
import type { CompiledPage } from './compile-page.js';
import { nearOrigin, scaled, smallestNumber } from './near-origin.js';
import type { ParameterValues } from './page-run.js';
import { countBy, toldDraws, type ToldDraws } from './told-draws.js';

const { add, compare, multiply, one, subtract, zero } = ratioField;

type Parameter = Method['parameters'][number];

/** A run that a program is asked. */
export interface PageCase {
  readonly id: string;
  /** Which case of the page it is. */
  readonly position: { readonly number: number; readonly of: number };
  readonly problem: QuadraticProblem<Ratio>;
  readonly roundCount: number;
  /** By name: a number or a count for all rounds, or a list with an entry a round. */
  readonly parameters: ReadonlyMap<string, ParameterValue>;
  /** The states that the page does not start itself. */
  readonly start: ReadonlyMap<string, Vector<Ratio>>;
  /** The atom of each draw, one after the other; then from the beginning. */
  readonly atoms: readonly number[];
  /** What the program is told of coins and sets. */
  readonly told: ToldDraws;
}

/** What a case has for a parameter. */
export type ParameterValue = Ratio | number | readonly (Ratio | readonly Ratio[])[];

/** The values of round t. */
export const parametersOf =
  ({ parameters }: Pick<PageCase, 'parameters'>) =>
  (round: number): ParameterValues =>
    new Map(
      [...parameters].map(([name, value]) => [
        name,
        Array.isArray(value) ? ((value as readonly Ratio[])[round - 1] ?? zero) : (value as Ratio),
      ]),
    );

type CountOf = (e: Expression<Use>) => number;

/** The sum of a weight over all that the first round executes; of a choice the larger branch. */
function sumOverRound(
  { method, count }: CompiledPage,
  given: PageCase,
  weigh: (statement: Line<Use> | Sampling<Use>, countOf: CountOf) => number,
): number {
  const values = new Map<string, unknown>([['t', 1], ...parametersOf(given)(1)]);
  const countOf: CountOf = (e) => Math.max(count(e)({ values, passes: [1], gradient: () => [] }), 0);
  const sumOf = (body: readonly Statement<Use>[]): number =>
    body.reduce((sum, statement) => {
      if (statement.kind === 'choice')
        return sum + Math.max(sumOf(statement.then), sumOf(statement.otherwise));
      if (statement.kind !== 'repeat') return sum + weigh(statement, countOf);
      values.set(statement.counter.name, 1);
      return sum + countOf(statement.count) * sumOf(statement.body);
    }, 0);
  return sumOf(method.body);
}

/** How many lines a round executes, at most. */
export const linesOfRound = (page: CompiledPage, given: PageCase): number =>
  sumOverRound(page, given, () => 1);

/** How many gradients a round takes, at most: of a mean over draws one for each. */
export const gradientsOfRound = (page: CompiledPage, given: PageCase): number =>
  sumOverRound(page, given, (statement, countOf) => {
    const questions = statement.kind === 'line' ? page.lineOf(statement).questions : [];
    const draws = questions.map(({ gradient: { sample } }) => {
      const origin = sample?.version.origin;
      return origin?.kind === 'sample' && origin.sampling.size ? countOf(origin.sampling.size) : 1;
    });
    return draws.reduce((sum, one) => sum + one, 0);
  });

/** How many draws a round makes, at most. */
export const drawsOfRound = (page: CompiledPage, given: PageCase): number =>
  sumOverRound(page, given, (statement, countOf) =>
    statement.kind !== 'sample' || isTold(statement)
      ? 0
      : statement.size === undefined
        ? 1
        : countOf(statement.size),
  );

/** Rounds, coordinates, and samples of the cases, in turn: no two of the lists have a common length. */
const roundCounts = [2, 4, 3, 7, 12] as const;
const dimensions = [2, 1, 3, 5] as const;
/** Of every seventh run, so that what takes eight numbers at once is entered, and left with one. */
const wideDimension = 9;
const sampleCounts = [4, 2, 8] as const;
/** What the numbers of a case are like: few bits, so that no format rounds its first rounds; all bits of the format; near the ends of a domain. */
const kinds = ['short', 'full', 'full', 'edge', 'full', 'small'] as const;
/** Runs of a method. */
const caseCount = 30;

/**
 * Makes the runs of a method: `create(index)`, and other data from wider domains for every further attempt.
 *
 * @param seed - another seed, other data.
 */
export function pageCaseMaker(
  method: Method,
  { arithmetic, schedules = [], only }: Pick<Capabilities, 'arithmetic' | 'schedules' | 'only'>,
  seed = 0,
): (index: number, attempt?: number) => PageCase {
  const format = formatOf(arithmetic);
  const write = createWriter(method);
  return (index, attempt = 0) => {
    const source = createDataSource(700 + index, seed);
    const stream = createStream(seed, 7, index, ...(attempt === 0 ? [] : [attempt]));
    const kind = inTurn(kinds, index);
    const snapshotAtoms = inTurn(sampleCounts, index);
    const wanted = index % 7 === 5 ? wideDimension : inTurn(dimensions, index);
    const dimension = Math.min(wanted, only?.largestDimension ?? Infinity);
    const roundCount = inTurn(roundCounts, index);
    const counts = new Map(
      method.parameters.filter(isCount).map((parameter) => {
        const { name } = parameter.name;
        const most = isSizeOfSet(method, name) ? snapshotAtoms : 5;
        return [name, isRange(method, name) ? snapshotAtoms : drawCount(parameter, stream, most)];
      }),
    );
    const valueOf = (parameter: Parameter): ParameterValue => {
      const draw = (): Ratio => drawNumber(parameter, kind, format, stream, 4 ** attempt);
      const steps = parameter.each === 'step' ? stepsOf(method, counts) : undefined;
      const has = (schedule: ScheduleKind): boolean => schedules.includes(schedule) && index % 3 === 1;
      if (parameter.each === undefined || !has('given')) return draw();
      const perStep = steps !== undefined && has('given-per-step');
      return Array.from({ length: roundCount }, () =>
        perStep ? Array.from({ length: steps }, draw) : draw(),
      );
    };
    const problem = source.problem({ dimension, snapshotAtoms, localAtoms: 2 });
    // small points and gradients in every fifth run
    const scale = index % 5 === 3 ? smallestNumber(method, format) : one;
    const vector = (): Vector<Ratio> => scaled(source.vector(dimension, 16), scale);
    return {
      id: `${method.name}/${kind}-${index + 1}`,
      position: { number: index + 1, of: caseCount },
      problem: nearOrigin(problem, scale),
      roundCount,
      parameters: new Map(
        method.parameters.map((parameter) => [
          parameter.name.name,
          counts.get(parameter.name.name) ?? valueOf(parameter),
        ]),
      ),
      start: new Map(
        write(countBy(counts)).states.flatMap(({ name, from }) =>
          from === undefined ? [[name.name, vector()]] : [],
        ),
      ),
      atoms: source.atoms(snapshotAtoms, 997),
      told: toldDraws(method, counts, roundCount, stream),
    };
  };
}

/** The runs of a method. */
export const createPageCases = (...given: Parameters<typeof pageCaseMaker>): readonly PageCase[] => {
  const create = pageCaseMaker(...given);
  return Array.from({ length: caseCount }, (_, index) => create(index));
};

const inTurn = <T>(values: readonly T[], index: number): T => {
  const value = values[index % values.length];
  if (value === undefined) throw new ContractError('there is nothing to take turns');
  return value;
};

/** Whether a parameter counts something. */
export const isCount = ({ name }: Parameter): boolean => name.version.type === 'count';

/** Whether a parameter is the number of members that a sample is drawn from, or that an index runs over. */
function isRange(method: Method, name: string): boolean {
  const drawn = [...everyStatement<Use>(method.body)].flatMap((one) =>
    one.kind === 'sample' && one.range ? one.range : [],
  );
  return [...rangesOf(method), ...drawn].some((end) => end.kind === 'name' && end.name === name);
}

/** Whether a parameter says how many members a set has. */
const isSizeOfSet = ({ body }: Method, name: string): boolean =>
  [...everyStatement<Use>(body)].some(
    (one) =>
      one.kind === 'sample' && one.range !== undefined && one.size?.kind === 'name' && one.size.name === name,
  );

/** How often the page's only repeat is run, where a parameter says so; undefined elsewhere. */
function stepsOf({ body }: Method, counts: ReadonlyMap<string, number>): number | undefined {
  const repeats = [...everyStatement<Use>(body)].filter((statement) => statement.kind === 'repeat');
  const [only, ...others] = repeats.map(({ count }) =>
    count.kind === 'name' ? counts.get(count.name) : undefined,
  );
  return others.length === 0 ? only : undefined;
}

function drawCount({ name, bounds }: Parameter, stream: RandomGenerator, most: number): number {
  const isInside = insideOf(bounds);
  const counts = Array.from({ length: Math.min(most, 5) + 1 }, (_, count) => count).filter((count) =>
    isInside(createRatio(BigInt(count), 1n)),
  );
  const count = counts[drawInteger(stream, 0, Math.max(counts.length - 1, 0))];
  if (count !== undefined) return count;
  throw new InputError({
    problem: 'no whole number up to 5 is in the domain',
    where: `the parameter ${name.name}`,
    expected: 'small counts: a run is made with them',
    fix: 'Correct its domain on the page.',
  });
}

/** Whether a number is in a domain, as it is written and as a program in the format reads it: 0.1 is no double. */
const insideOf =
  (bounds: Parameter['bounds'], format?: FloatFormat) =>
  (value: Ratio): boolean =>
    bounds.every(({ relation, value: text }) => {
      const end = parseExactNumber(text);
      const ends = format === undefined ? [end] : [end, liftDouble(roundRatio(format, end))];
      return ends.every((one) => holds[relation](compare(value, one)));
    });

const quarter = createRatio(1n, 4n);
const power = (exponent: number): Ratio => createRatio(1n, 1n << BigInt(exponent));

/** A number of a domain that the format holds. Of a domain without an end a quarter is drawn from, where a run does not explode, times `widened`. */
function drawNumber(
  { name, bounds }: Parameter,
  kind: (typeof kinds)[number],
  format: FloatFormat | undefined,
  stream: RandomGenerator,
  widened: number,
): Ratio {
  const ends = (sides: readonly string[]): Ratio | undefined => {
    const found = bounds.find(({ relation }) => sides.includes(relation));
    return found && parseExactNumber(found.value);
  };
  const [least, greatest] = [ends(['>', '≥', '=']), ends(['<', '≤', '='])];
  const low = least ?? (greatest === undefined ? createRatio(-1n, 8n) : subtract(greatest, quarter));
  const widest = multiply(quarter, createRatio(BigInt(widened), 1n));
  const span = subtract(greatest ?? add(low, widest), low);
  const bits = Math.min((format ?? floatFormats.binary32).precision - 3, 48);
  const parts: Readonly<Record<(typeof kinds)[number], () => readonly Ratio[]>> = {
    short: () => [multiply(createRatio(BigInt(drawInteger(stream, 1, 3)), 1n), power(2))],
    full: () => [multiply(createRatio(BigInt(drawInteger(stream, 1, 2 ** bits - 1)), 1n), power(bits))],
    // an end that belongs to the domain, or else next to one
    edge: () => (drawInteger(stream, 0, 1) === 0 ? [one, subtract(one, power(bits))] : [zero, power(10)]),
    small: () => [multiply(createRatio(BigInt(drawInteger(stream, 1, 3)), 1n), power(9))],
  };
  const values = [...parts[kind](), power(1)].map((part) => {
    const value = add(low, multiply(span, part));
    return format === undefined ? ratioField.toRatio(value) : liftDouble(roundRatio(format, value));
  });
  const value = values.find(insideOf(bounds, format));
  if (value !== undefined) return value;
  throw new InputError({
    problem: 'none of the numbers that were tried is in the domain',
    where: `the parameter ${name.name}`,
    expected: `numbers that are ${bounds.map(({ relation, value: end }) => `${relation} ${end}`).join(' and ')}`,
    fix: 'Correct its domain on the page.',
  });
}
