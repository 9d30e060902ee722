/** What a wrong coefficient depends on: η, a, K, t, k and the like. */
import type { Transition } from './transitions.js';

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
  /** A number that was read off the samples. */
  readonly constant?: number;
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
  ['1/‖v‖ (it is normalised to length 1)', 3, (_f, { size }) => 1 / size],
];

const one: Law = { text: '1', cost: 1, at: () => 1 };

/** Laws without numbers to read off. */
const fixedLaws: readonly Law[] = [
  { text: '0', cost: 0, at: () => 0 },
  { text: '−{due}', cost: 0.5, at: ({ due }) => -due },
  one,
  { text: '−1', cost: 1.5, at: () => -1 },
  ...scales.map(([text, cost, at]): Law => ({
    text,
    cost,
    at: (sample) => at(sample.transition.features, sample),
  })),
  ...scales.map(([text, cost, at]): Law => ({
    text: `−${text}`,
    cost: cost + 0.6,
    at: (sample) => -at(sample.transition.features, sample),
  })),
  ...scales.map(([text, cost, at]): Law => ({
    text: `{due}·${text}`,
    cost: cost + 0.2,
    at: (sample) => sample.due * at(sample.transition.features, sample),
  })),
  ...scales.flatMap(([text, cost, at], i) =>
    scales
      .slice(0, 12)
      .flatMap(([other, more, by], j): readonly Law[] =>
        j <= i
          ? []
          : [
              {
                text: `${text}·${other}`,
                cost: cost + more + 1,
                at: (s) => at(s.transition.features, s) * by(s.transition.features, s),
              },
            ],
      ),
  ),
];

/** Laws with one number that is the same everywhere: γ, γ·{due}, {due} + γ, γ·a power of t or k. */
function constantLaws(samples: readonly Sample[]): readonly Law[] {
  const [first] = samples;
  if (first === undefined) return [];
  const { used, due, size } = first;
  const laws: Law[] = [];
  const note = (
    text: (gamma: string) => string,
    cost: number,
    gamma: number,
    at: (s: Sample, c: number) => number,
  ): void => {
    if (!Number.isFinite(gamma)) return;
    const refined = refine(samples, gamma, at);
    // a number that a person would write is simpler
    const digits = showNumber(refined).replace(/^-?0?\.?0*|\D/g, '').length;
    laws.push({
      text: text(showNumber(refined)),
      cost: cost + 0.1 * digits,
      at: (s) => at(s, refined),
      constant: refined,
    });
  };
  note(
    (g) => g,
    2.5,
    used,
    (_s, c) => c,
  );
  if (due !== 0)
    note(
      (g) => `${g}·{due}`,
      2.5,
      used / due,
      (s, c) => c * s.due,
    );
  note(
    (g) => `{due} + ${g}`,
    3,
    used - due,
    (s, c) => s.due + c,
  );
  if (due !== 0) {
    note(
      (g) => `min({due}, ${g}/‖v‖): its length is cut to ${g}`,
      2.8,
      (Math.abs(used) * size) / 1,
      (s, c) => Math.sign(s.due) * Math.min(Math.abs(s.due), c / s.size),
    );
    note(
      (g) => `max({due}, ${g})`,
      2.7,
      used,
      (s, c) => Math.max(s.due, c),
    );
    note(
      (g) => `min({due}, ${g})`,
      2.7,
      used,
      (s, c) => Math.min(s.due, c),
    );
  }
  note(
    (g) => `${g}/‖v‖: its length is always ${g}`,
    3,
    used * size,
    (s, c) => c / s.size,
  );
  for (const [text, , at] of scales.slice(2)) {
    const value = at(first.transition.features, first);
    note(
      (g) => `${g}·${text}`,
      4,
      used / value,
      (s, c) => c * at(s.transition.features, s),
    );
    if (due !== 0)
      note(
        (g) => `${g}·{due}·${text}`,
        4.4,
        used / value / due,
        (s, c) => c * s.due * at(s.transition.features, s),
      );
  }
  const later = samples.find(({ transition }) => transition.round !== first.transition.round);
  if (later !== undefined && due !== 0) {
    const span = later.transition.round - first.transition.round;
    const gamma = (later.used / later.due / (used / due)) ** (1 / span);
    for (const shift of [0, 1]) {
      note(
        (g) => `{due}·${g}^${shift === 0 ? 't' : '(t − 1)'} (a decay)`,
        3.4,
        gamma,
        (s, c) => s.due * c ** (s.transition.round - shift),
      );
    }
    // {due}/(1 + γ t)
    for (const shift of [0, 1]) {
      const t = first.transition.round - shift;
      if (t > 0)
        note(
          (g) => `{due}/(1 + ${g}·${shift === 0 ? 't' : '(t − 1)'})`,
          3.6,
          (due / used - 1) / t,
          (s, c) => s.due / (1 + c * (s.transition.round - shift)),
        );
    }
  }
  const step = samples.find(({ transition }) => transition.step !== first.transition.step);
  if (step !== undefined && due !== 0) {
    const span = (step.transition.step ?? 0) - (first.transition.step ?? 0);
    const gamma = (step.used / step.due / (used / due)) ** (1 / span);
    for (const shift of [0, 1]) {
      note(
        (g) => `{due}·${g}^${shift === 0 ? 'k' : '(k − 1)'} (a decay)`,
        3.4,
        gamma,
        (s, c) => s.due * c ** ((s.transition.step ?? 0) - shift),
      );
    }
  }
  if (due !== 0) {
    // a warm-up: {due}·min(1, t/w)
    const w = (first.transition.round * due) / used;
    if (w > 1.5 && w < 10_000)
      note(
        (g) => `{due}·min(1, t/${g}) (a warm-up)`,
        3.3,
        w,
        (s, c) => s.due * Math.min(1, s.transition.round / c),
      );
  }
  return laws;
}

/** Of the numbers with few digits within reach of the first sample, the shortest that fits all; else the number itself. */
function refine(samples: readonly Sample[], gamma: number, at: (s: Sample, c: number) => number): number {
  for (let digits = 1; digits <= 12; digits += 1) {
    const short = Number(gamma.toPrecision(digits));
    if (samples.every((s) => isNear(s, at(s, short)))) return short;
  }
  return gamma;
}

export function isNear({ used, tolerance }: Sample, value: number): boolean {
  return Math.abs(used - value) <= tolerance + 2 ** -50 * Math.abs(value);
}

/** All laws that hold for every sample, the simplest first. */
export function lawsFor(samples: readonly Sample[]): readonly Law[] {
  return [...fixedLaws, ...constantLaws(samples)]
    .filter(({ at }) => samples.every((sample) => isNear(sample, at(sample))))
    .sort((left, right) => left.cost - right.cost);
}

/** A number as a person writes it. */
export function showNumber(value: number): string {
  return String(Number(value.toPrecision(4))).replace('-', '−');
}
