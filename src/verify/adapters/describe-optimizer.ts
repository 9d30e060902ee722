/** Optimizers as libraries have them, in JavaScript: from a function that makes a step to an implementation that the kit can ask. */
import type { Vector } from '../../../spec/algebra/index.js';
import { methods } from '../../../spec/methods/index.js';
import { present, type ArithmeticName } from '../protocol/message-parts.js';
import type { Implementation, Prepare } from './implementation.js';

/** The parameters of each method without an auxiliary, by the names of PyTorch, from η and a. */
const optionsOf = {
  sgd: (lr: number) => ({ lr }),
  'sgd-ema': (lr: number, a: number) => ({ lr, momentum: 1 - a, dampening: 1 - a }),
  'heavy-ball': (eta: number, a: number) => ({ lr: eta * a, momentum: 1 - a }),
  storm: (lr: number, a: number) => ({ lr, a }),
} as const;

/** A method without an auxiliary. */
export type PlainMethod = keyof typeof optionsOf;

/** An optimizer. */
export interface OptimizerDescription<M extends PlainMethod> {
  readonly name: string;
  readonly version?: string;
  readonly method: M;
  /** What it computes in; `binary64` where it is left out. */
  readonly arithmetic?: ArithmeticName;
  /** The kind of m⁰, where the method has several. */
  readonly start?: 'zero' | 'first-snapshot';
  /**
   * Makes the optimizer at x⁰. What it returns makes one step with a fresh sample, whose gradient it may ask at any point, and returns
   * the new x.
   */
  readonly create: (
    options: ReturnType<(typeof optionsOf)[M]>,
    startingPoint: readonly number[],
  ) => (gradientAt: (point: ArrayLike<number>) => Vector<number>) => ArrayLike<number>;
}

/**
 * The implementation that an optimizer is, for `serveImplementation` and `verifyImplementation`; it is verified as its method.
 *
 * @example
 * ```ts
 * import { describeOptimizer, verifyImplementation } from 'auxopt/verify';
 *
 * const optimizer = describeOptimizer({
 *   name: 'mine',
 *   method: 'heavy-ball',
 *   create: ({ lr, momentum }, start) => {
 *     let [x, v] = [start, start.map(() => 0)];
 *     return (gradientAt) => {
 *       const gradient = gradientAt(x);
 *       v = v.map((value, i) => momentum * value - lr * (gradient[i] ?? 0));
 *       return (x = x.map((value, i) => value + (v[i] ?? 0)));
 *     };
 *   },
 * });
 * (await verifyImplementation(optimizer, { method: 'heavy-ball' })).verdict; // 'pass'
 * ```
 */
export function describeOptimizer<M extends PlainMethod>(
  optimizer: OptimizerDescription<M>,
): Implementation<number> {
  const { name, version, method, arithmetic, create } = optimizer;
  const { variant, starts } = methods[method];
  const toOptions = optionsOf[method] as (eta: number, a: number) => ReturnType<(typeof optionsOf)[M]>;
  const prepare: Prepare<number> = (task) => {
    const { stepSize, momentumWeight: a, localStepCount, roundCount, startingPoint, drawSnapshot } = task;
    if (!(stepSize > 0 && a > 0 && a <= 1 && localStepCount >= 1 && roundCount >= 1)) {
      throw new RangeError('a parameter is out of its domain');
    }
    const step = create(toOptions(stepSize, a), [...startingPoint]);
    return () => {
      const sample = drawSnapshot();
      return { x: Array.from(step((point) => sample.f(Array.from(point)))) };
    };
  };
  return {
    name,
    ...present({ version, arithmetic }),
    initializations: [optimizer.start ?? starts[0]],
    singleRounds: false,
    only: { localStepCount: 1 },
    variants: { [variant]: prepare },
  };
}
