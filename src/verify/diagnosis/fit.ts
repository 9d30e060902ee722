/** The smallest edit of one equation that explains all its transitions, wrong and right. */
import { wrongCoordinates } from './words.js';
import { always, conditionsFor, firstOf } from './conditions.js';
import type { Edit, Fit } from './edit.js';
import { conditionsWithEpochs } from './epoch-conditions.js';
import type { Law } from './law.js';
import { lawsFor } from './laws.js';
import { varyingLaw } from './varying-law.js';
import { isReplaced, isVisible, looseSampleOf, sampleOf } from './coefficients.js';
import { isFirstSnapshot, isWrong, type Transition } from './transition.js';
import { spread } from '../spread.js';
import { transformedFits } from './transformed-fits.js';
import { valueFits } from './value-fits.js';

/** No more transitions are looked at: more tell nothing new. */
const enough = { wrong: 240, right: 1200 };

const firstSnapshot = { text: 'in round 1 of the start "first-snapshot"', cost: 0 };
const otherSnapshots = { text: 'except in round 1 of the start "first-snapshot"', cost: 0.5 };

/** The fits of transitions of one kind, the simplest first. */
export function fitTransitions(all: readonly Transition[]): readonly Fit[] {
  const wrong = spread(all.filter(isWrong), enough.wrong);
  const [first] = wrong;
  if (first === undefined) return [];
  const variants = new Set(wrong.map(({ run }) => run.variant));
  const right = spread(
    all.filter((transition) => variants.has(transition.run.variant) && !isWrong(transition)),
    enough.right,
  );
  const single = [...fitsFor(wrong, right, false), ...transformedFits(wrong, right), somewhere(wrong, right)];
  const isFound = (fits: readonly Fit[]): boolean =>
    fits.some(({ isComplete, cost }) => isComplete && cost < 6);
  if (isFound(single)) return single;
  const parts = [...spread(wrong, 60), ...spread(right, 160)].flatMap(explode);
  const byCoordinate =
    first.run.d > 1 || wrong.some(({ run }) => run.d > 1)
      ? fitsFor(
          spread(parts.filter(isWrong), enough.wrong),
          spread(
            parts.filter((part) => !isWrong(part)),
            enough.right,
          ),
          true,
        )
      : [];
  return [...single, ...byCoordinate].sort(compareFits);
}

/** What is left to say where no edit explains all: where it happens. */
function somewhere(wrong: readonly Transition[], right: readonly Transition[]): Fit {
  const { kind, what } = wrong[0] as Transition;
  // counts are told with the sizes that they go with
  const isCount = kind === 'count';
  const [condition = always] = isCount ? [always] : conditionsFor(wrong, right);
  const edit = {
    type: 'values',
    text: `is wrong${wrongCoordinates(wrong)}, and by no single change of the equation`,
    ...(isCount ? {} : { isEmpty: true as const }),
  } as const;
  return {
    kind,
    what,
    edit,
    condition,
    isByCoordinate: false,
    cost: (isCount ? 6 : 9) + condition.cost,
    wrong,
    isComplete: true,
  };
}

export function compareFits(left: Fit, right: Fit): number {
  return Number(right.isComplete) - Number(left.isComplete) || left.cost - right.cost;
}

/** A transition of each coordinate. */
function explode(transition: Transition): readonly Transition[] {
  return transition.actual.map((value, i): Transition => {
    const at = (vector: readonly number[]): readonly number[] => [vector[i] ?? 0];
    const terms = new Map(
      [...transition.terms].map(([name, term]) => [name, { ...term, vector: at(term.vector) }]),
    );
    const ranked = transition.expected.map(Math.abs);
    const rank = ranked.filter((size) => size > (ranked[i] ?? 0)).length + 1;
    const sizes = Object.fromEntries(
      [...terms]
        .filter(([name, { own }]) => own !== 0 || name === 'x')
        .map(([name, { vector }]) => [`|${name}|`, Math.abs(vector[0] ?? 0)]),
    );
    return {
      ...transition,
      expected: at(transition.expected),
      actual: [value],
      bound: at(transition.bound),
      terms,
      features: {
        ...transition.features,
        ...sizes,
        i: i + 1,
        fromEnd: transition.run.d - i,
        rank,
        isLastCoordinate: i > 0 && i === transition.run.d - 1 ? 1 : 0,
      },
    };
  });
}

