/** Formulas for a coefficient that was seen: of numbers, of the coefficient that is due, and of what a run knows. */
import { printExpression } from '../../../spec/language/index.js';
import { createFormulas, evaluateFormula, named, type Leaf } from '../../equations/index.js';
import type { Law, Sample } from './law.js';
import { spread } from '../spread.js';
import { scheduleLaws } from './schedule-laws.js';

/** Laws without a number that is read off. */
const fixedLaws: readonly Law[] = [
  { text: '0', cost: 0, at: () => 0 },
  { text: '−{due}', cost: 0.5, usesDue: true, at: ({ due }) => -due },
  { text: '1', cost: 1, at: () => 1 },
  { text: '−1', cost: 1.5, at: () => -1 },
  ...scheduleLaws,
];

/** What a coefficient may be made of: parameters, counters and sizes; and a schedule of which a page has no formula. */
const names = ['a', 'η', 'K', 'B', 'b', 't', 'T', 'cosine', 'later cosine'] as const;

/** The part of η that a cosine leaves after a share of the run. */
const cosineAt = (share: number): number => (1 + Math.cos(Math.PI * share)) / 2;
const cosines: Readonly<Record<string, readonly [words: string, of: (t: number, T: number) => number]>> = {
  cosine: ['½(1 + cos(π(t − 1)/T)) (a cosine)', (t, T) => cosineAt((t - 1) / T)],
  'later cosine': ['½(1 + cos(πt/T)) (a cosine)', (t, T) => cosineAt(t / T)],
};
/** No more samples are looked at by the search: the others are held to what it finds. */
const most = 14;
/** Formulas that are named. */
const mostNamed = 3;

/**
 * All laws that hold for every sample, the simplest first.
 *
 * @param isSearched - whether a formula is searched where no plain number is one.
 */
export function lawsFor(samples: readonly Sample[], isSearched: boolean): readonly Law[] {
  const isLaw = ({ at }: Law): boolean => samples.every((sample) => isNear(sample, at(sample)));
  const fixed = fixedLaws.filter(
    (law) => isLaw(law) && (law.usesDue === undefined || samples.every(({ due }) => due !== 0)),
  );
  if (fixed.length > 0 || !isSearched) return fixed;
  return searched(samples).filter(isLaw).slice(0, mostNamed);
}

/** Whether samples are of single coordinates: then every vector has a coefficient, and formulas for them say nothing. */
const isPlain = (samples: readonly Sample[]): boolean =>
  samples.every(({ transition: { actual, kind } }) => actual.length === 1 && kind !== 'count');

function searched(samples: readonly Sample[]): readonly Law[] {
  const chosen = spread(samples, most);
  const all = isPlain(samples) ? names.slice(0, 3) : names;
  const leaves = [
    leafOf(
      'due',
      chosen.map(({ due }) => due),
    ),
    ...all.map((name) =>
      leafOf(
        name,
        chosen.map((sample) => featureOf(sample, name)),
      ),
    ),
  ].filter(({ values }) => values.every((value) => Number.isFinite(value) && value !== 0));
  const telling = leaves.filter(({ values }) => values.some((value) => value !== values[0]));
  const seen = chosen.map(({ used, tolerance }) => ({ value: used, off: tolerance }));
  const found = createFormulas(telling.length > 0 ? telling : leaves.slice(0, 1))(seen, true);
  return found.map(({ size, expression }): Law => {
    const plain = printExpression(expression).replaceAll('due', '{due}');
    const text = plain.replaceAll(/later cosine|cosine/gu, (name) => cosines[name]?.[0] ?? name);
    return {
      ...{ text, cost: 1 + 0.4 * size, isRead: true },
      ...(text.includes('{due}') && { usesDue: true }),
      at: (sample) =>
        evaluateFormula(expression, (name) => (name === 'due' ? sample.due : featureOf(sample, name))),
    };
  });
}

const leafOf = (name: string, values: readonly number[]): Leaf => ({ expression: named(name), values });

function featureOf({ transition: { features } }: Sample, name: string): number {
  const [, of] = cosines[name] ?? [];
  return of?.(features['t'] ?? NaN, features['T'] ?? NaN) ?? features[name] ?? NaN;
}

const isNear = ({ used, tolerance }: Sample, value: number): boolean =>
  Number.isFinite(value) && Math.abs(used - value) <= tolerance + 2 ** -40 * Math.abs(value);
