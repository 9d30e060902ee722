/** The problems of the pilot experiment: models on real rows, each with an auxiliary of one of the settings. */
import { mislabel } from './mnist.mjs';
import { createNetwork } from './network.mjs';
import {
  every,
  penguins,
  penguinSpecies,
  pool,
  readDataSets,
  rowsOf,
  standardise,
  take,
  where,
} from './pilot-data.mjs';
import { uniform } from './runs.mjs';

/** Softmax regression, or a network with one hidden layer, which is not convex. */
function classifier(width, classes, hidden = 0) {
  const network = createNetwork({ width, hidden, classes });
  return {
    ...network,
    isConvex: hidden === 0,
    startingPoint: hidden === 0 ? new Float64Array(network.dimension) : network.start(uniform(7, 0)),
    lossOf: (rows, at) => network.evaluate(rows, at).loss,
  };
}

/** Linear regression: half the mean square of what is off. */
function regression(width) {
  const errorOf = ({ inputs, labels }, row, at) =>
    at.reduce((sum, weight, j) => sum + weight * inputs[row * width + j], -labels[row]);
  const rowsIn = ({ count }) => [...Array(count).keys()];
  return {
    dimension: width,
    isConvex: true,
    startingPoint: new Float64Array(width),
    lossOf: (rows, at) =>
      rowsIn(rows).reduce((sum, row) => sum + errorOf(rows, row, at) ** 2 / (2 * rows.count), 0),
    writeGradient: (rows, at, out) => {
      out.fill(0);
      for (const row of rowsIn(rows)) {
        const error = errorOf(rows, row, at) / rows.count;
        for (let j = 0; j < width; j += 1) out[j] += error * rows.inputs[row * width + j];
      }
    },
  };
}

/**
 * A source of gradients. f: the mean over the rows, plus ridge/2 ‖x‖², by the sample of a draw.
 *
 * @param {object} parts
 * @param {(index: number) => Rows} [parts.sample] - the rows of a draw; else `batch` rows, drawn with replacement.
 * @param {(batch: Rows) => Rows} parts.helper - the rows of h, where f has those of a draw, or all.
 */
function createProblem({ name, setting, model, rows, batch, sample, helper, ridge = 0.01, isSeen = true }) {
  const draw = (index) => {
    const next = uniform(index, 0);
    return take(
      rows,
      Array.from({ length: batch }, () => Math.floor(next() * rows.count)),
    );
  };
  const rowsAt = (index) => (index === undefined ? rows : (sample ?? draw)(index));
  return {
    name,
    setting,
    isSeen,
    isConvex: model.isConvex,
    startingPoint: [...model.startingPoint],
    source: {
      dimension: model.dimension,
      gradient: (of, at, { index } = {}) => {
        const out = new Float64Array(model.dimension);
        model.writeGradient(of === 'target' ? rowsAt(index) : helper(() => rowsAt(index)), at, out);
        return out.map((value, j) => value + ridge * at[j]);
      },
      value: (at) => model.lossOf(rows, at) + (ridge / 2) * at.reduce((sum, x) => sum + x * x, 0),
    },
  };
}

/** An auxiliary that always looks at the same rows. */
const cached = (rows) => () => rows;

/** Rows whose features are noise, with the labels of others. */
function noiseFor({ inputs, labels, count }, seed) {
  const next = uniform(seed, 1);
  const width = inputs.length / count;
  return { labels, count, inputs: inputs.map((_, i) => (i % width === width - 1 ? 1 : 2 * next() - 1)) };
}

const ofSpecies = (species) => where(penguins, (row) => penguinSpecies[row] === species);
const onPenguins = () => [
  {
    name: 'penguins, logistic',
    setting: 'batch reuse',
    model: classifier(5, 2),
    rows: penguins,
    batch: 16,
    helper: cached(every(penguins, 6)),
  },
  {
    name: 'penguins, network',
    setting: 'transfer',
    model: classifier(5, 2, 6),
    rows: ofSpecies('Gentoo'),
    batch: 16,
    helper: cached(every(ofSpecies('Adelie'), 3)),
  },
];

function onDigits({ x, y }) {
  const digits = every(rowsOf(x.map(pool), y), 3);
  const shared = { rows: digits, batch: 32, ridge: 0.001 };
  const softmax = { ...shared, name: 'digits, softmax', model: classifier(17, 10) };
  const clients = Array.from({ length: 5 }, (_, c) =>
    where(digits, (i) => (i % 2 ? Math.floor(i / 2) % 5 : Math.floor(digits.labels[i] / 2)) === c),
  );
  const masked = ({ inputs, ...rows }) => ({
    ...rows,
    inputs: inputs.map((value, i) => ((i % 17) % 4 === 3 ? 0 : value)),
  });
  const sampleClient = (index) => clients[Math.floor(uniform(index, 0)() * clients.length)];
  const reused = { setting: 'batch reuse', helper: cached(every(digits, 12)) };
  return [
    { ...softmax, ...reused },
    { ...shared, ...reused, name: 'digits, network', model: classifier(17, 10, 8) },
    { ...softmax, setting: 'federated', sample: sampleClient, helper: cached(every(clients[0], 3)) },
    { ...softmax, setting: 'compressed', helper: (batch) => masked(batch()) },
    { ...softmax, setting: 'useless', helper: cached(noiseFor(every(digits, 12), 1)) },
  ];
}

function onOthers({ iris, wine, breast_cancer: cancer, diabetes }) {
  const [irisRows, wineRows, cancerRows] = [iris, wine, cancer].map(({ x, y }) => rowsOf(standardise(x), y));
  const diabetesRows = rowsOf(
    standardise(diabetes.x),
    standardise(diabetes.y.map((y) => [y])).map(([y]) => y),
  );
  const [labelled, others] = [every(cancerRows, 3), every(cancerRows, 3, 1)];
  const next = uniform(3, 2);
  const unlabelled = { ...others, labels: others.labels.map(() => (next() < 0.5 ? 0 : 1)) };
  const ofSex = (sign) => where(diabetesRows, (row) => Math.sign(diabetes.x[row][1]) === sign);
  const fresh = { batch: 16, isSeen: false };
  return [
    {
      ...fresh,
      name: 'iris, softmax',
      setting: 'wrong labels',
      model: classifier(5, 3),
      rows: irisRows,
      helper: cached(mislabel(every(irisRows, 3), 0.3, uniform(2, 2), 3)),
    },
    {
      ...fresh,
      name: 'breast cancer, logistic',
      setting: 'semi-supervised',
      model: classifier(31, 2),
      rows: labelled,
      helper: cached(unlabelled),
    },
    {
      ...fresh,
      name: 'diabetes, least squares',
      setting: 'transfer',
      model: regression(11),
      rows: ofSex(-1),
      helper: cached(every(ofSex(1), 3)),
    },
    {
      ...fresh,
      name: 'wine, network',
      setting: 'batch reuse',
      model: classifier(14, 3, 6),
      rows: wineRows,
      helper: cached(every(wineRows, 6)),
    },
    {
      ...fresh,
      name: 'breast cancer, network',
      setting: 'useless',
      model: classifier(31, 2, 6),
      rows: cancerRows,
      helper: cached(noiseFor(every(cancerRows, 6), 4)),
    },
  ];
}

/** The problems; without scikit-learn those on penguins. */
export function createProblems() {
  const sets = readDataSets(['digits', 'iris', 'wine', 'breast_cancer', 'diabetes']);
  const others = sets === undefined ? [] : [...onDigits(sets.digits), ...onOthers(sets)];
  return [...onPenguins(), ...others].map(createProblem);
}
