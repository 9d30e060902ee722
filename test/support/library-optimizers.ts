/** Optimizers of libraries, each as the library defines it, over any field: written out once more, for the tests of their pages. */
import { createVectorSpace, isZero, type Field, type Vector } from '../../spec/algebra/index.js';

/** Values by name. */
export type OptimizerValues<S> = Readonly<
  Partial<Record<'lr' | 'momentum' | 'dampening' | 'decay' | 'weight', S>>
>;

/** One step: from x, with the gradients of one sample, to the next x. */
type OptimizerStep<S> = (x: Vector<S>, gradientAt: (point: Vector<S>) => Vector<S>) => Vector<S>;

type Create = <S>(field: Field<S>, values: OptimizerValues<S>) => OptimizerStep<S>;

const complement = <S>(field: Field<S>, value: S): S => field.subtract(field.one, value);

/** v ← μ v − lr g, x ← x + v from v = 0. */
const keras: Create = (field, { lr = field.zero, momentum = field.zero }) => {
  const { add, subtract, scale } = createVectorSpace(field);
  let v: Vector<typeof lr> | undefined;
  return (x, gradientAt) => {
    v = subtract(scale(momentum, v ?? x.map(() => field.zero)), scale(lr, gradientAt(x)));
    return add(x, v);
  };
};

/** torch.optim.SGD: a buffer whose first value is the first gradient, and none without momentum. */
const torch: Create = (field, { lr = field.zero, momentum = field.zero, dampening = field.zero }) => {
  const { add, subtract, scale } = createVectorSpace(field);
  let b: Vector<typeof lr> | undefined;
  return (x, gradientAt) => {
    const g = gradientAt(x);
    const isFirst = b === undefined || isZero(field, momentum);
    b = isFirst ? g : add(scale(momentum, b ?? g), scale(complement(field, dampening), g));
    return subtract(x, scale(lr, b));
  };
};

/** m ← (1 − a) m + a g, x ← x − η m from the first sample. */
const average: Create = (field, { lr = field.zero, weight = field.one }) => {
  const { add, subtract, scale } = createVectorSpace(field);
  let m: Vector<typeof lr> | undefined;
  return (x, gradientAt) => {
    const g = gradientAt(x);
    m = m === undefined ? g : add(scale(complement(field, weight), m), scale(weight, g));
    return subtract(x, scale(lr, m));
  };
};

/** m ← decay m + (1 − decay) g, x ← x − lr m from m = 0. */
const optaxEma: Create = (field, { lr = field.zero, decay = field.zero }) => {
  const { add, subtract, scale } = createVectorSpace(field);
  let m: Vector<typeof lr> | undefined;
  return (x, gradientAt) => {
    const old = scale(decay, m ?? x.map(() => field.zero));
    m = add(old, scale(complement(field, decay), gradientAt(x)));
    return subtract(x, scale(lr, m));
  };
};

const sgd: Create = (field, { lr = field.zero }) => {
  const { subtract, scale } = createVectorSpace(field);
  return (x, gradientAt) => subtract(x, scale(lr, gradientAt(x)));
};

/** d ← g(x, ξ) + (1 − a)(d − g(x before, ξ)), x ← x − η d from the first sample. */
const storm: Create = (field, { lr = field.zero, weight = field.one }) => {
  const { add, subtract, scale } = createVectorSpace(field);
  const rest = complement(field, weight);
  let before: { readonly x: Vector<typeof lr>; readonly d: Vector<typeof lr> } | undefined;
  return (x, gradientAt) => {
    const g = gradientAt(x);
    const d = before === undefined ? g : add(g, scale(rest, subtract(before.d, gradientAt(before.x))));
    before = { x, d };
    return subtract(x, scale(lr, d));
  };
};

/** By name. */
export const libraryOptimizers = {
  ...{ torch, keras, sgd, storm, 'optax-ema': optaxEma, 'sgd-ema': average },
} as const satisfies Readonly<Record<string, Create>>;
