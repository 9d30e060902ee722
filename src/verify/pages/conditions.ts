/** What a round decides beside its lines: conditions of numbers that rounding has touched, draws, and gradients without weight. */
import { absolute, createVectorSpace, isZero, type Vector } from '../../../spec/algebra/index.js';
import {
  holds,
  printExpression,
  type Choice,
  type Frame,
  type Gradient,
  type Sampling,
  type Use,
} from '../../../spec/language/index.js';
import { rowName, type ErrorOf } from '../../equations/index.js';
import { ratioField, type Ratio } from '../../exact/index.js';
import type { CompiledPage, PageQuestion } from './compile-page.js';
import type { Known, PageRun } from './page-run.js';
import type { PageDraw } from './question-book.js';

const { add, compare, subtract, zero } = ratioField;
const { equals } = createVectorSpace(ratioField);

/** Whether a condition holds; undefined where rounding may decide it. */
export function conditionHolds(
  page: CompiledPage,
  { sides, relation }: Choice<Use>,
  frame: Frame<Ratio>,
  errorOf: ErrorOf<Ratio>,
): boolean | undefined {
  const [left, right] = sides.map((side) => page.scalar(side)(frame, errorOf)[0]);
  if (left?.bound === undefined || right?.bound === undefined) return undefined;
  const difference = subtract(left.value, right.value);
  const error = add(left.bound, right.bound);
  const isSure = compare(error, zero) === 0 || compare(absolute(ratioField, difference), error) > 0;
  return isSure ? holds[relation](compare(difference, zero)) : undefined;
}

/** Whether anything may be what a program has of a name, in a coordinate or in any. */
export const isUnknownAt = (errors: Known['errors'] | undefined, coordinate: number | undefined): boolean =>
  errors !== undefined &&
  (coordinate === undefined ? errors.includes(undefined) : errors[coordinate] === undefined);

/**
 * The draws of a sample, which questions will tell, and each of them as a row of it: by the names that a frame has for them. A sample of a round may be
 * taken to be that of another round: `rowsOf` has them all.
 */
export function drawsOf(
  { page: { count }, drawnIn = (now) => now }: Pick<PageRun, 'page' | 'drawnIn'>,
  { size, range, target: { name } }: Sampling<Use>,
  frame: Frame<Ratio>,
  told: (member: number) => boolean,
  { round, rowsOf }: { readonly round: number; readonly rowsOf: Map<string, readonly PageDraw[]> },
): readonly (readonly [string, readonly PageDraw[]])[] {
  const [first = 1, last = 0] = range?.map((end) => count(end)(frame)) ?? [];
  const index = Array.from({ length: last - first + 1 }, (_, i) => first + i).find((member) => told(member));
  const draw = (): PageDraw => (index === undefined ? {} : { member: index });
  const isOfRound = frame.passes.length === 0;
  const kept = isOfRound && drawnIn(round) !== round ? rowsOf.get(`${drawnIn(round)} ${name}`) : undefined;
  const draws = kept ?? Array.from({ length: size === undefined ? 1 : count(size)(frame) }, draw);
  if (isOfRound) rowsOf.set(`${round} ${name}`, draws);
  return [[name, draws], ...draws.map((draw, row) => [rowName(name, row), [draw]] as const)];
}

/** A question of a line, and one of its draws. */
export interface LineQuestion {
  readonly question: PageQuestion;
  readonly draw: PageDraw | undefined;
}

/** The point of a gradient, where it is a name that has a value. */
export const pointIn = ({ values }: Frame<Ratio>, { point }: Gradient<Use>): Vector<Ratio> | undefined =>
  values.get(printExpression(point)) as Vector<Ratio> | undefined;

/** Whether a gradient has no weight in a line, together with those that are the same: ∇f(x, ξ) − ∇f(w, ξ) is 0 where w is x. */
export function cancels(
  { question: { gradient }, draw }: LineQuestion,
  line: readonly LineQuestion[],
  frame: Frame<Ratio>,
): boolean {
  const at = pointIn(frame, gradient);
  const alike = line.filter(({ question: { gradient: other }, draw: its }) => {
    const there = its === draw && other.function === gradient.function ? pointIn(frame, other) : undefined;
    return there !== undefined && at !== undefined && equals(at, there);
  });
  const weights = alike.flatMap(({ question: { coefficient } }) => coefficient?.(frame) ?? []);
  return alike.length > 1 && weights.length === alike.length && isZero(ratioField, weights.reduce(add, zero));
}
