/** Measured variances and covariances against exact moments: the stated coverage, by an exact binomial bound. */
import { describe, expect, it } from 'vitest';
import { ContractError } from '../../src/errors.js';
import { meanInterval, measureNoise, type Interval, type NoiseAtPoint } from '../../src/advise/index.js';
import { countGradientsOf } from '../../src/advise/measure/gradient-source.js';
import { nearestDouble, type Ratio } from '../../src/exact/index.js';
import type { ResolvedProblem } from '../../src/problems/index.js';
import { arbitraryProblemCase, drawAt } from '../../src/theorems/index.js';
import { createStream, drawInteger } from '../../src/problems/draws.js';
import { binomialTail, refutesCoverage } from './binomial.js';
import { exactNoise } from './exact-noise.js';
import { createQuadraticSource, type SourceFaults } from './quadratic-source.js';

const trials = 120;
/** The probability with which any of the five intervals of a trial may miss. */
const risk = 0.1;
const pairs = 150;

/** A problem, and what is measured on it right. */
interface Trial {
  readonly resolved: ResolvedProblem;
  readonly exact: ReturnType<typeof exactNoise>;
  readonly honest: () => Promise<NoiseAtPoint>;
}

const made = new Map<number, Trial>();

/** The trial of this number, made once for all tests. */
function trialOf(index: number): Trial {
  const known = made.get(index);
  if (known !== undefined) return known;
  const resolved = randomProblem(index);
  const exact = exactNoise(resolved);
  let honest: Promise<NoiseAtPoint> | undefined;
  const trial = { resolved, exact, honest: () => (honest ??= measure(resolved, index, exact.kurtosis)) };
  made.set(index, trial);
  return trial;
}

/** Random problems with correlated snapshot noise and local noise, additive and multiplicative. */
function randomProblem(index: number): ResolvedProblem {
  const kind = index % 2 === 0 ? 'additive-correlated' : 'multiplicative';
  const noisy = arbitraryProblemCase().filter(
    ({ snapshotNoise, correlation }) => snapshotNoise === kind && nearestDouble(correlation) >= 0.8,
  );
  return drawAt(noisy, 5, index).value.problemCase;
}

async function measure(
  resolved: ResolvedProblem,
  seed: number,
  kurtosis: number,
  faults: SourceFaults = {},
): Promise<NoiseAtPoint> {
  const source = countGradientsOf(createQuadraticSource(resolved.problem, seed, faults));
  const point = resolved.startingPoint.map(nearestDouble);
  const gradientError = 2 ** -40 * largestMagnitude(resolved);
  return measureNoise(source, { point, pairs, firstDraw: 0, kurtosis, risk: risk / 5, gradientError });
}

/** The greatest Σ_i Σ_j |M_ij||x_j| + |v_i| of any atom: what its gradient is summed from. */
function largestMagnitude({ problem, startingPoint }: ResolvedProblem): number {
  const size = (value: Ratio | undefined): number =>
    Math.abs(nearestDouble(value ?? { numerator: 0n, denominator: 1n }));
  const gradients = [
    ...problem.snapshotAtoms.flatMap(({ target, auxiliary }) => [target, auxiliary]),
    ...problem.localAtoms.map(({ auxiliary }) => auxiliary),
  ];
  return Math.max(
    ...gradients.map(({ matrix, vector }) =>
      matrix
        .flatMap((row, i) => [
          size(vector[i]),
          ...row.map((value, j) => size(value) * size(startingPoint[j])),
        ])
        .reduce((sum, value) => sum + value, 0),
    ),
  );
}

function contains({ lower, upper = Infinity }: Interval, exact: Ratio): boolean {
  const value = nearestDouble(exact);
  return lower <= value && value <= upper;
}

/** Trials in which an interval misses. */
async function countMisses(
  judge: (found: NoiseAtPoint, exact: ReturnType<typeof exactNoise>) => boolean,
  faults?: SourceFaults,
): Promise<number> {
  let misses = 0;
  for (let trial = 0; trial < trials; trial += 1) {
    const { resolved, exact, honest } = trialOf(trial);
    const found = await (faults === undefined ? honest() : measure(resolved, trial, exact.kurtosis, faults));
    if (!judge(found, exact)) misses += 1;
  }
  return misses;
}

