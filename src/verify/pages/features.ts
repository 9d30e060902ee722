/** What is known in a place: numbers of its run and round, and sizes of vectors where a line is made. */
import type { Vector } from '../../../spec/algebra/index.js';
import {
  createCompiler,
  isFamily,
  partsOf,
  printExpression,
  repeatsOf,
  typeOf,
  type Expression,
  type Frame,
  type Line,
  type Method,
  type Use,
} from '../../../spec/language/index.js';
import { andWords, apply, epochOf, named, type Edit, type Feature } from '../../equations/index.js';
import { liftDouble, nearestDouble, ratioField, type Ratio } from '../../exact/index.js';
import { followRound } from './either-draw.js';
import { numberIn, type PageRun, type RoundBefore } from './page-run.js';
import type { Point, SeenAt, Split } from './places.js';

/** The number of the innermost pass that a line was made in; of what is wrong with its own question, that of the question. */
const passAt = ({ passes, violation: { equation, step } }: Point, line: Line<Use>): number | undefined =>
  (equation.startsWith('AUDIT') ? step : undefined) ?? passes.get(line.span.line) ?? step;

/** The same where it is sure: a vector of the end of a round comes of all passes before it. */
const knownPassAt = (point: Point, line: Line<Use>): number | undefined => {
  const pass = passAt(point, line);
  return point.violation.step === undefined && pass !== 1 ? undefined : pass;
};

const stepAt = (point: Point, line: Line<Use>): number | undefined =>
  point.violation.step ?? passAt(point, line);

/** Of a run of minibatches: 1 in the first round of an epoch that is not the first one, else 0. */
export const newEpoch = 'epoch';
const wordsOfEpoch = ['in the first round of each epoch but the first', 'in all rounds but those'] as const;

/** An edit that counts with {@link newEpoch}, with what that is. */
export const withWordsOfEpoch = ({ second, ...edit }: Edit): Edit => ({
  ...edit,
  ...(edit.is.includes(newEpoch) && {
    condition: andWords(edit.condition, `where ${newEpoch} is 1 ${wordsOfEpoch[0]}, and 0 else`),
  }),
  ...(second && { second: withWordsOfEpoch(second) }),
});

/** What a condition on the places of a line may be about: parameters, t, the pass, the dimension, the coordinate. */
export function featuresOf(
  method: Method,
  line: Line<Use> | undefined,
  { inside, outside }: Split,
): readonly Feature[] {
  const feature = (
    expression: Expression<Use>,
    of: (point: Point) => number,
    more: Omit<Feature, 'expression' | 'inside' | 'outside'>,
  ): Feature => {
    const measured = (points: readonly Point[]) =>
      points.map((point) => ({ value: of(point), run: point.index }));
    return { expression, ...more, inside: measured(inside), outside: measured(outside) };
  };
  const counter = line && repeatsOf(line.target.version.blocks).at(-1)?.counter.name;
  const [point] = method.states;
  const x = named(point?.name.name ?? '');
  const whole = { isWhole: true };
  const roundOf = ({ before }: Point): number => before.counter;
  const counts = method.parameters.filter(({ name }) => name.version.type === 'count');
  const lengthOf = ({ run }: Point): number => run.roundCount ?? NaN;
  const share = apply('/', named('t'), named('T'));
  return [
    feature(named('t'), roundOf, { ...whole, noun: 'round' }),
    feature(named('tape'), ({ run }) => Number(run.computed !== undefined), {
      ...{ ...whole, words: ['in tape mode', 'where gradients are asked'] },
    }),
    feature(named('T'), lengthOf, whole),
    feature(share, (at) => roundOf(at) / lengthOf(at), { isWhole: false }),
    ...(counter === undefined || line === undefined
      ? []
      : [
          feature(named(counter), (at) => passAt(at, line) ?? NaN, { ...whole, noun: 'pass' }),
          // a line that asks at a wrong point is in the pass that asks
          ...([...inside, ...outside].some((at) => stepAt(at, line) !== passAt(at, line))
            ? [feature(named(counter), (at) => stepAt(at, line) ?? NaN, { ...whole, noun: 'pass' as const })]
            : []),
          // what shows at the end of a round may come of any pass
          feature(named(counter), (at) => knownPassAt(at, line) ?? NaN, {
            ...{ ...whole, noun: 'pass', isPartial: true },
          }),
        ]),
    ...method.parameters.map(({ name }) =>
      feature(named(name.name), (at) => parameterAt(name.name, at, line), {
        isWhole: name.version.type === 'count' || name.name === newEpoch,
        ...(name.name === newEpoch && { words: wordsOfEpoch }),
      }),
    ),
    ...counts.map(({ name }) =>
      feature(
        epochOf(named('t'), named(name.name)),
        (at) => (roundOf(at) - 1) % parameterAt(name.name, at, line),
        whole,
      ),
    ),
    feature(apply('dim', x), ({ run }) => run.dimension, whole),
    feature(apply('index', x), ({ violation: { component } }) => component + 1, {
      ...whole,
      isByCoordinate: true,
      noun: 'coordinate',
    }),
  ];
}

const parameterAt = (name: string, point: Point, line: Line<Use> | undefined): number =>
  numberIn(point.run, point.before.round, name, line && passAt(point, line));

/** Sizes are no more than doubles. */
const inDoubles =
  (of: (...values: readonly number[]) => number) =>
  (...values: readonly Ratio[]): Ratio => {
    const value = of(...values.map(nearestDouble));
    return liftDouble(Number.isFinite(value) ? value : 0);
  };
