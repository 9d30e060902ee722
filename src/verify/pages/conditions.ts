/** What a round decides before its lines: conditions of numbers that rounding has touched, and draws. */
import { absolute } from '../../../spec/algebra/index.js';
import { holds, type Choice, type Frame, type Sampling, type Use } from '../../../spec/language/index.js';
import { rowName, type ErrorOf } from '../../equations/index.js';
import { ratioField, type Ratio } from '../../exact/index.js';
import type { CompiledPage } from './compile-page.js';
import type { Known } from './page-run.js';
import type { PageDraw } from './question-book.js';

const { add, compare, subtract, zero } = ratioField;

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

/** 1 for a coin that is 1, and for a member that is in its set; undefined for a sample of f and h. */
export function toldOf(
  { probability, member }: Sampling<Use>,
  told: (member?: number, name?: string) => boolean,
): number | undefined {
  if (member !== undefined) return told(member.index, member.of) ? 1 : 0;
  return probability === undefined ? undefined : told() ? 1 : 0;
}

/** The draws of a sample, which questions will tell, and each of them as a row of it: by the names that a frame has for them. */
export function drawsOf(
  { count }: CompiledPage,
  { size, range, target: { name } }: Sampling<Use>,
  frame: Frame<Ratio>,
  told: (member: number) => boolean,
): readonly (readonly [string, readonly PageDraw[]])[] {
  const [first = 1, last = 0] = range?.map((end) => count(end)(frame)) ?? [];
  const index = Array.from({ length: last - first + 1 }, (_, i) => first + i).find((member) => told(member));
  const draw = (): PageDraw => (index === undefined ? {} : { member: index });
  const draws = Array.from({ length: size === undefined ? 1 : count(size)(frame) }, draw);
  return [[name, draws], ...draws.map((draw, row) => [rowName(name, row), [draw]] as const)];
}
