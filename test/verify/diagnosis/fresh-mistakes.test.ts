/** Mistakes that strangers made: what happened is said first, in words that fit the variant and the method. */
import { expect, it } from 'vitest';
import {
  verifyImplementation,
  type Implementation,
  type RoundInput,
  type Task,
} from '../../../src/verify/index.js';
import { firstOf } from '../../support/some-of.js';

type Vector = readonly number[];
type Variant = 'aux-mom' | 'aux-mvr';

const add = (u: Vector, v: Vector): Vector => u.map((value, i) => value + (v[i] ?? 0));
const scale = (c: number, v: Vector): Vector => v.map((value) => c * value);
const minus = (u: Vector, v: Vector): Vector => add(u, scale(-1, v));

/** What may be written differently. */
interface Mistake {
  readonly variant?: Variant;
  readonly options?: Partial<Implementation<number>>;
  readonly count?: (K: number) => number;
  /** How many samples the mean of a local step has. */
  readonly localSamples?: number;
  readonly divisor?: (B: number) => number;
  readonly exact?: (task: Task<number>) => {
    readonly f: (x: Vector) => Vector;
    readonly h: (x: Vector) => Vector;
  };
  /** mᵗ from m^{t−1}, the sample, that at the old point, a and the a of the round before. */
  readonly estimate?: (
    old: Vector,
    g: Vector,
    before: Vector,
    a: number,
    aBefore: number,
    t: number,
  ) => Vector;
  readonly after?: (task: Task<number>, x: Vector) => void;
}

async function diagnosisOf(
  mistake: Mistake,
): Promise<readonly { readonly mistake: string; readonly fix: string }[]> {
  const { variant = 'aux-mom', localSamples = 1 } = mistake;
  const difference = ({ f, h }: Pick<Task<number>['mean'], 'f' | 'h'>, x: Vector): Vector =>
    minus(f(x), h(x));
  const report = await verifyImplementation(
    {
      name: 'mine',
      singleRounds: false,
      initializations: ['given', 'zero', 'exact', 'batch', 'first-snapshot'],
      ...mistake.options,
      variants: {
        [variant]: (task: Task<number>) => {
          const { localStepCount: K, startingPoint: x0, givenCorrection } = task;
          const start = (): { readonly x: Vector; readonly m?: Vector } => {
            const { kind, size: B = 1 } = task.initialization;
            if (kind === 'first-snapshot') return { x: x0 };
            if (kind === 'exact') return { x: x0, m: difference(mistake.exact?.(task) ?? task.mean, x0) };
            if (kind !== 'batch') return { x: x0, m: givenCorrection ?? scale(0, x0) };
            const sum = Array.from({ length: B }, () => difference(task.drawSnapshot(), x0)).reduce(add);
            return { x: x0, m: scale(1 / (mistake.divisor?.(B) ?? B), sum) };
          };
          let aBefore = task.momentumWeight;
          return {
            start,
            round: ({ round: t, x, xPrevious, m: old, momentumWeight: a, stepSizes }: RoundInput<number>) => {
              const sample = task.drawSnapshot();
              const g = difference(sample, x);
              const right = (last: Vector): Vector => {
                const average = add(scale(1 - a, last), scale(a, g));
                return variant === 'aux-mom' ? average : add(average, scale(1 - a, minus(g, before)));
              };
              const before = variant === 'aux-mom' || old === undefined ? g : difference(sample, xPrevious);
              const m =
                old === undefined ? g : (mistake.estimate?.(old, g, before, a, aBefore, t) ?? right(old));
              aBefore = a;
              let y = x;
              for (let k = 1; k <= (mistake.count?.(K) ?? K); k += 1) {
                const at = y;
                const drawn = Array.from({ length: localSamples }, () => task.drawLocal().h(at));
                const rate = stepSizes[k - 1] ?? NaN;
                y = minus(y, scale(rate, add(scale(1 / localSamples, drawn.reduce(add)), m)));
              }
              mistake.after?.(task, y);
              return { x: y, m };
            },
          };
        },
      },
    },
    { level: 2, only: (id) => id.startsWith('L2/') && id.endsWith('/callback') },
  );
  return report.diagnosis ?? [];
}

const table: readonly (readonly [string, RegExp, Mistake])[] = [
  [
    'm⁰ divided by B + 1',
    /where the start "batch" has m ← ∇f\(x, ξ\) − ∇h\(x, ξ\)/u,
    { divisor: (B) => B + 1 },
  ],
  [
    'm⁰ with another law in B',
    /computes m ← \(1 \/ \(√B\)\) \(∇f.* where the start "batch" has/u,
    { divisor: (B) => B * Math.sqrt(B) },
  ],
  ['two samples a local step', /computes sample ζ of 2 where/u, { localSamples: 2 }],
  [
    'two local steps at a time',
    /computes repeat max\(1, K − K mod 2\) where/u,
    { count: (K) => (K > 2 ? K - (K % 2) : K) },
  ],
  [
    'a sample for a loss curve',
    /^a gradient of f is asked in a round, and the result does not depend on it/u,
    { after: (task, x) => void task.drawSnapshot().f(x) },
  ],
  [
    'parentheses that are missing',
    /computes m ← \(1 − a\) m \+ a g \+ \(\(1 − a\) g − g′\) where AUX-MVR\.2 has/u,
    {
      variant: 'aux-mvr',
      estimate: (old, g, before, a) => minus(add(g, scale(1 - a, old)), before),
    },
  ],
  [
    'a carried part with a factor',
    /computes m ← \(1 − a a\) m .* where AUX-MVR\.2 has/u,
    {
      variant: 'aux-mvr',
      estimate: (old, g, before, a) => add(g, scale((1 - a) * (1 + a), minus(old, before))),
    },
  ],
  [
    'an estimate that stays',
    /leaves out m ← \(1 − a\) m \+ a \(.*, AUX-MOM\.2$/u,
    { estimate: (old) => old },
  ],
  [
    'an exact start out of a sample',
    /computes m ← ∇f\(x, ξ\) − ∇h\(x, ξ\) where the start "exact" has m ← ∇f\(x\) − ∇h\(x\)$/u,
    { exact: (task) => task.drawSnapshot() },
  ],
  [
    'the weight of the round before',
    /computes m ← \(1 − a⁻\) m .*a⁻ is a in the round before/u,
    {
      options: { schedules: ['given'] },
      estimate: (old, g, _before, a, aBefore) => add(scale(1 - aBefore, old), scale(a, g)),
    },
  ],
];

firstOf(1, table)('%s', async (_name, sentence, mistake) => {
  const [first] = await diagnosisOf(mistake);
  expect(first?.mistake).toMatch(sentence);
});

it('says how an exact start is made', { tags: 'long' }, async () => {
  const [first] = await diagnosisOf({ exact: (task) => task.drawSnapshot() });
  expect(first?.fix).toContain('With the start "exact" compute m ← ∇f(x) − ∇h(x)');
});

it('says in which round a given m⁰ is ignored', { tags: 'long' }, async () => {
  const [first] = await diagnosisOf({
    options: { initializations: ['given'] },
    estimate: (old, g, _before, a, _aBefore, t) => add(scale(t === 1 ? 0 : 1 - a, old), scale(a, g)),
  });
  expect(first?.mistake).toMatch(/computes m ← a \(∇f\(x, ξ\) − ∇h\(x, ξ\)\) where .*, in round 1$/u);
});
