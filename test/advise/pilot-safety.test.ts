/** What a pilot hands out was run, what it claims was counted, and a source that does not keep its word is named. */
import { describe, expect, it } from 'vitest';
import {
  advisedPlan,
  followPlan,
  runPilot,
  type GradientSource,
  type PilotReport,
} from '../../src/advise/index.js';
import {
  chanceOf,
  compare,
  isShown,
  repetitionsNeeded,
  type Contender,
} from '../../src/advise/pilot/contest.js';
import { openLedger } from '../../src/advise/pilot/ledger.js';
import { createMethods, stepSizeLimit } from '../../src/advise/pilot/methods.js';
import { pilotGain } from '../../src/advise/pilot/outcome.js';
import type { PathConstants } from '../../src/advise/pilot/path-constants.js';
import type { PilotPlan } from '../../src/advise/pilot/plan.js';
import { startArm, type Stages } from '../../src/advise/pilot/search.js';
import { createRandomPilot } from './pilot-source.js';
import { createRandomTraining } from './random-pilots.js';
import { studyPilot } from './study-pilot.js';

const prices = { auxiliary: 0 };
const request = (source: GradientSource) => ({
  source,
  startingPoint: new Array<number>(source.dimension).fill(1),
  pilot: 180,
  budget: 900,
  prices,
  maximumLocalSteps: 20,
  seed: 1,
});

const constants: PathConstants = {
  smoothness: 1,
  curvatureNoise: 0,
  hessianSimilarity: 0.1,
  correctionError: 0,
  targetVariance: 0,
  snapshotVariance: 0,
  localVariance: 0,
};

describe('a plan', () => {
  /** f = x²/2 in one dimension: SGD doubles x each round with η = 3. */
  const parabola: GradientSource = {
    dimension: 1,
    gradient: (_of, [x = 0]) => [x],
    value: ([x = 0]) => x ** 2 / 2,
  };
  const methods = createMethods(constants, 0, 20);
  const stages: Stages = {
    ledger: openLedger(parabola, prices, 1),
    origin: [1],
    originScore: 0.5,
    startingPoint: [1],
    startScore: 0.5,
    startCost: 0,
    constants,
  };
  const enter = (name: 'sgd' | 'aux-mom', stepSize: number): Contender => ({
    method: methods[name],
    constants,
    from: startArm(stages, name),
    stepSize,
    ends: [],
    isSafe: true,
  });
  const contest = async (stepSize: number, seen = constants) =>
    compare(stages, [enter('sgd', stepSize), enter('aux-mom', 0.1)], () => Promise.resolve(seen), 84);

  it('hands out no step size whose repetitions end above their start, nor one that was not run', async () => {
    const { rival } = await contest(3);
    const last = rival.ends.at(-1);
    expect(rival.isSafe).toBe(true);
    expect(last?.stepSize).toBeLessThan(2);
    expect(last?.score).toBeLessThan(0.5);
    const { rival: gentle } = await contest(0.5);
    expect(new Set(gentle.ends.map((end) => end.stepSize))).toEqual(new Set([0.5]));
  });

  it('is cut to the limit where the repetitions ended, and says so where none was found that is safe', async () => {
    const { rival: cut } = await contest(1e30);
    expect([cut.isSafe, cut.ends.at(-1)?.stepSize]).toEqual([true, 2]);
    const { rival: grown } = await contest(1.5, { ...constants, smoothness: 2 });
    expect(grown.ends.at(-1)?.stepSize).toBe(0.5); // L doubled, and may double again
    const { rival: lost } = await contest(1e30, { ...constants, smoothness: 1e-40 });
    expect(lost.isSafe).toBe(false);
  });

  it('is bounded by the noise of the curvature, for momentum by more than for SGD', () => {
    const noisy = { ...constants, curvatureNoise: 3 };
    expect([stepSizeLimit(methods.sgd, constants), stepSizeLimit(methods.sgd, noisy)]).toEqual([2, 0.5]);
    expect(stepSizeLimit(methods.momentum, constants)).toBeCloseTo(3.8, 12);
    expect(stepSizeLimit(methods.momentum, noisy)).toBeCloseTo(0.2 / 3, 12);
    expect(stepSizeLimit(methods['aux-mom'], { ...constants, hessianSimilarity: 0.9 })).toBeLessThan(2);
  });

  it('of every method can be followed, and was compared with its own step size', async () => {
    const source = createRandomPilot({ similarity: 0.02, noise: 0.02 });
    const { plans, startScore } = await runPilot(request(source));
    expect(plans.map(({ method }) => method).sort()).toEqual(['aux-mom', 'aux-mvr', 'momentum', 'sgd']);
    for (const plan of plans) {
      const { point, isLost, rounds } = await followPlan(source, plan, 3);
      expect([isLost, rounds]).toEqual([false, plan.state.rounds + plan.roundCount]);
      expect(await source.value?.([...point])).toBeLessThan(startScore);
    }
  });

  it('begins where steps on h alone led, if f is lower there', async () => {
    const near = await runPilot(request(createRandomPilot({ similarity: 0.02, noise: 0.02 })));
    expect(near.isLed).toBe(true);
    expect(near.startScore).toBeLessThan(near.originScore);
    const far = await runPilot(request(createRandomPilot({ similarity: 'independent', noise: 0.02 })));
    expect([far.isLed, far.startScore]).toEqual([false, far.originScore]);
  });

  it('goes back where f grows, though every number stays finite, and ends no higher than it began', async () => {
    const source = createRandomPilot({ similarity: 0.02, noise: 0.02 });
    const plan = (await runPilot(request(source))).rival;
    const value = source.value as (point: readonly number[]) => number;
    const { point, halvings } = await followPlan(source, { ...plan, stepSize: 2.1 }, 1);
    expect(halvings).toBeGreaterThan(0);
    expect(value([...point])).toBeLessThanOrEqual(value([...plan.state.point]));
    expect((await followPlan(source, plan, 1)).halvings).toBe(0);
  });
});

