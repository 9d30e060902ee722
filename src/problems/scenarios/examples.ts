/** The examples of docs/guide/settings.md: each scenario on real rows, where the auxiliary helps and where it does not. */
import { formatProblemFile } from '../format-problem-file.js';
import type { ReadText } from '../least-squares-data.js';
import type { ResolvedProblem } from '../problem-case.js';
import { toProblemFile, type ProblemFileNotes } from '../problem-file-text.js';
import { roundsWithin } from '../with-variant.js';
import { createBatchReuse } from './batch-reuse.js';
import { createCompressedModel } from './compressed-model.js';
import { irisNotes, penguinNotes, readIrisRows, readManyPenguins, readPenguinRows } from './example-rows.js';
import { createFederated } from './federated.js';
import type { SettingRun } from './scenario-parts.js';
import { dealRows } from './table-rows.js';
import { createTransfer } from './transfer.js';

/** The four settings, in the order of the guide. */
export const settingNames = ['batch-reuse', 'transfer', 'federated', 'compressed-model'] as const;

/** One of the four settings. */
export type SettingName = (typeof settingNames)[number];

/** A setting on real data, with the run that its problem file names. */
export interface SettingExample {
  readonly setting: SettingName;
  /** What is special about this example, in a word or two; the file is `setting-<setting>-<label>.json`. */
  readonly label: string;
  /** One sentence: what is expected, and why. */
  readonly expectation: string;
  /** Whether the auxiliary is expected to beat SGD on the target at equal numbers of target gradients. */
  readonly helps: boolean;
  /** The unit of f; G, an average of squared gradients, has the same one, because features have none. */
  readonly unit: string;
  /** Target gradients that every algorithm may spend. */
  readonly budget: number;
  readonly problemCase: ResolvedProblem;
  readonly notes: ProblemFileNotes;
}

/** An example before its table is read; its unit and the source of its rows follow from `setting`. */
interface ExamplePlan extends Pick<SettingExample, 'setting' | 'label' | 'helps' | 'expectation'> {
  /** Name of the problem. */
  readonly name: string;
  /** Target gradients; {@link usualBudget} where it is left out. */
  readonly budget?: number;
  /** What the problem file says; how η and a were chosen is added. */
  readonly description: string;
  readonly run: SettingRun;
  readonly create: (readText: ReadText, run: SettingRun) => ResolvedProblem;
}

/** Target gradients of most examples: enough to leave the start behind, few enough for an exact expectation in seconds. */
const usualBudget = 40;

/** The first of ten minibatches of iris is cached, and visited in so many parts. */
const cacheIris =
  (localPartCount: number): ExamplePlan['create'] =>
  (readText, run) => {
    const batches = dealRows(readIrisRows(readText), 10);
    return createBatchReuse({ batches, cachedRows: batches[0] ?? [], localPartCount, ...run });
  };

/** Gentoo penguins in four minibatches as the target, Chinstrap penguins as the source. */
const transferPenguins =
  (centre: 'own' | 'common'): ExamplePlan['create'] =>
  (readText, run) =>
    createTransfer({
      targetBatches: dealRows(readPenguinRows(readText, { species: 'Gentoo', centre, first: 100 }), 4),
      sourceRows: readPenguinRows(readText, { species: 'Chinstrap', centre, first: 64 }),
      ...run,
    });

/** Ten minibatches of penguins, and a model of which masks keep a part. */
const dropPenguins =
  (keepProbability: string): ExamplePlan['create'] =>
  (readText, run) =>
    createCompressedModel({ batches: dealRows(readManyPenguins(readText), 10), keepProbability, ...run });

const dropout = (kept: string): string =>
  `A compressed model: f is the least-squares loss of body mass (kg) of 320 penguins, dealt out to ten minibatches of 32; a target gradient is the gradient of one, all equally likely. h is f seen through random masks that keep each coordinate with probability ${kept} and scale it by the inverse; a local step draws one mask. Snapshots see the exact gradient of h.`;

