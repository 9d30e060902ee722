/** The example of docs/theory/benefit.md: AuxMOM's guarantee, the floor of every constant momentum, and exact runs on the hard member. */
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { separate } from '../../src/advise/index.js';
import { formatRatio, nearestDouble, parseExactNumber, type RadixNumber } from '../../src/exact/index.js';
import { decimals, reduced } from '../../src/problems/constructed/decimal-ratio.js';
import { averageOnParabola } from '../../src/theorems/lower/filters.js';
import { sumSquaredGradients } from '../../src/theorems/rates/scalar-recursion.js';
import { doubleField } from '../../src/theorems/scenarios/double-field.js';

const page = readFileSync('docs/theory/benefit.md', 'utf8');
const readme = readFileSync('README.md', 'utf8');
const number = parseExactNumber;
const T = 100;

/** G of heavy ball on ½x² with (x⁰)² = 2 and σ_f² = variance: three second moments. */
function averageOfHeavyBall(eta: RadixNumber, beta: RadixNumber, rounds: number, variance: string): number {
  const { add, subtract, multiply } = decimals;
  const twice = (value: RadixNumber): RadixNumber => add(value, value);
  const noise = decimals.fromString(variance);
  let [xx, xv, vv, total] = [decimals.fromString('2'), decimals.zero, decimals.zero, decimals.zero];
  for (let t = 0; t < rounds; t += 1) {
    total = add(total, xx);
    const mixed = add(multiply(beta, xv), xx); // E x v⁺, v⁺ = βv + x + n
    vv = add(add(multiply(multiply(beta, beta), vv), twice(multiply(beta, xv))), add(xx, noise));
    xv = subtract(mixed, multiply(eta, vv));
    xx = add(subtract(xx, twice(multiply(eta, mixed))), multiply(multiply(eta, eta), vv));
  }
  return nearestDouble(decimals.toRatio(total)) / rounds;
}

describe('the example of momentum with constant coefficients', () => {
  it('is 3.070 times: AuxMOM guarantees 0.162824 where no constant momentum goes below 1/2', () => {
    const found = separate({
      ...{ smoothness: number('1'), hessianSimilarity: number('1/50'), suboptimality: number('1') },
      ...{ targetVariance: number('100'), snapshotVariance: number('4'), localVariance: number('0') },
      ...{ localStepCount: 100, roundCount: T, affineDifference: true },
      start: { kind: 'zero', correctionError: number('1/1250') },
    });
    const [filters, sgd] = [found.filters.factor, found.factor].map(formatRatio);
    expect(filters).toBe('3.07');
    expect(page).toContain(`for G is at least ${String(filters)} times smaller than the best guarantee`);
    expect(page).toContain(`at least ${String(sgd)} times smaller than what SGD can guarantee (SEP-NOISE)`);
    // P = 1 + (1/1250)/(2/50) and V = 4·(1/50)·100·4 at s = 2/25, where 1/η = 2 + 4 + V/s = 406
    const [P, V, s] = [1.02, 32, 0.08];
    expect((4 * P * 0.03) / T + (2 * P * V) / (100 * T * s) + s).toBeCloseTo(0.162824, 12);
    expect(page).toContain('≤ 0.162824');
    expect(readme).toContain('AuxMOM guarantees _G_ ≤ 0.163.');
  });

  it('heavy ball does no better than 1.136 with its best η and β of the grid', () => {
    let [best, at] = [Infinity, ''];
    for (let step = 1; step <= 100; step += 1) {
      for (let twentieth = 0; twentieth < 20; twentieth += 1) {
        const [eta, beta] = [String(step / 1000), String(twentieth / 20)];
        const average = averageOfHeavyBall(decimals.fromString(eta), decimals.fromString(beta), T, '100');
        if (average < best) [best, at] = [average, `η = ${eta}, β = ${beta}`];
      }
    }
    expect(page).toContain(at);
    expect(readme).toContain(`has ${best.toFixed(2)}, and AuxMOM 0.052`);
    expect(page).toContain(`${String(Math.floor(best * 1e6) / 1e6)}…`);
    expect(best).toBeGreaterThan(1 / 2);
  });

  it('heavy ball by moments is heavy ball as a filter', () => {
    const filter = {
      kind: 'momentum',
      direct: reduced.zero,
      velocity: number('1/5'),
      decay: number('1/2'),
    } as const;
    // (x⁰)² = 2 is no square: what x⁰ leaves and what the noise leaves add up
    const run = { smoothness: number('1'), roundCount: 6 };
    const part = (startingPoint: string, variance: string): number =>
      nearestDouble(
        averageOnParabola(filter, {
          ...run,
          startingPoint: number(startingPoint),
          variance: number(variance),
        }),
      );
    const moments = averageOfHeavyBall(decimals.fromString('0.2'), decimals.fromString('0.5'), 6, '3');
    expect(moments).toBeCloseTo(2 * part('1', '0') + part('0', '3'), 12);
  });

  it('AuxMOM does what the table says on the hard member of the others', () => {
    // in doubles: 406 has no finite decimals, and fractions of it grow by a thousand digits a round
    const averages = [1 / 50, -1 / 50].map((difference) => {
      const run = {
        ...{ curvature: 1, difference, stepSize: 1 / 406, momentumWeight: 2 / 203 },
        ...{ localStepCount: 100, roundCount: T, localDeviation: 0 },
      };
      const part = (startingPoint: number, snapshotDeviation: number): number => {
        const given = { ...run, startingPoint, correction: 0, snapshotDeviation };
        return sumSquaredGradients(doubleField, 'MOM-1', given) / (100 * T);
      };
      return 2 * part(1, 0) + part(0, 2);
    });
    const shown = averages.map((value) => `${String(Math.floor(value * 1e4) / 1e4)}…`).join(', ');
    expect(page).toContain(shown);
    expect(Math.max(...averages)).toBeLessThan(0.162824);
    expect(page).toContain(
      `1/${String(Math.floor(1.136119 / Math.max(...averages)))} of that of the best heavy-ball run`,
    );
  });
});
