/** The smallest edit of one equation that explains all its transitions, wrong and right. */
import { floatFormats, roundToFormat } from '../../exact/index.js';
import { always, conditionsFor, type Condition } from './conditions.js';
import { lawsFor, varyingLaw, type Law, type Sample } from './laws.js';
import { dot, minus, norm, type Kind, type Transition } from './transitions.js';

/** What is written differently. */
export type Edit =
  | {
      readonly type: 'coefficient';
      readonly term: string;
      readonly isOwn: boolean;
      readonly law: Law;
      readonly due: string;
    }
  | { readonly type: 'replaced'; readonly term: string; readonly by: string; readonly isRough?: true }
  | { readonly type: 'values'; readonly text: string };

/** An edit, where it is made, and what it explains. */
export interface Fit {
  readonly kind: Kind;
  readonly what: string;
  readonly edit: Edit;
  readonly condition: Condition;
  /** Whether coordinates were looked at one by one. */
  readonly isByCoordinate: boolean;
  readonly cost: number;
  /** Wrong transitions that it explains; all of them where `isComplete`. */
  readonly wrong: readonly Transition[];
  readonly isComplete: boolean;
}

/** Whether a transition is off by more than rounding. */
export function isWrong({ expected, actual, bound }: Transition): boolean {
  return actual.some((value, i) => !(Math.abs(value - (expected[i] ?? 0)) <= (bound[i] ?? 0)));
}

/** No more transitions are looked at: more tell nothing new. */
const enough = { wrong: 240, right: 1200 };

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
  const whole = [...fitsFor(wrong, right, false), somewhere(wrong, right)];
  if (whole.some(({ isComplete, cost }) => isComplete && cost < 6)) return whole;
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
  return [...whole, ...byCoordinate].sort(compareFits);
}

/** What is left to say where no edit explains all: where it happens. */
function somewhere(wrong: readonly Transition[], right: readonly Transition[]): Fit {
  const { kind, what } = wrong[0] as Transition;
  const [condition = always] = conditionsFor(wrong, right);
  const edit = { type: 'values', text: 'is wrong, and by no single change of the equation' } as const;
  return {
    kind,
    what,
    edit,
    condition,
    isByCoordinate: false,
    cost: 9 + condition.cost,
    wrong,
    isComplete: true,
  };
}

export function compareFits(left: Fit, right: Fit): number {
  return Number(right.isComplete) - Number(left.isComplete) || left.cost - right.cost;
}

function spread<T>(items: readonly T[], count: number): readonly T[] {
  if (items.length <= count) return items;
  return Array.from({ length: count }, (_, i) => items[Math.floor((i * items.length) / count)] as T);
}

