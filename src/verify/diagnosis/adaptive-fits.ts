/** Steps of an adaptive method. */
import { always, conditionsFor } from './conditions.js';
import type { Fit } from './edit.js';
import type { Term, Transition } from './transition.js';

/** Vectors that are often divided by a size of their own, the narrowest first. */
const scaledTerms: Readonly<Partial<Record<Transition['kind'], readonly string[]>>> = {
  step: ['m', 'here', 'change', 'direction'],
  estimate: ['sample', 'gf', 'gh', 'weight'],
};

/** Behind whatever says what happens: almost any mistake gives every coordinate a factor. */
const lastResort = 7.5;

/** How many factors must be seen: fewer may be positive by chance. */
const fewest = 24;

/** Vectors whose coordinates have positive factors of their own, as with an adaptive method. */
export function adaptiveFits(wrong: readonly Transition[], right: readonly Transition[]): readonly Fit[] {
  const [first] = wrong;
  if (first === undefined) return [];
  const { kind, what } = first;
  for (const name of scaledTerms[kind] ?? []) {
    const all = wrong.map((transition) => factorsOf(transition, transition.terms.get(name)));
    const factors = all.flat();
    if (factors.length < fewest || !factors.every((factor) => factor > 0)) continue;
    // one factor for all coordinates is no adaptive method, and any vector that is nearly right has factors near 1
    const several = wrong.filter(({ actual }) => actual.length > 1).length;
    const unequal = all.filter((list) => Math.max(...list) > 1.001 * Math.min(...list)).length;
    const far = factors.filter((factor) => factor < 0.5 || factor > 2).length;
    const distinct = new Set(factors.map((factor) => factor.toPrecision(3))).size;
    if (unequal < several / 2 || far < factors.length / 5 || distinct < fewest / 2) continue;
    const text =
      'a positive factor of its own in every coordinate (an adaptive method such as Adam or RMSprop)';
    const condition =
      conditionsFor(wrong, right).find(({ text: where }) => !where.includes('size')) ?? always;
    const law = { text, cost: 0, at: () => NaN, shape: 'adaptive' } as const;
    const edit = { type: 'coefficient', term: name, isOwn: true, law, due: name } as const;
    return [{ kind, what, edit, condition, isByCoordinate: true, cost: lastResort, wrong, isComplete: true }];
  }
  return [];
}

/** The factors of the coordinates of a term that make the transition what it is, where they show. */
function factorsOf({ actual, expected, bound }: Transition, term: Term | undefined): readonly number[] {
  if (term === undefined || term.own === 0) return [NaN];
  return term.vector.flatMap((value, i) => {
    const due = term.own * value;
    const limit = bound[i] ?? 0;
    const moved = due + (actual[i] ?? 0) - (expected[i] ?? 0);
    return Math.abs(due) <= 4 * limit || Math.abs(moved) <= 2 * limit ? [] : [moved / due];
  });
}
