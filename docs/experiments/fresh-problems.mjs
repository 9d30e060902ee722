/** Eight problems as somebody would bring them, on data made from seeds: no rule of the pilot was chosen on them. */
import { createNetwork } from './network.mjs';
import { every, rowsOf, take } from './pilot-data.mjs';
import { uniform } from './runs.mjs';

const many = (count, of) => Array.from({ length: count }, (_, i) => of(i));
/** Normal numbers, by Box and Muller. */
const normals = (seed, label) => {
  const next = uniform(seed, label);
  return () => Math.sqrt(-2 * Math.log(1 - next())) * Math.cos(2 * Math.PI * next());
};
const pickRows = (count, batch, index) => {
  const next = uniform(index, 0);
  return many(batch, () => Math.floor(next() * count));
};
const square = (at) => at.reduce((sum, x) => sum + x * x, 0);

/** A training on batches of rows: `lossOf(rows, at)` and `gradientOf(rows, at)`; h looks at rows of its own, or at `auxiliary(rows, at)`. */
function onRows({
  name,
  setting,
  dimension,
  startingPoint,
  rows,
  batch,
  helper,
  lossOf,
  gradientOf,
  auxiliary,
  ridge = 0,
  ...more
}) {
  const rowsAt = (index) => (index === undefined ? rows : take(rows, pickRows(rows.count, batch, index)));
  return {
    name,
    setting,
    ...more,
    startingPoint: [...startingPoint],
    source: {
      dimension,
      gradient: (of, at, { index } = {}) => {
        const made =
          of === 'target'
            ? gradientOf(rowsAt(index), at)
            : auxiliary === undefined
              ? gradientOf(helper, at)
              : auxiliary(rowsAt(index), at);
        return Array.from(made, (g, j) => g + ridge * at[j]);
      },
      value: (at) => lossOf(rows, at) + (ridge / 2) * square(at),
    },
  };
}

/** Cross-entropy of softmax regression, or of one hidden layer of tanh. */
function classifier(width, classes, hidden = 0) {
  const network = createNetwork({ width, hidden, classes });
  return {
    dimension: network.dimension,
    startingPoint: hidden === 0 ? new Float64Array(network.dimension) : network.start(uniform(11, 0)),
    lossOf: (rows, at) => network.evaluate(rows, at).loss,
    gradientOf: (rows, at) => {
      const out = new Float64Array(network.dimension);
      network.writeGradient(rows, at, out);
      return out;
    },
  };
}

/** Half of the mean squared error of a linear prediction. */
function regression(width) {
  const errorOf = ({ inputs, labels }, row, at) =>
    at.reduce((sum, w, j) => sum + w * inputs[row * width + j], -labels[row]);
  return {
    dimension: width,
    startingPoint: new Float64Array(width),
    lossOf: (rows, at) =>
      many(rows.count, (row) => errorOf(rows, row, at) ** 2).reduce((sum, e) => sum + e, 0) /
      (2 * rows.count),
    gradientOf: (rows, at) => {
      const out = new Float64Array(width);
      for (let row = 0; row < rows.count; row += 1) {
        const error = errorOf(rows, row, at) / rows.count;
        for (let j = 0; j < width; j += 1) out[j] += error * rows.inputs[row * width + j];
      }
      return out;
    },
  };
}

/** Classes around centres of their own, some way apart. */
function clusters(seed, { count, features, classes, distance }) {
  const normal = normals(seed, 0);
  const centres = many(classes, () => many(features, () => distance * normal()));
  const labels = many(count, (i) => i % classes);
  return rowsOf(
    labels.map((label) => centres[label].map((c) => c + normal())),
    labels,
  );
}

/** Two arcs that reach into each other, beside features of noise. */
function arcs(seed, count) {
  const [normal, next] = [normals(seed, 0), uniform(seed, 1)];
  const labels = many(count, (i) => i % 2);
  const features = labels.map((label) => {
    const angle = Math.PI * next();
    const [x, y] =
      label === 0 ? [Math.cos(angle), Math.sin(angle)] : [1 - Math.cos(angle), 0.5 - Math.sin(angle)];
    return [x + 0.15 * normal(), y + 0.15 * normal(), normal(), normal()];
  });
  return rowsOf(features, labels);
}

/** Linear data; `tail` turns a normal number into an error. */
function linear(seed, { count, features, scaleOf = () => 1, tail = (z) => 0.3 * z }) {
  const normal = normals(seed, 0);
  const truth = many(features + 1, () => normal());
  const inputs = many(count, () => many(features, (j) => scaleOf(j) * normal()));
  return rowsOf(
    inputs,
    inputs.map(
      (row) =>
        [...row, 1].reduce((sum, x, j) => sum + (truth[j] * x) / (scaleOf(j) || 1), 0) + tail(normal()),
    ),
  );
}

