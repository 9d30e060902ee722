/** Optimizers of libraries with K = 1, each as the library defines it, over any field: what `auxopt translate` converts. */
import { createVectorSpace, isZero, type Field, type Vector } from '../algebra/index.js';

/** The names of parameters: those of `create`, and of the command line. */
export const optimizerParameters = ['lr', 'momentum', 'dampening', 'decay', 'weight'] as const;

/** The name of a parameter. */
export type OptimizerParameter = (typeof optimizerParameters)[number];

/** Values by name; `firstLr` is a rate for the first step alone. */
export type OptimizerValues<S> = Readonly<Partial<Record<OptimizerParameter | 'firstLr', S>>>;

/** One step: from x, with the gradients of one sample, to the next x. */
export type OptimizerStep<S> = (x: Vector<S>, gradientAt: (point: Vector<S>) => Vector<S>) => Vector<S>;

/** x ← x − w with w¹ = first·g¹ and wᵗ = momentum·w^{t−1} + later·gᵗ: the form that these optimizers share. */
export interface StepWeights<S> {
  readonly first: S;
  readonly momentum: S;
  readonly later: S;
}

/** How an optimizer keeps its memory. */
interface OptimizerForm {
  readonly parameters: readonly OptimizerParameter[];
  /** The recursion, as text. */
  readonly recursion: string;
  readonly create: <S>(field: Field<S>, values: OptimizerValues<S>) => OptimizerStep<S>;
  /** Its weights; undefined where it is not of that form. */
  readonly weights: <S>(field: Field<S>, values: OptimizerValues<S>) => StepWeights<S> | undefined;
  /** The parameters with these weights, or why there are none. */
  readonly solve: <S>(field: Field<S>, weights: StepWeights<S>) => OptimizerValues<S> | string;
  /** What happens to the memory when the rate changes. */
  readonly schedule: string;
}

const zeroOf = <S>(field: Field<S>, value: S | undefined): S => value ?? field.zero;
const complement = <S>(field: Field<S>, value: S): S => field.subtract(field.one, value);
const equals = <S>(field: Field<S>, left: S, right: S): boolean => field.compare(left, right) === 0;

const unequalFirst =
  'its first step is as long as every other, and the first step of the given one is longer: only from equal memories on are they the same';
const atStep = 'the rate of a step multiplies the whole memory';
const inMemory =
  'the rate of a step multiplies the new gradient alone; what is in the memory keeps the rate of its own step';

/** v ← μ v − lr g, x ← x + v from v = 0. */
const velocity: OptimizerForm = {
  parameters: ['lr', 'momentum'],
  recursion: 'v ← momentum·v − lr·g, x ← x + v, v⁰ = 0',
  create: (field, { lr, momentum, firstLr }) => {
    const { add, subtract, scale } = createVectorSpace(field);
    let v: Vector<Parameters<typeof field.add>[0]> | undefined;
    return (x, gradientAt) => {
      const rate = zeroOf(field, v === undefined ? (firstLr ?? lr) : lr);
      v = subtract(scale(zeroOf(field, momentum), v ?? x.map(() => field.zero)), scale(rate, gradientAt(x)));
      return add(x, v);
    };
  },
  weights: (field, { lr, momentum, firstLr }) => ({
    first: zeroOf(field, firstLr ?? lr),
    momentum: zeroOf(field, momentum),
    later: zeroOf(field, lr),
  }),
  solve: (field, { first, momentum, later }) => ({
    lr: later,
    momentum,
    ...(equals(field, first, later) ? {} : { firstLr: first }),
  }),
  schedule: inMemory,
};

/** b ← μ b + g, x ← x − lr b from b = 0. */
const accumulator: OptimizerForm = {
  parameters: ['lr', 'momentum'],
  recursion: 'b ← momentum·b + g, x ← x − lr·b, b⁰ = 0',
  create: (field, { lr, momentum }) => {
    const { add, subtract, scale } = createVectorSpace(field);
    let b: Vector<Parameters<typeof field.add>[0]> | undefined;
    return (x, gradientAt) => {
      b = add(scale(zeroOf(field, momentum), b ?? x.map(() => field.zero)), gradientAt(x));
      return subtract(x, scale(zeroOf(field, lr), b));
    };
  },
  weights: velocity.weights, // with one rate for all steps the two are the same
  solve: (field, { first, momentum, later }) =>
    equals(field, first, later) ? { lr: later, momentum } : unequalFirst,
  schedule: atStep,
};

