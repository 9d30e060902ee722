/** Exact expectation against Monte-Carlo in doubles: what each costs for the same numbers, side by side. */
import { expect, it } from 'vitest';
import type { VariantName } from '../../spec/model/index.js';
import { nearestDouble } from '../../src/exact/index.js';
import { expectRun } from '../../src/expectation/index.js';
import { createSampler, runPilot } from './monte-carlo.js';
import { medianTime, slowCase } from './slow-case.js';

const pilotRuns = 20_000;

it.each<[VariantName, string]>([
  ['aux-mom', 'additive'],
  ['aux-mom', 'multiplicative'],
  ['aux-mvr', 'additive'],
])(
  '%s, %s noise, d = 3, T·K = 200, 4 atoms: in under 2 s, G ten times and every E‖∇f‖² a hundred times cheaper than Monte-Carlo',
  (variant, noise) => {
    const testCase = slowCase(variant, { isMultiplicative: noise === 'multiplicative' });
    const { roundCount, localStepCount } = testCase.parameters;
    const sample = createSampler(testCase);
    const pilot = runPilot(sample, roundCount * localStepCount, pilotRuns);

    // They agree: five standard errors for each of 200 numbers, of which some have none at all.
    const exact = expectRun(testCase, { moments: false });
    const steps = exact.rounds.flatMap((round) => round.steps);
    steps.forEach(({ squaredGradient }, s) => {
      const { mean = NaN, standardError = 0 } = pilot.steps[s] ?? {};
      const value = nearestDouble(squaredGradient);
      expect(Math.abs(mean - value)).toBeLessThan(5 * standardError + 1e-9 * value);
    });

    const everything = (): void => void expectRun(testCase);
    const gradients = (): void => void expectRun(testCase, { moments: false });
    const average = (): void => void expectRun(testCase, { rounds: false });
    const scratch = new Float64Array(steps.length);
    const thousandRuns = (): void => {
      for (let run = 0; run < 1000; run += 1) sample(scratch);
    };
    medianTime(10, average); // compiled before it is timed
    const rows = Array.from({ length: 5 }, () => ({
      everything: medianTime(1, everything),
      gradients: medianTime(1, gradients),
      average: medianTime(5, average),
      monteCarloRun: medianTime(1, thousandRuns) / 1000,
    }));
    const median = (name: keyof (typeof rows)[number]): number =>
      rows.map((row) => row[name]).sort((left, right) => left - right)[2] ?? NaN;
    const forAverage = pilot.average.runsNeeded;
    const forGradients = Math.max(...pilot.steps.map(({ runsNeeded }) => runsNeeded));
    const ratios = {
      average: (forAverage * median('monteCarloRun')) / median('average'),
      gradients: (forGradients * median('monteCarloRun')) / median('gradients'),
    };
    const milliseconds = (value: number): string => `${value.toPrecision(3)} ms`;
    process.stdout.write(
      `${variant}, ${noise}: everything with moments ${milliseconds(median('everything'))}\n` +
        `  every E‖∇f‖²: exact ${milliseconds(median('gradients'))}, Monte-Carlo at 1e-3 ${forGradients.toFixed(0)} runs, ` +
        `${milliseconds(forGradients * median('monteCarloRun'))}, ratio ${ratios.gradients.toFixed(0)}\n` +
        `  G alone: exact ${milliseconds(median('average'))}, Monte-Carlo at 1e-3 ${forAverage.toFixed(0)} runs, ` +
        `${milliseconds(forAverage * median('monteCarloRun'))}, ratio ${ratios.average.toFixed(0)}\n`,
    );
    expect(median('everything')).toBeLessThan(2000);
    expect(ratios.gradients).toBeGreaterThan(100);
    // G is an average over the run already, so far fewer runs determine it.
    expect(ratios.average).toBeGreaterThan(10);
  },
);