describe('measured noise', () => {
  it(
    'has the exact variances and the covariance inside its intervals at least as often as it says',
    { tags: 'long' },
    async () => {
      const misses = await countMisses((found, exact) =>
        (['target', 'auxiliary', 'difference', 'local', 'covariance'] as const).every((name) =>
          contains(found[name], exact[name]),
        ),
      );
      expect(refutesCoverage(misses, trials, risk)).toBe(false);
    },
  );

  it(
    'negative control: a source that draws g_f and g_h apart is caught by σ_D² and by the covariance',
    { tags: 'long' },
    async () => {
      const misses = await countMisses(
        (found, exact) =>
          contains(found.difference, exact.difference) && contains(found.covariance, exact.covariance),
        { isIndependent: true },
      );
      expect(refutesCoverage(misses, trials, risk)).toBe(true);
    },
  );

  it(
    'negative control: an estimator that adds the variances as if they were independent is caught',
    { tags: 'long' },
    async () => {
      const misses = await countMisses(({ target, auxiliary }, exact) =>
        contains(
          {
            value: target.value + auxiliary.value,
            lower: target.lower + auxiliary.lower,
            upper: (target.upper ?? Infinity) + (auxiliary.upper ?? Infinity),
          },
          exact.difference,
        ),
      );
      expect(refutesCoverage(misses, trials, risk)).toBe(true);
    },
  );

  it('warns where the sample contradicts the assumed kurtosis, and then widens', async () => {
    const resolved = randomProblem(0);
    const { suspects, target } = await measure(resolved, 1, 1);
    expect(suspects).toContain('target');
    const { suspects: none, target: honest } = await measure(resolved, 1, exactNoise(resolved).kurtosis + 5);
    expect(none).toEqual([]);
    expect(honest.lower).toBeLessThan(target.lower);
  });
});

/** m samples that are 1 with probability p, else 0: kurtosis 1/p. */
function bernoulli(seed: number, count: number, probability: number): readonly number[] {
  const stream = createStream(seed);
  return Array.from({ length: count }, () => (drawInteger(stream, 1, 1000) <= 1000 * probability ? 1 : 0));
}

describe('the interval of a mean', () => {
  it.each([
    [100, 0.5],
    [100, 0.2],
    [400, 0.02],
  ])(
    '%i samples of P(z = 1) = %f: the upper end misses within its half of the risk, by the exact law',
    (count, p) => {
      // the upper end depends on the number of ones alone
      let missed = 0;
      for (let ones = 0; ones <= count; ones += 1) {
        const samples = Array.from({ length: count }, (_, i) => (i < ones ? 1 : 0));
        const { upper = Infinity } = meanInterval(samples, { kurtosis: 1 / p, risk });
        if (upper < p) missed += binomialTail(count, p, ones) - binomialTail(count, p, ones + 1);
      }
      expect(missed).toBeLessThanOrEqual(risk / 2);
    },
  );

  it('keeps its coverage over seeds', () => {
    const missed = Array.from({ length: 400 }, (_, seed) =>
      meanInterval(bernoulli(seed, 200, 0.1), { kurtosis: 10, risk }),
    ).filter(({ lower, upper = Infinity }) => lower > 0.1 || upper < 0.1).length;
    expect(refutesCoverage(missed, 400, risk)).toBe(false);
  });

  it('negative control: loses it where the kurtosis is far above what is assumed', () => {
    const missed = Array.from({ length: 400 }, (_, seed) =>
      meanInterval(bernoulli(seed, 200, 0.002), { kurtosis: 3, risk }),
    ).filter(({ lower, upper = Infinity }) => lower > 0.002 || upper < 0.002).length;
    expect(refutesCoverage(missed, 400, risk)).toBe(true);
  });

  it('has no upper end where the sample is too small for one, and refuses an empty one', () => {
    expect(meanInterval([1, 2, 3], { kurtosis: 6, risk: 0.05 }).upper).toBeUndefined();
    expect(() => meanInterval([], { kurtosis: 6, risk: 0.05 })).toThrow(ContractError);
  });
});
