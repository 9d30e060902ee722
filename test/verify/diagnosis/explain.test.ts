/** Mistakes that no catalogue holds are inferred from the states, and named in the first sentence of the report. */
import { expect, it } from 'vitest';
import { add, diagnosisOf, scale, type Mistake, type Step, type Vector } from './mistaken-program.js';

const norm = (v: Vector): number => Math.hypot(...v);

const zeros = (v: Vector): Vector => scale(0, v);

/** The sum of the gradients since the last `isNew`. */
function pile(kept: Record<string, Vector>, g: Vector, isNew: boolean): Vector {
  return (kept['sum'] = isNew ? g : add(kept['sum'] ?? zeros(g), g));
}

function adam(d: Vector, { kept }: Step): Vector {
  const [n = 0] = kept['n'] ?? [];
  const first = add(scale(0.9, kept['first'] ?? zeros(d)), scale(0.1, d));
  const second = add(
    scale(0.999, kept['second'] ?? zeros(d)),
    scale(
      0.001,
      d.map((value) => value ** 2),
    ),
  );
  Object.assign(kept, { n: [n + 1], first, second });
  const [one, two] = [1 - 0.9 ** (n + 1), 1 - 0.999 ** (n + 1)];
  return first.map((value, i) => value / one / (Math.sqrt((second[i] ?? 0) / two) + 1e-8));
}

