/** Rows for the pilot experiment: penguins of docs/examples, and data sets that Debian's scikit-learn brings. */
import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';

/** @typedef {import('./network.mjs').Rows} Rows */

const script = `import json, sys
from sklearn import datasets
load = lambda name: getattr(datasets, "load_" + name)()
json.dump({name: {"x": load(name).data.tolist(), "y": load(name).target.tolist()} for name in sys.argv[1:]}, sys.stdout)`;

/** The data sets of scikit-learn by name; undefined where it is not installed. */
export function readDataSets(names) {
  for (const python of ['/usr/bin/python3', 'python3']) {
    try {
      const options = { encoding: 'utf8', maxBuffer: 2 ** 28, stdio: ['ignore', 'pipe', 'ignore'] };
      return JSON.parse(execFileSync(python, ['-c', script, ...names], options));
    } catch {
      // the next one
    }
  }
  return undefined;
}

/** Features as numbers with mean 0 and variance 1. */
export function standardise(features) {
  const ends = features[0].map((_, j) => {
    const values = features.map((row) => row[j]);
    const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
    return [mean, Math.hypot(...values.map((value) => value - mean)) / Math.sqrt(values.length)];
  });
  return features.map((row) =>
    row.map((value, j) => (ends[j][1] === 0 ? 0 : (value - ends[j][0]) / ends[j][1])),
  );
}

/** Rows of a model: the features and 1, with a class or a number for each. @returns {Rows} */
export function rowsOf(features, labels) {
  const inputs = Float64Array.from(features.flatMap((row) => [...row, 1]));
  return { inputs, labels: Float64Array.from(labels), count: features.length };
}

/** The rows with these numbers, in this order. @returns {Rows} */
export function take({ inputs, labels, count }, indices) {
  const width = inputs.length / count;
  const taken = new Float64Array(indices.length * width);
  indices.forEach((row, i) => taken.set(inputs.subarray(row * width, (row + 1) * width), i * width));
  return { inputs: taken, labels: Float64Array.from(indices, (row) => labels[row]), count: indices.length };
}

/** The rows of which `holds(row)` is true. */
export const where = (rows, holds) => take(rows, [...Array(rows.count).keys()].filter(holds)); // prettier-ignore

/** Every `step`th row. */
export const every = (rows, step, from = 0) => where(rows, (row) => row % step === from);

const penguinCells = readFileSync(new URL('../examples/penguins.csv', import.meta.url), 'utf8')
  .trim()
  .split('\n')
  .slice(1)
  .map((line) => line.split(','));
export const penguinSpecies = penguinCells.map(([species]) => species);
/** Measures of penguins, and whether they are male. */
export const penguins = rowsOf(
  standardise(penguinCells.map((cells) => cells.slice(2, 6).map(Number))),
  penguinCells.map((cells) => (cells[6] === 'male' ? 1 : 0)),
);

/** 8×8 pixels of 0 … 16 as 4×4 means of 0 … 1. */
export const pool = (pixels) =>
  Array.from({ length: 16 }, (_, i) => {
    const corner = 16 * Math.floor(i / 4) + 2 * (i % 4);
    return [0, 1, 8, 9].reduce((sum, offset) => sum + pixels[corner + offset] / 64, 0);
  });
