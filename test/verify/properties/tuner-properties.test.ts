/** The suite for tuners: the closed forms pass with the factor 1, and each way of being wrong is caught with a class that a person can read. */
import { describe, expect, it } from 'vitest';
import {
  tunerProperties,
  type Tuner,
  type TunerConstants,
  type TunerPropertyOptions,
} from '../../../src/verify/properties/index.js';
import { parseExactNumber } from '../../../src/exact/index.js';
import { readAnyProblem } from '../../../src/problems/index.js';
import { measureMembers } from '../../../src/verify/properties/tuner-members.js';
import { firstOf } from '../../support/some-of.js';

/** The messages of the laws that fail, by their name without the tuner. */
async function failures(tuner: Tuner, options: TunerPropertyOptions = {}): Promise<Map<string, string>> {
  const found = new Map<string, string>();
  for (const { name, run } of tunerProperties(tuner, { numRuns: 60, ...options })) {
    try {
      await run();
    } catch (error) {
      found.set(name.replace(`${tuner.name}: `, ''), (error as Error).message);
    }
  }
  return found;
}

/** RATE-DET, and RATE-MOM (factor 2) or RATE-MOM-G (factor 4) at the best s, as anybody would write them. */
const momentum =
  (factor: 2 | 4 = 2) =>
  (given: TunerConstants) => {
    const { smoothness: L, hessianSimilarity: delta, localStepCount: K, roundCount: T } = given;
    const { suboptimality, snapshotVariance, localVariance } = given;
    if (snapshotVariance === 0 && localVariance === 0)
      return { stepSize: 1 / (L + (5 * delta * K) / 7), momentumWeight: 1 };
    const V = 4 * delta * K * snapshotVariance + (L + (4 / factor) * delta) * localVariance;
    const s = Math.sqrt((2 * suboptimality * V) / (K * T));
    const stepSize = 1 / (2 * L + factor * delta * K + V / s);
    return { stepSize, momentumWeight: factor * delta * K * stepSize };
  };

const reduced = (given: TunerConstants) => {
  const { smoothness: L, hessianSimilarity: delta, localStepCount: K, roundCount: T } = given;
  const r = Math.cbrt(given.suboptimality / (16 * delta * delta * given.snapshotVariance * T));
  const w = 1 / ((2 * L) / K + 3 * delta + 1 / r);
  return { stepSize: w / K, momentumWeight: 8 * delta * delta * w * w };
};

const auxMom = (name: string, tune: Tuner['tune']): Tuner => ({ name, variant: 'aux-mom', tune });

describe('the closed forms themselves, in doubles, pass with the factor 1', () => {
  firstOf(1, [
    ['RATE-MVR', { name: 'closed', variant: 'aux-mvr', tune: reduced } satisfies Tuner, {}],
    ['RATE-DET and RATE-MOM', auxMom('closed', momentum()), {}],
    ['RATE-DET and RATE-MOM-G', auxMom('closed', momentum(4)), { affineDifference: false }],
  ])('%s', async (_title, tuner, options) => {
    expect(await failures(tuner, options)).toEqual(new Map());
  });

  it('with the start first-snapshot too, and not with half of the rate', { tags: 'long' }, async () => {
    const tuner = auxMom('first', (given) => {
      // σ_D² stands for e₀: P = F₀ + σ_D²/(2δ)
      const { suboptimality, snapshotVariance, hessianSimilarity } = given;
      const P = suboptimality + snapshotVariance / (2 * hessianSimilarity);
      return { ...momentum()({ ...given, suboptimality: P }), start: 'first-snapshot' };
    });
    expect(await failures(tuner)).toEqual(new Map());
    expect([...(await failures(tuner, { factor: 0.5 })).keys()]).toContain('guarantee');
  });

  it('exact texts are as good as numbers', { tags: 'long' }, async () => {
    const tuner = auxMom('texts', (given) => {
      const { stepSize, momentumWeight } = momentum()(given);
      return { stepSize: String(stepSize), momentumWeight: String(momentumWeight) };
    });
    expect(await failures(tuner, { numRuns: 20 })).toEqual(new Map());
  });
});