const plans: readonly ExamplePlan[] = [
  {
    setting: 'batch-reuse',
    label: 'cached',
    helps: true,
    expectation:
      'The cached batch has flowers of all three species, so δ is a tenth of L, and its gradients have no noise.',
    description:
      'Batch re-use: f is the least-squares loss of petal width (cm) on 150 flowers, dealt out to ten minibatches of 15. A target gradient is the gradient of one minibatch, all equally likely; h is the loss of the first minibatch, whose exact gradient serves snapshots and local steps.',
    name: 'batch re-use: iris in ten minibatches, the first one cached',
    run: { stepSize: '0.8', momentumWeight: '0.1' },
    create: cacheIris(1),
  },
  {
    setting: 'batch-reuse',
    label: 'row-by-row',
    helps: false,
    expectation:
      'The same f and h, so the same δ; but local steps see one flower each, and σ_h² is far above the noise of a target gradient.',
    description:
      'Batch re-use with noisy local steps: f is the least-squares loss of petal width (cm) on 150 flowers, dealt out to ten minibatches of 15, h the loss of the first minibatch. A target gradient is the gradient of one minibatch; a local step sees one flower of the cached minibatch.',
    name: 'batch re-use: the cached minibatch, one flower a local step',
    run: { stepSize: '0.05', momentumWeight: '0.5' },
    create: cacheIris(15),
  },
  {
    setting: 'transfer',
    label: 'shifted',
    helps: true,
    expectation:
      'Shifted to their own means, measurements of both species vary alike, so δ is a seventh of L although the solutions differ.',
    description:
      'Transfer learning: f is the least-squares loss of body mass (kg) of 100 Gentoo penguins, dealt out to four minibatches of 25; a target gradient is the gradient of one, all equally likely. h is the loss of 64 Chinstrap penguins, with exact gradients. Measurements are shifted to the means of their own species.',
    name: 'transfer: body mass of Gentoo from Chinstrap penguins, each shifted to its means',
    run: { stepSize: '0.1', momentumWeight: '0.2' },
    create: transferPenguins('own'),
  },
  {
    setting: 'transfer',
    label: 'distant',
    helps: false,
    expectation:
      'Shifted to the means of all penguins, the two species lie on different sides of the origin, and δ is nearly L.',
    description:
      'Transfer learning between distant tasks: f is the least-squares loss of body mass (kg) of 100 Gentoo penguins, dealt out to four minibatches of 25, h the loss of 64 Chinstrap penguins, with exact gradients. All measurements are shifted to the means of all penguins, so that the species differ by their means.',
    name: 'transfer: the same species, both shifted to the means of all penguins',
    run: { stepSize: '0.02', momentumWeight: '1' },
    create: transferPenguins('common'),
  },
  {
    setting: 'federated',
    label: 'client',
    helps: true,
    expectation: 'Clients are alike, so the first of them stands for all: δ is a tenth of L.',
    description:
      'Federated learning: 320 penguins are dealt out to four clients; f is the mean of their least-squares losses of body mass (kg). A target gradient is a round of communication with one client, all equally likely; h is the loss of the first client, with exact gradients.',
    name: 'federated: four clients alike, local steps on the first',
    run: { stepSize: '0.1', momentumWeight: '0.1' },
    create: (readText, run) =>
      createFederated({
        clients: dealRows(readManyPenguins(readText), 4),
        auxiliary: { clients: [0] },
        ...run,
      }),
  },
  {
    setting: 'federated',
    label: 'server',
    // Variance reduction pays late: with fewer target gradients the second one of each round costs more than it brings.
    budget: 100,
    helps: true,
    expectation:
      "The server's penguins are of one species, so δ is nearly L, and the lag of AuxMOM's estimate costs most of the gain. But clients are alike, so δ of the samples (A5) is hardly above δ of the means (A2): AuxMVR's estimate keeps up, and averages the noise away.",
    description:
      'Federated learning with a sample on the server: 320 penguins of three species are dealt out to four clients; f is the mean of their least-squares losses of body mass (kg). A target gradient is a round of communication with one client, all equally likely; h is the loss of 64 Chinstrap penguins on the server, with exact gradients.',
    name: 'federated: four clients alike, local steps on a sample of the server',
    run: { variant: 'aux-mvr', stepSize: '0.1', momentumWeight: '0.1', localStepCount: 5 },
    create: (readText, run) =>
      createFederated({
        clients: dealRows(readManyPenguins(readText), 4),
        auxiliary: { serverRows: readPenguinRows(readText, { species: 'Chinstrap', first: 64 }) },
        ...run,
      }),
  },
  {
    setting: 'federated',
    label: 'distant',
    helps: false,
    expectation: "No client has a penguin of the server's species: δ is well above L.",
    description:
      'Federated learning with a distant server: 140 Adelie and 60 Chinstrap penguins are dealt out to four clients; f is the mean of their least-squares losses of body mass (kg). A target gradient is a round of communication with one client, all equally likely; h is the loss of 100 Gentoo penguins on the server, with exact gradients.',
    name: 'federated: clients without the species that the server has',
    run: { stepSize: '0.02', momentumWeight: '1' },
    create: (readText, run) => {
      const adelie = readPenguinRows(readText, { species: 'Adelie', first: 140 });
      const chinstrap = readPenguinRows(readText, { species: 'Chinstrap', first: 60 });
      const serverRows = readPenguinRows(readText, { species: 'Gentoo', first: 100 });
      const clients = dealRows([...adelie, ...chinstrap], 4);
      return createFederated({ clients, auxiliary: { serverRows }, ...run });
    },
  },
  {
    setting: 'compressed-model',
    label: 'light',
    helps: true,
    expectation:
      'Masks drop one coordinate in 25: δ is tiny, and σ_h² stays near the noise of a target gradient.',
    description: dropout('24/25'),
    name: 'compressed model: masks that keep 24/25 of the coordinates',
    run: { stepSize: '0.1', momentumWeight: '0.1', localStepCount: 5 },
    create: dropPenguins('24/25'),
  },
  {
    setting: 'compressed-model',
    label: 'heavy',
    helps: false,
    expectation:
      'Masks drop one coordinate in five: δ is still a seventh of L, but σ_h² does not vanish anywhere near the minimiser.',
    description: dropout('4/5'),
    name: 'compressed model: masks that keep 4/5 of the coordinates',
    run: { stepSize: '0.05', momentumWeight: '0.3', localStepCount: 5 },
    create: dropPenguins('4/5'),
  },
];

/**
 * The examples of docs/guide/settings.md, built anew from the tables.
 *
 * @param readText - gives the text of `iris.csv` and `penguins.csv`, which are in docs/examples.
 * @returns nine examples; in the first of each setting the auxiliary helps, in the last it does not.
 */
export function createSettingExamples(readText: ReadText): readonly SettingExample[] {
  return plans.map(({ create, name, run, description, budget = usualBudget, ...example }) => {
    const isIris = example.setting === 'batch-reuse';
    const roundCount = roundsWithin(run.variant ?? 'aux-mom', budget);
    return {
      ...example,
      unit: isIris ? 'cm²' : 'kg²',
      budget,
      problemCase: create(readText, { ...run, name, roundCount }),
      notes: {
        description: `${description} η and a are the best of a grid.`,
        ...(isIris ? irisNotes : penguinNotes),
      },
    };
  });
}

/** The name of the problem file of an example. */
export function settingFileName({ setting, label }: Pick<SettingExample, 'setting' | 'label'>): string {
  return `setting-${setting}-${label}.json`;
}

/** The problem file of an example as text. */
export function formatSettingExample({ problemCase, notes }: SettingExample): string {
  return formatProblemFile(toProblemFile(problemCase, notes));
}
