/** Where a mistake is made: the simplest condition that tells the wrong transitions from the right ones. */
import { max, min } from './doubles.js';
import type { Transition } from './transition.js';
import type { Condition } from './edit.js';
import { fixedCoordinates, tails } from './coordinate-conditions.js';

/** The simplest condition; one of this feature where that is nearly as simple. */
export function firstOf(
  conditions: readonly Condition[],
  feature: string | undefined,
): Condition | undefined {
  const [first] = conditions;
  const own = conditions.find(({ of }) => of !== undefined && of === feature);
  return own !== undefined && own.cost < (first?.cost ?? 0) + 1.3 ? own : first;
}

/** Everywhere. */
export const always: Condition = { text: '', cost: 0 };

/** Features that are 0 or 1: in words where 1, and where 0. */
const flags: Readonly<Record<string, readonly [string, string]>> = {
  isSingleRound: [
    'in single rounds from a given state (level 1): a state of its own is kept beside the given one',
    'in whole runs, but not in single rounds',
  ],
  isLateSingleRound: [
    'in a single round t > 1 from a given state: a state of its own is kept beside the given one',
    'except in single rounds from a given state',
  ],
  isLastOfMany: ['in the last local step, where K > 1', 'in every local step but the last, or where K = 1'],
  isLastStep: ['in the last local step', 'in every local step but the last'],
  isLastRound: ['in the last round', 'in every round but the last'],
  isLastCoordinate: ['in the last coordinate', 'in every coordinate but the last'],
  isAfterAlike: ['where the run before had the same dimension', 'where the run before had another dimension'],
  isFirstAfterAlike: [
    'in round 1 of a run that follows one of the same dimension: something is left behind by the run before',
    'except in round 1 of a run that follows one of the same dimension',
  ],
  isTape: ['in tape mode only', 'in callback mode only'],
  isSeenAtom: [
    'where the sample of the round was drawn before in the run: something is kept by its number',
    'where the sample of the round was not drawn before in the run',
  ],
  isNewEpoch: ['in the first round of every new epoch', 'except in the first round of a new epoch'],
  isSmaller: ['where a minibatch is smaller than B', 'where a minibatch has B rows'],
  isFirstRun: [
    'in the first run of a process',
    'in every run after the first: something is left behind by the run before',
  ],
  'start given': ['where m⁰ is given', 'where m⁰ is not given'],
  'start zero': ['where m⁰ = 0', 'where m⁰ is not 0'],
  'start exact': ['with the start "exact"', 'without the start "exact"'],
  'start batch': ['with the start "batch"', 'without the start "batch"'],
  'start first-snapshot': ['with the start "first-snapshot"', 'without the start "first-snapshot"'],
};

const counts: Readonly<Record<string, string>> = {
  t: 'round',
  k: 'local step',
};

/** How natural a threshold on a feature is. */
const natural = [
  't',
  'k',
  'K',
  'T',
  'd',
  'i',
  'fromEnd',
  'rank',
  'B',
  'n',
  't/T',
  '(t − 1)/T',
  'k/K',
  'a',
  'm·g',
  'm·gf',
  'mᵗ·gf',
  'gf·gh',
  'd·s',
  'g·m',
];

/** What a mistake may need to show at all, whatever else it depends on. */
const guards = ['t', 'K', 'T', 'd'] as const;

/** The simplest conditions that hold for all wrong transitions and for no right one, best first. */
export function conditionsFor(
  wrong: readonly Transition[],
  right: readonly Transition[],
): readonly Condition[] {
  if (right.length === 0) return [always];
  const plain = plainConditions(wrong, right);
  if (plain.length > 0) return plain;
  return guards.flatMap((name): readonly Condition[] => {
    const least = Math.max(2, min(wrong.map(({ features }) => features[name] ?? 0)));
    const isLarge = ({ features }: Transition): boolean => (features[name] ?? 0) >= least;
    const left = right.filter(isLarge);
    if (left.length === 0 || left.length === right.length || !wrong.every(isLarge)) return [];
    return plainConditions(wrong, left)
      .slice(0, 1)
      .map(({ text, cost }) => ({ text: `${text}, for ${name} ≥ ${least}`, cost: cost + 0.6 }));
  });
}

