/** Small random trainings, each from its seed: quadratics, logistic regression and tiny networks, with an auxiliary that helps or does not. */
import type { GradientSource } from '../../src/advise/index.js';
import { createStream, drawInteger, type RandomGenerator } from '../../src/problems/draws.js';

/** A training with what is drawn of it. */
export interface RandomTraining {
  readonly name: string;
  readonly source: GradientSource & Required<Pick<GradientSource, 'value'>>;
  readonly startingPoint: readonly number[];
}

type Vector = readonly number[];

const uniform = (stream: RandomGenerator): number => drawInteger(stream, 0, 2 ** 30) / 2 ** 30;
const between = (stream: RandomGenerator, low: number, high: number): number =>
  low + (high - low) * uniform(stream);
const logBetween = (stream: RandomGenerator, low: number, high: number): number =>
  low * (high / low) ** uniform(stream);
const pick = <Item>(stream: RandomGenerator, items: readonly Item[]): Item =>
  items[drawInteger(stream, 0, items.length - 1)] as Item;
const many = <Item>(count: number, of: (i: number) => Item): Item[] =>
  Array.from({ length: count }, (_, i) => of(i));
/** Nearly normal: the sum of twelve, less their mean. */
const normal = (stream: RandomGenerator): number =>
  many(12, () => uniform(stream)).reduce((sum, u) => sum + u, -6);
const dot = (left: Vector, right: Vector): number => left.reduce((sum, x, i) => sum + x * (right[i] ?? 0), 0);

/** f = ½ Σ λ_i x_i² with noise in the gradients, in the curvature too; h is near it, or has nothing to do with it. */
function randomQuadratic(stream: RandomGenerator, seed: number): RandomTraining {
  const dimension = drawInteger(stream, 2, 12);
  const condition = logBetween(stream, 3, 1000);
  const scale = logBetween(stream, 0.01, 100);
  const target = many(dimension, (i) => scale * condition ** (-i / (dimension - 1)));
  const kind = pick(stream, ['near', 'near', 'shifted', 'independent'] as const);
  const similarity = scale * logBetween(stream, 0.003, 0.5);
  const auxiliary =
    kind === 'independent' ? target.toReversed() : target.map((l) => l + between(stream, -1, 1) * similarity);
  const shift = many(dimension, () => (kind === 'near' ? 0.1 : 2) * normal(stream));
  const [additive, multiplicative] = [scale * pick(stream, [0, 0.01, 0.1, 1]), pick(stream, [0, 0, 0.3, 1])];
  const isHeavy = uniform(stream) < 0.25;
  return {
    name: `quadratic, h ${kind}`,
    startingPoint: many(dimension, () => normal(stream)),
    source: {
      dimension,
      gradient: (of, x, draw) => {
        if (of === 'auxiliary') return x.map((xi, i) => (auxiliary[i] ?? 0) * (xi - (shift[i] ?? 0)));
        if (draw === undefined) return x.map((xi, i) => (target[i] ?? 0) * xi);
        const own = createStream(seed, draw.index);
        const scaled = 1 + multiplicative * normal(own);
        // a Student's t with three degrees of freedom, or nearly normal
        const tail = isHeavy
          ? 1 / Math.sqrt((normal(own) ** 2 + normal(own) ** 2 + normal(own) ** 2) / 3)
          : 1;
        return x.map((xi, i) => (target[i] ?? 0) * xi * scaled + additive * tail * normal(own));
      },
      value: (x) => x.reduce((sum, xi, i) => sum + ((target[i] ?? 0) * xi * xi) / 2, 0),
    },
  };
}

interface Rows {
  readonly inputs: readonly Vector[];
  readonly labels: readonly number[];
}

/** A loss of a row with its gradient. */
type RowLoss = (
  x: Vector,
  input: Vector,
  label: number,
) => { readonly loss: number; readonly gradient: Vector };

const sigmoid = (z: number): number => 1 / (1 + Math.exp(-z));
const softplus = (z: number): number => Math.max(z, 0) + Math.log1p(Math.exp(-Math.abs(z)));

const logistic: RowLoss = (x, input, label) => {
  const z = dot(x, input);
  return { loss: softplus(z) - label * z, gradient: input.map((a) => (sigmoid(z) - label) * a) };
};

