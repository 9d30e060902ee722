/** What a wrong coefficient depends on: η, a, K, t, k and the like. */
import { get, scales, showNumber, type Scale } from './scales.js';
import type { Transition } from './transition.js';

/** A coefficient that was seen in one transition. */
export interface Sample {
  readonly transition: Transition;
  /** The coefficient that the equations have here; 0 for a term that does not belong. */
  readonly due: number;
  /** The coefficient that was used, within the tolerance. */
  readonly used: number;
  readonly tolerance: number;
  /** ‖v‖ of the term. */
  readonly size: number;
}

/** A coefficient as a formula. */
export interface Law {
  /** In words, beside the coefficient that is due; `{due}` stands for that one. */
  readonly text: string;
  /** The simpler, the smaller. */
  readonly cost: number;
  readonly at: (sample: Sample) => number;
  readonly usesDue?: true;
  /** Whether the vector is cut to a length, or brought to it. */
  readonly shape?: 'clip' | 'length';
}

/** A law with a scale: alone, negative, or as a factor of the coefficient that is due. */
function lawsOfScale([text, cost, at]: Scale): readonly Law[] {
  const value = (sample: Sample): number => at(sample.transition.features);
  return [
    { text, cost, at: value },
    { text: `−${text}`, cost: cost + 0.6, at: (sample) => -value(sample) },
    { text: `{due}·${text}`, cost: cost + 0.2, usesDue: true, at: (sample) => sample.due * value(sample) },
  ];
}

/** Products that people write by mistake. */
const products: readonly Law[] = scales.flatMap(([text, cost, at], i) =>
  scales.slice(2, 12).flatMap(([other, more, by], j): readonly Law[] =>
    j + 2 <= i
      ? []
      : [1, -1].map((sign) => ({
          text: `${sign < 0 ? '−' : ''}${other}·${text}`,
          cost: cost + more + (sign < 0 ? 1.3 : 1),
          at: (s) => sign * at(s.transition.features) * by(s.transition.features),
        })),
  ),
);

/** Laws without a number that is read off. */
const fixedLaws: readonly Law[] = [
  { text: '0', cost: 0, at: () => 0 },
  { text: '−{due}', cost: 0.5, usesDue: true, at: ({ due }) => -due },
  { text: '1', cost: 1, at: () => 1 },
  { text: '−1', cost: 1.5, at: () => -1 },
  ...scales.flatMap(lawsOfScale),
  ...products,
  ...scales.flatMap(([text, cost, at]): readonly Law[] =>
    (['max', 'min'] as const).map((pick) => ({
      text: `${pick}({due}, ${text})`,
      cost: cost + 0.8,
      usesDue: true,
      at: (sample) => Math[pick](sample.due, at(sample.transition.features)),
    })),
  ),
  {
    text: '{due} rounded to single precision (float32)',
    cost: 1,
    usesDue: true,
    at: ({ due }) => Math.fround(due),
  },
  {
    text: 'η rounded to single precision (float32)/η',
    cost: 1,
    at: ({ transition: { features } }) => Math.fround(get(features, 'η')) / get(features, 'η'),
  },
];

/** A law with one number γ that is the same everywhere: its text, what γ one sample asks for, and the coefficient. */
interface Family {
  readonly text: (gamma: string) => string;
  readonly cost: number;
  readonly usesDue?: true;
  readonly shape?: Law['shape'];
  /** γ, from a sample or two that differ in t or k. */
  readonly read: (sample: Sample, all: readonly Sample[]) => number;
  readonly at: (sample: Sample, gamma: number) => number;
}

const feature = ({ transition }: Sample, name: string): number => get(transition.features, name);

/** The γ of a power law γ^n, from two samples with different n. */
function readPower(n: (sample: Sample) => number): Family['read'] {
  return (first, all) => {
    const other = all.find((sample) => n(sample) !== n(first));
    return other === undefined
      ? NaN
      : (other.used / other.due / (first.used / first.due)) ** (1 / (n(other) - n(first)));
  };
}

/** Families that fall with the round, the local step, or the number of local steps so far. */
const decays: readonly Family[] = (['t', 'k', 'n'] as const).flatMap((name) =>
  [0, 1].flatMap((shift): readonly Family[] => {
    const n = (sample: Sample): number => feature(sample, name) - shift;
    const text = shift === 0 ? name : `(${name} − 1)`;
    const end = name === 'n' ? ', n local steps so far' : '';
    return [
      {
        text: (g) => `{due}·${g}^${text} (a decay${end})`,
        cost: 3.4,
        usesDue: true,
        read: readPower(n),
        at: (s, c) => s.due * c ** n(s),
      },
      {
        text: (g) => `{due}/(1 + ${g}·${text})${end}`,
        cost: 3.6,
        usesDue: true,
        read: (s) => (s.due / s.used - 1) / n(s),
        at: (s, c) => s.due / (1 + c * n(s)),
      },
      {
        text: (g) => `{due}·min(1, ${text}/${g}) (a warm-up${end})`,
        cost: 3.3,
        usesDue: true,
        read: (s) => (n(s) * s.due) / s.used,
        at: (s, c) => s.due * Math.min(1, n(s) / c),
      },
      {
        text: (g) => `{due}·max(0, 1 − ${text}/${g}) (a linear decay${end})`,
        cost: 3.6,
        usesDue: true,
        read: (s) => n(s) / (1 - s.used / s.due),
        at: (s, c) => s.due * Math.max(0, 1 - n(s) / c),
      },
    ];
  }),
);

