/** Conditions that hold in some places and in no others: they are read off numbers that are known in each place. */
import {
  partsOf,
  printExpression,
  type Expression,
  type Relation,
  type Use,
} from '../../spec/language/index.js';
import { digitsOf, plain, plainest, plural, wordsOf, wordsOfPair, type Subject } from './guard-words.js';
import { apply, numeral } from './parts.js';

/** When an edit is made. */
export interface Guard {
  readonly relation: Relation;
  readonly sides: readonly [Expression<Use>, Expression<Use>];
  /** As a report says it. */
  readonly words: string;
  /** How many bits it takes to say it. */
  readonly cost: number;
  /** Whether it differs from coordinate to coordinate. */
  readonly isByCoordinate: boolean;
  /** Whether it takes more bits than a list of the places, so that it may be so by chance. */
  readonly isDoubtful: boolean;
  /** Whether a number that was measured is compared with an end that nobody has told. */
  readonly isMeasured: boolean;
}

/** Whether a condition is part of a formula, and not known before it: it is by coordinate, or of gradients. */
export const isOfFormula = ({ isByCoordinate, sides }: Guard): boolean =>
  isByCoordinate || sides.some((side) => partsOf<Use>(side).some(({ kind }) => kind === 'gradient'));

/** A number in a place, and the run that the place is in. */
export interface Measured {
  readonly value: number;
  readonly run: number;
}

/** Something that is known in each place. */
export interface Feature extends Subject {
  readonly isWhole: boolean;
  readonly isByCoordinate?: boolean;
  /** Whether it is the sign of a product of vectors, which is compared with 0 alone. */
  readonly isSign?: true;
  /** Whether it is known in some places alone, and NaN in the others, which tell nothing then. */
  readonly isPartial?: true;
  /** Where the edit is made, and where it is not. */
  readonly inside: readonly Measured[];
  readonly outside: readonly Measured[];
}

/** The longest period that is looked for. */
const longestPeriod = 64;
const bitsOfDigit = Math.log2(10);
/** How many times an end may be another one before it is said. */
const wide = 1.5;

/** The conditions that tell the places of an edit from all others, the shortest first. */
export function guardsOf(features: readonly Feature[]): readonly Guard[] {
  const known = features.filter(isKnown);
  const isTold = ({ value }: Measured): boolean => Number.isFinite(value);
  const partial = features
    .filter(({ isPartial }) => isPartial)
    .map((one) => ({ ...one, inside: one.inside.filter(isTold), outside: one.outside.filter(isTold) }));
  const choice = Math.log2(4 * Math.max(known.length, 1));
  const listOf = ({ inside, outside }: Feature): number => {
    const [own, others] = [inside, outside].map(
      (places) => new Set(places.map(({ run, value }) => `${run} ${value}`)).size,
    ) as [number, number];
    return bitsOfChoice(own + others, own);
  };
  return [
    ...[...known, ...partial].flatMap((one) =>
      guardsOn(one).map((guard) => ({ ...guard, isDoubtful: choice + guard.cost >= listOf(one) })),
    ),
    ...ofPairs(known),
  ].sort((left, right) => Number(left.isDoubtful) - Number(right.isDoubtful) || left.cost - right.cost);
}

/** The signs of what is so related to 0, those first that say most. */
const signRelations: readonly (readonly [Relation, readonly number[]])[] = [
  ['<', [-1]],
  ['>', [1]],
  ['=', [0]],
  ['≤', [-1, 0]],
  ['≥', [0, 1]],
  ['≠', [-1, 1]],
];

const isKnown = ({ inside, outside }: Feature): boolean =>
  [...inside, ...outside].every(({ value }) => Number.isFinite(value));

