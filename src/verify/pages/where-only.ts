/** What runs that fail have in common, and others have not: an end of a domain, or a size or a parameter on one side of a number. */
import type { Method } from '../../../spec/language/index.js';
import { nearestDouble, ratioField, type Ratio } from '../../exact/index.js';
import type { PageRun } from './page-run.js';

interface OfRun {
  readonly run: PageRun;
}

/** A number that a run has. */
interface Trait {
  readonly name: string;
  readonly of: (run: PageRun) => number | undefined;
  /** Where it can end. */
  readonly ends: readonly number[];
}

/** Words, and how many bits it takes to say them. */
interface Condition {
  readonly words: string;
  readonly cost: number;
}

/**
 * In words, where the first runs are and none of the others is: `where K ≥ 2`; undefined where it takes more bits to say it than to list
 * the runs that fail, so that it may be so by chance.
 */
export function whereOnly(
  { parameters }: Method,
  failing: readonly OfRun[],
  others: readonly OfRun[],
): string | undefined {
  const traits: readonly Trait[] = [
    { name: 'd', of: ({ dimension }) => dimension, ends: [1] },
    ...parameters.map(({ name: { name }, bounds }) => ({
      ...{ name, of: (run: PageRun) => numberOf(run.parametersAt(1).get(name)) },
      ends: bounds.map(({ value }) => nearestDouble(ratioField.fromString(value))),
    })),
  ];
  const found = traits.flatMap((trait) => conditionsOn(trait, failing, others));
  const [best] = found.sort((left, right) => left.cost - right.cost);
  const choice = Math.log2(3 * traits.length);
  const listed = bitsOfChoice(failing.length + others.length, failing.length);
  return best !== undefined && choice + best.cost < listed ? best.words : undefined;
}

function conditionsOn(
  { name, of, ends }: Trait,
  failing: readonly OfRun[],
  others: readonly OfRun[],
): readonly Condition[] {
  const [inside, outside] = [failing, others].map((runs) =>
    runs.flatMap(({ run }) => of(run) ?? []).sort((left, right) => left - right),
  ) as [number[], number[]];
  const [least = NaN, greatest = NaN] = [inside[0], inside.at(-1)];
  const [before = NaN, behind = NaN] = [outside.at(-1), outside[0]];
  const isEnd = least === greatest && ends.includes(least) && !outside.includes(least);
  return [
    ...(isEnd ? [{ words: `where ${name} = ${least}`, cost: 0 }] : []),
    ...(before < least ? [threshold(name, '≥', plainest(least, before))] : []),
    ...(greatest < behind ? [threshold(name, '≤', plainest(greatest, behind))] : []),
  ];
}

const threshold = (name: string, sign: string, end: number): Condition => ({
  words: `where ${name} ${sign} ${end}`,
  cost: Math.log2(10) * end.toExponential().replace(/e.*|[-.]/g, '').length,
});

/** The number of fewest digits from `own` to `other`, which is not in. */
function plainest(own: number, other: number): number {
  const isBetween = (value: number): boolean =>
    own < other ? own <= value && value < other : other < value && value <= own;
  for (let digits = 1; digits <= 17; digits += 1) {
    const value = [own, other, (own + other) / 2]
      .map((one) => Number(one.toPrecision(digits)))
      .find(isBetween);
    if (value !== undefined) return value;
  }
  return own;
}

/** log₂ of the number of ways to choose. */
const bitsOfChoice = (all: number, chosen: number): number =>
  Array.from({ length: chosen }, (_, i) => Math.log2((all - i) / (i + 1))).reduce(
    (sum, bits) => sum + bits,
    0,
  );

function numberOf(value: Ratio | number | readonly Ratio[] | undefined): number | undefined {
  if (value === undefined || typeof value === 'number') return value;
  return 'numerator' in value ? nearestDouble(value) : undefined;
}
