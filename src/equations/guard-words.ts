/** Conditions and their numbers as a report says them. */
import { printExpression, type Expression, type Relation, type Use } from '../../spec/language/index.js';

/** What is counted, when it is several. */
export const plural = { round: 'rounds', pass: 'passes', coordinate: 'coordinates' } as const;

/** What a condition is on. */
export interface Subject {
  readonly expression: Expression<Use>;
  /** What it counts, where that has a name: then a report has words for it. */
  readonly noun?: keyof typeof plural;
  /** Of what is 1 or 0: what a report says of each. */
  readonly words?: readonly [yes: string, no: string];
}

/** A condition on one number. */
export function wordsOf({ expression, noun, words }: Subject, relation: Relation, value: number): string {
  if (words !== undefined) return words[(value === 1) === (relation === '=' || relation === '≥') ? 0 : 1];
  if (noun === undefined) return `where ${printExpression(expression)} ${relation} ${plain(value)}`;
  const one = noun === 'round' ? `${noun} ${value}` : ordinal(noun, value);
  if (relation === '=' || (relation === '≤' && value === 1)) return `in ${one}`;
  if (relation === '≠') return `in all ${plural[noun]} but ${noun === 'round' ? value : one}`;
  return relation === '≥' ? `from ${one} on` : `up to ${one}`;
}

const ordinal = (noun: string, value: number): string => {
  const words = ['', 'first', 'second', 'third'][value];
  return words === undefined ? `${noun} ${value}` : `the ${words} ${noun}`;
};

/** A condition on two. */
export function wordsOfPair(left: Subject, right: Subject, relation: Relation): string {
  const isOfRun = right.expression.kind === 'name' && right.expression.name === 'T';
  const isLast =
    left.noun === 'round'
      ? isOfRun
      : left.noun === 'pass' || (left.noun === 'coordinate' && right.noun === undefined);
  if (isLast && relation === '=') return `in the last ${left.noun}`;
  if (isLast && relation === '<') return `before the last ${left.noun}`;
  return `where ${printExpression(left.expression)} ${relation} ${printExpression(right.expression)}`;
}

/** A number as a page has it. */
export const plain = (value: number): string =>
  String(value).includes('e')
    ? value.toFixed(Math.min(100, digitsOf(value) - Math.floor(Math.log10(value))))
    : String(value);

/** The digits of a number that say something. */
export const digitsOf = (value: number): number =>
  Math.max(
    1,
    value
      .toExponential()
      .replace(/e.*|[-.]/g, '')
      .replace(/0+$/, '').length,
  );

/** The number of fewest digits from `own` to `other`, which is not in. */
export function plainest(own: number, other: number): number {
  const isBetween = (value: number): boolean =>
    own < other ? own <= value && value < other : other < value && value <= own;
  for (let digits = 1; digits <= 17; digits += 1) {
    const value = [own, other, (own + other) / 2, Math.sqrt(own * other)]
      .map((one) => Number(one.toPrecision(digits)))
      .find(isBetween);
    if (value !== undefined) return value;
  }
  return own;
}