describe('the verdict', () => {
  it('counts repetitions, so that one bad run of the other cannot hide who is ahead', () => {
    expect([chanceOf(5, 5), chanceOf(0, 5), chanceOf(4, 5)]).toEqual([1 / 32, 1, 6 / 32]);
    expect([isShown(5, 5), isShown(4, 5)]).toEqual([true, false]);
    for (const wins of [3, 4]) {
      const needed = repetitionsNeeded(wins, 5) ?? 0;
      expect(isShown(Math.ceil((needed * wins) / 5), needed)).toBe(true);
      expect(isShown(Math.ceil(((needed - 1) * wins) / 5), needed - 1)).toBe(false);
    }
    expect(repetitionsNeeded(2, 5)).toBeUndefined();
  });

  it('has a reason, and a number of gradients only where noise is what hides a lead', async () => {
    const reasons = new Map<string, number | undefined>();
    for (let seed = 1; seed <= 60; seed += 1) {
      const { source, startingPoint } = createRandomTraining(seed);
      const report = await runPilot({ ...request(source), startingPoint, seed });
      expect(report.verdict === 'ahead').toBe(report.reason === 'ahead');
      expect(report.moreGradients !== undefined).toBe(report.reason === 'within-noise' && report.wins < 5);
      if (report.verdict === 'ahead') expect(report.wins).toBe(5);
      reasons.set(report.reason, report.moreGradients ?? reasons.get(report.reason));
    }
    expect([...reasons.keys()].sort()).toEqual([
      'ahead',
      'behind',
      'no-descent',
      'no-progress',
      'unlike',
      'within-noise',
    ]);
    expect(reasons.get('within-noise')).toBeGreaterThan(0);
  });

  it('tells no gain where a run ended above x⁰, even where both did', () => {
    const report = (own: number, other: number) =>
      ({ score: 'value', startScore: 1, corrected: { scores: [0.5, own] }, rival: { scores: [0.75, other] } }) as unknown as PilotReport; // prettier-ignore
    expect(pilotGain(report(0.25, 0.75))).toEqual({ least: 2, median: 2, most: 3 });
    expect([pilotGain(report(1.3, 1.1)), pilotGain(report(0.4, 1.1))]).toEqual([undefined, undefined]);
  });
});