function guardsOn(feature: Feature): readonly Guard[] {
  const { expression, isWhole, isByCoordinate = false, inside, outside } = feature;
  if (inside.length === 0 || outside.length === 0) return [];
  const [own, others] = [inside, outside].map((places) =>
    [...new Set(places.map(({ value }) => value))].sort((left, right) => left - right),
  ) as [number[], number[]];
  const guard = (relation: Relation, value: number, cost: number): Guard => ({
    ...{ relation, sides: [expression, numeral(plain(value), expression)], cost, isByCoordinate },
    ...{
      words: wordsOf(feature, relation, value),
      isDoubtful: false,
      isMeasured: !isWhole && relation !== '=',
    },
  });
  if (feature.isSign === true) {
    const told = signRelations.find(
      ([, signs]) => own.every((one) => signs.includes(one)) && !others.some((one) => signs.includes(one)),
    );
    return told === undefined ? [] : [guard(told[0], 0, bitsOfDigit + partsOf(expression).length)];
  }
  const [least = NaN, greatest = NaN] = [own[0], own.at(-1)];
  const [before = NaN, behind = NaN] = [others.at(-1), others[0]];
  const sized = (relation: Relation, end: number): Guard => guard(relation, end, bitsOfDigit * digitsOf(end));
  /** With the end of those inside, or with that of the others, whichever takes fewer digits. */
  const ended = (own: number, other: number, [closed, strict]: readonly [Relation, Relation]): Guard => {
    const [at, from] = [plainest(own, other), plainest(other, own)];
    const told =
      isWhole || digitsOf(at) <= digitsOf(from) ? sized(closed, isWhole ? own : at) : sized(strict, from);
    const [low, high] = [Math.min(own, other), Math.max(own, other)];
    if (isWhole || high <= wide * low) return told;
    const [first, last] = [low, high].map((end) => plain(Number(end.toPrecision(2))));
    return { ...told, words: `${told.words} (or another number from ${first} to ${last})` };
  };
  const found = [
    // what counts goes on: a round behind all others is the first of more
    ...(least === greatest && !others.includes(least) && !(feature.noun && before < least)
      ? [guard('=', least, bitsOfDigit * digitsOf(least) - 1)]
      : []),
    ...(behind === before && !own.includes(before) && isWhole && !(before < least)
      ? [guard('≠', before, bitsOfDigit * digitsOf(before))]
      : []),
    ...(before < least ? [ended(least, before, ['≥', '>'])] : []),
    ...(greatest < behind ? [ended(greatest, behind, ['≤', '<'])] : []),
  ];
  return found.length > 0 || !isWhole || isByCoordinate ? found : periodic(feature, own, others);
}

/** Every so many: the remainders of those inside are one number, and of no other. */
function periodic(feature: Feature, own: readonly number[], others: readonly number[]): readonly Guard[] {
  for (let period = 2; period <= longestPeriod; period += 1) {
    for (const [relation, those, rest] of [
      ['=', own, others],
      ['≠', others, own],
    ] as const) {
      const remainder = (those[0] ?? 0) % period;
      const isOf = (value: number): boolean => value % period === remainder;
      if (those.every(isOf) && !rest.some(isOf)) return [ofPeriod(feature, relation, period, remainder)];
    }
  }
  return [];
}

function ofPeriod(
  { expression, noun, isByCoordinate = false }: Feature,
  relation: '=' | '≠',
  period: number,
  remainder: number,
): Guard {
  const of = apply('mod', expression, numeral(String(period), expression));
  const first = remainder === 0 ? period : remainder;
  const list = `${first}, ${first + period}, …`;
  const among = relation === '=' ? '' : 'all ';
  return {
    ...{ relation, sides: [of, numeral(String(remainder), expression)], cost: 2 * Math.log2(period) },
    ...{ isByCoordinate, isDoubtful: false, isMeasured: false },
    words:
      noun === undefined
        ? `where ${printExpression(of)} ${relation} ${remainder}`
        : `in ${among}${plural[noun]} ${among === '' ? '' : 'but '}${list}`,
  };
}

const countsOf = (features: readonly Feature[]): readonly Feature[] =>
  features.filter(({ isWhole, isSign }) => isWhole && isSign !== true);

/** A condition that holds wherever an edit is made, and elsewhere too: in which of the other places. */
export interface Necessary {
  readonly guard: Guard;
  readonly holds: (outside: number) => boolean;
}