/** One hidden layer of tanh. */
const network =
  (hidden: number): RowLoss =>
  (x, input, label) => {
    const width = input.length;
    const gradient = new Array<number>(hidden * (width + 1));
    const units = many(hidden, (j) => {
      let sum = 0;
      for (let i = 0; i < width; i += 1) sum += (x[j * width + i] ?? 0) * (input[i] ?? 0);
      return Math.tanh(sum);
    });
    let z = 0;
    for (let j = 0; j < hidden; j += 1) z += (x[hidden * width + j] ?? 0) * (units[j] ?? 0);
    const error = sigmoid(z) - label;
    for (let j = 0; j < hidden; j += 1) {
      const [u = 0, out = 0] = [units[j], x[hidden * width + j]];
      for (let i = 0; i < width; i += 1)
        gradient[j * width + i] = error * out * (1 - u * u) * (input[i] ?? 0);
      gradient[hidden * width + j] = error * u;
    }
    return { loss: softplus(z) - label * z, gradient };
  };

/** Rows of two classes; batches of them for f; for h a cached part, rows of others, wrong labels, or noise. */
function randomClassifier(stream: RandomGenerator, seed: number, hidden: number): RandomTraining {
  const width = drawInteger(stream, 2, 5);
  const count = 60;
  const scales = many(width, () => logBetween(stream, 0.3, 3));
  const truth = many(width, () => normal(stream));
  const draw = (): Rows => {
    const inputs = many(count, () => many(width, (i) => (i === 0 ? 1 : (scales[i] ?? 1) * normal(stream))));
    return { inputs, labels: inputs.map((a) => Number(dot(a, truth) + normal(stream) > 0)) };
  };
  const rows = draw();
  const kind = pick(stream, ['cached', 'cached', 'others', 'wrong labels', 'noise'] as const);
  const part = ({ inputs, labels }: Rows, every: number): Rows => ({
    inputs: inputs.filter((_, i) => i % every === 0),
    labels: labels.filter((_, i) => i % every === 0),
  });
  const noise = draw();
  const helper: Rows =
    kind === 'cached'
      ? part(rows, 4)
      : kind === 'others'
        ? part(draw(), 2)
        : kind === 'noise'
          ? { ...noise, labels: noise.labels.map(() => drawInteger(stream, 0, 1)) }
          : { inputs: rows.inputs, labels: rows.labels.map((label, i) => (i % 3 === 0 ? 1 - label : label)) };
  const lossOf = hidden === 0 ? logistic : network(hidden);
  const dimension = hidden === 0 ? width : hidden * (width + 1);
  const ridge = pick(stream, [0.001, 0.01]);
  const batch = pick(stream, [2, 8, 32]);
  const mean = ({ inputs, labels }: Rows, x: Vector, picked = inputs.map((_, i) => i)) => {
    const sums = new Float64Array(dimension);
    let losses = 0;
    for (const i of picked) {
      const { loss, gradient } = lossOf(x, inputs[i] ?? [], labels[i] ?? 0);
      losses += loss;
      for (let j = 0; j < dimension; j += 1) sums[j] = (sums[j] ?? 0) + (gradient[j] ?? 0);
    }
    return {
      loss: losses / picked.length + (ridge / 2) * dot(x, x),
      gradient: x.map((xi, j) => ridge * xi + (sums[j] ?? 0) / picked.length),
    };
  };
  return {
    name: `${hidden === 0 ? 'logistic' : 'network'}, h ${kind}`,
    startingPoint: many(dimension, () => (hidden === 0 ? 0 : 0.7 * normal(stream))),
    source: {
      dimension,
      gradient: (of, x, sample) => {
        if (of === 'auxiliary') return mean(helper, x).gradient;
        if (sample === undefined) return mean(rows, x).gradient;
        const own = createStream(seed, sample.index);
        return mean(
          rows,
          x,
          many(batch, () => drawInteger(own, 0, count - 1)),
        ).gradient;
      },
      value: (x) => mean(rows, x).loss,
    },
  };
}

/** The training of a seed. */
export function createRandomTraining(seed: number): RandomTraining {
  const stream = createStream(seed, 35);
  const kind = seed % 3;
  return kind === 0
    ? randomQuadratic(stream, seed)
    : randomClassifier(stream, seed, kind === 1 ? 0 : drawInteger(stream, 2, 4));
}