describe('what is wrong is caught', () => {
  const closed = momentum();
  it('a tuner that forgets L: no theorem covers it, and half a parabola diverges', async () => {
    const found = await failures(
      auxMom('bold', ({ hessianSimilarity, localStepCount }) => ({
        stepSize: 1 / (hessianSimilarity * localStepCount),
        momentumWeight: 1,
      })),
    );
    expect([...found.keys()]).toEqual(['guarantee', 'runs']);
    const message = found.get('guarantee') ?? '';
    expect(message).toMatch(/^bold: guarantee does not hold\.\n {2}law {7}\S/);
    expect(message).toContain('class     L = 1, δ = 0.0625, F₀ = 1, σ_D² = 0.25, σ_h² = 0, K = 1, T = 1');
    expect(message).toContain('tuner     η = 16, a = 1, start exact');
    expect(message).toMatch(/no theorem covers these parameters.*RATE-MOM takes η = ≈ 0\.43/);
    const run = found.get('runs') ?? '';
    expect(run).toMatch(/on f = h = ½Lx² G is \d+\.\d+ times the rate of RATE-MOM/);
    const file = run.slice(run.indexOf('\n{') + 1);
    const problem = readAnyProblem(file, 'message', () => '');
    if ('quadratic' in problem) throw new Error('it is a quadratic');
    expect(problem.parameters.roundCount).toBeLessThanOrEqual(2);
    const path = / path: "([\d:]+)"/.exec(message)?.[1] ?? '';
    const again = auxMom('bold', () => ({ stepSize: 16, momentumWeight: 1 }));
    expect((await failures(again, { path })).get('guarantee')).toContain('L = 1, δ = 0.0625');
  });

  it('steps of a quarter of the length are safe, and twice as slow at least', { tags: 'long' }, async () => {
    const short = auxMom('short', (given) => ({ ...closed(given), stepSize: closed(given).stepSize / 4 }));
    expect((await failures(short)).get('guarantee')).toMatch(/guarantees only \d\.\d+ times the rate/);
    // without noise the bound is 2F₀/(ηKT), so it is four times the rate there; with noise a is larger than it need be
    expect(await failures(short, { factor: 4 })).toEqual(new Map());
  });

  it('a momentum weight that is too small', async () => {
    const small = auxMom('small', (given) => ({
      ...closed(given),
      momentumWeight: closed(given).momentumWeight / 8,
    }));
    const found = await failures(small);
    expect(found.get('guarantee')).toContain('no theorem covers');
    expect(found.get('runs')).toMatch(/on f = ½Lx², h = ½\(L [−+] δ\)x² G is/);
  });

  it('a division by zero where there is no noise', async () => {
    const careless = auxMom('careless', (given) => {
      const V = given.snapshotVariance + given.localVariance;
      const stepSize = 1 / (2 * given.smoothness + V / V);
      return { stepSize, momentumWeight: 1 };
    });
    const message = (await failures(careless)).get('domain') ?? '';
    expect(message).toContain('η is NaN, which is no number');
    expect(message).toContain('no noise');
  });

  it.each([
    ['a weight above 1', { stepSize: 0.01, momentumWeight: 1.5 }, 'a = 1.5: a number in (0, 1] was expected'],
    ['a weight of 0', { stepSize: 0.01, momentumWeight: 0 }, 'a = 0: a number in (0, 1] was expected'],
    ['a negative step', { stepSize: '-1/3', momentumWeight: 1 }, 'η = -1/3: a number > 0 was expected'],
  ])('%s', async (_title, choice, expected) => {
    expect((await failures(auxMom('out', () => choice))).get('domain')).toContain(expected);
  });
});

it('seven tenths of the rate are broken by a run: the rate without noise has no more to give', async () => {
  const found = await failures(auxMom('closed', momentum()), { factor: 0.7, numRuns: 200 });
  expect(found.get('runs')).toMatch(/times the rate of RATE-DET/);
});

it('the hard member of LOW-MOM is one of the runs, with G at least δF₀/(T + ¼)', () => {
  const number = parseExactNumber;
  const exact = {
    smoothness: number('3'),
    hessianSimilarity: number('7/8'),
    suboptimality: number('5'),
    snapshotVariance: number('0'),
    localVariance: number('0'),
  };
  const parameters = {
    stepSize: number('1/8'),
    momentumWeight: number('1'),
    localStepCount: 8,
    roundCount: 4,
  };
  const of = { variant: 'aux-mom', affineDifference: true } as const;
  const members = [...measureMembers(of, exact, parameters, { kind: 'exact' })];
  const hard = members.find(({ what }) => what.includes('Huber'));
  if (hard === undefined) throw new Error('it is not there');
  expect(members.length).toBeGreaterThanOrEqual(4);
  const { numerator, denominator } = hard.averageSquaredGradient;
  expect(Number(numerator) / Number(denominator)).toBeGreaterThanOrEqual((7 / 8) * (5 / 4.25));
  expect('quadratic' in readAnyProblem(hard.file(), 'member', () => '')).toBe(true);
  // a noisy affine class has no such member
  const noisy = { ...exact, snapshotVariance: number('1') };
  const others = [...measureMembers(of, noisy, parameters, { kind: 'exact' })];
  expect(others.some(({ what }) => what.includes('Huber'))).toBe(false);
});

describe('bad options', () => {
  const tuner = auxMom('closed', momentum());
  it.each([
    ['factor', { factor: 0 }, 'a number > 0'],
    ['factor', { factor: Infinity }, 'a number > 0'],
    ['numRuns', { numRuns: 0 }, 'a whole number from 1 on'],
  ])('%s: %j', (name, options, expected) => {
    expect(() => tunerProperties(tuner, options)).toThrow(new RegExp(`${name}.*${expected}`));
  });
});
