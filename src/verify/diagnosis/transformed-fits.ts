/** One vector of an equation that is changed before it is used: rounded, permuted, averaged, replaced by its signs. */
import { floatFormats, roundToFormat } from '../../exact/index.js';
import { always, conditionsFor } from './conditions.js';
import { evened, type Doubles } from './doubles.js';
import type { Fit } from './edit.js';
import type { Transition } from './transition.js';

/** Formats that a program may have rounded to by mistake. */
export const formats = [
  ['single precision (float32)', floatFormats.binary32],
  ['half precision (float16)', floatFormats.binary16],
  ['bfloat16', floatFormats.bfloat16],
] as const;

/** What happens to the coordinates, as the end of a sentence, and whether it takes several to show. */
type Transformation = readonly [text: string, map: (v: Doubles) => Doubles, isOfSeveral?: true];

/** Changes of the coordinates of a vector. */
export const transformations: readonly Transformation[] = [
  ['has its coordinates in reverse order', (v) => v.toReversed(), true],
  ['has its coordinates shifted by one place', (v) => [...v.slice(1), ...v.slice(0, 1)], true],
  ['has its coordinates shifted by one place', (v) => [...v.slice(-1), ...v.slice(0, -1)], true],
  ['has its two halves swapped', (v) => [...v.slice(v.length / 2), ...v.slice(0, v.length / 2)], true],
  ['is read as a square matrix and transposed', transposed, true],
  ['has its coordinates sorted', (v) => v.toSorted((a, b) => a - b), true],
  ['has the mean of its coordinates in every coordinate', evened, true],
  [
    'has the sum of its coordinates in every coordinate',
    (v) => v.map(() => v.reduce((sum, a) => sum + a, 0)),
    true,
  ],
  ['has its first coordinate in every coordinate', (v) => v.map(() => v[0] ?? 0), true],
  ['has its last coordinate in every coordinate', (v) => v.map(() => v.at(-1) ?? 0), true],
  ['is replaced by its sign', (v) => v.map(Math.sign)],
  ['is replaced by its absolute value', (v) => v.map(Math.abs)],
  ['has its negative coordinates set to 0', (v) => v.map((a) => Math.max(a, 0))],
  ['has only its largest coordinate left', (v) => keepLargest(v), true],
];

function transposed(v: Doubles): Doubles {
  const size = Math.sqrt(v.length);
  if (!Number.isInteger(size)) return v;
  return v.map((_, i) => v[(i % size) * size + Math.floor(i / size)] ?? 0);
}

function keepLargest(v: Doubles): Doubles {
  const most = Math.max(...v.map(Math.abs));
  return v.map((a) => (Math.abs(a) === most ? a : 0));
}

/** The vectors of the equation of which a change explains every transition. */
export function transformedFits(wrong: readonly Transition[], right: readonly Transition[]): readonly Fit[] {
  const [first] = wrong;
  if (first === undefined || first.actual.length === 0) return [];
  const { kind, what, run, terms } = first;
  const own = [...terms].filter(([, term]) => term.own !== 0).map(([name]) => name);
  const rounded = formats
    .filter(([, { precision }]) => run.roundoff < 2 ** -precision)
    .map(([text, format]): Transformation => [
      `is rounded to ${text}, narrower than the declared arithmetic,`,
      (v) => v.map((value) => roundToFormat(format, value)),
    ]);
  const several = wrong.filter(({ actual }) => actual.length > 1).length;
  return [...rounded, ...transformations].flatMap(([text, map, isOfSeveral = false]) => {
    if (isOfSeveral && several < 2) return [];
    const isSo = (name: string, transition: Transition): boolean => {
      const term = transition.terms.get(name);
      if (term === undefined) return false;
      const changed = map(term.vector);
      return transition.actual.every((value, i) => {
        const change = term.own * ((changed[i] ?? 0) - (term.vector[i] ?? 0));
        const off = Math.abs(value - (transition.expected[i] ?? 0) - change);
        // what a format cannot hold is infinite
        return Number.isFinite(change) && off <= 2 * (transition.bound[i] ?? 0) + 2 ** -20 * Math.abs(change);
      });
    };
    return own
      .filter((name) => wrong.every((transition) => isSo(name, transition)))
      .flatMap((term): readonly Fit[] => {
        const others = right.filter((transition) => !isSo(term, transition));
        const [condition] = others.length === 0 ? [always] : conditionsFor(wrong, others);
        if (condition === undefined) return [];
        return [
          {
            kind,
            what,
            edit: { type: 'transformed', term, text },
            condition,
            isByCoordinate: false,
            cost: 1.5 + condition.cost,
            wrong,
            isComplete: true,
          },
        ];
      });
  });
}
