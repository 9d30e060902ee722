/** How the problem files `docs/examples/setting-….json` are made from tables of measurements. */
import { formatProblemFile } from '../../../src/problems/format-problem-file.js';
import type { ReadText } from '../../../src/problems/least-squares-data.js';
import type { ResolvedProblem } from '../../../src/problems/problem-case.js';
import { toProblemFile } from '../../../src/problems/problem-file-text.js';
import { roundsWithin } from '../../../src/problems/with-variant.js';
import { irisNotes, penguinNotes, readIrisRows, readManyPenguins, readPenguinRows } from './example-rows.js';
import { createCompressedModel, createRowCase, dealRows, type ScenarioRun } from './settings.js';

/** How a file is made. */
interface ExamplePlan {
  /** Name of the problem. */
  readonly name: string;
  /** What the problem file says; how η and a were chosen is added. */
  readonly description: string;
  readonly run: Omit<ScenarioRun, 'name' | 'roundCount'>;
  readonly create: (readText: ReadText, run: ScenarioRun) => ResolvedProblem;
}

/** The first of ten minibatches of iris is cached, and visited in so many parts. */
const cacheIris =
  (localPartCount: number): ExamplePlan['create'] =>
  (readText, run) => {
    const batches = dealRows(readIrisRows(readText), 10);
    return createRowCase({ batches, sourceRows: batches[0] ?? [], localPartCount, run });
  };

/** Gentoo penguins in four minibatches as the target, Chinstrap penguins as the source. */
const transferPenguins =
  (centre: 'own' | 'common'): ExamplePlan['create'] =>
  (readText, run) =>
    createRowCase({
      batches: dealRows(readPenguinRows(readText, { species: 'Gentoo', centre, first: 100 }), 4),
      sourceRows: readPenguinRows(readText, { species: 'Chinstrap', centre, first: 64 }),
      run,
    });

/** Ten minibatches of penguins, and a model of which masks keep a part. */
const dropPenguins =
  (keepProbability: string): ExamplePlan['create'] =>
  (readText, run) =>
    createCompressedModel({ batches: dealRows(readManyPenguins(readText), 10), keepProbability, run });

const dropout = (kept: string): string =>
  `A compressed model: f is the least-squares loss of body mass (kg) of 320 penguins, dealt out to ten minibatches of 32; a target gradient is the gradient of one, all equally likely. h is f seen through random masks that keep each coordinate with probability ${kept} and scale it by the inverse; a local step draws one mask. Snapshots see the exact gradient of h.`;

