/** Laws with one number that is read off: a constant, a decay, a warm-up, a cut, a clip. */
import type { Law, Sample } from './law.js';
import { get, scales } from './scales.js';

/** A law with one number γ that is the same everywhere: its text, what γ one sample asks for, and the coefficient. */
export interface Family {
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
    read: (s) => (s.used > 0 ? s.used * feature(s, 'η') : NaN),
    at: (s, c) => Math[pick](feature(s, 'η'), c) / feature(s, 'η'),
  },
]);

/** A length that is divided by with a small number beside it, as clip_grad_norm_ of PyTorch does with 1e-6. */
const guarded: readonly Family[] = [1e-6, 1e-7, 1e-8, 1e-10, 1e-12, 1e-16].flatMap(
  (epsilon): readonly Family[] => [
    {
      text: (g) => g,
      cost: 2.9,
      usesDue: true,
      shape: 'clip',
      read: ({ used, due, size }) => Math.abs(used / due) * (size + epsilon),
      at: ({ due, size }, c) => due * Math.min(1, c / (size + epsilon)),
    },
    {
      text: (g) => g,
      cost: 3.1,
      shape: 'length',
      read: ({ used, size }) => used * (size + epsilon),
      at: ({ size }, c) => c / (size + epsilon),
    },
    {
      text: (g) => `${g === '1' ? '' : `${g}·`}√d (it is divided by its root mean square)`,
      cost: 3.2,
      shape: 'length',
      read: (s) => s.used * (s.size / Math.sqrt(feature(s, 'd')) + epsilon),
      at: (s, c) => c / (s.size / Math.sqrt(feature(s, 'd')) + epsilon),
    },
  ],
);

/** Every family. */
export const families: readonly Family[] = [
  { text: (g) => g, cost: 2.5, read: ({ used }) => used, at: (_s, c) => c },
  {
    text: (g) => `${g}·{due}`,
    cost: 2.5,
    usesDue: true,
    read: ({ used, due }) => used / due,
    at: ({ due }, c) => c * due,
  },
  {
    text: (g) => `{due}·${g}·b (b rows in the minibatch)`,
    cost: 2.8,
    usesDue: true,
    read: (s) => s.used / s.due / feature(s, 'b'),
    at: (s, c) => s.due * c * feature(s, 'b'),
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
    // of the move that a step makes
    text: (g) => `${g}/η`,
    cost: 3,
    usesDue: true,
    shape: 'clip',
    read: (s) => Math.abs(s.used / s.due) * s.size * feature(s, 'η'),
    at: (s, c) => s.due * Math.min(1, c / (s.size * feature(s, 'η'))),
  },
  {
    text: (g) => g,
    cost: 3,
    usesDue: true,
    shape: 'clip-largest',
    read: ({ used, due, largest }) => Math.abs(used / due) * largest,
    at: ({ due, largest }, c) => due * Math.min(1, c / largest),
  },
  {
    text: (g) => `{due}/√(${g} + Σ‖direction‖²) (AdaGrad)`,
    cost: 3.6,
    usesDue: true,
    read: (s) => (s.due / s.used) ** 2 - feature(s, 'Σ²'),
    at: (s, c) => s.due / Math.sqrt(c + feature(s, 'Σ²')),
  },
  {
    text: (g) => g,
    cost: 3,
    shape: 'length',
    read: ({ used, size }) => used * size,
    at: ({ size }, c) => c / size,
  },
  {
    // the number shows most where the vector is short
    text: (g) => `{due}·‖v‖/(‖v‖ + ${g}), v the vector itself`,
    cost: 2.9,
    usesDue: true,
    read: (_first, all) => {
      const { size, due, used } = all.reduce((least, sample) => (sample.size < least.size ? sample : least));
      return size * (due / used - 1);
    },
    at: ({ due, size }, c) => due * (size / (size + c)),
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
  ...guarded,
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
