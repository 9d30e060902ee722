/** A pilot on problems whose answer is known: it says ahead, stop or what is wrong, within its budget and the same every time. */
import { describe, expect, it } from 'vitest';
import {
  advisedPlan,
  pilotSchedule,
  runPilot,
  type GradientSource,
  type PilotRequest,
} from '../../src/advise/index.js';
import { repetitions } from '../../src/advise/pilot/contest.js';
import { openLedger } from '../../src/advise/pilot/ledger.js';
import { pilotGain } from '../../src/advise/pilot/outcome.js';
import { furthest } from '../../src/advise/pilot/search.js';
import { createRandomPilot, type PilotCase } from './pilot-source.js';

const pilot = 180;

async function run(source: GradientSource, changes: Partial<PilotRequest> = {}) {
  return runPilot({
    source,
    startingPoint: new Array<number>(source.dimension).fill(1),
    pilot,
    budget: 900,
    prices: { auxiliary: 0 },
    maximumLocalSteps: 20,
    seed: 1,
    ...changes,
  });
}

/** Everything of a report but the functions in it. */
const plain = (report: object): unknown => JSON.parse(JSON.stringify(report)) as unknown;

const helpful: PilotCase = { similarity: 0.02, noise: 0.02 };
const independent: PilotCase = { similarity: 'independent', noise: 0.02 };

