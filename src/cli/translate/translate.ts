/** From the parameters of one optimizer to those of another, with a proof by exact runs of both. */
import { createVectorSpace, type Vector } from '../../../spec/algebra/index.js';
import {
  optimizers,
  type LibraryOptimizer,
  type OptimizerName,
  type OptimizerValues,
} from '../../../spec/methods/index.js';
import { evaluateGradient } from '../../../spec/model/index.js';
import { ratioField, type Ratio } from '../../exact/index.js';
import { createDataSource } from '../../verify/cases/case-data.js';

/** What a translation comes to. */
export interface Translation {
  /** The parameters; absent where there are none. */
  readonly values?: OptimizerValues<Ratio>;
  /** Why there are none. */
  readonly reason?: string;
}

/** An optimizer by its name. */
export const optimizerOf = (name: OptimizerName): LibraryOptimizer => optimizers[name];

/** The parameters with which `to` makes the steps of `from`. */
export function translate(
  from: OptimizerName,
  to: OptimizerName,
  values: OptimizerValues<Ratio>,
): Translation {
  const [source, target] = [optimizerOf(from).form, optimizerOf(to).form];
  if (source === target) return { values };
  const weights = source.weights(ratioField, values);
  if (weights === undefined) {
    return {
      reason: `${optimizerOf(from).title} asks every sample at two points, which ${optimizerOf(to).title} does not; only with weight = 1 are they the same`,
    };
  }
  const found = target.solve(ratioField, weights);
  return typeof found === 'string' ? { reason: `${optimizerOf(to).title}: ${found}` } : { values: found };
}

/** The runs that a translation is tried on. */
export interface ExactRuns {
  readonly problems: number;
  readonly rounds: number;
  /** The first problem and round whose x differs. */
  readonly difference?: { readonly problem: number; readonly round: number };
}

/** Runs of both recursions on random quadratics with noise, in fractions; every xᵗ must be equal. */
export function compareRuns(
  [from, given]: readonly [OptimizerName, OptimizerValues<Ratio>],
  [to, found]: readonly [OptimizerName, OptimizerValues<Ratio>],
  seed: number,
): ExactRuns {
  const [problems, rounds] = [5, 12];
  for (let problem = 1; problem <= problems; problem += 1) {
    const source = createDataSource(problem, seed);
    const { snapshotAtoms } = source.problem({ dimension: 2, snapshotAtoms: 2, localAtoms: 1 });
    const steps = [
      optimizerOf(from).form.create(ratioField, given),
      optimizerOf(to).form.create(ratioField, found),
    ] as const;
    const start = source.vector(2, 16);
    const states: [Vector<Ratio>, Vector<Ratio>] = [start, start];
    for (const [index, atom] of source.atoms(2, rounds).entries()) {
      const sample = snapshotAtoms[atom]?.target;
      if (sample === undefined) continue;
      const gradientAt = (point: Vector<Ratio>): Vector<Ratio> => evaluateGradient(ratioField, sample, point);
      states[0] = steps[0](states[0], gradientAt).map(ratioField.toRatio);
      states[1] = steps[1](states[1], gradientAt).map(ratioField.toRatio);
      if (!createVectorSpace(ratioField).equals(...states)) {
        return { problems, rounds, difference: { problem, round: index + 1 } };
      }
    }
  }
  return { problems, rounds };
}

/** What ends the equality of two optimizers, a sentence each. */
export function whatBreaks(
  from: OptimizerName,
  to: OptimizerName,
  values: OptimizerValues<Ratio>,
): readonly string[] {
  const [source, target] = [optimizerOf(from).form, optimizerOf(to).form];
  const weights = target.weights(ratioField, values);
  const hasMemory = weights?.momentum.numerator !== 0n;
  return [
    ...(values.firstLr === undefined
      ? []
      : [
          'The first step: the memory of the given one begins with the whole first gradient, so that its first step is longer. Without the rate for it, the runs are different ones.',
        ]),
    ...(!hasMemory
      ? []
      : source.schedule === target.schedule
        ? [
            `Schedules: the equality is kept if all rates are multiplied by the same factors: in both, ${source.schedule}.`,
          ]
        : [
            `Schedules: with a rate that changes they are different methods. In ${optimizerOf(from).title}, ${source.schedule}; in ${optimizerOf(to).title}, ${target.schedule}.`,
          ]),
    ...([from, to].includes('optax-ema')
      ? ['Debiasing: optax.ema divides by 1 − decayᵗ unless debias=False is given.']
      : []),
    'Weight decay, if it is added to the gradient, is part of g in both; if it is decoupled (x ← (1 − lr·λ)x), it goes with the rate, which is another number now.',
    'Nesterov momentum, clipping and other options have to be off in both.',
  ];
}
