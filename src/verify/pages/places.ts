/** Where runs are wrong under a page, and what is known there: what conditions are read off. */
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
import { epochOf, named, type Feature } from '../../equations/index.js';
import { nearestDouble, ratioField, type Ratio } from '../../exact/index.js';
import type { ComponentReport } from '../../judge/index.js';
import { followRound } from './either-draw.js';
import { isToldBefore, problemOf } from './frontier.js';
import { followRun } from './judge-page-run.js';
import { parametersOfRound, type PageRun, type RoundBefore } from './page-run.js';
import { attempt, gradientsOf, type JudgedPageRun, type Work } from './try-page.js';

/** A round of a run. */
export interface SeenAt {
  readonly run: PageRun;
  /** Which run of a list. */
  readonly index: number;
  readonly before: RoundBefore;
}

/** Something that is wrong in a round. */
export interface Point extends SeenAt {
  readonly violation: ComponentReport;
  /** The pass of each line, by its place on the page, that was made last before it. */
  readonly passes: ReadonlyMap<number, number | undefined>;
}

/** A round with what is wrong in it under the page of its run, by names. */
export interface JudgedRound extends SeenAt {
  readonly points: ReadonlyMap<string, Point>;
}

/** No more rounds that are right are looked at: they make a condition shorter, and all runs are tried with it. */
const mostRight = 150;

/** The rounds of runs, those that are wrong first; of a run with a state that is not told those after a wrong one tell nothing. */
export function judgedRounds(
  asItsRun: (run: PageRun) => PageRun,
  runs: readonly JudgedPageRun[],
): readonly JudgedRound[] {
  const all = runs.flatMap(({ run }, index) => {
    const rounds: JudgedRound[] = [];
    for (const { before } of followRun(watched(asItsRun(run)))) {
      if (before.seen.isGiven === true) continue;
      const points = pointsIn(asItsRun(run), { run, index, before });
      rounds.push({ run, index, before, points });
      if (points.size > 0 && !isToldBefore(before)) break;
    }
    return rounds;
  });
  const right = all.filter(({ points }) => points.size === 0);
  const step = Math.max(1, right.length / mostRight);
  const some = right.filter((_, i) => Math.floor(i / step) !== Math.floor((i - 1) / step));
  return [...all.filter(({ points }) => points.size > 0), ...some];
}

const watched = (run: PageRun): PageRun => ({ ...run, watch: {} });

/** What is wrong in a round under the page of a run. */
function pointsIn(run: PageRun, at: SeenAt): ReadonlyMap<string, Point> {
  const points = new Map<string, Point>();
  const passes = new Map<number, number | undefined>();
  followRound(
    {
      ...run,
      watch: {
        made: ({ span }, frame) => passes.set(span.line, frame.passes.at(-1)),
        found: (violation) => {
          const key = problemOf(violation);
          if (!points.has(key)) points.set(key, { ...at, violation, passes: new Map(passes) });
        },
      },
    },
    at.before,
  );
  return points;
}

/** Where an edit makes right what is wrong, and where it makes wrong what is right. */
export interface Split {
  readonly inside: readonly Point[];
  readonly outside: readonly Point[];
}

/**
 * By what is first in each round: what comes later may come of it. Undefined where that stays wrong, unless it comes of several passes: the
 * edit may be made in some of them.
 */
export function splitBy(
  asItsRun: (run: PageRun) => PageRun,
  rounds: readonly JudgedRound[],
  line: Line<Use> | undefined,
  work: Work,
): Split | undefined {
  return attempt(() => {
    const [inside, outside]: [Point[], Point[]] = [[], []];
    for (const { points, ...at } of rounds) {
      work.gradients += gradientsOf([at.before.seen]);
      if (work.gradients > work.most) return undefined;
      const [before, after] = [points, pointsIn(asItsRun(at.run), at)].map(firstOf) as [Firsts, Firsts];
      const left = [...after].find(([key]) => before.has(key))?.[1];
      if (left !== undefined && !isOfPasses(left, line)) return undefined;
      if (left !== undefined) continue;
      inside.push(...before.values());
      outside.push(...after.values());
    }
    return { inside, outside };
  });
}

const isOfPasses = ({ passes, violation: { step } }: Point, line: Line<Use> | undefined): boolean =>
  step === undefined && line !== undefined && (passes.get(line.span.line) ?? 1) > 1;

type Firsts = JudgedRound['points'];

/** The points of the vector that is the first to be wrong. */
function firstOf(points: Firsts): Firsts {
  const [first] = points.values();
  const { quantity, step } = first?.violation ?? {};
  return new Map(
    [...points].filter(([, { violation }]) => violation.quantity === quantity && violation.step === step),
  );
}