function fitsFor(
  wrong: readonly Transition[],
  right: readonly Transition[],
  isByCoordinate: boolean,
): readonly Fit[] {
  const [first] = wrong;
  if (first === undefined) return [];
  const { kind, what } = first;
  const fits: Fit[] = [];
  const isManySteps = wrong.some(({ run }) => run.K > 1);
  const names = new Set(
    wrong
      .flatMap(({ terms }) => [...terms.keys()])
      // what is begun anew in every round is nothing where a round has one step
      .filter((name) => isManySteps || !name.endsWith(' round')),
  );
  const note = (
    edit: Edit,
    cost: number,
    explained: readonly Transition[],
    contradicted: readonly Transition[],
  ): void => {
    if (explained.length === 0) return;
    const conditions =
      contradicted.length === 0
        ? [always]
        : contradicted.every(isFirstSnapshot) && !explained.some(isFirstSnapshot)
          ? [otherSnapshots]
          : conditionsWithEpochs(explained, contradicted);
    const condition =
      contradicted.length === 0 && explained.every(isFirstSnapshot) && right.length > 0
        ? firstSnapshot
        : (firstOf(conditions, subjectOf(kind, edit)) ?? { text: 'in some rounds or steps', cost: 8 });
    fits.push({
      kind,
      what,
      edit,
      condition,
      isByCoordinate,
      cost: cost + condition.cost + (isByCoordinate ? 0.5 : 0),
      wrong: explained,
      isComplete: explained.length === wrong.length,
    });
  };
  // a step of another size looks like another estimate where nobody reports it
  const isHidden = wrong.every(({ run }) => run.rounds.every(({ m }) => m === undefined));
  // a step too many draws a sample too many, and samples that are missing were drawn before
  const isConsequence =
    what.startsWith('fresh') &&
    !(
      what === 'fresh snapshot samples' &&
      wrong.every(({ actual, expected }) => (actual[0] ?? 0) > (expected[0] ?? 0))
    );
  for (const name of names) {
    const samples = wrong.flatMap((transition) => sampleOf(transition, name) ?? []);
    if (samples.length === 0) continue;
    const isOwn = samples.some(({ due }) => due !== 0);
    const isPlain = samples.every(({ transition }) => transition.actual.length === 1);
    // an extra vector must be one wherever it stands
    const laws = lawsFor(samples, (isOwn || !isPlain) && samples.length === wrong.length)
      // m⁰ is made before there are steps
      .filter(({ text }) => kind !== 'start-estimate' || !/[KTη]/u.test(text))
      .slice(0, 8);
    const others = right.flatMap((transition) => looseSampleOf(transition, name) ?? []);
    const explained = samples.map(({ transition }) => transition);
    const contradictedBy = ({ at }: Law): readonly Transition[] =>
      others
        .filter(
          (sample) => Math.abs(sample.used - at(sample)) > sample.tolerance + 2 ** -40 * Math.abs(at(sample)),
        )
        .map(({ transition }) => transition);
    const found = laws.length > 0 || isPlain || samples.length < 2 ? laws : [varyingLaw(samples)];
    for (const law of found) {
      const contradicted = contradictedBy(law);
      const price =
        (isOwn ? 0 : 0.7) +
        (kind === 'estimate' && name === 'whole' ? 0.2 : 0) -
        (kind === 'step' && name === 'direction' && (isHidden || isTurned(law)) ? 0.1 : 0) +
        (isConsequence ? 2.5 : 0);
      // a law that was read off a single coefficient is weak
      const weak = isPlain && samples.length < (law.isRead === true ? 3 : 2) ? 2 : 0;
      note(
        { type: 'coefficient', term: name, isOwn, law, due: name },
        law.cost + price + weak,
        explained,
        contradicted,
      );
    }
  }
  // one vector in the place of another
  const own = [...names].filter((name) => wrong.some(({ terms }) => (terms.get(name)?.own ?? 0) !== 0));
  for (const term of own) {
    for (const by of names) {
      // a difference of points stands for no gradient
      if (by === term || (kind === 'step' && by.startsWith('to'))) continue;
      const explained = wrong.filter((transition) => isReplaced(transition, term, by));
      if (explained.length === 0) continue;
      const contradicted = right.filter(
        (transition) => isReplaced(transition, term, by) === false && isVisible(transition, term, by),
      );
      // a vector that belongs to the equation is rarely written twice
      note(
        { type: 'replaced', term, by },
        (own.includes(by) ? 1.7 : 1.1) + (by === 'xEarlier' ? 0.3 : 0),
        explained,
        contradicted,
      );
    }
  }
  // nothing exact: perhaps one vector is another one but for a small number, such as the ε of a quotient
  if (!fits.some(({ isComplete, cost }) => isComplete && cost < 6)) {
    for (const term of own) {
      for (const by of names) {
        if (
          by === term ||
          by === 'zero' ||
          !wrong.every((transition) => isReplaced(transition, term, by, 0.02) === true)
        )
          continue;
        if (wrong.length < 4 || wrong.every(({ actual }) => actual.length === 1)) continue;
        const contradicted = right.filter((transition) => isReplaced(transition, term, by, 0.02) === false);
        note({ type: 'replaced', term, by, isRough: true }, 6, wrong, contradicted);
      }
    }
  }
  if (kind === 'sample') note({ type: 'values', text: '' }, priceOf(what), wrong, right);
  else if (kind !== 'count' && kind !== 'report') {
    // a formula, also with a condition, says more than that it looks like rounding
    const hasFormula = fits.some(
      ({ edit, isComplete, condition }) =>
        isComplete && condition.cost < 8 && edit.type === 'coefficient' && edit.law.cost < 4.5,
    );
    const found = valueFits(wrong, right, isByCoordinate);
    fits.push(...found.filter(({ edit }) => !hasFormula || !('isRough' in edit)));
  }
  return fits.sort(compareFits);
}

/** The parameter that a coefficient is made of: what is wrong with it most likely depends on it. */
function subjectOf(kind: Transition['kind'], edit: Edit): string | undefined {
  if (edit.type !== 'coefficient') return undefined;
  if (kind === 'count') return 'K';
  if (kind === 'step') return edit.term === 'direction' ? 'η' : undefined;
  return kind === 'estimate' ? 'a' : undefined;
}

/** Whether the vector is used with the other sign. */
function isTurned({ text }: Law): boolean {
  return text === '−{due}' || text === '−1';
}

/** What stands in the place of a missing gradient says more than that it is missing. */
function priceOf(what: string): number {
  if (what.startsWith('the step on f is made last') || what.includes('inside the local steps')) return 0.2;
  if (what.startsWith('no local step is made')) return -0.5;
  // fewer gradients than steps are no fewer steps
  if (what.includes('gradient of the step before again')) return -0.5;
  return what.includes('never asked') ? 3.5 : what.startsWith('more ') ? 3 : 0.5;
}
