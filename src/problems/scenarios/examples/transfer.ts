/** Transfer between species of penguins: it helps where each species is shifted to its own mean. */
import type { ResolvedProblem } from '../../problem-case.js';
import type { ReadText } from '../../least-squares-data.js';
import type { SettingRun } from '../setting-case.js';
import { dealRows } from '../table-rows.js';
import { createTransfer } from '../transfer.js';
import { penguinNotes, readPenguinRows } from './penguin-rows.js';
import { settingBudget, type CreateSettingExample } from './scenario-example.js';

const common = { setting: 'transfer', unit: 'kg²', budget: settingBudget } as const;

/** Gentoo penguins in four minibatches as the target, Chinstrap penguins as the source. */
function betweenSpecies(readText: ReadText, centre: 'own' | 'common', run: SettingRun): ResolvedProblem {
  return createTransfer({
    targetBatches: dealRows(readPenguinRows(readText, { species: 'Gentoo', centre, first: 100 }), 4),
    sourceRows: readPenguinRows(readText, { species: 'Chinstrap', centre, first: 64 }),
    roundCount: settingBudget,
    ...run,
  });
}

/** Each species shifted to its own means. */
export const shiftedSpecies: CreateSettingExample = (readText) => ({
  ...common,
  label: 'shifted',
  helps: true,
  expectation:
    'Shifted to their own means, measurements of both species vary alike, so δ is a seventh of L although the solutions differ.',
  problemCase: betweenSpecies(readText, 'own', {
    name: 'transfer: body mass of Gentoo from Chinstrap penguins, each shifted to its means',
    variant: 'aux-mom',
    stepSize: '0.1',
    momentumWeight: '0.2',
  }),
  notes: {
    description:
      'Transfer learning: f is the least-squares loss of body mass (kg) of 100 Gentoo penguins, dealt out to four minibatches of 25; a target gradient is the gradient of one, all equally likely. h is the loss of 64 Chinstrap penguins, with exact gradients. Measurements are shifted to the means of their own species. η and a are the best of a grid.',
    ...penguinNotes,
  },
});

/** Both species shifted to the means of all penguins. */
export const commonShift: CreateSettingExample = (readText) => ({
  ...common,
  label: 'distant',
  helps: false,
  expectation:
    'Shifted to the means of all penguins, the two species lie on different sides of the origin, and δ is nearly L.',
  problemCase: betweenSpecies(readText, 'common', {
    name: 'transfer: the same species, both shifted to the means of all penguins',
    variant: 'aux-mom',
    stepSize: '0.02',
    momentumWeight: '1',
  }),
  notes: {
    description:
      'Transfer learning between distant tasks: f is the least-squares loss of body mass (kg) of 100 Gentoo penguins, dealt out to four minibatches of 25, h the loss of 64 Chinstrap penguins, with exact gradients. All measurements are shifted to the means of all penguins, so that the species differ by their means. η and a are the best of a grid.',
    ...penguinNotes,
  },
});
