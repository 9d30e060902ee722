/** The problems of the pilot experiment: models on real rows, each with an auxiliary of one of the four settings. */
import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';

/** A generator of numbers in [0, 1) from a seed: one multiplication and shifts a number. */
function createRandom(seed) {
  let state = (Math.imul(seed, 2654435761) ^ 0x9e3779b9) >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let z = Math.imul(state ^ (state >>> 15), state | 1);
    z ^= z + Math.imul(z ^ (z >>> 7), z | 61);
    return ((z ^ (z >>> 14)) >>> 0) / 2 ** 32;
  };
}

/** Rows with standardised features and 1, and a whole number for the class. */
function standardise(features, labels) {
  const columns = features[0].map((_, j) => {
    const values = features.map((row) => row[j]);
    const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
    const deviation = Math.sqrt(values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / values.length);
    return values.map((value) => (deviation === 0 ? 0 : (value - mean) / deviation));
  });
  return features.map((_, i) => ({ z: [...columns.map((column) => column[i]), 1], label: labels[i] }));
}

const readCsv = (name) =>
  readFileSync(new URL(`../examples/${name}`, import.meta.url), 'utf8')
    .trim()
    .split('\n')
    .slice(1)
    .map((line) => line.split(','));

const penguinCells = readCsv('penguins.csv');
const penguins = standardise(
  penguinCells.map((cells) => cells.slice(2, 6).map(Number)),
  penguinCells.map((cells) => (cells[6] === 'male' ? 1 : 0)),
).map((row, i) => ({ ...row, species: penguinCells[i][0] }));

/** A third of the digits of scikit-learn, means of 2×2 pixels; undefined where it is not installed. */
function readDigits() {
  const script =
    'import json,sys\nfrom sklearn.datasets import load_digits\nd=load_digits()\n' +
    'json.dump({"x":(d.data/16).tolist(),"y":d.target.tolist()},sys.stdout)';
  for (const python of ['/usr/bin/python3', 'python3']) {
    try {
      const text = execFileSync(python, ['-c', script], {
        maxBuffer: 2 ** 28,
        stdio: ['ignore', 'pipe', 'ignore'],
      });
      const { x, y } = JSON.parse(text);
      return every(
        x.map((pixels, i) => ({ z: [...pool(pixels), 1], label: y[i] })),
        3,
      );
    } catch {
      // the next one
    }
  }
  return undefined;
}

/** 8×8 pixels as 4×4 means. */
const pool = (pixels) =>
  Array.from({ length: 16 }, (_, i) => {
    const corner = 16 * Math.floor(i / 4) + 2 * (i % 4);
    return [0, 1, 8, 9].reduce((sum, offset) => sum + pixels[corner + offset], 0) / 4;
  });

/** Softmax regression with ridge: the loss of some rows, and its gradient into `out` where that is given. */
function softmaxModel(features, classes, ridge) {
  const logits = new Float64Array(classes);
  const evaluate = (rows, at, out, mask) => {
    let loss = 0;
    if (out) for (let j = 0; j < out.length; j += 1) out[j] = ridge * at[j];
    for (const { z, label } of rows) {
      let top = -Infinity;
      for (let c = 0; c < classes; c += 1) {
        let sum = 0;
        for (let j = 0; j < features; j += 1) sum += at[c * features + j] * z[j] * (mask?.[j] ?? 1);
        logits[c] = sum;
        top = Math.max(top, sum);
      }
      let total = 0;
      for (let c = 0; c < classes; c += 1) total += Math.exp(logits[c] - top);
      loss += Math.log(total) + top - logits[label];
      if (!out) continue;
      for (let c = 0; c < classes; c += 1) {
        const weight = (Math.exp(logits[c] - top) / total - (c === label ? 1 : 0)) / rows.length;
        for (let j = 0; j < features; j += 1) out[c * features + j] += weight * z[j] * (mask?.[j] ?? 1);
      }
    }
    let square = 0;
    for (const value of at) square += value * value;
    return loss / rows.length + (ridge / 2) * square;
  };
  const start = () => new Array(classes * features).fill(0);
  return { dimension: classes * features, isConvex: true, start, evaluate };
}