/** Features and labels that have nothing to do with those of f. */
const unrelated = ({ inputs, count }, seed, classes) => {
  const [normal, next] = [normals(seed, 0), uniform(seed, 1)];
  const width = inputs.length / count;
  const scale = many(width, (j) => 3 ** ((j % 5) - 2));
  return {
    count,
    inputs: inputs.map((_, i) => ((i + 1) % width === 0 ? 1 : scale[i % width] * normal())),
    labels: Float64Array.from({ length: count }, () => Math.floor(classes * next())),
  };
};

/** Entries of a matrix of rank 3, some of them seen: factors of it, from small random ones. */
function factorisation() {
  const [height, width, rank] = [15, 12, 3];
  const [normal, next] = [normals(5, 0), uniform(5, 1)];
  const [left, right] = [height, width].map((size) => many(size * rank, () => normal()));
  const entries = many(height * width, (e) => {
    const [i, j] = [Math.floor(e / width), e % width];
    return [
      i,
      j,
      many(rank, (r) => left[i * rank + r] * right[j * rank + r]).reduce((sum, x) => sum + x, 0.1 * normal()),
    ];
  }).filter(() => next() < 0.7);
  const rows = {
    inputs: Float64Array.from(entries.flat()),
    labels: new Float64Array(entries.length),
    count: entries.length,
  };
  const errors = ({ inputs, count }, at, visit) => {
    for (let e = 0; e < count; e += 1) {
      const [i, j] = [inputs[3 * e] * rank, (height + inputs[3 * e + 1]) * rank];
      let error = -inputs[3 * e + 2];
      for (let r = 0; r < rank; r += 1) error += at[i + r] * at[j + r];
      visit(error, i, j);
    }
  };
  const start = normals(6, 0);
  return {
    dimension: (height + width) * rank,
    startingPoint: many((height + width) * rank, () => 0.3 * start()),
    rows,
    lossOf: (part, at) => {
      let sum = 0;
      errors(part, at, (error) => (sum += error * error));
      return sum / (2 * part.count);
    },
    gradientOf: (part, at) => {
      const out = new Float64Array(at.length);
      errors(part, at, (error, i, j) => {
        for (let r = 0; r < rank; r += 1) {
          out[i + r] += (error * at[j + r]) / part.count;
          out[j + r] += (error * at[i + r]) / part.count;
        }
      });
      return out;
    },
  };
}

/** The problems. */
export function createFreshProblems() {
  const blobs = clusters(1, { count: 600, features: 8, classes: 5, distance: 0.8 });
  const moons = arcs(2, 400);
  const heavy = linear(3, { count: 500, features: 12, tail: (z) => 0.3 * Math.sinh(1.5 * z) });
  const stretched = linear(4, { count: 400, features: 15, scaleOf: (j) => (j > 14 ? 1 : 100 ** (-j / 14)) });
  const factors = factorisation();
  const pair = clusters(7, { count: 400, features: 10, classes: 2, distance: 0.6 });
  const groups = clusters(8, { count: 450, features: 6, classes: 3, distance: 0.8 });
  const onGroups = classifier(7, 3, 8);
  const round = (at) => Float64Array.from(at, (x) => Math.round(8 * x) / 8);
  return [
    { name: 'clusters, softmax', setting: 'cached rows', ...classifier(9, 5), rows: blobs, batch: 32, helper: every(blobs, 5), ridge: 0.001 },
    { name: 'arcs, network', setting: 'cached rows', ...classifier(5, 2, 10), rows: moons, batch: 32, helper: every(moons, 4), ridge: 0.0005 },
    { name: 'linear, heavy tails', setting: 'cached rows', ...regression(13), rows: heavy, batch: 16, helper: every(heavy, 4) },
    { name: 'linear, ill-conditioned', setting: 'cached rows', ...regression(16), rows: stretched, batch: 16, helper: every(stretched, 4) },
    { name: 'matrix factorisation', setting: 'cached entries', ...factors, batch: 32, helper: every(factors.rows, 2), ridge: 0.01 },
    { name: 'clusters, logistic', setting: 'useless', ...classifier(11, 2), rows: pair, batch: 32, helper: unrelated(every(pair, 4), 9, 2), ridge: 0.001 },
    { name: 'clusters, network', setting: 'useless', ...onGroups, rows: groups, batch: 32, helper: unrelated(every(groups, 4), 10, 3), ridge: 0.001 },
    { name: 'clusters, network', setting: 'quantised', ...onGroups, rows: groups, batch: 32, price: 0.25, auxiliary: (part, at) => onGroups.gradientOf(part, round(at)), ridge: 0.001 },
  ].map(onRows); // prettier-ignore
}
