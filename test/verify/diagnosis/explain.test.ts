/** Mistakes that no catalogue holds are inferred from the states, and named in the first sentence of the report. */
import { expect, it } from 'vitest';
import { verifyImplementation } from '../../../src/verify/index.js';

type Vector = readonly number[];

const add = (u: Vector, v: Vector): Vector => u.map((value, i) => value + (v[i] ?? 0));
const scale = (c: number, v: Vector): Vector => v.map((value) => c * value);
const norm = (v: Vector): number => Math.hypot(...v);

/** What a step knows. */
interface Step {
  readonly t: number;
  readonly k: number;
  readonly K: number;
  readonly T: number;
  readonly a: number;
  readonly eta: number;
  readonly x: Vector;
  readonly y: Vector;
  readonly g: Vector;
  readonly m: Vector;
}

/** What may be written differently. */
interface Mistake {
  readonly count?: (K: number, t: number) => number;
  readonly weight?: (a: number, t: number, K: number) => number;
  readonly sample?: (g: Vector) => Vector;
  readonly estimate?: (
    right: Vector,
    step: Pick<Step, 't' | 'a'> & { readonly old: Vector; readonly gf: Vector; readonly gh: Vector },
  ) => Vector;
  readonly direction?: (right: Vector, step: Step) => Vector;
  readonly eta?: (eta: number, step: Step) => number;
  readonly point?: (right: Vector, step: Step) => Vector;
  readonly ask?: (y: Vector, step: Omit<Step, 'g'>) => Vector;
  readonly end?: (right: Vector) => Vector;
}

/** AuxMOM with a mistake, or without. */
async function diagnosisOf(mistake: Mistake): Promise<readonly string[]> {
  const report = await verifyImplementation(
    {
      name: 'mine',
      initializations: ['given', 'zero'],
      variants: {
        'aux-mom': (task) => {
          const { stepSize: eta, momentumWeight, localStepCount: K, roundCount: T } = task;
          if (!(eta > 0 && momentumWeight > 0 && momentumWeight <= 1 && K >= 1 && T >= 1))
            throw new RangeError('domain');
          return ({ round: t, x, m: old = x.map(() => 0) }) => {
            const sample = task.drawSnapshot();
            const [gf, gh] = [sample.f(x), sample.h(x)];
            const a = mistake.weight?.(momentumWeight, t, K) ?? momentumWeight;
            const difference = add(gf, scale(-1, gh));
            const right = add(scale(1 - a, old), scale(a, mistake.sample?.(difference) ?? difference));
            const m = mistake.estimate?.(right, { t, a, old, gf, gh }) ?? right;
            let y: Vector = x;
            for (let k = 1; k <= (mistake.count?.(K, t) ?? K); k += 1) {
              const before = { t, k, K, T, a, eta, x, y, m };
              const g = task.drawLocal().h(mistake.ask?.(y, before) ?? y);
              const step = { ...before, g };
              const direction = mistake.direction?.(add(g, m), step) ?? add(g, m);
              const made = add(y, scale(-(mistake.eta?.(eta, step) ?? eta), direction));
              y = mistake.point?.(made, step) ?? made;
              task.reportStep(y);
            }
            return { x: mistake.end?.(y) ?? y, m };
          };
        },
      },
    },
    { level: 2 },
  );
  return (report.diagnosis ?? []).map(({ mistake: sentence }) => sentence);
}

const table: readonly (readonly [string, RegExp, Mistake])[] = [
  ['one step too many', /K \+ 1 local steps/, { count: (K) => K + 1 }],
  ['at most two steps', /2\)? local steps are made/, { count: (K) => Math.min(K, 2) }],
  ['no step in late rounds', /0 local steps .*from round 5 on/, { count: (K, t) => (t < 5 ? K : 0) }],
  ['η/K', /step size is η·1\/K/, { eta: (eta, { K }) => eta / K }],
  ['η/√t', /step size is η·1\/√t/, { eta: (eta, { t }) => eta / Math.sqrt(t) }],
  ['a decay of η', /η·\(0\.9\^\(t − 1\)/, { eta: (eta, { t }) => eta * 0.9 ** (t - 1) }],
  ['a cosine', /cosine/, { eta: (eta, { t, T }) => (eta * (1 + Math.cos((Math.PI * (t - 1)) / T))) / 2 }],
  ['a warm-up', /warm-up/, { eta: (eta, { t }) => eta * Math.min(1, t / 3) }],
  ['weight decay', /0\.01 times y \(weight decay\)/, { direction: (d, { y }) => add(d, scale(0.01, y)) }],
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
  ['signs', /sign of the direction/, { direction: (d) => d.map(Math.sign) }],
  ['a skipped first step', /not made.*in local step 1 only/, { eta: (eta, { k }) => (k === 1 ? 0 : eta) }],
  [
    'm/K in the steps',
    /estimate mᵗ is multiplied by 1\/K/,
    { direction: (_d, { g, m, K }) => add(g, scale(1 / K, m)) },
  ],
  ['a look-ahead', /shifted by −η.*look-ahead/, { ask: (y, { eta, m }) => add(y, scale(-eta, m)) }],
  ['a/t', /a is a·1\/t/, { weight: (a, t) => a / t }],
  ['a constant a', /a is 0\.1/, { weight: () => 0.1 }],
  ['a bias correction', /bias correction/, { estimate: (m, { a, t }) => scale(1 / (1 - (1 - a) ** t), m) }],
  ['a restart every third round', /a is 1 .*every 3rd round/, { weight: (a, t) => (t % 3 === 0 ? 1 : a) }],
  [
    'g_h with the wrong sign',
    /g_h\(x\^\{t−1\}\) has the wrong sign/,
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
  ['max(a, 1/t)', /a is max\(a, 1\/t\)/, { weight: (a, t) => Math.max(a, 1 / t) }],
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
];

it.each(table)('%s', async (_name, sentence, mistake) => {
  const [first] = await diagnosisOf(mistake);
  expect(first).toMatch(sentence);
});

it('finds nothing in a right program', async () => {
  expect(await diagnosisOf({})).toEqual([]);
});

it('says no formula where there is none', async () => {
  let state = 1;
  const random = (): number => (state = (state * 16_807) % 2_147_483_647) / 2_147_483_647;
  const [first] = await diagnosisOf({ direction: (d) => d.map((value) => value + random()) });
  expect(first).toMatch(/^consistent with: .*no single change/);
});