/** torch.optim.SGD: a buffer whose first value is the first gradient, and none without momentum. */
const torch: OptimizerForm = {
  parameters: ['lr', 'momentum', 'dampening'],
  recursion: 'b¹ = g¹, then b ← momentum·b + (1 − dampening)·g; x ← x − lr·b; without momentum b = g',
  create: (field, { lr, momentum, dampening }) => {
    const { add, subtract, scale } = createVectorSpace(field);
    const mu = zeroOf(field, momentum);
    let b: Vector<typeof mu> | undefined;
    return (x, gradientAt) => {
      const g = gradientAt(x);
      b =
        b === undefined || isZero(field, mu)
          ? g
          : add(scale(mu, b), scale(complement(field, zeroOf(field, dampening)), g));
      return subtract(x, scale(zeroOf(field, lr), b));
    };
  },
  weights: (field, { lr, momentum, dampening }) => {
    const [first, mu] = [zeroOf(field, lr), zeroOf(field, momentum)];
    const rest = complement(field, zeroOf(field, dampening));
    return { first, momentum: mu, later: isZero(field, mu) ? first : field.multiply(first, rest) };
  },
  solve: (field, { first, momentum, later }) => {
    if (equals(field, first, later)) return { lr: first, momentum, dampening: field.zero };
    return { lr: first, momentum, dampening: complement(field, field.divide(later, first)) };
  },
  schedule: atStep,
};

/** m ← (1 − a) m + a g, x ← x − η m from the first sample. */
const average: OptimizerForm = {
  parameters: ['lr', 'weight'],
  recursion: 'm¹ = g¹, then m ← (1 − weight)·m + weight·g; x ← x − lr·m',
  create: (field, { lr, weight }) => {
    const { add, subtract, scale } = createVectorSpace(field);
    const a = weight ?? field.one;
    let m: Vector<typeof a> | undefined;
    return (x, gradientAt) => {
      const g = gradientAt(x);
      m = m === undefined ? g : add(scale(complement(field, a), m), scale(a, g));
      return subtract(x, scale(zeroOf(field, lr), m));
    };
  },
  weights: (field, { lr, weight }) => {
    const [first, a] = [zeroOf(field, lr), weight ?? field.one];
    return { first, momentum: complement(field, a), later: field.multiply(first, a) };
  },
  solve: (field, { first, momentum, later }) => {
    const weight = complement(field, momentum);
    if (equals(field, later, field.multiply(first, weight))) return { lr: first, weight };
    if (!equals(field, first, later) || isZero(field, weight)) {
      return 'a gradient after the first has a times the weight of the first one, for momentum 1 − a, and in the given one it has not';
    }
    const eta = field.format(field.divide(first, weight));
    return `it begins with m¹ = g¹, and the first step of the given one is as long as every other. From m⁰ = 0 they are the same with η = ${eta}, a = ${field.format(weight)}: sgd-ema with the start zero, which is optax-ema here`;
  },
  schedule: atStep,
};

/** m ← decay m + (1 − decay) g, x ← x − lr m from m = 0. */
const averageFromZero: OptimizerForm = {
  parameters: ['lr', 'decay'],
  recursion: 'm ← decay·m + (1 − decay)·g, x ← x − lr·m, m⁰ = 0',
  create: (field, { lr, decay }) => {
    const { add, subtract, scale } = createVectorSpace(field);
    const beta = zeroOf(field, decay);
    let m: Vector<typeof beta> | undefined;
    return (x, gradientAt) => {
      m = add(scale(beta, m ?? x.map(() => field.zero)), scale(complement(field, beta), gradientAt(x)));
      return subtract(x, scale(zeroOf(field, lr), m));
    };
  },
  weights: (field, { lr, decay }) => {
    const beta = zeroOf(field, decay);
    const weight = field.multiply(zeroOf(field, lr), complement(field, beta));
    return { first: weight, momentum: beta, later: weight };
  },
  solve: (field, { first, momentum, later }) => {
    if (!equals(field, first, later)) return unequalFirst;
    const rest = complement(field, momentum);
    return isZero(field, rest)
      ? 'with momentum 1 nothing is forgotten, and an average forgets'
      : { lr: field.divide(later, rest), decay: momentum };
  },
  schedule: atStep,
};