const { vector: compileVector } = createCompiler(
  ratioField,
  inDoubles((value = 0) => Math.sqrt(value)),
  inDoubles((base = 0, exponent = 0) => base ** exponent),
);

/** The values of some vectors where a line is made, by the pass and their texts. */
export type VectorsAt = (
  at: SeenAt,
) => ReadonlyMap<number | undefined, ReadonlyMap<string, readonly number[]>>;

/** Reads the values of vectors where a line is made, once a round. */
export function readVectors(
  asItsRun: (run: PageRun) => PageRun,
  line: Line<Use>,
  expressions: readonly Expression<Use>[],
): VectorsAt {
  const vectors = expressions.map((one) => [one, printExpression(one), compileVector(one)] as const);
  const known = new Map<RoundBefore, ReturnType<VectorsAt>>();
  return ({ run, before }) => {
    const found = new Map<number | undefined, ReadonlyMap<string, readonly number[]>>();
    const made = (one: Line<Use>, frame: Frame<Ratio>): void => {
      if (one.span.line !== line.span.line) return;
      const known = vectors.filter(([expression]) => isKnownIn(frame, expression));
      found.set(frame.passes.at(-1), new Map(known.map(([, text, of]) => [text, doubles(of(frame))])));
    };
    if (!known.has(before)) followRound({ ...asItsRun(run), watch: { made } }, before);
    const kept = known.get(before) ?? found;
    known.set(before, kept);
    return kept;
  };
}

/** Whether an expression has a value where a line is made: its names are set, and its samples are drawn. */
const isKnownIn = ({ values }: Frame<Ratio>, expression: Expression<Use>): boolean =>
  partsOf<Use>(expression).every(
    (part) =>
      (part.kind !== 'name' || values.get(part.name) !== undefined) &&
      (part.kind !== 'gradient' || part.sample === undefined || Array.isArray(values.get(part.sample.name))),
  );

/** A place with the vectors that are known there, in the order of a list. */
interface Known {
  readonly point: Point;
  readonly vectors: readonly (readonly number[] | undefined)[];
}

/** Sizes of vectors where a line is made, by coordinate too, and whether two of them go the same way. */
export function sizesOf(
  line: Line<Use>,
  vectors: readonly Expression<Use>[],
  valuesOf: VectorsAt,
  { inside, outside }: Split,
): readonly Feature[] {
  const texts = vectors.map((vector) => printExpression(vector));
  const knownAt = (point: Point): Known => {
    const values = valuesOf(point).get(passAt(point, line));
    return { point, vectors: texts.map((text) => values?.get(text)) };
  };
  const known = { inside: inside.map(knownAt), outside: outside.map(knownAt) };
  const feature = (
    expression: Expression<Use>,
    of: (vectors: Known['vectors'], component: number) => number,
    more: Pick<Feature, 'isWhole' | 'isByCoordinate' | 'isSign'>,
  ): Feature => {
    const measured = (places: readonly Known[]): Feature['inside'] =>
      places.map(({ point, vectors: all }) => ({
        value: of(all, point.violation.component),
        run: point.index,
      }));
    return { expression, ...more, inside: measured(known.inside), outside: measured(known.outside) };
  };
  const [byCoordinate, isSign] = [{ isByCoordinate: true }, { isWhole: true, isSign: true }] as const;
  return vectors.flatMap((one, i): readonly Feature[] => [
    feature(apply('norm', one), (all) => Math.hypot(...(all[i] ?? [NaN])), { isWhole: false }),
    feature(apply('abs', one), (all, component) => Math.abs(all[i]?.[component] ?? NaN), {
      ...{ isWhole: false, ...byCoordinate },
    }),
    ...vectors.slice(0, i).flatMap((other, j): readonly Feature[] => {
      const product = (all: Known['vectors'], component: number): number =>
        (all[i]?.[component] ?? NaN) * (all[j]?.[component] ?? NaN);
      const inner = (all: Known['vectors']): number =>
        all[i]?.reduce((sum, _, component) => sum + product(all, component), 0) ?? NaN;
      return [
        feature(apply('⊙', other, one), (all, component) => Math.sign(product(all, component)), {
          ...{ ...isSign, ...byCoordinate },
        }),
        feature(apply('inner', other, one), (all) => Math.sign(inner(all)), isSign),
      ];
    }),
  ]);
}

const doubles = (vector: Vector<Ratio>): readonly number[] => vector.map(nearestDouble);

/** The vectors that a condition on a line may be about: those that it reads and the states, their differences, and its terms. */
export function vectorsAt({ states }: Method, { value }: Line<Use>): readonly Expression<Use>[] {
  const parts = partsOf<Use>(value).filter((part) => typeOf(part) === 'vector');
  const kept = states.filter(({ isScalar }) => !isScalar).map(({ name }) => name);
  const names = [...kept, ...parts.filter((part): part is Use => part.kind === 'name')].filter(
    ({ name }) => !isFamily(name),
  );
  const differences = names.flatMap((one, i) =>
    names
      .slice(i + 1)
      .flatMap((other): readonly Expression<Use>[] =>
        one.name === other.name ? [] : [apply('−', one, other)],
      ),
  );
  return [...new Map([...parts, ...differences].map((one) => [printExpression(one), one])).values()];
}