function plainConditions(wrong: readonly Transition[], right: readonly Transition[]): readonly Condition[] {
  const names = new Set(wrong.flatMap(({ features }) => Object.keys(features)));
  const found: Condition[] = [];
  // a start without a batch says nothing of B
  const batches = right.filter(({ features }) => features['B'] !== undefined);
  const withBatch = batches.length > 0 ? batches : right;
  for (const name of names) {
    if (name === 'w' || name === 'Σ²' || name === 'B of ξ') continue;
    const inside = valuesOf(wrong, name);
    const outside = valuesOf(name === 'B' ? withBatch : right, name);
    if (inside === undefined || outside === undefined) continue;
    const flag = flags[name];
    if (flag !== undefined) {
      if (inside.every((v) => v === 1) && outside.every((v) => v === 0))
        found.push({ text: flag[0], cost: 1.5 });
      if (inside.every((v) => v === 0) && outside.every((v) => v === 1))
        found.push({ text: flag[1], cost: 1.6 });
      continue;
    }
    found.push(...thresholds(name, inside, outside), ...periods(name, inside, outside));
  }
  found.push(...tails(wrong, right), ...fixedCoordinates(wrong, right));
  return found.sort((left, right2) => left.cost - right2.cost);
}

function valuesOf(transitions: readonly Transition[], name: string): readonly number[] | undefined {
  const values = transitions.map(({ features }) => features[name]);
  return values.every((value) => value !== undefined) ? values : undefined;
}

const nameOf = (name: string): string =>
  ({
    i: 'the coordinate',
    n: 'the number of local steps so far',
    b: 'the number of rows of a minibatch',
    rank: 'the rank of the coordinate by its size',
    fromEnd: 'the coordinate from the end',
    'm·g': 'the sign of ⟨m, g⟩',
    'm·gf': 'the sign of ⟨m, g_f⟩',
    'mᵗ·gf': 'the sign of ⟨mᵗ, g_f⟩',
    'gf·gh': 'the sign of ⟨g_f, g_h⟩',
    'g·m': 'the sign of ⟨g_h(y), m⟩',
    'd·s': 'the sign of ⟨direction, −last step⟩',
  })[name] ?? name.replace(/^\|(.*)\|$/, (_all, term: string) => `the size of ${sizeNames[term] ?? term}`);

/** Names of vectors whose size may decide. */
const sizeNames: Readonly<Record<string, string>> = {
  m: 'm',
  gf: 'g_f(x)',
  gh: 'g_h(x)',
  here: 'the gradient at the local point',
  direction: 'the direction',
  whole: 'the result',
  y: 'the local point',
  yEnd: 'x',
  x0: 'x⁰',
  sample: 'the sample',
  change: 'g_h(y) − g_h(x)',
  move: 'the last move x^{t−1} − x^{t−2}',
  step: 'the local step',
  carried: 'm^{t−1} − g(x^{t−2})',
  bracket: 'the bracket',
};