describe('a source', () => {
  const honest = createRandomPilot({ similarity: 0.02, noise: 0.02 });
  let calls = 0;
  const anew = (): number => {
    calls += 1;
    return calls;
  };
  const changed = (of: 'target' | 'auxiliary', oracle: 'snapshot' | 'local'): GradientSource => ({
    ...honest,
    gradient: (asked, point, draw) => {
      const isMeant = asked === of && draw?.oracle === oracle;
      const made = honest.gradient(asked, point, draw) as readonly number[];
      return isMeant ? made.map((g, j) => g + 0.1 * Math.sin(anew() * (j + 1))) : made;
    },
  });

  it.each([
    ['target', 'snapshot', 'f'],
    ['auxiliary', 'snapshot', 'h'],
    ['auxiliary', 'local', 'h'],
  ] as const)('that ignores `sample` of %s in %s draws is named', async (of, oracle, symbol) => {
    await expect(runPilot(request(changed(of, oracle)))).rejects.toThrow(
      new RegExp(
        `sample. of the ${oracle} draws: the same sample of ${symbol} was asked for twice .* ignores`,
      ),
    );
  });

  it('whose values are noise is named, and one that rounds otherwise each time is not', async () => {
    const value = honest.value as (point: readonly number[]) => number;
    const noisy = (size: number): GradientSource => ({
      ...honest,
      value: (point) => value(point) + size * Math.sin(anew()),
    });
    await expect(runPilot(request(noisy(0.05)))).rejects.toThrow(
      /value.: one value of f was asked for several times/,
    );
    expect((await runPilot(request(noisy(1e-9)))).verdict).toBe('ahead');
  });

  it('whose samples are all the same is named where its rows say that they are parts', async () => {
    const same: GradientSource = { ...honest, gradient: (of, point) => honest.gradient(of, point) };
    await expect(runPilot({ ...request(same), hasNoise: true })).rejects.toThrow(
      '8 samples of f give the same gradient',
    );
    // two samples of four clients are often one client
    const client = (index: number): number => index % 4;
    const clients: GradientSource = {
      ...honest,
      gradient: (of, point, draw) =>
        honest.gradient(of, point, draw && { ...draw, index: client(draw.index) }),
    };
    for (let seed = 1; seed <= 12; seed += 1)
      await expect(runPilot({ ...request(clients), hasNoise: true, seed })).resolves.toBeDefined();
    expect((await runPilot(request(same))).verdict).toBe('ahead');
    expect((await runPilot({ ...request(honest), hasNoise: true })).verdict).toBe('ahead');
  });
});

describe('a program whose values and gradients differ in sign', () => {
  const honest = createRandomPilot({ similarity: 0.02, noise: 0.02 });
  const value = honest.value as (point: readonly number[]) => number;

  it('is named, and one with a factor or an offset is not', async () => {
    await expect(runPilot(request({ ...honest, value: (x) => -value(x) }))).rejects.toThrow(
      /value. or the gradients of f: values of f fall in a direction in which 12 gradients of f say that it rises/,
    );
    for (let seed = 1; seed <= 20; seed += 1) {
      const scaled: GradientSource = { ...honest, value: (x) => 20 * value(x) - 3 };
      await expect(runPilot({ ...request(scaled), seed })).resolves.toBeDefined();
    }
  });

  it('is not seen in noise that hides every slope', async () => {
    const loud = createRandomPilot({ similarity: 0.02, noise: 30 });
    for (let seed = 1; seed <= 40; seed += 1)
      expect(await runPilot({ ...request(loud), seed }).then(() => '', String)).not.toContain('say that it');
  });
});

it('starts from x⁰ where h leads to where no gradient of f is a number', async () => {
  const honest = createRandomPilot({ similarity: 0.02, noise: 0.02 });
  const walled: GradientSource = {
    ...honest,
    gradient: (of, point, draw) =>
      of === 'target' && Math.hypot(...point) < 1.9 ? point.map(() => NaN) : honest.gradient(of, point, draw),
  };
  expect(await runPilot(request(walled)).catch(String)).toMatchObject({ isLed: false });
});

describe('random trainings', () => {
  it('have no plan that ends above where all began; one with too large a step size is halved', async () => {
    for (let seed = 1; seed <= 30; seed += 1) {
      const training = createRandomTraining(seed);
      const { isDiverged, report } = await studyPilot(training, seed, { pilot: 200, budget: 600 });
      expect({ seed, isDiverged }).toEqual({ seed, isDiverged: false });
      if (seed !== 6) continue;
      const wild: PilotPlan = { ...advisedPlan(report), stepSize: 3 / report.constants.smoothness };
      expect((await followPlan(training.source, wild, seed)).halvings).toBeGreaterThan(0);
    }
  });
});