/** The number of the innermost pass that a line was made in; of what is wrong with its own question, that of the question. */
const passAt = ({ passes, violation: { equation, step } }: Point, line: Line<Use>): number | undefined =>
  (equation.startsWith('AUDIT') ? step : undefined) ?? passes.get(line.span.line) ?? step;

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
  const share: Expression<Use> = {
    ...{ kind: 'apply', operator: '/', operands: [named('t'), named('T')], span: x.span },
  };
  return [
    feature(named('t'), roundOf, { ...whole, noun: 'round' }),
    feature(named('tape'), ({ run }) => Number(run.computed !== undefined), { ...whole, noun: 'tape' }),
    feature(share, (at) => roundOf(at) / lengthOf(at), { isWhole: false }),
    ...(counter === undefined || line === undefined
      ? []
      : [feature(named(counter), (at) => passAt(at, line) ?? NaN, { ...whole, noun: 'pass' })]),
    ...method.parameters.map(({ name }) =>
      feature(named(name.name), (at) => parameterAt(name.name, at, line), {
        isWhole: name.version.type === 'count',
      }),
    ),
    ...counts.map(({ name }) =>
      feature(
        epochOf(named('t'), named(name.name)),
        (at) => (roundOf(at) - 1) % parameterAt(name.name, at, line),
        whole,
      ),
    ),
    feature(
      { kind: 'apply', operator: 'dim', operands: [x], span: x.span },
      ({ run }) => run.dimension,
      whole,
    ),
    feature(
      { kind: 'apply', operator: 'index', operands: [x], span: x.span },
      ({ violation: { component } }) => component + 1,
      { ...whole, isByCoordinate: true, noun: 'coordinate' },
    ),
  ];
}

function parameterAt(name: string, point: Point, line: Line<Use> | undefined): number {
  const value = parametersOfRound(point.run, point.before.round).get(name);
  if (value === undefined || typeof value === 'number') return value ?? NaN;
  const own = 'numerator' in value ? value : line && value[(passAt(point, line) ?? NaN) - 1];
  return own === undefined ? NaN : nearestDouble(ratioField.toRatio(own));
}

const { vector: compileVector } = createCompiler(ratioField);

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
  const vectors = expressions.map((one) => [one, compileVector(one)] as const);
  const known = new Map<RoundBefore, ReturnType<VectorsAt>>();
  return ({ run, before }) => {
    const found = new Map<number | undefined, ReadonlyMap<string, readonly number[]>>();
    const made = (one: Line<Use>, frame: Frame<Ratio>): void => {
      if (one.span.line !== line.span.line) return;
      const known = vectors.filter(([expression]) => isKnownIn(frame, expression));
      found.set(
        frame.passes.at(-1),
        new Map(known.map(([expression, of]) => [printExpression(expression), doubles(of(frame))])),
      );
    };
    if (!known.has(before)) followRound({ ...asItsRun(run), watch: { made } }, before);
    const kept = known.get(before) ?? found;
    known.set(before, kept);
    return kept;
  };
}

/** Whether an expression has a value where a line is made: its names are set, and its samples are drawn. */
const isKnownIn = ({ values }: Frame<Ratio>, expression: Expression<Use>): boolean =>
  [...partsOf<Use>(expression)].every(
    (part) =>
      (part.kind !== 'name' || values.has(part.name)) &&
      (part.kind !== 'gradient' || part.sample === undefined || Array.isArray(values.get(part.sample.name))),
  );

/** Sizes of vectors where a line is made, by coordinate too. */
export function sizesOf(
  line: Line<Use>,
  vectors: readonly Expression<Use>[],
  valuesOf: VectorsAt,
  { inside, outside }: Split,
): readonly Feature[] {
  return vectors.flatMap((expression): readonly Feature[] => {
    const text = printExpression(expression);
    const feature = (
      operator: 'norm' | 'abs',
      of: (values: readonly number[], component: number) => number,
    ): Feature => {
      const measured = (points: readonly Point[]) =>
        points.map((point) => {
          const values = valuesOf(point).get(passAt(point, line))?.get(text);
          const { component } = point.violation;
          return { value: values === undefined ? NaN : of(values, component), run: point.index };
        });
      const isByCoordinate = operator === 'abs';
      return {
        ...{ isByCoordinate, isWhole: false, inside: measured(inside), outside: measured(outside) },
        expression: { kind: 'apply', operator, operands: [expression], span: expression.span },
      };
    };
    return [
      feature('norm', (values) => Math.hypot(...values)),
      feature('abs', (values, component) => Math.abs(values[component] ?? NaN)),
    ];
  });
}

const doubles = (vector: Vector<Ratio>): readonly number[] =>
  vector.map((value) => nearestDouble(ratioField.toRatio(value)));

/** The vectors that a condition on a line may be about: those that it reads and the states, their differences, and its terms. */
export function vectorsAt(
  { states }: Method,
  { value, target: { span } }: Line<Use>,
): readonly Expression<Use>[] {
  const parts = [...partsOf<Use>(value)].filter((part) => typeOf(part) === 'vector');
  const kept = states.filter(({ isScalar }) => !isScalar).map(({ name }) => name);
  const names = [...kept, ...parts.filter((part): part is Use => part.kind === 'name')].filter(
    ({ name }) => !isFamily(name),
  );
  const differences = names.flatMap((one, i) =>
    names
      .slice(i + 1)
      .flatMap((other): readonly Expression<Use>[] =>
        one.name === other.name ? [] : [{ kind: 'apply', operator: '−', operands: [one, other], span }],
      ),
  );
  return [...new Map([...parts, ...differences].map((one) => [printExpression(one), one])).values()];
}
