/** What a pilot asks and pays: names of draws, prices, and the score that runs are compared by. */
import { createStream, drawInteger } from '../../problems/draws.js';
import { InputError } from '../../errors.js';
import { squaredLength, type Doubles } from '../measure/double-vectors.js';
import {
  countGradientsOf,
  NotFiniteError,
  type CountedSource,
  type GradientSource,
} from '../measure/gradient-source.js';

/** What gradients cost, in gradients of f. */
export interface PilotPrices {
  /** c_h ≥ 0, of a sample of g_h. */
  readonly auxiliary: number;
  /** Of the exact gradient of f; absent where it is not known, and then it is not asked for. */
  readonly mean?: number;
}

/** What was asked for. */
export interface PilotCounts {
  readonly target: number;
  readonly auxiliary: number;
  /** Exact gradients of f. */
  readonly means: number;
  /** Values of f. */
  readonly values: number;
}

/** How runs are compared; smaller is better. */
export type Score = 'value' | 'squared-gradient';

/** A source with its account. */
export interface Ledger {
  readonly source: CountedSource;
  readonly prices: PilotPrices;
  readonly score: Score;
  /** Of what one score costs. */
  readonly scorePrice: number;
  readonly counts: () => PilotCounts;
  /** In gradients of f; values of f are counted apart. */
  readonly spent: () => number;
  /** The name of draw `place` of some kind: equal names are equal samples, and runs that are compared see the same. */
  readonly draw: (kind: DrawKind, ...place: readonly number[]) => number;
  /** f, or ‖∇f‖² by the same samples everywhere, at a point; Infinity where it is no number. */
  readonly scoreAt: (point: Float64Array) => Promise<number>;
  /** f where it is told. */
  readonly value?: (point: Doubles) => Promise<number>;
}

const drawKinds = ['snapshot', 'local', 'score', 'constants', 'check', 'first'] as const;
type DrawKind = (typeof drawKinds)[number];

/** Samples of a score where neither values nor exact gradients are to be had. */
const scoreSamples = 4;

/** Opens the account of a pilot. */
export function openLedger(given: GradientSource, prices: PilotPrices, seed: number): Ledger {
  const source = countGradientsOf(given);
  let means = 0;
  let values = 0;
  const draw: Ledger['draw'] = (kind, ...place) =>
    drawInteger(createStream(seed, drawKinds.indexOf(kind), ...place), 0, 2 ** 31 - 1);
  const isMeanCheap = prices.mean !== undefined && prices.mean <= scoreSamples;

  const value =
    given.value &&
    (async (point: Doubles): Promise<number> => {
      values += 1;
      return (await given.value?.(point)) ?? NaN;
    });
  const squaredGradient = async (point: Doubles): Promise<number> => {
    if (isMeanCheap) {
      means += 1;
      return squaredLength(await source.gradient('target', point));
    }
    const samples: Doubles[] = [];
    for (let i = 0; i < scoreSamples; i += 1) {
      samples.push(await source.gradient('target', point, { oracle: 'snapshot', index: draw('score', i) }));
    }
    return squaredMean(samples);
  };
  return {
    source,
    prices,
    score: value === undefined ? 'squared-gradient' : 'value',
    scorePrice: value !== undefined ? 0 : isMeanCheap ? (prices.mean ?? 0) : scoreSamples,
    counts: () => ({ ...source.counts(), target: source.counts().target - means, means, values }),
    spent: () => {
      const { target, auxiliary } = source.counts();
      return target + means * ((prices.mean ?? 1) - 1) + prices.auxiliary * auxiliary;
    },
    draw,
    ...(value && { value }),
    scoreAt: async (point) => {
      if (!point.every(Number.isFinite)) return Infinity;
      try {
        const score = await (value ?? squaredGradient)([...point]);
        return Number.isNaN(score) ? Infinity : score;
      } catch (error) {
        if (error instanceof NotFiniteError) return Infinity;
        throw error;
      }
    },
  };
}

/** ‖∇f‖² from n ≥ 2 independent samples, without bias: the mean of ⟨g_i, g_j⟩ over i ≠ j. */
export function squaredMean(samples: readonly Doubles[]): number {
  const [first = []] = samples;
  const sum = first.map((_, j) => samples.reduce((total, sample) => total + (sample[j] ?? 0), 0));
  const own = samples.reduce((total, sample) => total + squaredLength(sample), 0);
  return (squaredLength(sum) - own) / (samples.length * (samples.length - 1));
}

/** The refusal of a budget that buys no comparison, with what does. */
export function tooFewGradients(least: number, auxiliaryPrice: number, budget: number): InputError {
  const rest = budget > least ? '' : ` and --target-gradients ${5 * least}`;
  const cheaper =
    auxiliaryPrice === 0
      ? ''
      : '; or lower --auxiliary-cost, if gradients of h cost less, to 0 where their rows are at hand';
  return new InputError({
    problem: 'it does not pay for short runs of all methods',
    where: '--pilot',
    expected: `at least ${least} gradients of f, where one of h costs ${Number(auxiliaryPrice.toPrecision(4))}`,
    fix: `Pass --pilot ${least}${rest}${cheaper}.`,
  });
}
