/**
 * Logistic regression, with mislabelled or subsampled rows as the auxiliary, on the fast engine.
 *
 *     node docs/examples/logistic.mjs
 *
 * f is the logistic loss of the sex of 333 penguins, plus a little ridge. A target gradient is the gradient of one of nine
 * minibatches of 37; h is the loss of the same rows with some labels flipped, or of few rows, with exact gradients.
 *
 * What must come out can be derived. With p = 1/(1 + exp(−zᵀx)) the gradient of a row is (p − label)·z: a label enters it by
 * a constant alone. So flipped labels change ∇h by a constant vector, δ = 0 whatever share is flipped, and m takes the constant
 * out again: AuxMOM does not notice. Naive has no m, and drifts to the minimiser of the wrong labels. A subsample changes the
 * Hessian, so there δ > 0, the more the fewer rows. And where a local step sees one row, σ_h² is far above the noise of a
 * minibatch: then the auxiliary must not help.
 */
import { readFileSync } from 'node:fs';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { floatFormats, liftDouble } from 'auxopt/exact';
import { recordFastTrace, runFast } from 'auxopt/fast';
import { judgeTrace, readDouble } from 'auxopt/judge';

const ridge = 0.01;
const batchCount = 9;
const budget = 40; // target gradients
const localStepCount = 5;
const seeds = [1, 2, 3, 4, 5];
const stepSizes = [0.05, 0.1, 0.2, 0.5, 1, 2, 5];
const momentumWeights = [0.1, 0.3, 1];

/** @typedef {{ readonly z: readonly number[], readonly label: number }} Row */

/** The penguins as rows: four measurements, standardised, and 1; label 1 for male. */
export const rows = readRows(fileURLToPath(new URL('penguins.csv', import.meta.url)));
const dimension = rows[0].z.length;

function readRows(path) {
  const [, ...lines] = readFileSync(path, 'utf8').trim().split('\n');
  const cells = lines.map((line) => line.split(','));
  const columns = [2, 3, 4, 5].map((column) => {
    const values = cells.map((row) => Number(row[column]));
    const mean = values.reduce((sum, value) => sum + value) / values.length;
    const deviation = Math.sqrt(values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / values.length);
    return values.map((value) => (value - mean) / deviation);
  });
  return cells.map((row, i) => ({
    z: [...columns.map((values) => values[i]), 1],
    label: row[6] === 'male' ? 1 : 0,
  }));
}

const dot = (left, right) => left.reduce((sum, value, i) => sum + value * right[i], 0);
const probability = (z, at) => 1 / (1 + Math.exp(-dot(z, at)));

/** out ← the gradient of the mean logistic loss of some rows, plus the ridge's. */
function writeGradient(of, at, out) {
  for (let j = 0; j < dimension; j += 1) out[j] = ridge * at[j];
  for (const { z, label } of of) {
    const weight = (probability(z, at) - label) / of.length;
    for (let j = 0; j < dimension; j += 1) out[j] += weight * z[j];
  }
}

/** f(at). */
function valueOf(of, at) {
  const losses = of.map(({ z, label }) => Math.log1p(Math.exp(label === 1 ? -dot(z, at) : dot(z, at))));
  return losses.reduce((sum, loss) => sum + loss, 0) / of.length + (ridge / 2) * dot(at, at);
}

/** The Hessian of the loss of some rows: labels do not occur in it. */
function hessianOf(of, at) {
  return Array.from({ length: dimension }, (_, i) =>
    Array.from({ length: dimension }, (_unused, j) =>
      of.reduce(
        (sum, { z }) => {
          const p = probability(z, at);
          return sum + (p * (1 - p) * z[i] * z[j]) / of.length;
        },
        i === j ? ridge : 0,
      ),
    ),
  );
}

/** ‖M‖ of a symmetric matrix, by power iteration. */
function spectralNorm(matrix) {
  let vector = matrix.map((_, i) => 1 + i / 10);
  let norm = 0;
  for (let step = 0; step < 500; step += 1) {
    const image = matrix.map((row) => dot(row, vector));
    norm = Math.sqrt(dot(image, image));
    if (norm === 0) return 0;
    vector = image.map((value) => value / norm);
  }
  return norm;
}

/** Each row with a wrong label, in the given share of the rows, spread evenly. */
export function mislabel(share) {
  return rows.map((row, i) =>
    Math.floor((i + 1) * share) > Math.floor(i * share) ? { ...row, label: 1 - row.label } : row,
  );
}

/** So many rows, spread evenly. */
export function subsample(count) {
  return Array.from({ length: count }, (_, i) => rows[Math.floor((i * rows.length) / count)]);
}

const batches = Array.from({ length: batchCount }, (_, j) => rows.filter((_row, i) => i % batchCount === j));

/** The oracle: minibatches of the true rows for f; for h exact gradients, or locally those of one of its rows. */
function createOracle({ rows: auxiliaryRows, isRowByRow }) {
  const singles = auxiliaryRows.map((row) => [row]);
  const writeAuxiliary = (_atom, at, out) => writeGradient(auxiliaryRows, at, out);
  return {
    dimension,
    snapshotAtomCount: batchCount,
    localAtomCount: isRowByRow ? auxiliaryRows.length : 1,
    writeTarget: (atom, at, out) => writeGradient(batches[atom], at, out),
    writeAuxiliary,
    writeLocalAuxiliary: isRowByRow
      ? (atom, at, out) => writeGradient(singles[atom], at, out)
      : writeAuxiliary,
  };
}

