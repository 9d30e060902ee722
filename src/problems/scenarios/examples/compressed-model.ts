/** Compressed models of penguins: dropout of little helps, dropout of more is too noisy although δ is still small. */
import type { ReadText } from '../../least-squares-data.js';
import type { ResolvedProblem } from '../../problem-case.js';
import { createCompressedModel } from '../compressed-model.js';
import type { SettingRun } from '../setting-case.js';
import { dealRows } from '../table-rows.js';
import { penguinNotes, readManyPenguins } from './penguin-rows.js';
import { settingBudget, type CreateSettingExample } from './scenario-example.js';

const common = { setting: 'compressed-model', unit: 'kg²', budget: settingBudget } as const;

function withDropout(readText: ReadText, keepProbability: string, run: SettingRun): ResolvedProblem {
  return createCompressedModel({
    batches: dealRows(readManyPenguins(readText), 10),
    keepProbability,
    localStepCount: 5,
    roundCount: settingBudget,
    ...run,
  });
}

const description = (kept: string): string =>
  `A compressed model: f is the least-squares loss of body mass (kg) of 320 penguins, dealt out to ten minibatches of 32; a target gradient is the gradient of one, all equally likely. h is f seen through random masks that keep each coordinate with probability ${kept} and scale it by the inverse; a local step draws one mask. Snapshots see the exact gradient of h. η and a are the best of a grid.`;

/** Masks that keep 24 of 25 coordinates. */
export const lightDropout: CreateSettingExample = (readText) => ({
  ...common,
  label: 'light',
  helps: true,
  expectation:
    'Masks drop one coordinate in 25: δ is tiny, and σ_h² stays near the noise of a target gradient.',
  problemCase: withDropout(readText, '24/25', {
    name: 'compressed model: masks that keep 24/25 of the coordinates',
    variant: 'aux-mom',
    stepSize: '0.1',
    momentumWeight: '0.1',
  }),
  notes: { description: description('24/25'), ...penguinNotes },
});

/** Masks that keep 4 of 5 coordinates. */
export const heavyDropout: CreateSettingExample = (readText) => ({
  ...common,
  label: 'heavy',
  helps: false,
  expectation:
    'Masks drop one coordinate in five: δ is still a seventh of L, but σ_h² does not vanish anywhere near the minimiser.',
  problemCase: withDropout(readText, '4/5', {
    name: 'compressed model: masks that keep 4/5 of the coordinates',
    variant: 'aux-mom',
    stepSize: '0.05',
    momentumWeight: '0.3',
  }),
  notes: { description: description('4/5'), ...penguinNotes },
});