/** A network with one hidden layer of tanh, then softmax: not convex. */
function networkModel(features, hidden, classes, ridge) {
  const second = hidden * features;
  const dimension = second + classes * (hidden + 1);
  const units = new Float64Array(hidden + 1).fill(1);
  const back = new Float64Array(hidden + 1);
  const logits = new Float64Array(classes);
  const evaluate = (rows, at, out) => {
    let loss = 0;
    if (out) for (let j = 0; j < dimension; j += 1) out[j] = ridge * at[j];
    for (const { z, label } of rows) {
      for (let u = 0; u < hidden; u += 1) {
        let sum = 0;
        for (let j = 0; j < features; j += 1) sum += at[u * features + j] * z[j];
        units[u] = Math.tanh(sum);
      }
      let top = -Infinity;
      for (let c = 0; c < classes; c += 1) {
        let sum = 0;
        for (let u = 0; u <= hidden; u += 1) sum += at[second + c * (hidden + 1) + u] * units[u];
        logits[c] = sum;
        top = Math.max(top, sum);
      }
      let total = 0;
      for (let c = 0; c < classes; c += 1) total += Math.exp(logits[c] - top);
      loss += Math.log(total) + top - logits[label];
      if (!out) continue;
      back.fill(0);
      for (let c = 0; c < classes; c += 1) {
        const weight = (Math.exp(logits[c] - top) / total - (c === label ? 1 : 0)) / rows.length;
        for (let u = 0; u <= hidden; u += 1) {
          const place = second + c * (hidden + 1) + u;
          back[u] += weight * at[place];
          out[place] += weight * units[u];
        }
      }
      for (let u = 0; u < hidden; u += 1) {
        const weight = back[u] * (1 - units[u] ** 2);
        for (let j = 0; j < features; j += 1) out[u * features + j] += weight * z[j];
      }
    }
    let square = 0;
    for (const value of at) square += value * value;
    return loss / rows.length + (ridge / 2) * square;
  };
  const start = () => {
    const random = createRandom(7);
    return Array.from({ length: dimension }, (_, i) =>
      i < second ? (2 * random() - 1) / Math.sqrt(features) : (2 * random() - 1) / Math.sqrt(hidden),
    );
  };
  return { dimension, isConvex: false, start, evaluate };
}

const pick = (rows, count, seed) => {
  const random = createRandom(seed);
  return Array.from({ length: count }, () => rows[Math.floor(random() * rows.length)]);
};

/** A source of gradients: f by minibatches of `rows`; h as `auxiliary` says, at a point for a draw. */
function createProblem({ name, setting, model, rows, batch, auxiliary, targetSample }) {
  const gradientOf = (part, at, mask) => {
    const out = new Float64Array(model.dimension);
    model.evaluate(part, at, out, mask);
    return out;
  };
  const sampleTarget = targetSample ?? ((seed) => pick(rows, batch, seed));
  return {
    name,
    setting,
    isConvex: model.isConvex,
    startingPoint: model.start(),
    source: {
      dimension: model.dimension,
      gradient: (of, at, draw) => {
        if (of === 'auxiliary') return auxiliary(gradientOf, at, draw);
        return gradientOf(draw === undefined ? rows : sampleTarget(draw.index), at);
      },
      value: (at) => model.evaluate(rows, at),
    },
  };
}

/** Every `step`th row. */
const every = (rows, step, from = 0) => rows.filter((_, i) => i % step === from);

/** The problems, each made when it is asked for. */
export function createProblems() {
  const digits = readDigits();
  const cached = (rows) => (gradientOf, at) => gradientOf(rows, at);
  const ofSpecies = (species) => penguins.filter((row) => row.species === species);
  const problems = [
    () =>
      createProblem({
        name: 'penguins, logistic',
        setting: 'batch re-use',
        model: softmaxModel(5, 2, 0.01),
        rows: penguins,
        batch: 16,
        auxiliary: cached(every(penguins, 6)),
      }),
    () =>
      createProblem({
        name: 'penguins, network',
        setting: 'transfer',
        model: networkModel(5, 6, 2, 0.01),
        rows: ofSpecies('Gentoo'),
        batch: 16,
        auxiliary: cached(every(ofSpecies('Adelie'), 3)),
      }),
  ];
  if (digits === undefined) return problems;
  const clients = Array.from({ length: 5 }, (_, c) =>
    digits.filter(({ label }, i) => (i % 2 === 0 ? Math.floor(label / 2) : Math.floor(i / 2) % 5) === c),
  );
  const digitsSoftmax = () => softmaxModel(17, 10, 0.001);
  return [
    ...problems,
    () =>
      createProblem({
        name: 'digits, softmax',
        setting: 'batch re-use',
        model: digitsSoftmax(),
        rows: digits,
        batch: 32,
        auxiliary: cached(every(digits, 12)),
      }),
    () =>
      createProblem({
        name: 'digits, network',
        setting: 'batch re-use',
        model: networkModel(17, 8, 10, 0.001),
        rows: digits,
        batch: 32,
        auxiliary: cached(every(digits, 12)),
      }),
    () =>
      createProblem({
        name: 'digits, softmax',
        setting: 'federated',
        model: digitsSoftmax(),
        rows: digits,
        targetSample: (seed) => clients[Math.floor(createRandom(seed)() * clients.length)],
        auxiliary: cached(every(clients[0], 3)),
      }),
    () =>
      createProblem({
        name: 'digits, softmax',
        setting: 'compressed',
        model: digitsSoftmax(),
        rows: digits,
        batch: 32,
        auxiliary: (gradientOf, at, draw) => {
          const mask = Array.from({ length: 17 }, (_, j) => (j % 4 === 3 ? 0 : 1));
          return gradientOf(draw === undefined ? digits : pick(digits, 32, draw.index), at, mask);
        },
      }),
    () =>
      createProblem({
        name: 'digits, softmax',
        setting: 'useless',
        model: digitsSoftmax(),
        rows: digits,
        batch: 32,
        auxiliary: cached(
          every(digits, 12).map(({ label }, i) => {
            const random = createRandom(1000 + i);
            return {
              z: [...Array.from({ length: 16 }, () => 2 * random() - 1), 1],
              label: (label * 7 + i) % 10,
            };
          }),
        ),
      }),
  ];
}