const table: readonly (readonly [string, RegExp, Mistake])[] = [
  ['one step too many', /computes repeat K \+ 1 where/, { count: (K) => K + 1 }],
  ['at most two steps', /computes repeat min\(2, K\) where/, { count: (K) => Math.min(K, 2) }],
  ['η/K', /computes d ← \(∇h\(y, ζ\) \+ m\) \/ K where/, { eta: (eta, { K }) => eta / K }],
  ['η/√t', /computes y ← y − \(η \/ \(√t\)\) d where/, { eta: (eta, { t }) => eta / Math.sqrt(t) }],
  [
    'a decay of η',
    /computes y ← y − 0\.9\^\(t − 1\) η d where/,
    { eta: (eta, { t }) => eta * 0.9 ** (t - 1) },
  ],
  [
    'a warm-up',
    /computes y ← y − min\(1, t \/ 3\) η d where/,
    { eta: (eta, { t }) => eta * Math.min(1, t / 3) },
  ],
  [
    'weight decay',
    /computes y ← \(1 − 0\.01 η\) y − η d where/,
    { direction: (d, { y }) => add(d, scale(0.01, y)) },
  ],
  [
    'a proximal term',
    /computes d ← ∇h\(y, ζ\) \+ m − 0\.5 \(x − y\) where/,
    { direction: (d, { x, y }) => add(d, scale(0.5, add(y, scale(-1, x)))) },
  ],
  [
    'clipping',
    /computes y ← y − η \(min\(1, 1 \/ ‖d‖\) d\) where/,
    { direction: (d) => scale(Math.min(1, 1 / norm(d)), d) },
  ],
  [
    'the gradient of the round in the first step',
    /computes d ← ∇h\(y, ξ\) \+ m .*in the first pass/,
    { takesAgain: true },
  ],
  ['signs', /computes d ← sign\(∇h\(y, ζ\) \+ m\) where/, { direction: (d) => d.map(Math.sign) }],
  [
    'm/K in the steps',
    /computes d ← ∇h\(y, ζ\) \+ m \/ K where/,
    { direction: (_d, { g, m, K }) => add(g, scale(1 / K, m)) },
  ],
  ['a/t', /computes m ← .*\/ t/, { weight: (a, t) => a / t }],
  ['a constant a', /computes m ← \(1 − 0\.1\) m \+ 0\.1 \(/, { weight: () => 0.1 }],
  [
    'a bias correction',
    /computes m ← \(1 \/ \(1 − \(1 − a\)\^t\)\) \(\(1 − a\) m/,
    { estimate: (m, { a, t }) => scale(1 / (1 - (1 - a) ** t), m) },
  ],
  [
    'a restart every third round',
    /computes m ← ∇f\(x, ξ\) − ∇h\(x, ξ\) where .*in rounds 3, 6, …$/,
    { weight: (a, t) => (t % 3 === 0 ? 1 : a) },
  ],
  [
    'a restart of an estimate that is not reported',
    /computes m ← ∇f\(x, ξ\) − ∇h\(x, ξ\) where .*in rounds 3, 6, …$/,
    { hidesEstimate: true, weight: (a, t) => (t % 3 === 0 ? 1 : a) },
  ],
  [
    'a bias correction of an estimate that is not reported',
    /computes d ← ∇h\(y, ζ\) \+ \(1 \/ \(1 − \(1 − a\)\^t\)\) m where/,
    { hidesEstimate: true, direction: (_d, { g, m, a, t }) => add(g, scale(1 / (1 - (1 - a) ** t), m)) },
  ],
  [
    'g_h with the wrong sign',
    /computes m ← \(1 − a\) m \+ a \(∇f\(x, ξ\) \+ ∇h\(x, ξ\)\) where/,
    { estimate: (_m, { a, old, gf, gh }) => add(scale(1 - a, old), scale(a, add(gf, gh))) },
  ],
  ['single precision', /right up to rounding in single precision/, { estimate: (m) => m.map(Math.fround) }],
  [
    'a sample in single precision',
    /right up to rounding in single precision/,
    { sample: (g) => g.map(Math.fround) },
  ],
  ['max(a, 1/t)', /computes m ← \(1 − max\(a, 1 \/ t\)\) m/, { weight: (a, t) => Math.max(a, 1 / t) }],
  [
    'a known mistake that some cases refute',
    /computes m ← a m \+ \(1 − a\) .*where K ≥ 3$/,
    { weight: (a, _t, K) => (K > 2 ? 1 - a : a) },
  ],
  [
    'a box',
    /computes y ← max\(min\(y − η d, 1\), −1\) where/,
    { point: (y) => y.map((value) => Math.max(-1, Math.min(1, value))) },
  ],
  [
    'the last coordinate is forgotten',
    /computes (d ← 0 \(∇h\(y, ζ\) \+ m\)|y ← x) where .*in the last coordinate/,
    {
      point: (made, { y }) => made.map((value, i) => (i > 0 && i === made.length - 1 ? (y[i] ?? 0) : value)),
    },
  ],
  [
    'zero_grad forgotten',
    /where vd ← vd \+ ∇h\(y, ζ\), from 0 in every round/,
    { direction: (_d, { g, m, k, kept }) => add(pile(kept, g, k === 1), m) },
  ],
  [
    'no zero_grad in the run',
    /where vd ← vd \+ ∇h\(y, ζ\), from 0$/,
    { direction: (_d, { g, m, kept }) => add(pile(kept, g, false), m) },
  ],
  [
    'a target that piles up',
    /where vm ← vm \+ ∇f\(x, ξ\), from 0$/,
    {
      estimate: (_m, { a, old, gf, gh, kept }) =>
        add(scale(1 - a, old), scale(a, add(pile(kept, gf, false), scale(-1, gh)))),
    },
  ],
  [
    'momentum in the local steps',
    /where vd ← 0\.9 vd \+ \(∇h\(y, ζ\) \+ m\), from 0$/,
    { direction: (d, { kept }) => (kept['v'] = add(scale(0.9, kept['v'] ?? zeros(d)), d)) },
  ],
  ['Adam', /the step of adam with d for its gradient/, { direction: adam }],
  [
    'clip_grad_norm_',
    /min\(1, 1 \/ \(‖∇f\(x, ξ\) − ∇h\(x, ξ\)‖ \+ 0\.000001\)\)/,
    { sample: (g) => scale(Math.min(1, 1 / (norm(g) + 1e-6)), g) },
  ],
  [
    "STORM's weight",
    /computes m ← \(1 − min\(1, a η₁²\)\) m/,
    { weight: (a, _t, _K, eta) => Math.min(1, a * eta ** 2) },
  ],
  [
    'one sample too few',
    /computes sample ξ of B − 1 where the start \"batch\" has/,
    { startWeight: (place, B) => (place === 0 ? 0 : 1 / (B - 1)) },
  ],
];

it.each(table)('%s', { tags: 'long' }, async (_name, sentence, mistake) => {
  const [first] = await diagnosisOf(mistake);
  expect(first).toMatch(sentence);
});

it('finds nothing in a right program', { tags: 'long' }, async () => {
  expect(await diagnosisOf({})).toEqual([]);
});

it('says no formula where there is none', { tags: 'long' }, async () => {
  let state = 1;
  const random = (): number => (state = (state * 16_807) % 2_147_483_647) / 2_147_483_647;
  expect(await diagnosisOf({ direction: (d) => d.map((value) => value + random()) })).toEqual([]);
});
