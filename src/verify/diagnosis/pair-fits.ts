/** Two coefficients that are wrong at once. */
import { always, conditionsFor } from './conditions.js';
import { dot, largest, minus, norm } from './doubles.js';
import { methodNames } from './known-methods.js';
import type { Fit } from './edit.js';
import type { Law, Sample } from './law.js';
import { lawsFor } from './laws.js';
import type { Transition } from './transition.js';

/** Terms that only others are made of: every change of them is a change of those. */
const composite = new Set([
  'whole',
  'weight',
  'carried',
  'zero',
  'toX',
  'toAverage',
  'toMeanOfNew',
  'toRunMean',
  'toRunMeanOfAll',
]);

/** How many transitions with three coordinates or more must agree: fewer numbers than coefficients show nothing. */
const fewest = 4;

/** The pairs of terms that explain every wrong transition, each with a law. */
export function fitPairs(wrong: readonly Transition[], right: readonly Transition[]): readonly Fit[] {
  const [first] = wrong;
  if (first === undefined || !['estimate', 'step', 'end', 'start-estimate'].includes(first.kind)) return [];
  const { kind, what } = first;
  const telling = wrong.filter(({ actual }) => actual.length > 2);
  if (telling.length < fewest) return [];
  const all = [...new Set(telling.flatMap(({ terms }) => [...terms.keys()]))].filter(
    (name) => !composite.has(name) && !(name in methodNames),
  );
  const isSeen = (name: string, { terms }: Transition): boolean =>
    terms.get(name)?.vector.some((value) => value !== 0) === true;
  const fits: Fit[] = [];
  all.forEach((left, i) => {
    for (const other of all.slice(i + 1)) {
      const isOwn = (name: string): boolean => (first.terms.get(name)?.own ?? 0) !== 0;
      if (!isOwn(left) && !isOwn(other)) continue;
      const samples: (readonly [Sample, Sample])[] = [];
      // a vector may be missing at first, such as the last move
      const both = telling.filter((transition) => isSeen(left, transition) && isSeen(other, transition));
      if (both.length < telling.length / 2) continue;
      const isSolved = both.every((transition) => {
        const pair = solve(transition, left, other);
        if (pair !== undefined) samples.push(pair);
        return pair !== undefined;
      });
      if (!isSolved || samples.length < fewest) continue;
      const laws = [0, 1].map((place) => lawsFor(samples.map((pair) => pair[place] as Sample))[0]);
      const [one, two] = laws;
      if (one === undefined || two === undefined || one.cost + two.cost > 5.5) continue;
      const isSo = (transition: Transition): boolean => holds(transition, [left, one], [other, two]);
      if (!wrong.every(isSo)) continue;
      const contradicted = right.filter((transition) => !isSo(transition));
      const [condition] = contradicted.length === 0 ? [always] : conditionsFor(wrong, contradicted);
      if (condition === undefined) continue;
      fits.push({
        kind,
        what,
        edit: {
          type: 'pair',
          terms: [
            [left, isOwn(left), one],
            [other, isOwn(other), two],
          ],
        },
        condition,
        isByCoordinate: false,
        cost: 1.5 + one.cost + two.cost + condition.cost + (isOwn(left) && isOwn(other) ? 0 : 0.7),
        wrong,
        isComplete: true,
      });
    }
  });
  return fits;
}

/** Both coefficients in the sense of least squares; undefined where they do not explain the transition. */
function solve(transition: Transition, left: string, right: string): readonly [Sample, Sample] | undefined {
  const { terms, actual, expected, bound } = transition;
  const [one, two] = [terms.get(left), terms.get(right)];
  if (one === undefined || two === undefined) return undefined;
  const residual = minus(actual, expected);
  const [aa, ab, bb] = [
    dot(one.vector, one.vector),
    dot(one.vector, two.vector),
    dot(two.vector, two.vector),
  ];
  const determinant = aa * bb - ab * ab;
  if (!(determinant > 1e-8 * aa * bb)) return undefined;
  const [ra, rb] = [dot(residual, one.vector), dot(residual, two.vector)];
  const [c, e] = [(ra * bb - rb * ab) / determinant, (rb * aa - ra * ab) / determinant];
  const isExplained = residual.every((value, i) => {
    const rest = value - c * (one.vector[i] ?? 0) - e * (two.vector[i] ?? 0);
    return Math.abs(rest) <= 2 * (bound[i] ?? 0);
  });
  if (!isExplained) return undefined;
  const noise = norm(bound) * Math.sqrt((aa * bb) / determinant);
  const sample = ({ own, outer, vector }: typeof one, change: number): Sample => ({
    transition,
    due: own / outer,
    used: (own + change) / outer,
    tolerance: (4 * noise) / norm(vector) / Math.abs(outer),
    size: norm(vector),
    largest: largest(vector),
  });
  return [sample(one, c), sample(two, e)];
}

/** Whether both laws make the transition what it is. */
function holds(transition: Transition, ...edits: readonly (readonly [string, Law])[]): boolean {
  const { terms, actual, expected, bound } = transition;
  const changes = edits.map(([name, law]) => {
    const term = terms.get(name);
    if (term === undefined) return undefined;
    const { own, outer, vector } = term;
    const due = own / outer;
    const used = law.at({
      transition,
      due,
      used: due,
      tolerance: 0,
      size: norm(vector),
      largest: largest(vector),
    });
    return { vector, c: (used - due) * outer };
  });
  return actual.every((value, i) => {
    const change = changes.reduce(
      (sum, term) => sum + (term === undefined ? 0 : term.c * (term.vector[i] ?? 0)),
      0,
    );
    return Math.abs(value - (expected[i] ?? 0) - change) <= 2 * (bound[i] ?? 0) + 2 ** -40 * Math.abs(change);
  });
}