/** A factor after every γ rounds. */
const drops: readonly Family[] = (
  [
    ['½', 0.5],
    ['0.1', 0.1],
  ] as const
).map(([text, factor]) => ({
  text: (g) => `{due}·${text}^⌊(t − 1)/${g}⌋`,
  cost: 4,
  usesDue: true,
  read: (_first, all) =>
    Math.min(...all.filter((s) => Math.abs(s.used / s.due - factor) < 0.01).map((s) => feature(s, 't') - 1)),
  at: (s, c) => s.due * factor ** Math.floor((feature(s, 't') - 1) / c),
}));

/** Cut from below or above at γ. */
const cuts: readonly Family[] = (['max', 'min'] as const).flatMap((pick): readonly Family[] => [
  {
    text: (g) => `${pick}({due}, ${g})`,
    cost: 2.7,
    usesDue: true,
    read: ({ used }) => used,
    at: ({ due }, c) => Math[pick](due, c),
  },
  {
    text: (g) => `${pick}(η, ${g})/η`,
    cost: 2.7,
    read: (s) => s.used * feature(s, 'η'),
    at: (s, c) => Math[pick](feature(s, 'η'), c) / feature(s, 'η'),
  },
]);

const families: readonly Family[] = [
  { text: (g) => g, cost: 2.5, read: ({ used }) => used, at: (_s, c) => c },
  {
    text: (g) => `${g}·{due}`,
    cost: 2.5,
    usesDue: true,
    read: ({ used, due }) => used / due,
    at: ({ due }, c) => c * due,
  },
  {
    text: (g) => `{due} + ${g}`,
    cost: 3,
    usesDue: true,
    read: ({ used, due }) => used - due,
    at: ({ due }, c) => due + c,
  },
  {
    text: (g) => g,
    cost: 2.8,
    usesDue: true,
    shape: 'clip',
    read: ({ used, due, size }) => Math.abs(used / due) * size,
    at: ({ due, size }, c) => due * Math.min(1, c / size),
  },
  {
    text: (g) => g,
    cost: 3,
    shape: 'length',
    read: ({ used, size }) => used * size,
    at: ({ size }, c) => c / size,
  },
  {
    text: (g) => `{due}/(1 + ${g}·η)`,
    cost: 3.4,
    usesDue: true,
    read: (s) => (s.due / s.used - 1) / feature(s, 'η'),
    at: (s, c) => s.due / (1 + c * feature(s, 'η')),
  },
  {
    text: (g) => `(1 − ${g}·η)`,
    cost: 3.2,
    read: (s) => (1 - s.used) / feature(s, 'η'),
    at: (s, c) => 1 - c * feature(s, 'η'),
  },
  ...cuts,
  ...decays,
  ...drops,
  ...scales.slice(2).flatMap(([text, , at]): readonly Family[] => {
    const value = (s: Sample): number => at(s.transition.features);
    return [
      { text: (g) => `${g}·${text}`, cost: 4, read: (s) => s.used / value(s), at: (s, c) => c * value(s) },
      {
        text: (g) => `${g}·{due}·${text}`,
        cost: 4.4,
        usesDue: true,
        read: (s) => s.used / value(s) / s.due,
        at: (s, c) => c * s.due * value(s),
      },
    ];
  }),
];

/** The laws with a number, for these samples. */
function numberedLaws(samples: readonly Sample[]): readonly Law[] {
  const [first] = samples;
  if (first === undefined) return [];
  return families.flatMap(({ text, cost, shape, read, at, usesDue }): readonly Law[] => {
    const gamma = read(first, samples);
    if (!Number.isFinite(gamma)) return [];
    const refined = refine(samples, gamma, at);
    if (refined === undefined) return [];
    // a number that a person would write is simpler
    const digits = showNumber(refined).replace(/^−?0?\.?0*|\D/g, '').length;
    return [
      {
        text: text(showNumber(refined)).replace('+ −', '− '),
        cost: cost + 0.1 * digits,
        ...(usesDue === undefined ? {} : { usesDue }),
        ...(shape === undefined ? {} : { shape }),
        at: (s) => at(s, refined),
      },
    ];
  });
}

/** Of the numbers within reach of the first sample that fit all, the shortest. */
function refine(
  samples: readonly Sample[],
  gamma: number,
  at: (s: Sample, c: number) => number,
): number | undefined {
  const fits = (value: number): boolean => samples.every((s) => isNear(s, at(s, value)));
  // what not even a rough check allows needs no search for digits
  if (!samples.every((s) => Math.abs(s.used - at(s, gamma)) <= 64 * s.tolerance + 1e-3 * Math.abs(s.used)))
    return undefined;
  for (let digits = 1; digits <= 12; digits += 1) {
    const short = Number(gamma.toPrecision(digits));
    if (fits(short)) return short;
  }
  return fits(gamma) ? gamma : undefined;
}

function isNear({ used, tolerance }: Sample, value: number): boolean {
  return Number.isFinite(value) && Math.abs(used - value) <= tolerance + 2 ** -50 * Math.abs(value);
}

/** All laws that hold for every sample, the simplest first. */
export function lawsFor(samples: readonly Sample[]): readonly Law[] {
  const isPlain = samples.every(({ due }) => due === 1 || due === 0);
  const found = [
    ...fixedLaws.filter(({ at }) => samples.every((sample) => isNear(sample, at(sample)))),
    ...numberedLaws(samples),
  ].filter(({ usesDue }) => usesDue === undefined || samples.every(({ due }) => due !== 0));
  const texts = new Set<string>();
  return found
    .map((law) =>
      isPlain && law.shape === undefined
        ? { ...law, text: law.text.replace(/\{due\}·|(?<=\d)·\{due\}/, '') }
        : law,
    )
    .sort((left, right) => left.cost - right.cost)
    .filter(({ text, shape = '' }) => !texts.has(shape + text) && texts.add(shape + text));
}