const plans: Readonly<Record<string, ExamplePlan>> = {
  'setting-batch-reuse-cached.json': {
    description:
      'Batch reuse: f is the least-squares loss of petal width (cm) on 150 flowers, dealt out to ten minibatches of 15. A target gradient is the gradient of one minibatch, all equally likely; h is the loss of the first minibatch, whose exact gradient serves snapshots and local steps.',
    name: 'batch reuse: iris in ten minibatches, the first one cached',
    run: { stepSize: '0.8', momentumWeight: '0.1' },
    create: cacheIris(1),
  },
  'setting-batch-reuse-row-by-row.json': {
    description:
      'Batch reuse with noisy local steps: f is the least-squares loss of petal width (cm) on 150 flowers, dealt out to ten minibatches of 15, h the loss of the first minibatch. A target gradient is the gradient of one minibatch; a local step sees one flower of the cached minibatch.',
    name: 'batch reuse: the cached minibatch, one flower a local step',
    run: { stepSize: '0.05', momentumWeight: '0.5' },
    create: cacheIris(15),
  },
  'setting-transfer-shifted.json': {
    description:
      'Transfer learning: f is the least-squares loss of body mass (kg) of 100 Gentoo penguins, dealt out to four minibatches of 25; a target gradient is the gradient of one, all equally likely. h is the loss of 64 Chinstrap penguins, with exact gradients. Measurements are shifted to the means of their own species.',
    name: 'transfer: body mass of Gentoo from Chinstrap penguins, each shifted to its means',
    run: { stepSize: '0.1', momentumWeight: '0.2' },
    create: transferPenguins('own'),
  },
  'setting-transfer-distant.json': {
    description:
      'Transfer learning between distant tasks: f is the least-squares loss of body mass (kg) of 100 Gentoo penguins, dealt out to four minibatches of 25, h the loss of 64 Chinstrap penguins, with exact gradients. All measurements are shifted to the means of all penguins, so that the species differ by their means.',
    name: 'transfer: the same species, both shifted to the means of all penguins',
    run: { stepSize: '0.02', momentumWeight: '1' },
    create: transferPenguins('common'),
  },
  'setting-federated-client.json': {
    description:
      'Federated learning: 320 penguins are dealt out to four clients; f is the mean of their least-squares losses of body mass (kg). A target gradient is a round of communication with one client, all equally likely; h is the loss of the first client, with exact gradients.',
    name: 'federated: four clients alike, local steps on the first',
    run: { stepSize: '0.1', momentumWeight: '0.1' },
    create: (readText, run) => {
      const clients = dealRows(readManyPenguins(readText), 4);
      return createRowCase({ batches: clients, sourceRows: clients[0] ?? [], run });
    },
  },
  'setting-federated-server.json': {
    description:
      'Federated learning with a sample on the server: 320 penguins of three species are dealt out to four clients; f is the mean of their least-squares losses of body mass (kg). A target gradient is a round of communication with one client, all equally likely; h is the loss of 64 Chinstrap penguins on the server, with exact gradients.',
    name: 'federated: four clients alike, local steps on a sample of the server',
    run: { variant: 'aux-mvr', stepSize: '0.1', momentumWeight: '0.1', localStepCount: 5 },
    create: (readText, run) =>
      createRowCase({
        batches: dealRows(readManyPenguins(readText), 4),
        sourceRows: readPenguinRows(readText, { species: 'Chinstrap', first: 64 }),
        run,
      }),
  },
  'setting-federated-distant.json': {
    description:
      'Federated learning with a distant server: 140 Adelie and 60 Chinstrap penguins are dealt out to four clients; f is the mean of their least-squares losses of body mass (kg). A target gradient is a round of communication with one client, all equally likely; h is the loss of 100 Gentoo penguins on the server, with exact gradients.',
    name: 'federated: clients without the species that the server has',
    run: { stepSize: '0.02', momentumWeight: '1' },
    create: (readText, run) => {
      const adelie = readPenguinRows(readText, { species: 'Adelie', first: 140 });
      const chinstrap = readPenguinRows(readText, { species: 'Chinstrap', first: 60 });
      const sourceRows = readPenguinRows(readText, { species: 'Gentoo', first: 100 });
      return createRowCase({ batches: dealRows([...adelie, ...chinstrap], 4), sourceRows, run });
    },
  },
  'setting-compressed-model-light.json': {
    description: dropout('24/25'),
    name: 'compressed model: masks that keep 24/25 of the coordinates',
    run: { stepSize: '0.1', momentumWeight: '0.1', localStepCount: 5 },
    create: dropPenguins('24/25'),
  },
  'setting-compressed-model-heavy.json': {
    description: dropout('4/5'),
    name: 'compressed model: masks that keep 4/5 of the coordinates',
    run: { stepSize: '0.05', momentumWeight: '0.3', localStepCount: 5 },
    create: dropPenguins('4/5'),
  },
};

/**
 * The text of an example's problem file, built anew from the tables.
 *
 * @param readText - gives the text of `iris.csv` and `penguins.csv`, which are in docs/examples.
 */
export function buildExampleFile(file: string, budget: number, readText: ReadText): string {
  const plan = plans[file];
  if (plan === undefined) throw new Error(`there is no plan for ${file}`);
  const { name, run, description, create } = plan;
  const roundCount = roundsWithin(run.variant ?? 'aux-mom', budget);
  const notes = file.includes('batch-reuse') ? irisNotes : penguinNotes;
  return formatProblemFile(
    toProblemFile(create(readText, { ...run, name, roundCount }), {
      description: `${description} η and a are the best of a grid.`,
      ...notes,
    }),
  );
}