/** Two numbers that are equal, a number that is every so many, or one that is on one side of an end. */
export function necessary(features: readonly Feature[]): readonly Necessary[] {
  const whole = countsOf(features).filter((feature) => isKnown(feature) && feature.inside.length > 0);
  const periods = whole.flatMap((feature): readonly Necessary[] => {
    const [first = NaN, ...others] = new Set(feature.inside.map(({ value }) => value));
    const period = others.reduce((all, value) => divisorOf(all, Math.abs(value - first)), 0);
    if (feature.isByCoordinate === true || !(period > 1)) return [];
    const remainder = first % period;
    const guard = ofPeriod(feature, '=', period, remainder);
    return [{ guard, holds: (i) => (feature.outside[i]?.value ?? NaN) % period === remainder }];
  });
  const equal = whole.flatMap((left, i) =>
    whole.flatMap((right, j): readonly Necessary[] => {
      if (j === i || (right.noun !== undefined && (left.noun === undefined || j < i))) return [];
      const isSame = (of: 'inside' | 'outside', place: number): boolean =>
        left[of][place]?.value === right[of][place]?.value;
      if (!left.inside.every((_, place) => isSame('inside', place))) return [];
      return [{ guard: ofPair(left, right, '='), holds: (place) => isSame('outside', place) }];
    }),
  );
  const sides = features.flatMap((feature): readonly Necessary[] => {
    const { inside, outside, isByCoordinate = false } = feature;
    if (!isKnown(feature) || inside.length === 0 || isByCoordinate) return [];
    const values = inside.map(({ value }) => value);
    const isOut = ([low, high]: readonly [number, number], { value }: Measured): boolean =>
      value < low || value > high;
    return (
      [
        [Math.min(...values), Infinity],
        [-Infinity, Math.max(...values)],
      ] as const
    ).flatMap((range) => {
      const [guard] = guardsOn({ ...feature, outside: outside.filter((one) => isOut(range, one)) });
      return guard === undefined ? [] : [{ guard, holds: (i) => !isOut(range, outside[i] as Measured) }];
    });
  });
  return [...equal, ...periods, ...sides];
}

const divisorOf = (left: number, right: number): number =>
  right === 0 ? left : divisorOf(right, left % right);

/** The signs of left − right, as a set of bits. */
const [less, equal, more, unordered] = [1, 2, 4, 8];

function signsOf(left: readonly Measured[], right: readonly Measured[]): number {
  let signs = 0;
  for (let i = 0; i < left.length; i += 1) {
    const [one, other] = [left[i]?.value ?? NaN, right[i]?.value ?? NaN];
    signs |= one < other ? less : one > other ? more : one === other ? equal : unordered;
  }
  return signs;
}

/** Two whole numbers that are equal, or one of which is larger. */
function ofPairs(features: readonly Feature[]): readonly Guard[] {
  const whole = countsOf(features);
  return whole.flatMap((left) =>
    whole.flatMap((right): readonly Guard[] => {
      // the same is said of both orders of a pair: what is counted comes first
      if (left === right || (right.noun !== undefined && left.noun === undefined)) return [];
      const [own, others] = [signsOf(left.inside, right.inside), signsOf(left.outside, right.outside)];
      if (own === equal && !(others & equal)) return [ofPair(left, right, '=')];
      if (own === less && !(others & less)) return [ofPair(left, right, '<')];
      return others === less && !(own & less) && own !== equal ? [ofPair(left, right, '≥')] : [];
    }),
  );
}

const ofPair = (left: Feature, right: Feature, relation: Relation): Guard => ({
  ...{ relation, sides: [left.expression, right.expression], cost: relation === '=' ? 4 : 7 },
  ...{ isDoubtful: false, isMeasured: false },
  isByCoordinate: (left.isByCoordinate ?? right.isByCoordinate) === true,
  words: wordsOfPair(left, right, relation),
});

/** log₂ of the number of ways to choose. */
export const bitsOfChoice = (all: number, chosen: number): number =>
  Array.from({ length: chosen }, (_, i) => Math.log2((all - i) / (i + 1))).reduce(
    (sum, bits) => sum + bits,
    0,
  );

/** t − 1 is a multiple of a count: an epoch begins. */
export const epochOf = (counter: Expression<Use>, length: Expression<Use>): Expression<Use> =>
  apply('mod', apply('−', counter, numeral('1', counter)), length);