describe('a pilot', () => {
  it.each([1, 2, 3])('says ahead where h curves as f does, with seed %i', async (seed) => {
    const report = await run(createRandomPilot(helpful), { seed });
    expect(report.verdict).toBe('ahead');
    expect(pilotGain(report)?.least).toBeGreaterThan(1);
    expect(report.corrected.localStepCount).toBeGreaterThan(2);
  });

  it.each([1, 2, 3])('says stop where h has nothing to do with f, with seed %i', async (seed) => {
    expect(await run(createRandomPilot(independent), { seed })).toMatchObject({ verdict: 'stop' });
  });

  it.each(['value', 'squared-gradient'] as const)(
    'spends no more than it may, judged by %s',
    async (score) => {
      const { value, ...gradients } = createRandomPilot(helpful);
      const source = score === 'value' ? { ...gradients, ...(value && { value }) } : gradients;
      for (const [auxiliary, most] of [
        [0, 350],
        [0.05, 600],
      ] as const) {
        const asked = { target: 0, auxiliary: 0 };
        const counting: GradientSource = {
          ...source,
          gradient: (of, point, draw) => {
            asked[of] += 1;
            return source.gradient(of, point, draw);
          },
        };
        const report = await run(counting, { pilot: most, budget: 1000, prices: { auxiliary } });
        expect(report.score).toBe(score);
        expect(report.counts).toMatchObject(asked);
        expect(report.spent).toBeCloseTo(asked.target + auxiliary * asked.auxiliary, 9);
        expect(report.spent).toBeLessThanOrEqual(most);
      }
    },
  );

  it('answers the same for the same seed, whether gradients come at once or later', async () => {
    const source = createRandomPilot(helpful);
    const later: GradientSource = {
      ...source,
      gradient: (...question) => new Promise((resolve) => setImmediate(() => {
        resolve(source.gradient(...question));
      })), // prettier-ignore
    };
    const [first, second, third] = [await run(source), await run(later), await run(source, { seed: 2 })];
    expect(plain(second)).toEqual(plain(first));
    expect(plain(third)).not.toEqual(plain(first));
  });

  it('gives all methods the same samples of f, so that they are compared on equal draws', async () => {
    const source = createRandomPilot(helpful);
    const asked: (readonly [of: string, index: number])[] = [];
    const recording: GradientSource = {
      ...source,
      gradient: (of, point, draw) => {
        if (draw?.oracle === 'snapshot') asked.push([of, draw.index]);
        return source.gradient(of, point, draw);
      },
    };
    await run(recording, { pilot: 260 });
    const isJoint = (i: number): boolean =>
      asked[i + 1]?.[0] === 'auxiliary' && asked[i + 1]?.[1] === asked[i]?.[1];
    const samples = (joint: boolean): ReadonlySet<number> =>
      new Set(asked.flatMap(([of, index], i) => (of === 'target' && isJoint(i) === joint ? [index] : [])));
    const plain = samples(false);
    expect(plain.size).toBeGreaterThan(10);
    // one of the two that are left may run once more alone, with a smaller step size
    const { draw } = openLedger(source, { auxiliary: 0 }, 1);
    const alone = new Set(Array.from({ length: 50 }, (_, t) => draw('snapshot', repetitions + 1, t)));
    // two samples at each of six points tell the constants; all others are of runs
    const others = [...samples(true)].filter((index) => !plain.has(index) && !alone.has(index));
    expect(others).toHaveLength(12);
  });

  it('drops step sizes that leave the numbers, and says so where all do', async () => {
    const source = createRandomPilot(helpful);
    const fenced = (limit: number): GradientSource => ({
      ...source,
      gradient: (of, point, draw) =>
        Math.max(...point.map(Math.abs)) > limit ? point.map(() => NaN) : source.gradient(of, point, draw),
    });
    expect((await run(fenced(1.5))).verdict).toBe('ahead');
    const lost = run(fenced(1.5), { startingPoint: [2, 2, 2, 2, 2, 2] });
    await expect(lost).rejects.toThrow('gradient 1 of the target: NaN is among its entries');
    await expect(run({ ...source, value: () => NaN })).rejects.toThrow('f has no finite value there');
    const isStart = (point: readonly number[]): boolean => point.every((x) => x === 1);
    const alone: GradientSource = { ...source, value: (point) => (isStart(point) ? 1 : NaN) };
    await expect(run(alone)).rejects.toThrow(
      /no step size of sgd from [\d.]{1,6} down .* expected gradients and values of f that are numbers/,
    );
  });

  it('refuses a budget that buys no comparison, with the least that does', async () => {
    const source = createRandomPilot(helpful);
    const refusal = await run(source, { pilot: 40 }).then(() => '', String);
    const least = Number(/at least (\d+) gradients/.exec(refusal)?.[1]);
    expect(least).toBeGreaterThan(40);
    expect((await run(source, { pilot: least })).verdict).toBe('ahead');
    await expect(run(source, { pilot: least - 1 })).rejects.toThrow('it does not pay');
    const dear = run(source, { pilot: least, prices: { auxiliary: 2.5 } });
    await expect(dear).rejects.toThrow(/where one of h costs 2\.5\. .*--auxiliary-cost/);
  });

  it('takes the step size that got furthest, and of equal ones the larger', () => {
    const scores = [Infinity, 6.1, 5.9, 2, 2, 8];
    const arms = scores.map((score, i) => ({ score, stepSize: 1 / 2 ** i }));
    expect(furthest(arms)).toBe(arms[3]);
    expect(furthest(arms.toReversed())).toBe(arms[4]);
  });

  it('plans steps that stay for half of the rounds and then fall to 0, and a with them', async () => {
    const plan = advisedPlan(await run(createRandomPilot(helpful)));
    const { stepSize: sizes, momentumWeight: weights } = pilotSchedule(plan);
    expect(sizes).toHaveLength(plan.roundCount);
    const half = plan.roundCount >> 1;
    expect(new Set(sizes.slice(0, half))).toEqual(new Set([plan.stepSize]));
    const late = half + (half >> 1);
    expect(sizes[late]).toBeCloseTo(plan.stepSize * (2 * (1 - (late + 0.5) / plan.roundCount)) ** 3, 12);
    expect(sizes.slice(half).every((size, t, all) => t === 0 || size < (all[t - 1] as number))).toBe(true);
    const perStep = weights.map((weight, t) => weight / (sizes[t] as number));
    expect(weights[0]).toBeGreaterThanOrEqual(1 / Math.sqrt(plan.roundCount));
    expect(perStep.at(-1)).toBeCloseTo(plan.weight as number, 6);
  });

  it('refuses a target that does not curve', async () => {
    const flat: GradientSource = { dimension: 2, gradient: () => [1, 1], value: ([x = 0, y = 0]) => x + y };
    await expect(run(flat)).rejects.toThrow('is the same at all points');
  });

  it('sees the constants of a problem that is known', async () => {
    const { constants } = await run(createRandomPilot({ similarity: 0.1, noise: 0 }));
    expect(constants.smoothness).toBeGreaterThan(0.9);
    expect(constants.smoothness).toBeLessThan(1 + 1e-6);
    expect(constants.hessianSimilarity).toBeLessThan(0.1 + 1e-6);
    expect(constants.targetVariance).toBeLessThan(1e-20);
  });
});
