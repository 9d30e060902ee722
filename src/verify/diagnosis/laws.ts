/** What a wrong coefficient depends on: η, a, K, t, k and the like. */
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

type Scale = readonly [
  text: string,
  cost: number,
  at: (f: Readonly<Record<string, number>>, sample: Sample) => number,
];

const get = (f: Readonly<Record<string, number>>, name: string): number => f[name] ?? NaN;

/** Factors that people write. */
const scales: readonly Scale[] = [
  ['2', 1, () => 2],
  ['½', 1, () => 0.5],
  ['a', 1, (f) => get(f, 'a')],
  ['(1 − a)', 1, (f) => 1 - get(f, 'a')],
  ['η', 1, (f) => get(f, 'η')],
  ['1/K', 1, (f) => 1 / get(f, 'K')],
  ['K', 1, (f) => get(f, 'K')],
  ['1/a', 2, (f) => 1 / get(f, 'a')],
  ['1/(1 − a)', 2, (f) => 1 / (1 - get(f, 'a'))],
  ['√a', 2, (f) => Math.sqrt(get(f, 'a'))],
  ['√(1 − a)', 2, (f) => Math.sqrt(1 - get(f, 'a'))],
  ['a²', 2, (f) => get(f, 'a') ** 2],
  ['(1 − a)²', 2, (f) => (1 - get(f, 'a')) ** 2],
  ['1/η', 2, (f) => 1 / get(f, 'η')],
  ['√η', 2, (f) => Math.sqrt(get(f, 'η'))],
  ['1/√K', 2, (f) => get(f, 'K') ** -0.5],
  ['√K', 2, (f) => get(f, 'K') ** 0.5],
  ['1/(K + 1)', 2, (f) => 1 / (get(f, 'K') + 1)],
  ['1/t', 2, (f) => 1 / get(f, 't')],
  ['t', 2, (f) => get(f, 't')],
  ['1/√t', 2, (f) => get(f, 't') ** -0.5],
  ['1/(t + 1)', 2, (f) => 1 / (get(f, 't') + 1)],
  ['1/√(t + 1)', 2, (f) => (get(f, 't') + 1) ** -0.5],
  ['1/t²', 3, (f) => get(f, 't') ** -2],
  ['t^(−1/3)', 3, (f) => get(f, 't') ** (-1 / 3)],
  ['t^(−2/3)', 3, (f) => get(f, 't') ** (-2 / 3)],
  ['(t − 1)/t', 3, (f) => 1 - 1 / get(f, 't')],
  ['(t − 1)/(t + 2)', 3, (f) => (get(f, 't') - 1) / (get(f, 't') + 2)],
  ['t/(t + 1)', 3, (f) => get(f, 't') / (get(f, 't') + 1)],
  ['2/(t + 1)', 3, (f) => 2 / (get(f, 't') + 1)],
  ['2/(t + 2)', 3, (f) => 2 / (get(f, 't') + 2)],
  ['1/(1 − (1 − a)^t) (a bias correction)', 2, (f) => 1 / (1 - (1 - get(f, 'a')) ** get(f, 't'))],
  ['(1 − (1 − a)^t)', 3, (f) => 1 - (1 - get(f, 'a')) ** get(f, 't')],
  ['1/(1 − a^t) (a bias correction)', 3, (f) => 1 / (1 - get(f, 'a') ** get(f, 't'))],
  ['(1 − a)^t', 3, (f) => (1 - get(f, 'a')) ** get(f, 't')],
  ['(1 − a)^(t − 1)', 3, (f) => (1 - get(f, 'a')) ** (get(f, 't') - 1)],
  ['a^t', 3, (f) => get(f, 'a') ** get(f, 't')],
  ['a^(t − 1)', 3, (f) => get(f, 'a') ** (get(f, 't') - 1)],
  ['(1 − a)^k', 3, (f) => (1 - get(f, 'a')) ** get(f, 'k')],
  ['(1 − a)^(k − 1)', 3, (f) => (1 - get(f, 'a')) ** (get(f, 'k') - 1)],
  ['a^k', 3, (f) => get(f, 'a') ** get(f, 'k')],
  ['a^(k − 1)', 3, (f) => get(f, 'a') ** (get(f, 'k') - 1)],
  ['1/√n (n local steps so far)', 3, (f) => get(f, 'n') ** -0.5],
  ['1/n (n local steps so far)', 3, (f) => 1 / get(f, 'n')],
  ['1/√(n + 1) (n local steps so far)', 3, (f) => (get(f, 'n') + 1) ** -0.5],
  ['1/(n + 1) (n local steps so far)', 3, (f) => 1 / (get(f, 'n') + 1)],
  ['k', 2, (f) => get(f, 'k')],
  ['1/k', 2, (f) => 1 / get(f, 'k')],
  ['1/√k', 2, (f) => get(f, 'k') ** -0.5],
  ['1/(k + 1)', 3, (f) => 1 / (get(f, 'k') + 1)],
  ['k/K', 3, (f) => get(f, 'k') / get(f, 'K')],
  ['(1 − (k − 1)/K)', 3, (f) => 1 - (get(f, 'k') - 1) / get(f, 'K')],
  ['(1 − k/K)', 3, (f) => 1 - get(f, 'k') / get(f, 'K')],
  [
    '½(1 + cos(π(k − 1)/K)) (a cosine)',
    3,
    (f) => (1 + Math.cos((Math.PI * (get(f, 'k') - 1)) / get(f, 'K'))) / 2,
  ],
  ['½(1 + cos(πk/K)) (a cosine)', 3, (f) => (1 + Math.cos((Math.PI * get(f, 'k')) / get(f, 'K'))) / 2],
  ['(1 − (t − 1)/T)', 3, (f) => 1 - (get(f, 't') - 1) / get(f, 'T')],
  ['(1 − t/T)', 3, (f) => 1 - get(f, 't') / get(f, 'T')],
  ['t/T (a warm-up)', 3, (f) => get(f, 't') / get(f, 'T')],
  [
    '½(1 + cos(π(t − 1)/T)) (a cosine)',
    3,
    (f) => (1 + Math.cos((Math.PI * (get(f, 't') - 1)) / get(f, 'T'))) / 2,
  ],
  ['½(1 + cos(πt/T)) (a cosine)', 3, (f) => (1 + Math.cos((Math.PI * get(f, 't')) / get(f, 'T'))) / 2],
  ['1/T', 3, (f) => 1 / get(f, 'T')],
  ['1/√T', 3, (f) => get(f, 'T') ** -0.5],
  ['d', 3, (f) => get(f, 'd')],
  ['1/d', 2, (f) => 1 / get(f, 'd')],
  ['1/√d', 3, (f) => get(f, 'd') ** -0.5],
  ['√d', 3, (f) => get(f, 'd') ** 0.5],
  ['1/B', 3, (f) => 1 / get(f, 'B')],
  ['B', 3, (f) => get(f, 'B')],
  ['B/(B − 1)', 3, (f) => get(f, 'B') / (get(f, 'B') - 1)],
];