/** The request of one run with the budget's rounds; draws from a small generator, the same for every method. */
function createRequest(variant, auxiliary, stepSize, momentumWeight, seed) {
  // aux-mvr asks for two target gradients in every round but the first
  const roundCount = variant === 'aux-mvr' ? Math.floor((budget + 1) / 2) : budget;
  const steps = variant === 'sgd' ? 1 : localStepCount;
  let state = seed * 2654435761;
  const draw = (count) => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return Math.floor((state / 2 ** 32) * count);
  };
  const oracle = createOracle(auxiliary);
  const snapshots = Array.from({ length: roundCount }, () => draw(batchCount));
  return {
    oracle,
    parameters: { stepSize, momentumWeight, localStepCount: steps, roundCount },
    initialization: { kind: variant === 'sgd' || variant === 'naive' ? 'none' : 'first-snapshot' },
    startingPoint: new Array(dimension).fill(0),
    tape: {
      initial: [],
      rounds: snapshots.map((snapshot) => ({
        snapshot,
        local: Array.from({ length: steps }, () => draw(oracle.localAtomCount)),
      })),
    },
  };
}

/** The minimiser of f: plain gradient descent with 1/L, far past the last digit of a double. */
const smoothness = spectralNorm(hessianOf(rows, new Array(dimension).fill(0))); // p(1 − p) is greatest at 0
const minimizer = (() => {
  const at = new Float64Array(dimension);
  const gradient = new Float64Array(dimension);
  for (let step = 0; step < 4000; step += 1) {
    writeGradient(rows, at, gradient);
    for (let j = 0; j < dimension; j += 1) at[j] -= gradient[j] / smoothness;
  }
  return at;
})();
const least = valueOf(rows, minimizer);

/** The median over seeds of f(x^T) − inf f, at the best point of the grid. */
export function bestGap(variant, auxiliary) {
  const weights = variant === 'sgd' || variant === 'naive' ? [1] : momentumWeights;
  const points = stepSizes.flatMap((stepSize) =>
    weights.map((momentumWeight) => {
      const gaps = seeds.map((seed) => {
        const request = createRequest(variant, auxiliary, stepSize, momentumWeight, seed);
        return valueOf(rows, runFast(variant, request).iterate) - least;
      });
      const [gap] = [...gaps].sort((left, right) => left - right).slice(seeds.length >> 1);
      return { stepSize, momentumWeight, gap: Number.isFinite(gap) ? gap : Infinity };
    }),
  );
  return points.reduce((best, point) => (point.gap < best.gap ? point : best));
}

/** The verdict on one run: no problem is given to the judge, so it holds the states to the gradients in the trace. */
export function judgeOnce(variant, auxiliary, { stepSize, momentumWeight }, change = (trace) => trace) {
  const request = createRequest(variant, auxiliary, stepSize, momentumWeight, seeds[0]);
  const trace = change(recordFastTrace(variant, request, { gradients: true }));
  const { parameters, initialization, startingPoint, tape } = request;
  return judgeTrace(
    {
      variant,
      parameters: {
        ...parameters,
        stepSize: liftDouble(stepSize),
        momentumWeight: liftDouble(momentumWeight),
      },
      initialization,
      startingPoint: startingPoint.map(liftDouble),
      tape,
      arithmetic: { format: floatFormats.binary64, subnormals: 'gradual' },
    },
    trace,
    readDouble,
  );
}

/** The auxiliaries that are compared. */
export const auxiliaries = [
  { name: 'all rows, true labels', rows: mislabel(0) },
  { name: '25 % mislabelled', rows: mislabel(0.25) },
  { name: '50 % mislabelled', rows: mislabel(0.5) },
  { name: '37 rows', rows: subsample(37) },
  { name: '12 rows', rows: subsample(12) },
  { name: 'all rows, one a local step', rows: mislabel(0), isRowByRow: true },
];

/** Every method beside every auxiliary. */
export function compare() {
  const sgd = bestGap('sgd', auxiliaries[0]);
  const hessian = hessianOf(rows, minimizer);
  return auxiliaries.map((auxiliary) => {
    const other = hessianOf(auxiliary.rows, minimizer);
    return {
      auxiliary,
      similarity: spectralNorm(hessian.map((row, i) => row.map((value, j) => value - other[i][j]))),
      methods: {
        sgd,
        naive: bestGap('naive', auxiliary),
        'aux-mom': bestGap('aux-mom', auxiliary),
        'aux-mvr': bestGap('aux-mvr', auxiliary),
      },
    };
  });
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  const results = compare();
  console.log(`f(x) − inf f after ${budget} target gradients: median of ${seeds.length} seeds, best η and a`);
  console.table(
    Object.fromEntries(
      results.map(({ auxiliary, similarity, methods }) => [
        auxiliary.name,
        {
          'δ at the minimiser': similarity.toPrecision(3),
          ...Object.fromEntries(
            Object.entries(methods).map(([variant, { gap }]) => [variant, gap.toPrecision(3)]),
          ),
        },
      ]),
    ),
  );
  console.log(`L ≤ ${smoothness.toPrecision(4)} (the norm of ∇²f at 0, where p(1 − p) is greatest).`);
  const verdicts = results.flatMap(({ auxiliary, methods }) =>
    Object.entries(methods).map(([variant, point]) => judgeOnce(variant, auxiliary, point).verdict),
  );
  const passed = verdicts.filter((verdict) => verdict === 'pass').length;
  console.log(`Judged with reported gradients and no problem: ${passed} of ${verdicts.length} runs pass.`);
  process.exitCode = passed === verdicts.length ? 0 : 1;
}
