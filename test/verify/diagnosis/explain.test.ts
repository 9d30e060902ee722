/** Mistakes that no catalogue holds are inferred from the states, and named in the first sentence of the report. */
import { expect, it } from 'vitest';
import { add, diagnosisOf, scale, type Mistake, type Step, type Vector } from './mistaken-program.js';

const norm = (v: Vector): number => Math.hypot(...v);

const zeros = (v: Vector): Vector => scale(0, v);

/** The sum of the gradients since the last `isNew`. */
function pile(kept: Record<string, Vector>, g: Vector, isNew: boolean): Vector {
  return (kept['sum'] = isNew ? g : add(kept['sum'] ?? zeros(g), g));
}

/** v over the root of a running mean of its squares. */
function normalised(v: Vector, kept: Record<string, Vector>): Vector {
  const squares = add(
    scale(0.9, kept['q'] ?? zeros(v)),
    scale(
      0.1,
      v.map((value) => value ** 2),
    ),
  );
  kept['q'] = squares;
  return v.map((value, i) => value / (Math.sqrt(squares[i] ?? 0) + 1e-8));
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
  ['at most two steps', /2\)? local steps are made/, { count: (K) => Math.min(K, 2) }],
  ['no step in late rounds', /0 local steps .*from round 5 on/, { count: (K, t) => (t < 5 ? K : 0) }],
  ['η/K', /computes d ← \(∇h\(y, ζ\) \+ m\) \/ K where/, { eta: (eta, { K }) => eta / K }],
  ['η/√t', /computes y ← y − \(η \/ \(√t\)\) d where/, { eta: (eta, { t }) => eta / Math.sqrt(t) }],
  [
    'a decay of η',
    /computes d ← 0\.9\^\(t − 1\) \(∇h\(y, ζ\) \+ m\) where/,
    { eta: (eta, { t }) => eta * 0.9 ** (t - 1) },
  ],
  ['a cosine', /cosine/, { eta: (eta, { t, T }) => (eta * (1 + Math.cos((Math.PI * (t - 1)) / T))) / 2 }],
  ['a warm-up', /computes d ← min\(1, t \/ 3\) \(∇h/, { eta: (eta, { t }) => eta * Math.min(1, t / 3) }],
  [
    'weight decay',
    /computes d ← ∇h\(y, ζ\) \+ m \+ 0\.01 y where/,
    { direction: (d, { y }) => add(d, scale(0.01, y)) },
  ],
  [
    'a proximal term',
    /½ times y − x\^\{t−1\}/,
    { direction: (d, { x, y }) => add(d, scale(0.5, add(y, scale(-1, x)))) },
  ],
  [
    'clipping',
    /direction is clipped: its length is cut to 1/,
    { direction: (d) => scale(Math.min(1, 1 / norm(d)), d) },
  ],
  [
    'the gradient of the round in the first step',
    /computes d ← ∇h\(y, ξ\) \+ m .*in the first pass/,
    { takesAgain: true },
  ],
  [
    'whole blocks of steps',
    /^16·⌊K\/16⌋ \(blocks of 16\) local steps/,
    { count: (K) => (K > 16 ? 16 * Math.floor(K / 16) : K) },
  ],
  ['three decimals of a', /^a is a rounded to 3 decimal places/, { weight: (a) => Number(a.toFixed(3)) }],
  [
    'a root mean square',
    /^the direction is normalised: its length is always √d/,
    { direction: (d) => scale(1 / (norm(d) / Math.sqrt(d.length) + 1e-8), d) },
  ],
  ['an extragradient step', /second point of the same sample/, { isExtragradient: true }],
  [
    'a mean with the last gradient',
    /mean of this and the last local gradient, of the round before/,
    {
      direction: (_d, { g, m, kept }) => {
        const last = kept['g'] ?? g;
        kept['g'] = g;
        return add(scale(0.5, add(g, last)), m);
      },
    },
  ],
  [
    'the mean of two estimates',
    /uses the mean of mᵗ and m\^\{t−1\} in place of the estimate/,
    {
      direction: (_d, { t, g, m, kept }) => {
        const old = kept[`m${t - 1}`];
        kept[`m${t}`] = m;
        return add(g, old === undefined ? m : scale(0.5, add(m, old)));
      },
    },
  ],
  [
    'one step less in long rounds',
    /computes repeat K − 1 .*where K ≥/,
    { count: (K) => (K < 20 ? K : K - 1) },
  ],
  [
    'a centred estimate',
    /−1 times the mean of the coordinates of the estimate/,
    {
      direction: (_d, { g, m }) =>
        add(
          g,
          m.map((value) => value - m.reduce((a, b) => a + b, 0) / m.length),
        ),
    },
  ],
  [
    'a small term after the first step',
    /0\.000001.*from local step 2 on/,
    { direction: (d, { y, k }) => (k > 1 ? add(d, scale(1e-6, y)) : d) },
  ],
  [
    'a sample that is lost where x is 0',
    /sample g_f − g_h is missing .*where the size of x is 0/,
    {
      estimate: (right, { a, x, old }) =>
        right.map((value, i) => (x[i] === 0 ? (1 - a) * (old[i] ?? 0) : value)),
    },
  ],
  [
    'Lookahead',
    /½ times the way back to x\^\{t−5\} .*every 5th round/,
    {
      end: (y, { t, x, kept }) => {
        // a single round has no x⁰ to go back to
        const slow = t === 1 ? x : kept['slow'];
        const made = slow === undefined || t % 5 !== 0 ? y : scale(0.5, add(y, slow));
        if (slow !== undefined) kept['slow'] = t % 5 === 0 ? made : slow;
        return made;
      },
    },
  ],
  ['signs', /direction is replaced by its sign/, { direction: (d) => d.map(Math.sign) }],
  ['a skipped first step', /computes repeat K − 1 where/, { eta: (eta, { k }) => (k === 1 ? 0 : eta) }],
  [
    'm/K in the steps',
    /computes d ← ∇h\(y, ζ\) \+ m \/ K where/,
    { direction: (_d, { g, m, K }) => add(g, scale(1 / K, m)) },
  ],
  ['a look-ahead', /shifted by −η.*look-ahead/, { ask: (y, { eta, m }) => add(y, scale(-eta, m)) }],
  ['a/t', /computes m ← .*\/ t/, { weight: (a, t) => a / t }],
  ['a constant a', /computes m ← \(1 − 0\.1\) m \+ 0\.1 \(/, { weight: () => 0.1 }],
  [
    'a bias correction',
    /computes m ← \(1 \/ \(1 − \(1 − a\)\^t\)\) \(\(1 − a\) m/,
    { estimate: (m, { a, t }) => scale(1 / (1 - (1 - a) ** t), m) },
  ],
  ['a restart every third round', /a is 1 .*every 3rd round/, { weight: (a, t) => (t % 3 === 0 ? 1 : a) }],
  [
    'g_h with the wrong sign',
    /computes m ← \(1 − a\) m \+ a \(∇f\(x, ξ\) \+ ∇h\(x, ξ\)\) where/,
    { estimate: (_m, { a, old, gf, gh }) => add(scale(1 - a, old), scale(a, add(gf, gh))) },
  ],
  ['single precision', /rounded to single precision/, { estimate: (m) => m.map(Math.fround) }],
  [
    'six decimals',
    /rounded to 6 decimal places/,
    { point: (y) => y.map((value) => Number(value.toFixed(6))) },
  ],
  [
    'a sample in single precision',
    /sample g_f − g_h is rounded to single/,
    { sample: (g) => g.map(Math.fround) },
  ],
  ['max(a, 1/t)', /computes m ← \(1 − max\(a, 1 \/ t\)\) m/, { weight: (a, t) => Math.max(a, 1 / t) }],
  [
    'two coefficients',
    /estimate mᵗ is multiplied by ½.*, and g_h\(y\)|gradient at the local point, g_h\(y\) is multiplied by 2.*, and the estimate mᵗ is multiplied by ½/,
    { direction: (_d, { g, m }) => add(scale(2, g), scale(0.5, m)) },
  ],
  [
    'a known mistake that some cases refute',
    /^a is \(1 − a\) instead of a .*where K ≥ 3/,
    { weight: (a, _t, K) => (K > 2 ? 1 - a : a) },
  ],
  ['a box', /cut to \[−1, 1\]/, { point: (y) => y.map((value) => Math.max(-1, Math.min(1, value))) }],
  ['reversed coordinates', /reverse order/, { end: (x) => x.toReversed() }],
  [
    'the last coordinate is forgotten',
    /not made.*last coordinate/,
    {
      point: (made, { y }) => made.map((value, i) => (i > 0 && i === made.length - 1 ? (y[i] ?? 0) : value)),
    },
  ],
  [
    'zero_grad forgotten',
    /sum of the gradients of the round so far/,
    { direction: (_d, { g, m, k, kept }) => add(pile(kept, g, k === 1), m) },
  ],
  [
    'no zero_grad in the run',
    /sum of the gradients of all local steps so far/,
    { direction: (_d, { g, m, kept }) => add(pile(kept, g, false), m) },
  ],
  [
    'a target that piles up',
    /sum of g_f over all rounds so far/,
    {
      estimate: (_m, { a, old, gf, gh, kept }) =>
        add(scale(1 - a, old), scale(a, add(pile(kept, gf, false), scale(-1, gh)))),
    },
  ],
  [
    'momentum in the local steps',
    /velocity v ← 0\.9v \+ direction.*kept from round to round/,
    { direction: (d, { kept }) => (kept['v'] = add(scale(0.9, kept['v'] ?? zeros(d)), d)) },
  ],
  ['Adam', /the step of Adam with/, { direction: adam }],
  [
    'RMSprop of m',
    /estimate mᵗ has a positive factor of its own in every coordinate/,
    { direction: (_d, { g, m, kept }) => add(g, normalised(m, kept)) },
  ],
  [
    'clip_grad_norm_',
    /sample g_f − g_h is clipped: its length is cut to 1 /,
    { sample: (g) => scale(Math.min(1, 1 / (norm(g) + 1e-6)), g) },
  ],
  [
    'a largest coordinate',
    /direction is clipped: its largest coordinate is cut to 1 /,
    { direction: (d) => scale(1 / Math.max(1, ...d.map(Math.abs)), d) },
  ],
  [
    'AdaGrad with one number',
    /1\/√\(1 \+ Σ‖direction‖²\)/,
    {
      direction: (d, { kept }) => {
        const [sum = 0] = kept['s'] ?? [];
        kept['s'] = [sum + norm(d) ** 2];
        return scale(1 / Math.sqrt(1 + sum + norm(d) ** 2), d);
      },
    },
  ],
  ["STORM's weight", /a is min\(1, a·η²\)/, { weight: (a, _t, _K, eta) => Math.min(1, a * eta ** 2) }],
  ['a printed η', /step size is η rounded to 4 decimal places/, { eta: (eta) => Number(eta.toFixed(4)) }],
  ['half the steps', /⌈K\/2⌉ local steps/, { count: (K) => Math.ceil(K / 2) }],
  [
    'a shifted sample',
    /sample g_f − g_h has its coordinates shifted by one place/,
    { sample: (g) => [...g.slice(1), ...g.slice(0, 1)] },
  ],
  ['x and m exchanged', /reported in each other’s place/, { report: ({ x, m }) => ({ x: m, m: x }) }],
  [
    'one sample too few',
    /^(?:1 sample of the start is|B − 1 samples of the start are) drawn instead of B/,
    { startWeight: (place, B) => (place === 0 ? 0 : 1 / (B - 1)) },
  ],
  ['a start at the origin', /gradients of the start are taken at the origin/, { startPoint: zeros }],
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
  const [first] = await diagnosisOf({ direction: (d) => d.map((value) => value + random()) });
  expect(first).toMatch(/^consistent with: .*no single change/);
});

it(
  'says that a method is adaptive only where every coordinate has a factor of its own',
  { tags: 'long' },
  async () => {
    let state = 1;
    const random = (): number => (state = (state * 16_807) % 2_147_483_647) / 2_147_483_647;
    const [alike] = await diagnosisOf({ direction: (d) => scale(0.1 + random(), d) });
    expect(alike).toMatch(/a factor that varies/);
    const [near] = await diagnosisOf({ direction: (d) => d.map((value) => value * (1 + 0.1 * random())) });
    expect(near).not.toMatch(/adaptive/);
  },
);

it('puts what it cannot name last', { tags: 'long' }, async () => {
  let state = 1;
  const random = (): number => (state = (state * 16_807) % 2_147_483_647) / 2_147_483_647;
  const sentences = await diagnosisOf({
    direction: (d) => d.map((value) => value + random()),
    estimate: (m) => scale(2, m),
  });
  expect(sentences[0]).toMatch(/new estimate is multiplied by 2/);
  expect(sentences.at(-1)).toMatch(/no single change/);
});