/** A law with a scale: alone, negative, or as a factor of the coefficient that is due. */
function lawsOfScale([text, cost, at]: Scale): readonly Law[] {
  const value = (sample: Sample): number => at(sample.transition.features, sample);
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
          at: (s) => sign * at(s.transition.features, s) * by(s.transition.features, s),
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
      at: (sample) => Math[pick](sample.due, at(sample.transition.features, sample)),
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

const roundOf = ({ transition }: Sample): number => get(transition.features, 't');
const stepOf = ({ transition }: Sample): number => get(transition.features, 'k');

/** The γ of a power law γ^n, from two samples with different n. */
function readPower(n: (sample: Sample) => number): Family['read'] {
  return (first, all) => {
    const other = all.find((sample) => n(sample) !== n(first));
    return other === undefined
      ? NaN
      : (other.used / other.due / (first.used / first.due)) ** (1 / (n(other) - n(first)));
  };
}

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
    text: (g) => `max({due}, ${g})`,
    cost: 2.7,
    usesDue: true,
    read: ({ used }) => used,
    at: ({ due }, c) => Math.max(due, c),
  },
  {
    text: (g) => `min({due}, ${g})`,
    cost: 2.7,
    usesDue: true,
    read: ({ used }) => used,
    at: ({ due }, c) => Math.min(due, c),
  },
  ...(['max', 'min'] as const).map((pick): Family => ({
    text: (g) => `${pick}(η, ${g})/η`,
    cost: 2.7,
    read: ({ used, transition: { features } }) => used * get(features, 'η'),
    at: ({ transition: { features } }, c) => Math[pick](get(features, 'η'), c) / get(features, 'η'),
  })),
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
    read: ({ used, due, transition: { features } }) => (due / used - 1) / get(features, 'η'),
    at: ({ due, transition: { features } }, c) => due / (1 + c * get(features, 'η')),
  },
  {
    text: (g) => `(1 − ${g}·η)`,
    cost: 3.2,
    read: ({ used, transition: { features } }) => (1 - used) / get(features, 'η'),
    at: ({ transition: { features } }, c) => 1 - c * get(features, 'η'),
  },
  ...[0, 1].flatMap((shift): readonly Family[] => {
    const t = (sample: Sample): number => roundOf(sample) - shift;
    const k = (sample: Sample): number => stepOf(sample) - shift;
    const name = (n: string): string => (shift === 0 ? n : `(${n} − 1)`);
    const n = (sample: Sample): number => get(sample.transition.features, 'n') - shift;
    return [
      {
        text: (g) => `{due}·${g}^${name('n')} (a decay by local steps, n so far)`,
        cost: 3.5,
        usesDue: true,
        read: readPower(n),
        at: (s, c) => s.due * c ** n(s),
      },
      {
        text: (g) => `{due}/(1 + ${g}·${name('n')}) (n local steps so far)`,
        cost: 3.7,
        usesDue: true,
        read: (s) => (s.due / s.used - 1) / n(s),
        at: (s, c) => s.due / (1 + c * n(s)),
      },
      {
        text: (g) => `{due}·${g}^${name('t')} (a decay)`,
        cost: 3.4,
        usesDue: true,
        read: readPower(t),
        at: (s, c) => s.due * c ** t(s),
      },
      {
        text: (g) => `{due}·${g}^${name('k')} (a decay)`,
        cost: 3.4,
        usesDue: true,
        read: readPower(k),
        at: (s, c) => s.due * c ** k(s),
      },
      {
        text: (g) => `{due}/(1 + ${g}·${name('t')})`,
        cost: 3.6,
        usesDue: true,
        read: (s) => (s.due / s.used - 1) / t(s),
        at: (s, c) => s.due / (1 + c * t(s)),
      },
      {
        text: (g) => `{due}/(1 + ${g}·${name('k')})`,
        cost: 3.6,
        usesDue: true,
        read: (s) => (s.due / s.used - 1) / k(s),
        at: (s, c) => s.due / (1 + c * k(s)),
      },
      {
        text: (g) => `{due}·min(1, ${shift === 0 ? 't' : '(t − 1)'}/${g}) (a warm-up)`,
        cost: 3.3,
        usesDue: true,
        read: (s) => (t(s) * s.due) / s.used,
        at: (s, c) => s.due * Math.min(1, t(s) / c),
      },
      {
        text: (g) => `{due}·max(0, 1 − ${name('t')}/${g}) (a linear decay)`,
        cost: 3.6,
        usesDue: true,
        read: (s) => t(s) / (1 - s.used / s.due),
        at: (s, c) => s.due * Math.max(0, 1 - t(s) / c),
      },
    ];
  }),
  {
    text: (g) => `{due}·½^⌊(t − 1)/${g}⌋`,
    cost: 4,
    usesDue: true,
    read: (_first, all) =>
      all.reduce(
        (period, s) => (Math.abs(s.used / s.due - 0.5) < 0.01 ? Math.min(period, roundOf(s) - 1) : period),
        Infinity,
      ),
    at: (s, c) => s.due * 0.5 ** Math.floor((roundOf(s) - 1) / c),
  },
  {
    text: (g) => `{due}·0.1^⌊(t − 1)/${g}⌋`,
    cost: 4,
    usesDue: true,
    read: (_first, all) =>
      all.reduce(
        (period, s) => (Math.abs(s.used / s.due - 0.1) < 0.01 ? Math.min(period, roundOf(s) - 1) : period),
        Infinity,
      ),
    at: (s, c) => s.due * 0.1 ** Math.floor((roundOf(s) - 1) / c),
  },
  ...scales.slice(2).flatMap(([text, , at]): readonly Family[] => {
    const value = (s: Sample): number => at(s.transition.features, s);
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

/** What a coefficient without a formula depends on. */
const dependences: readonly (readonly [string, string])[] = [
  ['t', 'the round'],
  ['k', 'the local step'],
  ['K', 'K'],
  ['a', 'a'],
  ['η', 'η'],
  ['d', 'd'],
  ['T', 'T'],
];

/** A coefficient that no formula gives: what it depends on, and some of its values. */
export function varyingLaw(samples: readonly Sample[]): Law {
  for (const [name, words] of dependences) {
    const values = new Map<number, Sample>();
    const isFunction = samples.every((sample) => {
      const key = get(sample.transition.features, name);
      const known = values.get(key);
      if (known === undefined) values.set(key, sample);
      return (
        Number.isFinite(key) &&
        (known === undefined || Math.abs(known.used - sample.used) <= known.tolerance + sample.tolerance)
      );
    });
    if (!isFunction || values.size < 2 || values.size > samples.length * 0.8) continue;
    const shown = [...values]
      .slice(0, 4)
      .map(([key, { used }]) => `${showNumber(used)} at ${name} = ${showNumber(key)}`);
    return {
      text: `a factor that depends on ${words}: ${shown.join(', ')}${values.size > 4 ? ', …' : ''}`,
      cost: 4.8,
      at: (sample) => values.get(get(sample.transition.features, name))?.used ?? sample.used,
    };
  }
  const shown = [...new Set(samples.map(({ used }) => showNumber(Number(used.toPrecision(3)))))];
  return {
    text: `a factor that varies: ${shown.slice(0, 4).join(', ')}${shown.length > 4 ? ', …' : ''}`,
    cost: 5.5,
    at: ({ used }) => used,
  };
}

/** A number as a person writes it. */
export function showNumber(value: number): string {
  const rest = value - 1;
  if (rest !== 0 && Math.abs(rest) < 1e-3) return `(1 ${rest < 0 ? '−' : '+'} ${showNumber(Math.abs(rest))})`;
  return String(Number(value.toPrecision(4))).replace('-', '−');
}