function thresholds(
  name: string,
  inside: readonly number[],
  outside: readonly number[],
): readonly Condition[] {
  const [low, high] = [min(inside), max(inside)];
  const isCount = name in counts;
  const place = natural.indexOf(name);
  const cost = name === 'η' ? 2.9 : place >= 0 ? 2 + 0.05 * place : 3;
  const isLeast = low < min(outside);
  const isExtreme = isLeast || high > max(outside);
  // what is no whole number is small or large rather than this very value
  if (name.startsWith('|') && low === high && low !== 0 && low >= min(outside) && low <= max(outside))
    return [];
  if (low === high && outside.every((value) => value !== low) && (Number.isInteger(low) || !isExtreme)) {
    const isEnd = (isCount || name === 'i') && isLeast;
    const text = isCount
      ? `in ${counts[name] ?? ''} ${low} only`
      : name === 'fromEnd'
        ? low === 1
          ? 'in the last coordinate'
          : `in coordinate d − ${low - 1}`
        : `where ${nameOf(name)} is ${showNumber(low)}`;
    // a number between others decides nothing that a program would ask for
    return [{ text, cost: isEnd ? 1.4 : cost + (isExtreme || isCount ? 0.4 : 0.9) }];
  }
  if (outside.every((value) => value < low)) {
    const edge = max(outside);
    // nothing can be wrong with nothing
    if (edge === 0 && name.startsWith('|')) return [];
    const text = isCount
      ? `from ${counts[name] ?? ''} ${low} on`
      : Number.isInteger(low) && natural.indexOf(name) < 10 && place >= 0
        ? `where ${nameOf(name)} ≥ ${low}${edge < low - 1 ? ` (it is right for ${edge})` : ''}`
        : `where ${nameOf(name)} is large (wrong from ${showNumber(low)} on, right up to ${showNumber(edge)})`;
    return [{ text, of: name, cost }];
  }
  if (outside.every((value) => value > high)) {
    const edge = min(outside);
    const text = isCount
      ? `up to ${counts[name] ?? ''} ${high}`
      : Number.isInteger(high) && natural.indexOf(name) < 10 && place >= 0
        ? `where ${nameOf(name)} ≤ ${high}`
        : `where ${nameOf(name)} is small (wrong up to ${showNumber(high)}, right from ${showNumber(edge)} on)`;
    return [{ text, of: name, cost: cost + 0.1 }];
  }
  const [below, above] = [outside.filter((value) => value < low), outside.filter((value) => value > high)];
  if (place >= 0 && low < high && below.length + above.length === outside.length) {
    const text = `where ${nameOf(name)} is from ${showNumber(low)} to ${showNumber(high)} (right up to ${showNumber(max(below))} and from ${showNumber(min(above))} on)`;
    return [{ text, of: name, cost: cost + 0.3 }];
  }
  return [];
}

/** `2nd`, `3rd`, `4th`. */
export function ordinal(count: number): string {
  return `${count}${count === 2 ? 'nd' : count === 3 ? 'rd' : 'th'}`;
}

/** Every p-th round or local step; sizes that are multiples of p. */
function periods(name: string, inside: readonly number[], outside: readonly number[]): readonly Condition[] {
  if (name === 'd' || name === 'K') return multiples(name, inside, outside);
  if (!(name in counts) && name !== 'i') return [];
  const word = counts[name] ?? 'coordinate';
  for (let period = 2; period <= 64; period += 1) {
    const rests = new Set(inside.map((value) => value % period));
    if (rests.size !== 1) continue;
    const [rest = 0] = rests;
    // one place alone shows no period
    if (new Set(inside).size < 2 && (name === 'i' || outside.every((value) => value < min(inside))))
      return [];
    if (outside.every((value) => value % period !== rest)) {
      return [
        {
          text: `in every ${ordinal(period)} ${word} (${name} mod ${period} = ${rest})`,
          cost: 2.6,
        },
      ];
    }
    const later = outside.filter((value) => value % period === rest);
    // a period that begins later, such as t mod 20 = 1 but not t = 1
    if (later.every((value) => value < min(inside)) && period > 2) {
      return [
        {
          text: `in every ${ordinal(period)} ${word}, from ${word} ${min(inside)} on`,
          cost: 2.9,
        },
      ];
    }
  }
  return [];
}

/** Sizes that are multiples of a number, or that are none. */
function multiples(
  name: string,
  inside: readonly number[],
  outside: readonly number[],
): readonly Condition[] {
  if (new Set(inside).size < 3) return [];
  return [2, 3, 4, 8, 16].flatMap((factor): readonly Condition[] => {
    const isMultiple = (value: number): boolean => value % factor === 0;
    const word = factor === 2 ? 'even' : `a multiple of ${factor}`;
    if (inside.every(isMultiple) && !outside.some(isMultiple))
      return [{ text: `where ${name} is ${word}`, cost: 2.5 }];
    if (!inside.some(isMultiple) && outside.every(isMultiple))
      return [{ text: `where ${name} is ${factor === 2 ? 'odd' : `no ${word.slice(2)}`}`, cost: 2.5 }];
    return [];
  });
}

/** A number as a person writes it. */
export function showNumber(value: number): string {
  const rest = value - 1;
  if (rest !== 0 && Math.abs(rest) < 1e-3) return `(1 ${rest < 0 ? '−' : '+'} ${showNumber(Math.abs(rest))})`;
  return String(Number(value.toPrecision(4))).replaceAll('-', '−');
}
