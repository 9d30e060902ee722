/** The part of convnetjs that the tests use; the package has no types. */
declare module 'convnetjs' {
  /** A parameter vector and its gradient, both changed in place. */
  export interface ParameterGroup {
    readonly params: Float64Array;
    readonly grads: Float64Array;
  }
  /** What a trainer asks of a network. */
  export interface Network {
    readonly forward: (input: unknown, isTraining: boolean) => void;
    readonly backward: (target: unknown) => number;
    readonly getParamsAndGrads: () => ParameterGroup[];
  }
  export interface TrainerOptions {
    readonly method: 'sgd';
    readonly learning_rate: number;
    readonly momentum: number;
    readonly l1_decay: 0;
    readonly l2_decay: 0;
    readonly batch_size: 1;
  }
  interface Trainer {
    readonly train: (input: unknown, target: unknown) => unknown;
  }
  const convnetjs: { readonly Trainer: new (network: Network, options: TrainerOptions) => Trainer };
  export { convnetjs as default };
}