const gradientDescent: OptimizerForm = {
  parameters: ['lr'],
  recursion: 'x ← x − lr·g',
  create: (field, { lr }) => {
    const { subtract, scale } = createVectorSpace(field);
    return (x, gradientAt) => subtract(x, scale(zeroOf(field, lr), gradientAt(x)));
  },
  weights: (field, { lr }) => ({ first: zeroOf(field, lr), momentum: field.zero, later: zeroOf(field, lr) }),
  solve: (field, { first, momentum, later }) => {
    if (!isZero(field, momentum)) return 'it keeps no memory, and the given one has momentum';
    return equals(field, first, later) ? { lr: first } : unequalFirst;
  },
  schedule: atStep,
};

/** d ← g(x, ξ) + (1 − a)(d − g(x before, ξ)), x ← x − η d from the first sample. */
const storm: OptimizerForm = {
  parameters: ['lr', 'weight'],
  recursion: 'd¹ = g(x⁰, ξ¹), then d ← g(x, ξ) + (1 − weight)·(d − g(x before, ξ)); x ← x − lr·d',
  create: (field, { lr, weight }) => {
    const { add, subtract, scale } = createVectorSpace(field);
    const rest = complement(field, weight ?? field.one);
    let before: { readonly x: Vector<typeof rest>; readonly d: Vector<typeof rest> } | undefined;
    return (x, gradientAt) => {
      const g = gradientAt(x);
      const d = before === undefined ? g : add(g, scale(rest, subtract(before.d, gradientAt(before.x))));
      before = { x, d };
      return subtract(x, scale(zeroOf(field, lr), d));
    };
  },
  weights: (field, { lr, weight }) => {
    const first = zeroOf(field, lr);
    const isPlain = isZero(field, complement(field, weight ?? field.one));
    return isPlain ? { first, momentum: field.zero, later: first } : undefined;
  },
  solve: (field, weights) => {
    const { first, momentum, later } = weights;
    return isZero(field, momentum) && equals(field, first, later)
      ? { lr: first, weight: field.one }
      : 'it asks every sample at two points, which momentum does not; only without momentum (weight = 1) are they the same';
  },
  schedule: atStep,
};

/** An optimizer as a library ships it. */
export interface LibraryOptimizer {
  readonly title: string;
  readonly form: OptimizerForm;
  /** The library's own names of parameters, where they are others. */
  readonly names?: Readonly<Partial<Record<OptimizerParameter, string>>>;
}

const learningRate = { lr: 'learning_rate' };

/** Every optimizer by the name that `auxopt translate` knows it by: the only list to extend. */
export const optimizers = {
  torch: { title: 'torch.optim.SGD', form: torch },
  keras: { title: 'keras.optimizers.SGD', form: velocity, names: learningRate },
  tfjs: { title: 'tf.train.momentum (TensorFlow.js)', form: accumulator, names: { lr: 'learningRate' } },
  optax: { title: 'optax.sgd', form: accumulator, names: learningRate },
  'optax-ema': {
    title: 'optax.chain(optax.ema(decay, debias=False), optax.scale_by_learning_rate(lr))',
    form: averageFromZero,
  },
  convnetjs: { title: "convnetjs Trainer({ method: 'sgd' })", form: velocity, names: learningRate },
  sklearn: {
    title: 'scikit-learn MLPRegressor(solver="sgd", nesterovs_momentum=False)',
    form: velocity,
    names: { lr: 'learning_rate_init' },
  },
  sgd: { title: 'sgd', form: gradientDescent, names: { lr: 'η' } },
  'sgd-ema': { title: 'sgd-ema', form: average, names: { lr: 'η', weight: 'a' } },
  'heavy-ball': { title: 'heavy-ball', form: velocity, names: { lr: 'ℓ', momentum: 'μ' } },
  storm: { title: 'STORM', form: storm, names: { lr: 'η', weight: 'a' } },
} as const satisfies Readonly<Record<string, LibraryOptimizer>>;

/** The name of an optimizer. */
export type OptimizerName = keyof typeof optimizers;

/** The names, in the order of the registry. */
export const optimizerNames = Object.keys(optimizers) as readonly OptimizerName[];
