/** Federated penguins: clients alike, a server with a sample of its own, and a server far from its clients. */
import { createFederated } from '../federated.js';
import { dealRows } from '../table-rows.js';
import { penguinNotes, readManyPenguins, readPenguinRows } from './penguin-rows.js';
import { roundsWithin } from '../../within-budget.js';
import { settingBudget, type CreateSettingExample } from './scenario-example.js';

/** Variance reduction pays late: with fewer target gradients the second one of each round costs more than it brings. */
const serverBudget = 100;

const common = { setting: 'federated', unit: 'kg²', budget: settingBudget } as const;

/** h is the loss of one of four clients that are alike. */
export const oneClient: CreateSettingExample = (readText) => ({
  ...common,
  label: 'client',
  helps: true,
  expectation: 'Clients are alike, so the first of them stands for all: δ is a tenth of L.',
  problemCase: createFederated({
    name: 'federated: four clients alike, local steps on the first',
    clients: dealRows(readManyPenguins(readText), 4),
    auxiliary: { clients: [0] },
    variant: 'aux-mom',
    stepSize: '0.1',
    momentumWeight: '0.1',
    roundCount: settingBudget,
  }),
  notes: {
    description:
      'Federated learning: 320 penguins are dealt out to four clients; f is the mean of their least-squares losses of body mass (kg). A target gradient is a round of communication with one client, all equally likely; h is the loss of the first client, with exact gradients. η and a are the best of a grid.',
    ...penguinNotes,
  },
});

/** h is the loss of the server's own rows, all of one species. */
export const serverSample: CreateSettingExample = (readText) => ({
  ...common,
  label: 'server',
  budget: serverBudget,
  helps: true,
  expectation:
    "The server's penguins are of one species, so δ is nearly L, and the lag of AuxMOM's estimate costs most of the gain. But clients are alike, so δ of the samples (A5) is hardly above δ of the means (A2): AuxMVR's estimate keeps up, and averages the noise away.",
  problemCase: createFederated({
    name: 'federated: four clients alike, local steps on a sample of the server',
    clients: dealRows(readManyPenguins(readText), 4),
    auxiliary: { serverRows: readPenguinRows(readText, { species: 'Chinstrap', first: 64 }) },
    variant: 'aux-mvr',
    stepSize: '0.1',
    momentumWeight: '0.1',
    localStepCount: 5,
    roundCount: roundsWithin('aux-mvr', serverBudget),
  }),
  notes: {
    description:
      'Federated learning with a sample on the server: 320 penguins of three species are dealt out to four clients; f is the mean of their least-squares losses of body mass (kg). A target gradient is a round of communication with one client, all equally likely; h is the loss of 64 Chinstrap penguins on the server, with exact gradients. η and a are the best of a grid.',
    ...penguinNotes,
  },
});

/** Clients of two species, the server's rows of the third. */
export const distantServer: CreateSettingExample = (readText) => ({
  ...common,
  label: 'distant',
  helps: false,
  expectation: "No client has a penguin of the server's species: δ is well above L.",
  problemCase: createFederated({
    name: 'federated: clients without the species that the server has',
    clients: dealRows(
      [
        ...readPenguinRows(readText, { species: 'Adelie', first: 140 }),
        ...readPenguinRows(readText, { species: 'Chinstrap', first: 60 }),
      ],
      4,
    ),
    auxiliary: { serverRows: readPenguinRows(readText, { species: 'Gentoo', first: 100 }) },
    variant: 'aux-mom',
    stepSize: '0.02',
    momentumWeight: '1',
    roundCount: settingBudget,
  }),
  notes: {
    description:
      'Federated learning with a distant server: 140 Adelie and 60 Chinstrap penguins are dealt out to four clients; f is the mean of their least-squares losses of body mass (kg). A target gradient is a round of communication with one client, all equally likely; h is the loss of 100 Gentoo penguins on the server, with exact gradients. η and a are the best of a grid.',
    ...penguinNotes,
  },
});