/** A transition of each coordinate. */
function explode(transition: Transition): readonly Transition[] {
  return transition.actual.map((value, i): Transition => {
    const at = (vector: readonly number[]): readonly number[] => [vector[i] ?? 0];
    const terms = new Map(
      [...transition.terms].map(([name, term]) => [name, { ...term, vector: at(term.vector) }]),
    );
    const sizes = Object.fromEntries(
      [...terms]
        .filter(([, { own }]) => own !== 0)
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
  const names = new Set(wrong.flatMap(({ terms }) => [...terms.keys()]));
  const note = (
    edit: Edit,
    cost: number,
    explained: readonly Transition[],
    contradicted: readonly Transition[],
  ): void => {
    if (explained.length === 0) return;
    const conditions = contradicted.length === 0 ? [always] : conditionsFor(explained, contradicted);
    const [condition = { text: 'in some of them', cost: 8 }] = conditions;
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
  for (const name of names) {
    const samples = wrong.flatMap((transition) => sampleOf(transition, name) ?? []);
    if (samples.length === 0) continue;
    const isOwn = samples.some(({ due }) => due !== 0);
    // an extra vector must be one wherever it stands
    const laws = lawsFor(samples).slice(0, 8);
    const others = right.flatMap((transition) => looseSampleOf(transition, name) ?? []);
    const explained = samples.map(({ transition }) => transition);
    const isPlain = samples.every(({ transition }) => transition.actual.length === 1);
    const found: readonly Law[] =
      laws.length > 0 || isPlain || samples.length < 2 ? laws : [varyingLaw(samples)];
    for (const law of found) {
      const contradicted = others
        .filter(
          (sample) =>
            Math.abs(sample.used - law.at(sample)) > sample.tolerance + 2 ** -40 * Math.abs(law.at(sample)),
        )
        .map(({ transition }) => transition);
      const price = (isOwn ? 0 : 0.7) + (kind === 'estimate' && name === 'whole' ? 0.2 : 0);
      // a law that was read off a single coefficient is weak
      const weak = isPlain && samples.length < 3 ? 2 : 0;
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
      if (by === term) continue;
      const explained = wrong.filter((transition) => isReplaced(transition, term, by));
      if (explained.length === 0) continue;
      const contradicted = right.filter(
        (transition) => isReplaced(transition, term, by) === false && isVisible(transition, term, by),
      );
      note({ type: 'replaced', term, by }, 1.1, explained, contradicted);
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
  if (kind === 'sample') note({ type: 'values', text: '' }, 0.5, wrong, right);
  else if (kind !== 'count') fits.push(...valueFits(wrong, right, isByCoordinate));
  return fits.sort(compareFits);
}

/** The coefficient of a term that makes the transition what it is; undefined where no coefficient does. */
function sampleOf(transition: Transition, name: string): Sample | undefined {
  const sample = looseSampleOf(transition, name);
  if (sample === undefined) return undefined;
  const { expected, actual, bound, terms, run } = transition;
  const { vector = [], outer = 1 } = terms.get(name) ?? {};
  const c = (sample.used - sample.due) * outer;
  const fits = actual.every((value, i) => {
    const rest = value - (expected[i] ?? 0) - c * (vector[i] ?? 0);
    return Math.abs(rest) <= (bound[i] ?? 0) * 1.5 + 24 * run.roundoff * Math.abs(c * (vector[i] ?? 0));
  });
  return fits ? sample : undefined;
}

/** The coefficient in the sense of least squares. */
function looseSampleOf(transition: Transition, name: string): Sample | undefined {
  const term = transition.terms.get(name);
  if (term === undefined) return undefined;
  const { vector, own, outer } = term;
  const square = dot(vector, vector);
  if (square === 0) return undefined;
  const residual = minus(transition.actual, transition.expected);
  const c = dot(residual, vector) / square;
  const tolerance =
    vector.reduce((sum, value, i) => sum + Math.abs(value) * (transition.bound[i] ?? 0), 0) / square;
  return {
    transition,
    due: own / outer,
    used: (own + c) / outer,
    tolerance: (2 * tolerance) / Math.abs(outer),
    size: norm(vector),
  };
}

function isReplaced(
  { terms, expected, actual, bound }: Transition,
  term: string,
  by: string,
  slack = 2 ** -40,
): boolean | undefined {
  const [old, now] = [terms.get(term), terms.get(by)];
  if (old === undefined || now === undefined || old.own === 0) return undefined;
  return actual.every((value, i) => {
    const change = old.own * ((now.vector[i] ?? 0) - (old.vector[i] ?? 0));
    return Math.abs(value - (expected[i] ?? 0) - change) <= (bound[i] ?? 0) * 2 + slack * Math.abs(change);
  });
}

/** Whether a replacement would show. */
function isVisible({ terms, bound }: Transition, term: string, by: string): boolean {
  const [old, now] = [terms.get(term), terms.get(by)];
  if (old === undefined || now === undefined || old.own === 0) return false;
  return old.vector.some(
    (value, i) => Math.abs(old.own * ((now.vector[i] ?? 0) - value)) > 2 * (bound[i] ?? 0),
  );
}

/** What can be read off the values themselves: cut to a range, rounded, permuted, narrower. */
function valueFits(
  wrong: readonly Transition[],
  right: readonly Transition[],
  isByCoordinate: boolean,
): readonly Fit[] {
  const [first] = wrong;
  if (first === undefined) return [];
  const { kind, what } = first;
  const fit = (text: string, cost: number, condition = always): Fit => ({
    kind,
    what,
    edit: { type: 'values', text },
    condition,
    isByCoordinate,
    cost,
    wrong,
    isComplete: true,
  });
  const fits: Fit[] = [];
  const all = (test: (transition: Transition) => boolean): boolean => wrong.every(test);
  const off = wrong.flatMap(({ actual, expected, bound }) =>
    actual.filter((value, i) => Math.abs(value - (expected[i] ?? 0)) > (bound[i] ?? 0)),
  );
  const sizes = new Set(off.map(Math.abs));
  if (
    off.length > 1 &&
    sizes.size === 1 &&
    wrong.every(({ actual, expected, bound }) =>
      actual.every(
        (value, i) =>
          Math.abs(value - (expected[i] ?? 0)) <= (bound[i] ?? 0) ||
          Math.abs(value) < Math.abs(expected[i] ?? 0) ||
          value === 0,
      ),
    )
  ) {
    const [limit = 0] = sizes;
    const signs = new Set(off.map(Math.sign));
    const inside = right.every(({ actual }) =>
      actual.every((value) => Math.abs(value) <= limit * (1 + 1e-12)),
    );
    if (limit === 0) fits.push(fit('is set to 0 in the wrong coordinates', 2.5));
    else if (inside)
      fits.push(
        fit(
          signs.size === 1
            ? `has coordinates cut at ${[...signs][0] === 1 ? '' : '−'}${limit}`
            : `has coordinates cut to [−${limit}, ${limit}]`,
          1.8,
        ),
      );
  }
  if (
    off.length > 1 &&
    off.every((value) => value === 0) &&
    all(({ expected, actual, bound }) =>
      actual.every(
        (value, i) =>
          value !== 0 || (expected[i] ?? 0) < 0 || Math.abs(value - (expected[i] ?? 0)) <= (bound[i] ?? 0),
      ),
    )
  ) {
    fits.push(fit('has its negative coordinates set to 0', 1.7));
  }
  for (let places = 0; places <= 12; places += 1) {
    if (!all(({ actual }) => actual.every((value) => Number(value.toFixed(places)) === value))) continue;
    if (
      !all(({ actual, expected }) =>
        actual.every((value, i) => Math.abs(value - (expected[i] ?? 0)) <= 1.01 * 10 ** -places),
      )
    )
      continue;
    fits.push(
      fit(places === 0 ? 'is rounded to whole numbers' : `is rounded to ${places} decimal places`, 1.2),
    );
    break;
  }
  for (let digits = 1; digits <= 15; digits += 1) {
    if (!all(({ actual }) => actual.every((value) => Number(value.toPrecision(digits)) === value))) continue;
    if (
      !all(({ actual, expected }) =>
        actual.every(
          (value, i) =>
            Math.abs(value - (expected[i] ?? 0)) <= 10 ** (1 - digits) * Math.abs(expected[i] ?? 0),
        ),
      )
    )
      continue;
    fits.push(fit(`is rounded to ${digits} significant digits (send numbers with 17)`, 1.3));
    break;
  }
  const permutations: readonly (readonly [string, (v: readonly number[]) => readonly number[]])[] = [
    ['has its coordinates in reverse order', (v) => v.toReversed()],
    ['has its coordinates shifted by one place', (v) => [...v.slice(1), ...v.slice(0, 1)]],
    ['has its coordinates shifted by one place', (v) => [...v.slice(-1), ...v.slice(0, -1)]],
    ['has its coordinates sorted', (v) => v.toSorted((a, b) => a - b)],
    [
      'has the mean of its coordinates in every coordinate',
      (v) => v.map(() => v.reduce((sum, a) => sum + a, 0) / v.length),
    ],
    [
      'has the sum of its coordinates in every coordinate',
      (v) => v.map(() => v.reduce((sum, a) => sum + a, 0)),
    ],
    ['has its first coordinate in every coordinate', (v) => v.map(() => v[0] ?? 0)],
    ['is replaced by its sign', (v) => v.map(Math.sign)],
    ['is replaced by its absolute value', (v) => v.map(Math.abs)],
  ];
  for (const [text, permute] of permutations) {
    const isSo = ({ actual, expected, bound }: Transition): boolean =>
      permute(expected).every(
        (value, i) => Math.abs(value - (actual[i] ?? 0)) <= 4 * bound.reduce((sum, b) => sum + b, 0),
      );
    if (all(isSo) && right.every(isSo) && (first.actual.length > 1 || text.includes('replaced')))
      fits.push(fit(text, 1.5));
  }
  fits.push(...precisionFits(wrong, fit));
  return fits;
}

/** Formats that a program may have rounded to by mistake. */
const formats = [
  ['single precision (float32)', floatFormats.binary32],
  ['half precision (float16)', floatFormats.binary16],
  ['bfloat16', floatFormats.bfloat16],
] as const;

function precisionFits(
  wrong: readonly Transition[],
  fit: (text: string, cost: number) => Fit,
): readonly Fit[] {
  const errors = wrong.flatMap(({ actual, expected, bound, run }) =>
    actual.map((value, i) => ({
      value,
      run,
      limit: bound[i] ?? 1,
      off: Math.abs(value - (expected[i] ?? 0)) / (bound[i] ?? 1),
    })),
  );
  for (const [name, format] of formats) {
    const unit = 2 ** -format.precision;
    if (errors.some(({ run }) => run.roundoff >= unit)) continue;
    const share = errors.reduce((most, { off, run }) => Math.max(most, (off * run.roundoff) / unit), 0);
    if (share > 1 || share < 0.002) continue;
    // one rounding of the right value, and not any value of the format that is near
    const isRounded = errors.every(
      ({ value, off, limit }) =>
        roundToFormat(format, value) === value && off * limit <= limit + 2 * unit * Math.abs(value),
    );
    if (isRounded) {
      return [fit(`is rounded to ${name}, narrower than the declared arithmetic`, 1)];
    }
    if (format !== floatFormats.binary32) continue; // so coarse a rounding explains anything that is small
    return [
      fit(
        `is off by what rounding in ${name} explains: a number in it (a parameter, a gradient, a state) is narrower than the declared arithmetic`,
        4.2,
      ),
    ];
  }
  const most = errors.reduce((so, { off }) => Math.max(so, off), 0);
  return most < 1000
    ? [
        fit(
          `is off by about ${Math.ceil(most)} times what rounding explains: a small term, or a less accurate sum or function`,
          4.6,
        ),
      ]
    : [];
}
